import { describe, expect, test } from "@jest/globals";
import { createLookups } from "../../src/decisions/index.ts";
import type { Policy } from "../../src/policy.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople } from "../fakes/people.ts";

const BASE = "a".repeat(40);
const policy: Policy = {
  version: 1,
  roles: { owners: ["@acme/sec", "ada"], responders: ["@acme/sec", "@acme/web"], approvers: ["ann"] },
};
const made = (given: Parameters<typeof fakePeople>[0] = {}, owners = "*.ts @acme/sec\n") => {
  const people = fakePeople(given);
  const objects = fakeObjects({ files: { [`${BASE}:CODEOWNERS`]: owners } });
  return { people, lookups: createLookups({ policy, base: BASE }, { people, objects }) };
};

describe("each question is asked once", () => {
  test("whatever the case of a login, and a team for all of its roles", async () => {
    const { people, lookups } = made({ teams: { "acme/sec": ["bob"] } });
    expect(await lookups.roles("bob")).toEqual({ roles: ["owners", "responders"], unseen: [] });
    expect(await lookups.roles("BOB")).toEqual(await lookups.roles("bob"));
    expect(await lookups.ownership("bob", "a.ts")).toBeUndefined();
    expect(people.called).toEqual(["isTeamMember", "codeOwnersErrors"]);
    await Promise.all([lookups.permission("bob"), lookups.permission("Bob")]);
    expect(people.called).toHaveLength(3);
  });

  test("and not at all where the name itself is there", async () => {
    const { people, lookups } = made();
    expect((await lookups.roles("ada")).roles).toEqual(["owners"]);
    // For the role that goes by teams alone.
    expect(people.called).toEqual(["isTeamMember", "isTeamMember"]);
  });
});

test("L3 what a token may not see gives no role, and is told apart from what it sees", async () => {
  const { lookups } = made({ teams: { "acme/web": [] } });
  expect(await lookups.roles("eve")).toEqual({ roles: [], unseen: ["owners", "responders"] });
  const { lookups: seeing } = made({ teams: { "acme/web": [], "acme/sec": [] } });
  expect(await seeing.roles("eve")).toEqual({ roles: [], unseen: [] });
});

test("a finding in no file has no owner", async () => {
  expect(await made().lookups.ownership("ada", undefined)).toMatch(/in no file/u);
});

test("sixty questions about accounts are the most", async () => {
  const { people, lookups } = made();
  for (let n = 0; n < 60; n += 1) await lookups.permission(`m${n}`);
  await lookups.permission("m0");
  await expect(lookups.permission("one-more")).rejects.toMatchObject({ reason: "rateLimited" });
  expect(people.called).toHaveLength(60);
});
