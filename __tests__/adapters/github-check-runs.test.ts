import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createChecks } from "../../src/adapters/github-checks.ts";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createForks } from "../../src/adapters/github-forks.ts";
import { createWorkflowRuns } from "../../src/adapters/github-runs.ts";
import { fakeLog } from "../fakes/log.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { refusal } from "./github-script.ts";

const APP = `ghs_${"checks00".repeat(4)}`;
const NAME = "claude-code-review";
const START = "claude-code-review/forks/0123/";
const EXTERNAL = `${START}4711.1`;
let at: Scene;
beforeAll(async () => {
  at = await scene();
  at.gitHub.account({ token: APP, permissions: { contents: "read", checks: "write" } });
});
afterAll(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  expect(violations).toEqual([]);
});

const client = () =>
  createGitHubClient({
    run: { owner: "octo", repo: "app", apiUrl: at.gitHub.url },
    ...{ token: APP, log: fakeLog(), signal: new AbortController().signal, version: "1.2.3" },
    ...{ wait: async () => undefined, limits: { pace: false, requestMs: 5000 } },
  });
const claim = () =>
  createForks(client()).claimCheck({ name: NAME, head: at.head, externalId: EXTERNAL, title: "t", summary: "s" });
/** What GitHub Actions makes of a matrix of jobs that the fork's own workflow calls like our check. */
const flood = async (jobs: number): Promise<void> => {
  const forks = createForks(client());
  for (let n = 0; n < jobs; n += 1)
    await forks.claimCheck({ name: NAME, head: at.head, externalId: `job-${n}`, title: "t", summary: "s" });
};
const ours = () => at.gitHub.state.checkRuns().filter(({ externalId }) => externalId === EXTERNAL);

describe("L9 jobs of a fork that are called like our check, more than a page of them and newer, do not hide it", () => {
  beforeAll(async () => {
    await claim();
    await flood(101);
  });

  test("from who asks whether the head was reviewed: it is paid for once", async () => {
    expect(await createForks(client()).checksOf(at.head, NAME)).toContain(EXTERNAL);
  });

  test("from a command that has the trusted run run again", async () => {
    const found = await createWorkflowRuns(client()).claimingRun(at.head, { names: [NAME], start: START });
    expect(found).toEqual({ id: "4711", passed: false });
  });

  test("from the verdict, which ends the claimed one and makes no second", async () => {
    await createChecks(client()).putCheckRun({
      ...{ name: NAME, head: at.head, externalId: EXTERNAL, conclusion: "failure" },
      ...{ title: "FAIL", summary: "s", annotations: [] },
    });
    expect(ours().map(({ conclusion }) => conclusion)).toEqual(["failure"]);
  });
});

test("L5 more of them than are looked through is a refusal: nobody knows whether ours is there", async () => {
  const runs = Array.from({ length: 100 }, (_, id) => ({ id, external_id: null }));
  const as = { status: 200, body: { total_count: 9999, check_runs: runs } };
  at.gitHub.misbehave({ path: /check-runs$/u, times: Infinity, as });
  const before = at.gitHub.requests.length;
  expect((await refusal(createForks(client()).checksOf(at.head, NAME))).reason).toBe("unavailable");
  expect(at.gitHub.requests.length - before).toBe(50);
});
