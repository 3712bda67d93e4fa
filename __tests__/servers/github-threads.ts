/** Conversations on lines: who resolved them, and where they stand after a push. GitHub has them in GraphQL only. */

import { z } from "zod";
import type { Answer } from "./github-answers.ts";
import { commentable } from "./github-diff.ts";
import { graphqlAnswer, type Asked, type GraphqlContext } from "./github-graphql-parts.ts";
import type { Account, InlineComment, Pull, State } from "./github-state.ts";

export interface ThreadState {
  /** Who resolved it, by the id of its first comment. */
  readonly resolved: Map<number, Account>;
}

const Page = z.strictObject({ owner: z.string(), repo: z.string(), number: z.int(), after: z.string().nullable() });
const PAGE = 50;

export function reviewThreads({ variables }: Asked, { state, account }: GraphqlContext): Answer {
  const { owner, repo, number, after } = Page.parse(variables);
  const { repository } = state;
  const pull = state.pulls.get(number);
  if (owner !== repository.owner || repo !== repository.name || pull === undefined)
    return graphqlAnswer({ repository: null }, [
      { type: "NOT_FOUND", message: "Could not resolve to a Repository.", path: ["repository"] },
    ]);
  const roots = threadsOf(state, number);
  const from = after === null ? 0 : roots.findIndex(({ id }) => `PRRT_${String(id)}` === after) + 1;
  const shown = roots.slice(from, from + PAGE);
  return graphqlAnswer({
    viewer: { databaseId: account.id },
    repository: {
      pullRequest: {
        reviewThreads: {
          pageInfo: {
            hasNextPage: roots.length > from + PAGE,
            endCursor: shown.length === 0 ? null : `PRRT_${String(shown.at(-1)!.id)}`,
          },
          nodes: shown.map((root) => threadNode(root, { state, pull })),
        },
      },
    },
  });
}

/** First comments that are still there; answers keep their thread when it is deleted. */
function threadsOf(state: State, pull: number): readonly InlineComment[] {
  const all = [...state.inline.values()].filter((comment) => comment.pull === pull);
  const seen = new Set<number>();
  return all.filter(({ id, replyTo = id }) => !seen.has(replyTo) && seen.add(replyTo));
}

function threadNode(
  root: InlineComment,
  { state, pull }: { readonly state: State; readonly pull: Pull },
): Readonly<Record<string, unknown>> {
  const id = root.replyTo ?? root.id;
  const by = state.threads.resolved.get(id);
  const line = lineNow(root, { state, pull });
  const comments = [...state.inline.values()].filter((comment) => (comment.replyTo ?? comment.id) === id);
  return {
    ...{ id: `PRRT_${String(id)}`, isResolved: by !== undefined, isOutdated: line === undefined },
    ...{ path: root.path, line: line ?? null },
    // A `User`: whether an app's account is one nobody documents.
    resolvedBy: by === undefined || by.type === "Bot" ? null : { databaseId: by.id, login: by.login },
    comments: {
      nodes: comments.map(({ id: databaseId, body, user: { login, type, id: author } }) => ({
        ...{ id: `PRRC_${String(databaseId)}`, databaseId, body },
        // A bot's login has no brackets here.
        author: { __typename: type, login: login.replace(/\[bot\]$/u, ""), databaseId: author },
      })),
    },
  };
}

/** GitHub moves a comment with its line, as long as nobody changed that and the diff shows it. */
function lineNow(
  { path, line, startLine = line, commit }: InlineComment,
  { state, pull }: { readonly state: State; readonly pull: Pull },
): number | undefined {
  let moved = line;
  if (commit !== pull.head.sha) {
    const hunks = state.git.run("diff", "--no-color", "-U0", "--no-renames", commit, pull.head.sha, "--", path);
    for (const [, at = "", removed = "1", added = "1"] of hunks.matchAll(
      /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gmu,
    )) {
      const [first, count] = [Number(at), Number(removed)];
      if (count > 0 && first <= line && startLine <= first + count - 1) return undefined;
      if (first < startLine) moved += Number(added) - count;
    }
  }
  const base = state.git.mergeBase(pull.base.sha, pull.head.sha) ?? pull.base.sha;
  const file = state.git.files(base, pull.head.sha).find((one) => one.path === path);
  return commentable(file?.patch ?? "").RIGHT.has(moved) ? moved : undefined;
}

const FIELD = /(?<alias>\w+): (?<field>\w+)\(input: \{ (?<inputs>[^}]+) \}\) \{ clientMutationId \}/gu;
const ID_OF = {
  resolveReviewThread: "threadId",
  unresolveReviewThread: "threadId",
  updatePullRequestReviewComment: "pullRequestReviewCommentId",
} as const;

/** Undefined when it is not of the form that is served. */
export function changeThreads({ query, variables }: Asked, context: GraphqlContext): Answer | undefined {
  const given = z.record(z.string(), z.string()).parse(variables);
  const data: Record<string, unknown> = {};
  const errors: { type: string; message: string; path: string[] }[] = [];
  for (const { groups: { alias = "", field = "", inputs = "" } = {} } of query.matchAll(FIELD)) {
    const input = Object.fromEntries(
      inputs.split(", ").map((part) => {
        const [key = "", name = ""] = part.split(": $");
        return [key, given[name] ?? ""];
      }),
    );
    if (!isField(field)) return undefined;
    const refused = change(field, { id: input[ID_OF[field]] ?? "", body: input["body"] }, context);
    data[alias] = refused === undefined ? { clientMutationId: null } : null;
    if (refused !== undefined) errors.push({ ...refused, path: [alias] });
  }
  return graphqlAnswer(data, errors);
}

function isField(field: string): field is keyof typeof ID_OF {
  return field in ID_OF;
}

interface Refusal {
  readonly type: string;
  readonly message: string;
}

function change(
  field: keyof typeof ID_OF,
  { id, body }: { readonly id: string; readonly body: string | undefined },
  { state, account }: GraphqlContext,
): Refusal | undefined {
  const comment = state.inline.get(Number(id.replace(/^PRR[TC]_/u, "")));
  const { contents, pull_requests } = account.permissions;
  if (comment === undefined)
    return { type: "NOT_FOUND", message: `Could not resolve to a node with the global id of '${id}'` };
  const edits = field === "updatePullRequestReviewComment";
  // Resolving takes the right to write contents, an edit that of the pull request (github/gh-aw#35726).
  if (pull_requests !== "write" || (!edits && contents !== "write"))
    return { type: "FORBIDDEN", message: "Resource not accessible by integration" };
  if (edits) state.inline.set(comment.id, { ...comment, body: body ?? "" });
  else if (field === "resolveReviewThread") state.threads.resolved.set(comment.id, account);
  else state.threads.resolved.delete(comment.id);
  return undefined;
}
