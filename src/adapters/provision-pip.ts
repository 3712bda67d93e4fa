import { join } from "node:path";
import { ToolUnavailable } from "../scan/index.ts";
import { oneLine } from "../untrusted.ts";
import { PYTHON_WAY_OUT, type Python } from "./provision-python.ts";
import type { Command, CommandResult, Shell } from "../ports.ts";

export interface Installation {
  readonly tool: string;
  /** Absolute path of the lock. */
  readonly lockPath: string;
  readonly python: Python;
  /** Absolute path of an empty folder, which gets `wheels/` and `environment/`. */
  readonly into: string;
  /** What the steps see. `packageManager` comes on top for the one that downloads, and only that one (L6). */
  readonly env: Command["env"];
  readonly packageManager: Command["env"];
}

const DEADLINE_MS = 600_000;
const OUTPUT_CAP_BYTES = 20_000_000;
const QUIET = ["--quiet", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-cache-dir"];
// Requires-Python was honoured when the lock was made; zizmor's is about its builder, not about its one program.
const PINNED = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--ignore-requires-python"];

/** Three commands: an environment, the wheels, and the wheels into the environment. Throws ToolUnavailable. */
export async function pipInstall(
  shell: Shell,
  { tool, lockPath, python, into, env, packageManager }: Installation,
): Promise<void> {
  const environment = join(into, "environment");
  const wheels = join(into, "wheels");
  const pip = [join(environment, "bin", "python"), "-I", "-B", "-m", "pip"] as const;
  const run = async (argv: Command["argv"], more: Command["env"] = {}): Promise<void> => {
    const limits = { deadlineMs: DEADLINE_MS, outputCapBytes: OUTPUT_CAP_BYTES };
    const result = await shell.run({ argv, cwd: into, env: { ...env, ...more }, ...limits });
    if (result.ended !== "exit" || result.exitCode !== 0) throw unavailable(tool, result);
  };
  await run([python.executable, "-I", "-m", "venv", environment]);
  await run([...pip, "download", ...QUIET, ...PINNED, "--dest", wheels, "--requirement", lockPath], packageManager);
  await run(
    [
      ...pip,
      "install",
      ...QUIET,
      ...PINNED,
      "--no-compile",
      "--no-index",
      "--find-links",
      wheels,
      "--requirement",
      lockPath,
    ],
    { PIP_CONFIG_FILE: "/dev/null" },
  );
}

/** What pip and venv say, and what it means. The order matters: pip reports a dead network as "no matching distribution". */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /ensurepip is not|No module named '?(?:venv|ensurepip)/u,
    `this Python has no venv. On Debian and Ubuntu: apt install python3-venv. Otherwise ${PYTHON_WAY_OUT}`,
  ],
  [
    /No space left on device|Disk quota exceeded/u,
    "the disk is full: free space in the tool cache or the temporary folder",
  ],
  [
    /DO NOT MATCH THE HASHES/u,
    "a download does not match the hash that this version pins. Nothing of it was installed: find out who altered it (a mirror, a proxy) before you try again",
  ],
  [
    /NewConnectionError|NameResolutionError|Max retries exceeded|(?:Connect|Read)TimeoutError|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Network is unreachable|Connection (?:refused|reset|aborted)/u,
    "the package index cannot be reached, and the first use needs it. Check network, proxy and certificates, or set PIP_INDEX_URL to a mirror",
  ],
  [
    /No matching distribution|Could not find a version/u,
    "the package index cannot be reached, or has no build of it for this system and Python. It needs Linux with glibc 2.34 or musl, or macOS, and Python 3.10 to 3.14",
  ],
];

function unavailable(tool: string, { ended, stdout, stderr }: CommandResult): ToolUnavailable {
  const not = `${tool} could not be installed:`;
  if (ended === "interrupted") return new ToolUnavailable(`${not} interrupted.`);
  if (ended === "deadline") return new ToolUnavailable(`${not} it took longer than ${DEADLINE_MS / 60_000} minutes.`);
  const said = Buffer.concat([stdout, stderr]).toString();
  const cause = CAUSES.find(([pattern]) => pattern.test(said));
  if (cause !== undefined) return new ToolUnavailable(`${not} ${cause[1]}.`);
  const last =
    said.split("\n").findLast((line) => /^(?:ERROR|Error|\w+Error):/u.test(line)) ?? `pip ended with ${ended}`;
  // An index's address may carry a password; pip hides it, but not in every message.
  return new ToolUnavailable(`${not} ${oneLine(last.replace(/\/\/[^\s/@]*@/gu, "//***@"), 300)}`);
}
