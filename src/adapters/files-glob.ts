import { lstat, readdir } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { ConfigurationError } from "../errors.ts";

/** A walk over more than this is a pattern that somebody got wrong, not a list of reports. */
const MAX_ENTRIES = 200_000;

/**
 * Absolute paths of the regular files that `pattern` matches, sorted; a relative pattern starts at `cwd`.
 * Throws ConfigurationError when the walk has no end in sight: half an answer would look like a whole one (L5).
 */
export async function globFiles(pattern: string, cwd: string): Promise<readonly string[]> {
  const { base, glob } = picomatch.scan(pattern.replace(/^\.\//u, ""));
  const start = resolve(cwd, base);
  if (!isAbsolute(pattern) && (await crossesSymlink(cwd, start))) return [];
  if (glob === "") return (await lstat(start).catch(() => undefined))?.isFile() ? [start] : [];
  const matches = picomatch(glob, { dot: true });
  const found: string[] = [];
  let left = MAX_ENTRIES;
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if ((left -= 1) < 0) throw tooMany(pattern);
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== ".git") folders.push(path);
      else if (entry.isFile() && matches(relative(start, path).replaceAll(sep, "/"))) found.push(path);
    }
  }
  return found.sort();
}

/** A pull request may have put a link where the pattern's fixed part leads. */
async function crossesSymlink(cwd: string, path: string): Promise<boolean> {
  let at = cwd;
  for (const part of relative(cwd, path).split(sep).filter(Boolean)) {
    at = join(at, part);
    if ((await lstat(at).catch(() => undefined))?.isSymbolicLink()) return true;
  }
  return false;
}

function tooMany(pattern: string): ConfigurationError {
  return new ConfigurationError(
    "flag-invalid",
    `The pattern "${pattern}" looks through more than ${MAX_ENTRIES} files.`,
    "Begin it with the folder that the files are in.",
  );
}
