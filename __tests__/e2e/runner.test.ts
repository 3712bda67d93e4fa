import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { scene, type Scene } from "../servers/github-scene.ts";
import { runtimeToken, WORKFLOW_TOKEN } from "../servers/github.ts";
import {
  DEPENDABOT,
  dispatchEvent,
  job,
  mergeGroupEvent,
  outputsOf,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  type Job,
} from "./runner.ts";

const ACTION = `
inputs:
  github-token: { default: "\${{ github.token }}" }
  fail-on: { default: high }
  a name: { description: without a default }
runs: { using: node24, main: main.js }
`;

let at: Scene;
let runner: Job;
let action: string;

/** The action's program. `require` is CommonJS: the folder has no package.json. */
const program = (text: string): void => writeFileSync(join(action, "main.js"), text);

beforeEach(async () => {
  at = await scene();
  runner = job(at.gitHub);
  action = mkdtempSync(join(tmpdir(), "ccr-action-"));
  writeFileSync(join(action, "action.yml"), ACTION);
  program("console.log(JSON.stringify(process.env))");
});
afterEach(async () => {
  runner.dispose();
  rmSync(action, { recursive: true });
  await at.dispose();
});

const environment = async (more: object = {}): Promise<Record<string, string>> => {
  const { stdout } = await runner.run({ event: pullRequestEvent(at.gitHub), action, ...more });
  return JSON.parse(stdout) as Record<string, string>;
};

describe("a step", () => {
  test("gets every declared input under the runner's name for it, and nothing of this process", async () => {
    const env = await environment({ inputs: { "fail-on": "low", "not-declared": "x" }, env: { PLANTED: "by a step" } });
    expect(env).toMatchObject({
      "INPUT_GITHUB-TOKEN": WORKFLOW_TOKEN,
      "INPUT_FAIL-ON": "low",
      INPUT_A_NAME: "",
      "INPUT_NOT-DECLARED": "x",
      PLANTED: "by a step",
      GITHUB_ACTIONS: "true",
    });
    expect(env).not.toHaveProperty("JEST_WORKER_ID");
  });

  test("gets the event, and the variables that follow from it", async () => {
    const env = await environment();
    const { merge, head } = at.gitHub.state.pull();
    expect(env).toMatchObject({ GITHUB_SHA: merge, GITHUB_REF: "refs/pull/1/merge", GITHUB_HEAD_REF: "topic" });
    const event: unknown = JSON.parse(readFileSync(env["GITHUB_EVENT_PATH"] ?? "", "utf8"));
    expect(event).toMatchObject({ number: 1, pull_request: { head: { sha: head.sha, repo: { id: 1 } } } });
    expect([env["GITHUB_API_URL"], env["GITHUB_REPOSITORY"]]).toEqual([at.gitHub.url, "octo/app"]);
    expect([env["ACTIONS_RUNTIME_TOKEN"], env["RUNNER_TEMP"]]).toEqual([runtimeToken(), runner.temporary]);
  });

  test("runs on the Node that the action names, and ends as it ends", async () => {
    program("console.error(process.version); process.exit(5)");
    const { code, stderr } = await runner.run({ event: pullRequestEvent(at.gitHub), action });
    expect([code, stderr]).toEqual([5, expect.stringMatching(/^v24\./u)]);
  });

  test("writes outputs, summary, variables and paths, which the next step does not see as its own", async () => {
    program(`
      const { appendFileSync: add } = require("node:fs");
      const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_ENV, GITHUB_PATH } = process.env;
      add(GITHUB_OUTPUT, "outcome<<END\\npass\\nor not\\nEND\\nplain=a=b\\n");
      add(GITHUB_STEP_SUMMARY, "# Summary"); add(GITHUB_ENV, "A=1"); add(GITHUB_PATH, "/bin");`);
    const event = pullRequestEvent(at.gitHub);
    expect(await runner.run({ event, action })).toMatchObject({
      ...{ outputs: { outcome: "pass\nor not", plain: "a=b" }, summary: "# Summary", env: "A=1", path: "/bin" },
    });
    program("");
    expect(await runner.run({ event, action })).toMatchObject({ outputs: {}, summary: "", env: "", path: "", code: 0 });
    expect(runner.everything()).toContain("or not");
  });

  test("finds the merge commit of the pull request at depth 1, all of it, or nothing", async () => {
    program(`
      const { execFileSync, readdirSync } = { ...require("node:child_process"), ...require("node:fs") };
      const count = () => execFileSync("git", ["rev-list", "--count", "HEAD"]).toString().trim();
      const files = readdirSync(".").filter((name) => name !== ".git").length;
      console.log(files, files > 0 ? count() : 0);`);
    const event = pullRequestEvent(at.gitHub);
    expect((await runner.run({ event, action })).stdout).toBe("0 0\n");
    expect((await runner.run({ event, action, checkout: 1 })).stdout).toBe("4 1\n");
    const other = job(at.gitHub);
    expect((await other.run({ event, action, checkout: 0 })).stdout).toBe("4 4\n");
    other.dispose();
  });

  test("can be sent a signal", async () => {
    program("console.log('ready'); setInterval(() => {}, 1000)");
    const event = pullRequestEvent(at.gitHub);
    const ended = await runner.run({ event, action, during: (child) => child.kill("SIGTERM") });
    expect([ended.code, ended.signal]).toEqual([null, "SIGTERM"]);
  });
});

describe("events", () => {
  test("name their commits as GitHub does", () => {
    const { gitHub, base, head, middle } = at;
    expect(pushEvent(gitHub, { before: base, after: head })).toMatchObject({
      ...{ name: "push", sha: head, ref: "refs/heads/main" },
      payload: { before: base, after: head, repository: { default_branch: "main" }, head_commit: { id: head } },
    });
    expect(pushEvent(gitHub, { after: head }).payload).toMatchObject({ before: "0".repeat(40), created: true });
    expect(mergeGroupEvent(gitHub, { base, head })).toMatchObject({
      payload: { merge_group: { base_sha: base, head_sha: head, base_ref: "refs/heads/main" } },
      ref: expect.stringMatching(/^refs\/heads\/gh-readonly-queue\/main\//u),
    });
    for (const event of [dispatchEvent(gitHub, { sha: middle }), scheduleEvent(gitHub, { sha: middle })])
      expect(event).toMatchObject({ sha: middle, ref: "refs/heads/main", payload: { repository: { id: 1 } } });
  });

  test("a fork is another repository, and Dependabot is itself", () => {
    const { gitHub, base, head } = at;
    gitHub.pull({ number: 2, base, head, headRepository: "eve/app", author: DEPENDABOT });
    expect(pullRequestEvent(gitHub, { number: 2, action: "opened" }).payload).toMatchObject({
      pull_request: { head: { repo: { id: 2, full_name: "eve/app" } }, base: { repo: { id: 1 } } },
      sender: { login: "dependabot[bot]", type: "Bot" },
    });
  });
});

test.each(["outcome<<END\npass\n", "just text\n"])("outputs that no runner reads are an error: %j", (text) => {
  expect(() => outputsOf(text)).toThrow();
});
