import { describe, expect, test } from "@jest/globals";
import type { TriagedFinding } from "../../src/finding.ts";
import { DECISIONS, type CountedDismissal, type Decision, type SignOff } from "../../src/sign-off.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const finding = aFinding(0);
const signOff = (decision: Decision, over: Partial<SignOff> = {}): SignOff => ({
  command: { kind: "decide", decision, finding: "00000000", reason: "the query is built from a constant" },
  ...{ by: { id: 7, login: "ada" }, roleName: "write", roles: ["responders"], commentId: 5, commentSha256: "0" },
  ...{ at: "2026-11-20T09:00:00Z", until: "2026-12-20", head: "b".repeat(40), fingerprint: finding.fingerprint },
  ...over,
});
const apply = (findings: readonly TriagedFinding[], ...signOffs: readonly SignOff[]) =>
  applySignOffs(findings, { signOffs, dismissals: [] });

describe("applySignOffs", () => {
  test("L3 a finding is kept and marked, with decision, login, day and end", () => {
    expect(apply([finding], signOff("fp"))).toEqual([
      {
        ...finding,
        disposition: {
          ...{ status: "suppressed", by: "signOff" },
          justification: "false positive, decided by ada on 2026-11-20, holds until 2026-12-20",
        },
      },
    ]);
  });

  test("two people are both named, and it ends when the first of them does", () => {
    const bob = signOff("fp", { by: { id: 8, login: "bob" }, at: "2026-11-21T09:00:00Z", until: "2026-12-01" });
    expect(apply([finding], signOff("fp"), bob)[0]?.disposition).toMatchObject({
      justification: "false positive, decided by ada on 2026-11-20 and bob on 2026-11-21, holds until 2026-12-01",
    });
  });

  test("whoever of them came first", () => {
    const bob = signOff("fp", { by: { id: 8, login: "bob" }, until: "2026-12-01" });
    for (const both of [
      [bob, signOff("fp")],
      [signOff("fp"), bob],
    ])
      expect(apply([finding], ...both)[0]?.disposition).toMatchObject({
        justification: expect.stringMatching(/holds until 2026-12-01$/u),
      });
  });

  test("L3 confirm and reopen never unblock, nor does what has no end or names no finding", () => {
    const open = (one: SignOff) => apply([finding], one)[0]?.disposition.status === "open";
    expect(DECISIONS.filter((decision) => open(signOff(decision)))).toEqual(["confirm", "reopen"]);
    const [endless, nameless] = [without(signOff("fp"), "until"), without(signOff("fp"), "fingerprint")];
    const override = signOff("fp", { command: { kind: "override", head: "b".repeat(40), reason: "because" } });
    expect([endless, nameless, override].map(open)).toEqual([true, true, true]);
  });

  test("marks what it is about and nothing else; what does not gate keeps its own mark", () => {
    const others = [
      aFinding(1),
      { ...finding, disposition: { status: "outsideDiff" } as const },
      { ...finding, disposition: { status: "suppressed", by: "policy", justification: "scope.paths" } as const },
    ];
    expect(apply(others, signOff("fp"))).toEqual(others);
    expect(apply(others)).toBe(others);
  });

  test("merged twins follow their row: they stay in it", () => {
    const twin = aFinding(1, { disposition: { status: "merged", into: finding.fingerprint } });
    expect(apply([finding, twin], signOff("fp")).map(({ disposition }) => disposition.status)).toEqual([
      "suppressed",
      "merged",
    ]);
    expect(apply([finding, twin], signOff("fp", { fingerprint: twin.fingerprint }))).toEqual([finding, twin]);
  });

  test("a dismissed alert counts like a comment", () => {
    const dismissal: CountedDismissal = {
      ...{ alert: 4, by: { id: 7, login: "ada" }, reason: "won't fix", at: "2026-11-20T09:00:00Z", comment: "" },
      ...{ decision: "wont-fix", fingerprint: finding.fingerprint, until: "2026-12-20", roleName: "write", roles: [] },
      ...{ head: "b".repeat(40), blob: "d".repeat(40) },
    };
    const [marked] = applySignOffs([finding], { signOffs: [], dismissals: [dismissal] });
    expect(marked?.disposition).toMatchObject({ justification: expect.stringMatching(/^will not be fixed, decided/u) });
    const second = { by: { id: 8, login: "bob" }, roleName: "write", roles: [] };
    const [both] = applySignOffs([finding], { signOffs: [], dismissals: [{ ...dismissal, second }] });
    expect(both?.disposition).toMatchObject({ justification: expect.stringMatching(/by ada on \S+ and bob on /u) });
  });
});
