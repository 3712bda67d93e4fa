/** What is about to be committed, for a pre-commit hook: read from git's index as objects, never from the work tree. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ConfigurationError, ExternalError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { errnoOf } from "./files.ts";

const run = promisify(execFile);
const OUTPUT_CAP_BYTES = 512 * 1024 * 1024;
const ABSENT = /^0+$/u;
const SYMLINK_OR_FILE = /^1[02]0/u;

/**
 * Added, changed and retyped files. The hook's own environment is git's (`GIT_INDEX_FILE` names the index of `commit -a`),
 * and its configuration is the user's, who runs git here anyway; no program of either is started.
 * @throws ConfigurationError `git-missing`, `not-a-repository`; ExternalError `git-failed`
 */
export async function* stagedFiles(env: Readonly<Record<string, string | undefined>>) {
  const git = async (...args: readonly string[]): Promise<Buffer> => {
    try {
      const options = { env, encoding: "buffer", maxBuffer: OUTPUT_CAP_BYTES } as const;
      return (await run("git", ["--no-pager", "-c", "core.fsmonitor=false", ...args], options)).stdout;
    } catch (error) {
      throw gitError(error);
    }
  };
  // Outside of a repository `git diff` becomes another program, which compares files.
  await git("rev-parse", "--git-dir");
  const raw = await git(
    "diff",
    "--cached",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--diff-filter=AMT",
    "--ignore-submodules=all",
    "--no-relative",
  );
  const fields = raw.toString("utf8").split("\0");
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = "", base = "", head = ""] = fields[at]?.split(" ") ?? [];
    if (!SYMLINK_OR_FILE.test(mode)) continue;
    yield {
      name: fields[at + 1] ?? "",
      bytes: await git("cat-file", "blob", head),
      linesBefore: async (): Promise<ReadonlySet<string>> => {
        const before = ABSENT.test(base) ? Buffer.alloc(0) : await git("cat-file", "blob", base);
        return new Set(before.toString("utf8").split(/\r?\n/u));
      },
    };
  }
}

function gitError(error: unknown): Error {
  if (errnoOf(error) === "ENOENT")
    return new ConfigurationError(
      "git-missing",
      "There is no git on PATH.",
      "Install git 2.32 or later and put it on PATH.",
    );
  const said =
    typeof error === "object" && error !== null && "stderr" in error ? oneLine(String(error.stderr), 500) : "";
  if (/not a git repository/iu.test(said))
    return new ConfigurationError(
      "not-a-repository",
      "This folder is in no git repository.",
      "Run it inside the repository.",
    );
  return new ExternalError("git-failed", `Git failed${said === "" ? "" : `: ${said}`}.`, {
    fix: "Run `git status` in the repository.",
    cause: error,
  });
}
