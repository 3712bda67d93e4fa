import { beforeEach, describe, expect, test } from "@jest/globals";
import { NO_DECISIONS, readDismissals } from "../../src/decisions/index.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Policy } from "../../src/policy.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { DismissedAlert } from "../../src/ports-github.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const [BASE, HEAD, OLD] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];
const POLICY: Policy = {
  version: 1,
  roles: { responders: ["ada", "bob", "eve", "@acme/sec"], approvers: ["ann", "art"] },
};
const source = { kind: "scanner", tool: "semgrep", version: "1" } as const;
const place = (startLine: number) => ({ location: { uri: "src/a.ts", startLine, endLine: startLine } });
const HIGH = aFinding(0, { source, severity: "high", ...place(3) });
const CRITICAL = aFinding(2, { source, severity: "critical", ...place(5) });
const SECRET = aFinding(1, { source, severity: "high", ...place(7) });
const IDS = { ada: 7, bob: 8, ann: 9, art: 10, eve: 66, mallory: 99 };
type Login = keyof typeof IDS;
const who = (login: Login) => ({ id: IDS[login], login });

let people: FakePeople;
let files: Record<string, string>;
beforeEach(() => {
  const may = (login: Login) => [login, { id: IDS[login], permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries((Object.keys(IDS) as Login[]).map(may)) });
  files = { [`${HEAD}:src/a.ts`]: "same", [`${OLD}:src/a.ts`]: "same" };
});

const AT = "2026-11-21T09:00:00Z";
const dismiss = (login: Login, reason: string, finding = HIGH, part: Partial<DismissedAlert> = {}) =>
  void people.state.dismissed.push({
    ...{ alert: 4, by: who(login), reason, at: AT, comment: "", tool: "semgrep", rule: finding.rule.id },
    ...{ path: finding.location!.uri, line: finding.location!.startLine, commit: HEAD, ...part },
  });
const readAlerts = (findings: readonly TriagedFinding[] = [HIGH, CRITICAL, SECRET], day = "2026-11-22") =>
  readDismissals(
    {
      ...{ ref: "refs/heads/main", findings, policy: POLICY, base: BASE, head: HEAD },
      now: new Date(`${day}T00:00:00Z`),
    },
    {
      people,
      objects: {
        ...fakeObjects({ files, commits: Object.fromEntries([BASE, HEAD, OLD].map((name) => [name, name])) }),
        fetch: async () => [],
      },
    },
  );
const objections = async (...args: Parameters<typeof readAlerts>) => {
  const { dismissals, dismissalsRefused = [] } = await readAlerts(...args);
  expect(dismissals).toEqual([]);
  return dismissalsRefused.map(({ reason }) => reason).join("\n");
};

describe("a dismissed alert of a branch", () => {
  test("L8 counts by who has the role, bound to head and blob, for as long as a comment would", async () => {
    dismiss("ada", "false positive");
    const decisions = await readAlerts();
    expect(decisions.dismissals).toEqual([
      {
        ...{ alert: 4, by: who("ada"), reason: "false positive", at: AT, comment: "", decision: "fp" },
        ...{ fingerprint: HIGH.fingerprint, until: "2026-12-21", roleName: "write", roles: ["responders"] },
        ...{ head: HEAD, blob: expect.stringMatching(/^[0-9a-f]{40}$/u) },
      },
    ]);
    expect(applySignOffs([HIGH, SECRET], decisions).map(({ disposition }) => disposition.status)).toEqual([
      "suppressed",
      "open",
    ]);
    expect(await objections([HIGH], "2026-12-22")).toMatch(/expired: it held until 2026-12-21/u);
  });

  test("costs no request about approvals where one person is enough", async () => {
    dismiss("ada", "false positive");
    await readAlerts();
    expect(people.called).toEqual(
      ["dismissals", "branchPushes", "isTeamMember", "permission", "authorsBetween"].filter(
        (name) => name !== "isTeamMember",
      ),
    );
  });

  test.each<[string, () => void, RegExp]>([
    ["by a stranger", () => dismiss("mallory", "false positive"), /may not see/u],
    ["by another role", () => dismiss("ada", "won't fix"), /roles\.approvers/u],
    ["by a bot", () => dismiss("ada", "false positive", HIGH, { by: { id: 5, login: "ci[bot]" } }), /may not see/u],
    [
      "by who took over a name",
      () => dismiss("ada", "used in tests", HIGH, { by: { id: 4, login: "ada" } }),
      /another account/u,
    ],
    ["by who pushed last", () => dismiss("eve", "false positive"), /wrote or pushed/u],
    ["for a reason that nobody knows", () => dismiss("ada", "bored"), /reason is none that this program knows/u],
    ["in a year of no calendar", () => dismiss("ada", "false positive", HIGH, { at: "x" }), /does not say when/u],
  ])("does not count %s, and the ledger is told", async (_, prepare, words) => {
    prepare();
    expect(await objections()).toMatch(words);
  });

  test("does not count by an author of the commits, nor where these are not known", async () => {
    dismiss("ada", "false positive");
    people.state.authors = [who("bob"), who("ada")];
    expect(await objections()).toMatch(/wrote or pushed/u);
    people.state.authors = undefined;
    expect(await objections()).toMatch(/does not say whose commits/u);
    people.state.authors = [];
    people.state.facts = without(people.state.facts, "lastPusher");
    expect(await objections()).toMatch(/does not say whose commits/u);
  });

  test("L3 of another tool, another rule or another line is another finding's", async () => {
    dismiss("ada", "false positive", HIGH, { tool: "evil" });
    dismiss("ada", "false positive", HIGH, { rule: "other" });
    dismiss("ada", "false positive", HIGH, { line: 4 });
    dismiss("ada", "false positive", HIGH, { path: "src/b.ts" });
    expect(await readAlerts()).toEqual(NO_DECISIONS);
  });

  test("L3 of two findings that stand alike covers neither, unless the column tells", async () => {
    const column = (fingerprint: string, startColumn: number): TriagedFinding => ({
      ...{ ...HIGH, fingerprint },
      location: { ...HIGH.location!, startColumn },
    });
    const two = [column("ccr/v1:1", 5), column("ccr/v1:2", 9)];
    dismiss("ada", "false positive");
    expect(await readAlerts(two)).toEqual(NO_DECISIONS);
    dismiss("ada", "false positive", HIGH, { column: 7 });
    expect(await readAlerts([column("ccr/v1:1", 7), column("ccr/v1:2", 7)])).toEqual(NO_DECISIONS);
    dismiss("ada", "false positive", HIGH, { column: 9 });
    expect((await readAlerts(two)).dismissals).toMatchObject([{ fingerprint: "ccr/v1:2" }]);
  });

  test("L3 a flaw that took the line of a dismissed one is not dismissed", async () => {
    dismiss("ada", "false positive", HIGH, { commit: OLD });
    expect((await readAlerts()).dismissals).toHaveLength(1);
    files[`${OLD}:src/a.ts`] = "what stood there before";
    expect(await objections()).toMatch(/has changed since/u);
  });

  test("L3 what was dismissed before a push is not dismissed after it, unless the file is the same", async () => {
    dismiss("ada", "false positive");
    people.state.facts = {
      ...people.state.facts,
      pushes: [
        { head: HEAD, at: "2026-11-21T10:00:00Z" },
        { head: OLD, at: "2026-11-20T10:00:00Z" },
      ],
    };
    expect((await readAlerts()).dismissals).toMatchObject([{ head: OLD }]);
    files[`${OLD}:src/a.ts`] = "other";
    expect(await objections()).toMatch(/has changed since/u);
    people.state.facts = without(people.state.facts, "pushes");
    expect(await objections()).toMatch(/does not say what the branch pointed at/u);
  });

  test("of findings that do not gate is not looked at", async () => {
    dismiss("ada", "false positive");
    expect(await readAlerts([{ ...HIGH, disposition: { status: "unchanged" } }])).toEqual(NO_DECISIONS);
    expect(people.called).toEqual(["dismissals"]);
  });

  test("means nothing where the policy has no roles: nobody is asked", async () => {
    dismiss("ada", "false positive");
    const request = { ref: "refs/heads/main", findings: [HIGH], base: BASE, head: HEAD, now: new Date(0) };
    const objects = { ...fakeObjects({ files }), fetch: async () => [] };
    expect(await readDismissals({ ...request, policy: { version: 1 } }, { people, objects })).toEqual(NO_DECISIONS);
    expect(people.called).toEqual([]);
  });
});

describe("critical findings and secrets take two people, and approval is the second", () => {
  const approve = (by: Login, part: object = {}) =>
    void people.state.approved.push({
      ...{ alert: 4, reason: "false positive", requester: who("ada"), reviewer: who(by), at: AT, ...part },
    });

  test.each([CRITICAL, SECRET])("who dismissed and who approved, both with role and right: %#", async (finding) => {
    dismiss("ada", "false positive", finding);
    expect(await objections()).toMatch(/takes two people/u);
    people.state.dismissed = [];
    dismiss("ada", "false positive", finding, { approvedBy: who("bob") });
    expect((await readAlerts()).dismissals).toMatchObject([{ by: who("ada"), second: { by: who("bob") } }]);
  });

  test("the approved request tells of both, where the alert names only one of them", async () => {
    dismiss("bob", "false positive", CRITICAL, { approvedBy: who("bob") });
    approve("bob");
    expect((await readAlerts()).dismissals).toMatchObject([{ by: who("bob"), second: { by: who("ada") } }]);
  });

  test("where one is enough it may be the one who approved", async () => {
    dismiss("mallory", "won't fix", HIGH, { approvedBy: who("ann") });
    const { dismissals } = await readAlerts();
    expect(dismissals).toMatchObject([{ by: who("ann"), roles: ["approvers"] }]);
    expect(dismissals[0]).not.toHaveProperty("second");
  });

  test("won't fix on critical takes two approvers", async () => {
    dismiss("ann", "won't fix", CRITICAL, { approvedBy: who("ada") });
    expect(await objections()).toMatch(/takes two people[^]*ada: .*roles\.approvers/u);
    people.state.dismissed = [];
    dismiss("ann", "won't fix", CRITICAL, { approvedBy: who("art") });
    expect((await readAlerts()).dismissals).toHaveLength(1);
  });

  test.each<[string, () => void, RegExp]>([
    [
      "the same person twice",
      () => dismiss("ada", "false positive", CRITICAL, { approvedBy: who("ada") }),
      /two people/u,
    ],
    [
      "who pushed last",
      () => dismiss("ada", "false positive", CRITICAL, { approvedBy: who("eve") }),
      /eve: Who wrote/u,
    ],
    [
      "a stranger",
      () => dismiss("ada", "false positive", CRITICAL, { approvedBy: who("mallory") }),
      /mallory: The policy/u,
    ],
    [
      "an approval of another alert, reason or time",
      () => {
        dismiss("ada", "false positive", CRITICAL);
        approve("bob", { alert: 5 });
        approve("bob", { reason: "won't fix" });
        approve("bob", { at: "2026-11-20T09:00:00Z" });
        approve("bob", { at: "x" });
      },
      /two people/u,
    ],
  ])("the second is not %s", async (_, prepare, words) => {
    prepare();
    expect(await objections()).toMatch(words);
  });

  test("L3 a mild secret is no more decided by who pushed it", async () => {
    const mild = { ...SECRET, severity: "low" as const };
    dismiss("ada", "false positive", mild, { approvedBy: who("eve") });
    expect(await objections([mild])).toMatch(/eve: Who wrote or pushed/u);
  });

  test("L3 a row that stands for another tool's secret takes two as well", async () => {
    const twin: TriagedFinding = {
      ...aFinding(1, { severity: "low" }),
      disposition: { status: "merged", into: HIGH.fingerprint },
    };
    dismiss("ada", "false positive");
    expect(await objections([HIGH, twin])).toMatch(/two people/u);
  });
});

test.each(["dismissals", "branchPushes", "authorsBetween", "permission", "approvedDismissals"] as const)(
  "L5 when GitHub refuses %s none counts, and the notes say so",
  async (method) => {
    dismiss("ada", "false positive", method === "approvedDismissals" ? CRITICAL : HIGH);
    people.refuse(method, new GitHubRefusal("notEnabled", "Code scanning is off.", 403));
    expect(await readAlerts()).toEqual({ ...NO_DECISIONS, notes: [expect.stringMatching(/is off/u)] });
  },
);
