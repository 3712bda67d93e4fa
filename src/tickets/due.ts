/** By when a finding has to be dealt with: days since it was first seen, by severity. Days are UTC. */

import { dayAfter, dayOf } from "../day.ts";
import { rated, type RatedSeverity, type Severity } from "../finding.ts";

/** The service levels of design.md; `tickets.due-days` replaces them. */
const DEFAULT_DUE_DAYS: Readonly<Record<RatedSeverity, number>> = {
  critical: 3,
  high: 14,
  medium: 30,
  low: 90,
};

export type DueDays = Readonly<Partial<Record<RatedSeverity, number | undefined>>>;

/** After the day itself. */
export const DUE_WORDS = "so many days after the finding was first seen as its severity has in the policy";

export const ACCEPTED_DUE_WORDS = "the last day for which the risk was accepted";

/** The last day, `YYYY-MM-DD`. `since` is ISO 8601. */
export function dueDay(since: string, severity: Severity, days: DueDays = {}): string {
  const level = rated(severity);
  return dayAfter(since, days[level] ?? DEFAULT_DUE_DAYS[level]);
}

/** The last day is over. */
export function isOverdue(due: string, now: Date): boolean {
  return dayOf(now) > due;
}
