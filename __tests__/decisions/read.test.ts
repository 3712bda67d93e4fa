import { beforeEach, describe, expect, test } from "@jest/globals";
import { NO_DECISIONS, overrideOf, readDecisions } from "../../src/decisions/index.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import { sha256 } from "../../src/ledger/index.ts";
import type { Policy } from "../../src/policy.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { IssueComment } from "../../src/ports-github.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const [BASE, HEAD, OLD] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];
const POLICY: Policy = {
  version: 1,
  roles: { owners: ["Root"], auditors: ["audrey"], responders: ["ada", "bob", "@acme/sec"], approvers: ["ann"] },
};
const ID = "0123abcd";
/** Long enough to go along when the head moves. */
const LONG = `${ID}00000000`;
const WHY = "-- the query is built from a constant";
const HIGH = aFinding(0, {
  ...{ fingerprint: `ccr/v1:${ID}${"0".repeat(24)}`, severity: "high" },
  location: { uri: "src/a.ts", startLine: 3, endLine: 3 },
});
const SECRET = aFinding(1, { fingerprint: `ccr/v1:${"5ec2e700"}${"0".repeat(24)}`, severity: "high" });
const IDS = { ada: 7, bob: 8, ann: 9, audrey: 10, Root: 1, eve: 66, mallory: 99 };
type Login = keyof typeof IDS;

let people: FakePeople;
let files: Record<string, string>;
let missing: readonly string[];
beforeEach(() => {
  const may = (login: Login) => [login, { id: IDS[login], permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries((Object.keys(IDS) as Login[]).map(may)) });
  files = { [`${HEAD}:src/a.ts`]: "same", [`${BASE}:CODEOWNERS`]: "*.ts @ann\n" };
  missing = [];
});

const say = (login: Login, body: string, part: Partial<IssueComment> = {}): IssueComment => {
  const id = people.state.comments.length + 1;
  const at = `2026-11-21T09:00:${String(id).padStart(2, "0")}Z`;
  const comment: IssueComment = {
    ...{ id, nodeId: `IC_${id}`, number: 1, body, author: { id: IDS[login], login, type: "User" } },
    ...{ viaApp: false, createdAt: at, updatedAt: at, edited: false, ...part },
  };
  people.state.comments.push(comment);
  return comment;
};
const objects = () => ({
  ...fakeObjects({ files, commits: Object.fromEntries([BASE, HEAD, OLD].map((name) => [name, name])) }),
  commit: async (name: string) => (missing.includes(name) ? undefined : name),
  fetch: async (wanted: readonly { readonly commit: string }[]) => wanted.map(({ commit }) => commit),
});
const read = (given: { findings?: readonly TriagedFinding[]; policy?: Policy; day?: string } = {}) =>
  readDecisions(
    {
      ...{ number: 1, findings: given.findings ?? [HIGH, SECRET], change: { base: BASE, head: HEAD } },
      ...{ policy: given.policy ?? POLICY, now: new Date(`${given.day ?? "2026-11-22"}T12:00:00Z`) },
    },
    { people, objects: objects() },
  );
const refusals = async (...args: Parameters<typeof read>) => {
  const { signOffs, refused } = await read(...args);
  expect(signOffs).toEqual([]);
  return refused.map(({ reason }) => reason).join("\n");
};

describe("L8 a decision that counts", () => {
  test("is bound to fingerprint, head, blob, account and the comment's digest, and ends", async () => {
    const { body } = say("ada", `/ccr fp ${ID} ${WHY}`);
    expect(await read()).toEqual({
      ...NO_DECISIONS,
      signOffs: [
        {
          command: { kind: "decide", decision: "fp", finding: ID, reason: WHY.slice(3) },
          ...{ by: { id: 7, login: "ada" }, roleName: "write", roles: ["responders"], commentId: 1 },
          ...{ commentSha256: sha256(body), at: "2026-11-21T09:00:01Z", until: "2026-12-21" },
          ...{ fingerprint: HIGH.fingerprint, head: HEAD, blob: expect.stringMatching(/^[0-9a-f]{40}$/u) },
        },
      ],
    });
  });

  test("costs few requests: comments, pull request, one permission a login, its sisters", async () => {
    for (let n = 0; n < 20; n += 1) say("ada", `/ccr fp ${ID} ${WHY}`);
    for (let n = 0; n < 50; n += 1) say("mallory", `hello ${n}`);
    await read();
    expect(people.called).toEqual([
      "issueComments",
      "pullRequestFacts",
      "permission",
      "conversationSince",
      "pullRequestsWithHead",
    ]);
  });

  test("is read again and not remembered: twice the same, and gone with its comment", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    expect(await read()).toEqual(await read());
    people.state.comments = people.state.comments.map((comment) => ({ ...comment, edited: true }));
    expect(await refusals()).toMatch(/was edited/u);
    people.state.comments = [];
    expect(await read()).toEqual(NO_DECISIONS);
  });

  test("ends on its day", async () => {
    say("ada", `/ccr fp ${ID} until=2026-11-25 ${WHY}`);
    expect((await read({ day: "2026-11-25" })).signOffs).toHaveLength(1);
    expect(await refusals({ day: "2026-11-26" })).toMatch(/expired/u);
  });
});

describe("L3 who does not decide", () => {
  test.each<[string, Login, Partial<IssueComment>, RegExp]>([
    ["a stranger", "mallory", {}, /may not see/u],
    ["the author of the change", "eve", {}, /author of the pull request/u],
    ["a bot of a good name", "ada", { author: { id: 7, login: "ada", type: "Bot" } }, /bot/u],
    ["an app", "ada", { viaApp: true }, /app/u],
    ["who took over a name", "ada", { author: { id: 4, login: "ada", type: "User" } }, /another account/u],
    ["an auditor", "audrey", {}, /`roles\.responders`/u],
  ])("%s", async (_, login, part, words) => {
    say(login, `/ccr fp ${ID} ${WHY}`, part);
    expect(await refusals()).toMatch(words);
  });

  test("Claude: a comment of the workflow's own account is no decision, nor is an opinion", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`, { author: { id: 41_898_282, login: "github-actions[bot]", type: "Bot" } });
    const decisions = await read();
    expect(applySignOffs([HIGH, SECRET], decisions)).toEqual([HIGH, SECRET]);
  });

  test("nobody, where the policy has no roles: and nobody is asked", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    expect(await read({ policy: { version: 1 } })).toEqual(NO_DECISIONS);
    expect(people.called).toEqual([]);
  });

  test("a login is found in any case, and a team by its members as far as GitHub shows them", async () => {
    say("Root", `/ccr fp ${ID} ${WHY}`, { author: { id: 1, login: "root", type: "User" } });
    people.state.permissions["root"] = { id: 1, permission: "admin", roleName: "admin" };
    expect((await read()).signOffs).toMatchObject([{ roles: ["owners"] }]);
    people.state.comments = [];
    say("mallory", `/ccr fp ${ID} ${WHY}`);
    people.state.teams = { "acme/sec": ["mallory"] };
    expect((await read()).signOffs).toMatchObject([{ roles: ["responders"] }]);
    people.state.teams = { "acme/sec": [] };
    expect(await refusals()).toMatch(/do not name/u);
  });

  test("strangers use up no requests; of people with a role so many are looked up, and then nothing counts", async () => {
    const other = (n: number) => ({ author: { id: 1000 + n, login: `m${n}`, type: "User" } });
    say("ada", `/ccr fp ${ID} ${WHY}`);
    for (let n = 0; n < 61; n += 1) say("mallory", `/ccr fp ${ID} ${WHY}`, other(n));
    expect((await read()).signOffs).toHaveLength(1);
    expect(people.called.filter((name) => name === "permission")).toHaveLength(1);
    people.state.teams = { "acme/sec": Array.from({ length: 61 }, (_, n) => `m${n}`) };
    const { signOffs, notes } = await read();
    expect([signOffs, notes]).toEqual([[], [expect.stringContaining("More accounts")]]);
    expect(people.called.filter((name) => name === "permission")).toHaveLength(61);
  });
});

describe("what a decision is about", () => {
  const push = (...heads: readonly (readonly [string, string])[]) =>
    void (people.state.facts = { ...people.state.facts, pushes: heads.map(([head, at]) => ({ head, at })) });

  test("L5 a push afterwards ends it, unless the file is the same", async () => {
    say("ada", `/ccr fp ${LONG} ${WHY}`);
    push([HEAD, "2026-11-21T10:00:00Z"], [OLD, "2026-11-20T10:00:00Z"]);
    files[`${OLD}:src/a.ts`] = "other";
    expect(await refusals()).toMatch(/has changed since/u);
    files[`${OLD}:src/a.ts`] = "same";
    expect((await read()).signOffs).toMatchObject([{ head: OLD }]);
    missing = [OLD];
    expect(await refusals()).toMatch(/has changed since/u);
  });

  test("a push in the second of the comment is one that the person has not seen", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    push([HEAD, "2026-11-21T09:00:01Z"]);
    expect(await refusals()).toMatch(/which commit the comment was about/u);
  });

  test("a finding in no file holds with its head alone", async () => {
    const nowhere = without(HIGH, "location");
    say("ada", `/ccr fp ${LONG} ${WHY}`);
    expect((await read({ findings: [nowhere] })).signOffs).toHaveLength(1);
    push([HEAD, "2026-11-21T10:00:00Z"], [OLD, "2026-11-20T10:00:00Z"]);
    expect(await refusals({ findings: [nowhere] })).toMatch(/earlier head/u);
  });

  test("where GitHub does not tell of pushes nothing counts", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    people.state.facts = without(people.state.facts, "pushes");
    expect(await refusals()).toMatch(/contents: read/u);
  });

  test("a head that moved meanwhile: nothing counts for the old one", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    people.state.facts = { ...people.state.facts, head: OLD };
    expect(await read()).toMatchObject({ signOffs: [], notes: [expect.stringContaining("moved on")] });
  });

  test("another pull request of the same head would be let through by the same check", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    people.state.withHead = [1, 2];
    expect(await refusals()).toMatch(/#2 has the same head/u);
  });

  test("a mistake and an id of nothing are answered, not lost", async () => {
    say("ada", "/ccr approve all of it");
    say("ada", `/ccr fp ffffffff ${WHY}`);
    expect(await refusals()).toMatch(/is no command[^]*No finding of this head/u);
  });
});

describe("secrets and risks", () => {
  const rotated = `/ccr mitigated 5ec2e700 -- rotated on Monday, see the ticket`;

  test("a secret takes two people, whatever they say of it", async () => {
    say("ada", `/ccr fp 5ec2e700 ${WHY}`);
    expect(await refusals()).toMatch(/takes two people/u);
    say("bob", `/ccr fp 5ec2e700 ${WHY}`);
    expect((await read()).signOffs).toHaveLength(2);
  });

  test("a secret is mitigated when both say that it was rotated", async () => {
    say("ada", `/ccr mitigated 5ec2e700 ${WHY}`);
    say("bob", rotated);
    expect(await refusals()).toMatch(/must say that it was rotated[^]*takes two people/u);
    say("ada", rotated);
    expect((await read()).signOffs).toHaveLength(2);
  });

  test("a risk is accepted by a code owner of the file at base, until a day", async () => {
    say("ann", `/ccr accept-risk ${ID} ${WHY}`);
    expect(await refusals()).toMatch(/needs `until=/u);
    say("ann", `/ccr accept-risk ${ID} until=2026-12-01 ${WHY}`);
    expect((await read()).signOffs).toMatchObject([{ until: "2026-12-01" }]);
  });

  test.each<[string, () => void, RegExp]>([
    ["another owner", () => void (files[`${BASE}:CODEOWNERS`] = "*.ts @bob"), /does not make this account/u],
    ["no owner", () => void (files[`${BASE}:CODEOWNERS`] = "*.js @ann"), /names none/u],
    ["no file", () => void (files = {}), /no CODEOWNERS/u],
    ["a file in head alone", () => void (files = { [`${HEAD}:CODEOWNERS`]: "* @ann" }), /no CODEOWNERS/u],
    ["a team that is not to be seen", () => void (files[`${BASE}:CODEOWNERS`] = "* @acme/web"), /cannot tell/u],
    ["an address", () => void (files[`${BASE}:CODEOWNERS`] = "* ann@example.com"), /cannot tell/u],
    ["a mistake in it", () => void (people.state.ownersErrors = [{ path: "CODEOWNERS", line: 3 }]), /in line 3/u],
    [
      "a GitHub that does not say",
      () => people.refuse("codeOwnersErrors", new GitHubRefusal("notFound", "Not there.", 404)),
      /whether CODEOWNERS is sound: Not there\.$/u,
    ],
  ])("L6 and not with %s", async (_, change, words) => {
    say("ann", `/ccr accept-risk ${ID} until=2026-12-01 ${WHY}`);
    change();
    expect(await refusals()).toMatch(words);
  });

  test("a member of an owning team is an owner", async () => {
    files[`${BASE}:CODEOWNERS`] = "* @acme/web";
    people.state.teams = { "acme/web": ["ann"] };
    say("ann", `/ccr accept-risk ${ID} until=2026-12-01 ${WHY}`);
    expect((await read()).signOffs).toHaveLength(1);
  });
});

describe("confirm and reopen", () => {
  test("L3 never unblock, need no bond to a head, and end what was before", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("audrey", `/ccr reopen ${ID} -- it is reachable after all`, { edited: true });
    const decisions = await read();
    expect(decisions.signOffs).toMatchObject([{ command: { decision: "reopen" }, by: { login: "audrey" } }]);
    expect(decisions.refused[0]?.reason).toMatch(/undone by the later `reopen` of audrey/u);
    expect(applySignOffs([HIGH], decisions)).toEqual([HIGH]);
  });

  test("L3 hold for ever and on every head: nothing is let through by their end", async () => {
    say("audrey", `/ccr confirm ${ID} -- it is reachable after all`);
    people.state.facts = { ...people.state.facts, pushes: [{ head: HEAD, at: "2026-12-01T00:00:00Z" }] };
    const { signOffs } = await read({ day: "2029-01-01" });
    expect(signOffs).toMatchObject([{ command: { decision: "confirm" } }]);
    expect(signOffs[0]).not.toHaveProperty("until");
  });

  test("by a stranger end nothing", async () => {
    say("ada", `/ccr fp ${ID} ${WHY}`);
    say("mallory", `/ccr reopen ${ID} -- it is reachable after all`);
    expect((await read()).signOffs).toMatchObject([{ command: { decision: "fp" } }]);
  });
});

describe("an override", () => {
  const override = (head: string) => `/ccr override sha=${head} -- the model is down, scanners have passed`;
  test("is for this head, of an approver, for a week at most", async () => {
    say("ann", override(HEAD.slice(0, 12)));
    const decisions = await read();
    expect(overrideOf(decisions)).toMatchObject({ by: { login: "ann" }, until: "2026-11-28", head: HEAD });
    expect(applySignOffs([HIGH], decisions)).toEqual([HIGH]);
    expect(await refusals({ day: "2026-11-29" })).toMatch(/expired/u);
  });

  test("and not for another, nor by others", async () => {
    say("ann", override(OLD));
    say("ada", override(HEAD));
    expect(await refusals()).toMatch(/not been at a commit[^]*`roles\.approvers`/u);
    expect(overrideOf(await read())).toBeUndefined();
  });
});

test.each([
  ...(["issueComments", "pullRequestFacts", "permission", "isTeamMember", "pullRequestsWithHead"] as const),
  "conversationSince",
] as const)("L5 when GitHub refuses %s nothing counts, and the notes say why", async (method) => {
  say("ada", `/ccr fp ${ID} ${WHY}`);
  if (method === "isTeamMember") say("mallory", `/ccr fp ${ID} ${WHY}`);
  people.refuse(method, new GitHubRefusal("unavailable", "GitHub is down.", 503));
  const { notes, ...rest } = await read();
  expect(rest).toEqual({ signOffs: [], dismissals: [], refused: [] });
  expect(notes).toEqual([expect.stringMatching(/nothing of it counts: GitHub is down\./u)]);
});
