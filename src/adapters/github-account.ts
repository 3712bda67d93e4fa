/** Who we are on GitHub, and so which comments are ours (L9, governance.md A34). */

import { z } from "zod";
import { GitHubRefusal, type OwnText } from "../ports.ts";
import type { GitHubClient } from "./github-client.ts";

const User = z.object({ id: z.int(), login: z.string(), type: z.string() });
/** `user` is null when the account was deleted. */
export const Authored = z.object({ id: z.int(), body: z.string().nullish(), user: User.nullish() });
export type Authored = z.infer<typeof Authored>;

export type IsOurs = (author: z.infer<typeof User>) => boolean;

/** GraphQL answers 200 with `data: null` when it refuses. */
const Viewer = z.object({
  data: z.object({ viewer: z.object({ databaseId: z.int(), login: z.string().min(1) }).nullish() }).nullish(),
});

/** No person can register a name with brackets; another app has another one. */
const ACTIONS_BOT: Identity = {
  login: "github-actions[bot]",
  isOurs: ({ login, type }) => login === "github-actions[bot]" && type === "Bot",
};

export interface Identity {
  /** To ask lists with; who wrote something is told by `isOurs`. */
  readonly login: string;
  readonly isOurs: IsOurs;
}

/**
 * `GET /user` answers a workflow's token with 403, GraphQL's viewer does not (peers.md 5.2). Where GraphQL refuses, we
 * take ourselves for the workflow's own account. When it fails we do not: with another token we would not find our own
 * comments, and write them twice.
 * @param apiUrl GitHub Enterprise Server has GraphQL beside the REST API, not below
 * @throws GitHubRefusal
 */
export async function ourAccount(client: Pick<GitHubClient, "ask">, apiUrl: string): Promise<IsOurs> {
  return (await ourIdentity(client, apiUrl)).isOurs;
}

/** The same with the login. @throws GitHubRefusal */
export async function ourIdentity({ ask }: Pick<GitHubClient, "ask">, apiUrl: string): Promise<Identity> {
  try {
    const { data } = await ask({
      what: "say whose token this is",
      route: `POST ${apiUrl.replace(/\/api\/v3$/u, "/api")}/graphql`,
      parameters: { query: "query { viewer { databaseId login } }" },
      answer: Viewer,
    });
    const viewer = data?.viewer;
    if (viewer == null) return ACTIONS_BOT;
    return { login: viewer.login, isOurs: ({ id }) => id === viewer.databaseId };
  } catch (error) {
    const failed =
      !(error instanceof GitHubRefusal) || error.reason === "unavailable" || error.reason === "rateLimited";
    if (failed) throw error;
    return ACTIONS_BOT;
  }
}

/** Ours that hold the marker, oldest first. */
export function ownTexts<Item extends Authored>(items: readonly Item[], marker: string, isOurs: IsOurs): Item[] {
  return items
    .filter(({ user, body }) => user != null && isOurs(user) && (body ?? "").includes(marker))
    .sort((a, b) => a.id - b.id);
}

export function ownText({ id, body }: Authored): OwnText {
  return { id, body: body ?? "" };
}
