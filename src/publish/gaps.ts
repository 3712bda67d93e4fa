/** What was not checked, in sentences (L5): each gap is named, grouped by its reason, and counted. */

import { count, thousands, unscannedPlace } from "../words.ts";
import { groupBy, type Coverage, type Gap, type Overview, type Tally } from "./overview.ts";
import { percent } from "./words.ts";

const PLACES_SHOWN = 3;

/** Plain text that may hold hostile names; each output escapes it. Empty when nothing was left out. */
export function gapSentences(facts: Overview): readonly string[] {
  return [
    ...facts.missing.map(({ what }) => `${what}: required and did not run (see what to do)`),
    ...facts.notRun.map(({ what, reason, required }) => `${what}${required ? "" : " (not required)"}: ${reason}`),
    ...[...groupBy(facts.gaps, ({ scanner, reason }) => JSON.stringify([scanner, reason])).values()].map(gapGroup),
    ...facts.coverage.tallies.filter(({ kind }) => kind !== "reviewed").map(notReviewed),
    ...(facts.notApplicable.length > 0
      ? [`nothing in this change for: ${facts.notApplicable.map(({ scanner }) => scanner).join(", ")}`]
      : []),
  ];
}

/** What was due is named; what a rule leaves out is counted, and listed with the coverage. */
function notReviewed({ state, kind, hunks, changedLines, uris }: Tally): string {
  const what = `review: ${count(hunks, "hunk")} with ${count(changedLines, "changed line")} ${state}`;
  return kind === "excluded" ? what : `${what}: ${firstOf(uris, "file")}`;
}

/** "a, b, c and 2 more files". */
function firstOf(places: readonly string[], noun: string): string {
  const rest = places.length - PLACES_SHOWN;
  const shown = places.slice(0, PLACES_SHOWN).join(", ");
  return rest > 0 ? `${shown} and ${count(rest, `more ${noun}`)}` : shown;
}

function gapGroup(gaps: readonly Gap[]): string {
  const [first] = gaps;
  if (first === undefined) return "";
  return `${first.scanner}: ${first.reason}: ${firstOf(gaps.map(unscannedPlace), "place")}`;
}

/** "Review coverage: 80.0 % (8 of 10 changed lines; 5 more excluded)". Nothing due never reads as everything reviewed. */
export function coverageSentence({ ratio, changedLines, reviewedLines, excludedLines }: Coverage): string {
  const due = changedLines - excludedLines;
  if (changedLines === 0) return "Review coverage: no changed lines.";
  if (due === 0) return `Review coverage: no line was due for review; ${count(changedLines, "changed line")} excluded.`;
  const excluded = excludedLines > 0 ? `; ${thousands(excludedLines)} more excluded` : "";
  return `Review coverage: ${percent(ratio)} (${thousands(reviewedLines)} of ${count(due, "changed line")}${excluded}).`;
}
