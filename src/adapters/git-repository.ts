/** The user's repository, which is only read, and a bare one of ours that borrows its objects. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { errnoOf } from "./files.ts";
import { gitFailed, type Git, type GitResult } from "./git-process.ts";

/** Start of an argv that names the user's repository, and what ours needs to know of it. */
export interface UserRepository {
  readonly gitDir: string;
  readonly objectFormat: string;
  /** Absolute path as git printed it: bytes, since a path need not be UTF-8. */
  readonly objects: Uint8Array;
  /** Contents of the `shallow` file (gitrepository-layout), empty when the history is whole. */
  readonly shallow: Uint8Array;
}

/**
 * Finds the repository of a folder: a work tree, a subfolder of one, a linked work tree, a submodule, or a bare repository
 * itself. @throws ConfigurationError `not-a-repository`
 */
export async function findRepository(repo: string, git: Git): Promise<UserRepository> {
  const folder = resolve(repo);
  let found = await git.run("-C", folder, "rev-parse", "--absolute-git-dir");
  // Discovery refuses bare repositories (see `safe.bareRepository`); the named folder itself may be one.
  if (found.exitCode !== 0)
    found = firstOf(await git.run(`--git-dir=${folder}`, "rev-parse", "--absolute-git-dir"), found);
  const gitDir = withoutLineEnd(found.stdout).toString();
  const ask = async (...args: readonly string[]): Promise<Buffer> => {
    const result = await git.run(`--git-dir=${gitDir}`, "rev-parse", "--path-format=absolute", ...args);
    if (result.exitCode !== 0) throw notARepository(repo, result.stderr);
    return withoutLineEnd(result.stdout);
  };
  if (found.exitCode !== 0) throw notARepository(repo, found.stderr);
  const [objectFormat, objects, shallowFile] = await Promise.all([
    ask("--show-object-format"),
    ask("--git-path", "objects"),
    ask("--git-path", "shallow"),
  ]);
  return { gitDir, objectFormat: objectFormat.toString(), objects, shallow: await contents(shallowFile) };
}

/** An empty bare repository. */
export async function makeBare(folder: string, objectFormat: string, git: Git): Promise<void> {
  // No hooks, no info/attributes, whatever init.templateDir says.
  const args = ["init", "--quiet", "--bare", "--template=", `--object-format=${objectFormat}`, "--", folder];
  const made = await git.run(...args);
  if (made.exitCode !== 0) throw gitFailed(["init"], made.stderr);
}

/** Makes the bare repository in `folder`. Its history is cut where the user's is. */
export async function borrowObjects(user: UserRepository, folder: string, git: Git): Promise<void> {
  await makeBare(folder, user.objectFormat, git);
  await mkdir(join(folder, "objects", "info"), { recursive: true });
  await writeFile(join(folder, "objects", "info", "alternates"), alternatesLine(user.objects));
  if (user.shallow.length > 0) await writeFile(join(folder, "shallow"), user.shallow);
}

/** A line of `objects/info/alternates`: C-style quotes, so that a path may hold a newline or begin with `#` or `"`. */
export function alternatesLine(path: Uint8Array): Buffer {
  const escaped = Array.from(path, (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
      ? `\\${byte.toString(8).padStart(3, "0")}`
      : String.fromCharCode(byte),
  );
  return Buffer.from(`"${escaped.join("")}"\n`);
}

/** The second answer when it is one, else the first, whose message is about discovery. */
function firstOf(second: GitResult, first: GitResult): GitResult {
  return second.exitCode === 0 ? second : first;
}

/** Only git's own line end: a folder's name may end in one too. */
function withoutLineEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}

/** Empty when there is no such file. */
export async function contents(path: Buffer | string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return new Uint8Array();
    throw error;
  }
}

function notARepository(repo: string, stderr: string): ConfigurationError {
  return new ConfigurationError(
    "not-a-repository",
    `${oneLine(repo, 200)} is not in a git repository (${oneLine(stderr, 300)}).`,
    "Run it in a clone, or name one with --repo; in a workflow, run actions/checkout first.",
  );
}
