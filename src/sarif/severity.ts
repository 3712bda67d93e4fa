/** One scale, three spellings: CVSS words, SARIF levels, and GitHub's `security-severity` numbers. */

import { SEVERITIES, type Confidence, type Level, type Severity } from "../finding.ts";

/** SARIF §3.27.10 has three levels for what is a problem; GitHub shows critical and high as `error`. */
export const LEVEL_OF = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  none: "none",
} as const satisfies Record<Severity, Level>;

/** What a level means when a tool says nothing better. `error` is high, not critical: no tool reserves it for those. */
export const SEVERITY_OF_LEVEL = {
  error: "high",
  warning: "medium",
  note: "low",
  none: "none",
} as const satisfies Record<Level, Severity>;

/**
 * Middle of each band of GitHub's `security-severity` ("over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to
 * 3.9 low"): the edges disagree with CVSS. `none` has no number: GitHub refuses 0.
 */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string | undefined>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  none: undefined,
};

/**
 * The severity of a tool's `security-severity`: a number or its text, over 0 and up to 10, or one of our words.
 * Anything else (0, NaN, 11, "very bad") says nothing, so that the level decides: 0.0 is what tools write for "unknown".
 * 9.0 itself, which GitHub leaves undefined, is critical as in CVSS.
 */
export function severityOfScore(score: unknown): Severity | undefined {
  if (typeof score === "string" && !/^\s*\d{1,2}(\.\d{1,10})?\s*$/u.test(score)) return severityOfWord(score);
  const number = typeof score === "string" ? Number(score) : score;
  if (typeof number !== "number" || !(number > 0 && number <= 10)) return undefined;
  if (number >= 9) return "critical";
  if (number >= 7) return "high";
  return number >= 4 ? "medium" : "low";
}

/** `critical` … `none` in any case, and `moderate` for medium. */
export function severityOfWord(word: unknown): Severity | undefined {
  if (typeof word !== "string" || word.length > 20) return undefined;
  const lower = word.trim().toLowerCase();
  return lower === "moderate" ? "medium" : SEVERITIES.find((severity) => severity === lower);
}

/** `low` `medium` `high` in any case, and `very-high`, which SARIF's `precision` also knows. */
export function confidenceOfWord(word: unknown): Confidence | undefined {
  if (typeof word !== "string" || word.length > 20) return undefined;
  const lower = word.trim().toLowerCase();
  if (lower === "very-high") return "high";
  return lower === "low" || lower === "medium" || lower === "high" ? lower : undefined;
}
