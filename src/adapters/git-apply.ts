/** Git's word on a fix: its patch, checked and applied to objects in a repository of our own. No work tree, no hooks (L6). */

import { join } from "node:path";
import { ExternalError } from "../errors.ts";
import type { PatchedFile, Patches } from "../fixes/index.ts";
import type { Files } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { makeHome, within } from "./git.ts";
import { hardenedGit, type Git } from "./git-process.ts";
import { makeBare } from "./git-repository.ts";

export interface PatchesOptions {
  readonly files: Pick<Files, "temporary" | "remove">;
  /** All that git may inherit. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Explicit wherever configuration or a newer git could choose otherwise. */
const DIFF = ["diff-tree", "-p", "-r", "--no-renames", "--full-index", "--no-ext-diff", "--no-textconv", "--no-color"];
const NAMES = ["--src-prefix=a/", "--dst-prefix=b/", "--unified=3", "--diff-algorithm=myers", "--indent-heuristic"];
const APPLY = ["apply", "--cached", "-p1", "--whitespace=nowarn"];

export function createPatches({ files, environment }: PatchesOptions): Patches {
  return {
    async check(patched) {
      const temporary = await files.temporary("fix");
      try {
        const home = join(temporary, "home");
        await makeHome(home);
        const git = hardenedGit(environment, home);
        const ours = join(temporary, "fix.git");
        await makeBare(ours, "sha1", git);
        return await checked(within(git, ours), patched);
      } finally {
        await files.remove(temporary);
      }
    },
  };
}

async function checked(git: Git, files: readonly PatchedFile[]): ReturnType<Patches["check"]> {
  const made = await commits(git, files);
  if ("refused" in made) return made;
  const patch = (await git.read(...DIFF, ...NAMES, made.before, made.after)).toString();
  if (patch === "") return { refused: "it changes nothing" };
  // The index of a bare repository: files are never written out.
  await git.read("read-tree", made.before);
  for (const mode of [["--check"], []]) {
    const refused = await fed(git, [...APPLY, ...mode, "-"], patch);
    if (refused !== undefined) return { refused };
  }
  const [tree, wanted] = await Promise.all([git.read("write-tree"), git.read("rev-parse", `${made.after}^{tree}`)]);
  return tree.equals(wanted) ? { patch } : { refused: "the patch makes other files than the edit" };
}

/** `patch` ends in a line end, which `converse` adds. */
async function fed(git: Git, args: readonly string[], patch: string): Promise<string | undefined> {
  try {
    await git.converse(args, [patch.replace(/\n$/u, "")], async () => undefined);
    return undefined;
  } catch (error) {
    return refusal(error);
  }
}

/** Git itself refuses what is no path within a repository: `..`, `.git`, an empty part. */
async function commits(
  git: Git,
  files: readonly PatchedFile[],
): Promise<{ readonly before: string; readonly after: string } | { readonly refused: string }> {
  const stream = [
    ...commit(
      "before",
      files.map(({ path, mode, before }) => ({ path, mode, text: before })),
    ),
    ...commit(
      "after",
      files.map(({ path, mode, after }) => ({ path, mode, text: after })),
    ),
    "done",
  ];
  try {
    await git.converse(["fast-import", "--quiet", "--done"], stream, async () => undefined);
    for (const name of ["before", "after"]) await git.read("read-tree", `refs/heads/${name}`);
  } catch (error) {
    return { refused: refusal(error) };
  }
  return { before: "refs/heads/before", after: "refs/heads/after" };
}

interface TextFile {
  readonly path: string;
  readonly mode: PatchedFile["mode"];
  readonly text: string;
}

/** Commands of git-fast-import(1). */
function commit(branch: string, files: readonly TextFile[]): readonly string[] {
  return [
    `commit refs/heads/${branch}`,
    "committer claude-code-review <claude-code-review@example.invalid> 0 +0000",
    "data 0",
    "",
    ...files.flatMap(({ path, mode, text }) => [
      `M ${mode} inline ${quoted(path)}`,
      `data ${String(Buffer.byteLength(text))}\n${text}`,
    ]),
    "",
  ];
}

function quoted(path: string): string {
  return `"${path.replace(/["\\\n]/gu, (character) => (character === "\n" ? "\\n" : `\\${character}`))}"`;
}

function refusal(error: unknown): string {
  if (error instanceof ExternalError && error.code === "git-failed")
    return oneLine(error.message.replace(/\.$/u, ""), 300);
  throw error;
}
