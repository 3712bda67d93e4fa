import { beforeEach, expect, test } from "@jest/globals";
import { readDecisions } from "../../src/decisions/index.ts";
import type { Policy } from "../../src/policy.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";

const [BASE, QUEUED, HEAD] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];
const POLICY: Policy = { version: 1, roles: { responders: ["ada"], approvers: ["ada"] } };
const ID = "0123abcd00000000";
const FLAW = aFinding(0, {
  ...{ fingerprint: `ccr/v1:${ID}${"0".repeat(16)}`, severity: "high" },
  location: { uri: "src/a.ts", startLine: 3, endLine: 3 },
});

let people: FakePeople;
beforeEach(() => {
  people = fakePeople({ permissions: { ada: { id: 7, permission: "write", roleName: "write" } } });
  people.state.facts = { ...people.state.facts, head: HEAD, pushes: [{ head: HEAD, at: "2026-11-20T09:00:00Z" }] };
  const words = [`fp ${ID} -- the query is built from a constant`, `override sha=${HEAD} -- its host is down today`];
  for (const [n, word] of words.entries())
    people.state.comments.push({
      ...{
        id: n + 1,
        nodeId: `IC_${n}`,
        number: 1,
        body: `/ccr ${word}`,
        author: { id: 7, login: "ada", type: "User" },
      },
      ...{ createdAt: `2026-11-21T09:00:0${n}Z`, updatedAt: `2026-11-21T09:00:0${n}Z`, viaApp: false, edited: false },
    });
});

async function inQueue(merged: string, queued: { readonly queued?: true } = { queued: true }) {
  const files = { [`${HEAD}:src/a.ts`]: "as decided", [`${QUEUED}:src/a.ts`]: merged };
  const objects = fakeObjects({ files, commits: Object.fromEntries([BASE, QUEUED, HEAD].map((name) => [name, name])) });
  const { signOffs, refused, notes } = await readDecisions(
    {
      ...{ number: 1, findings: [FLAW], change: { base: BASE, head: QUEUED }, policy: POLICY, ...queued },
      now: new Date("2026-11-22T12:00:00Z"),
    },
    { people, objects: { ...objects, fetch: async () => [] } },
  );
  return { counted: signOffs.map(({ fingerprint, head }) => [fingerprint, head]), refused, notes };
}

test("a decision counts in a merge queue when the finding's file is the one that was decided about", async () => {
  expect((await inQueue("as decided")).counted).toEqual([[FLAW.fingerprint, HEAD]]);
});

test("and not when the queue's merge changed that file; an override is for no other commit", async () => {
  const { counted, refused } = await inQueue("merged with another change");
  expect(counted).toEqual([]);
  expect(refused.map(({ reason }) => reason).join("\n")).toMatch(/file has changed.*\n.*another commit/u);
});

test("L3 named by a digit less than what is certain it does not go along", async () => {
  people.state.comments = people.state.comments.map((comment) => ({
    ...comment,
    body: comment.body.replace(ID, ID.slice(0, 15)),
  }));
  const { counted, refused } = await inQueue("as decided");
  expect([counted, refused[0]?.reason]).toEqual([[], expect.stringContaining("16 digits or more")]);
});

test("out of a queue a head that is not the pull request's is one that moved on", async () => {
  const { counted, notes } = await inQueue("as decided", {});
  expect([counted, notes]).toEqual([[], [expect.stringContaining("moved on")]]);
});
