/** What a decision covers: one weakness under one rule, as grave as the worst report of it. */

import { beforeEach, describe, expect, test } from "@jest/globals";
import { readDecisions } from "../../src/decisions/index.ts";
import type { Rule, TriagedFinding } from "../../src/finding.ts";
import { fingerprintsOf } from "../../src/sarif/index.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";

const [BASE, HEAD] = ["a".repeat(40), "b".repeat(40)];
const WHY = "-- the query is built from a constant";
const IDS = { ada: 7, eve: 66 };

let people: FakePeople;
beforeEach(() => {
  const may = (login: string, id: number) => [login, { id, permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries(Object.entries(IDS).map(([login, id]) => may(login, id))) });
});

const say = (login: keyof typeof IDS, { fingerprint }: TriagedFinding): void => {
  const at = "2026-11-21T09:00:00Z";
  people.state.comments = [
    {
      ...{ id: 1, nodeId: "IC_1", number: 1, author: { id: IDS[login], login, type: "User" }, viaApp: false },
      ...{ body: `/ccr fp ${fingerprint.slice(-32)} ${WHY}`, createdAt: at, updatedAt: at, edited: false },
    },
  ];
};
const reportOf = (over: Partial<Rule> = {}): TriagedFinding => {
  const found = aFinding(0, { severity: "high", location: { uri: "src/a.ts", startLine: 3, endLine: 3 } });
  const own = { ...found, rule: { ...found.rule, ...over } };
  return { ...own, fingerprint: fingerprintsOf([own], () => "db.query(name)")[0] ?? "" };
};
const read = async (findings: readonly TriagedFinding[]) => {
  const decisions = await readDecisions(
    {
      ...{ number: 1, findings, change: { base: BASE, head: HEAD }, now: new Date("2026-11-22T12:00:00Z") },
      policy: { version: 1, roles: { responders: ["ada", "eve"] } },
    },
    { people, objects: { ...fakeObjects({ files: { [`${HEAD}:src/a.ts`]: "x" } }), fetch: async () => [] } },
  );
  const open = applySignOffs(findings, decisions).filter(({ disposition }) => disposition.status === "open");
  return { open: open.length, why: decisions.refused.map(({ reason }) => reason).join("\n") };
};

describe("L3 a milder report with the same fingerprint, as of another step's SARIF file, makes a finding no milder", () => {
  const grave = { ...reportOf(), severity: "critical" } satisfies TriagedFinding;
  const mild = { ...reportOf(), severity: "low" } satisfies TriagedFinding;
  const leaked = { ...reportOf({ cwe: ["CWE-798"] }), severity: "low" } satisfies TriagedFinding;
  test.each<[string, readonly TriagedFinding[], keyof typeof IDS, RegExp]>([
    ["critical takes two people", [grave, mild], "ada", /takes two people/u],
    ["nor does its author decide it", [grave, mild], "eve", /author of the pull request/u],
    ["a secret takes two people", [leaked, reportOf()], "ada", /takes two people/u],
  ])("%s, whichever comes first", async (_, reports, login, words) => {
    say(login, mild);
    for (const findings of [reports, reports.toReversed()])
      expect(await read(findings)).toEqual({ open: 2, why: expect.stringMatching(words) });
  });
});

test("L3 a rule that means something else has another id, and what was decided about the old one does not cover it", async () => {
  const [before, after] = [reportOf({ id: "semgrep/gatekeeper.sql" }), reportOf({ id: "semgrep/gatekeeper.sql-2" })];
  say("ada", before);
  expect(await read([before])).toEqual({ open: 0, why: "" });
  expect(await read([after])).toEqual({ open: 1, why: expect.stringMatching(/No finding of this head/u) });
});
