import { changedLineCount } from "../change/index.ts";
import type { Change, HunkCoverage, HunkState } from "../records.ts";

/** L5: every changed hunk in exactly one state. What nothing has settled gets `otherwise`. */
export function cover(
  change: Change,
  settled: ReadonlyMap<string, HunkState>,
  otherwise: HunkState,
): readonly HunkCoverage[] {
  return change.files.flatMap((file) =>
    file.hunks.map((hunk) => ({
      hunk: hunk.id,
      uri: file.uri,
      changedLines: changedLineCount(hunk),
      state: settled.get(hunk.id) ?? otherwise,
    })),
  );
}

/** Changed lines `reviewed` ÷ changed lines not `excluded`, 1 when there are none. */
export function coverageRatio(coverage: readonly HunkCoverage[]): number {
  const lines = (states: readonly HunkCoverage[]) => states.reduce((sum, hunk) => sum + hunk.changedLines, 0);
  const due = coverage.filter((hunk) => hunk.state.state !== "excluded");
  const total = lines(due);
  return total === 0 ? 1 : lines(due.filter((hunk) => hunk.state.state === "reviewed")) / total;
}
