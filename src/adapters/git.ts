/** Git objects for real: the `Objects` port over a hardened git. Nothing is ever written to the user's repository. */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ExternalError, objectMissing } from "../errors.ts";
import { OBJECT_NAME } from "../object-name.ts";
import type { Objects, TreeEntry } from "../ports.ts";
import { listCommits } from "./git-commits.ts";
import { GLOBAL_CONFIGURATION, gitFailed, globalConfiguration, hardenedGit, type Git } from "./git-process.ts";
import { objectName } from "./git-names.ts";
import { borrowObjects, findRepository } from "./git-repository.ts";

export interface ObjectsRequest {
  /** Any folder of the user's repository, or a bare repository itself. */
  readonly repo: string;
  /** An empty folder for this run; the caller removes it. */
  readonly temporary: string;
  /** All that git may inherit. PATH is needed; `GIT_*` and HOME are ignored. */
  readonly environment: Readonly<Record<string, string>>;
}

const REF_LIMIT = 4096;

/**
 * Explicit wherever configuration or a newer git could choose otherwise. Renames are a courtesy to readers, so a small
 * limit keeps a hostile change from costing quadratic time; past it a rename is a deletion and an addition.
 */
const DIFF = [
  "diff-tree",
  "-r",
  "--find-renames=50%",
  "-l400",
  "--no-abbrev",
  "--full-index",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--ignore-submodules=none",
  "--no-relative",
];
const PATCH = [
  "--patch",
  "--unified=3",
  "--inter-hunk-context=0",
  "--diff-algorithm=myers",
  "--indent-heuristic",
  "--submodule=short",
  "--src-prefix=a/",
  "--dst-prefix=b/",
];

/**
 * Opens a repository's objects.
 * @throws ConfigurationError `git-missing`, `not-a-repository`
 * @throws ExternalError `git-failed`, `write-failed`
 */
export async function openObjects({ repo, temporary, environment }: ObjectsRequest): Promise<Objects> {
  const home = join(temporary, "home");
  const ours = join(temporary, "objects.git");
  await makeHome(home);
  const git = hardenedGit(environment, home);
  const user = await findRepository(repo, git);
  await borrowObjects(user, ours, git);
  const own = within(git, ours);
  return {
    shallow: user.shallow.length > 0,
    branches: () => branches(within(git, user.gitDir)),
    commit: (ref) => commit(ref, { user: within(git, user.gitDir), own }),
    mergeBase: (a, b) => mergeBase(own, a, b),
    commits: async (range) => (await listCommits({ own, gitDir: ours }, range)).list,
    ...readingOf(own),
  };
}

/** What is read alike wherever the objects came from. */
export function readingOf(own: Git): Omit<Objects, "shallow" | "branches" | "commit" | "mergeBase" | "commits"> {
  return {
    diff: (from, to) => diff(own, from, to),
    rawDiff: (from, to) => rawDiff(own, from, to),
    sizes: (names) => sizes(own, names),
    blobs: (names, each) => blobs(own, names, each),
    fileAt: (at, uri) => fileAt(own, at, uri),
    tree: (at) => tree(own, at),
    modeAt: async (at, uri) => (await entryAt(own, at, uri))?.mode,
  };
}

export async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await writeFile(globalConfiguration(home), GLOBAL_CONFIGURATION);
  } catch (cause) {
    throw new ExternalError("write-failed", "The run's temporary folder cannot be written to.", {
      fix: "Free some disk space, or point TMPDIR (RUNNER_TEMP in an Action) at a folder that can be written to.",
      cause,
    });
  }
}

/** The same git, in one repository. */
export function within(git: Git, gitDir: string): Git {
  const at = `--git-dir=${gitDir}`;
  return {
    run: (...args) => git.run(at, ...args),
    read: (...args) => git.read(at, ...args),
    converse: (args, lines, consume) => git.converse([at, ...args], lines, consume),
  };
}

/** Only the name is looked up in the user's repository; what it names is read in ours, where the user's settings are not. */
async function commit(ref: string, { user, own }: { user: Git; own: Git }): Promise<string | undefined> {
  // An argument cannot hold a NUL, nor any amount of text.
  if (ref === "" || ref.includes("\0") || ref.length > REF_LIMIT) return undefined;
  const name = await verified(user, ref);
  return name === undefined ? undefined : verified(own, `${name}^{commit}`);
}

export async function verified(git: Git, revision: string): Promise<string | undefined> {
  const { exitCode, stdout } = await git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision);
  const name = stdout.toString().trim();
  // `^ref` answers `^` and a name.
  return exitCode === 0 && OBJECT_NAME.test(name) ? name : undefined;
}

async function branches(user: Git): Promise<readonly string[]> {
  const format = ["--count=1000", "--format=%(refname:short)"];
  const listed = await user.run("for-each-ref", ...format, "refs/heads", "refs/remotes");
  return listed.stdout.toString().split("\n").filter(Boolean);
}

async function mergeBase(own: Git, a: string, b: string): Promise<string | undefined> {
  const args = ["merge-base", objectName(a), objectName(b)];
  const { exitCode, stdout, stderr } = await own.run(...args);
  // 1 is "none" (git-merge-base).
  if (exitCode > 1) throw gitFailed(args, stderr);
  return exitCode === 1 ? undefined : stdout.toString().trim();
}

async function diff(own: Git, from: string, to: string): Promise<{ raw: Uint8Array; patch: Uint8Array }> {
  const trees = [objectName(from), objectName(to)];
  try {
    // The patch has no `-z`: its names must stay quoted. Both list the same pairs in the same order.
    const [raw, patch] = await Promise.all([
      own.read(...DIFF, "--raw", "-z", ...trees),
      own.read(...DIFF, ...PATCH, ...trees),
    ]);
    return { raw, patch };
  } catch (error) {
    throw (await incomplete(own, trees)) ?? error;
  }
}

/** Git knows the tree of nothing without having it (git, `empty_tree_oid`). */
const EMPTY_TREES: Readonly<Record<number, string>> = {
  40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

async function rawDiff(own: Git, from: string | undefined, to: string): Promise<Uint8Array> {
  const trees = [objectName(from ?? EMPTY_TREES[to.length] ?? ""), objectName(to)];
  try {
    return await own.read(...DIFF, "--raw", "-z", ...trees);
  } catch (error) {
    throw (await incomplete(own, trees)) ?? error;
  }
}

/** Why a diff may have failed: objects that a partial clone left out. Only asked after a failure, since it walks both trees. */
async function incomplete(own: Git, commits: readonly string[]): Promise<ExternalError | undefined> {
  const listed = await own.run("rev-list", "--objects", "--no-walk", "--missing=print", ...commits);
  const missing = listed.stdout.toString().match(/^\?[0-9a-f]+$/gmu) ?? [];
  return missing[0] === undefined ? undefined : objectMissing(missing[0].slice(1));
}

async function sizes(own: Git, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const args = ["cat-file", "--buffer", "--batch-check=%(objecttype) %(objectsize)"];
  await own.converse(args, names.map(objectName), async (reader) => {
    for (const name of names) {
      const [type, size] = (await reader.line()).split(" ");
      if (type === "blob") found.set(name, Number(size));
    }
  });
  return found;
}

async function blobs(own: Git, names: readonly string[], each: Parameters<Objects["blobs"]>[1]): Promise<void> {
  const args = ["cat-file", "--buffer", "--batch=%(objecttype) %(objectsize)"];
  await own.converse(args, names.map(objectName), async (reader) => {
    for (const name of names) {
      const [type, size] = (await reader.line()).split(" ");
      // A missing object answers with its name and `missing`.
      if (type === undefined || size === undefined || OBJECT_NAME.test(type)) {
        await each(name, undefined);
        continue;
      }
      const bytes = await reader.take(Number(size));
      await reader.take(1);
      await each(name, type === "blob" ? bytes : undefined);
    }
  });
}

async function tree(own: Git, at: string): Promise<readonly TreeEntry[]> {
  const listed = await own.read("ls-tree", "-r", "-l", "-z", "--full-tree", "--full-name", objectName(at));
  const entries: TreeEntry[] = [];
  for (const record of listed.toString().split("\0")) {
    // The size is `-` for a submodule (git-ls-tree).
    const [, mode, name, size, uri] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/u.exec(record) ?? [];
    if (mode === undefined || name === undefined || uri === undefined) continue;
    entries.push({ uri, mode, name, size: size === "-" ? 0 : Number(size) });
  }
  return entries;
}

/** What the tree holds under exactly this path: a file, a link, a folder. */
async function entryAt(own: Git, at: string, uri: string): Promise<{ mode: string; name: string } | undefined> {
  if (
    uri.length > REF_LIMIT ||
    uri.includes("\0") ||
    uri.split("/").some((part) => part === "" || part === "." || part === "..")
  )
    return undefined;
  const listed = await own.read("ls-tree", "-z", "--full-tree", "--full-name", objectName(at), "--", uri);
  const [, mode, name, path] = /^(\d+) \w+ ([0-9a-f]+)\t([^\0]*)\0$/u.exec(listed.toString()) ?? [];
  return mode === undefined || name === undefined || path !== uri ? undefined : { mode, name };
}

async function fileAt(own: Git, at: string, uri: string): Promise<Uint8Array | undefined> {
  const { mode, name } = (await entryAt(own, at, uri)) ?? {};
  if (name === undefined || mode?.startsWith("100") !== true) return undefined;
  let found: Uint8Array | undefined;
  await blobs(own, [name], (_, bytes) => {
    found = bytes;
  });
  if (found === undefined) throw objectMissing(name);
  return found;
}
