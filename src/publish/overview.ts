/** What every output says about a run, worked out once: text, Markdown and page only lay it out. */

import { compareSeverity, countBySeverity, type Severity, type TriagedFinding } from "../finding.ts";
import type { HunkState, Missing, Opinion, Review, ScannerRun, Unscanned } from "../records.ts";
import { coverageRatio } from "../review/index.ts";
import { compareText, hunkStateWords, thousands } from "../words.ts";
import { decidedOf, type Decided } from "./decided.ts";
import { WORST_FIRST } from "./words.ts";

export interface Tally {
  /** In words: "excluded (binary)". */
  readonly state: string;
  readonly kind: HunkState["state"];
  readonly hunks: number;
  readonly changedLines: number;
  /** The files, each once. */
  readonly uris: readonly string[];
}

export interface Coverage {
  /** Changed lines reviewed ÷ changed lines not excluded; 1 when there are none. */
  readonly ratio: number;
  readonly changedLines: number;
  readonly reviewedLines: number;
  readonly excludedLines: number;
  /** One for each state in words; most changed lines first. */
  readonly tallies: readonly Tally[];
}

export interface Gap extends Unscanned {
  readonly scanner: string;
}

export interface Overview {
  /** Most severe first, then by place. */
  readonly blocking: readonly TriagedFinding[];
  /** Open findings of scanners that do not block. */
  readonly otherOpen: readonly TriagedFinding[];
  /** Open findings that only Claude made and that do not block: never among the scanners' (L3). */
  readonly advisory: readonly TriagedFinding[];
  /** Kept, and not open: outside the diff, unchanged, suppressed. */
  readonly notCounted: readonly TriagedFinding[];
  /** Reports of other tools that a finding stands for, by the finding's fingerprint. */
  readonly also: ReadonlyMap<string, readonly TriagedFinding[]>;
  /** Open findings of scanners by severity, and whatever blocks. */
  readonly open: Readonly<Record<Severity, number>>;
  /** Claude's opinion on a finding, by the finding's fingerprint. */
  readonly opinions: ReadonlyMap<string, Opinion>;
  readonly missing: readonly Missing[];
  /** Scanners that ended otherwise than in `completed` or `notApplicable` and are not already in `missing`. */
  readonly notRun: readonly (Missing & { readonly required: boolean })[];
  readonly notApplicable: readonly ScannerRun[];
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
  readonly decided: Decided;
}

export function overview(review: Review): Overview {
  const { findings, scan, verdict } = review;
  const blockingPrints = new Set(verdict.blocking.map(({ fingerprint }) => fingerprint));
  const open = findings.filter(({ disposition }) => disposition.status === "open");
  const others = open.filter(({ fingerprint }) => !blockingPrints.has(fingerprint)).toSorted(worstFirst);
  const advisory = others.filter(isAdvisory);
  const named = new Set(verdict.missing.map(({ what }) => what));
  return {
    // From the verdict and not from the findings: whatever decided the gate is shown, even if it is not in the list.
    blocking: verdict.blocking.toSorted(worstFirst),
    otherOpen: others.filter((finding) => !isAdvisory(finding)),
    advisory,
    notCounted: findings
      .filter(({ disposition }) => disposition.status !== "open" && disposition.status !== "merged")
      .toSorted(worstFirst),
    also: groupBy(
      findings.filter(({ disposition }) => disposition.status === "merged").toSorted(worstFirst),
      ({ disposition }) => (disposition.status === "merged" ? disposition.into : ""),
    ),
    open: countBySeverity(open.filter((finding) => !isAdvisory(finding) || blockingPrints.has(finding.fingerprint))),
    opinions: new Map((review.model?.opinions ?? []).map((opinion) => [opinion.fingerprint, opinion])),
    missing: verdict.missing,
    notRun: scan.runs.flatMap(({ scanner, state, required }) =>
      (state.status === "failed" || state.status === "unavailable") && !named.has(scanner)
        ? [{ what: scanner, reason: state.reason, required }]
        : [],
    ),
    notApplicable: scan.runs.filter(({ state }) => state.status === "notApplicable"),
    gaps: scan.runs.flatMap(({ scanner, unscanned }) => unscanned.map((part) => ({ ...part, scanner }))),
    coverage: coverageOf(review.coverage),
    decided: decidedOf(review),
  };
}

/** All that an output shows, each once. */
export function everyFinding(facts: Overview): readonly TriagedFinding[] {
  return [...facts.blocking, ...facts.otherOpen, ...facts.advisory, ...facts.notCounted];
}

function isAdvisory({ source }: TriagedFinding): boolean {
  return source.kind === "model";
}

export function coverageOf(hunks: Review["coverage"]): Coverage {
  const tallies = [...groupBy(hunks, ({ state }) => hunkStateWords(state))]
    .map(([words, group]) => tallyOf(words, group))
    .toSorted((a, b) => b.changedLines - a.changedLines);
  const lines = (kind?: HunkState["state"]): number =>
    tallies.reduce((sum, tally) => (kind === undefined || tally.kind === kind ? sum + tally.changedLines : sum), 0);
  const changedLines = lines();
  const reviewedLines = lines("reviewed");
  const excludedLines = lines("excluded");
  return { ratio: coverageRatio(hunks), changedLines, reviewedLines, excludedLines, tallies };
}

function tallyOf(state: string, hunks: Review["coverage"]): Tally {
  return {
    state,
    kind: hunks[0]?.state.state ?? "reviewed",
    hunks: hunks.length,
    changedLines: hunks.reduce((sum, { changedLines }) => sum + changedLines, 0),
    uris: [...new Set(hunks.map(({ uri }) => uri))],
  };
}

/** Groups in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Most severe first, then by path and line, so that two runs print the same order. */
export function worstFirst(a: TriagedFinding, b: TriagedFinding): number {
  return (
    compareSeverity(b.severity, a.severity) ||
    compareText(a.location?.uri ?? "", b.location?.uri ?? "") ||
    (a.location?.startLine ?? 0) - (b.location?.startLine ?? 0) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Open findings in words, worst first: "1 critical, 2 high"; "none" when there are none. */
export function openWords(open: Overview["open"]): string {
  const parts = WORST_FIRST.filter((severity) => open[severity] > 0).map(
    (severity) => `${thousands(open[severity])} ${severity === "none" ? "without severity" : severity}`,
  );
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** "Claude, advisory: 1 high, 2 low."; nothing when Claude found nothing of its own. */
export function advisoryWords({ advisory }: Overview): readonly string[] {
  return advisory.length === 0 ? [] : [`Claude, advisory: ${openWords(countBySeverity(advisory))}.`];
}
