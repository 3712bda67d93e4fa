/** The one place where pass or fail is decided. Pure; nothing is published before it. */

import { compareSeverity, type Severity, type TriagedFinding } from "./finding.ts";
import type { HunkCoverage, Missing, Outcome, Unscanned, ScannerRun, Verdict } from "./records.ts";
import { stricter, type Settings } from "./settings.ts";
import type { SignOff } from "./sign-off.ts";
import { count, hunkStateWords, unscannedPlace } from "./words.ts";

export interface GateInput {
  readonly findings: readonly TriagedFinding[];
  readonly coverage: readonly HunkCoverage[];
  readonly runs: readonly ScannerRun[];
  /** Parts of changed files that a required scanner did not scan and no policy excuses. */
  readonly gaps: readonly (Unscanned & { readonly scanner: string })[];
  /** A threat's own acceptance criterion, by threat id. */
  readonly threatFailOn: ReadonlyMap<string, Severity>;
  /** A person's: lets an incomplete run of this head pass, never one that found something. */
  readonly override?: Pick<SignOff, "by" | "until">;
}

export function decide(input: GateInput, settings: Settings): Verdict {
  const blocking = input.findings.filter((finding) => blocks(finding, { ...input, ...settings }));
  const missing = [
    ...(settings.require.includes("scanners") ? missingScanners(input) : []),
    ...(settings.require.includes("review") ? missingReview(input.coverage) : []),
  ];
  const incomplete: Outcome = input.override === undefined ? "incomplete" : "pass";
  const outcome: Outcome = blocking.length > 0 ? "fail" : missing.length > 0 ? incomplete : "pass";
  return {
    outcome,
    blocking,
    missing,
    failOn: settings.failOn,
    sentence: sentence(input, { blocking, missing, settings }),
  };
}

/** A pass without a look, and why: an empty diff, a branch out of scope. */
export function nothingToReview(why: string, settings: Settings): Verdict {
  return {
    outcome: "pass",
    blocking: [],
    missing: [],
    failOn: settings.failOn,
    sentence: `Nothing to review: ${why}.`,
  };
}

/** Exit codes of the design: 1 fail, 5 incomplete, 0 pass; the pilot of a repository never blocks, and says so. */
export function exitCode(outcome: Outcome, settings: Pick<Settings, "onIncomplete" | "pilot">): 0 | 1 | 5 {
  if (outcome === "fail") return settings.pilot ? 0 : 1;
  if (outcome === "incomplete") return settings.pilot || settings.onIncomplete === "warn" ? 0 : 5;
  return 0;
}

function blocks(
  finding: TriagedFinding,
  { failOn, failOnAi, threatFailOn }: Pick<Settings, "failOn" | "failOnAi"> & Pick<GateInput, "threatFailOn">,
): boolean {
  if (finding.disposition.status !== "open") return false;
  if (finding.source.kind === "model") return finding.confidence === "high" && reaches(finding, failOnAi);
  const own = finding.threat === undefined ? undefined : threatFailOn.get(finding.threat);
  return reaches(finding, own === undefined ? failOn : stricter(own, failOn));
}

function reaches({ severity }: TriagedFinding, threshold: Severity): boolean {
  return threshold !== "none" && compareSeverity(severity, threshold) >= 0;
}

function missingScanners({ runs, gaps }: GateInput): readonly Missing[] {
  const stopped = runs
    .filter((run) => run.required)
    .flatMap((run) =>
      run.state.status === "failed" || run.state.status === "unavailable"
        ? [{ what: run.scanner, reason: run.state.reason }]
        : [],
    );
  return [
    ...stopped,
    ...gaps.map((gap) => ({ what: gap.scanner, reason: `did not scan ${unscannedPlace(gap)}: ${gap.reason}` })),
  ];
}

/** One row per reason, for 3,000 hunks without credentials are one fact. */
function missingReview(coverage: readonly HunkCoverage[]): readonly Missing[] {
  const reasons = new Map<string, number>();
  for (const { state } of coverage) {
    if (state.state === "reviewed" || state.state === "excluded") continue;
    // A failure's reason is a sentence of its own, with the way out.
    const reason = state.state === "failed" ? state.reason : hunkStateWords(state);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return [...reasons].map(([reason, hunks]) => ({ what: "review", reason: `${count(hunks, "hunk")}: ${reason}` }));
}

function sentence(
  input: GateInput,
  {
    blocking,
    missing,
    settings,
  }: { blocking: readonly TriagedFinding[]; missing: readonly Missing[]; settings: Settings },
): string {
  const open = input.findings.filter(({ disposition }) => disposition.status === "open");
  const below = open.filter(({ source }) => source.kind === "scanner").length;
  // Claude's have their own threshold, and a list of their own beside this sentence.
  const whose = below < open.length && settings.failOnAi === "none" ? "finding of a scanner" : "finding";
  const ai = settings.failOnAi === "none" ? "" : `, of Claude's ${settings.failOnAi}`;
  const threshold = `the threshold (${settings.failOn}${ai})`;
  const found =
    blocking.length > 0
      ? `${count(blocking.length, "finding")} at or over ${threshold}`
      : `No ${whose} at or over ${threshold}${below > 0 ? `, ${count(below, "finding")} below it` : ""}`;
  const unknown = missing.length > 0 ? `; ${count(missing.length, "required check")} did not finish` : "";
  const { override } = input;
  const overridden =
    override !== undefined && missing.length > 0 && blocking.length === 0
      ? ` ${override.by.login} lets this head pass until ${override.until ?? ""}.`
      : "";
  const pilot = settings.pilot && (blocking.length > 0 || missing.length > 0) ? " Pilot: this does not block." : "";
  return `${found}${unknown}.${overridden}${pilot}`;
}
