/** The port `Issues`: ours are found by their author and a marker, and made once. */

import { z } from "zod";
import type { Issue, Issues } from "../ports-github.ts";
import { Authored, ourIdentity, ownTextsFrom, type Identity } from "./github-account.ts";
import type { GitHubClient } from "./github-client.ts";
import { createOnce } from "./github-create.ts";

const Label = z.union([z.string(), z.object({ name: z.string().nullish() }).transform(({ name }) => name ?? "")]);
const Listed = Authored.extend({
  number: z.int(),
  state: z.enum(["open", "closed"]),
  state_reason: z.string().nullish(),
  labels: z.array(Label),
  created_at: z.iso.datetime({ offset: true }),
  /** Every pull request is an issue too. */
  pull_request: z.unknown().optional(),
});
type Listed = z.infer<typeof Listed>;
const Repository = z.object({ private: z.boolean() });
/** What an update answers is of no use. */
const Whatever = z.unknown();

const ISSUES = "/repos/{owner}/{repo}/issues";
const ONE = `${ISSUES}/{issue_number}`;

/** @param apiUrl of the run: where GraphQL is asked whose token this is */
export function createIssues(client: GitHubClient, apiUrl: string): Issues {
  const { ask, list, pause } = client;
  const identity = once(() => ourIdentity(client, apiUrl));
  const find = async (marker: string): Promise<readonly Listed[]> => {
    const { login, isOurs } = await identity();
    const all = await list({
      what: "list our issues",
      route: `GET ${ISSUES}`,
      // Labels, titles and assignees are people's to change; who made it is not.
      parameters: { state: "all", creator: login, sort: "created", direction: "asc" },
      answer: Listed,
    });
    const issues = all.filter((item) => item.pull_request === undefined);
    return ownTextsFrom(issues, marker, isOurs).sort((a, b) => a.number - b.number);
  };
  return {
    issues: async (marker) => (await find(marker)).map(issueOf),
    createIssue: async ({ title, body, labels, assignees, marker }) => {
      const create = () =>
        ask({
          what: "create the issue",
          route: `POST ${ISSUES}`,
          parameters: { title, body, labels, assignees },
          answer: Listed,
          repeatable: false,
        });
      return issueOf(await createOnce({ create, find: async () => (await find(marker)).at(-1) }, pause));
    },
    updateIssue: async (number, { title, body, state, stateReason, labels }) => {
      const reason = state === undefined ? undefined : state === "open" ? "reopened" : (stateReason ?? "completed");
      await ask({
        what: "update the issue",
        route: `PATCH ${ONE}`,
        parameters: {
          issue_number: number,
          ...(title !== undefined && { title }),
          ...(body !== undefined && { body }),
          ...(state !== undefined && { state, state_reason: reason }),
          ...(labels !== undefined && { labels }),
        },
        answer: Whatever,
      });
    },
    commentOnIssue: commenting(client, identity),
    repository: async () => {
      const { private: isPrivate } = await ask({
        what: "show the repository",
        route: "GET /repos/{owner}/{repo}",
        answer: Repository,
      });
      return { private: isPrivate };
    },
  };
}

/** Once: what an earlier run said, or an uncertain try of this one, is looked for first. */
function commenting({ ask, list, pause }: GitHubClient, identity: () => Promise<Identity>): Issues["commentOnIssue"] {
  return async (number, body, marker) => {
    const said = async () => {
      const { isOurs } = await identity();
      const all = await list({
        what: "list the issue's comments",
        route: `GET ${ONE}/comments`,
        parameters: { issue_number: number },
        answer: Authored,
      });
      return ownTextsFrom(all, marker, isOurs).at(-1);
    };
    if ((await said()) !== undefined) return;
    const create = () =>
      ask({
        what: "comment on the issue",
        route: `POST ${ONE}/comments`,
        parameters: { issue_number: number, body },
        answer: Authored,
        repeatable: false,
      });
    await createOnce({ create, find: said }, pause);
  };
}

function issueOf({ number, state, state_reason, body, labels, created_at }: Listed): Issue {
  return {
    number,
    state,
    body: body ?? "",
    labels,
    createdAt: created_at,
    ...(typeof state_reason === "string" && { stateReason: state_reason }),
  };
}

/** Asked when first needed, and again after a failure. */
function once(ask: () => Promise<Identity>): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  return async () => {
    known ??= ask();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}
