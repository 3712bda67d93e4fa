import { describe, expect, test } from "@jest/globals";
import { planTickets } from "../../src/tickets/plan.ts";
import type { Ticket } from "../../src/tickets/ticket.ts";
import { without } from "../fixtures/without.ts";
import { COMMIT, due, input, NOW, ticketFor, wanted } from "./scene.ts";

const one = wanted(1);
const kinds = (over: Parameters<typeof input>[0]) => planTickets(input(over)).changes.map(({ kind }) => kind);
const LATER = new Date("2027-06-01T00:00:00Z");

const ACCEPTED = { by: "ada", decision: "accept-risk", until: "2027-01-31", pullRequest: 3, comment: 44 };

describe("a risk that was accepted", () => {
  const risk = { ...one, accepted: ACCEPTED };
  const told = ticketFor(one, { accepted: ACCEPTED, until: ACCEPTED.until });
  const plan = (over: Parameters<typeof input>[0]) => planTickets(input(over)).changes;

  test("is due on the last day of the acceptance, new or told later", () => {
    expect(plan({ wanted: [risk] })).toMatchObject([{ kind: "create", due: "2027-01-31" }]);
    expect(plan({ wanted: [risk], tickets: [ticketFor(one)] })).toMatchObject([{ kind: "update", due: "2027-01-31" }]);
  });

  test("stays told by runs that do not know of it, which write it again with what they write", () => {
    expect(plan({ wanted: [one], tickets: [told] })).toEqual([]);
    expect(plan({ wanted: [wanted(1, "critical")], tickets: [told] })).toMatchObject([
      { kind: "update", due: "2027-01-31", wanted: { accepted: ACCEPTED } },
    ]);
  });

  test("is overdue when the acceptance is over, whatever the severity allows, and not before", () => {
    const of = (now: string, until: string) =>
      plan({ wanted: [one], tickets: [{ ...told, until, accepted: { ...ACCEPTED, until } }], now: new Date(now) });
    expect(of("2027-01-31T23:59:00Z", "2027-01-31")).toEqual([]);
    expect(of("2027-02-01T00:00:00Z", "2027-01-31")).toMatchObject([{ kind: "escalate", due: "2027-01-31" }]);
    expect(of("2026-11-22T12:00:00Z", "2026-11-21")).toMatchObject([{ kind: "escalate" }]);
  });

  test("takes `overdue` back when it is accepted late, or for longer", () => {
    const late = ticketFor(one, { escalated: true });
    expect(plan({ wanted: [risk], tickets: [late] })).toMatchObject([{ kind: "update", overdue: false }]);
    expect(plan({ wanted: [one], tickets: [late] })).toMatchObject([{ kind: "update", overdue: false }]);
    const longer = { ...one, accepted: { ...ACCEPTED, until: "2027-12-31", comment: 45 } };
    expect(plan({ wanted: [longer], tickets: [told] })).toMatchObject([{ kind: "update", due: "2027-12-31" }]);
  });

  test("is told with its comment: another one until the same day takes its place", () => {
    const again = { ...one, accepted: { ...ACCEPTED, comment: 45 } };
    expect(plan({ wanted: [again], tickets: [told] })).toMatchObject([{ kind: "update", wanted: again }]);
  });

  test("and fixed since, nothing is opened again by the merge's job, run again; by a later acceptance it is", () => {
    const closed: Ticket = { ...told, state: "closed" };
    expect(plan({ wanted: [risk], tickets: [closed] })).toEqual([]);
    const again = { ...one, accepted: { ...ACCEPTED, comment: 45 } };
    expect(plan({ wanted: [again], tickets: [closed] })).toMatchObject([{ kind: "reopen" }]);
    // Open, it is kept as any other is.
    const worse = { ...wanted(1, "critical"), accepted: ACCEPTED };
    expect(plan({ wanted: [worse], tickets: [told] })).toMatchObject([{ kind: "update" }]);
  });

  test("a place that keeps the day alone is told of another day, and not of the same one twice", () => {
    const kept = ticketFor(one, { until: ACCEPTED.until });
    expect(plan({ wanted: [risk], tickets: [kept] })).toEqual([]);
    expect(plan({ wanted: [one], tickets: [kept] })).toEqual([]);
    expect(plan({ wanted: [risk], tickets: [{ ...kept, until: "2027-01-30" }] })).toMatchObject([{ kind: "update" }]);
  });
});

describe("every transition of a ticket", () => {
  test.each([
    ["a new finding gets one", { wanted: [one] }, ["create"]],
    ["nothing new is said where nothing changed", { wanted: [one], tickets: [ticketFor(one)] }, []],
    ["another severity is written", { wanted: [wanted(1, "critical")], tickets: [ticketFor(one)] }, ["update"]],
    [
      "a place that moved is written",
      {
        wanted: [wanted(1, "high", { location: { uri: "src/b.ts", startLine: 4, endLine: 4 } })],
        tickets: [ticketFor(one)],
      },
      ["update"],
    ],
    ["gone in a complete run of its scanner: closed", { tickets: [ticketFor(one)] }, ["close"]],
    ["L5 gone in an incomplete run: unknown", { tickets: [ticketFor(one)], complete: new Set<string>() }, []],
    [
      "L5 gone while another scanner completed: unknown",
      { tickets: [ticketFor(one)], complete: new Set(["zizmor"]) },
      [],
    ],
    ["L5 a ticket of no scanner is closed by no run", { tickets: [without(ticketFor(one), "scanner")] }, []],
    [
      "found but not wanted (accepted, out of scope): left as it is",
      { tickets: [ticketFor(one)], present: new Set([one.finding.fingerprint]) },
      [],
    ],
    [
      "it returns: the same ticket is opened again",
      { wanted: [one], tickets: [ticketFor(one, { state: "closed" })] },
      ["reopen"],
    ],
    [
      "a person closed it as not planned: it stays closed",
      { wanted: [one], tickets: [ticketFor(one, { state: "closed", decided: true })] },
      [],
    ],
    [
      "open is open, also where a place cannot say who would have closed it",
      { wanted: [wanted(1, "critical")], tickets: [ticketFor(one, { decided: true })] },
      ["update"],
    ],
    [
      "opened again by a person while the finding is gone: left open",
      { tickets: [ticketFor(one, { kept: true })] },
      [],
    ],
    [
      "and kept by us from when the finding is there again",
      { wanted: [one], tickets: [ticketFor(one, { kept: true })] },
      ["update"],
    ],
    [
      "a scanner finds what was made of another's, or of nobody's: it can close it",
      { wanted: [one], tickets: [ticketFor(one, { scanner: "zizmor" })] },
      ["update"],
    ],
    [
      "found by none that could close it: the scanner that could still can",
      { wanted: [without(one, "scanner")], tickets: [ticketFor(one)] },
      [],
    ],
    ["closed and gone: nothing", { tickets: [ticketFor(one, { state: "closed" })] }, []],
    ["overdue: escalated", { wanted: [one], tickets: [ticketFor(one)], now: LATER }, ["escalate"]],
    [
      "overdue with another severity: the escalation says both",
      { wanted: [wanted(1, "critical")], tickets: [ticketFor(one)], now: LATER },
      ["escalate"],
    ],
    ["overdue is said once", { wanted: [one], tickets: [ticketFor(one, { escalated: true })], now: LATER }, []],
    ["overdue and gone: closed, not escalated", { tickets: [ticketFor(one)], now: LATER }, ["close"]],
    [
      "overdue when it returns: both",
      { wanted: [one], tickets: [ticketFor(one, { state: "closed" })], now: LATER },
      ["reopen", "escalate"],
    ],
    [
      "two of one finding: the older stays, the younger is closed, once",
      {
        wanted: [one],
        tickets: [ticketFor(one), ticketFor(one, { id: "#2" }), ticketFor(one, { id: "#3", state: "closed" })],
      },
      ["closeDuplicate"],
    ],
    [
      "the younger one closed by hand says nothing about the older",
      { wanted: [one], tickets: [ticketFor(one), ticketFor(one, { id: "#2", state: "closed", decided: true })] },
      [],
    ],
  ] as const)("%s", (_, over, expected) => {
    expect(kinds(over)).toEqual(expected);
  });

  test("one that returns late is not called overdue by its opening, but by what says so", () => {
    const closed = ticketFor(one, { state: "closed" });
    expect(planTickets(input({ wanted: [one], tickets: [closed], now: LATER })).changes).toMatchObject([
      { kind: "reopen", overdue: false },
      { kind: "escalate" },
    ]);
  });

  test("the deadline counts from the first time, not from today", () => {
    const moved = { ...one, finding: { ...one.finding, severity: "critical" as const } };
    expect(planTickets(input({ wanted: [moved], tickets: [ticketFor(one)] })).changes).toEqual([
      { kind: "update", ticket: ticketFor(one), wanted: moved, due: due("critical"), overdue: false },
    ]);
    expect(planTickets(input({ wanted: [one], now: NOW })).changes).toMatchObject([
      { kind: "create", due: "2026-12-06" },
    ]);
  });

  test("what was closed by a person is named", () => {
    const closed = ticketFor(one, { state: "closed", decided: true });
    expect(planTickets(input({ wanted: [one], tickets: [closed] })).decided).toEqual([closed]);
  });

  test("a closing names the commit in which the finding is gone", () => {
    expect(planTickets(input({ tickets: [ticketFor(one)] })).changes).toEqual([
      { kind: "close", ticket: ticketFor(one), commit: COMMIT },
    ]);
  });
});

describe("the limits of one run", () => {
  test("the worst findings get tickets first, and the rest is named", () => {
    const many = [wanted(1, "medium"), wanted(2, "critical"), wanted(3, "high")];
    const plan = planTickets(input({ wanted: many, limits: { create: 2, change: 5 } }));
    expect(
      plan.changes.flatMap((change) => (change.kind === "create" ? [change.wanted.finding.severity] : [])),
    ).toEqual(["critical", "high"]);
    expect(plan.notCreated.map(({ finding }) => finding.severity)).toEqual(["medium"]);
    expect(plan.notChanged).toBe(0);
  });

  test("a moved line waits before a closing does", () => {
    const moved = wanted(1, "critical");
    const gone = wanted(2);
    const tickets = [ticketFor(one), ticketFor(gone, { id: "#2" })];
    const plan = planTickets(input({ wanted: [moved], tickets, limits: { create: 5, change: 1 } }));
    expect([plan.changes.map(({ kind }) => kind), plan.notChanged]).toEqual([["close"], 1]);
  });

  test("are 20 new tickets and 60 other changes", () => {
    const [many, gone] = [
      Array.from({ length: 21 }, (_, n) => wanted(n)),
      Array.from({ length: 61 }, (_, n) => wanted(100 + n)),
    ];
    const tickets = gone.map((one, n) => ticketFor(one, { id: `#${n}` }));
    const plan = planTickets(input({ wanted: many, tickets }));
    expect([plan.changes.length, plan.notCreated.length, plan.notChanged]).toEqual([80, 1, 1]);
  });

  test("a duplicate is closed first, and what is late is said before a line that moved", () => {
    const tickets = [ticketFor(one), ticketFor(one, { id: "#2" }), ticketFor(wanted(2), { id: "#3", state: "closed" })];
    const first = (over: Parameters<typeof input>[0]) =>
      planTickets(input({ limits: { create: 5, change: 1 }, ...over })).changes.map(({ kind }) => kind);
    expect(first({ wanted: [one, wanted(2)], tickets })).toEqual(["closeDuplicate"]);
    const late = [ticketFor(wanted(3), { escalated: true, says: "0".repeat(16) }), ticketFor(wanted(4), { id: "#4" })];
    expect(first({ wanted: [wanted(3), wanted(4)], tickets: late, now: LATER })).toEqual(["escalate"]);
  });

  test("two findings of one fingerprint get one ticket", () => {
    expect(kinds({ wanted: [one, wanted(1)] })).toEqual(["create"]);
  });
});
