/** What a workflow's event asks to review, as objects of our own and the commits in them. */

import type { ChangeRequest } from "../change/index.ts";
import { ExternalError } from "../errors.ts";
import { GitHubRefusal, type FetchedObjects, type GitHub, type Log, type WantedCommit } from "../ports.ts";
import type { Subject } from "../subject.ts";
import { oneLine } from "../untrusted.ts";

export interface ActionChangePorts {
  readonly log: Log;
  readonly gitHub: GitHub;
  openFetched(commits: readonly WantedCommit[]): Promise<FetchedObjects>;
}

export interface ActionChange {
  readonly objects: FetchedObjects;
  readonly request: ChangeRequest;
}

/**
 * Fetches base, head and merge base.
 * @throws ConfigurationError `commit-not-found`, `history-cut`, `histories-unrelated`
 * @throws ExternalError `fetch-failed`, `github-failed`
 */
export async function fetchChange(subject: Subject, ports: ActionChangePorts): Promise<ActionChange> {
  switch (subject.kind) {
    case "pullRequest":
      return fetchPullRequest(subject, ports);
    case "mergeGroup": {
      const { base, head, baseBranch } = subject;
      const objects = await ports.openFetched([{ commit: base }, { commit: head }]);
      // The group is built on its base.
      return { objects, request: { base, head, baseBranch, mergeBase: base } };
    }
    case "branch":
      return fetchBranch(subject, ports);
  }
}

type Of<Kind extends Subject["kind"]> = Extract<Subject, { kind: Kind }>;

async function fetchPullRequest(
  { number, base, head, baseBranch }: Of<"pullRequest">,
  ports: ActionChangePorts,
): Promise<ActionChange> {
  const objects = await ports.openFetched([
    { commit: base, ref: `refs/heads/${baseBranch}` },
    // A fork's commits are here too, below the pull request's own ref.
    { commit: head, ref: `refs/pull/${String(number)}/head` },
  ]);
  return { objects, request: { base, head, baseBranch, ...(await namedMergeBase(objects, { base, head }, ports)) } };
}

/**
 * `before..after` of a push; without a `before` that is still there, what the branch has that the default branch has not.
 * Policy comes from the default branch's tip, since whoever pushes a branch could have pushed its policy first (L6).
 */
async function fetchBranch(
  { head, before, ref, branch, defaultBranch }: Of<"branch">,
  ports: ActionChangePorts,
): Promise<ActionChange> {
  const objects = await ports.openFetched([{ commit: head, ref }]);
  const baseBranch = branch === undefined ? {} : { baseBranch: branch };
  const isBefore = before !== undefined && (await objects.fetch([{ commit: before }])).length === 0;
  if (branch === defaultBranch) {
    const base = isBefore ? before : head;
    return { objects, request: { base, head, ...baseBranch, mergeBase: base } };
  }
  const base = await tipOf(defaultBranch, ports);
  await objects.fetch([{ commit: base, ref: `refs/heads/${defaultBranch}` }]);
  const start = isBefore ? { mergeBase: before } : await namedMergeBase(objects, { base, head }, ports);
  return { objects, request: { base, head, ...baseBranch, ...start } };
}

/** Empty when GitHub does not name it, or does not serve it: history is fetched instead, until it is in it. */
async function namedMergeBase(
  objects: FetchedObjects,
  { base, head }: { readonly base: string; readonly head: string },
  { gitHub, log }: ActionChangePorts,
): Promise<Pick<ChangeRequest, "mergeBase">> {
  try {
    const mergeBase = await gitHub.mergeBase(base, head);
    return (await objects.fetch([{ commit: mergeBase }])).length === 0 ? { mergeBase } : {};
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    log.warn(`GitHub did not name the merge base, so history is fetched until it is there: ${error.message}`);
    return {};
  }
}

async function tipOf(branch: string, { gitHub }: ActionChangePorts): Promise<string> {
  try {
    return await gitHub.branchTip(branch);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    throw new ExternalError(
      "github-failed",
      `The tip of the default branch ${oneLine(branch, 200)}, where the policy is, could not be read: ${error.message}`,
      { fix: "Give the job `permissions: contents: read`, and run it again when GitHub is well.", cause: error },
    );
  }
}
