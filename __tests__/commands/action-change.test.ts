import { describe, expect, test } from "@jest/globals";
import { fetchChange } from "../../src/commands/action-change.ts";
import { GitHubRefusal, type WantedCommit } from "../../src/ports.ts";
import type { Subject } from "../../src/subject.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { without } from "../fixtures/without.ts";

const [base, head, before, tip, fork] = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
  string,
];

/** What is asked of git and GitHub for a subject. `absent`: commits that the server no longer has. */
async function asked(subject: Subject, { absent = [] as string[], refuse = false } = {}) {
  const gitHub = fakeGitHub({ mergeBase: fork, branches: { main: tip } });
  if (refuse) gitHub.refuse("mergeBase", new GitHubRefusal("unavailable", "GitHub is down.", 502));
  const wanted: WantedCommit[] = [];
  const missing = (commits: readonly WantedCommit[]): string[] => {
    wanted.push(...commits);
    return commits.map(({ commit }) => commit).filter((name) => absent.includes(name));
  };
  const log = fakeLog();
  const { request } = await fetchChange(subject, {
    log,
    gitHub,
    openFetched: async (commits) => {
      missing(commits);
      return { ...fakeObjects(), fetch: async (more) => missing(more) };
    },
  });
  return { request, wanted, log };
}

const pullRequest: Subject = {
  kind: "pullRequest",
  number: 7,
  base,
  head,
  baseBranch: "main",
  fork: true,
  dependabot: false,
};
const push: Extract<Subject, { kind: "branch" }> = {
  kind: "branch",
  before,
  head,
  ref: "refs/heads/main",
  branch: "main",
  defaultBranch: "main",
};
const other: Extract<Subject, { kind: "branch" }> = { ...push, ref: "refs/heads/topic", branch: "topic" };
const created = without(other, "before");

describe("a pull request", () => {
  test("is base, head by the pull request's own ref, which forks have too, and the merge base that GitHub names", async () => {
    const { request, wanted } = await asked(pullRequest);
    expect(request).toEqual({ base, head, baseBranch: "main", mergeBase: fork });
    expect(wanted).toEqual([
      { commit: base, ref: "refs/heads/main" },
      { commit: head, ref: "refs/pull/7/head" },
      { commit: fork },
    ]);
  });

  test("whose merge base GitHub does not name leaves it to the history, and says so", async () => {
    const { request, log } = await asked(pullRequest, { refuse: true });
    expect(request).toEqual({ base, head, baseBranch: "main" });
    expect(log.warnings.join()).toContain("GitHub is down");
  });
});

test("a merge group starts from its base", async () => {
  const { request } = await asked({ kind: "mergeGroup", base, head, baseBranch: "main" });
  expect(request).toEqual({ base, head, baseBranch: "main", mergeBase: base });
});

describe("a push", () => {
  test("to the default branch is before..after, with the policy of before", async () => {
    const { request } = await asked(push);
    expect(request).toEqual({ base: before, head, baseBranch: "main", mergeBase: before });
  });

  test("L6 to another branch is before..after too, with the policy of the default branch's tip and not of the branch", async () => {
    const { request } = await asked(other);
    expect(request).toEqual({ base: tip, head, baseBranch: "topic", mergeBase: before });
  });

  test.each([
    ["that made the branch", created, [] as string[]],
    ["whose before is gone from the server", other, [before]],
  ])("%s is what the branch has that the default branch has not", async (_name, subject, absent) => {
    const { request } = await asked(subject, { absent });
    expect(request).toEqual({ base: tip, head, baseBranch: "topic", mergeBase: fork });
  });

  test("to the default branch without a before that is there changes nothing: its tree is scanned all the same", async () => {
    const { request } = await asked(push, { absent: [before] });
    expect(request).toEqual({ base: head, head, baseBranch: "main", mergeBase: head });
  });
});

test("a tag has no branch of its own that a policy could name", async () => {
  const tag = without({ ...created, ref: "refs/tags/v1" }, "branch");
  expect((await asked(tag)).request).toEqual({ base: tip, head, mergeBase: fork });
});
