/** Who we are on GitHub, and so which comments are ours (L9, governance.md A34). */

import { z } from "zod";
import { GitHubRefusal, type OwnText } from "../ports.ts";
import type { GitHubClient } from "./github-client.ts";
import { graphqlRoute } from "./github-graphql.ts";

const User = z.object({ id: z.int(), login: z.string(), type: z.string() });
/** `user` is null when the account was deleted. */
export const Authored = z.object({ id: z.int(), body: z.string().nullish(), user: User.nullish() });
export type Authored = z.infer<typeof Authored>;

export type IsOurs = (author: z.infer<typeof User>) => boolean;

const Viewer = z.object({ databaseId: z.int(), login: z.string().min(1) });
/** GraphQL answers 200 with `data: null` when it refuses. */
const Answer = z.object({ data: z.object({ viewer: Viewer.nullish() }).nullish() });

export interface Identity {
  /** To ask lists with; who wrote something is told by `isOurs`. */
  readonly login: string;
  readonly isOurs: IsOurs;
}

/**
 * `GET /user` answers a workflow's token with 403, GraphQL's viewer does not (peers.md 5.2). Where that is refused nobody
 * is taken for us, not the workflow's own account either: with another token we would not find our own comments, write
 * them twice, and take another job's for ours.
 * @param apiUrl GitHub Enterprise Server has GraphQL beside the REST API, not below
 * @throws GitHubRefusal
 */
export async function ourAccount(client: Pick<GitHubClient, "ask">, apiUrl: string): Promise<IsOurs> {
  return (await ourIdentity(client, apiUrl)).isOurs;
}

/** The same with the login. @throws GitHubRefusal */
export async function ourIdentity({ ask }: Pick<GitHubClient, "ask">, apiUrl: string): Promise<Identity> {
  const viewer = await viewerOf(ask, graphqlRoute(apiUrl));
  return { login: viewer.login, isOurs: ({ id }) => id === viewer.databaseId };
}

async function viewerOf(ask: GitHubClient["ask"], route: string): Promise<z.infer<typeof Viewer>> {
  const what = "say whose token this is";
  try {
    const parameters = { query: "query viewer { viewer { databaseId login } }" };
    const { data } = await ask({ what, route, parameters, answer: Answer });
    if (data?.viewer != null) return data.viewer;
  } catch (error) {
    const passes = error instanceof GitHubRefusal && (error.reason === "unavailable" || error.reason === "rateLimited");
    if (passes || !(error instanceof GitHubRefusal)) throw error;
    throw new GitHubRefusal("unidentified", error.message, error.status);
  }
  throw new GitHubRefusal("unidentified", `GitHub would not ${what}.`);
}

/** Ours that hold the marker, oldest first. */
export function ownTexts<Item extends Authored>(items: readonly Item[], marker: string, isOurs: IsOurs): Item[] {
  return items
    .filter(({ user, body }) => user != null && isOurs(user) && (body ?? "").includes(marker))
    .sort((a, b) => a.id - b.id);
}

/** Those that begin with it: further down may stand words of others. */
export function ownTextsFrom<Item extends Authored>(items: readonly Item[], marker: string, isOurs: IsOurs): Item[] {
  return ownTexts(items, marker, isOurs).filter(({ body }) => body?.startsWith(marker));
}

export function ownText({ id, body }: Authored): OwnText {
  return { id, body: body ?? "" };
}
