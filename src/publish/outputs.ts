/** The Action's outputs: numbers, paths of our own and words of closed sets; nothing that others wrote. */

import type { OutputName } from "../outputs.ts";
import type { Review, Usage } from "../records.ts";
import { overview } from "./overview.ts";
import type { RunFiles } from "./plan.ts";

export interface OutputsOf {
  readonly files: RunFiles;
  readonly ledgerRoot: string;
  readonly planFile?: string;
}

/** Every output, the empty string for what there is not. */
export function reviewOutputs(
  review: Review,
  { files, ledgerRoot, planFile }: OutputsOf,
): Readonly<Record<OutputName, string>> {
  const { open, coverage } = overview(review);
  const account = review.model?.account;
  const tokens = (kind: keyof Usage): string =>
    String((account?.requests ?? []).reduce((sum, { usage }) => sum + (usage?.[kind] ?? 0), 0));
  const carried = review.coverage.filter(({ state }) => state.state === "reviewed" && state.carriedFrom !== undefined);
  const redactions = Object.values(account?.redactions ?? {}).reduce((sum, n) => sum + n, 0);
  return {
    outcome: review.verdict.outcome,
    critical: String(open.critical),
    high: String(open.high),
    medium: String(open.medium),
    low: String(open.low),
    // Rounded down: nearly all is not all.
    coverage: String(Math.floor(coverage.ratio * 10_000) / 10_000),
    "sarif-file": files.sarif,
    "report-file": files.report,
    "summary-file": files.summary,
    "plan-file": planFile ?? "",
    "ledger-file": files.ledger,
    "ledger-root": ledgerRoot,
    // Nothing asked costs nothing; a price that nobody knows is no number.
    "cost-usd": account === undefined ? "0" : account.costUsd === undefined ? "" : account.costUsd.toFixed(6),
    "input-tokens": tokens("inputTokens"),
    "output-tokens": tokens("outputTokens"),
    "cache-read-tokens": tokens("cacheReadTokens"),
    "cache-write-tokens": tokens("cacheWriteTokens"),
    seconds: review.seconds.toFixed(1),
    "carried-hunks": String(carried.length),
    redactions: String(redactions),
    disclosures: String(account?.disclosures.length ?? 0),
  };
}
