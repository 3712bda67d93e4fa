/** `/ccr fix` from the scan to the draft: real git, scanners, prompt, adapters and GitHub's API on this machine; Claude is a stand-in. Not the built program. */

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { createPatches } from "../../src/adapters/git-apply.ts";
import { openObjects } from "../../src/adapters/git.ts";
import { createBranches } from "../../src/adapters/github-branches.ts";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { BUNDLE } from "../../src/bundle.ts";
import { readChange } from "../../src/change/index.ts";
import { fix, type FixCommandPorts } from "../../src/commands/fix.ts";
import { scanned, type Job } from "../../src/commands/job.ts";
import type { FixOutcome } from "../../src/fixes/index.ts";
import { readEnvironment } from "../../src/inputs.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { resolveSettings } from "../../src/settings.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeModel } from "../fakes/model.ts";
import { gitEnvironment, makeRepository, type Repository } from "../fixtures/repository.ts";
import { realTools } from "../fixtures/tools.ts";
import { startGitHub, WORKFLOW_TOKEN, type GitHubServer } from "../servers/github.ts";
import { Listed } from "../servers/github-branches.ts";

const FLAW = "import subprocess\n\n\ndef run(request):\n    subprocess.call('ls ' + request.args['d'], shell=True)\n";
const REPAIR = "    subprocess.call(['ls', '--', request.args['d']])";

let temporary: string;
let repository: Repository;
let gitHub: GitHubServer;
let head: string;
let outcome: FixOutcome;
const model = fakeModel(() => ({
  edits: [{ file: "app.py", startLine: 5, endLine: 5, replacement: REPAIR }],
  explanation: "No shell is started any more.",
}));

beforeAll(async () => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "fix-")));
  repository = makeRepository({ bare: true });
  repository.write({ "README.md": "# App\n" });
  const base = repository.commit("base");
  repository.branch("topic", base);
  repository.write({ "app.py": FLAW });
  head = repository.commit("head");
  gitHub = await startGitHub({ bare: repository.path });
  gitHub.pull({ base, head });
  gitHub.account({ token: WORKFLOW_TOKEN, permissions: { contents: "write", pull_requests: "write" } });
  outcome = await ask(base);
});
afterAll(async () => {
  await gitHub.close();
  repository.dispose();
  rmSync(temporary, { recursive: true, force: true });
});

async function ask(base: string): Promise<FixOutcome> {
  const [log, files] = [fakeLog(), createFiles({ temporary })];
  const environment = { ...readEnvironment(process.env, process.platform), colour: false, quiet: true, columns: 80 };
  const run = { owner: "octo", repo: "app", apiUrl: gitHub.url };
  const options = {
    ...{ run, token: WORKFLOW_TOKEN, log, signal: new AbortController().signal, version: "1.2.3" },
    ...{ wait: async () => undefined, limits: { pace: false } },
  };
  const objects = await openObjects({
    repo: repository.path,
    temporary: join(temporary, "git"),
    environment: gitEnvironment(),
  });
  const ports: FixCommandPorts = {
    ...{ objects, files, log, clock: fakeClock(), ...realTools(temporary, log) },
    createModel: () => model,
    checkModel: async () => ({ state: "unknown", reason: "nobody is asked" }),
    branches: createBranches(createGitHubClient(options), run),
    patches: createPatches({ files, environment: gitEnvironment() }),
  };
  const choices = { scanners: ["semgrep", "secrets"], provider: "command" } as const;
  const job: Job = {
    request: {
      policy: { path: ".github/claude-review.yml", chosen: false },
      choices,
      sarifFiles: [],
      modelCommand: "/none",
    },
    context: {
      environment,
      version: "1.2.3",
      rules: BUNDLE.rules,
      prompts: BUNDLE.prompts,
      redactor: createRedactor(),
    },
    policy: { policy: { version: 1 }, source: "defaults", sha256: "0".repeat(64) },
    settings: resolveSettings(choices, { version: 1 }),
    change: await readChange({ base, head }, objects),
    ...{ scope: "change", sarifFolder: temporary, dryRun: false },
  };
  const { found: findings } = await scanned(job, ports);
  const finding = findings.find(({ location }) => location?.startLine === 5)!;
  return fix(
    {
      finding: finding.fingerprint.split(":").at(-1)!.slice(0, 8),
      ...{ pullRequest: 1, askedBy: { id: 7, login: "ada" }, token: "workflow" },
      run: { ...run, serverUrl: "https://github.com", runId: "1" },
      ownersOf: () => ({ people: ["ada"], teams: [] }),
    },
    job,
    ports,
  );
}

test("a finding of semgrep becomes a draft into the branch, on the reviewed head, that semgrep is silent about", async () => {
  expect(outcome).toMatchObject({ kind: "draft", draft: { number: 2, state: "open" } });
  const { branch = "", commit = "" } = outcome.pushed ?? {};
  expect(repository.git("rev-parse", `refs/heads/${branch}`, `${commit}^`)).toBe(`${commit}\n${head}`);
  expect(repository.git("diff", "--name-only", head, commit)).toBe("app.py");
  expect(repository.git("cat-file", "-p", `${commit}:app.py`)).toContain(REPAIR);
  const response = await fetch(`${gitHub.url}/repos/octo/app/pulls?head=octo:${branch}`);
  const [pull] = Listed.parse(await response.json());
  expect(pull).toMatchObject({ draft: true, base: { ref: "topic" }, requested_reviewers: [{ login: "ada" }] });
  expect(pull?.body).toMatch(/`Semgrep[^`]*` `[^`]+` reports `semgrep\/[^`]+` in the file \| 1 \| 0 \|/iu);
});

test("one question is asked, by the prompt that ships, and what left is on the account", () => {
  expect(model.questions).toHaveLength(1);
  expect(model.questions[0]?.system).toContain("You repair one security finding");
  expect(outcome.asked).toMatchObject({
    requests: [{ question: "fix", kind: "answered", redaction: { bytesAfter: expect.any(Number) } }],
    disclosures: [{ uri: "app.py", side: "head", startLine: 1, endLine: 5 }],
  });
});

test("every request is one of GitHub's description, and none holds the token", () => {
  expect(gitHub.violations).toEqual([]);
  expect(gitHub.received()).not.toContain(WORKFLOW_TOKEN);
});
