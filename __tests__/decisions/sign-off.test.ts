import { describe, expect, test } from "@jest/globals";
import {
  digestOf,
  headAt,
  isSecret,
  namedBy,
  needsTwo,
  rowOf,
  statesRotation,
  termOf,
  weigh,
} from "../../src/decisions/sign-off.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Decision, SignOff } from "../../src/sign-off.ts";
import { aFinding } from "../fixtures/review.ts";

const print = (digest: string) => `ccr/v1:${digest.padEnd(32, "0")}`;
const finding = (digest: string, over = {}) => aFinding(0, { fingerprint: print(digest), ...over });

describe("an id names one finding", () => {
  const findings = [finding("aaaaaaaa1"), finding("aaaaaaaa2"), finding("bbbbbbbb"), finding("bbbbbbbb")];

  test("by as much of the digest as makes it certain", () => {
    expect(namedBy("aaaaaaaa1", findings)).toMatchObject({ findings: [{ fingerprint: print("aaaaaaaa1") }] });
    expect(namedBy("aaaaaaaa", findings)).toMatchObject({ findings: [findings[0], findings[1]] });
    expect(namedBy("cccccccc", findings)).toMatchObject({ objection: expect.stringContaining("No finding") });
    expect(namedBy("bbbbbbbb", findings)).toEqual({ findings: [findings[2]] });
  });

  test("whose row is its own, or the one that stands for it", () => {
    const twin = finding("dddddddd", { disposition: { status: "merged", into: print("aaaaaaaa1") } });
    expect([findings[0]!, twin].map(rowOf)).toEqual([print("aaaaaaaa1"), print("aaaaaaaa1")]);
    expect(digestOf(print("aaaaaaaa1"))).toBe("aaaaaaaa1".padEnd(32, "0"));
  });
});

describe("the head that a comment was about", () => {
  const pushes = [
    { head: "new", at: "2026-11-20T12:00:00Z" },
    { head: "old", at: "2026-11-19T12:00:00Z" },
  ];
  test.each([
    ["2026-11-20T12:00:01Z", "new"],
    ["2026-11-20T12:00:00Z", "old"],
    ["2026-11-20T11:00:00Z", "old"],
    ["2026-11-19T12:00:00Z", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("%s: %s", (at, head) => {
    expect(headAt(at, pushes)).toBe(head);
    expect(headAt(at, undefined)).toBeUndefined();
  });
});

test("a named head counts when the branch was there before the comment, and only then", () => {
  const pushes = [
    { head: "ccc", at: "2026-11-20T12:00:00Z" },
    { head: "bbb", at: "2026-11-19T12:00:00Z" },
    { head: "aaa", at: "2026-11-18T12:00:00Z" },
  ];
  const at = (named: string) => headAt("2026-11-20T11:00:00Z", pushes, named);
  expect(["bb", "aa", "cc", "dd"].map(at)).toEqual(["bbb", "aaa", undefined, undefined]);
});

describe("a decision ends", () => {
  const createdAt = "2026-11-20T23:59:59Z";
  const term = (part: Partial<Parameters<typeof termOf>[0]>, today = "2026-11-21", policy = {}) =>
    termOf({ decision: "fp", severity: "high", until: undefined, createdAt, ...part }, { policy, today });

  test("on the day that it names, the last day included", () => {
    expect(term({ until: "2026-11-25" }, "2026-11-25")).toEqual({ until: "2026-11-25" });
    const expired = { objection: expect.stringContaining("expired"), ended: true };
    expect(term({ until: "2026-11-25" }, "2026-11-26")).toEqual(expired);
    expect(term({ until: "2026-11-20" }, "2026-11-21")).toEqual(expired);
  });

  test("and not before it began: such a day is a mistake, and ends nothing", () => {
    for (const until of ["2026-11-19", "0000-01-01"])
      for (const today of ["2026-11-20", "2026-11-21"])
        expect(term({ until }, today)).toEqual({ objection: expect.stringContaining("was over") });
    expect(term({ until: "9999-12-31" })).toEqual({ objection: expect.stringContaining("at the latest") });
  });

  test("after the longest time for its severity, when it names none", () => {
    expect(term({})).toEqual({ until: "2026-12-20" });
    expect(term({ severity: "critical" })).toEqual({ until: "2026-11-27" });
    expect(term({ severity: "none" })).toEqual(term({ severity: "low" }));
    expect(term({}, "2026-12-21")).toMatchObject({ objection: expect.stringContaining("2026-12-20") });
  });

  test("no later than the policy allows", () => {
    expect(term({ until: "2026-12-20" })).toEqual({ until: "2026-12-20" });
    expect(term({ until: "2026-12-21" })).toEqual({ objection: expect.stringContaining("2026-12-20 at the latest") });
    const policy = { "sign-offs": { "max-days": { high: 3 } } };
    expect(term({ until: "2026-11-24" }, "2026-11-21", policy)).toHaveProperty("objection");
    expect(term({}, "2026-11-21", policy)).toEqual({ until: "2026-11-23" });
  });

  test("for accept-risk on a day that somebody chose", () => {
    expect(term({ decision: "accept-risk" })).toEqual({ objection: expect.stringContaining("needs `until=") });
    expect(term({ decision: "accept-risk", until: "2026-12-01" })).toEqual({ until: "2026-12-01" });
  });

  test("at once when GitHub's time is none", () => {
    expect(term({ createdAt: "x" })).toHaveProperty("objection");
  });
});

test.each([
  ["rotated on Monday, see OPS-12", true],
  ["The key was revoked at the provider", true],
  ["It has been REVOKED; nothing is to be done", true],
  ["it is only a sample value", false],
  ["will be rotated next week", false],
  ["The key was not yet rotated", false],
  ["it gets rotated on Monday", false],
  ["is being revoked", false],
  ["rotated by ops tomorrow", false],
  ["rotated and revoked; the next one is in the vault", true],
  ["to be revoked by ops", false],
  ["hasn't been rotated", false],
  ["unrotated", false],
])("a reason that states the rotation: %s", (reason, states) => {
  expect(statesRotation(reason)).toBe(states);
});

test.each<[string, Partial<TriagedFinding["rule"]>, boolean]>([
  ["credentials by their weakness", { cwe: ["CWE-798"] }, true],
  ["credentials that are stored in the clear", { cwe: ["CWE-522"] }, true],
  ["what a tool calls a secret without saying which weakness it is", { cwe: [], tags: ["secret"] }, true],
  ["another weakness", { cwe: ["CWE-89"], tags: ["injection"] }, false],
])("L3 a secret is %s: %s", (_, rule, secret) => {
  const { rule: own } = aFinding(0);
  expect(isSecret({ rule: { ...own, cwe: [], tags: [], ...rule } })).toBe(secret);
});

test("critical findings and all secrets take two people, by the policy more", () => {
  const mild = aFinding(0, { severity: "high" });
  const secret = aFinding(1, { severity: "low" });
  expect([isSecret(mild), isSecret(secret)]).toEqual([false, true]);
  const two = (from?: "critical" | "high" | "never") => {
    const policy = from === undefined ? {} : { "sign-offs": { "two-people": from } };
    return [mild, { ...mild, severity: "critical" as const }, secret].map((one) =>
      needsTwo({ finding: one, secret: isSecret(one) }, policy),
    );
  };
  expect(two()).toEqual([false, true, true]);
  expect(two("high")).toEqual([true, true, true]);
  expect(two("never")).toEqual([false, false, true]);
});

describe("weighing", () => {
  let comment = 0;
  const said = (id: number, decision: Decision): SignOff => ({
    command: { kind: "decide", decision, finding: "0", reason: "because" },
    ...{ by: { id, login: `p${id}` }, roleName: "write", roles: [], commentId: (comment += 1), commentSha256: "" },
    ...{ at: "", head: "" },
  });
  const words = (given: readonly SignOff[], people: 1 | 2) =>
    weigh(given, people).inForce.map(({ by, command }) => `${by.id} ${"decision" in command ? command.decision : ""}`);

  test("one person's word counts where one is enough, and not where two are needed", () => {
    expect(words([said(1, "fp")], 1)).toEqual(["1 fp"]);
    expect(words([said(1, "fp")], 2)).toEqual([]);
    expect(weigh([said(1, "fp")], 2).waiting[0]?.reason).toMatch(/takes two people/u);
  });

  test("two are two people who say the same", () => {
    expect(words([said(1, "fp"), said(2, "fp")], 2)).toEqual(["1 fp", "2 fp"]);
    expect(words([said(1, "fp"), said(1, "fp")], 2)).toEqual([]);
    expect(words([said(1, "fp"), said(2, "wont-fix")], 2)).toEqual([]);
    expect(words([said(1, "fp"), said(2, "wont-fix"), said(1, "wont-fix")], 2)).toEqual(["2 wont-fix", "1 wont-fix"]);
  });

  test("a later confirm or reopen by anybody ends what was before it, and not what comes after", () => {
    expect(words([said(1, "fp"), said(2, "fp"), said(3, "reopen")], 2)).toEqual(["3 reopen"]);
    expect(words([said(1, "fp"), said(3, "confirm"), said(2, "fp")], 2)).toEqual(["3 confirm"]);
    expect(words([said(3, "reopen"), said(1, "fp")], 1)).toEqual(["3 reopen", "1 fp"]);
  });

  test("L8 nothing is lost: each is in force or waits", () => {
    const all = [said(1, "fp"), said(1, "wont-fix"), said(2, "reopen"), said(1, "fp"), said(3, "mitigated")];
    const { inForce, waiting } = weigh(all, 1);
    expect(new Set([...inForce, ...waiting.map(({ signOff }) => signOff)])).toEqual(new Set(all));
  });
});
