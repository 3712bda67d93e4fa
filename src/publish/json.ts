/** The review for programs. The shape is a promise: fields are added, and `version` changes when one goes or turns. */

import { z } from "zod";
import { SEVERITIES, type Rule, type TriagedFinding } from "../finding.ts";
import type { HunkState, Review, ScannerRun } from "../records.ts";
import { decisionsReport, DecisionsReport } from "./json-decisions.ts";
import { modelReport, ModelReport } from "./json-model.ts";
import { inert } from "./json-text.ts";
import { overview } from "./overview.ts";
import type { RenderOptions } from "./options.ts";
import { madeBy } from "./words.ts";

const severity = z.enum(SEVERITIES);
const confidence = z.enum(["low", "medium", "high"]);
const text = z.string();
const whole = z.int().nonnegative();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** Lines and columns are 1-based, lines inclusive; `uri` is repository-relative. */
const location = z.strictObject({
  uri: text,
  startLine: whole,
  endLine: whole,
  startColumn: whole.optional(),
  endColumn: whole.optional(),
});

const finding = z.strictObject({
  /** An `id` of `rules`. */
  ruleId: text,
  severity,
  confidence,
  message: text,
  cwe: listOf(text),
  location: location.optional(),
  relatedLocations: listOf(location),
  /** From source to sink: places in head, each with what happens there. */
  codeFlow: listOf(z.strictObject({ location, message: text })).optional(),
  /** About the change as a whole. */
  concerns: z.literal("change").optional(),
  /** What a scan of base says; absent when nobody asked base. */
  baselineState: z.enum(["new", "unchanged"]).optional(),
  /** The words, added by the change, that should have hidden it and did not. */
  suppressionAttempt: text.optional(),
  /** A suggested edit of whole lines of head. */
  fix: z.strictObject({ startLine: whole, endLine: whole, replacement: text }).optional(),
  snippet: text.optional(),
  threat: text.optional(),
  fingerprint: text,
  primaryLocationLineHash: text.optional(),
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("scanner"), tool: text, version: text }),
    z.strictObject({ kind: z.literal("model"), model: text, promptSha256: text }),
  ]),
  disposition: z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("open") }),
    z.strictObject({ status: z.literal("outsideDiff") }),
    z.strictObject({ status: z.literal("unchanged") }),
    /** Another tool reports the same: the finding with the fingerprint `into` stands for both. */
    z.strictObject({ status: z.literal("merged"), into: text }),
    z.strictObject({ status: z.literal("suppressed"), by: z.enum(["policy", "signOff"]), justification: text }),
  ]),
});

const rule = z.strictObject({
  id: text,
  name: text,
  shortDescription: text,
  fullDescription: text,
  help: text,
  /** As the tool wrote it: not on any list, not to be followed blindly. */
  helpUri: text.optional(),
  severity,
  confidence,
  cwe: listOf(text),
  tags: listOf(text),
});

const scanner = z.strictObject({
  scanner: text,
  tool: text,
  version: text,
  digests: z.record(text, text),
  required: z.boolean(),
  status: z.enum(["completed", "notApplicable", "failed", "unavailable"]),
  reason: text.optional(),
  unscanned: listOf(
    z.strictObject({
      uri: text,
      startLine: whole.optional(),
      endLine: whole.optional(),
      reason: text,
      outOfScope: z.literal(true).optional(),
      /** `uri` is no path but words: a part of the change that head does not hold. */
      concerns: z.literal("change").optional(),
    }),
  ),
  findings: whole,
  seconds: z.number(),
  notes: listOf(text).optional(),
});

const coverage = z.strictObject({
  /** Changed lines reviewed ÷ changed lines not excluded; 1 when there are none. */
  ratio: z.number().min(0).max(1),
  changedLines: whole,
  reviewedLines: whole,
  excludedLines: whole,
  hunks: listOf(
    z.strictObject({
      hunk: text,
      uri: text,
      changedLines: whole,
      state: z.enum(["reviewed", "excluded", "overBudget", "refused", "failed"]),
      /** The rule of `excluded`, the reason of `failed`, the category of `refused`. */
      reason: text.optional(),
      /** Of `reviewed`: the earlier run and its head; the hunk was not asked about again. */
      carriedFrom: z.strictObject({ runId: text, head: text }).optional(),
    }),
  ),
});

/** What `--format json` prints. Every string in it may be hostile: escape it for where you put it. */
export const JsonReport = z.strictObject({
  version: z.literal(1),
  generator: text,
  startedAt: text,
  seconds: z.number(),
  verdict: z.strictObject({
    outcome: z.enum(["pass", "fail", "incomplete"]),
    sentence: text,
    failOn: severity,
    /** Fingerprints of findings. */
    blocking: listOf(text),
    missing: listOf(z.strictObject({ what: text, reason: text })),
  }),
  change: z.strictObject({ base: text, head: text, mergeBase: text, baseBranch: text.optional(), files: whole }),
  /** Open findings of scanners by severity, and whatever blocks; those that only Claude made are in `model.open`. */
  open: z.record(severity, whole),
  findings: listOf(finding),
  rules: listOf(rule),
  scanners: listOf(scanner),
  coverage,
  /** Absent when nothing was asked, and so nothing left. */
  model: ModelReport.optional(),
  /** What people decided; absent when nobody was asked. A finding that is signed off says so in its `disposition`. */
  decisions: DecisionsReport.optional(),
  notes: listOf(text),
  policy: z.strictObject({ source: text, sha256: text }),
  ledgerRoot: text.optional(),
  files: z.strictObject({
    sarif: text.optional(),
    report: text.optional(),
    ledger: text.optional(),
    summary: text.optional(),
  }),
});
export type JsonReport = z.infer<typeof JsonReport>;

export function toJson(review: Review, options: RenderOptions = {}): string {
  return `${inert(JSON.stringify(jsonReport(review, options), undefined, 2))}\n`;
}

function jsonReport(review: Review, { files = {}, ledgerRoot }: RenderOptions): JsonReport {
  const { change, verdict, coverage: hunks } = review;
  const facts = overview(review);
  const { ratio, changedLines, reviewedLines, excludedLines } = facts.coverage;
  return {
    version: 1,
    generator: madeBy(review.version),
    startedAt: review.startedAt,
    seconds: review.seconds,
    verdict: { ...verdict, blocking: verdict.blocking.map(({ fingerprint }) => fingerprint) },
    change: { ...change, files: change.files.length },
    open: facts.open,
    findings: review.findings.map(jsonFinding),
    rules: distinctRules(review.findings),
    scanners: review.scan.runs.map(jsonScanner),
    coverage: {
      ratio,
      changedLines,
      reviewedLines,
      excludedLines,
      hunks: hunks.map(({ state, ...hunk }) => ({ ...hunk, ...jsonState(state) })),
    },
    ...(review.model === undefined ? {} : { model: modelReport(review.model, facts) }),
    ...(review.decisions === undefined ? {} : { decisions: decisionsReport(review.decisions) }),
    notes: review.notes,
    policy: review.policy,
    ...(ledgerRoot === undefined ? {} : { ledgerRoot }),
    files,
  };
}

function jsonFinding({ rule: { id, cwe }, ...finding }: TriagedFinding): JsonReport["findings"][number] {
  return { ruleId: id, cwe, ...finding };
}

function jsonScanner(run: ScannerRun): JsonReport["scanners"][number] {
  const { scanner: name, tool, version, digests, required, state, unscanned, findings, seconds, notes } = run;
  return {
    scanner: name,
    tool,
    version,
    digests,
    required,
    unscanned,
    status: state.status,
    ...("reason" in state ? { reason: state.reason } : {}),
    ...(notes === undefined ? {} : { notes }),
    findings: findings.length,
    seconds,
  };
}

function jsonState(
  state: HunkState,
): Pick<JsonReport["coverage"]["hunks"][number], "state" | "reason" | "carriedFrom"> {
  switch (state.state) {
    case "reviewed":
      return state;
    case "excluded":
      return { state: state.state, reason: state.rule };
    case "failed":
      return { state: state.state, reason: state.reason };
    case "refused":
      return { state: state.state, ...(state.category === undefined ? {} : { reason: state.category }) };
    default:
      return { state: state.state };
  }
}

/** The first of each id: foreign tools may say two things under one. */
function distinctRules(findings: readonly TriagedFinding[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { rule } of findings) if (!rules.has(rule.id)) rules.set(rule.id, rule);
  return [...rules.values()];
}
