/** A change made of trees, for `eval`: two commits in a bare repository of our own. No work tree, no hooks, nothing executed (L6). */

import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { ChangeSource, CommittedChange, Files, TreeSource } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { makeHome, openObjects, verified, within } from "./git.ts";
import { hardenedGit, type Git } from "./git-process.ts";
import { borrowObjects, findRepository, makeBare } from "./git-repository.ts";

export interface Making {
  readonly files: Pick<Files, "temporary" | "remove">;
  /** All that git may inherit. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Equal sources give equal commit names.
 * @throws ConfigurationError `not-a-repository`, `commit-not-found`
 * @throws ExternalError `git-failed`, `write-failed`
 */
export async function commitChange(
  { repository, base, head, message }: ChangeSource,
  { files, environment }: Making,
): Promise<CommittedChange> {
  const temporary = await files.temporary("case");
  const dispose = () => files.remove(temporary);
  try {
    const home = join(temporary, "home");
    await makeHome(home);
    const git = hardenedGit(environment, home);
    const ours = join(temporary, "case.git");
    const user = repository === undefined ? undefined : await findRepository(repository, git);
    await (user === undefined ? makeBare(ours, "sha1", git) : borrowObjects(user, ours, git));
    const theirs = user === undefined ? undefined : within(git, user.gitDir);
    const trees = [await treeName(base, theirs), await treeName(head, theirs)] as const;
    const stream = [
      ...commit({ mark: 1, message: "Base", tree: trees[0], files: base.files }),
      ...commit({ mark: 2, message, tree: trees[1], files: head.files, parent: 1 }),
      "get-mark :1",
      "get-mark :2",
      "done",
    ];
    const names: string[] = [];
    await within(git, ours).converse(["fast-import", "--quiet", "--done"], stream, async (reader) => {
      names.push(await reader.line(), await reader.line());
    });
    const objects = await openObjects({ repo: ours, temporary: join(temporary, "read"), environment });
    return { objects, base: names[0] ?? "", head: names[1] ?? "", dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function treeName({ ref }: TreeSource, theirs: Git | undefined): Promise<string | undefined> {
  if (ref === undefined || theirs === undefined) return undefined;
  const name = await verified(theirs, `${ref}^{tree}`);
  if (name !== undefined) return name;
  throw new ConfigurationError(
    "commit-not-found",
    `The repository of the case has no ${oneLine(ref, 100)}.`,
    "Make it again: a case has the branches main and pr.",
  );
}

interface Commit {
  readonly mark: number;
  readonly message: string;
  readonly tree: string | undefined;
  readonly files: ReadonlyMap<string, string>;
  readonly parent?: number;
}

/** Commands of git-fast-import(1); the mode 040000 with an empty path replaces the whole tree. */
function commit({ mark, message, tree, files, parent }: Commit): readonly string[] {
  return [
    `commit refs/heads/${parent === undefined ? "base" : "head"}`,
    `mark :${String(mark)}`,
    "committer contributor <contributor@example.invalid> 0 +0000",
    data(message),
    ...(parent === undefined ? [] : [`from :${String(parent)}`]),
    ...(tree === undefined ? ["deleteall"] : [`M 040000 ${tree} ""`]),
    ...[...files].flatMap(([path, text]) => [`M 100644 inline ${quoted(path)}`, data(text)]),
    "",
  ];
}

/** Counted in bytes; the line end after them is optional there and ignored. */
function data(text: string): string {
  return `data ${String(Buffer.byteLength(text))}\n${text}`;
}

function quoted(path: string): string {
  const escape = (character: string) => (character === "\n" ? "\\n" : `\\${character}`);
  return `"${path.replace(/["\\\n]/gu, escape)}"`;
}
