/** From an accepted `/ccr fix` to the stage that drafts: real git over HTTP and a real scanner in process; the secret's way out is its playbook. */

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { openFetched } from "../../src/adapters/git-fetch.ts";
import { BUNDLE } from "../../src/bundle.ts";
import { respondFix } from "../../src/commands/respond-fix.ts";
import type { Asked } from "../../src/commands/respond.ts";
import { readEnvironment } from "../../src/inputs.ts";
import type { WantedCommit } from "../../src/ports.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeBranches } from "../fakes/branches.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeModel } from "../fakes/model.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { realTools } from "../fixtures/tools.ts";
import { startGitHub, type GitHubServer } from "../servers/github.ts";
import { RUN } from "./respond-world.ts";

let temporary: string;
let repository: Repository;
let server: GitHubServer;
let base: string;
let head: string;
const wanted: WantedCommit[] = [];

beforeAll(async () => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "respond-fix-")));
  repository = makeRepository({ bare: true });
  repository.write({ "README.md": "# App\n" });
  base = repository.commit("base");
  repository.branch("topic", base);
  repository.write({ "config.ts": `export const token = "${GITHUB_TOKEN}";\n` });
  head = repository.commit("head");
  server = await startGitHub({ bare: repository.path });
  server.pull({ base, head });
});
afterAll(async () => {
  await server.close();
  repository.dispose();
  rmSync(temporary, { recursive: true, force: true });
});

async function ask(finding: string) {
  const log = fakeLog();
  const open = (commits: readonly WantedCommit[]) => {
    wanted.push(...commits);
    const url = `${server.serverUrl}/${server.repositoryName}.git`;
    const environment = { PATH: process.env["PATH"] ?? "" };
    const signal = new AbortController().signal;
    return openFetched({ url, commits }, { temporary: join(temporary, "git"), environment, signal });
  };
  const gitHub = fakeGitHub({
    mergeBase: base,
    pull: { state: "open", merged: false, head },
    branches: { main: base },
  });
  const branches = fakeBranches({ state: "open", head, branch: "topic", fork: false });
  const person = { id: 8, login: "robin" };
  const asked: Asked = {
    command: { kind: "fix", finding },
    comment: {
      ...{ id: 100, nodeId: "IC_100", number: 1, body: "", author: { ...person, type: "User" }, viaApp: false },
      ...{ createdAt: "2026-01-02T03:00:00Z", updatedAt: "2026-01-02T03:00:00Z", edited: false },
    },
    pullRequest: {
      ...{ number: 1, state: "open", merged: false, locked: false, author: person, head },
      baseBranch: "main",
    },
    ...{ roleName: "write", roles: ["responders"], run: { ...RUN, runAttempt: 1 }, baseTip: base },
    objects: await open([{ commit: base }]),
    policy: { policy: { version: 1 }, source: "defaults", sha256: "0".repeat(64) },
  };
  const environment = { ...readEnvironment(process.env, process.platform), colour: false, quiet: true, columns: 80 };
  const options = {
    policy: { path: ".github/claude-review.yml", chosen: false },
    ...{ choices: { scanners: ["secrets"], provider: "none" } as const, sarifFiles: [] },
  };
  const redactor = createRedactor();
  const context = { environment, version: "1.2.3", rules: BUNDLE.rules, prompts: BUNDLE.prompts, redactor };
  const handled = await respondFix(
    asked,
    { options, context },
    {
      ...{ files: createFiles({ temporary }), log, clock: fakeClock(), ...realTools(temporary, log) },
      createModel: () => fakeModel(() => ({})),
      checkModel: async () => ({ state: "unknown", reason: "nobody is asked" }),
      gitHub: () => gitHub,
      branches: () => branches,
      isolation: () => ({ statement: "Not measured here." }),
      patches: { check: async () => ({ refused: "nothing is to be applied here" }) },
      openFetched: (_, commits) => open(commits),
    },
  );
  return { handled, branches };
}

test("an id that no finding has is answered, and nothing is pushed", async () => {
  const { handled, branches } = await ask("0123456789abcdef");
  expect(handled).toMatchObject({ status: "skipped", detail: "No fix was drafted, and nothing was pushed." });
  expect(handled.markdown).toMatch(/no such finding.*only Claude made/su);
  expect(branches.commits).toEqual([]);
  // The head that was judged, by its full name, as objects.
  expect(wanted).toContainEqual({ commit: head, ref: "refs/pull/1/head" });
});

test("the finding is looked for in the head that was judged, and a secret gets its playbook instead of a push", async () => {
  // Every fingerprint begins so, and there is one.
  const { handled, branches } = await ask("");
  expect(handled).toMatchObject({ status: "done", detail: "There is a playbook for this; nothing was pushed." });
  expect(handled.markdown).toMatch(/revoke|rotate/iu);
  expect(handled.markdown).not.toContain(GITHUB_TOKEN);
  expect(branches.commits).toEqual([]);
});
