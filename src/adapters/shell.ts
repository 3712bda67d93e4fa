import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exec } from "@actions/exec";
import { z } from "zod";
import { readBytes, writeFailed } from "./files.ts";
import { ENDINGS, NOT_WRITTEN, type LaunchSpec } from "./launcher-protocol.ts";
import type { Command, CommandResult, Shell } from "../ports.ts";

export interface ShellOptions {
  /** Absolute path of the launcher: `dist/launcher/index.js`. */
  readonly launcher: string;
  /** Absolute path of a folder for output files; each command removes its own. */
  readonly temporary: string;
  /** Ctrl-C: running commands end `interrupted`, later ones do not start. */
  readonly signal?: AbortSignal;
  /** The Node that runs the launcher: this one unless a test says otherwise. */
  readonly node?: string;
}

const Result = z.object({ ended: z.enum(ENDINGS), exitCode: z.int().optional(), detail: z.string().optional() });

const NOTHING = new Uint8Array();

export function createShell(options: ShellOptions): Shell {
  return {
    async run(command) {
      if (options.signal?.aborted) return { ended: "interrupted", stdout: NOTHING, stderr: NOTHING };
      const folder = join(options.temporary, `command-${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        return await runIn(folder, command, options);
      } catch (error) {
        throw writeFailed(options.temporary, error);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function runIn(folder: string, command: Command, options: ShellOptions): Promise<CommandResult> {
  const spec: LaunchSpec = {
    ...command,
    stdoutPath: join(folder, "stdout"),
    stderrPath: join(folder, "stderr"),
    resultPath: join(folder, "result.json"),
  };
  const specPath = join(folder, "spec.json");
  await writeFile(specPath, JSON.stringify(spec), { mode: 0o600 });
  const launched = await launch(specPath, options);
  const { ended, exitCode, detail } = await readResult(spec.resultPath, launched);
  const [stdout, stderr] = await Promise.all([bytesOf(spec.stdoutPath), bytesOf(spec.stderrPath)]);
  return {
    ended,
    ...(exitCode === undefined ? {} : { exitCode }),
    stdout,
    // Why it did not start is all there is to say then.
    stderr: ended === "notStarted" && detail !== undefined ? Buffer.from(detail) : stderr,
  };
}

interface Launched {
  /** `null` when a signal ended the launcher, whatever exec's types say. */
  readonly exitCode: number | null;
  readonly stderr: string;
}

async function launch(
  specPath: string,
  { launcher, signal, node = process.execPath }: ShellOptions,
): Promise<Launched> {
  let pid = 0;
  let stderr = "";
  const interrupt = (): void => {
    if (pid > 0) tryInterrupt(pid);
  };
  signal?.addEventListener("abort", interrupt);
  try {
    // exec splits its first argument at spaces outside quotes (toolrunner.js argStringToArray).
    const exitCode = await exec(`"${node.replace(/[\\"]/gu, "\\$&")}"`, [launcher, specPath], {
      // Nothing of ours: a child can read its ancestors' environment in /proc (L6).
      env: {},
      cwd: dirname(specPath),
      silent: true,
      ignoreReturnCode: true,
      listeners: {
        stdline: (line) => {
          pid = Number(line);
          if (signal?.aborted) interrupt();
        },
        stderr: (bytes) => {
          stderr += bytes.toString();
        },
      },
    });
    return { exitCode, stderr };
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

function tryInterrupt(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended in the meantime.
  }
}

async function readResult(path: string, { exitCode, stderr }: Launched): Promise<z.infer<typeof Result>> {
  if (exitCode === 0) return Result.parse(JSON.parse(await readFile(path, "utf8")));
  // The message of Node's own errors begins with the code: "ENOSPC: no space left on device, write".
  if (exitCode === NOT_WRITTEN) throw Object.assign(new Error(stderr), { code: /^E[A-Z]+/u.exec(stderr)?.[0] });
  // Only the child or its user can have killed the launcher: whatever the child did is no result.
  if (exitCode === null) return { ended: "signal" };
  throw new Error(`the launcher ended with ${exitCode}: ${stderr}`);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  // Absent when the launcher was killed before it began.
  return (await readBytes(path)) ?? NOTHING;
}
