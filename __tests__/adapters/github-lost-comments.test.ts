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
  const { deleted: found, baseChanged } = await lost().conversationSince(1, SINCE);
  expect([found.length, baseChanged]).toEqual([5, []]);
  expect(found[0]).toEqual({ author: { id: 7, login: "ada" }, at: expect.stringMatching(/^\d{4}-.*Z$/u) });
  expect((await lost().conversationSince(1, found[4]!.at)).deleted).toHaveLength(1);
});

test("when the base branch became another one is told beside them, whoever changed it", async () => {
  at.gitHub.people.baseChanges.push({ pull: 1, at: 70, automatic: false }, { pull: 1, at: 80, automatic: true });
  at.gitHub.people.baseChanges.push({ pull: 2, at: 75, automatic: false });
  at.gitHub.people.deletions.push({ pull: 1, author: ada, actor: mallory, at: 90 });
  const found = await lost().conversationSince(1, SINCE);
  expect(found).toEqual({
    deleted: [{ author: { id: 7, login: "ada" }, at: "2026-11-22T12:01:30Z" }],
    baseChanged: ["2026-11-22T12:01:10Z", "2026-11-22T12:01:20Z"],
  });
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

const deletion = (author: object | null, errors: readonly object[]) => ({
  data: {
    repository: {
      pullRequest: {
        timelineItems: {
          pageInfo: { hasNextPage: false },
          nodes: [
            { __typename: "CommentDeletedEvent", createdAt: SINCE, actor: null, deletedCommentAuthor: author },
            { __typename: "BaseRefChangedEvent", createdAt: SINCE },
          ],
        },
      },
    },
  },
  errors,
});
const UNTOLD = [{ message: "Something went wrong.", path: ["repository", "pullRequest", "timelineItems", "nodes", 0] }];

test("whom GitHub would not name beside a known author is nobody; an author whose account is gone is nobody too", async () => {
  graphql(deletion({ databaseId: 7, login: "ada" }, UNTOLD));
  expect((await lost().conversationSince(1, SINCE)).deleted).toHaveLength(1);
  graphql(deletion(null, []));
  expect(await lost().conversationSince(1, SINCE)).toEqual({ deleted: [], baseChanged: [SINCE] });
});

test.each<[string, object]>([
  ["an author whom GitHub would not name", deletion(null, UNTOLD)],
  ["null", { data: { repository: { pullRequest: null } } }],
  ["an error in a 200", { data: null, errors: [{ type: "FORBIDDEN", message: "no" }] }],
  [
    "an event that was not asked for",
    {
      data: {
        repository: {
          pullRequest: { timelineItems: { pageInfo: { hasNextPage: false }, nodes: [{ __typename: "MergedEvent" }] } },
        },
      },
    },
  ],
  [
    "pages without an end",
    { data: { repository: { pullRequest: { timelineItems: { pageInfo: { hasNextPage: true }, nodes: [] } } } } },
  ],
])("L5 %s is a refusal, and not a list without deletions", async (_, body) => {
  graphql(body, Infinity);
  await refusal(lost().conversationSince(1, SINCE));
  // As often as there are pages, and no more.
  expect(at.gitHub.requests.length).toBeLessThanOrEqual(30);
});
