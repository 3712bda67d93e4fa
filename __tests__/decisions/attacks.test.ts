import { beforeEach, describe, expect, test } from "@jest/globals";
import { overrideOf, readDecisions } from "../../src/decisions/index.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import { decide as decideGate } from "../../src/gate.ts";
import { decisionFacts } from "../../src/ledger/facts-decisions.ts";
import type { Policy } from "../../src/policy.ts";
import type { IssueComment, PullRequestFacts } from "../../src/ports-github.ts";
import type { ScannerRun } from "../../src/records.ts";
import { fingerprintsOf } from "../../src/sarif/fingerprints.ts";
import { resolveSettings } from "../../src/settings.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const [BASE, HEAD, OLD] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];
const POLICY: Policy = { version: 1, roles: { auditors: ["audrey"], responders: ["ada", "bob"], approvers: ["ann"] } };
const [ID, TWIN] = ["0123abcd0123abcd", "0123abcdffffffff"];
const WHY = "-- the query is built from a constant";
const at = (uri: string, startLine = 3) => ({ location: { uri, startLine, endLine: startLine } });
const print = (digest: string) => `ccr/v1:${digest.padEnd(32, "0")}`;
const FLAW = aFinding(0, { fingerprint: print(ID), severity: "high", ...at("src/a.ts") });
/** What the attacker made so that its id begins as the other's does. */
const CRAFTED = aFinding(2, { fingerprint: print(TWIN), severity: "high", ...at("src/b.ts") });
const IDS = { ada: 7, bob: 8, ann: 9, audrey: 10, eve: 66, mallory: 99 };
type Login = keyof typeof IDS;

let people: FakePeople;
let files: Record<string, string>;
let blobs: string[];
beforeEach(() => {
  const may = (login: Login) => [login, { id: IDS[login], permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries((Object.keys(IDS) as Login[]).map(may)) });
  const both = (uri: string) => [HEAD, OLD].map((commit) => [`${commit}:${uri}`, "same"] as const);
  files = Object.fromEntries(["src/a.ts", "src/b.ts"].flatMap(both));
  blobs = [];
});

const say = (login: Login, body: string, part: Partial<IssueComment> = {}): void => {
  const id = people.state.comments.length + 1;
  const time = `2026-11-21T09:00:${String(id % 60).padStart(2, "0")}Z`;
  people.state.comments.push({
    ...{ id, nodeId: `IC_${id}`, number: 1, body, author: { id: IDS[login], login, type: "User" } },
    ...{ viaApp: false, createdAt: time, updatedAt: time, edited: false, ...part },
  });
};
const facts = (part: Partial<PullRequestFacts>) => void (people.state.facts = { ...people.state.facts, ...part });
const pushed = (...heads: readonly (readonly [string, string])[]) =>
  facts({ pushes: heads.map(([head, day]) => ({ head, at: `2026-11-${day}T10:00:00Z` })) });
const read = (findings: readonly TriagedFinding[] = [FLAW], policy = POLICY, number = 1) => {
  const commits = Object.fromEntries([BASE, HEAD, OLD].map((name) => [name, name]));
  const from = fakeObjects({ files, commits });
  const fileAt = (commit: string, uri: string) => {
    blobs.push(`${commit}:${uri}`);
    return from.fileAt(commit, uri);
  };
  return readDecisions(
    { number, findings, change: { base: BASE, head: HEAD }, policy, now: new Date("2026-11-22T12:00:00Z") },
    { people, objects: { ...from, fileAt, fetch: async () => [] } },
  );
};
const isOpen = async (...args: Parameters<typeof read>) => {
  const decisions = await read(...args);
  const open = applySignOffs(args[0] ?? [FLAW], decisions).filter(({ disposition }) => disposition.status === "open");
  return {
    open: open.map(({ fingerprint }) => fingerprint),
    why: decisions.refused.map(({ reason }) => reason).join("\n"),
  };
};
const stillOpen = async (words: RegExp, ...args: Parameters<typeof read>) => {
  const { open, why } = await isOpen(...args);
  expect(why).toMatch(words);
  expect(open).toContain(FLAW.fingerprint);
};

describe("a decision is carried to where it was not made", () => {
  test("L3 a copy on another pull request is somebody's own command there, and the original counts on its own alone", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`, { number: 2 });
    expect((await isOpen()).open).toHaveLength(1);
    say("eve", `/ccr fp ${ID} ${WHY}`);
    await stillOpen(/author of the pull request/u);
  });

  test("L3 a comment that GitHub lists here and that stands elsewhere does not count", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    const [moved] = people.state.comments;
    people.issueComments = async () => [{ ...moved!, number: 2 }];
    await stillOpen(/stands on another pull request/u);
  });

  test("L3 closed, nothing counts; opened again, what was said of this very head does", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    facts({ state: "closed" });
    await stillOpen(/closed/u);
    facts({ state: "open" });
    expect((await isOpen()).open).toEqual([]);
  });

  test("L3 A, B and A again: what was said of A counts for A, what was said of B does not", async () => {
    pushed([HEAD, "21"], [OLD, "20"], [HEAD, "19"]);
    files[`${OLD}:src/a.ts`] = "another file";
    say("ada", `/ccr fp ${ID} ${WHY}`, { createdAt: "2026-11-19T12:00:00Z", updatedAt: "2026-11-19T12:00:00Z" });
    expect((await isOpen()).open).toEqual([]);
    people.state.comments = [];
    say("ada", `/ccr fp ${ID} ${WHY}`, { createdAt: "2026-11-20T12:00:00Z", updatedAt: "2026-11-20T12:00:00Z" });
    await stillOpen(/has changed since/u);
  });

  test("L6 another base or another policy: who decided must have the right there, today", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    expect((await isOpen()).open).toEqual([]);
    await stillOpen(/do not name the account/u, [FLAW], { version: 1, roles: { responders: ["bob"] } });
    await stillOpen(/takes two people/u, [FLAW], { ...POLICY, "sign-offs": { "two-people": "high" } });
    people.state.comments = [];
    say("ada", `/ccr fp ${ID} ${WHY}`, { createdAt: "2026-11-20T13:00:00Z", updatedAt: "2026-11-20T13:00:00Z" });
    expect((await isOpen()).open).toEqual([]);
    await stillOpen(/expired/u, [FLAW], { ...POLICY, "sign-offs": { "max-days": { high: 1 } } });
  });
});

describe("one decision for two flaws", () => {
  const lineText = () => "db.query(name)";

  test("L3 the same line once more in the file moves the fingerprints, and the changed file ends the decision", async () => {
    const before = fingerprintsOf([{ ...FLAW, ...at("src/a.ts", 10) }], lineText);
    const after = fingerprintsOf(
      [
        { ...FLAW, ...at("src/a.ts", 5) },
        { ...FLAW, ...at("src/a.ts", 11) },
      ],
      lineText,
    );
    expect([after[0], after[1] === before[0]]).toEqual([before[0], false]);
    const named = { ...FLAW, fingerprint: after[0]! };
    pushed([HEAD, "22"], [OLD, "20"]);
    files[`${OLD}:src/a.ts`] = "without the second";
    say("ada", `/ccr fp ${before[0]!.split(":")[1]} ${WHY}`);
    const { signOffs, refused } = await read([named]);
    expect(signOffs).toEqual([]);
    expect(refused[0]?.reason).toMatch(/has changed since/u);
  });

  test("L3 the same text in another or a renamed file, or of another rule, is not covered", () => {
    const prints = [FLAW, { ...FLAW, ...at("src/z.ts") }, { ...FLAW, rule: { ...FLAW.rule, id: "semgrep/other" } }].map(
      (one) => fingerprintsOf([one], lineText)[0],
    );
    expect(new Set(prints).size).toBe(3);
  });

  test("L3 a short id that begins alike names neither, and after a push a short id names nothing", async () => {
    say("ada", `/ccr fp ${ID.slice(0, 8)} ${WHY}`);
    await stillOpen(/More than one finding/u, [FLAW, CRAFTED]);
    // The flaw that the person meant goes, and the crafted one stays in a file that never changed.
    pushed([HEAD, "22"], [OLD, "20"]);
    const { open, why } = await isOpen([CRAFTED]);
    expect([open, why]).toEqual([[CRAFTED.fingerprint], expect.stringMatching(/16 digits or more/u)]);
    say("ada", `/ccr fp ${ID} ${WHY}`, { createdAt: "2026-11-21T11:00:00Z", updatedAt: "2026-11-21T11:00:00Z" });
    expect((await isOpen([FLAW, CRAFTED])).open).toEqual([CRAFTED.fingerprint]);
  });

  test("L3 a second finding whose id begins alike does not make a reopen count for none", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("audrey", `/ccr reopen ${ID.slice(0, 8)} -- it is reachable after all`);
    await stillOpen(/undone by the later `reopen`/u, [FLAW, CRAFTED]);
    const { signOffs } = await read([FLAW, CRAFTED]);
    expect(signOffs.map(({ fingerprint }) => fingerprint)).toEqual([FLAW.fingerprint, CRAFTED.fingerprint]);
  });

  test("L3 a reopen of what another row stands for is one of that row", async () => {
    const twin: TriagedFinding = { ...CRAFTED, disposition: { status: "merged", into: FLAW.fingerprint } };
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("audrey", `/ccr reopen ${TWIN} -- it is reachable after all`);
    await stillOpen(/undone by the later `reopen`/u, [FLAW, twin]);
    people.state.comments = [];
    say("ada", `/ccr fp ${TWIN} ${WHY}`);
    await stillOpen(/stands in the row of 0123abcd0123abcd/u, [FLAW, twin]);
  });

  test("L3 a row that stands for another tool's report of a secret takes two people, and says that it was rotated", async () => {
    const secret: TriagedFinding = { ...aFinding(1), disposition: { status: "merged", into: FLAW.fingerprint } };
    say("ada", `/ccr fp ${ID} ${WHY}`);
    await stillOpen(/takes two people/u, [FLAW, secret]);
    say("bob", `/ccr mitigated ${ID} ${WHY}`);
    await stillOpen(/must say that it was rotated/u, [FLAW, secret]);
    say("bob", `/ccr fp ${ID} ${WHY}`);
    expect((await isOpen([FLAW, secret])).open).toEqual([]);
  });

  test("there is no word for all findings", async () => {
    for (const id of ["all", "*", "all-in-file"]) say("ada", `/ccr fp ${id} ${WHY}`);
    await stillOpen(/no id of a finding/u);
  });
});

describe("two people are two", () => {
  const CRITICAL = { ...FLAW, severity: "critical" as const };
  test.each<[string, Login, Partial<IssueComment>, RegExp]>([
    [
      "the same account under another name",
      "ada",
      { author: { id: 7, login: "bob", type: "User" } },
      /another account/u,
    ],
    ["the author of the change", "eve", {}, /author of the pull request/u],
    ["a stranger", "mallory", {}, /do not name/u],
    ["somebody of another role", "ann", {}, /do not name/u],
  ])("L3 and the second is not %s", async (_, login, part, words) => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say(login, `/ccr fp ${ID} ${WHY}`, part);
    await stillOpen(words, [CRITICAL]);
    await stillOpen(/takes two people/u, [CRITICAL]);
  });

  test("L3 nor who pushed last", async () => {
    facts({ lastPusher: { id: IDS.bob, login: "bob" } });
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("bob", `/ccr fp ${ID} ${WHY}`);
    await stillOpen(/Who pushed last/u, [CRITICAL]);
  });

  test("L3 an account that was deleted decides no more, nor does one that took its name", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`, { author: { id: 10_137, login: "ghost", type: "Deleted" } });
    await stillOpen(/account is gone/u);
    people.state.comments = [];
    say("ada", `/ccr fp ${ID} ${WHY}`);
    people.state.permissions["ada"] = { id: 4711, permission: "admin", roleName: "admin" };
    await stillOpen(/another account/u);
  });
});

describe("the commit that a person names", () => {
  test("L3 holds against a push between looking and writing", async () => {
    pushed([HEAD, "20"], [OLD, "19"]);
    files[`${OLD}:src/a.ts`] = "what ada looked at";
    say("ada", `/ccr fp ${ID} sha=${OLD.slice(0, 12)} ${WHY}`);
    await stillOpen(/has changed since/u);
    files[`${OLD}:src/a.ts`] = "same";
    expect((await read()).signOffs).toMatchObject([{ head: OLD }]);
  });

  test("L3 must have been there before the comment: nobody makes a commit that begins alike afterwards", async () => {
    pushed([HEAD, "22"], [OLD, "20"]);
    say("ada", `/ccr fp ${ID} sha=${HEAD.slice(0, 12)} ${WHY}`);
    say("ann", `/ccr override sha=${HEAD.slice(0, 12)} -- the model is down today`);
    await stillOpen(/had not been at a commit/u);
    expect(overrideOf(await read())).toBeUndefined();
  });

  test("in full says enough where GitHub does not tell of pushes", async () => {
    people.state.facts = without(people.state.facts, "pushes");
    say("ada", `/ccr fp ${ID} sha=${HEAD} ${WHY}`);
    expect((await isOpen()).open).toEqual([]);
  });
});

describe("an override", () => {
  const settings = { ...resolveSettings({}, { version: 1 }), require: ["scanners" as const] };
  const gate = async (findings: readonly TriagedFinding[]) => {
    const decisions = await read(findings);
    const override = overrideOf(decisions);
    const crashed: ScannerRun = {
      ...{ scanner: "semgrep", tool: "semgrep", version: "1", digests: {}, required: true, findings: [], seconds: 1 },
      ...{ unscanned: [], state: { status: "failed", reason: "it crashed" } },
    };
    const input = { coverage: [], runs: [crashed], gaps: [], threatFailOn: new Map(), ...(override && { override }) };
    return decideGate({ ...input, findings: applySignOffs(findings, decisions) }, settings).outcome;
  };

  test("L3 turns incomplete into pass and never a fail: a secret blocks as before", async () => {
    expect(await gate([])).toBe("incomplete");
    say("ann", `/ccr override sha=${HEAD} -- the model is down today`);
    expect(await gate([])).toBe("pass");
    expect(await gate([aFinding(1, { severity: "high" })])).toBe("fail");
    expect(await gate([FLAW])).toBe("fail");
  });

  test("L3 of the head of its time is not one of a later head", async () => {
    pushed([HEAD, "22"], [OLD, "20"]);
    say("ann", `/ccr override sha=${OLD} -- the model is down today`);
    const decisions = await read();
    expect([overrideOf(decisions), decisions.refused[0]?.reason]).toEqual([
      undefined,
      expect.stringMatching(/another commit/u),
    ]);
  });

  test("L3 ends with a push, by a day that is too far, and by the author", async () => {
    say("ann", `/ccr override sha=${HEAD} until=2026-12-24 -- the model is down today`);
    say("ann", `/ccr override sha=${OLD} -- the model is down today`);
    say("eve", `/ccr override sha=${HEAD} -- the model is down today`);
    expect(overrideOf(await read())).toBeUndefined();
    expect((await read()).refused).toHaveLength(3);
  });
});

describe("floods", () => {
  test("10,000 comments of strangers cost no request more, and do not hide a decision", async () => {
    for (let n = 0; n < 5_000; n += 1) {
      say("mallory", `/ccr fp ${ID} ${WHY}`);
      say("mallory", `/ccr reopen ${ID} ${WHY}`);
    }
    say("ada", `/ccr fp ${ID} ${WHY}`);
    const decisions = await read();
    expect([decisions.signOffs.length, decisions.refused.length]).toEqual([1, 10_000]);
    const asked = ["issueComments", "pullRequestFacts", "permission", "conversationSince", "pullRequestsWithHead"];
    expect(people.called).toEqual(asked);
  });

  test("1,000 commands about one file read it twice", async () => {
    pushed([HEAD, "22"], [OLD, "20"]);
    for (let n = 0; n < 1_000; n += 1) say("ada", `/ccr fp ${ID} ${WHY}`);
    expect((await read()).signOffs).toHaveLength(1);
    expect(blobs).toEqual([`${HEAD}:src/a.ts`, `${OLD}:src/a.ts`]);
  });
});

test("L1 a secret in a reason, in a word or in an id is in no fact of the ledger", async () => {
  const secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
  say("ada", `/ccr fp ${ID} -- the token ${secret} is a sample`);
  say("ada", `/ccr fp ${ID} -- ${secret}`);
  say("mallory", `/ccr fp ${ID} -- ${secret} is another`);
  say("ada", `/ccr ${secret}`);
  say("ada", `/ccr fp ${secret} ${WHY}`);
  say("ada", `/ccr mitigated ${ID} ${WHY} ${secret.repeat(1_500)}`);
  const decisions = await read();
  expect(decisions.refused.length).toBeGreaterThan(0);
  expect(JSON.stringify(decisionFacts({ decisions }))).not.toContain(secret.slice(0, 12));
});
