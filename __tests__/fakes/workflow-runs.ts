import { GitHubRefusal } from "../../src/ports.ts";
import type { WorkflowRuns } from "../../src/ports-github.ts";

export interface FakeRun {
  readonly id: string;
  readonly head: string;
  readonly failed: boolean;
  readonly running?: true;
  readonly workflow?: string;
  /** A trusted run: what the external ids of its checks begin with. */
  readonly claim?: string;
}

/** Runs in memory; `again` has what was run again, in order. */
export function fakeWorkflowRuns(
  initial: readonly FakeRun[] = [],
): WorkflowRuns & { readonly again: readonly string[]; refuse(refusal: GitHubRefusal): void } {
  const again: string[] = [];
  const running = new Set(initial.filter((run) => run.running).map(({ id }) => id));
  let refusal: GitHubRefusal | undefined;
  const of = (head: string, workflow: string | undefined) =>
    initial.filter(
      (run) => run.claim === undefined && run.head === head && (workflow ?? run.workflow) === run.workflow,
    );
  const start = async (how: string, id: string): Promise<void> => {
    if (refusal !== undefined) throw refusal;
    if (running.has(id))
      throw new GitHubRefusal("permission", "GitHub would not: This workflow is already running.", 403);
    running.add(id);
    again.push(`${how} ${id}`);
  };
  return {
    again,
    refuse: (given) => void (refusal = given),
    failedRuns: async (head, workflow) =>
      of(head, workflow).flatMap(({ id, failed }) => (failed || running.has(id) ? [id] : [])),
    runs: async (head, workflow) => of(head, workflow).map(({ id }) => id),
    claimingRun: async (head, { start: begin }) =>
      initial.flatMap(({ id, claim, failed, head: on }) =>
        on === head && claim !== undefined && begin.startsWith(claim) ? [{ id, passed: !failed }] : [],
      )[0],
    rerunFailedJobs: (id) => start("failed", id),
    rerun: (id) => start("all", id),
  };
}
