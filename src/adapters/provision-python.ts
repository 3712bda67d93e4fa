import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { z } from "zod";
import { ToolUnavailable } from "../scan/index.ts";
import type { Command, Shell } from "../ports.ts";

/** The Python that an environment is made of. */
export interface Python {
  /** Absolute path of the interpreter itself: not of a shim, not of an environment that somebody has activated. */
  readonly executable: string;
  /** Differs wherever an environment made of the one does not run on the other. Safe in a file name. */
  readonly tag: string;
  /** Where packages stand below an environment. */
  readonly library: string;
  /** Text of the environment's pyvenv.cfg. */
  readonly configuration: string;
}

/** The oldest that the locks were made for. */
const OLDEST = 10;

const PROBE = `
import json, platform, sys, sysconfig
print(json.dumps({
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "major": sys.version_info[0], "minor": sys.version_info[1],
    "abi": sysconfig.get_config_var("SOABI") or sys.implementation.cache_tag,
    "thread": sysconfig.get_config_var("abi_thread") or "",
    "machine": platform.machine(),
}))`;

const Answer = z.object({
  executable: z.string().startsWith("/"),
  major: z.int(),
  minor: z.int(),
  abi: z.string(),
  thread: z.string(),
  machine: z.string(),
});

export const PYTHON_WAY_OUT = "install Python 3.10 or later with venv, or leave the scanner out with `scanners`";

/** The `python3` on PATH. Throws ToolUnavailable. */
export async function findPython(shell: Shell, base: Pick<Command, "cwd" | "env">): Promise<Python> {
  const { ended, exitCode, stdout } = await shell.run({
    ...base,
    argv: ["python3", "-I", "-c", PROBE],
    deadlineMs: 30_000,
    outputCapBytes: 100_000,
  });
  if (ended === "interrupted") throw new ToolUnavailable("Interrupted while looking for Python.");
  if (ended === "notStarted") throw new ToolUnavailable(`python3 was not found: ${PYTHON_WAY_OUT}.`);
  const answer = exitCode === 0 ? Answer.safeParse(tryJson(Buffer.from(stdout).toString())) : undefined;
  if (answer?.data === undefined) throw new ToolUnavailable(`python3 does not work here: ${PYTHON_WAY_OUT}.`);
  const { executable, major, minor, abi, thread, machine } = answer.data;
  if (major !== 3 || minor < OLDEST) {
    throw new ToolUnavailable(`python3 is ${major}.${minor}, which is too old: ${PYTHON_WAY_OUT}.`);
  }
  const origin = createHash("sha256").update(executable).digest("hex").slice(0, 8);
  return {
    executable,
    tag: `${abi}-${machine}-${origin}`.replace(/[^\w.-]/gu, "_"),
    library: `lib/python3.${minor}${thread}/site-packages`,
    // What venv writes beside (version, command) names the folder in which it was made, and nothing reads it.
    configuration: `home = ${dirname(executable)}\ninclude-system-site-packages = false\n`,
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
