import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createPeople } from "../../src/adapters/github-people.ts";
import { readDecisions } from "../../src/decisions/index.ts";
import type { People } from "../../src/ports-github.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { aFinding } from "../fixtures/review.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { REFUSALS, type Account } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { PULL, refusal } from "./github-script.ts";

let at: Scene;
let people: People;
let ada: Account;
beforeEach(async () => {
  at = await scene();
  ada = at.gitHub.account({ token: "ada", login: "ada", id: 7, type: "User", installation: false });
  const client = createGitHubClient(localOptions(at.gitHub));
  people = createPeople(client, localOptions(at.gitHub).run);
});
afterEach(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  expect(violations).toEqual([]);
});
const asked = () => at.gitHub.requests.map(({ method, path }) => `${method} ${path}`);

describe("comments", () => {
  test("come with their author, their pull request and whether they were edited, which GraphQL alone tells", async () => {
    const whole = at.gitHub.commentAs(ada, "/ccr rerun");
    const rewritten = at.gitHub.commentAs(ada, "/ccr rerun");
    at.gitHub.people.edits.set(rewritten.id, { lastEditedAt: "2026-11-22T12:00:00Z" });
    const within = at.gitHub.commentAs(ada, "/ccr rerun");
    at.gitHub.people.edits.set(within.id, { includesCreatedEdit: true });
    const found = await people.issueComments(1);
    expect(found.map(({ edited }) => edited)).toEqual([false, true, true]);
    expect(found[0]).toMatchObject({
      ...{ id: whole.id, number: 1, body: "/ccr rerun", author: { id: 7, login: "ada", type: "User" }, viaApp: false },
    });
    expect(found[0]?.createdAt).toBe(found[0]?.updatedAt);
    at.gitHub.people.edits.set(whole.id, { isMinimized: true });
    expect((await people.issueComments(1)).map(({ hidden }) => hidden)).toEqual([true, false, false]);
    at.gitHub.people.edits.delete(whole.id);
    expect(await people.issueComment(whole.id)).toEqual(found[0]);
  });

  test("are asked about in GraphQL when they could be commands, a hundred at once", async () => {
    for (let n = 0; n < 130; n += 1) at.gitHub.commentAs(ada, n < 101 ? "/ccr help" : "hello");
    const found = await people.issueComments(1);
    expect(found.filter(({ edited }) => !edited)).toHaveLength(101);
    expect(asked()).toEqual([
      ...["GET /repos/octo/app/issues/1/comments", "GET /repos/octo/app/issues/1/comments"],
      ...["POST /graphql", "POST /graphql"],
    ]);
  });

  test("without a command nobody asks GraphQL", async () => {
    at.gitHub.commentAs(ada, "see /ccr help");
    await people.issueComments(1);
    expect(asked()).toHaveLength(1);
  });

  test("L5 that GraphQL does not tell of count as edited, and when it fails all of it does", async () => {
    const { id } = at.gitHub.commentAs(ada, "/ccr rerun");
    const graphql = (body: object) => at.gitHub.misbehave({ path: "/graphql", as: { status: 200, body: { ...body } } });
    graphql({ data: { nodes: [null] } });
    expect(await people.issueComment(id)).toMatchObject({ edited: true });
    graphql({ data: { nodes: [{}] } });
    expect(await people.issueComment(id)).toMatchObject({ edited: true });
    graphql({ data: null, errors: [{ type: "FORBIDDEN", message: "no" }] });
    expect((await refusal(people.issueComment(id))).reason).toBe("permission");
  });

  test("that are gone are undefined", async () => {
    expect(await people.issueComment(4711)).toBeUndefined();
  });

  test("get a reaction once", async () => {
    const { id } = at.gitHub.commentAs(ada, "/ccr rerun");
    await people.react(id, "+1");
    await people.react(id, "+1");
    expect(at.gitHub.people.reactions).toMatchObject([{ comment: id, content: "+1" }]);
  });
});

describe("rights", () => {
  test("are the API's words for an account, and none for others", async () => {
    at.gitHub.people.permissions.set("ada", { permission: "write", roleName: "maintain" });
    expect(await people.permission("ada")).toEqual({ id: 7, permission: "write", roleName: "maintain" });
    expect(await people.permission("mallory")).toBeUndefined();
    at.gitHub.misbehave({ path: /permission$/u, as: REFUSALS.permission() });
    expect((await refusal(people.permission("ada"))).reason).toBe("permission");
  });

  test("of teams are asked once for all people: a yes, a no, or unknown where the team is not to be seen", async () => {
    const member = (slug: string, login: string) => people.isTeamMember({ organization: "octo", slug }, login);
    at.gitHub.people.teams.set("octo/sec", ["ada"]);
    expect([await member("sec", "Ada"), await member("sec", "mallory"), await member("SEC", "bob")]).toEqual([
      ...[true, false, false],
    ]);
    expect([await member("absent", "ada"), await member("absent", "bob")]).toEqual([undefined, undefined]);
    expect(asked()).toEqual(["GET /orgs/octo/teams/sec/members", "GET /orgs/octo/teams/absent/members"]);
    at.gitHub.misbehave({ path: /other/u, as: REFUSALS.permission() });
    expect(await member("other", "ada")).toBeUndefined();
    at.gitHub.misbehave({ path: /broken/u, times: 4, as: REFUSALS.serverError() });
    expect((await refusal(member("broken", "ada"))).reason).toBe("unavailable");
  });

  test("what is wrong with CODEOWNERS is told by place; without the file GitHub refuses", async () => {
    expect((await refusal(people.codeOwnersErrors(at.base))).reason).toBe("notFound");
    at.gitHub.people.ownersErrors = [{ path: ".github/CODEOWNERS", line: 3 }];
    expect(await people.codeOwnersErrors(at.base)).toEqual([{ path: ".github/CODEOWNERS", line: 3 }]);
  });
});

describe("the pull request", () => {
  const push = (after: string, second: number, ref = "refs/heads/topic") =>
    void at.gitHub.people.activities.push({ ref, after, at: second, actor: ada });

  test("says who pushed last and what the branch pointed at before, newest first", async () => {
    push(at.middle, 1);
    push("f".repeat(40), 2, "refs/heads/other");
    push(at.head, 3);
    expect(await people.pullRequestFacts(1)).toEqual({
      ...{ number: 1, state: "open", merged: false, locked: false, author: { id: 7, login: "ada" } },
      ...{ head: at.head, baseBranch: "main" },
      lastPusher: { id: 7, login: "ada" },
      pushes: [
        { head: at.head, at: "2026-11-22T12:00:03Z" },
        { head: at.middle, at: "2026-11-22T12:00:01Z" },
      ],
    });
  });

  test("whose author's account is gone is nobody's, and is asked about all the same", async () => {
    push(PULL.head.sha, 1);
    at.gitHub.misbehave({ path: "/repos/octo/app/pulls/1", as: { status: 200, body: { ...PULL, user: null } } });
    expect((await people.pullRequestFacts(1)).author).toEqual({ id: 10_137, login: "ghost" });
  });

  test("a branch that somebody deleted after the merge pushed nothing: who pushed and what it pointed at stay", async () => {
    push(at.head, 1);
    push("0".repeat(40), 2);
    expect(await people.pullRequestFacts(1)).toMatchObject({
      lastPusher: { id: 7 },
      pushes: [{ head: at.head, at: "2026-11-22T12:00:01Z" }],
    });
  });

  test.each<[string, () => void]>([
    ["has none", () => undefined],
    ["has another head on top", () => push("f".repeat(40), 1)],
    ["refuses", () => at.gitHub.misbehave({ path: /activity$/u, as: REFUSALS.permission() })],
  ])("L5 says neither when the activity %s", async (_, prepare) => {
    push(at.head, 0, "refs/heads/other");
    prepare();
    const facts = await people.pullRequestFacts(1);
    expect([facts.head, facts.pushes, facts.lastPusher]).toEqual([at.head, undefined, undefined]);
  });

  test("L3 a bot that pushes on top of a person does not hide the person; where only bots push it is the bot", async () => {
    const bot = at.gitHub.account({ token: "bot", login: "fmt[bot]", id: 40, type: "Bot", installation: false });
    const byBot = { ref: "refs/heads/topic", after: at.head, at: 4, actor: bot };
    at.gitHub.people.activities.push(byBot);
    expect((await people.pullRequestFacts(1)).lastPusher).toEqual({ id: 40, login: "fmt[bot]" });
    at.gitHub.people.activities.unshift({ ref: "refs/heads/topic", after: at.middle, at: 1, actor: ada });
    expect((await people.pullRequestFacts(1)).lastPusher).toEqual({ id: 7, login: "ada" });
  });

  test("L5 what is not told in the order of time is put in it: nobody decided about what the branch did not point at", async () => {
    push(at.head, 9);
    push(at.middle, 2);
    push(at.base, 4);
    push(at.head, 9);
    const { pushes } = await people.pullRequestFacts(1);
    expect(pushes?.map(({ head, at: time }) => [head, time.slice(-3, -1)])).toEqual([
      [at.head, "09"],
      [at.head, "09"],
      [at.base, "04"],
      [at.middle, "02"],
    ]);
  });

  test("L5 and when the newest by its time is not the head, nothing is said", async () => {
    push(at.middle, 5);
    push(at.head, 3);
    expect(await people.pullRequestFacts(1)).not.toHaveProperty("pushes");
  });

  test("its sisters are the open ones with the very head", async () => {
    at.gitHub.pull({ number: 2, base: at.base, head: at.head, headRef: "twin" });
    at.gitHub.pull({ number: 3, base: at.base, head: at.head, headRef: "closed" });
    at.gitHub.closePull({ number: 3 });
    expect(await people.pullRequestsWithHead(at.head)).toEqual([1, 2]);
  });
});

test("L3 a decision over the wire: seven requests, and none counts after an edit", async () => {
  const bob = at.gitHub.account({ token: "bob", login: "bob", id: 8, type: "User", installation: false });
  at.gitHub.people.permissions.set("bob", { permission: "write", roleName: "write" });
  at.gitHub.people.activities.push({ ref: "refs/heads/topic", after: at.head, at: 1, actor: ada });
  const finding = aFinding(0, {
    ...{ severity: "high", fingerprint: `ccr/v1:${"0123abcd".repeat(4)}` },
    location: { uri: "src/a.txt", startLine: 10, endLine: 10 },
  });
  const objects = {
    ...fakeObjects({ files: { [`${at.head}:src/a.txt`]: "ten" }, commits: { [at.head]: at.head } }),
    fetch: async () => [],
  };
  const read = () =>
    readDecisions(
      {
        ...{ number: 1, findings: [finding], change: { base: at.base, head: at.head } },
        ...{ policy: { version: 1, roles: { responders: ["bob"] } }, now: new Date("2026-11-23T00:00:00Z") },
      },
      { people, objects },
    );
  const { id } = at.gitHub.commentAs(bob, "/ccr fp 0123abcd -- the query is built from a constant");
  expect(await read()).toMatchObject({ signOffs: [{ by: { id: 8, login: "bob" }, head: at.head }], refused: [] });
  expect(asked()).toEqual([
    "GET /repos/octo/app/issues/1/comments",
    "POST /graphql",
    "GET /repos/octo/app/pulls/1",
    "GET /repos/octo/app/activity",
    "GET /repos/octo/app/collaborators/bob/permission",
    "POST /graphql",
    `GET /repos/octo/app/commits/${at.head}/pulls`,
  ]);
  at.gitHub.people.edits.set(id, { lastEditedAt: "2026-11-22T13:00:00Z" });
  expect(await read()).toMatchObject({ signOffs: [], refused: [{ reason: expect.stringContaining("was edited") }] });
});
