/**
 * The runner starts this program with every secret of the step in its environment, and on Linux every process of the same
 * user reads `/proc/PID/environ`, which keeps the first block whatever is deleted later (proc(5); governance.md A13). So
 * the program replaces itself, in the same process, by one whose environment holds no secret: process id, parent and
 * standard streams stay, and the variables come by stdin.
 */

import { closeSync, fstatSync, openSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readNetwork } from "../action-inputs.ts";
import type { Variables } from "../action-inputs-run.ts";
import { ConfigurationError, ExternalError } from "../errors.ts";
import type { Isolation } from "../subject.ts";

/** An earlier step can plant variables, but no argument. */
const SECOND = "--environment-on-stdin";
/** Linux gives a program a few MB of arguments and environment together (execve(2)). */
const CAP_BYTES = 16_000_000;
const STDIN = 0;

/** What the second program keeps: where things are. No secret, nothing that steers Node or git. */
const KEPT = [
  "PATH",
  "HOME",
  "LANG",
  "TZ",
  "TMPDIR",
  "RUNNER_TEMP",
  "RUNNER_TOOL_CACHE",
  "GITHUB_ACTIONS",
  "GITHUB_OUTPUT",
  "GITHUB_STEP_SUMMARY",
  "GITHUB_WORKSPACE",
  // @actions/artifact: is this GitHub Enterprise Server, and how long may an artifact be kept?
  "GITHUB_SERVER_URL",
  "GITHUB_RETENTION_DAYS",
] as const;

export interface Start {
  readonly argv: readonly string[];
  readonly variables: Variables;
}

/**
 * Arguments and variables of this program. In an Action it does not return the first time: the program starts anew.
 * Call it before anything else: nothing that is under way survives.
 * @throws ConfigurationError `runner-unsupported`, `input-invalid` (https-proxy, ca-file)
 * @throws ExternalError `write-failed`
 */
export function isolate(start: Start): Start {
  const [first, ...argv] = start.argv;
  if (first === SECOND) return { argv, variables: receive() };
  if (first !== undefined || start.variables["GITHUB_ACTIONS"] !== "true") return start;
  return replaceSelf(start.variables);
}

function replaceSelf(variables: Variables): never {
  // Node 22.15 and later; it throws on Windows, where there is no such call.
  if (process.execve === undefined || process.platform === "win32")
    throw new ConfigurationError(
      "runner-unsupported",
      "This runner cannot keep the job's secrets from scanners: the Action needs Linux or macOS, and Node 24.",
      "Use `runs-on: ubuntu-latest`, or any Linux or macOS runner that knows node24.",
    );
  const environment = environmentOf(variables);
  const { RUNNER_TEMP: temporary = tmpdir() } = variables;
  handOver(JSON.stringify(variables), ["/dev/shm", temporary]);
  return process.execve(process.execPath, [process.execPath, process.argv[1] ?? "", SECOND], environment);
}

function environmentOf(variables: Variables): Record<string, string> {
  const kept = KEPT.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { proxy, caFile } = readNetwork(variables);
  return {
    ...Object.fromEntries(kept),
    ...(proxy !== undefined && { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "1" }),
    ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }),
  };
}

/** Makes `text` what stdin reads. The file has a name for a moment only; `/dev/shm` is memory. */
function handOver(text: string, folders: readonly string[]): void {
  const [folder, ...others] = folders;
  if (folder === undefined)
    throw new ExternalError("write-failed", "Neither /dev/shm nor RUNNER_TEMP takes a file of this run.", {
      fix: "Free some disk space on the runner, and keep earlier steps from changing who may write there.",
    });
  const path = join(folder, `claude-code-review-${randomUUID()}`);
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
  } catch {
    tryUnlink(path);
    handOver(text, others);
    return;
  }
  try {
    openAsStdin(path);
  } finally {
    unlinkSync(path);
  }
}

function tryUnlink(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made.
  }
}

/** open(2) takes the lowest free number. Node opens /dev/null as what of 0 to 2 is missing, so that 0 can be closed. */
function openAsStdin(path: string): void {
  closeSync(STDIN);
  const opened = openSync(path, "r");
  if (opened !== STDIN) throw new Error(`stdin became ${String(opened)}`);
}

function receive(): Variables {
  const stdin = fstatSync(STDIN);
  if (!stdin.isFile() || stdin.size > CAP_BYTES)
    throw new ConfigurationError(
      "flag-unknown",
      `${SECOND} is how the Action starts itself: nobody else can use it.`,
      "Run with --help to see commands, flags and their values.",
    );
  const text = readFileSync(STDIN, "utf8");
  // A child could read it again in /proc/PID/fd/0.
  openAsStdin("/dev/null");
  return z.record(z.string(), z.string()).parse(JSON.parse(text));
}

/**
 * What a scanner could still read: tries it on this process and all of its ancestors, as the same user. Nothing of what is
 * read goes into the record.
 */
export function isolationOf(secrets: readonly string[]): Isolation {
  if (process.platform !== "linux")
    return { statement: "What scanners could read of this job's other processes was not measured: there is no /proc." };
  const environments = ancestors(process.pid).flatMap((pid) => readable(`/proc/${String(pid)}/environ`));
  const needles = secrets.map((secret) => Buffer.from(secret));
  const exposing = environments.filter((bytes) => needles.some((needle) => bytes.includes(needle))).length;
  return { statement: sentence(environments.length, exposing), readable: environments.length, exposing };
}

function sentence(read: number, exposing: number): string {
  const scope = readable("/proc/sys/kernel/yama/ptrace_scope")[0]?.toString().trim() ?? "absent";
  const held =
    exposing === 0
      ? "none holds a secret of this run"
      : `${String(exposing)} ${exposing === 1 ? "holds" : "hold"} a secret of this run`;
  return (
    `A scanner could read the environment of ${String(read)} of its ancestor processes and ${held}; ` +
    `the memory of processes of the same user is not covered (kernel.yama.ptrace_scope: ${scope}).`
  );
}

/** This process first; ends where the parent is outside of this PID namespace. */
function ancestors(pid: number): readonly number[] {
  const [status] = readable(`/proc/${String(pid)}/status`);
  const parent = Number(/^PPid:\s*(\d+)$/mu.exec(status?.toString() ?? "")?.[1] ?? 0);
  return parent === 0 ? [pid] : [pid, ...ancestors(parent)];
}

/** Another user's is not readable, and a process may end meanwhile. */
function readable(path: string): readonly Buffer[] {
  try {
    return [readFileSync(path)];
  } catch {
    return [];
  }
}
