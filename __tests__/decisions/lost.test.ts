import { beforeEach, describe, expect, test } from "@jest/globals";
import { readDecisions } from "../../src/decisions/index.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { IssueComment } from "../../src/ports-github.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople, type FakePeople } from "../fakes/people.ts";
import { aFinding } from "../fixtures/review.ts";

const [BASE, HEAD] = ["a".repeat(40), "b".repeat(40)];
const ID = "0123abcd0123abcd";
const FP = `/ccr fp ${ID} -- the query is built from a constant`;
const REOPEN = `/ccr reopen ${ID} -- the constant is read from the request`;
const FLAW = aFinding(0, {
  ...{ fingerprint: `ccr/v1:${ID.padEnd(32, "0")}`, severity: "high" },
  location: { uri: "src/a.ts", startLine: 3, endLine: 3 },
});
const IDS = { ada: 7, ann: 9, audrey: 10, mallory: 99 };
type Login = keyof typeof IDS;

let people: FakePeople;
beforeEach(() => {
  const may = (login: string, id: number) => [login, { id, permission: "write", roleName: "write" }] as const;
  people = fakePeople({ permissions: Object.fromEntries(Object.entries(IDS).map(([login, id]) => may(login, id))) });
});

const time = (second: number) => `2026-11-21T09:00:${String(second).padStart(2, "0")}Z`;
const say = (login: Login, body: string): IssueComment => {
  const id = people.state.comments.length + 1;
  const at = { createdAt: time(id), updatedAt: time(id) };
  const author = { id: IDS[login], login, type: "User" };
  const comment = { ...{ id, nodeId: `IC_${id}`, number: 1, body, author, viaApp: false, edited: false }, ...at };
  people.state.comments.push(comment);
  return comment;
};
/** Mallory may write, and the policy gives her no role. */
const rewrite = ({ id }: IssueComment, body: string, byAnother = true): void => {
  people.state.comments = people.state.comments.map((comment) =>
    comment.id === id ? { ...comment, body, updatedAt: time(50), edited: true } : comment,
  );
  if (byAnother) people.state.rewritten.push(id);
};
const remove = ({ id, author }: IssueComment, second = 50): void => {
  people.state.comments = people.state.comments.filter((comment) => comment.id !== id);
  people.state.deleted.push({ author, at: time(second) });
};
const read = (baseBranch = "main") =>
  readDecisions(
    {
      ...{ number: 1, findings: [FLAW], now: new Date("2026-11-22T12:00:00Z") },
      change: { base: BASE, head: HEAD, baseBranch },
      policy: { version: 1, roles: { auditors: ["audrey"], responders: ["ada"], approvers: ["ann"] } },
    },
    { people, objects: { ...fakeObjects({ files: { [`${HEAD}:src/a.ts`]: "x" } }), fetch: async () => [] } },
  );
const unblocking = async () =>
  (await read()).signOffs.filter(({ command }) => command.kind === "decide" && command.decision === "fp");

describe("L3 who may write and has no role brings nothing back that a person with a role has undone", () => {
  test.each<[string, (reopened: IssueComment) => void]>([
    ["by rewriting it into words", (reopened) => rewrite(reopened, "Thank you.")],
    ["by making a mistake of it", (reopened) => rewrite(reopened, `${REOPEN}\n/ccr help`)],
    ["by turning it to another finding", (reopened) => rewrite(reopened, REOPEN.replace(ID, "ffffffffffffffff"))],
    ["by deleting it", (reopened) => remove(reopened)],
    ["by deleting it at a time that GitHub does not tell", (reopened) => remove(reopened, Number.NaN)],
  ])("%s", async (_, attack) => {
    say("ada", FP);
    expect(await unblocking()).toHaveLength(1);
    const reopened = say("audrey", REOPEN);
    expect(await unblocking()).toHaveLength(0);
    attack(reopened);
    expect(await unblocking()).toHaveLength(0);
    const { refused } = await read();
    expect(refused.find(({ commentId }) => commentId === 1)?.reason).toMatch(/write the command again/u);
  });

  test("by rewriting it within its second, which only GraphQL would tell of a command", async () => {
    say("ada", FP);
    const { id } = say("audrey", REOPEN);
    people.state.comments = people.state.comments.map((comment) =>
      comment.id === id ? { ...comment, body: "Thank you.", edited: true } : comment,
    );
    people.state.rewritten.push(id);
    expect(await unblocking()).toHaveLength(0);
  });

  test("and what is decided after it counts", async () => {
    say("ada", FP);
    remove(say("audrey", REOPEN), 20);
    rewrite(say("audrey", "Look at line 3."), "Thank you.");
    while (people.state.comments.length < 30) say("mallory", "hello");
    say("ada", FP);
    expect((await unblocking()).map(({ commentId }) => commentId)).toEqual([31]);
  });
});

describe("a decision stays when what is gone took nothing back", () => {
  test("strangers delete and rewrite what they like, and GitHub is not asked about it", async () => {
    say("ada", FP);
    remove(say("mallory", REOPEN));
    rewrite(say("mallory", REOPEN), "hello");
    expect(await unblocking()).toHaveLength(1);
    expect(people.called).not.toContain("rewrittenComments");
  });

  test("a person with a role rewrites their own words", async () => {
    say("ada", FP);
    rewrite(say("audrey", "teh constant"), "the constant", false);
    expect(await unblocking()).toHaveLength(1);
  });

  test("what somebody rewrote stood before it", async () => {
    rewrite(say("audrey", "Look at line 3."), "Thank you.");
    say("ada", FP);
    expect(await unblocking()).toHaveLength(1);
    expect(people.called).not.toContain("rewrittenComments");
  });

  test("an override, which nothing takes back, is taken back by nothing that is gone", async () => {
    say("ann", `/ccr override sha=${HEAD} -- the model is down today`);
    rewrite(say("audrey", REOPEN), "Thank you.");
    remove(say("audrey", REOPEN));
    expect((await read()).signOffs.map(({ commentId }) => commentId)).toEqual([1]);
  });

  test("without a decision that unblocks nothing more is asked", async () => {
    say("audrey", REOPEN);
    await read();
    expect(people.called).not.toContain("conversationSince");
    expect(people.called).not.toContain("pullRequestsWithHead");
  });
});

describe("L3 what was decided for one base branch", () => {
  const retarget = (second: number) => people.state.baseChanged.push(time(second));
  const reasons = async () => (await read()).refused.map(({ reason }) => reason).join("\n");

  test("does not count for another, an override neither", async () => {
    say("ada", FP);
    say("ann", `/ccr override sha=${HEAD} -- the model is down today`);
    expect((await read()).signOffs).toHaveLength(2);
    retarget(50);
    expect((await read()).signOffs).toEqual([]);
    expect(await reasons()).toMatch(/base branch of the pull request was changed afterwards/u);
  });

  test("nor what is decided after the change for the branch before it, whose run anybody who may write can run again", async () => {
    retarget(0);
    say("ada", FP);
    expect((await read()).signOffs).toHaveLength(1);
    expect(await read("release/1")).toMatchObject({ signOffs: [], notes: [expect.stringContaining("another branch")] });
  });

  test("nor when the branch changed in the second of the comment, or at a time that is none", async () => {
    const { createdAt } = say("ada", FP);
    people.state.baseChanged = [createdAt];
    expect(await unblocking()).toHaveLength(0);
    people.state.baseChanged = ["some day"];
    expect(await unblocking()).toHaveLength(0);
  });

  test("and what is said after the change is about the new one; a reopen is about each", async () => {
    say("audrey", REOPEN);
    retarget(2);
    while (people.state.comments.length < 4) say("mallory", "hello");
    say("ada", FP);
    expect((await read()).signOffs.map(({ commentId }) => commentId)).toEqual([1, 5]);
  });
});

test("L5 when GitHub does not say who rewrote or deleted, nothing counts, and the notes say so", async () => {
  say("ada", FP);
  rewrite(say("audrey", REOPEN), "Thank you.");
  people.refuse("rewrittenComments", new GitHubRefusal("unavailable", "GitHub would not."));
  expect(await read()).toMatchObject({ signOffs: [], notes: [expect.stringContaining("GitHub would not.")] });
});
