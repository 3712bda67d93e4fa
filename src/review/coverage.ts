import { changedLineCount } from "../change/index.ts";
import type { ChangedFile, Change, HunkCoverage, HunkState } from "../records.ts";

/** Why a hunk is not reviewed, asked in this order; undefined sends it on to the next. */
export type Exclusion = (file: ChangedFile) => HunkState | undefined;

/** L5: every changed hunk in exactly one state. What no exclusion names gets `otherwise`. */
export function cover(change: Change, exclusions: readonly Exclusion[], otherwise: HunkState): readonly HunkCoverage[] {
  return change.files.flatMap((file) => {
    const state = exclusions.reduce<HunkState | undefined>((found, ask) => found ?? ask(file), undefined) ?? otherwise;
    return file.hunks.map((hunk) => ({ hunk: hunk.id, uri: file.uri, changedLines: changedLineCount(hunk), state }));
  });
}

/** Changed lines `reviewed` ÷ changed lines not `excluded`, 1 when there are none. */
export function coverageRatio(coverage: readonly HunkCoverage[]): number {
  const lines = (states: readonly HunkCoverage[]) => states.reduce((sum, hunk) => sum + hunk.changedLines, 0);
  const due = coverage.filter((hunk) => hunk.state.state !== "excluded");
  const total = lines(due);
  return total === 0 ? 1 : lines(due.filter((hunk) => hunk.state.state === "reviewed")) / total;
}
