import { countBySeverity, type Source, type TriagedFinding } from "../finding.ts";
import type { HunkCoverage, Review, ScannerRun } from "../records.ts";
import type { Delivery } from "../subject.ts";
import { sha256, type Fact, type Json } from "./entry.ts";
import { decisionFacts } from "./facts-decisions.ts";
import { modelFacts } from "./facts-model.ts";

export interface RunContext {
  /** The inputs as they were understood; the caller has redacted every text in it. */
  readonly inputs: { readonly [key: string]: Json };
  /** ISO 8601, UTC: when the verdict stood. */
  readonly finishedAt: string;
  /** Names and texts of the files that the run writes besides the ledger. */
  readonly files: Readonly<Record<string, string>>;
}

/** What goes on the record of a review up to its verdict: digests, counts and fingerprints; no code, no message, no path. */
export function reviewFacts(review: Review, { inputs, finishedAt, files }: RunContext): readonly Fact[] {
  const { change, policy, scan, coverage, findings, verdict, startedAt } = review;
  const at = finishedAt;
  const { base, head, mergeBase } = change;
  const hunks = change.files.reduce((sum, file) => sum + file.hunks.length, 0);
  return [
    {
      type: "runStarted",
      at: startedAt,
      body: { program: "claude-code-review", version: review.version, inputs, ...isolationOf(review) },
    },
    {
      type: "changeRead",
      at,
      body: { base, head, mergeBase, files: change.files.length, hunks, hunksSha256: sha256(hunkIds(review)) },
    },
    { type: "policyRead", at, body: { source: policy.source, sha256: policy.sha256, notes: review.notes } },
    ...scan.runs.map((run): Fact => ({ type: "scannerFinished", at, body: scannerBody(run) })),
    ...modelFacts(review).map(({ type, body }): Fact => ({ type, at, body })),
    { type: "coverageSettled", at, body: coverageBody(coverage) },
    ...decisionFacts(review).map(({ type, body }): Fact => ({ type, at, body })),
    { type: "findingsTriaged", at, body: findingsBody(findings) },
    {
      type: "gateDecided",
      at,
      body: {
        outcome: verdict.outcome,
        failOn: verdict.failOn,
        blocking: verdict.blocking.map((finding) => finding.fingerprint),
        missing: verdict.missing.map(({ what, reason }) => ({ what, reasonSha256: sha256(reason) })),
      },
    },
    ...Object.entries(files).map(([name, text]): Fact => ({
      type: "filePlanned",
      at,
      body: { name, bytes: Buffer.byteLength(text), sha256: sha256(text) },
    })),
  ];
}

/** What a later job of the workflow may publish, and no more: the digest of the canonical JSON of all of it. */
export function publishPlanned(contentSha256: string, at: string): Fact {
  return { type: "publishPlanned", at, body: { contentSha256 } };
}

/** A plan that another job made: its content and that job's root. */
export function planRead(plan: { readonly contentSha256: string; readonly ledgerRoot: string }, at: string): Fact {
  return { type: "planRead", at, body: plan };
}

/** What became of each effect. Reasons may quote others, so only their digest is on the record. */
export function deliveryFacts(deliveries: readonly Delivery[], at: string): readonly Fact[] {
  return deliveries.map(({ feature, status, detail }) => ({
    type: "effectApplied",
    at,
    body: { feature, status, detailSha256: sha256(detail) },
  }));
}

/** The last entry of every segment: one that is missing shows that the tail was cut, or that the run was. */
export function runFinished(at: string): Fact {
  return { type: "runFinished", at, body: {} };
}

function isolationOf({ isolation }: Review): Fact["body"] {
  if (isolation === undefined) return {};
  const { readable, exposing } = isolation;
  return { isolation: { readable: readable ?? null, exposing: exposing ?? null } };
}

function hunkIds({ change }: Review): string {
  return change.files.flatMap((file) => file.hunks.map((hunk) => `${hunk.id}\n`)).join("");
}

function scannerBody({
  scanner,
  tool,
  version,
  digests,
  required,
  state,
  unscanned,
  findings,
}: ScannerRun): Fact["body"] {
  const reason = "reason" in state ? { reasonSha256: sha256(state.reason) } : {};
  return {
    scanner,
    tool,
    version,
    digests,
    required,
    status: state.status,
    ...reason,
    unscanned: unscanned.length,
    findings: findings.length,
  };
}

function coverageBody(coverage: readonly HunkCoverage[]): Fact["body"] {
  const states: Record<string, { hunks: number; changedLines: number }> = {};
  for (const { state, changedLines } of coverage) {
    const tally = (states[state.state] ??= { hunks: 0, changedLines: 0 });
    tally.hunks += 1;
    tally.changedLines += changedLines;
  }
  const carried = coverage.filter(({ state }) => state.state === "reviewed" && state.carriedFrom !== undefined);
  const runs = new Set(
    carried.flatMap(({ state }) => (state.state === "reviewed" ? (state.carriedFrom?.runId ?? []) : [])),
  );
  return {
    states,
    ...(carried.length > 0 && { carried: { hunks: carried.length, runIds: [...runs] } }),
    statesSha256: sha256(coverage.map((hunk) => `${hunk.hunk} ${hunk.state.state}\n`).join("")),
  };
}

function findingsBody(findings: readonly TriagedFinding[]): Fact["body"] {
  const open = (kind: Source["kind"]) =>
    countBySeverity(
      findings.filter(({ disposition, source }) => disposition.status === "open" && source.kind === kind),
    );
  return {
    open: open("scanner"),
    openAdvisory: open("model"),
    findings: findings.map(({ fingerprint, rule, source, severity, disposition, threat }) => ({
      fingerprint,
      source: source.kind,
      rule: rule.id,
      severity,
      status: disposition.status,
      ...(threat === undefined ? {} : { threat }),
    })),
  };
}
