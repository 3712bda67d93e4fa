/** Each sentence under "Without it" in docs/permissions.md is said of something that a test plays. */

import { describe, expect, test } from "@jest/globals";
import { createAdvisories } from "../../src/adapters/github-advisories.ts";
import { fetchChange } from "../../src/commands/action-change.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { ALL_NEEDS } from "../../src/publish/requests.ts";
import { ADVISORY_TOKEN, at, client, day, found, issues, useServer } from "../commands/tickets-scene.ts";
import { read } from "../contract/committed.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { REFUSALS } from "../servers/github-answers.ts";

/** Row → the file below `__tests__`, and the beginning of what its test is called. */
const PROOFS: Readonly<Record<keyof typeof ALL_NEEDS, readonly [file: string, title: string]>> = {
  objects: ["e2e/action-surroundings", "without the commits there is no verdict, exit 3"],
  mergeBase: ["commands/action-change", "whose merge base GitHub does not name leaves it to the history"],
  dependencyReview: ["e2e/dependencies", "L5 without the dependency graph the job is incomplete"],
  headCheck: ["publish/deliver", "L5 that is not known gets nothing said"],
  checkRun: ["e2e/github-surface-check", "403 permission: no checks: write"],
  codeScanning: ["e2e/action-permissions", "no security-events: write"],
  reviewComments: ["e2e/action-permissions", "a token that only reads, as a fork's and Dependabot's"],
  summaryComment: ["e2e/action-permissions", "a token that only reads, as a fork's and Dependabot's"],
  tickets: ["commands/tickets-bad-days", "403: skipped with the permission"],
  jobSummary: ["e2e/action-permissions", "a token that only reads, as a fork's and Dependabot's"],
  annotations: ["e2e/action-permissions", "a token that only reads, as a fork's and Dependabot's"],
  outputs: ["e2e/action-permissions", "a token that only reads, as a fork's and Dependabot's"],
  artifact: ["e2e/action-permissions", "upload-sarif: never, comments: none, evidence: none ask GitHub for none of it"],
  account: ["publish/permissions", "L9 a token of which GitHub does not say whose it is writes nothing"],
  tip: ["publish/permissions-without", "a policy's branch that may not be asked for ends the run with exit 3"],
  threads: ["e2e/github-surface-threads", "without contents: write, which the log names"],
  decisions: ["e2e/github-surface-decisions", "comments: 403"],
  pushes: ["e2e/github-surface-decisions", "nobody may be told who pushed"],
  owners: ["decisions/read", "a GitHub that does not say"],
  teams: ["decisions/lookups", "L3 what a token may not see gives no role"],
  dismissals: ["decisions/dismissals", 'test.each(["dismissals", "branchPushes"'],
  forks: ["e2e/github-surface-trusted", "the check: 403"],
  advisories: ["publish/permissions-without", "an advisory-token without the right makes no ticket"],
  reaction: ["commands/respond-answer", "that GitHub does not take is in the summary"],
  answer: ["commands/respond-answer", "that GitHub does not take is in the summary"],
  authority: ["commands/respond", 'test.each(["permission", "issueComment"'],
  rerun: ["e2e/respond", "without actions: write it stays accepted"],
  fix: ["e2e/respond-fix", "a job that may not push answers with the edit"],
  incident: ["e2e/tickets", "without `issues: write` it stays on the record"],
};

test.each(Object.entries(PROOFS))("what is said of %s has its test", (_, [file, title]) => {
  expect(read(`__tests__/${file}.test.ts`)).toContain(title);
});

useServer();

describe("without it", () => {
  const refused = new GitHubRefusal("permission", "Resource not accessible by integration (403)", 403);

  test("a policy's branch that may not be asked for ends the run with exit 3, and the permission", async () => {
    const gitHub = fakeGitHub({ branches: { main: "d".repeat(40) } });
    gitHub.refuse("branchTip", refused);
    const [before, head] = ["a".repeat(40), "b".repeat(40)];
    const pushed = {
      kind: "branch",
      before,
      head,
      ref: "refs/heads/topic",
      branch: "topic",
      defaultBranch: "main",
    } as const;
    const openFetched = () => Promise.resolve({ ...fakeObjects(), fetch: () => Promise.resolve([]) });
    await expect(fetchChange(pushed, { log: fakeLog(), gitHub, openFetched })).rejects.toMatchObject({
      name: "ExternalError",
      code: "github-failed",
      fix: expect.stringContaining("contents: read"),
    });
  });

  test("an advisory-token without the right makes no ticket, and the job summary names the ways out", async () => {
    at.gitHub.repository({ private: false });
    at.gitHub.misbehave({
      ...{ method: "POST", path: "/repos/{owner}/{repo}/security-advisories" },
      ...{ as: REFUSALS.permission(), times: Infinity },
    });
    const advisories = createAdvisories(client(ADVISORY_TOKEN), { owner: "octo", repo: "app", apiUrl: at.gitHub.url });
    const result = await day({ findings: [found(0)], ports: { advisories } });
    expect(result).toMatchObject({ status: "skipped", detail: expect.stringContaining("advisory-token") });
    expect(issues()).toEqual([]);
  });
});
