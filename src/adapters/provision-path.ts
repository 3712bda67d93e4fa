/** Programs that the machine has: found on PATH by us, so that nothing of the repository under review is ever one of them. */

import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, relative } from "node:path";
import { ToolUnavailable, type ProvisionedTool } from "../scan/index.ts";
import { oneLine } from "../untrusted.ts";
import { createFiles } from "./files.ts";
import type { ProvisionOptions } from "./provision.ts";
import type { Command, Shell } from "../ports.ts";

/** How a tool is asked for its version, where it is not `--version` (each tried). */
const VERSION_COMMANDS: Readonly<Record<string, readonly string[] | undefined>> = {
  gitleaks: ["version"],
  go: ["version"],
  gosec: ["-version"],
};

type Options = Pick<ProvisionOptions, "shell" | "temporary" | "untrusted" | "environment">;

/** Answers the program of a name, with its version as it says it and the SHA-256 of its file. Throws ToolUnavailable. */
export function createPathLookup(options: Options): (tool: string) => Promise<ProvisionedTool> {
  return async (tool) => {
    if (!/^[a-z][a-z0-9-]*$/u.test(tool)) throw new ToolUnavailable(`${oneLine(tool, 60)} is not a program's name.`);
    const path = await trustedPath(options);
    const program = await find(tool, path, options.untrusted ?? []);
    if (program === undefined)
      throw new ToolUnavailable(
        `${tool} is not on PATH: install it, or name it in \`scanners\`, which installs those that this program pins.`,
      );
    const home = await createFiles(options).temporary(tool);
    const env = {
      LANG: "C.UTF-8",
      ...options.environment.children,
      PATH: path.join(delimiter),
      HOME: home,
      TMPDIR: home,
    };
    return {
      version: await versionOf(tool, { argv: [program], cwd: home, env }, options.shell),
      lockSha256: await sha256Of(program),
      argv: [program],
      env,
    };
  };
}

/** PATH without what is relative or below an untrusted folder: a child that looks up a program there could run the change. */
export async function trustedPath({ environment, untrusted = [] }: Pick<Options, "environment" | "untrusted">) {
  const folders = (environment.children["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  const sound = await Promise.all(folders.map((folder) => isOutside(folder, untrusted)));
  return folders.filter((_, index) => sound[index]);
}

async function find(tool: string, path: readonly string[], untrusted: readonly string[]): Promise<string | undefined> {
  for (const folder of path) {
    const program = join(folder, tool);
    // A link on PATH may lead into the repository (`npm link`, a virtual environment in it).
    if ((await isProgram(program)) && (await isOutside(program, untrusted))) return program;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function isOutside(path: string, untrusted: readonly string[]): Promise<boolean> {
  const real = async (of: string) => await realpath(of).catch(() => of);
  const places = [path, await real(path)];
  const folders = [...untrusted, ...(await Promise.all(untrusted.map(real)))];
  return folders.every((folder) => places.every((place) => !isBelow(place, folder)));
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith("../") && !isAbsolute(way));
}

/** What follows the program's name in what it prints, or `unknown`: a program that does not say still runs. */
async function versionOf(tool: string, base: Pick<Command, "argv" | "cwd" | "env">, shell: Shell): Promise<string> {
  const [program] = base.argv;
  const result = await shell.run({
    ...base,
    argv: [program, ...(VERSION_COMMANDS[tool] ?? ["--version"])],
    deadlineMs: 30_000,
    outputCapBytes: 100_000,
  });
  if (result.ended === "interrupted") throw new ToolUnavailable(`Interrupted while asking ${tool} for its version.`);
  if (result.ended !== "exit" || result.exitCode !== 0) return "unknown";
  const said = Buffer.from(result.stdout).toString();
  return /\d+(?:\.\d+)+[\w.+-]*/u.exec(said)?.[0].slice(0, 60) ?? "unknown";
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
  return hash.digest("hex");
}
