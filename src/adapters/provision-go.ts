/** Tools built from source by the machine's own Go, and believed only when they come out bit for bit as pinned. */

import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { ToolUnavailable, type ProvisionedTool } from "../scan/index.ts";
import { oneLine } from "../untrusted.ts";
import { createFiles } from "./files.ts";
import { readGoLock, type GoLock } from "./provision-go-lock.ts";
import { trustedPath } from "./provision-path.ts";
import { ensureSound } from "./provision-place.ts";
import type { ProvisionOptions } from "./provision.ts";
import type { Command, CommandResult } from "../ports.ts";

/** gosec takes 3 minutes on two cores. */
const DEADLINE_MS = 15 * 60_000;
const OUTPUT_CAP_BYTES = 20_000_000;
/** Go 1.21 was the first that fetches another toolchain (go.dev/doc/toolchain). */
const OLDEST_MINOR = 21;

/** By process.arch; Go's names (go.dev/doc/install/source#environment). */
const ARCHITECTURES: Readonly<Record<string, string | undefined>> = { x64: "amd64", arm64: "arm64" };

interface Build {
  readonly tool: string;
  readonly lock: GoLock;
  readonly into: string;
  readonly env: Command["env"];
}

export async function provideGo(tool: string, options: ProvisionOptions): Promise<ProvisionedTool> {
  const lock = await readGoLock(options.locks, tool);
  if (lock === undefined) throw new ToolUnavailable(`${tool} is not a tool that this program pins.`);
  const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  const digest = lock.programs.get(platform);
  if (digest === undefined)
    throw new ToolUnavailable(`${tool} is not pinned for ${platform}: leave it out with \`scanners\`.`);
  const home = await createFiles(options).temporary(tool);
  const { children } = options.environment;
  const path = (await trustedPath(options)).join(delimiter);
  const env = { LANG: "C.UTF-8", ...children, PATH: path, HOME: home, TMPDIR: home };
  const place = join(options.cacheRoot, "claude-code-review", "go", `${tool}-${lock.sha256.slice(0, 12)}-${platform}`);
  await ensureSound(
    place,
    {
      what: `${tool} ${lock.version}`,
      takes: "3 minutes",
      make: async (into) => await build({ tool, lock, into, env }, options),
      deviation: async (folder) => await isPinned(join(folder, tool), digest),
    },
    options.log,
  );
  return { version: lock.version, lockSha256: lock.sha256, argv: [join(place, tool)], env };
}

async function isPinned(program: string, digest: string): Promise<string | undefined> {
  if (!(await lstat(program)).isFile()) return "the program is not a file";
  const found = createHash("sha256")
    .update(await readFile(program))
    .digest("hex");
  return found === digest ? undefined : `the program's SHA-256 is ${found}, and ${digest} is pinned`;
}

async function build({ tool, lock, into, env }: Build, { shell, environment }: ProvisionOptions): Promise<void> {
  const limits = { deadlineMs: DEADLINE_MS, outputCapBytes: OUTPUT_CAP_BYTES };
  const version = await shell.run({
    argv: ["go", "env", "GOVERSION"],
    cwd: into,
    env: { ...env, GOENV: "off", GOTOOLCHAIN: "local" },
    ...limits,
  });
  assertUsable(tool, version, lock);
  // Everything that Go fetches and compiles stands below, and goes with it: nothing unpinned is kept for a later build.
  const work = join(into, "work");
  await mkdir(work);
  const result = await shell.run({
    argv: [
      "go",
      "build",
      "-mod=readonly",
      "-trimpath",
      "-buildvcs=false",
      "-ldflags=-buildid= -s -w",
      "-o",
      join(into, tool),
      lock.package,
    ],
    cwd: lock.folder,
    env: { ...env, ...proxies(environment.packageManager), ...settings(lock, work) },
    ...limits,
  });
  if (result.ended !== "exit" || result.exitCode !== 0) throw unavailable(tool, lock, result);
  await rm(work, { recursive: true, force: true });
}

/** L6: of the package managers' settings only what says where Go downloads. What would weaken its checks (GOFLAGS, GONOSUMDB, GOINSECURE…) is not among them. */
function proxies(packageManager: Command["env"]): Command["env"] {
  return Object.fromEntries(Object.entries(packageManager).filter(([name]) => !name.startsWith("PIP_")));
}

/**
 * All that could change the program's bytes or what is checked (`go help environment`). Modules are checked against our
 * go.sum; the toolchain, when the machine's own is another, against the checksum database.
 */
function settings({ toolchain }: GoLock, work: string): Command["env"] {
  return {
    GOENV: "off",
    GOWORK: "off",
    GO111MODULE: "on",
    // Otherwise the module cache cannot be removed.
    GOFLAGS: "-modcacherw",
    GOTOOLCHAIN: toolchain,
    GOSUMDB: "sum.golang.org",
    GOPRIVATE: "",
    GONOSUMDB: "",
    GONOPROXY: "",
    GOINSECURE: "",
    GOAUTH: "off",
    GOVCS: "*:off",
    GOTELEMETRY: "off",
    GOEXPERIMENT: "",
    GODEBUG: "",
    GOFIPS140: "off",
    GOAMD64: "v1",
    GOARM64: "v8.0",
    CGO_ENABLED: "0",
    GOPATH: join(work, "path"),
    GOMODCACHE: join(work, "modules"),
    GOCACHE: join(work, "cache"),
    GOTMPDIR: work,
  };
}

function assertUsable(tool: string, result: CommandResult, { toolchain }: GoLock): void {
  const way = `install Go 1.${OLDEST_MINOR} or later (${toolchain.replace("go", "Go ")} needs no further download), or leave the scanner out with \`scanners\``;
  if (result.ended === "interrupted") throw new ToolUnavailable("Interrupted while looking for Go.");
  if (result.ended === "notStarted")
    throw new ToolUnavailable(`${tool} is built with Go, which was not found: ${way}.`);
  const [, major, minor] = /^(?:\S+ )?go(\d+)\.(\d+)/u.exec(Buffer.from(result.stdout).toString()) ?? [];
  if (result.exitCode !== 0 || minor === undefined)
    throw new ToolUnavailable(`${tool} is built with Go, which does not work here: ${way}.`);
  if (major === "1" && Number(minor) < OLDEST_MINOR)
    throw new ToolUnavailable(`${tool} is built with Go, and Go ${major}.${minor} is too old: ${way}.`);
}

/** What Go says, and what it means. The order matters: a toolchain that cannot be fetched is a network's failure first. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /no space left on device|disk quota exceeded/iu,
    "the disk is full: free space in the tool cache (a build takes up to 2 GB)",
  ],
  [
    /checksum mismatch|SECURITY ERROR|missing go\.sum entry/u,
    "a download does not match the sum that this version pins. Nothing of it was kept: find out who altered it (a mirror, a proxy) before you try again",
  ],
  [
    /dial tcp|lookup \S+|proxyconnect|connection re(?:fused|set)|toolchain not available|insecure URL|i\/o timeout|TLS handshake|x509:|unexpected EOF|\b(?:40[0-9]|429|5\d\d) [A-Z]|module lookup disabled|no such file or directory|not found/u,
    "the module proxy cannot be reached or does not have it, and the first use needs it. Check network, proxy and certificates, or set GOPROXY to a mirror",
  ],
];

function unavailable(tool: string, { toolchain }: GoLock, { ended, stdout, stderr }: CommandResult): ToolUnavailable {
  const not = `${tool} could not be built:`;
  if (ended === "interrupted") return new ToolUnavailable(`${not} interrupted.`);
  if (ended === "deadline") return new ToolUnavailable(`${not} it took longer than ${DEADLINE_MS / 60_000} minutes.`);
  const said = Buffer.concat([stdout, stderr]).toString();
  const cause = CAUSES.find(([pattern]) => pattern.test(said));
  const own = /toolchain not available|download go1\S* for/u.test(said)
    ? ` (or install ${toolchain.replace("go", "Go ")})`
    : "";
  if (cause !== undefined) return new ToolUnavailable(`${not} ${cause[1]}${own}.`);
  const last = said.split("\n").findLast((line) => line.trim() !== "" && !/^go: downloading/u.test(line));
  // A proxy's address may carry a password.
  return new ToolUnavailable(
    `${not} ${oneLine((last ?? `go ended with ${ended}`).replace(/\/\/[^\s/@]*@/gu, "//***@"), 300)}`,
  );
}
