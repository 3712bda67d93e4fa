import { join } from "node:path";
import { ExternalError } from "../errors.ts";
import { ToolUnavailable, type Provision, type ProvisionedTool } from "../scan/index.ts";
import { createFiles, readBytes, writeFailed } from "./files.ts";
import { provideGo } from "./provision-go.ts";
import { parseLock } from "./provision-lock.ts";
import { createPathLookup } from "./provision-path.ts";
import { pipInstall } from "./provision-pip.ts";
import { ensureSound } from "./provision-place.ts";
import { findPython } from "./provision-python.ts";
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
  /** Absolute path of the folder with `<tool>.lock` and `<tool>/go.mod`. */
  readonly locks: string;
  /** Absolute folders below which no program is taken from PATH: the reviewed repository, the current folder. */
  readonly untrusted?: readonly string[];
  readonly environment: {
    /** For every child: PATH. */
    readonly children: Readonly<Record<string, string>>;
    /** For the one that downloads: PIP_*, GOPROXY, and in a terminal proxy and CA variables. */
    readonly packageManager: Readonly<Record<string, string>>;
  };
}

/** Gets tools: pinned by the locks in this repository, kept in a cache, and checked against the lock on every use; or from PATH. */
export function createProvision(options: ProvisionOptions): Provision {
  const tools = new Map<string, Promise<ProvisionedTool>>();
  const once = (key: string, tool: string, provide: () => Promise<ProvisionedTool>): Promise<ProvisionedTool> => {
    const known = tools.get(key) ?? provide().catch((error: unknown) => Promise.reject(translated(tool, error)));
    tools.set(key, known);
    return known;
  };
  return {
    pip: (tool, start) => once(`pip ${tool}`, tool, () => providePip(tool, start, options)),
    go: (tool) => once(`go ${tool}`, tool, () => provideGo(tool, options)),
    path: (tool) => once(`path ${tool}`, tool, () => createPathLookup(options)(tool)),
  };
}

async function providePip(tool: string, start: readonly string[], options: ProvisionOptions): Promise<ProvisionedTool> {
  const lockPath = join(options.locks, `${tool}.lock`);
  const bytes = await readBytes(lockPath);
  if (bytes === undefined) throw new ToolUnavailable(`${tool} is not a tool that this program pins.`);
  const lock = parseLock(bytes, tool);
  const home = await createFiles(options).temporary(tool);
  const { children, packageManager } = options.environment;
  const env = { LANG: "C.UTF-8", ...children, HOME: home, TMPDIR: home };
  const python = await findPython(options.shell, { cwd: home, env });
  const place = join(
    options.cacheRoot,
    "claude-code-review",
    "pip",
    `${tool}-${lock.sha256.slice(0, 12)}-${python.tag}`,
  );
  const expectation = async (folder: string) => await expectationOf(join(folder, "wheels"), lock, python);
  await ensureSound(
    place,
    {
      what: `${tool} ${lock.version}`,
      takes: "30 s",
      make: async (into) => {
        await pipInstall(options.shell, { tool, lockPath, python, into, env, packageManager });
        const expected = await expectation(into);
        if (typeof expected !== "string") await reduce(join(into, "environment"), expected);
      },
      deviation: async (folder) => {
        const expected = await expectation(folder);
        return typeof expected === "string" ? expected : await deviation(join(folder, "environment"), expected);
      },
    },
    options.log,
  );
  const [program = "", ...args] = start;
  return {
    version: lock.version,
    lockSha256: lock.sha256,
    argv: [join(place, "environment", program), ...args],
    env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
  };
}

/** The disk's refusals, too, make this one scanner unavailable and leave the others running. */
function translated(tool: string, error: unknown): unknown {
  const failed = writeFailed("The tool cache", error);
  if (!(failed instanceof ExternalError)) return failed;
  return new ToolUnavailable(`${tool} could not be installed: ${failed.message} ${failed.fix}`);
}
