import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** What is committed or about to be: everything that git does not ignore. Paths are relative to the root. */
export function committedFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  // A file that is deleted and not yet staged is still listed.
  return [...new Set(listed.split("\0"))].filter((name) => name !== "" && existsSync(join(root, name)));
}

export function read(name: string): string {
  return readFileSync(join(root, name), "utf8");
}
