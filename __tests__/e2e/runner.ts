/** Starts an action as a GitHub runner would: inputs, variables, command files, event and folders of its own. */

import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { gitEnvironment } from "../fixtures/repository.ts";
import { runtimeToken, WORKFLOW_TOKEN, type GitHubServer } from "../servers/github.ts";
import { packageManager, type RunOptions } from "./cli.ts";
import type { Event } from "./runner-events.ts";

export * from "./runner-events.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export interface Step extends Pick<RunOptions, "during"> {
  readonly event: Event;
  readonly inputs?: Readonly<Record<string, string>>;
  /** On top of the runner's own variables: what an earlier step or the workflow's `env` set. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the action below the repository's root, or an absolute path. */
  readonly action?: string;
  /** What `${{ github.token }}` is. */
  readonly token?: string;
  /** Depth at which `GITHUB_SHA` is checked out into the workspace, 0 for all of history; absent: an empty workspace. */
  readonly checkout?: number;
  readonly attempt?: number;
}

export interface Stepped {
  readonly code: number | null;
  /** Set when it did not end by itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Text of the command files, "" unless the step wrote to them. */
  readonly summary: string;
  readonly env: string;
  readonly path: string;
  readonly state: string;
}

export interface Job {
  /** Holds everything below. */
  readonly home: string;
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temporary: string;
  run(step: Step): Promise<Stepped>;
  /** All files of the job, as text: where a leak would show. */
  everything(): string;
  dispose(): void;
}

type Place = Pick<GitHubServer, "url" | "serverUrl" | "repositoryName" | "bare">;

/** A job on a runner of its own; its steps share the workspace and RUNNER_TEMP. */
export function job(gitHub: Place): Job {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "ccr-runner-")));
  const workspace = join(home, "work", "app", "app");
  const temporary = join(home, "work", "_temp");
  for (const folder of [workspace, temporary]) mkdirSync(folder, { recursive: true });
  let steps = 0;
  return {
    ...{ home, workspace, temporary },
    run: (step) => {
      if (step.checkout !== undefined) checkOut(workspace, gitHub, { sha: step.event.sha, depth: step.checkout });
      return start(step, { gitHub, home, workspace, temporary, files: commandFiles(temporary, (steps += 1)) });
    },
    everything: () =>
      readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => `${file}\n${readFileSync(file, "latin1")}`)
        .join("\n"),
    dispose: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface Surroundings {
  readonly gitHub: Place;
  readonly home: string;
  readonly workspace: string;
  readonly temporary: string;
  readonly files: z.infer<typeof CommandFiles>;
}

const COMMAND_FILES = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE"] as const;
const CommandFiles = z.record(z.enum(COMMAND_FILES), z.string());

/** New for each step, empty, and there (FileCommandManager.cs in actions/runner). */
function commandFiles(temporary: string, step: number): Surroundings["files"] {
  const folder = join(temporary, "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  const made = COMMAND_FILES.map((name) => [name, join(folder, `${name.toLowerCase()}_${step}`)]);
  for (const [, path = ""] of made) writeFileSync(path, "");
  return CommandFiles.parse(Object.fromEntries(made));
}

function start(step: Step, around: Surroundings): Promise<Stepped> {
  const { main, inputs } = readAction(resolve(ROOT, step.action ?? "."), step);
  const env = { ...variablesOf(step, around), ...around.files, ...inputs, ...step.env };
  const text = (name: keyof Surroundings["files"]): string => readFileSync(around.files[name], "utf8");
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [main], { env, cwd: around.workspace, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      done({
        ...{ code, signal, stdout, stderr, outputs: outputsOf(text("GITHUB_OUTPUT")), state: text("GITHUB_STATE") },
        ...{ summary: text("GITHUB_STEP_SUMMARY"), env: text("GITHUB_ENV"), path: text("GITHUB_PATH") },
      });
    });
    if (child.pid !== undefined)
      step.during?.({ pid: child.pid, kill: (name) => child.kill(name), closeStdout: () => child.stdout.destroy() });
  });
}

const Action = z.looseObject({
  inputs: z.record(z.string(), z.looseObject({ default: z.string().default("") })).default({}),
  runs: z.looseObject({ using: z.literal("node24"), main: z.string() }),
});

/** Every declared input is set, to "" where it has no default; names as @actions/core reads them. */
function readAction(
  folder: string,
  { inputs = {}, token = WORKFLOW_TOKEN }: Step,
): { main: string; inputs: Record<string, string> } {
  const file = join(folder, "action.yml");
  const action = existsSync(file)
    ? Action.parse(parse(readFileSync(file, "utf8")))
    : { inputs: {}, runs: { main: "dist/index.js" } };
  const defaults = Object.entries(action.inputs).map(([name, input]): [string, string] => [
    name,
    expand(input.default, token),
  ]);
  return {
    main: join(folder, action.runs.main),
    inputs: Object.fromEntries(
      [...defaults, ...Object.entries(inputs)].map(([name, value]) => [
        `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
        value,
      ]),
    ),
  };
}

/** @throws Error for an expression that this runner does not know */
function expand(text: string, token: string): string {
  return text.replace(/\$\{\{\s*(?<expression>.*?)\s*\}\}/gu, (_, expression: string) => {
    if (expression !== "github.token") throw new Error(`action.yml: unknown expression ${expression}`);
    return token;
  });
}

/** "Variables reference", docs.github.com. */
function variablesOf(
  { event, attempt = 1 }: Step,
  { gitHub, home, workspace, temporary }: Surroundings,
): Record<string, string> {
  const [owner = ""] = gitHub.repositoryName.split("/");
  const eventPath = join(temporary, "_github_workflow", "event.json");
  mkdirSync(join(temporary, "_github_workflow"), { recursive: true });
  writeFileSync(eventPath, JSON.stringify(event.payload, undefined, 2));
  const workflow = `${gitHub.repositoryName}/.github/workflows/review.yml@${event.ref}`;
  const { sha, ref, actor = "ada" } = event;
  return {
    ...packageManager(),
    ...{ PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8", CI: "true", GITHUB_ACTIONS: "true" },
    ...{ GITHUB_ACTION: "__self", GITHUB_ACTOR: actor, GITHUB_ACTOR_ID: "7", GITHUB_TRIGGERING_ACTOR: actor },
    ...{ GITHUB_API_URL: gitHub.url, GITHUB_GRAPHQL_URL: `${gitHub.url}/graphql`, GITHUB_SERVER_URL: gitHub.serverUrl },
    ...{ GITHUB_BASE_REF: event.baseRef ?? "", GITHUB_HEAD_REF: event.headRef ?? "", GITHUB_REF: ref },
    ...{ GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//u, ""), GITHUB_REF_PROTECTED: "false" },
    ...{ GITHUB_REF_TYPE: ref.startsWith("refs/tags/") ? "tag" : "branch", GITHUB_SHA: sha, GITHUB_JOB: "review" },
    ...{ GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: eventPath, GITHUB_RETENTION_DAYS: "90" },
    ...{ GITHUB_REPOSITORY: gitHub.repositoryName, GITHUB_REPOSITORY_ID: "1", GITHUB_REPOSITORY_OWNER: owner },
    ...{ GITHUB_REPOSITORY_OWNER_ID: "2", GITHUB_RUN_ID: "4711", GITHUB_RUN_NUMBER: "17" },
    ...{ GITHUB_RUN_ATTEMPT: String(attempt), GITHUB_WORKFLOW: "review", GITHUB_WORKFLOW_REF: workflow },
    ...{ GITHUB_WORKFLOW_SHA: sha, GITHUB_WORKSPACE: workspace },
    ...{ RUNNER_ARCH: "X64", RUNNER_ENVIRONMENT: "github-hosted", RUNNER_NAME: "local", RUNNER_OS: "Linux" },
    RUNNER_TEMP: temporary,
    // Pinned tools are installed once and verified on every use: tests share the machine's cache with the product.
    RUNNER_TOOL_CACHE: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    ...{ ACTIONS_RUNTIME_TOKEN: runtimeToken(), ACTIONS_RESULTS_URL: `${gitHub.url}/` },
    ...{ ACTIONS_RUNTIME_URL: `${gitHub.url}/runtime/`, ACTIONS_CACHE_URL: `${gitHub.url}/cache/` },
  };
}

/** `name<<delimiter`, lines, `delimiter`; or `name=value`. @throws Error for what the runner would not read. */
export function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const { name, delimiter } = /^(?<name>[^=]+?)<<(?<delimiter>.+)$/u.exec(line)?.groups ?? {};
    if (name === undefined || delimiter === undefined) {
      const [key = "", ...value] = line.split("=");
      if (value.length === 0) throw new Error(`Invalid format '${line}'`);
      outputs[key] = value.join("=");
      continue;
    }
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
    outputs[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return outputs;
}

/** As actions/checkout with `persist-credentials: false` leaves it: a detached HEAD and the remote's name. */
function checkOut(
  workspace: string,
  { bare, serverUrl, repositoryName }: Place,
  { sha, depth }: { sha: string; depth: number },
): void {
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-C", workspace, ...args], { env: gitEnvironment(), stdio: "pipe" });
  git("init", "-q", "--initial-branch=main");
  git("remote", "add", "origin", `${serverUrl}/${repositoryName}.git`);
  git("fetch", "-q", ...(depth === 0 ? [] : [`--depth=${depth}`]), `file://${bare}`, sha);
  git("checkout", "-q", "--detach", "FETCH_HEAD");
}
