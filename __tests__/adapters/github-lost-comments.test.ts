import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { lostComments } from "../../src/adapters/github-lost-comments.ts";
import { createPeople } from "../../src/adapters/github-people.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { WORKFLOW_TOKEN, type Account } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { refusal } from "./github-script.ts";

const SINCE = "2020-01-01T00:00:00Z";
let at: Scene;
let ada: Account;
let mallory: Account;
beforeEach(async () => {
  at = await scene();
  at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { pull_requests: "read" } });
  ada = at.gitHub.account({ token: "ada", login: "ada", id: 7, type: "User", installation: false });
  mallory = at.gitHub.account({ token: "mallory", login: "mallory", id: 9, type: "User", installation: false });
});
afterEach(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  expect(violations).toEqual([]);
});

const run = () => localOptions(at.gitHub).run;
const client = () => createGitHubClient(localOptions(at.gitHub));
const lost = () => lostComments(client(), run());
const graphql = (body: object, times = 1) =>
  at.gitHub.misbehave({ path: "/graphql", times, as: { status: 200, body: { ...body } } });

test("deleted comments are told page by page: not those that their authors deleted, and those of nobody known", async () => {
  for (let n = 0; n < 4; n += 1) {
    at.gitHub.changeComment(at.gitHub.commentAs(ada, `${n}`).id, null);
    at.gitHub.changeComment(at.gitHub.commentAs(ada, `${n}`).id, null, mallory);
  }
  const { id, issue } = at.gitHub.commentAs(ada, "x");
  at.gitHub.people.deletions.push({ pull: issue, author: ada, actor: null, at: id });
  const found = await lost().deletedComments(1, SINCE);
  expect(found).toHaveLength(5);
  expect(found[0]).toEqual({ author: { id: 7, login: "ada" }, at: expect.stringMatching(/^\d{4}-.*Z$/u) });
  expect(await lost().deletedComments(1, found[4]!.at)).toHaveLength(1);
});

test("rewritten comments are those whose last editor is another than their author, or is not told", async () => {
  const [own, others, whole, gone] = ["a", "b", "c", "d"].map((text) => at.gitHub.commentAs(ada, text));
  at.gitHub.changeComment(own!.id, "A", mallory);
  at.gitHub.changeComment(own!.id, "A");
  at.gitHub.changeComment(others!.id, "B", mallory);
  const comments = await createPeople(client(), run()).issueComments(1);
  expect(comments.map(({ createdAt, updatedAt }) => createdAt === updatedAt)).toEqual([false, false, true, true]);
  at.gitHub.changeComment(gone!.id, null);
  expect((await lost().rewrittenComments(comments)).map(({ id }) => id)).toEqual([others!.id, gone!.id]);
  graphql({ data: { nodes: [{ id: comments[2]!.nodeId, lastEditedAt: SINCE, editor: null }] } });
  expect((await lost().rewrittenComments([comments[2]!])).map(({ id }) => id)).toEqual([whole!.id]);
});

test.each<[string, object]>([
  ["null", { data: { repository: { pullRequest: null } } }],
  ["an error in a 200", { data: null, errors: [{ type: "FORBIDDEN", message: "no" }] }],
  [
    "pages without an end",
    { data: { repository: { pullRequest: { timelineItems: { pageInfo: { hasNextPage: true }, nodes: [] } } } } },
  ],
])("L5 %s is a refusal, and not a list without deletions", async (_, body) => {
  graphql(body, Infinity);
  await refusal(lost().deletedComments(1, SINCE));
  // As often as there are pages, and no more.
  expect(at.gitHub.requests.length).toBeLessThanOrEqual(30);
});
