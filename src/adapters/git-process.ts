/** Runs git so that nothing but our arguments decides what it does (L6; governance.md A22, A23). */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { join } from "node:path";
import { ConfigurationError, ExternalError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { errnoOf } from "./files.ts";

/** Git's stdout, with a few reads that wait. */
export interface ByteReader {
  /** The next line without its end; empty at the end of the stream. */
  line(): Promise<string>;
  /** Exactly `count` bytes. @throws ExternalError `git-failed` when the stream ends before. */
  take(count: number): Promise<Buffer>;
}

export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Git {
  /** Collects stdout. Any exit code is a result. @throws ExternalError `change-too-large` over 512 MiB. */
  run(...args: readonly string[]): Promise<GitResult>;
  /** The same, and an exit code other than 0 is an ExternalError `git-failed`. */
  read(...args: readonly string[]): Promise<Buffer>;
  /** Feeds lines to git and lets `consume` read its answer. An exit code other than 0 is `git-failed`. */
  converse(
    args: readonly string[],
    lines: readonly string[],
    consume: (reader: ByteReader) => Promise<void>,
  ): Promise<void>;
}

/** What one child may, and no other: talk to one server. */
export interface Network {
  readonly protocol: "http" | "https";
  /** Configuration that travels in the child's environment, which no other user of the machine can read, as argv and files can. */
  readonly settings: Readonly<Record<string, string>>;
  /** Kills the child and all that it has started: `git fetch` alone would leave its transport waiting for the server. */
  readonly signal: AbortSignal;
}

/** What git prints at most. Node's strings and most machines' memory end soon after. */
const OUTPUT_CAP_BYTES = 512 * 1024 * 1024;
const STDERR_CAP_BYTES = 16 * 1024;

/**
 * `-c` beats every file. What can run a program comes first; the rest would change what is read or printed.
 * The paths are git's own idiom for "none" (git-config, `core.hooksPath`).
 */
const SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.askPass=",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "protocol.allow=never",
  "submodule.recurse=false",
  // A bare repository inside a work tree brings its own configuration (A22): only the folder that the user named may be one.
  "safe.bareRepository=explicit",
  // Containers see repositories of another user. Nothing that such a repository configures can run here.
  "safe.directory=*",
  "core.useReplaceRefs=false",
  // Names in patches are always quoted, so a file name cannot end a header line.
  "core.quotePath=true",
  "diff.suppressBlankEmpty=false",
  // Above it git calls text binary; our own cap is lower and is an error.
  "core.bigFileThreshold=4g",
];

/** Variables that would change what git reads, prints, or whom it talks to and trusts. */
const FOREIGN = /^(?:GIT_|HOME$|XDG_|LC_|LANG|SSL_|SSH_)|_proxy$/iu;

/**
 * The child's environment: what the caller allows, without any `GIT_*` of theirs, and what switches the rest of git off.
 * The user's global configuration is off in a terminal too: reading objects needs nothing of it, and so both places
 * give the same review.
 */
function hardened(environment: Readonly<Record<string, string>>, home: string): Record<string, string> {
  const allowed = Object.entries(environment).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(allowed),
    LC_ALL: "C",
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    // Git 2.35 and 2.36 read `safe.directory` from files only.
    GIT_CONFIG_GLOBAL: globalConfiguration(home),
    GIT_ATTR_NOSYSTEM: "1",
    // Empty allows no transport, and unlike protocol.allow beats a repository's own protocol.<name>.allow (git-config).
    GIT_ALLOW_PROTOCOL: "",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: devNull,
    GIT_LITERAL_PATHSPECS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_PAGER: "cat",
  };
}

/** Git's own way to configure one child through its environment (git-config, GIT_CONFIG_COUNT). */
function reaching({ protocol, settings }: Network): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    // It beats `protocol.allow` of SETTINGS (git, GIT_ALLOW_PROTOCOL).
    ["GIT_ALLOW_PROTOCOL", protocol],
    ["GIT_CONFIG_COUNT", String(entries.length)],
    ...entries.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ]);
}

/** The one global configuration file that git sees; whoever makes `home` writes it. */
export function globalConfiguration(home: string): string {
  return join(home, "gitconfig");
}
export const GLOBAL_CONFIGURATION = "[safe]\n\tdirectory = *\n";

/** `home` is an existing folder of ours, outside every repository: git's working folder and its HOME. */
export function hardenedGit(environment: Readonly<Record<string, string>>, home: string, network?: Network): Git {
  const env = hardened(environment, home);
  const place: Place =
    network === undefined
      ? { cwd: home, env }
      : { cwd: home, env: { ...env, ...reaching(network) }, signal: network.signal };
  const run = async (...args: readonly string[]): Promise<GitResult> => {
    const chunks: Buffer[] = [];
    const ended = await execute(args, place, {
      lines: [],
      consume: async (stdout) => {
        let length = 0;
        for await (const chunk of stdout) {
          length += chunk.length;
          if (length > OUTPUT_CAP_BYTES) throw tooLarge();
          chunks.push(chunk);
        }
      },
    });
    return { ...ended, stdout: Buffer.concat(chunks) };
  };
  return {
    run,
    read: async (...args) => {
      const result = await run(...args);
      if (result.exitCode !== 0) throw gitFailed(args, result.stderr);
      return result.stdout;
    },
    converse: async (args, lines, consume) => {
      const read = async (stdout: AsyncIterable<Buffer>): Promise<void> => {
        const chunks = stdout[Symbol.asyncIterator]();
        await consume(byteReader(chunks));
        // Let git end by itself.
        while ((await chunks.next()).done !== true);
      };
      const { exitCode, stderr } = await execute(args, place, { lines, consume: read });
      if (exitCode !== 0) throw gitFailed(args, stderr);
    },
  };
}

interface Talk {
  readonly lines: readonly string[];
  readonly consume: (stdout: AsyncIterable<Buffer>) => Promise<void>;
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function execute(
  args: readonly string[],
  { signal, ...place }: Place,
  { lines, consume }: Talk,
): Promise<{ exitCode: number; stderr: string }> {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  // `detached` is setsid(2): a process group of its own, which can be killed as one.
  const child = spawn("git", ["--no-pager", ...settings, ...args], {
    ...place,
    detached: signal !== undefined,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const kill = (): void => killGroup(child.pid);
  signal?.addEventListener("abort", kill);
  if (signal?.aborted === true) kill();
  const closed = once(child, "close")
    .catch((error: unknown) => notStarted(error))
    .finally(() => signal?.removeEventListener("abort", kill));
  // It is awaited after stdout: until then a rejection is not unhandled.
  closed.catch(() => undefined);
  // A git that dies early closes the pipe: its exit code tells, not our EPIPE.
  child.stdin.on("error", () => undefined);
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (stderr.length < STDERR_CAP_BYTES) stderr += chunk.toString();
  });
  try {
    await consume(child.stdout);
  } catch (error) {
    child.kill("SIGKILL");
    // Unread output would keep "close" from coming.
    child.stdout.destroy();
    await closed;
    throw error;
  }
  await closed;
  // A signal has no exit code; 128 is git's own "died".
  return { exitCode: child.exitCode ?? 128, stderr };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

function byteReader(chunks: AsyncIterator<Buffer>): ByteReader {
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer | undefined> => {
    const next = await chunks.next();
    return next.done === true ? undefined : next.value;
  };
  const take = async (count: number): Promise<Buffer> => {
    const parts = [rest];
    let length = rest.length;
    while (length < count) {
      const chunk = await more();
      if (chunk === undefined) throw gitFailed(["cat-file"], "its answer ended early");
      parts.push(chunk);
      length += chunk.length;
    }
    const whole = parts.length === 1 ? rest : Buffer.concat(parts, length);
    rest = whole.subarray(count);
    return whole.subarray(0, count);
  };
  return {
    take,
    line: async () => {
      let end = rest.indexOf(0x0a);
      while (end < 0) {
        const chunk = await more();
        if (chunk === undefined) break;
        end = chunk.indexOf(0x0a) < 0 ? -1 : rest.length + chunk.indexOf(0x0a);
        rest = Buffer.concat([rest, chunk]);
      }
      const line = rest.subarray(0, end < 0 ? rest.length : end).toString();
      rest = rest.subarray(end < 0 ? rest.length : end + 1);
      return line;
    },
  };
}

function notStarted(cause: unknown): never {
  if (errnoOf(cause) === "ENOENT") {
    throw new ConfigurationError(
      "git-missing",
      "There is no git on PATH.",
      "Install git 2.32 or later and put it on PATH.",
    );
  }
  throw new ExternalError("git-failed", "Git could not be started.", {
    fix: "Check that git runs on this machine.",
    cause,
  });
}

export function gitFailed(args: readonly string[], stderr: string): ExternalError {
  // The first words say which command; what follows may be long or hostile.
  const command = args.filter((arg) => !arg.startsWith("-")).find((arg) => /^[a-z-]+$/u.test(arg)) ?? "git";
  const said = oneLine(stderr, 500);
  return new ExternalError("git-failed", `Git failed in ${command}${said === "" ? "" : `: ${said}`}.`, {
    fix: "Run `git fsck` in the repository; clone it again if objects are broken.",
  });
}

function tooLarge(): ExternalError {
  return new ExternalError("change-too-large", "The change's diff is over 512 MiB.", {
    fix: "Split the change, or keep large generated and data files out of git.",
  });
}
