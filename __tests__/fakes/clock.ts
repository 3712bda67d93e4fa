import type { Clock } from "../../src/ports.ts";

/** A clock that stands still. */
export function fakeClock(iso = "2026-01-02T03:04:05.000Z"): Clock {
  return { now: () => new Date(iso) };
}
