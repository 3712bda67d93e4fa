import type { GitHubRefusal } from "../../src/ports.ts";
import type { CheckRun, Checks } from "../../src/ports-github.ts";

export interface FakeChecks extends Checks {
  /** As they were put, in order, without those that were refused. */
  readonly runs: readonly CheckRun[];
  /** The next one is refused, and has no effect. */
  refuse(refusal: GitHubRefusal): void;
}

export function fakeChecks(): FakeChecks {
  const runs: CheckRun[] = [];
  const refusals: GitHubRefusal[] = [];
  return {
    runs,
    refuse: (refusal) => void refusals.push(refusal),
    putCheckRun: async (run) => {
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
      return `https://github.com/octo-org/octo.repo/runs/${runs.push(run)}`;
    },
  };
}
