/** Claude's part for programs. */

import { z } from "zod";
import { countBySeverity, SEVERITIES } from "../finding.ts";
import type { Review } from "../records.ts";
import { totalsOf } from "./account.ts";
import type { Overview } from "./overview.ts";

const text = z.string();
const whole = z.int().nonnegative();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const kinds = ["answered", "refused", "failed", "guarded", "overBudget"] as const;

/** Tokens. `inputTokens` are without those read from or written to the cache. */
const usage = z.strictObject({
  inputTokens: whole,
  outputTokens: whole,
  cacheReadTokens: whole,
  cacheWriteTokens: whole,
});

const request = z.strictObject({
  question: text,
  questionSha256: text,
  promptSha256: text,
  schemaSha256: text.optional(),
  kind: z.enum(kinds),
  model: text.optional(),
  requestId: text.optional(),
  /** Where the model ran, as the API says. */
  inferenceGeo: text.optional(),
  usage: usage.optional(),
  /** Of the serialised body; absent when nothing left. */
  bytes: whole.optional(),
  bodySha256: text.optional(),
  /** Bytes of the text of the question; secrets taken out of it, by type. */
  redaction: z.strictObject({ bytesBefore: whole, bytesAfter: whole, redactions: z.record(text, whole) }).optional(),
  attempts: whole,
  /** Tries of which nobody said what they cost; absent: none. */
  unmetered: whole.optional(),
  seconds: z.number(),
  /** Absent: unknown. */
  costUsd: z.number().optional(),
});

const account = z.strictObject({
  provider: text,
  model: text,
  requests: listOf(request),
  /** Lines are 1-based and inclusive. */
  disclosures: listOf(
    z.strictObject({ uri: text, side: z.enum(["head", "base"]), startLine: whole, endLine: whole, question: text }),
  ),
  /** What was looked for. */
  ruleSet: z.strictObject({ version: text, sha256: text }).optional(),
  /** By type of secret. */
  redactions: z.record(text, whole),
  guardHits: whole,
  /** Absent: unknown. */
  costUsd: z.number().optional(),
  totals: z.strictObject({
    requests: z.record(z.enum(kinds), whole),
    bytes: whole,
    usage,
    seconds: z.number(),
    redactions: whole,
  }),
});

export const ModelReport = z.strictObject({
  /** Open findings that only Claude made and that do not block, by severity. */
  open: z.record(z.enum(SEVERITIES), whole),
  /** What was claimed and is not so. */
  rejected: listOf(z.strictObject({ title: text, uri: text, startLine: whole, cwe: text, reason: text })),
  /** Shown, never obeyed: the gate does not know them. */
  opinions: listOf(
    z.strictObject({
      /** Of a finding. */
      fingerprint: text,
      value: z.enum(["confirmed", "falsePositive", "uncertain"]),
      reason: text,
      mitigation: z.strictObject({ uri: text, line: whole, quote: text }).optional(),
    }),
  ),
  account,
  /** What the change does for security, in Claude's words. */
  summary: text.optional(),
  /** Remarks that the policy asks for; they never gate. */
  qualityNotes: listOf(text).optional(),
});
export type ModelReport = z.infer<typeof ModelReport>;

export function modelReport(
  { rejected, opinions, account: of, summary, qualityNotes }: NonNullable<Review["model"]>,
  { advisory }: Overview,
): ModelReport {
  return {
    ...{ open: countBySeverity(advisory), rejected, opinions, account: { ...of, totals: totalsOf(of) } },
    ...(summary === undefined ? {} : { summary }),
    ...(qualityNotes === undefined ? {} : { qualityNotes }),
  };
}
