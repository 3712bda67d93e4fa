import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createWorkflowRuns } from "../../src/adapters/github-runs.ts";
import type { WorkflowRuns } from "../../src/ports-github.ts";
import { fakeLog } from "../fakes/log.ts";
import { REPO, scene, type Scene } from "../servers/github-scene.ts";
import { WORKFLOW_TOKEN } from "../servers/github.ts";

let at: Scene;
let runs: WorkflowRuns;
beforeEach(async () => {
  at = await scene();
  at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { actions: "write" } });
  const signal = new AbortController().signal;
  const run = { owner: "octo", repo: "app", apiUrl: at.gitHub.url };
  const options = { run, token: WORKFLOW_TOKEN, log: fakeLog(), signal, version: "1.2.3" };
  runs = createWorkflowRuns(createGitHubClient({ ...options, wait: async () => undefined, limits: { pace: false } }));
});
afterEach(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const id = (given: Partial<Parameters<Scene["gitHub"]["workflowRun"]>[0]> = {}) =>
  String(at.gitHub.workflowRun({ head: at.head, ...given }).id);

test("only runs of this head and of pull requests that failed or go on are named, newest first", async () => {
  const [first, timedOut] = [id(), id({ conclusion: "timed_out" })];
  for (const other of [
    { head: at.base },
    { event: "push" },
    { conclusion: "success" },
    { conclusion: "skipped" },
    { path: ".github/workflows/deploy.yml" },
  ])
    id(other);
  expect(await runs.failedRuns(at.head, "review.yml")).toEqual([timedOut, first]);
  const goesOn = id({ status: "in_progress", conclusion: null });
  expect(await runs.failedRuns(at.head, "review.yml")).toEqual([goesOn, timedOut, first]);
  expect(await runs.failedRuns(at.head, ".github/workflows/review.yml")).toEqual([goesOn, timedOut, first]);
  expect(await runs.failedRuns(at.head, "view.yml")).toEqual([]);
});

test("without a workflow's name it is the newest one with an artifact of ours, by its whole name", async () => {
  const ours = id();
  id({ artifacts: ["claude-code-review-command-0123456789ab"] });
  id({ artifacts: ["x-claude-code-review-0123456789ab"] });
  expect(await runs.failedRuns(at.head)).toEqual([ours]);
});

test("a cancelled run is one that failed, and a workflow that an organisation requires is known by its file", async () => {
  const cancelled = id({ conclusion: "cancelled" });
  const required = id({ path: ".github/workflows/review.yml@refs/heads/main" });
  expect(await runs.failedRuns(at.head, "review.yml")).toEqual([required, cancelled]);
});

test("what only begins like an artifact of ours is none, and of many runs the newest ten are looked at", async () => {
  const ours = id({ artifacts: ["claude-code-review-0123456789ab"] });
  id({ artifacts: ["claude-code-review-0123456789abc"] });
  for (let n = 0; n < 8; n += 1) id({ artifacts: [] });
  expect(await runs.failedRuns(at.head)).toEqual([ours]);
  id({ artifacts: [] });
  expect(await runs.failedRuns(at.head)).toEqual([]);
});

test("all runs are named however they ended, a fork's too", async () => {
  const passed = id({ conclusion: "success", headRepository: "mallory/app" });
  expect(await runs.runs(at.head, "review.yml")).toEqual([passed]);
});

test("a run is run again once; while it runs and when it is too old GitHub refuses", async () => {
  const failed = id();
  await runs.rerunFailedJobs(failed);
  expect(at.gitHub.state.workflowRun(Number(failed))).toMatchObject({ status: "in_progress", attempt: 2 });
  await expect(runs.rerunFailedJobs(failed)).rejects.toThrow(/already running/u);
  await expect(runs.rerunFailedJobs(id({ stale: true }))).rejects.toThrow(/cannot be retried/u);
  const passed = id({ conclusion: "success" });
  await expect(runs.rerunFailedJobs(passed)).rejects.toThrow(/cannot be retried/u);
  await runs.rerun(passed);
  expect(at.gitHub.state.workflowRun(Number(passed)).attempt).toBe(2);
});

describe("the run that claimed a head", () => {
  const claims = { names: ["one", "two"], start: "ours/" };
  const claim = async (externalId: string, over: { name?: string; conclusion?: string; head?: string } = {}) => {
    const { name = "one", conclusion, head = at.head } = over;
    const body = { name, head_sha: head, external_id: externalId, ...(conclusion !== undefined && { conclusion }) };
    const status = conclusion === undefined ? "in_progress" : "completed";
    expect((await at.call("POST", `${REPO}/check-runs`, { body: { ...body, status } })).status).toBe(201);
  };
  beforeEach(() => {
    at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { actions: "write", checks: "write" } });
  });

  test("is the newest, by either name, with its verdict; one that has none did not pass", async () => {
    expect(await runs.claimingRun(at.head, claims)).toBeUndefined();
    await claim("ours/7.1", { name: "two", conclusion: "success" });
    expect(await runs.claimingRun(at.head, claims)).toEqual({ id: "7", passed: true });
    await claim("ours/8.1", { conclusion: "neutral" });
    await claim("ours/8.2");
    expect(await runs.claimingRun(at.head, claims)).toEqual({ id: "8", passed: false });
  });

  test.each(["theirs/7.1", "xours/7.1", "ours/7", "ours/../7.1", "ours/0.1", "ours/7.1/x", "ours/-7.1"])(
    "is none that %s names",
    async (externalId) => {
      await claim(externalId);
      await claim("ours/9.1", { head: at.base });
      expect(await runs.claimingRun(at.head, claims)).toBeUndefined();
    },
  );

  test("L5 is not none where GitHub does not say: that is a refusal", async () => {
    await claim("ours/7.1");
    at.gitHub.misbehave({ path: /check-runs/u, times: Infinity, as: "502-before" });
    await expect(runs.claimingRun(at.head, claims)).rejects.toMatchObject({ reason: "unavailable" });
  });

  test("is none where the token may not see checks", async () => {
    await claim("ours/7.1");
    at.gitHub.repository({ private: true });
    at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { actions: "write" } });
    expect(await runs.claimingRun(at.head, claims)).toBeUndefined();
  });
});
