import type { ReviewThread, Threads } from "../../src/ports-github.ts";
import type { GitHubRefusal } from "../../src/ports.ts";
import type { FakeGitHub } from "./github.ts";

export type Who = "us" | "person";

export interface Conversation extends Threads {
  /** Who resolved a thread, by the id of its first comment; absent: it is open. */
  readonly resolved: Map<number, Who>;
  /** People's answers, by the id of the first comment. */
  readonly answers: Map<number, readonly string[]>;
  /** First comments whose lines are not in the diff any more. */
  readonly outdated: Set<number>;
  /** The next such change is refused for each item; `done`: though it took effect. */
  refuse(method: Exclude<keyof Threads, "reviewThreads">, refusal: GitHubRefusal, done?: boolean): void;
  /** Nothing is refused any more. */
  forgive(): void;
}

/** The threads of what stands in `gitHub`. @param names whether GitHub says who resolved, when it was an app's account */
export function fakeConversation(gitHub: FakeGitHub, names = false): Conversation {
  const [resolved, answers, outdated] = [new Map<number, Who>(), new Map<number, string[]>(), new Set<number>()];
  const refusals = new Map<string, { refusal: GitHubRefusal; done: boolean }>();
  const idOf = (node: string): number => Number(node.replace(/^\w+_/u, ""));
  const change = async <Item>(method: string, items: readonly Item[], effect: (item: Item) => void) => {
    const refused = refusals.get(method);
    refusals.delete(method);
    if (refused === undefined || refused.done) items.forEach(effect);
    return items.map(() => refused?.refusal);
  };
  return {
    ...{ resolved, answers, outdated },
    refuse: (method, refusal, done = false) => void refusals.set(method, { refusal, done }),
    forgive: () => void refusals.clear(),
    reviewThreads: async () =>
      gitHub.state.reviewComments.map(({ id, body, ours, path = "" }): ReviewThread => {
        const by = resolved.get(id);
        return {
          ...{ id: `PRRT_${String(id)}`, isResolved: by !== undefined, isOutdated: outdated.has(id), path },
          comments: [
            { nodeId: `PRRC_${String(id)}`, ours, body },
            ...(answers.get(id) ?? []).map((text) => ({ nodeId: "PRRC_0", ours: false, body: text })),
          ],
          ...(by !== undefined && (names || by === "person") && { resolvedByUs: by === "us" }),
        };
      }),
    resolveThreads: (ids) => change("resolveThreads", ids, (id) => void resolved.set(idOf(id), "us")),
    unresolveThreads: (ids) => change("unresolveThreads", ids, (id) => void resolved.delete(idOf(id))),
    updateReviewComments: (edits) =>
      change("updateReviewComments", edits, ({ nodeId, body }) => {
        gitHub.state.reviewComments = gitHub.state.reviewComments.map((comment) =>
          comment.id === idOf(nodeId) ? { ...comment, body } : comment,
        );
      }),
  };
}
