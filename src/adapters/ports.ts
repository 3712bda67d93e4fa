import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { BUNDLE } from "../bundle.ts";
import { ConfigurationError } from "../errors.ts";
import type { Environment } from "../inputs.ts";
import type { ChangeSource, Log, WantedCommit } from "../ports.ts";
import type { WorkflowRun } from "../subject.ts";
import { readVariables } from "../variables.ts";
import { createRedactor } from "../secrets/index.ts";
import { createArtifactStore } from "./artifact.ts";
import { createClock } from "./clock.ts";
import { createFiles, errnoOf, readBytes } from "./files.ts";
import { openFetched } from "./git-fetch.ts";
import { commitChange } from "./git-made.ts";
import { openObjects } from "./git.ts";
import { createGitHubClient, createPatience } from "./github-client.ts";
import { createPatches } from "./git-apply.ts";
import { createAdvisories } from "./github-advisories.ts";
import { createIssues } from "./github-issues.ts";
import { createWebhook } from "./webhook.ts";
import { createBranches } from "./github-branches.ts";
import { createChecks } from "./github-checks.ts";
import { createForks } from "./github-forks.ts";
import { createPeople } from "./github-people.ts";
import { createWorkflowRuns } from "./github-runs.ts";
import { createGitHub } from "./github.ts";
import { isolationOf } from "./isolation.ts";
import { createLog } from "./logs.ts";
import { createProvision } from "./provision.ts";
import { modelFactory } from "./models.ts";
import { useProxy } from "./proxy.ts";
import { annotate, createRunner, maskSecrets } from "./runner.ts";
import { createShell } from "./shell.ts";
import { printTo } from "./stdout.ts";
import { createSyntax } from "./syntax.ts";

/** The real ports. `temporary` is this run's own folder, which the caller removes; `signal` is Ctrl-C. */
export function createPorts(
  environment: Environment,
  {
    temporary,
    signal,
    version,
    untrusted,
  }: { temporary: string; signal: AbortSignal; version: string; untrusted: readonly string[] },
) {
  const clock = createClock();
  const log = createOwnLog(environment);
  if (environment.action === undefined) useProxy(environment.packageManager, log);
  const files = createFiles({ temporary });
  const shell = createShell({ launcher: BUNDLE.launcher, temporary, signal });
  const git = { ...environment.children };
  return {
    clock,
    log,
    files,
    shell,
    syntax: createSyntax(BUNDLE.syntax, log),
    provision: createProvision({
      shell,
      temporary,
      log,
      cacheRoot: environment.toolCache,
      locks: BUNDLE.locks,
      untrusted: [process.cwd(), ...untrusted],
      environment,
    }),
    openObjects: async (repo: string) => openObjects({ repo, temporary: join(temporary, "git"), environment: git }),
    commitChange: (source: ChangeSource) => commitChange(source, { files, environment: git }),
    patches: createPatches({ files, environment: git }),
    print: printTo(process.stdout),
    ...modelFactory(environment, { files, shell, log, clock, signal }),
    ...actionPorts(environment, { temporary, signal, version, log }),
  };
}

/** A job's log has a mask for what is on the same stream after it, so everything goes to stdout there. */
function createOwnLog({ action, quiet }: Environment): Log {
  return action === undefined ? createLog(process.stderr, { quiet }) : createLog(process.stdout);
}

/** The runner kills a cancelled job 10 seconds after its SIGINT (docs, "Workflow cancellation reference"). */
const LAST_WORD_MS = 5000;

/** What only a workflow job has. */
function actionPorts(
  environment: Environment,
  { temporary, signal, version, log }: { temporary: string; signal: AbortSignal; version: string; log: Log },
) {
  const { action, children, knownSecrets } = environment;
  // One for all: however many parts GitHub keeps waiting, the job does not wait for each of them anew.
  const common = { log, signal, version, patience: createPatience() };
  const client = (run: WorkflowRun, token?: string) =>
    createGitHubClient({ run, token: token ?? tokenOf(action), ...common });
  return {
    signal,
    gitHub: (run: WorkflowRun) => createGitHub({ run, token: tokenOf(action), ...common }),
    forks: (run: WorkflowRun) => createForks(client(run)),
    lastWord: (run: WorkflowRun) => {
      const last = signal.aborted ? AbortSignal.timeout(LAST_WORD_MS) : signal;
      return createChecks(createGitHubClient({ run, token: tokenOf(action), ...common, signal: last }));
    },
    ticketPlaces: (run: WorkflowRun) => ({
      issues: createIssues(client(run), run.apiUrl),
      ...(action?.advisoryToken !== undefined && {
        advisories: createAdvisories(client(run, action.advisoryToken), run),
      }),
      ...(action?.ticketWebhookUrl !== undefined &&
        action.ticketWebhookSecret !== undefined && {
          webhook: {
            port: createWebhook({ url: action.ticketWebhookUrl, signal }),
            secret: action.ticketWebhookSecret,
          },
        }),
    }),
    people: (run: WorkflowRun) => createPeople(client(run), run),
    workflowRuns: (run: WorkflowRun) => createWorkflowRuns(client(run)),
    // What `fix-token` pushes runs its own checks; what the job's token pushes waits for somebody's approval.
    branches: (run: WorkflowRun) => createBranches(client(run, action?.fixToken), run),
    openFetched: (run: WorkflowRun, commits: readonly WantedCommit[]) =>
      openFetched(
        { url: `${run.serverUrl}/${run.owner}/${run.repo}.git`, token: tokenOf(action), commits },
        {
          temporary: join(temporary, "git"),
          environment: children,
          signal,
          ...(action?.proxy !== undefined && { proxy: action.proxy }),
          ...(action?.caFile !== undefined && { caFile: action.caFile }),
        },
      ),
    runner: (run: WorkflowRun) => ownRunner(environment, { log, serverUrl: run.serverUrl }),
    isolation: () => isolationOf(knownSecrets),
    wait: async (ms: number) => {
      await setTimeout(ms, undefined, { signal }).catch(() => undefined);
    },
  };
}

function ownRunner({ action }: Environment, { log, serverUrl }: { log: Log; serverUrl: string }) {
  const service = action?.artifactService;
  const proxy = action?.proxy === undefined ? {} : { proxy: action.proxy };
  return createRunner({
    stepFiles: action?.stepFiles ?? { output: false, summary: false },
    uploadArtifact: createArtifactStore(service && { ...service, serverUrl, ...proxy }, log),
    log,
  });
}

/** @throws ConfigurationError `input-invalid`: somebody has set the input to nothing */
function tokenOf(action: Environment["action"]): string {
  if (action?.githubToken !== undefined) return action.githubToken;
  throw new ConfigurationError(
    "input-invalid",
    "The input github-token is empty: the change cannot be read and nothing can be published.",
    "Leave the input out for the workflow's own token, or give it one that may read this repository.",
  );
}

/** All that is needed before there are ports. */
export const reading = { read: readBytes };

/** Why there is no verdict: on stderr in a terminal, as an annotation of the run in a job, where stderr is searched for commands. */
export function complain({ text, code }: { readonly text: string; readonly code: number }): number {
  const inJob = readVariables()["GITHUB_ACTIONS"] === "true";
  if (inJob) annotate({ level: "error", title: "claude-code-review: no verdict", message: text });
  else process.stderr.write(`${text}\n`);
  return code;
}

/** Before anything of the job is printed: masks, and the names of what has no effect. */
export function announce(environment: Environment): void {
  const { action, knownSecrets } = environment;
  if (action === undefined) return;
  maskSecrets(knownSecrets);
  const log = createOwnLog(environment);
  const { ignoredVariables, unknownInputs } = action;
  if (ignoredVariables.length > 0)
    log.info(`Variables of the job that have no effect here: ${ignoredVariables.join(", ")}.`);
  if (unknownInputs.length > 0) log.warn(`Inputs that this action does not have: ${unknownInputs.join(", ")}.`);
}

/** @param error what kept the run's temporary folder from being removed */
export function leftBehind(environment: Environment, error: unknown): void {
  const why = errnoOf(error) ?? "unknown";
  createOwnLog(environment).warn(`This run's folder in ${environment.temporary} could not be removed (${why}).`);
}

export async function readContext(environment: Environment) {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(BUNDLE.packageJson, "utf8")));
  return {
    environment,
    version,
    rules: BUNDLE.rules,
    prompts: BUNDLE.prompts,
    redactor: createRedactor({ known: environment.knownSecrets }),
  };
}
