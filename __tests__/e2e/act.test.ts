/**
 * The README's workflow, word for word, in act's host mode: offline, against the GitHub of `__tests__/servers`. It shows
 * that the workflow is one, that action.yml is found below the pinned commit, and that inputs, token and event arrive.
 *
 * What act (0.2.89) cannot show: it does not enforce `permissions` and `concurrency`, passes no exit code on, sets no
 * GITHUB_WORKFLOW_REF, brings no Node of its own, and its artifact server does not understand @actions/artifact 6, so
 * that artifacts go to our server.
 */

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { runtimeToken, WORKFLOW_TOKEN } from "../servers/github.ts";
import { makeRepository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { pullRequestEvent } from "./runner.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const [, WORKFLOW = ""] = /^```yaml\n(name:.*?)^```/msu.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
const [, USES = ""] = /uses: (\S+)/u.exec(WORKFLOW) ?? [];

const hasAct = spawnSync("act", ["--version"]).status === 0;
const withAct = hasAct ? test : test.skip;

let scene: ActionScene;
let home: string;
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "ccr-act-")));
  // The workflow is the README's; the policy at base keeps the run to what needs no tool and no key.
  const policy = "version: 1\nscanners: [secrets]\nreview:\n  provider: none\n";
  scene = await actionScene({ before: { ".github/claude-review.yml": policy } });
});
afterEach(async () => {
  rmSync(home, { recursive: true, force: true });
  await scene.dispose();
});

/** What the bundle needs, without node_modules: act copies the whole folder. */
function actionFolder(): string {
  const folder = join(home, "action");
  for (const name of ["action.yml", "publish", "dist", "prompts", "rules", "tools", "package.json"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  return folder;
}

function argvOf(flags: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(flags).flatMap(([flag, values]) => values.flatMap((value) => [flag, value]));
}

function act(): Promise<{ readonly code: number | null; readonly log: string }> {
  const { gitHub } = scene;
  const event = join(home, "event.json");
  writeFileSync(event, JSON.stringify(pullRequestEvent(gitHub).payload));
  const workflow = join(home, "review.yml");
  writeFileSync(workflow, WORKFLOW);
  const argv = argvOf({
    "-P": ["ubuntu-latest=-self-hosted"],
    "-W": [workflow],
    "-e": [event],
    "-s": [`GITHUB_TOKEN=${WORKFLOW_TOKEN}`],
    "--actor": ["ada"],
    "--local-repository": [`${USES}=${actionFolder()}`],
    "--env": [
      `GITHUB_API_URL=${gitHub.url}`,
      `GITHUB_SERVER_URL=${gitHub.serverUrl}`,
      `GITHUB_REPOSITORY=${gitHub.repositoryName}`,
      `ACTIONS_RESULTS_URL=${gitHub.url}/`,
      `ACTIONS_RUNTIME_TOKEN=${runtimeToken()}`,
    ],
  });
  // Another repository stands in the folder that act runs in: what is reviewed comes from the event and GitHub.
  const elsewhere = makeRepository();
  elsewhere.write({ "README.md": "# not the change\n" });
  elsewhere.commit("elsewhere");
  mkdirSync(join(home, "user"));
  // act takes the first node on PATH, where the runner brings its own.
  const env = { HOME: join(home, "user"), PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter) };
  return new Promise((done, reject) => {
    const child = spawn("act", ["pull_request", "--no-cache-server", "--action-offline-mode", ...argv], {
      ...{ env, cwd: elsewhere.path },
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    child.on("error", reject);
    child.on("close", (code) => {
      elsewhere.dispose();
      done({ code, log });
    });
  });
}

withAct(
  `the README's workflow reviews a pull request under act${hasAct ? "" : " (skipped: no act on PATH)"}`,
  async () => {
    const { code, log } = await act();
    const { state, violations } = scene.gitHub;
    expect(violations).toEqual([]);
    expect(log).toMatch(/FAIL {2}1 finding at or over the threshold/u);
    expect(code).toBe(1);
    expect(state.reviewComments().map(({ path, line }) => [path, line])).toEqual([["src/config.ts", 2]]);
    expect(state.comments()).toHaveLength(1);
    expect(state.uploads()).toHaveLength(1);
    expect([...state.artifacts.values()][0]?.has("ledger.jsonl")).toBe(true);
    for (const secret of [WORKFLOW_TOKEN, GITHUB_TOKEN]) expect(log).not.toContain(secret);
  },
  120_000,
);
