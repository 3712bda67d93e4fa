import { describe, expect, test } from "@jest/globals";
import { readSubject, type WorkflowEvent } from "../src/event.ts";

const BASE = "a".repeat(40);
const HEAD = "b".repeat(40);
const SHA = "c".repeat(40);
const ZERO = "0".repeat(40);
const repository = { default_branch: "main", id: 1 };

type Payload = Record<string, unknown>;

function subjectOf(name: string, payload: unknown, more: Partial<WorkflowEvent> = {}) {
  return readSubject({ name, payload, sha: SHA, ref: "refs/heads/main", ...more });
}
function pullRequest(more: Payload = {}, head: Payload = {}, base: Payload = {}): Payload {
  return {
    action: "opened",
    pull_request: {
      number: 7,
      base: { sha: BASE, ref: "main", repo: { id: 1 }, ...base },
      head: { sha: HEAD, ref: "feature", repo: { id: 1 }, ...head },
      user: { login: "ada", type: "User" },
    },
    sender: { login: "ada", type: "User" },
    repository,
    ...more,
  };
}
function push(more: Payload = {}): Payload {
  return { ref: "refs/heads/feature", before: BASE, after: HEAD, head_commit: { id: HEAD }, repository, ...more };
}
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("it did not throw");
}

const NAMED = {
  ...{ kind: "pullRequest", number: 7, base: BASE, head: HEAD, baseBranch: "main", fork: false, dependabot: false },
};

describe("a pull request", () => {
  test.each(["opened", "synchronize"])(
    "that is %s names base and head, not the merge commit that GITHUB_SHA is",
    (action) => {
      expect(subjectOf("pull_request", pullRequest({ action }), { ref: "refs/pull/7/merge" })).toEqual(NAMED);
    },
  );

  test.each(["reopened", "ready_for_review", "closed", "an action of next year"])(
    "that is %s names the same, of which GitHub may not have refreshed the base",
    (action) => {
      expect(subjectOf("pull_request", pullRequest({ action }), { ref: "refs/pull/7/merge" })).toEqual({
        ...NAMED,
        baseMayBeOld: true,
      });
    },
  );

  test.each([
    ["another repository", { repo: { id: 2 } }],
    ["a fork that was deleted", { repo: null }],
  ])("from %s is a fork", (_, head) => {
    expect(subjectOf("pull_request", pullRequest({}, head))).toMatchObject({ fork: true });
  });

  test.each([
    ["whose event it is", "dependabot[bot]", "Bot", true],
    ["a person of that name", "dependabot[bot]", "User", false],
    ["another bot", "renovate[bot]", "Bot", false],
  ])("is Dependabot's by login and type: %s", (_, login, type, dependabot) => {
    expect(subjectOf("pull_request", pullRequest({ sender: { login, type } }))).toMatchObject({ dependabot });
  });

  test("that Dependabot opened has the secrets when a person pushes to it", () => {
    const opened = pullRequest();
    Object.assign(opened["pull_request"] as Payload, { user: { login: "dependabot[bot]", type: "Bot" } });
    expect(subjectOf("pull_request", opened)).toMatchObject({ dependabot: false });
  });

  test("without the accounts is nobody's", () => {
    expect(subjectOf("pull_request", pullRequest({ sender: undefined }))).toMatchObject({ dependabot: false });
    expect(subjectOf("pull_request", pullRequest({ sender: null }))).toMatchObject({ dependabot: false });
  });

  test("that is closed says so, and one that is open says nothing", () => {
    const of = (state: string) =>
      subjectOf("pull_request", {
        ...pullRequest(),
        pull_request: { ...(pullRequest()["pull_request"] as Payload), state },
      });
    expect(of("closed")).toHaveProperty("closed", true);
    expect(of("open")).not.toHaveProperty("closed");
  });

  test("of a SHA-256 repository is one, too", () => {
    const [base, head] = ["d".repeat(64), "e".repeat(64)];
    expect(subjectOf("pull_request", pullRequest({}, { sha: head }, { sha: base }))).toMatchObject({ base, head });
  });

  test.each(["-x", "--upload-pack=touch marker", "$(id)", "a\nb", "a\u202eb", "a;b", "日本語"])(
    "L6 into a branch named %j carries the name as data",
    (ref) => {
      expect(subjectOf("pull_request", pullRequest({}, {}, { ref }))).toMatchObject({ baseBranch: ref });
    },
  );

  test.each(["main", "HEAD", "a".repeat(39), "a".repeat(41), "A".repeat(40), "-".repeat(40), `${HEAD}\n`, "", 7, null])(
    "L6 whose head is %j names no commit, and what it names instead is not repeated",
    (sha) => {
      const error = thrownBy(() => subjectOf("pull_request", pullRequest({}, { sha })));
      expect(error).toMatchObject({
        code: "input-invalid",
        message: expect.stringContaining("pull_request.head.sha"),
        fix: expect.stringContaining("--eventpath"),
      });
      expect((error as Error).message).toMatch(
        /^The event file is not what GitHub sends for pull_request: [\w. ]+\.$/u,
      );
    },
  );

  test.each([undefined, null, [], "text", {}, { pull_request: null }])("that is %j is an error", (payload) => {
    expect(thrownBy(() => subjectOf("pull_request", payload))).toMatchObject({ code: "input-invalid" });
  });
});

describe("a merge group", () => {
  test("names its base and head", () => {
    const merge_group = { base_sha: BASE, head_sha: HEAD, base_ref: "refs/heads/main", head_ref: "refs/heads/gh-x" };
    expect(subjectOf("merge_group", { merge_group })).toEqual({
      kind: "mergeGroup",
      base: BASE,
      head: HEAD,
      baseBranch: "main",
    });
    expect(thrownBy(() => subjectOf("merge_group", {}))).toMatchObject({ code: "input-invalid" });
  });

  test("is of the pull request that GitHub named its branch after", () => {
    const group = { base_sha: BASE, head_sha: HEAD, base_ref: "refs/heads/release/1" };
    const of = (head_ref: string) => subjectOf("merge_group", { merge_group: { ...group, head_ref } });
    const name = `pr-104-${BASE}`;
    expect(of(`refs/heads/gh-readonly-queue/release/1/${name}`)).toHaveProperty("pullRequest", 104);
    for (const other of [`gh-readonly-queue/${name}x`, `topic/${name}`, `gh-readonly-queue/main/pr-0-${BASE}`])
      expect(of(`refs/heads/${other}`)).not.toHaveProperty("pullRequest");
  });
});

test("the default branch is told of pull requests and merge groups, by the repository that they go into", () => {
  const base = { ref: "release/1", repo: { id: 1, default_branch: "trunk" } };
  expect(subjectOf("pull_request", pullRequest({}, {}, base))).toMatchObject({ defaultBranch: "trunk" });
  const merge_group = { base_sha: BASE, head_sha: HEAD, base_ref: "refs/heads/release/1" };
  expect(subjectOf("merge_group", { merge_group, repository })).toMatchObject({ defaultBranch: "main" });
});

describe("a push", () => {
  test("names what it went on from and what it brought", () => {
    expect(subjectOf("push", push())).toEqual({
      kind: "branch",
      before: BASE,
      head: HEAD,
      ref: "refs/heads/feature",
      branch: "feature",
      defaultBranch: "main",
    });
  });

  test("that makes a branch has no before", () => {
    const subject = subjectOf("push", push({ before: ZERO }));
    expect(subject).toMatchObject({ head: HEAD });
    expect(subject).not.toHaveProperty("before");
  });

  test.each([
    ["a branch", "refs/heads/feature"],
    ["a tag", "refs/tags/v1"],
  ])("that deletes %s names no commit, though GITHUB_SHA is the default branch's", (_, ref) => {
    const payload = push({ ref, after: ZERO, deleted: true, head_commit: null });
    expect(thrownBy(() => subjectOf("push", payload))).toMatchObject({
      code: "event-unsupported",
      message: expect.stringContaining(ref),
      fix: expect.stringContaining("deleted"),
    });
  });

  test("of an annotated tag is about the commit, of which `after` is not the name", () => {
    const subject = subjectOf("push", push({ ref: "refs/tags/v1", before: ZERO, after: SHA }));
    expect(subject).toEqual({ kind: "branch", head: HEAD, ref: "refs/tags/v1", defaultBranch: "main" });
    const bare = subjectOf("push", push({ ref: "refs/tags/v1", after: SHA, head_commit: null }));
    expect(bare).toMatchObject({ head: SHA });
  });

  test("of a branch is about `after`, whatever stands at head_commit", () => {
    expect(subjectOf("push", push({ head_commit: { id: SHA } }))).toMatchObject({ head: HEAD });
  });

  test("that does not say which is the default branch is an error", () => {
    expect(thrownBy(() => subjectOf("push", push({ repository: {} })))).toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("repository.default_branch"),
    });
  });
});

describe("what runs on a branch", () => {
  test.each(["workflow_dispatch", "repository_dispatch", "create", "an_event_of_next_year"])(
    "%s reviews GITHUB_SHA",
    (name) => {
      expect(subjectOf(name, { repository }, { ref: "refs/heads/release/1" })).toEqual({
        kind: "branch",
        head: SHA,
        ref: "refs/heads/release/1",
        branch: "release/1",
        defaultBranch: "main",
      });
    },
  );

  test("release reviews its tag, which is no branch", () => {
    const subject = subjectOf("release", { repository }, { ref: "refs/tags/v1" });
    expect(subject).toEqual({ kind: "branch", head: SHA, ref: "refs/tags/v1", defaultBranch: "main" });
  });

  test.each([{ schedule: "0 4 * * *" }, { schedule: "0 4 * * *", repository: undefined }, null])(
    "a schedule's payload may be all but empty: it runs on the default branch (%j)",
    (payload) => {
      expect(subjectOf("schedule", payload)).toMatchObject({ branch: "main", defaultBranch: "main", head: SHA });
    },
  );

  test("a schedule that names the default branch is believed", () => {
    const trunk = { repository: { default_branch: "trunk" } };
    expect(subjectOf("schedule", trunk)).toMatchObject({ branch: "main", defaultBranch: "trunk" });
  });

  test("L5 only a schedule may lack the default branch: a branch compared with itself would be an empty change", () => {
    expect(thrownBy(() => subjectOf("workflow_dispatch", {}))).toMatchObject({ code: "input-invalid" });
    expect(thrownBy(() => subjectOf("schedule", {}, { ref: "refs/tags/v1" }))).toMatchObject({ code: "input-invalid" });
  });

  test.each([
    ["no ref", { ref: "" }],
    ["a ref that is only a prefix", { ref: "refs/heads/" }],
    ["a merge commit", { ref: "refs/pull/7/merge" }],
    ["no commit", { sha: "" }],
    ["zeros", { sha: ZERO }],
    ["a branch's name", { sha: "main" }],
  ])("with %s names no commit", (_, more) => {
    expect(thrownBy(() => subjectOf("watch", { repository }, more))).toMatchObject({
      code: "event-unsupported",
      fix: expect.stringContaining("pull_request"),
    });
  });
});

describe("L6 an event that is refused", () => {
  test.each(["pull_request_target", "workflow_run"])("%s, which has secrets in reach of a stranger's code", (name) => {
    expect(thrownBy(() => subjectOf(name, pullRequest()))).toMatchObject({
      code: "event-unsupported",
      message: expect.stringContaining("secrets"),
      fix: expect.stringMatching(/on: pull_request.*forks/u),
    });
  });

  test.each(["issue_comment", "issues", "discussion_comment", "pull_request_review", "pull_request_review_comment"])(
    "%s, whose commit is not the change's",
    (name) => {
      expect(thrownBy(() => subjectOf(name, { ...pullRequest(), repository }))).toMatchObject({
        code: "event-unsupported",
        message: expect.stringContaining("not the change's"),
        fix: expect.stringContaining("on: pull_request"),
      });
    },
  );

  test("an event named like a member of every object is only unknown", () => {
    expect(subjectOf("constructor", { repository })).toMatchObject({ kind: "branch" });
  });
});
