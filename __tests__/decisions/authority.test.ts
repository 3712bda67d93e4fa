import { describe, expect, test } from "@jest/globals";
import { AFTER_LOOKUP, BEFORE_LOOKUP, firstObjection, type Claim } from "../../src/decisions/index.ts";
import { DECISIONS, type Command, type Decision, type Role } from "../../src/sign-off.ts";
import { without } from "../fixtures/without.ts";

const decide = (decision: Decision): Command => ({
  kind: "decide",
  decision,
  finding: "0".repeat(8),
  reason: "because",
});
const AT = "2026-11-21T09:00:00Z";

/** Ada decides on a high finding of eve's change: nothing speaks against it. */
const sound: Claim = {
  command: decide("fp"),
  comment: {
    ...{
      id: 5,
      nodeId: "IC_5",
      number: 1,
      body: "/ccr fp …",
      viaApp: false,
      createdAt: AT,
      updatedAt: AT,
      edited: false,
    },
    author: { id: 7, login: "ada", type: "User" },
  },
  pullRequest: {
    ...{
      number: 1,
      state: "open",
      merged: false,
      locked: false,
      head: "b",
      baseBranch: "main",
    },
    ...{ author: { id: 66, login: "eve" }, lastPusher: { id: 66, login: "eve" } },
  },
  permission: { id: 7, permission: "write", roleName: "write" },
  roles: ["responders"],
  unseen: [],
  about: { severity: "high", secret: false },
};
const comment = (part: Partial<Claim["comment"]>): Partial<Claim> => ({ comment: { ...sound.comment, ...part } });
const pull = (part: Partial<Claim["pullRequest"]>): Partial<Claim> => ({
  pullRequest: { ...sound.pullRequest, ...part },
});
const author = (part: Partial<Claim["comment"]["author"]>) => comment({ author: { ...sound.comment.author, ...part } });
const event = (part: Partial<NonNullable<Claim["event"]>>): Partial<Claim> => ({
  event: { action: "created", senderId: 7, body: sound.comment.body, ...part },
});
const permission = (part: Partial<NonNullable<Claim["permission"]>>): Partial<Claim> => ({
  permission: { id: 7, permission: "write", roleName: "write", ...part },
});
const against = (part: Partial<Claim>): string | undefined =>
  firstObjection([...BEFORE_LOOKUP, ...AFTER_LOOKUP], { ...sound, ...part });

test("nothing speaks against a person with the right, at the event and at the gate", () => {
  expect(against({})).toBeUndefined();
  expect(against(event({}))).toBeUndefined();
  for (const [given, roleName] of [
    ["admin", "admin"],
    ["write", "maintain"],
    ["write", "security reviewer"],
  ] as const)
    expect(against(permission({ permission: given, roleName }))).toBeUndefined();
});

test("what was decided before a merge is read after it, for tickets; no command is taken there any more", () => {
  const merged = pull({ state: "closed", merged: true });
  expect(against(merged)).toBeUndefined();
  expect(against({ ...event({}), ...merged })).toMatch(/closed/u);
});

describe("each check can fail in each of its ways", () => {
  const none: Partial<Claim> = { permission: undefined };
  const nobodyPushed: Partial<Claim> = { pullRequest: without(sound.pullRequest, "lastPusher") };
  test.each<[string, Partial<Claim>, RegExp]>([
    ["1 an edited event", event({ action: "edited" }), /Only a new comment/u],
    ["1 a deleted event", event({ action: "deleted" }), /Only a new comment/u],
    ["1 a replay on another pull request", comment({ number: 2 }), /another pull request/u],
    ["1 a closed pull request", pull({ state: "closed" }), /closed/u],
    ["1 a merged pull request", { ...event({}), ...pull({ state: "closed", merged: true }) }, /closed/u],
    ["1 a locked conversation", pull({ locked: true }), /locked/u],
    ["2 a bot", author({ type: "Bot" }), /a bot/u],
    ["2 an organisation", author({ type: "Organization" }), /Only people/u],
    ["2 an app in a person's name", comment({ viaApp: true }), /An app/u],
    ["2 somebody else's event", event({ senderId: 8 }), /Somebody else/u],
    ["3 an edit by the second", comment({ updatedAt: "2026-11-21T09:00:01Z" }), /was edited/u],
    ["3 an edit that only GraphQL knows", comment({ edited: true }), /was edited/u],
    ["3 another body than the event's", event({ body: "/ccr help" }), /was edited/u],
    ["3 a comment that somebody has hidden", comment({ hidden: true }), /hidden the comment/u],
    ["2 an account that is gone", author({ id: 10_137, login: "ghost", type: "Deleted" }), /account is gone/u],
    ["4 no collaborator", none, /no collaborator/u],
    ["4 a reader", permission({ permission: "read", roleName: "read" }), /may not write/u],
    [
      "4 a triager, whom the old word calls a reader",
      permission({ permission: "read", roleName: "triage" }),
      /may not/u,
    ],
    ["4 a role name that contradicts", permission({ roleName: "triage" }), /may not write/u],
    ["4 a custom role made from read", permission({ permission: "read", roleName: "security" }), /may not write/u],
    ["4 a word that nobody knows", permission({ permission: "owner" }), /may not write/u],
    ["4 a name that another account took over", permission({ id: 8 }), /another account/u],
    ["5 no role", { roles: [] }, /`roles\.owners` or `roles\.responders` do not name/u],
    ["5 another role", { roles: ["approvers", "auditors"] }, /do not name/u],
    ["5 a team that is not to be seen", { roles: [], unseen: ["responders"] }, /may not see/u],
    ["6 the author", pull({ author: { id: 7, login: "ada" } }), /author of the pull request/u],
    ["6 who pushed last", pull({ lastPusher: { id: 7, login: "ada" } }), /pushed last/u],
    ["6 nobody knows who pushed last", nobodyPushed, /does not say who pushed last/u],
  ])("%s", (_, part, words) => {
    expect(against(part)).toMatch(words);
  });
});

describe("roles", () => {
  const may = (role: Role, command: Command): boolean => against({ command, roles: [role] }) === undefined;
  test("L3 auditors never unblock, responders accept no risk, approvers judge no facts, owners may all", () => {
    const allowed = (role: Role) => DECISIONS.filter((decision) => may(role, decide(decision)));
    expect(allowed("auditors")).toEqual(["confirm", "reopen"]);
    expect(allowed("responders")).toEqual(["confirm", "fp", "used-in-tests", "mitigated", "reopen"]);
    expect(allowed("approvers")).toEqual(["confirm", "accept-risk", "wont-fix", "reopen"]);
    expect(allowed("owners")).toEqual([...DECISIONS]);
  });

  test.each<[Command, readonly Role[]]>([
    [{ kind: "fix", finding: "0" }, ["owners", "responders"]],
    [{ kind: "rerun" }, ["owners", "responders"]],
    [{ kind: "incident", reason: "r" }, ["owners", "responders"]],
    [{ kind: "override", head: "b", reason: "r" }, ["owners", "approvers"]],
    [{ kind: "help" }, ["owners", "auditors", "responders", "approvers"]],
  ])("%j is for %j", (command, roles) => {
    const all = ["owners", "auditors", "responders", "approvers"] as const;
    expect(all.filter((role) => may(role, command))).toEqual(roles);
  });

  test("help needs no role, but a right to write", () => {
    expect(against({ command: { kind: "help" }, roles: [] })).toBeUndefined();
    expect(against({ command: { kind: "help" }, roles: [], permission: undefined })).toMatch(/no collaborator/u);
  });
});

describe("separation of duties", () => {
  const own = pull({ author: { id: 7, login: "ada" } });
  test("is for high, critical, secrets and overrides, and not for what only tightens", () => {
    expect(against({ ...own, about: { severity: "medium", secret: false } })).toBeUndefined();
    expect(against({ ...own, about: { severity: "critical", secret: false } })).toMatch(/author/u);
    expect(against({ ...own, about: { severity: "low", secret: true } })).toMatch(/author/u);
    const override: Command = { kind: "override", head: "b", reason: "because" };
    expect(against({ ...own, command: override, roles: ["approvers"] })).toMatch(/author/u);
    expect(against({ ...own, command: decide("reopen") })).toBeUndefined();
  });
});

test.each<[string, Partial<Claim["comment"]>]>([
  ["an edited", { edited: true }],
  ["a hidden", { hidden: true }],
])("L3 %s reopen still counts, or hiding it would bring back what it undid", (_, part) => {
  for (const decision of DECISIONS)
    expect(against({ ...comment(part), command: decide(decision), roles: ["owners"] }) === undefined).toBe(
      decision === "confirm" || decision === "reopen",
    );
});
