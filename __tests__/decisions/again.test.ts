/** Whoever decides again has not said what they said before: no end and no hiding of the later word brings it back. */

import { beforeEach, describe, expect, test } from "@jest/globals";
import { overrideOf, readDecisions } from "../../src/decisions/index.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { IssueComment } from "../../src/ports-github.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const [BASE, HEAD] = ["a".repeat(40), "b".repeat(40)];
const ID = "0123abcd0123abcd";
const WHY = "-- the query is built from a constant";
const FLAW = aFinding(0, {
  ...{ fingerprint: `ccr/v1:${ID.padEnd(32, "0")}`, severity: "high" },
  location: { uri: "src/a.ts", startLine: 3, endLine: 3 },
});
const OTHER = aFinding(2, {
  ...{ fingerprint: `ccr/v1:${"4567".padEnd(32, "0")}`, severity: "high" },
  location: { uri: "src/a.ts", startLine: 9, endLine: 9 },
});
const IDS = { ada: 7, bob: 8, ann: 9 };
type Login = keyof typeof IDS;

let people: FakePeople;
beforeEach(() => {
  const may = (login: string, id: number) => [login, { id, permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries(Object.entries(IDS).map(([login, id]) => may(login, id))) });
});

const say = (login: Login, body: string, part: Partial<IssueComment> = {}): void => {
  const id = people.state.comments.length + 1;
  const at = `2026-11-21T09:00:0${id}Z`;
  people.state.comments.push({
    ...{ id, nodeId: `IC_${id}`, number: 1, body, author: { id: IDS[login], login, type: "User" } },
    ...{ viaApp: false, createdAt: at, updatedAt: at, edited: false, ...part },
  });
};
const read = (day: string, findings: readonly TriagedFinding[] = [FLAW]) =>
  readDecisions(
    {
      ...{ number: 1, findings, change: { base: BASE, head: HEAD }, now: new Date(`2026-11-${day}T12:00:00Z`) },
      policy: { version: 1, roles: { responders: ["ada", "bob"], approvers: ["ann", "bob"] } },
    },
    { people, objects: { ...fakeObjects({ files: { [`${HEAD}:src/a.ts`]: "x" } }), fetch: async () => [] } },
  );
const inForce = async (...args: Parameters<typeof read>) =>
  (await read(...args)).signOffs.map(({ commentId }) => commentId);

describe("L3 a decision that its author made shorter", () => {
  test("ends with the shorter one, though it would have held longer by itself", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp ${ID} until=2026-11-22 ${WHY}`);
    expect(await inForce("22")).toEqual([2]);
    expect(await inForce("23")).toEqual([]);
    const reasons = (await read("23")).refused.map(({ commentId, reason }) => `${commentId} ${reason}`);
    expect(reasons).toEqual([
      expect.stringMatching(/^2 The decision expired/u),
      expect.stringMatching(/^1 The same person decided again later/u),
    ]);
  });

  test("is one of two no more, and another person's stays", async () => {
    const critical = { ...FLAW, severity: "critical" as const };
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("bob", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp ${ID} until=2026-11-22 ${WHY}`);
    expect(await inForce("22", [critical])).toEqual([2, 3]);
    expect(await inForce("23", [critical])).toEqual([]);
    expect(await inForce("23")).toEqual([2]);
  });

  test("an override too", async () => {
    say("ann", `/ccr override sha=${HEAD} -- the model is down today`);
    say("ann", `/ccr override sha=${HEAD} until=2026-11-22 -- the model is down today`);
    expect(overrideOf(await read("22"))?.commentId).toBe(2);
    expect(overrideOf(await read("23"))).toBeUndefined();
  });

  test("does not come back when somebody hides the later word", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp ${ID} until=2026-11-22 ${WHY}`, { hidden: true });
    expect(await inForce("22")).toEqual([]);
  });
});

describe("what never counted ends nothing", () => {
  test.each<[string, string]>([
    ["a day that was over when it was written", `/ccr fp ${ID} until=2026-11-20 ${WHY}`],
    ["a day that is too far", `/ccr fp ${ID} until=2027-11-20 ${WHY}`],
    ["a decision of another role", `/ccr wont-fix ${ID} until=2026-11-22 ${WHY}`],
    ["a decision on another finding", `/ccr fp ffffffff until=2026-11-22 ${WHY}`],
  ])("%s", async (_, later) => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", later);
    expect(await inForce("23")).toEqual([1]);
  });

  test("nor does one that its author edited", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp ${ID} until=2026-11-22 ${WHY}`, { edited: true });
    expect(await inForce("22")).toEqual([1]);
  });

  test("nor does a decision on another finding that held once", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp 456700000000 until=2026-11-22 ${WHY}`);
    expect(await inForce("22", [FLAW, OTHER])).toEqual([1, 2]);
    expect(await inForce("23", [FLAW, OTHER])).toEqual([1]);
  });

  test("L3 nor does one that ended take back the `reopen` that its author wrote before", async () => {
    say("bob", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr reopen ${ID} -- it is reachable after all`);
    say("ada", `/ccr fp ${ID} until=2026-11-22 ${WHY}`);
    expect(await inForce("22")).toEqual([2, 3]);
    expect(await inForce("23")).toEqual([2]);
  });

  test("nor does another person's decision that expired, and after one a new one counts", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("bob", `/ccr fp ${ID} until=2026-11-22 ${WHY}`);
    expect(await inForce("23")).toEqual([1]);
    say("bob", `/ccr fp ${ID} ${WHY}`);
    expect(await inForce("23")).toEqual([1, 3]);
  });
});

describe("what is in force", () => {
  const REOPEN = "-- it is reachable after all";

  test("is told as it was written, whichever findings it is about and however GitHub lists the comments", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("ada", `/ccr fp 456700000000 ${WHY}`);
    say("bob", `/ccr fp ${ID} ${WHY}`);
    expect(await inForce("22", [FLAW, OTHER])).toEqual([1, 2, 3]);
    say("bob", `/ccr reopen ${ID} ${REOPEN}`);
    people.state.comments.reverse();
    expect(await inForce("22", [FLAW, OTHER])).toEqual([2, 4]);
  });

  test("is one `reopen` of a row that an id names by two of its reports", async () => {
    const fingerprint = `ccr/v1:${ID.slice(0, 8).padEnd(32, "f")}`;
    const twin: TriagedFinding = { ...OTHER, fingerprint, disposition: { status: "merged", into: FLAW.fingerprint } };
    say("ada", `/ccr reopen ${ID.slice(0, 8)} ${REOPEN}`);
    expect(await inForce("22", [FLAW, twin])).toEqual([1]);
  });

  test("L3 of a head that another pull request has as well is what takes back, and nothing else", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("bob", `/ccr reopen 456700000000 ${REOPEN}`);
    people.state.withHead = [1, 2];
    expect(await inForce("22", [FLAW, OTHER])).toEqual([2]);
  });

  test("of two people's overrides is the later one", async () => {
    say("ann", `/ccr override sha=${HEAD} -- the model is down today`);
    say("bob", `/ccr override sha=${HEAD} -- the model is down today`);
    expect(overrideOf(await read("22"))?.commentId).toBe(2);
  });

  test("may be that something other than a secret is mitigated without rotating anything", async () => {
    say("ada", `/ccr mitigated ${ID} -- the proxy refuses such names`);
    expect(await inForce("22")).toEqual([1]);
  });
});

describe("what cannot count", () => {
  test("is asked about no further: a mistake, or a command of another role", async () => {
    say("ada", "/ccr approve all of it");
    await read("22");
    expect(people.called).toEqual(["issueComments"]);
    say("ann", `/ccr fp ${ID} ${WHY}`);
    expect((await read("22")).signOffs).toEqual([]);
    expect(people.called).not.toContain("permission");
  });

  test("is a commit that the person names where GitHub tells of no pushes, and the answer says that", async () => {
    people.state.facts = without(people.state.facts, "pushes");
    say("ada", `/ccr fp ${ID} sha=${"c".repeat(40)} ${WHY}`);
    expect((await read("22")).refused).toMatchObject([
      { reason: expect.stringMatching(/^GitHub does not say which/u) },
    ]);
  });

  test("is no fault of ours: that is thrown, and not called a refusal of GitHub's", async () => {
    people.refuse("issueComments", new TypeError("ours"));
    await expect(read("22")).rejects.toThrow("ours");
  });
});
