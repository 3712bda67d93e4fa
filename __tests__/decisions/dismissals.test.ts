import { beforeEach, describe, expect, test } from "@jest/globals";
import { NO_DECISIONS, readDismissals } from "../../src/decisions/index.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Policy } from "../../src/policy.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";

const BASE = "a".repeat(40);
const POLICY: Policy = { version: 1, roles: { responders: ["ada", "@acme/sec"], approvers: ["ann"] } };
const HIGH = aFinding(0, { severity: "high", location: { uri: "src/a.ts", startLine: 3, endLine: 3 } });
const SECRET = aFinding(1, { severity: "high" });
const IDS = { ada: 7, mallory: 99 };
type Login = keyof typeof IDS;

let people: FakePeople;
beforeEach(() => {
  people = fakePeople({ permissions: { ada: { id: 7, permission: "write", roleName: "write" } } });
});

describe("dismissed alerts of a branch", () => {
  const dismiss = (login: Login, reason: string, finding = HIGH) =>
    void people.state.dismissed.push({
      ...{ alert: 4, by: { id: IDS[login], login }, reason, at: "2026-11-21T09:00:00Z", comment: "" },
      ...{ rule: finding.rule.id, path: finding.location!.uri, line: finding.location!.startLine },
    });
  const readAlerts = (findings: readonly TriagedFinding[] = [HIGH, SECRET], day = "2026-11-22") =>
    readDismissals(
      { ref: "refs/heads/main", findings, policy: POLICY, base: BASE, now: new Date(`${day}T00:00:00Z`) },
      { people, objects: fakeObjects() },
    );

  test("count by who has the role, for as long as a comment would", async () => {
    dismiss("ada", "false positive");
    const decisions = await readAlerts();
    expect(decisions.dismissals).toMatchObject([
      { alert: 4, decision: "fp", until: "2026-12-21", roles: ["responders"] },
    ]);
    expect(applySignOffs([HIGH, SECRET], decisions).map(({ disposition }) => disposition.status)).toEqual([
      "suppressed",
      "open",
    ]);
    expect((await readAlerts([HIGH], "2026-12-22")).dismissals).toEqual([]);
  });

  test.each<[string, () => void, RegExp]>([
    ["by a stranger", () => dismiss("mallory", "false positive"), /may not see/u],
    ["by another role", () => dismiss("ada", "won't fix"), /roles\.approvers/u],
    ["by one person where two are needed", () => dismiss("ada", "false positive", SECRET), /takes two people/u],
    ["for a reason that nobody knows", () => dismiss("ada", "bored"), /its reason/u],
  ])("do not count %s", async (_, prepare, words) => {
    prepare();
    const { dismissals, notes } = await readAlerts();
    expect([dismissals, notes]).toEqual([[], [expect.stringMatching(words)]]);
  });

  test("of findings that do not gate are not looked at", async () => {
    dismiss("ada", "false positive");
    expect(await readAlerts([{ ...HIGH, disposition: { status: "unchanged" } }])).toEqual(NO_DECISIONS);
    expect(people.called).toEqual(["dismissals"]);
  });

  test("on another line are another finding's", async () => {
    dismiss("ada", "false positive", { ...HIGH, location: { uri: "src/a.ts", startLine: 4, endLine: 4 } });
    expect(await readAlerts()).toEqual(NO_DECISIONS);
  });

  test("L5 that cannot be read do not count", async () => {
    dismiss("ada", "false positive");
    people.refuse("dismissals", new GitHubRefusal("notEnabled", "Code scanning is off.", 403));
    expect(await readAlerts()).toMatchObject({ dismissals: [], notes: [expect.stringMatching(/is off/u)] });
  });
});
