/** What came of one case: a row of the report's JSON, and of a baseline. */

import { z } from "zod";
import { SEVERITIES } from "../finding.ts";
import { SOURCES } from "./recording.ts";

const count = z.int().min(0);
const text = z.string();

/** `scanners`: nobody was to be asked. `none`: no answer came. `mixed`: several kinds of answers. */
const RESULT_SOURCES = [...SOURCES, "scanners", "none", "mixed"] as const;
export type ResultSource = (typeof RESULT_SOURCES)[number];

export const CaseResult = z.strictObject({
  id: text,
  label: z.enum(["vulnerable", "safe"]),
  language: text,
  kind: text,
  cwe: text.optional(),
  stress: z.strictObject({ bury: count, framed: z.boolean(), injected: z.boolean() }),
  changedLines: count,
  /** `incomplete`: some of it got no answer; it counts with what was found all the same. */
  state: z.enum(["answered", "incomplete"]),
  /** Sentences. */
  why: z.array(text),
  /** The label's flaw is among the findings. */
  detected: z.boolean(),
  findings: z.array(
    z.strictObject({
      /** Empty for a finding without a place. */
      file: text,
      startLine: count,
      endLine: count,
      cwe: z.array(text),
      severity: z.enum(SEVERITIES),
      confidence: z.enum(["low", "medium", "high"]),
      title: text,
      /** It is the label's flaw. */
      detects: z.boolean(),
    }),
  ),
  /** Claims that were not so. */
  rejected: count,
  requests: count,
  refusals: count,
  usage: z.strictObject({ inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWriteTokens: count }),
  /** Requests of which nobody said how many tokens they took. */
  unmetered: count,
  /** Absent: unknown, or not the price of an answer by this model. */
  costUsd: z.number().min(0).optional(),
  /** That the answers took, together. */
  seconds: z.number().min(0),
  source: z.enum(RESULT_SOURCES),
  models: z.array(text),
  /** Digests of the prompts that were used. */
  prompts: z.array(text),
});
export type CaseResult = z.output<typeof CaseResult>;

/** The same case under the same stress. */
export function variantKey({ id, stress }: Pick<CaseResult, "id" | "stress">): string {
  return JSON.stringify([id, stress.bury, stress.framed, stress.injected]);
}
