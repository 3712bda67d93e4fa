/** By when a finding has to be dealt with: days since it was first seen, by severity. Days are UTC. */

import type { Severity } from "../finding.ts";

/** The service levels of design.md; `tickets.due-days` replaces them. */
export const DEFAULT_DUE_DAYS: Readonly<Record<Exclude<Severity, "none">, number>> = {
  critical: 3,
  high: 14,
  medium: 30,
  low: 90,
};

export type DueDays = Readonly<Partial<Record<Exclude<Severity, "none">, number | undefined>>>;

/** After the day itself. */
export const DUE_WORDS = "so many days after the finding was first seen as its severity has in the policy";

export const ACCEPTED_DUE_WORDS = "the last day for which the risk was accepted";

const DAY_MS = 86_400_000;

/** The last day, `YYYY-MM-DD`. `since` is ISO 8601. A severity without a deadline has that of low. */
export function dueDay(since: string, severity: Severity, days: DueDays = {}): string {
  const level = severity === "none" ? "low" : severity;
  return new Date(Date.parse(since) + (days[level] ?? DEFAULT_DUE_DAYS[level]) * DAY_MS).toISOString().slice(0, 10);
}

/** The last day is over. */
export function isOverdue(due: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) > due;
}
