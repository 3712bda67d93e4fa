import { describe, expect, test } from "@jest/globals";
import { unmadeTickets, type TicketsRequest } from "../../src/commands/tickets.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Decision, Decisions, SignOff } from "../../src/sign-off.ts";
import { aReview, aScannerRun } from "../fixtures/review.ts";
import { aPullRequest } from "../fixtures/workflow-run.ts";
import { at, day, edit, found, HEAD, issues, MAIN, useServer } from "./tickets-scene.ts";

useServer();

function signOff({ fingerprint }: TriagedFinding, decision: Decision, over: Partial<SignOff> = {}): SignOff {
  return {
    command: { kind: "decide", decision, finding: fingerprint, reason: "known, SEC-1" },
    ...{ by: { id: 7, login: "ada" }, roleName: "write", roles: ["approvers"], commentId: 44 },
    ...{ commentSha256: "0".repeat(64), at: "2026-11-20T08:00:00Z", head: HEAD, until: "2027-01-31", fingerprint },
    ...over,
  };
}

const suppressed = { status: "suppressed", by: "signOff", justification: "known" } as const;
const risk = found(0, { disposition: suppressed });

interface Decided {
  readonly findings?: readonly TriagedFinding[];
  readonly signOffs?: readonly SignOff[];
  readonly refused?: Decisions["refused"];
}

function merged({
  findings = [risk],
  signOffs = [],
  refused = [],
}: Decided): Pick<TicketsRequest, "subject" | "review"> {
  const scan = {
    runs: [aScannerRun("semgrep", { findings: findings.filter(({ source }) => source.kind === "scanner") })],
  };
  const decisions = { signOffs, dismissals: [], refused, notes: [] };
  return { subject: aPullRequest({ number: 7, closed: true }), review: aReview({}, { findings, scan, decisions }) };
}

const accepting = (decision: Decision = "accept-risk") => merged({ signOffs: [signOff(risk, decision)] });

describe("a risk accepted on a pull request", () => {
  test("has a ticket when that is merged: by whom, until when, which comment; none while it is open or when it is closed unmerged", async () => {
    expect(await day({ request: accepting() })).toBeUndefined();
    expect(
      await day({ request: { ...accepting(), subject: aPullRequest({ number: 7 }) }, merged: true }),
    ).toBeUndefined();
    expect(issues()).toEqual([]);
    expect(await day({ request: accepting(), merged: true })).toMatchObject({ status: "done" });
    const { body } = issues()[0]!;
    expect(body).toContain("Due on **2027-01-31**");
    expect(body).toMatch(
      /until \*\*2027-01-31\*\*: `accept-risk` by `ada` on \[pull request 7\]\(.*\/pull\/7#issuecomment-44\)/u,
    );
  });

  test.each([
    ["accept-risk", 1],
    ["wont-fix", 1],
    ["mitigated", 1],
    ["fp", 0],
    ["used-in-tests", 0],
    ["confirm", 0],
  ] as const)("%s: %i tickets", async (decision, n) => {
    await day({ request: accepting(decision), merged: true });
    expect(issues()).toHaveLength(n);
  });

  test("has one of Claude's findings too, and under the lowest severity none", async () => {
    const claude = { ...risk, source: { kind: "model", model: "m", promptSha256: "0" } } as const;
    await day({ request: merged({ findings: [claude], signOffs: [signOff(risk, "accept-risk")] }), merged: true });
    expect(issues()[0]!.body).toContain("no scan of the branch can tell");
    const low = { ...found(1, { severity: "low" }), disposition: suppressed };
    await day({ request: merged({ findings: [low], signOffs: [signOff(low, "accept-risk")] }), merged: true });
    expect(issues()).toHaveLength(1);
  });

  test("of two people the one counts whose decision ends first", async () => {
    const second = signOff(risk, "accept-risk", { by: { id: 8, login: "bob" }, until: "2026-12-01", commentId: 45 });
    await day({ request: merged({ signOffs: [signOff(risk, "accept-risk"), second] }), merged: true });
    expect(issues()[0]!.body).toMatch(/Due on \*\*2026-12-01\*\*[\s\S]*by `bob`/u);
  });

  test("stays accepted in the branch's runs, which close the ticket when the finding is gone", async () => {
    await day({ request: accepting(), merged: true });
    const before = issues()[0]!.body;
    expect(await day({ findings: [found(0)] })).toMatchObject({ detail: "No ticket changed." });
    await day({ findings: [found(0, { severity: "critical" })] });
    expect(issues()[0]!.body).not.toBe(before);
    expect(issues()[0]!.body).toMatch(/Due on \*\*2027-01-31\*\*[\s\S]*by `ada`/u);
    await day();
    expect(issues().map(({ state }) => state)).toEqual(["closed"]);
  });

  test("is written into the ticket that the branch's run was first to make", async () => {
    await day({ findings: [found(0)] });
    expect(await day({ request: accepting(), merged: true })).toMatchObject({ detail: "Tickets: 1 updated." });
    expect(issues()).toHaveLength(1);
    expect(issues()[0]!.body).toContain("by `ada`");
  });

  test("accepted when it was late, it is late no more: the label goes, other people's stay", async () => {
    const now = "2027-01-10T00:00:00Z";
    await day({ findings: [found(0)] });
    await day({ findings: [found(0)], now });
    edit({ labels: [...issues()[0]!.labels, "team-a"] });
    expect(issues()[0]!.labels).toContain("overdue");
    await day({ request: accepting(), merged: true, now });
    expect(issues()[0]!.labels).toEqual(["security", "team-a", "severity: high"]);
    expect(await day({ findings: [found(0)], now: "2027-02-01T00:00:00Z" })).toMatchObject({
      detail: "Tickets: 1 overdue.",
    });
  });

  test("merged into another branch, it is not closed by the default branch's run, which never had it, until that has seen it", async () => {
    const subject = aPullRequest({ number: 7, closed: true, baseBranch: "develop" });
    await day({ request: { ...accepting(), subject }, merged: true });
    await day();
    expect(issues().map(({ state }) => state)).toEqual(["open"]);
    await day({ findings: [found(0)] });
    expect(issues()[0]!.body).toMatch(/Due on \*\*2027-01-31\*\*/u);
    await day();
    expect(issues().map(({ state }) => state)).toEqual(["closed"]);
  });

  test("the job of the merge, run again after the finding is fixed, opens nothing again", async () => {
    await day({ request: accepting(), merged: true });
    await day();
    expect(issues().map(({ state }) => state)).toEqual(["closed"]);
    expect(await day({ request: accepting(), merged: true })).toMatchObject({ detail: "No ticket changed." });
    const later = merged({ signOffs: [signOff(risk, "accept-risk", { commentId: 46 })] });
    await day({ request: later, merged: true });
    expect(issues().map(({ state }) => state)).toEqual(["open"]);
  });

  test("of both runs at once, the ticket that stays knows of it", async () => {
    for (let n = 0; n < 3; n += 1) {
      at.gitHub.state.issues.issues.clear();
      await Promise.all([day({ findings: [found(0)] }), day({ request: accepting(), merged: true })]);
      await day({ findings: [found(0)] });
      const open = issues().filter(({ state }) => state === "open");
      expect(open.map(({ body }) => body.includes("by `ada`"))).toEqual([true]);
    }
  });

  test("L5 an acceptance that does not count any more is named, and makes no ticket", async () => {
    const { command, by, commentId } = signOff(risk, "accept-risk");
    const refused = [{ command, by, commentId, reason: "No finding of this head has an id that begins with 0123." }];
    const request = merged({ refused });
    expect(await day({ request })).toBeUndefined();
    expect(await day({ request, merged: true })).toMatchObject({
      status: "done",
      detail:
        "No ticket changed. Of 1 decision that accepts a risk there is no ticket: No finding of this head has an id that begins with 0123.",
    });
  });
});

describe("a job that only plans", () => {
  const PLAN = { publish: false };
  const policy = { tickets: {} };
  const branch = { subject: MAIN, review: aReview({}, {}) };

  test("L5 says by name that it makes no tickets, on the default branch and of accepted risks", () => {
    expect(unmadeTickets({ ...branch, policy }, PLAN)).toEqual([
      expect.stringContaining("`push` to the default branch"),
    ]);
    expect(unmadeTickets({ ...accepting(), policy }, PLAN)).toEqual([expect.stringMatching(/^Of 1 risk .*`closed`/u)]);
  });

  test("is silent where there would be none", () => {
    const other = { ...MAIN, ref: "refs/heads/topic" };
    expect(unmadeTickets({ ...branch, policy }, { publish: true })).toEqual([]);
    expect(unmadeTickets({ ...branch, policy: {} }, PLAN)).toEqual([]);
    expect(unmadeTickets({ ...branch, policy: { tickets: { from: "none" } } }, PLAN)).toEqual([]);
    expect(unmadeTickets({ ...branch, subject: other, policy }, PLAN)).toEqual([]);
    expect(unmadeTickets({ ...accepting("fp"), policy }, PLAN)).toEqual([]);
  });
});
