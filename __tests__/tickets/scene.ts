/** Findings that want tickets, tickets that are there, and a place in memory. */

import type { Severity, TriagedFinding } from "../../src/finding.ts";
import { dueDay } from "../../src/tickets/due.ts";
import { fingerprintKey } from "../../src/publish/index.ts";
import { saysOf } from "../../src/tickets/body.ts";
import type { TicketInput } from "../../src/tickets/plan.ts";
import type { Ticket, WantedTicket } from "../../src/tickets/ticket.ts";
import { aFinding } from "../fixtures/review.ts";

export const NOW = new Date("2026-11-22T12:00:00Z");
const SINCE = "2026-11-20T08:00:00Z";
export const COMMIT = "b".repeat(40);
export const PLACE = { keyOf: fingerprintKey, saysOf, scannerKey: (scanner: string) => scanner };

export function wanted(n: number, severity: Severity = "high", over: Partial<TriagedFinding> = {}): WantedTicket {
  return { finding: aFinding(n, { severity, ...over }), commit: COMMIT, scanner: "semgrep" };
}

/** The ticket that an earlier run made of it. */
export function ticketFor(of: WantedTicket, over: Partial<Ticket> = {}): Ticket {
  return {
    ...{ id: "#1", key: fingerprintKey(of.finding.fingerprint), state: "open", decided: false },
    ...{ says: saysOf(of, over.until ?? due(of.finding.severity)), since: SINCE, escalated: false, scanner: "semgrep" },
    ...over,
  };
}

/** A run that found all that it wants tickets for, with semgrep complete. */
export function input(over: Partial<TicketInput> = {}): TicketInput {
  const there = (over.wanted ?? []).map(({ finding }) => finding.fingerprint);
  return {
    ...{ wanted: [], tickets: [], commit: COMMIT, place: PLACE, now: NOW },
    ...{ present: new Set(there), complete: new Set(["semgrep"]) },
    ...over,
  };
}

export const due = (severity: Severity): string => dueDay(SINCE, severity);
