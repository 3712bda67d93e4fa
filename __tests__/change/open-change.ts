import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openObjects } from "../../src/adapters/git.ts";
import { readChange } from "../../src/change/index.ts";
import type { Objects } from "../../src/ports.ts";
import type { Change, ChangedFile } from "../../src/records.ts";
import { gitEnvironment, type Content, type Repository } from "../fixtures/repository.ts";

/** Opens a repository with nothing but PATH, runs `use`, and removes the temporary folder. */
export async function withObjects<Result>(
  repo: string,
  use: (objects: Objects, temporary: string) => Promise<Result>,
  environment: Record<string, string> = {},
): Promise<Result> {
  const temporary = mkdtempSync(join(tmpdir(), "objects-"));
  try {
    const PATH = process.env["PATH"] ?? "";
    return await use(await openObjects({ repo, temporary, environment: { PATH, ...environment } }), temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

export function changeOf(repo: string, base = "HEAD~1", head = "HEAD"): Promise<Change> {
  return withObjects(repo, (objects) => readChange({ base, head }, objects));
}

/** Two commits: what was, and what is (`null` removes). */
export async function changed(
  repository: Repository,
  before: Readonly<Record<string, Content>>,
  after: Readonly<Record<string, Content | null>>,
): Promise<Change> {
  repository.write({ "keep.txt": "kept\n", ...before });
  repository.commit("Before");
  for (const [name, content] of Object.entries(after)) {
    if (content === null) repository.remove(name);
    else repository.write({ [name]: content });
  }
  repository.commit("After");
  return changeOf(repository.path);
}

/** `base:head ±text` for each line of a file's hunks. */
export function lines(file: ChangedFile | undefined): string[] {
  const signs = { context: " ", added: "+", removed: "-" };
  return file!.hunks.flatMap((hunk) =>
    hunk.lines.map(
      ({ kind, text, baseLine, headLine, noNewline }) =>
        `${String(baseLine ?? "")}:${String(headLine ?? "")} ${signs[kind]}${text}${noNewline ? "⏎̸" : ""}`,
    ),
  );
}

/** Two commits that change `a.js`; returns both names. */
export function twoCommits(repository: Repository): [string, string] {
  repository.write({ "a.js": "one\n", "folder/b.js": "b\n" });
  const first = repository.commit();
  repository.write({ "a.js": "two\n" });
  return [first, repository.commit()];
}

export async function changedUris(repo: string): Promise<string[]> {
  return (await changeOf(repo)).files.map(({ uri }) => uri);
}

/** Git for what a test sets up. */
export function git(...args: string[]): string {
  return execFileSync("git", args, { env: gitEnvironment(), stdio: ["ignore", "pipe", "pipe"] }).toString();
}
