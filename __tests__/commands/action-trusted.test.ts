import { describe, expect, test } from "@jest/globals";
import { actionTrusted } from "../../src/commands/action-trusted.ts";
import { readEnvironment } from "../../src/inputs.ts";
import type { OpenPull, PassedCheck, TriggeringRun } from "../../src/ports-forks.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { ActionTrustedRequest } from "../../src/request.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeChecks } from "../fakes/checks.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { aPull, aRun, fakeForks, HEAD } from "../fakes/forks.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeIssues } from "../fakes/issues.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeRunner } from "../fakes/runner.ts";
import { fakeShell } from "../fakes/shell.ts";
import { fakeThreads } from "../fakes/threads.ts";
import { without } from "../fixtures/without.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const TIP = "d".repeat(40);
const REFUSED = new GitHubRefusal("permission", "GitHub would not (403).", 403);

interface Given {
  readonly run?: TriggeringRun;
  readonly pulls?: readonly OpenPull[];
  readonly passes?: readonly PassedCheck[];
  readonly attempt?: number;
  readonly sarifFiles?: readonly string[];
  /** As the pull request stands once it was reviewed. */
  readonly standing?: { readonly head?: string; readonly baseBranch?: string | undefined };
  /** How often the verdict is refused. */
  readonly refusals?: number;
  /** The policy at base. */
  readonly policy?: string;
}

/** A trusted job of a change without files: scanners have nothing to do, so it passes. */
async function trusted({ attempt = 1, sarifFiles = [], standing = {}, refusals = 0, policy, ...world }: Given = {}) {
  const [checks, log, files, runner, forks] = [fakeChecks(), fakeLog(), fakeFiles(), fakeRunner(), fakeForks(world)];
  for (let n = 0; n < refusals; n += 1) checks.refuse(REFUSED);
  const fake = fakeGitHub({ branches: { main: TIP, "release/1": TIP }, mergeBase: TIP });
  const { head = HEAD } = standing;
  const baseBranch = "baseBranch" in standing ? standing.baseBranch : "main";
  const gitHub = {
    ...{ ...fake, ...checks, ...fakeThreads() },
    pullRequest: async () => ({
      ...{ state: "open" as const, merged: false, head },
      ...(baseBranch !== undefined && { baseBranch }),
    }),
  };
  const request: ActionTrustedRequest = {
    command: "actionTrusted",
    run: aWorkflowRun({ event: "workflow_run", runId: "4711", runAttempt: attempt }),
    ...{ of: "99", workflow: ".github/workflows/review.yml", sarifFiles, uploadSarif: "never" },
    policy: { path: ".github/claude-review.yml", chosen: false },
    choices: { provider: "none", comments: "none", evidence: "none", scanners: "none", check: "off" },
  };
  const unasked = () => {
    throw new Error("nobody should ask");
  };
  const environment = { ...readEnvironment({ RUNNER_TEMP: "/temp" }, "linux"), colour: false, quiet: false };
  const ended = actionTrusted(
    request,
    {
      ...{ environment: { ...environment, columns: 80 }, version: "1.2.3", rules: "", prompts: "" },
      redactor: createRedactor(),
    },
    {
      ...{ clock: fakeClock(), log, files, shell: fakeShell(), provision: fakeProvision() },
      ...{ forks: () => forks, gitHub: () => gitHub, lastWord: () => checks, runner: () => runner },
      ...{ people: unasked, ticketPlaces: () => ({ issues: fakeIssues() }), createModel: unasked, checkModel: unasked },
      ...{ isolation: () => ({ statement: "Isolated." }), print: async () => undefined },
      ...{ wait: async () => undefined, signal: new AbortController().signal },
      openFetched: async () => ({
        ...fakeObjects({
          commits: { [TIP]: TIP, [HEAD]: HEAD },
          mergeBase: TIP,
          ...(policy !== undefined && { files: { [`${TIP}:.github/claude-review.yml`]: policy } }),
        }),
        fetch: async () => [],
      }),
    },
  );
  const code = await ended.catch((error: unknown) => error);
  return { code, forks, log, text: runner.text(), put: checks.runs };
}

describe("the verdict", () => {
  test("goes into the check that was claimed on the head, whatever the input check says", async () => {
    const { code, forks, put } = await trusted();
    expect(code).toBe(0);
    expect(forks.claims).toMatchObject([
      { head: HEAD, name: "claude-code-review", title: "The review is running", detailsUrl: expect.any(String) },
    ]);
    expect(put.map(({ name, externalId, head, conclusion }) => ({ name, externalId, head, conclusion }))).toEqual([
      { name: "claude-code-review", externalId: forks.claims[0]?.externalId, head: HEAD, conclusion: "success" },
    ]);
  });

  test.each<[string, NonNullable<Given["standing"]>]>([
    ["was pushed to", { head: "e".repeat(40) }],
    ["goes elsewhere", { baseBranch: "release/1" }],
    ["goes nobody knows where", { baseBranch: undefined }],
  ])("L5 is not set when the pull request %s: the check says Superseded", async (_, standing) => {
    const { put, forks } = await trusted({ standing });
    expect(put).toMatchObject([
      {
        ...{ conclusion: "action_required", title: "Superseded", head: HEAD },
        externalId: forks.claims[0]?.externalId,
      },
    ]);
  });

  test("L5 that GitHub refuses leaves a check that says so, and not that it was superseded", async () => {
    const { put } = await trusted({ refusals: 1 });
    expect(put).toMatchObject([{ conclusion: "action_required", title: "There is no verdict" }]);
  });

  test("L5 that there is none of is said on the check, and by the error; a check that cannot be ended is a warning", async () => {
    const { code, put } = await trusted({ policy: "version: 7\n" });
    expect(code).toMatchObject({ code: "policy-invalid" });
    expect(put).toMatchObject([{ conclusion: "action_required", title: "There is no verdict" }]);
    const worse = await trusted({ policy: "version: 7\n", refusals: 1 });
    expect(worse.code).toMatchObject({ code: "policy-invalid" });
    expect(worse.log.warnings.join("\n")).toContain("GitHub would not (403).");
  });
});

describe("nothing is claimed and nothing set", () => {
  test("where nothing is to be reviewed: the summary and the log say why", async () => {
    const { code, forks, put, text, log } = await trusted({ pulls: [] });
    expect([code, forks.claims, put]).toEqual([0, [], []]);
    expect(text).toContain("No new check was set and nothing was posted.");
    expect(log.lines).toContain("No open pull request has bbbbbbbbbbbb as its head any more.");
  });

  test("where SARIF of others is to be read: it may be what the fork's run left", async () => {
    const { code, forks, put } = await trusted({ sarifFiles: ["*.sarif"] });
    expect(code).toMatchObject({ code: "input-invalid" });
    expect([forks.claims, put]).toEqual([[], []]);
  });
});

describe("L5 a run that runs again takes back what its earlier attempts passed", () => {
  const claim = (runId: string): PassedCheck => ({
    name: "claude-code-review",
    externalId: `claude-code-review/forks/${"0".repeat(32)}/${runId}.1`,
  });
  const takenBack = { ...claim("4711"), head: HEAD, conclusion: "action_required", title: "Taken back" };

  test.each<[string, Given]>([
    ["the fork was deleted", { run: without(aRun(), "headRepository") }],
    ["the pull request is closed", { pulls: [] }],
    ["there are two", { pulls: [aPull(), aPull({ number: 8, baseBranch: "release/1" })] }],
  ])("though now nothing can be reviewed: %s", async (_, given) => {
    const { put } = await trusted({ ...given, attempt: 2, passes: [claim("4711")] });
    expect(put).toMatchObject([takenBack]);
  });

  test("before it says anything new", async () => {
    const { put } = await trusted({ attempt: 2, passes: [claim("4711")] });
    expect(put).toMatchObject([takenBack, { conclusion: "success" }]);
  });

  test("and not what others passed, nor in its first attempt", async () => {
    const others = [
      claim("47110"),
      claim("471"),
      { name: "build", externalId: "0f7c2a7e-2f3e-5f7e-9e2d-1b2c3d4e5f60" },
    ];
    expect((await trusted({ attempt: 2, passes: others, pulls: [] })).put).toEqual([]);
    expect((await trusted({ passes: [claim("4711")], pulls: [] })).put).toEqual([]);
  });

  test("or says that it could not, and ends with an error", async () => {
    const { code, forks } = await trusted({ attempt: 2, passes: [claim("4711")], refusals: 1 });
    expect(code).toMatchObject({ code: "github-failed", message: expect.stringContaining("(403)") });
    expect(forks.claims).toEqual([]);
  });
});
