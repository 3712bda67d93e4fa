/** Where two commits parted, in a history that is cut. */

import { join } from "node:path";
import { gitFailed, type Git } from "./git-process.ts";
import { contents } from "./git-repository.ts";

export interface CutRepository {
  readonly own: Git;
  readonly gitDir: string;
}

/** Whether some commit lacks its parents. */
export async function isCut(gitDir: string): Promise<boolean> {
  return (await edges(gitDir)).size > 0;
}

/**
 * The merge base that git would find in the whole history, or `cut` when more of it is needed to know.
 *
 * Git takes a commit at the edge of a cut for a root. So it may find no common ancestor, or one that is too old: a younger
 * one may be reached from one side only through what is missing. Its answer is right when every edge that the two sides
 * reach is an ancestor of each merge base found, or is it. For then all that is missing is older than those: a common
 * ancestor that is not can be reached from either side without crossing an edge, so git has seen it. Nor can one merge
 * base be an ancestor of another by a way that is missing, since that way would cross an edge younger than it.
 */
export async function certainMergeBase(
  { own, gitDir }: CutRepository,
  sides: readonly [string, string],
): Promise<{ readonly mergeBase: string | undefined } | "cut"> {
  const cutAt = await edges(gitDir);
  const found = await mergeBases(own, sides);
  // Without a merge base every edge in reach may hide one.
  const exclusions = found.length === 0 ? [[]] : found.map((base) => ["--not", base]);
  for (const exclusion of exclusions) {
    if (cutAt.size === 0) break;
    const reached = lines(await own.read("rev-list", ...sides, ...exclusion));
    if (reached.some((name) => cutAt.has(name))) return "cut";
  }
  return { mergeBase: found[0] };
}

async function mergeBases(own: Git, sides: readonly string[]): Promise<readonly string[]> {
  const args = ["merge-base", "--all", ...sides];
  const { exitCode, stdout, stderr } = await own.run(...args);
  // 1 is "none" (git-merge-base).
  if (exitCode > 1) throw gitFailed(args, stderr);
  return lines(stdout);
}

/** Commits whose parents were left out: git's `shallow` file (gitrepository-layout). */
export async function edges(gitDir: string): Promise<ReadonlySet<string>> {
  return new Set(lines(await contents(join(gitDir, "shallow"))));
}

function lines(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes).toString().split("\n").filter(Boolean);
}
