/** The summary comment: one of ours on the pull request, whoever runs at the same time, and the newest text wins. */

import { GitHubRefusal, type GitHub, type OwnText } from "../ports.ts";
import type { Result } from "./deliver.ts";
import type { GitHubEffect } from "./github-effects.ts";
import { asStored, SUMMARY_MARKER } from "./markers.ts";

/** @throws GitHubRefusal */
export async function deliverSummary(
  { pullRequest: { number }, body }: Extract<GitHubEffect, { kind: "summaryComment" }>,
  gitHub: GitHub,
): Promise<Result> {
  const before = await summaries(gitHub, number);
  const kept = before.length === 0 ? undefined : await tryKeepOldest(before, body, gitHub);
  if (kept !== undefined) return { status: "done", detail: kept };
  await gitHub.createComment(number, body, SUMMARY_MARKER);
  // Two runs that both saw none have made two: each lists again, and both keep the same one.
  await keepOldest(await summaries(gitHub, number), body, gitHub);
  return { status: "done", detail: "Created." };
}

/** With the marker as its first line, and not somewhere in a quoted text. */
async function summaries(gitHub: GitHub, number: number): Promise<readonly OwnText[]> {
  const ours = await gitHub.comments(number, SUMMARY_MARKER);
  return ours.filter((comment) => comment.body.trimStart().startsWith(SUMMARY_MARKER));
}

/** Undefined: somebody deleted it meanwhile. */
async function tryKeepOldest(ours: readonly OwnText[], body: string, gitHub: GitHub): Promise<string | undefined> {
  try {
    return await keepOldest(ours, body, gitHub);
  } catch (error) {
    if (error instanceof GitHubRefusal && error.reason === "notFound") return undefined;
    throw error;
  }
}

async function keepOldest(ours: readonly OwnText[], body: string, gitHub: GitHub): Promise<string> {
  const [oldest, ...others] = ours;
  if (oldest === undefined) return "Created.";
  const changed = asStored(oldest.body) !== asStored(body);
  if (changed) await gitHub.updateComment(oldest.id, body);
  for (const { id } of others) await deleteOnce(gitHub, id);
  return changed ? "Updated." : "Unchanged.";
}

/** The other run may have been faster. */
async function deleteOnce(gitHub: GitHub, id: number): Promise<void> {
  try {
    await gitHub.deleteComment(id);
  } catch (error) {
    if (!(error instanceof GitHubRefusal && error.reason === "notFound")) throw error;
  }
}
