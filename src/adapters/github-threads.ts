/** The port `Threads`: GraphQL, since REST knows no threads (docs, "Pull request review comments"). */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { ReviewThread, ThreadComment, Threads } from "../ports-github.ts";
import type { WorkflowRun } from "../subject.ts";
import type { GitHubClient } from "./github-client.ts";
import { askGraphql, graphqlRoute } from "./github-graphql.ts";

/** Fifty threads of at most a hundred comments: 5,000 nodes, of the 500,000 that a question may ask for. */
const QUERY = `query threads($owner: String!, $repo: String!, $number: Int!, $after: String) {
  viewer { databaseId }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated path
          resolvedBy { databaseId }
          comments(first: 100) {
            nodes { id body author { ... on User { databaseId } ... on Bot { databaseId } } }
          }
        }
      }
    }
  }
}`;

const Author = z.object({ databaseId: z.int().nullish() });
const Comment = z.object({ id: z.string(), body: z.string(), author: Author.nullish() });
const Thread = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  path: z.string(),
  resolvedBy: z.object({ databaseId: z.int().nullish() }).nullish(),
  comments: z.object({ nodes: z.array(Comment) }),
});
const Page = z.object({
  viewer: z.object({ databaseId: z.int().nullish() }).nullish(),
  repository: z
    .object({
      pullRequest: z
        .object({
          reviewThreads: z.object({
            pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
            nodes: z.array(Thread),
          }),
        })
        .nullish(),
    })
    .nullish(),
});
interface Found {
  readonly found: readonly ReviewThread[];
  readonly next: string | null;
}
/** By alias; null for what was refused, and then `errors` say why. */
const Changed = z.record(z.string(), z.unknown()).nullable();

const MOST_PAGES = 100;
/** Of one question; GitHub does them one after the other, and answers within ten seconds or not at all. */
const MOST_CHANGES = 20;
/** Twenty comments of the longest would be more than one wants to send twice. */
const MOST_BYTES = 500_000;

/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function createThreads(client: GitHubClient, run: Pick<WorkflowRun, "owner" | "repo" | "apiUrl">): Threads {
  const route = graphqlRoute(run.apiUrl);
  return { reviewThreads: (number) => list(client, { run, number, route }), ...changes(client, route) };
}

interface Listing {
  readonly run: Pick<WorkflowRun, "owner" | "repo">;
  readonly number: number;
  readonly route: string;
}

async function list(client: GitHubClient, { run: { owner, repo }, number, route }: Listing): Promise<ReviewThread[]> {
  const pageAfter = async (after: string | null): Promise<Found> => {
    const question = { what: "list the threads", query: QUERY, variables: { owner, repo, number, after } };
    const { data, refused } = await askGraphql(client, question, { route, answer: Page });
    // Whoever resolved or wrote something is not nobody, because GitHub would not say it.
    for (const refusal of refused.values()) throw refusal;
    const { viewer, repository } = data;
    if (repository?.pullRequest == null)
      throw new GitHubRefusal("notFound", "GitHub would not list the threads: no such pull request.");
    const ours = viewer?.databaseId;
    if (ours == null)
      throw new GitHubRefusal(
        "unidentified",
        "GitHub would not say whose token this is when asked to list the threads.",
      );
    const { nodes, pageInfo } = repository.pullRequest.reviewThreads;
    if (pageInfo.hasNextPage && (pageInfo.endCursor ?? after) === after)
      throw new GitHubRefusal("unavailable", "GitHub did not list the threads: the pages do not end.");
    return {
      found: nodes.map((thread) => threadOf(thread, ours)),
      next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    };
  };
  const threads: ReviewThread[] = [];
  let after: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { found, next }: Found = await pageAfter(after);
    threads.push(...found);
    if (next === null) return threads;
    after = next;
  }
  throw new GitHubRefusal("unavailable", "GitHub did not list the threads: the pages do not end.");
}

function changes(client: GitHubClient, route: string): Omit<Threads, "reviewThreads"> {
  const change = async (what: string, field: string, inputs: readonly Inputs[]) => {
    const results: (GitHubRefusal | undefined)[] = [];
    for (const some of batches(inputs)) {
      const { query, variables } = mutation(field, some);
      try {
        // Repeated like a read: the second time it changes nothing.
        const { data, refused } = await askGraphql(client, { what, query, variables }, { route, answer: Changed });
        // Done is only what GitHub says it did, wherever it put its errors.
        const notDone = (n: number) => (data?.[alias(n)] == null ? unanswered(what) : undefined);
        results.push(...some.map((_, n) => refused.get(alias(n)) ?? refused.get("") ?? notDone(n)));
      } catch (error) {
        if (!(error instanceof GitHubRefusal)) throw error;
        // What stops one request stops the next; what went before is done.
        return [...results, ...inputs.slice(results.length).map(() => error)];
      }
    }
    return results;
  };
  const threads = (ids: readonly string[]): readonly Inputs[] => ids.map((threadId) => ({ threadId }));
  return {
    resolveThreads: (ids) => change("resolve the thread", "resolveReviewThread", threads(ids)),
    unresolveThreads: (ids) => change("reopen the thread", "unresolveReviewThread", threads(ids)),
    updateReviewComments: (edits) =>
      change(
        "update the review comment",
        "updatePullRequestReviewComment",
        edits.map(({ nodeId, body }) => ({ pullRequestReviewCommentId: nodeId, body })),
      ),
  };
}

type Inputs = Readonly<Record<string, string>>;

function unanswered(what: string): GitHubRefusal {
  return new GitHubRefusal("unavailable", `GitHub did not ${what}, and does not say why.`);
}

const alias = (n: number): string => `c${String(n)}`;

/** Values go as variables, so that nothing of others is part of a question. */
function mutation(
  field: string,
  inputs: readonly Inputs[],
): { query: string; variables: Readonly<Record<string, string>> } {
  const named = inputs.map((input, n) =>
    Object.entries(input).map(([key, value]) => ({ key, value, name: `${key}${String(n)}` })),
  );
  const declared = named.flat().map(({ key, name }) => `$${name}: ${key === "body" ? "String!" : "ID!"}`);
  const fields = named.map(
    (given, n) =>
      `${alias(n)}: ${field}(input: { ${given.map(({ key, name }) => `${key}: $${name}`).join(", ")} }) { clientMutationId }`,
  );
  return {
    query: `mutation(${declared.join(", ")}) { ${fields.join(" ")} }`,
    variables: Object.fromEntries(named.flat().map(({ name, value }) => [name, value])),
  };
}

function batches(inputs: readonly Inputs[]): readonly (readonly Inputs[])[] {
  const found: Inputs[][] = [];
  let bytes = 0;
  for (const input of inputs) {
    const size = Buffer.byteLength(JSON.stringify(input));
    const last = found.at(-1);
    if (last === undefined || last.length === MOST_CHANGES || bytes + size > MOST_BYTES) {
      found.push([input]);
      bytes = size;
    } else {
      last.push(input);
      bytes += size;
    }
  }
  return found;
}

function threadOf(thread: z.infer<typeof Thread>, viewer: number): ReviewThread {
  const { id, isResolved, isOutdated, path, resolvedBy, comments } = thread;
  const isOurs = (id: number | null | undefined): boolean => id === viewer;
  const read = comments.nodes.map(({ id: nodeId, body, author }): ThreadComment => ({
    ...{ nodeId, body },
    ours: isOurs(author?.databaseId),
  }));
  return {
    ...{ id, isResolved, isOutdated, path },
    comments: read,
    ...(resolvedBy?.databaseId != null && { resolvedByUs: isOurs(resolvedBy.databaseId) }),
  };
}
