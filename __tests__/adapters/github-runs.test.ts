import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createWorkflowRuns } from "../../src/adapters/github-runs.ts";
import type { WorkflowRuns } from "../../src/ports-github.ts";
import { fakeLog } from "../fakes/log.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
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

test("only runs of this head and of pull requests that have ended and failed are named, newest first", async () => {
  const [first, timedOut] = [id(), id({ conclusion: "timed_out" })];
  for (const other of [
    { head: at.base },
    { event: "push" },
    { status: "in_progress" as const, conclusion: null },
    { conclusion: "success" },
    { conclusion: "skipped" },
    { path: ".github/workflows/deploy.yml" },
  ])
    id(other);
  expect(await runs.failedRuns(at.head, "review.yml")).toEqual([timedOut, first]);
  expect(await runs.failedRuns(at.head, ".github/workflows/review.yml")).toEqual([timedOut, first]);
  expect(await runs.failedRuns(at.head, "view.yml")).toEqual([]);
});

test("without a workflow's name it is the newest one with an artifact of ours, by its whole name", async () => {
  const ours = id();
  id({ artifacts: ["claude-code-review-command-0123456789ab"] });
  id({ artifacts: ["x-claude-code-review-0123456789ab"] });
  expect(await runs.failedRuns(at.head)).toEqual([ours]);
});

test("completed runs are named however they ended, a fork's too", async () => {
  const passed = id({ conclusion: "success", headRepository: "mallory/app" });
  expect(await runs.completedRuns(at.head, "review.yml")).toEqual([passed]);
  expect(await runs.run(passed)).toMatchObject({ id: passed, head: at.head, headRepositoryId: 2, attempt: 1 });
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
