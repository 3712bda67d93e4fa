import { describe, expect, test } from "@jest/globals";
import { trustedSubject, type TrustedSubject } from "../../src/commands/trusted-subject.ts";
import type { OpenPull, TriggeringRun } from "../../src/ports-forks.ts";
import type { ActionTrustedRequest } from "../../src/request.ts";
import { aPull, aRun, fakeForks, HEAD } from "../fakes/forks.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { without } from "../fixtures/without.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const TIP = "d".repeat(40);
const RELEASE = "c".repeat(40);

interface Given {
  readonly run?: TriggeringRun;
  readonly pulls?: readonly OpenPull[];
  readonly checks?: ReadonlyMap<string, readonly string[]>;
  readonly attempt?: number;
  readonly label?: string;
}

function lookUp({ attempt = 1, label, ...world }: Given = {}) {
  const request: ActionTrustedRequest = {
    command: "actionTrusted",
    run: aWorkflowRun({ event: "workflow_run", runAttempt: attempt }),
    of: "99",
    workflow: ".github/workflows/review.yml",
    ...(label !== undefined && { label }),
    policy: { path: ".github/claude-review.yml", chosen: false },
    choices: {},
    sarifFiles: [],
    uploadSarif: "auto",
  };
  const gitHub = fakeGitHub({ branches: { main: TIP, "release/1": RELEASE } });
  return trustedSubject(request, world.run ?? aRun(), { forks: fakeForks(world), gitHub });
}

async function found(given: Given = {}): Promise<TrustedSubject> {
  const looked = await lookUp(given);
  if ("nothing" in looked) throw new Error(looked.nothing);
  return looked;
}

describe("L6 the pull request of a run", () => {
  test("is the open one with its head commit, branch and repository; its policy is that of the base branch's tip", async () => {
    const other = aPull({ number: 8, headRepositoryId: 3 });
    expect((await found({ pulls: [other, aPull()] })).subject).toEqual({
      kind: "pullRequest",
      number: 7,
      base: TIP,
      head: HEAD,
      baseBranch: "main",
      defaultBranch: "main",
      fork: true,
      dependabot: false,
    });
  });

  test("L8 goes on the record with the run that it stands for: fork, head, how it ended, and digests of what it left", async () => {
    expect((await found({ run: aRun({ attempt: 3, conclusion: "failure\nx" }) })).of).toEqual({
      ...{ id: "99", attempt: 3, head: HEAD, headRepositoryId: 2, conclusion: "failure x" },
      artifactsSha256: ["e".repeat(64)],
    });
  });

  test.each<[string, OpenPull]>([
    ["another head: it was pushed to", aPull({ head: "e".repeat(40) })],
    ["the same commit from another fork", aPull({ headRepositoryId: 3 })],
    ["the same commit on another branch", aPull({ headBranch: "other" })],
    ["a fork that was deleted", without(aPull(), "headRepositoryId")],
  ])("is none with %s", async (_, pull) => {
    expect(await lookUp({ pulls: [pull] })).toEqual({
      nothing: "No open pull request has bbbbbbbbbbbb as its head any more.",
    });
  });

  test("is not guessed when two fit", async () => {
    await expect(lookUp({ pulls: [aPull(), aPull({ number: 8, baseBranch: "release/1" })] })).rejects.toMatchObject({
      code: "event-unsupported",
      message:
        "The pull requests #7, #8 have the same head branch and commit, and the run does not tell which it was for.",
    });
  });

  test("is a fork's however its branch is called: like one of ours, or like the base", async () => {
    const headBranch = "main";
    const { subject } = await found({ run: aRun({ headBranch }), pulls: [aPull({ headBranch })] });
    expect(subject).toMatchObject({ fork: true, number: 7, baseBranch: "main" });
  });

  test.each(["success", "failure", "cancelled", "skipped", "timed_out", "stale"])(
    "is reviewed though its run ended with %s, which decides nothing",
    async (conclusion) => {
      expect((await found({ run: aRun({ conclusion }) })).subject.number).toBe(7);
    },
  );

  test("of Dependabot is in this repository, and counts all the same", async () => {
    const run = aRun({ headRepository: { id: 1, owner: "octo-org" }, dependabot: true });
    const { subject } = await found({ run, pulls: [aPull({ headRepositoryId: 1 })] });
    expect(subject).toMatchObject({ fork: false, dependabot: true });
  });

  test("bears the label, where one is asked for", async () => {
    expect(await lookUp({ label: "review" })).toEqual({
      nothing: "Pull request 7 does not have the label review.",
    });
    expect((await found({ label: "review", pulls: [aPull({ labels: ["review"] })] })).subject.number).toBe(7);
  });
});

describe("nothing is reviewed", () => {
  test.each<[string, TriggeringRun, RegExp]>([
    ["for a push", aRun({ event: "push" }), /not for pull_request but for push/u],
    ["for a merge group", aRun({ event: "merge_group" }), /but for merge_group/u],
    ["for a run of a trusted job itself", aRun({ event: "workflow_run" }), /but for workflow_run/u],
    ["for pull_request_target", aRun({ event: "pull_request_target" }), /but for pull_request_target/u],
    [
      "for a workflow of the same name that the change brings",
      aRun({ path: ".github/workflows/evil.yml" }),
      /was of \.github\/workflows\/evil\.yml and not of \.github\/workflows\/review\.yml/u,
    ],
    ["for a path that only begins like it", aRun({ path: ".github/workflows/review.yml2" }), /and not of/u],
    ["for another repository's", aRun({ path: "eve/app/.github/workflows/review.yml@main" }), /and not of/u],
    [
      "for a branch of this repository",
      aRun({ headRepository: { id: 1, owner: "octo-org" } }),
      /had all that it needs/u,
    ],
    ["for a fork that is gone", without(aRun(), "headRepository"), /fork that the run was for is gone/u],
    ["for a run without a branch", without(aRun(), "headBranch"), /fork that the run was for is gone/u],
    ["before a maintainer has approved the run", aRun({ conclusion: "action_required" }), /waits for a maintainer/u],
  ])("%s", async (_, run, why) => {
    expect(await lookUp({ run })).toEqual({ nothing: expect.stringMatching(why) });
  });

  test("a ref behind the workflow's path is no other path", async () => {
    const run = aRun({ path: ".github/workflows/review.yml@refs/pull/7/merge" });
    expect((await found({ run })).subject.number).toBe(7);
  });
});

describe("a head is paid for once", () => {
  const taken = async (pull = aPull()): Promise<ReadonlyMap<string, readonly string[]>> => {
    const { check } = await found({ pulls: [pull] });
    return new Map([[`${HEAD} ${check.name}`, [check.externalId]]]);
  };

  test("whatever run ends after it: closing and opening a pull request is free for strangers", async () => {
    expect(await lookUp({ checks: await taken() })).toEqual({
      nothing: expect.stringMatching(/^bbbbbbbbbbbb was reviewed before/u),
    });
  });

  test("a second attempt of either run is a person's with the right to write: reviewed, in a check of its own", async () => {
    const checks = await taken();
    const [before] = [...checks.values()].flat();
    expect((await found({ checks, run: aRun({ attempt: 2 }) })).check.externalId).toBe(before);
    expect((await found({ checks, attempt: 2 })).check.externalId).not.toBe(before);
  });

  test("L9 a job of the fork's own that is called like the check holds nobody off", async () => {
    const { check } = await found();
    const checks = new Map([[`${HEAD} ${check.name}`, ["0f7c2a7e-2f3e-5f7e-9e2d-1b2c3d4e5f60", ""]]]);
    expect((await found({ checks })).subject.number).toBe(7);
  });

  test("for each base branch: a verdict against one never speaks for another, so the name tells them apart", async () => {
    const release = aPull({ baseBranch: "release/1" });
    const { check, subject } = await found({ pulls: [release], checks: await taken() });
    expect(subject.base).toBe(RELEASE);
    expect(await lookUp({ pulls: [release], checks: await taken(release) })).toHaveProperty("nothing");
    expect(check.externalId).toContain(`/${aWorkflowRun().runId}.1`);
    expect(check.name).toBe("claude-code-review (release/1)");
    expect((await found()).check.name).toBe("claude-code-review");
    expect(check.externalId).not.toBe((await found()).check.externalId);
  });
});
