import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ExternalError } from "../errors.ts";
import { ToolUnavailable, type Provision, type ProvisionedTool } from "../scan/index.ts";
import { createFiles, errnoOf, readBytes, writeFailed } from "./files.ts";
import { parseLock, type Lock } from "./provision-lock.ts";
import { pipInstall } from "./provision-pip.ts";
import { findPython, type Python } from "./provision-python.ts";
import { deviation, reduce } from "./provision-tree.ts";
import { expectationOf } from "./provision-wheels.ts";
import type { Log, Shell } from "../ports.ts";

export interface ProvisionOptions {
  readonly shell: Shell;
  readonly log: Log;
  /** Absolute path of this run's folder, where the tools have their HOME. */
  readonly temporary: string;
  /** Absolute path of RUNNER_TOOL_CACHE or the user's cache folder. */
  readonly cacheRoot: string;
  /** Absolute path of the folder with `<tool>.lock`. */
  readonly locks: string;
  readonly environment: {
    /** For every child: PATH. */
    readonly children: Readonly<Record<string, string>>;
    /** For the one that downloads: PIP_*, and in a terminal proxy and CA variables. */
    readonly packageManager: Readonly<Record<string, string>>;
  };
}

/**
 * How each tool starts. Never by the scripts that pip writes: no wheel vouches for them. `-I` shuts out PYTHON*
 * variables, the user's packages and the working directory; `-B` keeps compiled files, which nobody can check, out.
 */
const STARTS: Readonly<Record<string, readonly string[] | undefined>> = {
  // `semgrep` itself starts semgrep-core, which looks for `pysemgrep` on PATH and lands here.
  semgrep: [
    "bin/python",
    "-I",
    "-B",
    "-c",
    'import sys; sys.argv[0] = "semgrep"; from semgrep.console_scripts.pysemgrep import main; main()',
  ],
  zizmor: ["bin/zizmor"],
};

/** Gets tools from PyPI: pinned by the lock in this repository, kept in a cache, and checked against the lock on every use. */
export function createProvision(options: ProvisionOptions): Provision {
  const tools = new Map<string, Promise<ProvisionedTool>>();
  return {
    pip(tool) {
      const known =
        tools.get(tool) ?? provide(tool, options).catch((error: unknown) => Promise.reject(translated(tool, error)));
      tools.set(tool, known);
      return known;
    },
  };
}

interface Place {
  readonly tool: string;
  readonly lock: Lock;
  readonly lockPath: string;
  readonly python: Python;
  readonly env: Readonly<Record<string, string>>;
}

async function provide(tool: string, options: ProvisionOptions): Promise<ProvisionedTool> {
  const start = STARTS[tool];
  const lockPath = join(options.locks, `${tool}.lock`);
  const bytes = await readBytes(lockPath);
  if (start === undefined || bytes === undefined)
    throw new ToolUnavailable(`${tool} is not a tool that this program pins.`);
  const lock = parseLock(bytes, tool);
  const home = await createFiles(options).temporary(tool);
  const env = { LANG: "C.UTF-8", ...options.environment.children, HOME: home, TMPDIR: home };
  const python = await findPython(options.shell, { cwd: home, env });
  const place = join(
    options.cacheRoot,
    "claude-code-review",
    "pip",
    `${tool}-${lock.sha256.slice(0, 12)}-${python.tag}`,
  );
  await ensureSound(place, { tool, lock, lockPath, python, env }, options);
  const [program = "", ...args] = start;
  return {
    version: lock.version,
    lockSha256: lock.sha256,
    argv: [join(place, "environment", program), ...args],
    env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
  };
}

async function ensureSound(place: string, what: Place, options: ProvisionOptions): Promise<void> {
  const { tool, lock } = what;
  const found = await check(place, what);
  if (found === "sound") return;
  if (found === "absent") options.log.info(`installing ${tool} ${lock.version} (first use, about 30 s)`);
  else options.log.warn(`${tool} in the tool cache is not what was installed (${found}); installing it anew`);
  const parent = dirname(place);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const partial = join(parent, `.${basename(place)}.${randomUUID()}`);
  try {
    await mkdir(partial, { mode: 0o700 });
    await removeStale(parent, partial);
    await pipInstall(options.shell, { ...what, into: partial, packageManager: options.environment.packageManager });
    const expected = await expectationOf(join(partial, "wheels"), lock, what.python);
    if (typeof expected !== "string") await reduce(join(partial, "environment"), expected);
    const built = await check(partial, what);
    if (built !== "sound") throw new ToolUnavailable(`${tool} was installed and is not what its lock pins (${built}).`);
    await moveInto(place, { partial, what });
    options.log.info(`installed ${tool} ${lock.version}`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** `sound`, `absent`, or a sentence about what is wrong. */
async function check(place: string, { lock, python }: Place): Promise<string> {
  try {
    const expected = await expectationOf(join(place, "wheels"), lock, python);
    return typeof expected === "string"
      ? expected
      : ((await deviation(join(place, "environment"), expected)) ?? "sound");
  } catch (error) {
    const there = await stat(place).catch(() => undefined);
    if (there === undefined) return "absent";
    if (errnoOf(error) === undefined) throw error;
    return `it cannot be read: ${errnoOf(error)}`;
  }
}

/** A rename is atomic: of two runs at once the later one finds the other's and takes it, if it is sound. */
async function moveInto(place: string, { partial, what }: { partial: string; what: Place }): Promise<void> {
  try {
    await rename(partial, place);
    return;
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(errnoOf(error) ?? "")) throw error;
  }
  if ((await check(place, what)) === "sound") return;
  const aside = `${partial}.old`;
  await rename(place, aside);
  await rename(partial, place);
  await rm(aside, { recursive: true, force: true });
}

const DAY_MS = 86_400_000;

/** What a killed run left: no install takes a day. The disk's own clock is the only one that both folders have seen. */
async function removeStale(parent: string, mine: string): Promise<void> {
  const now = (await stat(mine)).mtimeMs;
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    const { mtimeMs } = name.startsWith(".") ? await stat(path).catch(() => ({ mtimeMs: now })) : { mtimeMs: now };
    if (now - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

/** The disk's refusals, too, make this one scanner unavailable and leave the others running. */
function translated(tool: string, error: unknown): unknown {
  const failed = writeFailed("The tool cache", error);
  if (!(failed instanceof ExternalError)) return failed;
  return new ToolUnavailable(`${tool} could not be installed: ${failed.message} ${failed.fix}`);
}
