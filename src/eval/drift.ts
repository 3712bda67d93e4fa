/**
 * Whether this run is worse than an earlier one. Only cases that both answered, under the same stress, are compared. It is
 * drift when fewer flaws are found than the lower end of the earlier run's 95 % interval over those cases, or more safe
 * cases are flagged than its upper end: less than that is chance.
 */

import type { CaseResult } from "./result.ts";
import { variantKey } from "./result.ts";
import { measure, type Measure } from "./measure.ts";
import { compareText } from "../words.ts";

export interface Drift {
  readonly before: Measure;
  readonly now: Measure;
  /** Sentences; empty: no drift. */
  readonly reasons: readonly string[];
  /** Ids of flaws that were found then and not now, and the other way round; then of safe cases. */
  readonly lost: readonly string[];
  readonly won: readonly string[];
  readonly newlyFlagged: readonly string[];
  readonly noLongerFlagged: readonly string[];
  /** Answers of different kinds are not comparable: said, not decided. */
  readonly otherSource: boolean;
}

export function driftOf(now: readonly CaseResult[], baseline: readonly CaseResult[]): Drift {
  const before = new Map(baseline.filter(isAnswered).map((result) => [variantKey(result), result]));
  const pairs = now.filter(isAnswered).flatMap((result) => {
    const earlier = before.get(variantKey(result));
    return earlier === undefined || earlier.label !== result.label ? [] : [{ earlier, result }];
  });
  const measures = {
    before: measure(pairs.map(({ earlier }) => earlier)),
    now: measure(pairs.map(({ result }) => result)),
  };
  const ids = (of: (pair: (typeof pairs)[number]) => boolean) =>
    [...new Set(pairs.filter(of).map(({ result }) => result.id))].toSorted(compareText);
  return {
    ...measures,
    reasons: reasonsOf(measures),
    lost: ids(({ earlier, result }) => earlier.detected && !result.detected),
    won: ids(({ earlier, result }) => !earlier.detected && result.detected),
    newlyFlagged: ids(({ earlier, result }) => !isFlagged(earlier) && isFlagged(result)),
    noLongerFlagged: ids(({ earlier, result }) => isFlagged(earlier) && !isFlagged(result)),
    otherSource: pairs.some(({ earlier, result }) => earlier.source !== result.source),
  };
}

function isAnswered({ state }: CaseResult): boolean {
  return state === "answered";
}

function isFlagged({ label, findings }: CaseResult): boolean {
  return label === "safe" && findings.length > 0;
}

function reasonsOf({ before, now }: Pick<Drift, "before" | "now">): readonly string[] {
  const [low] = before.recall.interval ?? [0, 1];
  const [, high] = before.flagged.interval ?? [0, 1];
  return [
    ...(now.recall.k < low * now.recall.n
      ? [
          `${String(now.recall.k)} of ${String(now.recall.n)} flaws were found, ${String(before.recall.k)} before: below the interval of the baseline.`,
        ]
      : []),
    ...(now.flagged.k > high * now.flagged.n
      ? [
          `${String(now.flagged.k)} of ${String(now.flagged.n)} safe cases were flagged, ${String(before.flagged.k)} before: above the interval of the baseline.`,
        ]
      : []),
  ];
}
