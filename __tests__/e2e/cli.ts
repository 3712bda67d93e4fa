/** Starts the built program as a person would: `node dist/index.js …`, with an environment of its own. */

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const DIST = join(import.meta.dirname, "..", "..", "dist", "index.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Sandbox {
  /** A new folder that is HOME, state and temporary folder of every command. */
  readonly home: string;
  /** Where the runs' files go. */
  readonly runDir: string;
  run(argv: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Text of one of the run's files. */
  file(name: "review.sarif" | "report.html" | "summary.md" | "ledger.jsonl"): string;
  /** Every file below the sandbox except git's objects, as text: where a leak would show. */
  everything(): string;
  dispose(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with the running child, to interrupt it. */
  readonly during?: (child: { readonly pid: number; kill(signal: NodeJS.Signals): void; closeStdout(): void }) => void;
}

export function sandbox(): Sandbox {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "ccr-e2e-")));
  const runDir = join(home, "run");
  const base = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    TMPDIR: join(home, "tmp"),
    XDG_STATE_HOME: join(home, "state"),
    // Tools are installed once and verified on every use: tests share the machine's cache with the product.
    XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    ...packageManager(),
  };
  return {
    home,
    runDir,
    run: (argv, { env = {}, cwd = home, during } = {}) =>
      start(argv, { env: { ...base, ...env }, cwd, ...(during && { during }) }),
    file: (name) => readFileSync(join(runDir, name), "utf8"),
    everything: () =>
      readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(
          (entry) => `${entry.parentPath}/${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), "latin1")}`,
        )
        .join("\n"),
    dispose: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** How this machine reaches its package registries, as a person's shell would have it. */
export function packageManager(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(?:PIP_|(?:https?|no|all)_proxy$|SSL_CERT|REQUESTS_CA|CURL_CA)/iu.test(name)
        ? [[name, value]]
        : [],
    ),
  );
}

function start(
  argv: readonly string[],
  { env, cwd, during }: { env: Record<string, string>; cwd: string } & Pick<RunOptions, "during">,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DIST, ...argv], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
    if (child.pid !== undefined)
      during?.({ pid: child.pid, kill: (signal) => child.kill(signal), closeStdout: () => child.stdout.destroy() });
  });
}
