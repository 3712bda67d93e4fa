/** A `Review` that came from a file (L2): every field checked, every list bounded. */

import { z } from "zod";
import { SEVERITIES } from "../finding.ts";
import { OBJECT_NAME } from "../object-name.ts";
import type { Review } from "../records.ts";
import { DecisionsSchema } from "./decisions-schema.ts";

/** Limits on what is read back; a review of ours stays far below. */
const MOST = { findings: 50_000, files: 50_000, items: 20_000, text: 100_000 } as const;

const text = z.string().max(MOST.text);
const texts = z.array(text).max(MOST.items);
const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();
const line = z.number().int().positive();
const objectName = z.string().regex(OBJECT_NAME);
const severity = z.enum(SEVERITIES);
const confidence = z.enum(["low", "medium", "high"]);
const side = z.enum(["head", "base"]);

const Hunk = z.strictObject({
  id: text,
  uri: text,
  baseStart: count,
  baseCount: count,
  headStart: count,
  headCount: count,
  // No output shows lines; the last redaction took them out.
  lines: z.array(z.never()).max(0),
});

const File = z.strictObject({
  uri: text,
  baseUri: text.exactOptional(),
  status: z.enum(["added", "modified", "deleted", "renamed", "copied", "typeChanged"]),
  kind: z.enum(["regular", "symlink", "submodule"]),
  baseMode: text,
  headMode: text,
  baseBlob: text.exactOptional(),
  headBlob: text.exactOptional(),
  headSize: count,
  binary: z.boolean(),
  invalidUtf8: z.boolean(),
  hunks: z.array(Hunk).max(MOST.items),
});

const Location = z.strictObject({
  uri: text,
  startLine: line,
  endLine: line,
  startColumn: line.exactOptional(),
  endColumn: line.exactOptional(),
});

const Rule = z.strictObject({
  id: text,
  name: text,
  shortDescription: text,
  fullDescription: text,
  help: text,
  helpUri: text.exactOptional(),
  severity,
  confidence,
  cwe: texts,
  tags: texts,
});

const FindingShape = {
  rule: Rule,
  source: z.union([
    z.strictObject({ kind: z.literal("scanner"), tool: text, version: text }),
    z.strictObject({ kind: z.literal("model"), model: text, promptSha256: text }),
  ]),
  message: text,
  severity,
  confidence,
  location: Location.exactOptional(),
  relatedLocations: z.array(Location).max(1_000),
  codeFlow: z
    .array(z.strictObject({ location: Location, message: text }))
    .max(1_000)
    .exactOptional(),
  concerns: z.literal("change").exactOptional(),
  baselineState: z.enum(["new", "unchanged"]).exactOptional(),
  suppressionAttempt: z.string().exactOptional(),
  fix: z.strictObject({ startLine: line, endLine: line, replacement: text }).exactOptional(),
  fingerprint: z.string().regex(/^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u),
  primaryLocationLineHash: text.exactOptional(),
  snippet: text.exactOptional(),
};
const Finding = z.strictObject(FindingShape);
const Triaged = z.strictObject({
  ...FindingShape,
  disposition: z.union([
    z.strictObject({ status: z.enum(["open", "outsideDiff", "unchanged"]) }),
    z.strictObject({ status: z.literal("merged"), into: FindingShape.fingerprint }),
    z.strictObject({ status: z.literal("suppressed"), by: z.enum(["policy", "signOff"]), justification: text }),
  ]),
  threat: text.exactOptional(),
});

const State = z.union([
  z.strictObject({
    state: z.literal("reviewed"),
    carriedFrom: z.strictObject({ runId: text, head: objectName }).exactOptional(),
  }),
  z.strictObject({ state: z.literal("excluded"), rule: text }),
  z.strictObject({ state: z.literal("overBudget") }),
  z.strictObject({ state: z.literal("refused"), category: text.exactOptional() }),
  z.strictObject({ state: z.literal("failed"), reason: text }),
]);

const Run = z.strictObject({
  scanner: text,
  tool: text,
  version: text,
  digests: z.record(text, text),
  required: z.boolean(),
  changeOnly: z.literal(true).exactOptional(),
  state: z.union([
    z.strictObject({ status: z.enum(["completed", "notApplicable"]) }),
    z.strictObject({ status: z.enum(["failed", "unavailable"]), reason: text }),
  ]),
  unscanned: z
    .array(
      z.strictObject({
        uri: text,
        startLine: line.exactOptional(),
        endLine: line.exactOptional(),
        reason: text,
        outOfScope: z.literal(true).exactOptional(),
        concerns: z.literal("change").exactOptional(),
      }),
    )
    .max(MOST.files),
  rules: z
    .array(z.strictObject({ id: text, cwe: texts }))
    .max(MOST.items)
    .exactOptional(),
  findings: z.array(Finding).max(MOST.findings),
  seconds: amount,
  notes: texts.exactOptional(),
});

const Usage = z.strictObject({
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
});

const Request = z.strictObject({
  question: text,
  questionSha256: text,
  promptSha256: text,
  schemaSha256: text.exactOptional(),
  kind: z.enum(["answered", "refused", "failed", "guarded", "overBudget"]),
  model: text.exactOptional(),
  requestId: text.exactOptional(),
  inferenceGeo: text.exactOptional(),
  usage: Usage.exactOptional(),
  bytes: count.exactOptional(),
  bodySha256: text.exactOptional(),
  redaction: z
    .strictObject({ bytesBefore: count, bytesAfter: count, redactions: z.record(text, count) })
    .exactOptional(),
  attempts: count,
  unmetered: count.exactOptional(),
  seconds: amount,
  costUsd: amount.exactOptional(),
});

const Model = z.strictObject({
  rejected: z
    .array(z.strictObject({ title: text, uri: text, startLine: z.number(), cwe: text, reason: text }))
    .max(MOST.items),
  opinions: z
    .array(
      z.strictObject({
        fingerprint: text,
        value: z.enum(["confirmed", "falsePositive", "uncertain"]),
        reason: text,
        mitigation: z.strictObject({ uri: text, line, quote: text }).exactOptional(),
      }),
    )
    .max(MOST.items),
  account: z.strictObject({
    provider: text,
    model: text,
    requests: z.array(Request).max(MOST.items),
    disclosures: z
      .array(z.strictObject({ uri: text, side, startLine: line, endLine: line, question: text }))
      .max(MOST.files),
    ruleSet: z.strictObject({ version: text, sha256: text }).exactOptional(),
    redactions: z.record(text, count),
    guardHits: count,
    costUsd: amount.exactOptional(),
  }),
  summary: text.exactOptional(),
  qualityNotes: texts.exactOptional(),
});

const Verdict = z.strictObject({
  outcome: z.enum(["pass", "fail", "incomplete"]),
  blocking: z.array(Triaged).max(MOST.findings),
  missing: z.array(z.strictObject({ what: text, reason: text })).max(MOST.files),
  failOn: severity,
  sentence: text,
});

/** The annotation fails to compile when a record and its schema part. */
export const ReviewSchema: z.ZodType<Review> = z.strictObject({
  change: z.strictObject({
    base: objectName,
    head: objectName,
    mergeBase: objectName,
    baseBranch: text.exactOptional(),
    files: z.array(File).max(MOST.files),
  }),
  scan: z.strictObject({ runs: z.array(Run).max(1_000) }),
  findings: z.array(Triaged).max(MOST.findings),
  coverage: z.array(z.strictObject({ hunk: text, uri: text, changedLines: count, state: State })).max(MOST.findings),
  model: Model.exactOptional(),
  alertSeverity: z.literal("real").exactOptional(),
  decisions: DecisionsSchema.exactOptional(),
  verdict: Verdict,
  notes: texts,
  policy: z.strictObject({ source: text, sha256: text }),
  isolation: z
    .strictObject({ statement: text, readable: count.exactOptional(), exposing: count.exactOptional() })
    .exactOptional(),
  startedAt: z.iso.datetime(),
  seconds: amount,
  version: text,
});
