/** Which tickets are made, changed, closed, reopened and escalated: from what is there and what is known, nothing else (L7). */

import { compareSeverity } from "../finding.ts";
import { compareText } from "../words.ts";
import { dueDay, isOverdue, type DueDays } from "./due.ts";
import type { Ticket, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";

export interface TicketLimits {
  /** New tickets of one run: a first run on an old repository must not bury people. */
  readonly create: number;
  /** Everything else that one run changes; GitHub wants a second between two writes. */
  readonly change: number;
}
export const TICKET_LIMITS: TicketLimits = { create: 20, change: 60 };

export interface TicketInput {
  readonly wanted: readonly WantedTicket[];
  /** Fingerprints of all that was found, wanted or not: a ticket of one of them is not closed. */
  readonly present: ReadonlySet<string>;
  /** Scanners that completed over the whole default branch at `commit`; empty where the run says nothing about it (L5). */
  readonly complete: ReadonlySet<string>;
  readonly commit: string;
  /** Oldest first. */
  readonly tickets: readonly Ticket[];
  readonly place: Pick<TicketPlace, "keyOf" | "scannerKey" | "saysOf">;
  readonly now: Date;
  readonly dueDays?: DueDays;
  readonly limits?: TicketLimits;
}

export interface TicketPlan {
  readonly changes: readonly TicketChange[];
  /** Findings that get no ticket in this run because of the limit, worst first. */
  readonly notCreated: readonly WantedTicket[];
  /** Changes over the other limit: the next run makes them. */
  readonly notChanged: number;
  /** Closed by a person while the finding is there. */
  readonly decided: readonly Ticket[];
}

export function planTickets(input: TicketInput): TicketPlan {
  const { limits = TICKET_LIMITS, place } = input;
  const { first, duplicates } = oldestOfEach(input.tickets);
  const wanted = new Map(input.wanted.map((one) => [place.keyOf(one.finding.fingerprint), one]));
  const create: WantedTicket[] = [];
  const changes: TicketChange[] = [...duplicates];
  const decided: Ticket[] = [];
  for (const [key, one] of wanted) {
    const ticket = first.get(key);
    if (ticket === undefined) create.push(one);
    else if (ticket.state === "closed" && ticket.decided) decided.push(ticket);
    else changes.push(...changesOf(ticket, one, input));
  }
  const gone = goneKeys(first, input);
  changes.push(...gone.map((ticket) => ({ kind: "close", ticket, commit: input.commit }) as const));
  const worst = create.toSorted(worstFirst);
  return {
    changes: [
      ...changes.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]).slice(0, limits.change),
      ...worst.slice(0, limits.create).map((one) => ({
        kind: "create" as const,
        wanted: one,
        due: one.accepted?.until ?? dueDay(input.now.toISOString(), one.finding.severity, input.dueDays),
      })),
    ],
    notCreated: worst.slice(limits.create),
    notChanged: Math.max(0, changes.length - limits.change),
    decided,
  };
}

/** What must not be forgotten comes first; a line that moved can wait. */
const ORDER: Readonly<Record<TicketChange["kind"], number>> = {
  closeDuplicate: 0,
  reopen: 1,
  close: 2,
  escalate: 3,
  update: 4,
  create: 5,
};

function oldestOfEach(tickets: readonly Ticket[]): {
  readonly first: ReadonlyMap<string, Ticket>;
  readonly duplicates: readonly TicketChange[];
} {
  const first = new Map<string, Ticket>();
  const duplicates: TicketChange[] = [];
  for (const ticket of tickets) {
    const of = first.get(ticket.key);
    if (of === undefined) first.set(ticket.key, ticket);
    else if (ticket.state === "open") duplicates.push({ kind: "closeDuplicate", ticket, of });
  }
  return { first, duplicates };
}

function changesOf(
  ticket: Ticket,
  wanted: WantedTicket,
  { now, dueDays, place }: Pick<TicketInput, "now" | "dueDays" | "place">,
): readonly TicketChange[] {
  // Only the run of the pull request reads what was accepted there; later ones have it from the ticket.
  const accepted = wanted.accepted ?? ticket.accepted;
  const due = accepted?.until ?? ticket.until ?? dueDay(ticket.since, wanted.finding.severity, dueDays);
  const late = isOverdue(due, now);
  const one = { ...wanted, ...(accepted && { accepted }) };
  // The job of a merge that is run again knows nothing of what became of the finding since.
  if (ticket.state === "closed" && wanted.accepted !== undefined && isTold(wanted, ticket)) return [];
  const about = { ticket, wanted: one, due, overdue: late && ticket.escalated };
  const current =
    ticket.says === place.saysOf(wanted, due) && isTold(wanted, ticket) && isClosedBy(wanted, ticket, place);
  const said = current && (late || !ticket.escalated) && ticket.kept !== true;
  const escalates = late && !ticket.escalated;
  return [
    ...(ticket.state === "closed" ? [{ kind: "reopen" as const, ...about }] : []),
    // An escalation writes what is not said yet as well.
    ...(ticket.state === "open" && !said && !escalates ? [{ kind: "update" as const, ...about }] : []),
    ...(escalates ? [{ kind: "escalate" as const, ...about }] : []),
  ];
}

/** The ticket has the acceptance that this run read, if any. */
function isTold({ accepted }: WantedTicket, ticket: Ticket): boolean {
  if (accepted === undefined) return true;
  const sameComment = ticket.accepted === undefined || ticket.accepted.comment === accepted.comment;
  return accepted.until === ticket.until && sameComment;
}

/** Its mark names the scanner that finds it now: one that was made of what no run sees again may be seen later. */
function isClosedBy({ scanner }: WantedTicket, ticket: Ticket, place: TicketInput["place"]): boolean {
  return scanner === undefined || ticket.scanner === place.scannerKey(scanner);
}

/** Open, and not found by a run that would have found it. */
function goneKeys(first: ReadonlyMap<string, Ticket>, { present, complete, place }: TicketInput): readonly Ticket[] {
  const there = new Set([...present].map((fingerprint) => place.keyOf(fingerprint)));
  const scanners = new Set([...complete].map((scanner) => place.scannerKey(scanner)));
  return [...first.values()].filter(
    ({ key, state, kept, scanner }) =>
      state === "open" && kept !== true && !there.has(key) && scanner !== undefined && scanners.has(scanner),
  );
}

function worstFirst({ finding: a }: WantedTicket, { finding: b }: WantedTicket): number {
  return compareSeverity(b.severity, a.severity) || compareText(a.fingerprint, b.fingerprint);
}
