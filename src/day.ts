/** Days of the calendar in UTC, as `YYYY-MM-DD`: as text they sort by time. */

const DAY_MS = 86_400_000;

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** So many days after `since`, which is ISO 8601. */
export function dayAfter(since: string, days: number): string {
  return dayOf(new Date(Date.parse(since) + days * DAY_MS));
}

/** A day of the calendar: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && dayOf(new Date(at)) === text;
}
