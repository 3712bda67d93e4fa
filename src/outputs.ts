/** What a step of the Action hands to later steps: the same names as in action.yml. */

export const OUTPUTS = [
  "outcome",
  "critical",
  "high",
  "medium",
  "low",
  "coverage",
  "sarif-file",
  "report-file",
  "summary-file",
  "plan-file",
  "ledger-file",
  "ledger-root",
  "cost-usd",
  "input-tokens",
  "output-tokens",
  "cache-read-tokens",
  "cache-write-tokens",
  "seconds",
  "carried-hunks",
  "redactions",
  "disclosures",
] as const;
export type OutputName = (typeof OUTPUTS)[number];

/** Those of `respond/action.yml`. */
export const RESPOND_OUTPUTS = ["status", "command-word", "ledger-file", "ledger-root"] as const;
