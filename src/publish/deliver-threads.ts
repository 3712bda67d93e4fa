/** Our threads after a push: resolved where the finding is gone, opened again where it is back. It never fails the review. */

import { GitHubRefusal } from "../ports.ts";
import type { Threads } from "../ports-github.ts";
import { count } from "../words.ts";
import type { PullRequestHead } from "./github-effects.ts";
import type { Gone } from "./markers.ts";
import { withStatus } from "./thread-text.ts";
import { planThreads, type Standing, type ThreadChange } from "./threads.ts";

type Refused = GitHubRefusal | undefined;
type Edit = { readonly nodeId: string; readonly body: string };

/** Answers what came of it, in sentences. */
export async function deliverThreads(
  { number, head }: PullRequestHead,
  standing: Standing,
  threads: Threads,
): Promise<readonly string[]> {
  try {
    const changes = planThreads(await threads.reviewThreads(number), standing);
    return await perform(changes, head, threads);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return [`Earlier threads were left as they are: ${error.message}`];
  }
}

async function perform(changes: readonly ThreadChange[], head: string, threads: Threads): Promise<readonly string[]> {
  const of = <Kind extends ThreadChange["kind"]>(kind: Kind) =>
    changes.filter((change): change is Extract<ThreadChange, { kind: Kind }> => change.kind === kind);
  const [gone, back, others] = [of("resolve"), of("reopen"), of("rewrite")];
  const resolved = await threads.resolveThreads(gone.map(({ thread }) => thread));
  const reopened = await threads.unresolveThreads(back.map(({ thread }) => thread));
  const edits: Edit[] = [
    ...gone.flatMap((change, n) => editOfGone(change, { refused: resolved[n], commit: head })),
    // One that could not be opened again keeps the mark that we resolved it.
    ...back.flatMap(({ comment, body }, n) => (reopened[n] === undefined ? [{ nodeId: comment, body }] : [])),
    ...others.map(({ comment, body }) => ({ nodeId: comment, body })),
  ];
  const edited = await threads.updateReviewComments(edits);
  const left = of("leave").length;
  return [
    ...did(resolved, "thread", "resolved, whose findings are gone"),
    ...did(reopened, "thread", "opened again, whose findings are back"),
    ...did(edited, "comment", "brought up to date"),
    ...(left === 0 ? [] : [`${count(left, "thread")} left alone, where people answered or opened it again.`]),
    ...refused([...resolved, ...reopened], "thread"),
    ...refused(edited, "comment"),
  ];
}

function did(results: readonly Refused[], noun: string, words: string): readonly string[] {
  const done = results.filter((refusal) => refusal === undefined).length;
  return done === 0 ? [] : [`${count(done, noun)} ${words}.`];
}

function refused(results: readonly Refused[], noun: string): readonly string[] {
  const refusals = results.filter((refusal) => refusal !== undefined && !isDeleted(refusal));
  const [first] = refusals;
  if (first === undefined) return [];
  const wayOut =
    noun === "thread" && first.reason === "permission"
      ? [
          "It takes `contents: write` besides `pull-requests: write`; without it the comments say that their findings are gone.",
        ]
      : [];
  return [`${count(refusals.length, noun)} not changed: ${first.message}`, ...wayOut];
}

/** Where the token may not resolve threads, people read in ours that they may. Said once, and not anew on every push. */
function editOfGone(
  { comment, body, before }: Extract<ThreadChange, { kind: "resolve" }>,
  { refused, commit }: { readonly refused: Refused; readonly commit: string },
): readonly Edit[] {
  const gone: Gone = refused === undefined ? "resolved" : "open";
  if (gone === before) return [];
  return [{ nodeId: comment, body: withStatus(body, { kind: "gone", commit, gone }) }];
}

/** Not there any more, as GraphQL says it of one of several; a 404 has a status, and is about the whole question. */
function isDeleted(refusal: Refused): boolean {
  return refusal?.reason === "notFound" && refusal.status === undefined;
}
