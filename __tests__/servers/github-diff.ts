/** What GitHub shows of a pull request's change, from the real git: files, patches, and the lines that take comments. */

import { execFileSync } from "node:child_process";
import { gitEnvironment } from "../fixtures/repository.ts";

export interface DiffFile {
  readonly path: string;
  readonly previous?: string;
  /** In GitHub's words. */
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly blob: string;
  /** From the first `@@`; absent for binary, huge and unchanged content. */
  readonly patch?: string;
  readonly additions: number;
  readonly deletions: number;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  readonly date: string;
  readonly message: string;
}

export type Side = "LEFT" | "RIGHT";

export interface Git {
  /** Full name of a commit, undefined when there is none. */
  commit(name: string): string | undefined;
  mergeBase(base: string, head: string): string | undefined;
  files(from: string, to: string): readonly DiffFile[];
  /** Commits of `from..to`, oldest first. */
  log(from: string, to: string): readonly string[];
  show(sha: string): Commit;
  /** A merge of both, undefined when they conflict. */
  merge(base: string, head: string): string | undefined;
  run(...args: string[]): string;
}

/** No commit depends on the clock. */
const MERGED = "2026-11-22T12:00:00Z";

// Limits of a file whose patch is shown (repository limits of docs.github.com).
const PATCH_BYTES = 500_000;
const PATCH_LINES = 20_000;

export function git(bare: string): Git {
  const bytes = (...args: string[]): Buffer =>
    execFileSync("git", ["--git-dir", bare, ...args], {
      env: { ...gitEnvironment(), GIT_AUTHOR_DATE: MERGED, GIT_COMMITTER_DATE: MERGED },
      maxBuffer: 2 ** 30,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const run = (...args: string[]): string => bytes(...args).toString("utf8");
  const attempt = (...args: string[]): string | undefined => {
    try {
      return run(...args).trim();
    } catch {
      return undefined;
    }
  };
  return {
    run,
    commit: (name) => attempt("rev-parse", "--verify", "-q", "--end-of-options", `${name}^{commit}`),
    mergeBase: once((base, head) => attempt("merge-base", base, head)),
    log: once((from, to) => run("rev-list", "--reverse", `${from}..${to}`).split("\n").filter(Boolean)),
    show: (sha) => {
      const [tree = "", parents = "", name = "", email = "", date = "", ...message] = run(
        ...["show", "-s", "--format=%T%n%P%n%an%n%ae%n%cI%n%B", sha],
      ).split("\n");
      return {
        sha,
        tree,
        parents: parents.split(" ").filter(Boolean),
        name,
        email,
        date,
        message: message.join("\n").trim(),
      };
    },
    merge: once((base, head) => {
      const tree = attempt("merge-tree", "--write-tree", base, head);
      return tree && attempt("commit-tree", tree, "-p", base, "-p", head, "-m", `Merge ${head} into ${base}`);
    }),
    files: once((from, to) => {
      const options = ["--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--full-index", from, to];
      const raw = run("diff", "--raw", "-z", ...options).split("\0");
      // A line of content starts with " ", "+", "-" or "\": no file can forge this line.
      const patches = run("diff", "-p", "-U3", ...options).split(/^(?=diff --git )/mu);
      return [...entries(raw, patches.filter(Boolean))];
    }),
  };
}

/** What two commits say of each other does not change; a name of another kind is asked about each time. */
function once<Answer>(ask: (from: string, to: string) => Answer): (from: string, to: string) => Answer {
  const known = new Map<string, Answer>();
  return (from, to) => {
    if (![from, to].every((name) => /^[0-9a-f]{40,64}$/u.test(name))) return ask(from, to);
    const key = `${from} ${to}`;
    const answer = known.get(key) ?? ask(from, to);
    if (answer !== undefined) known.set(key, answer);
    return answer;
  };
}

const STATUS = { A: "added", D: "removed", M: "modified", R: "renamed", T: "changed" } as const;

function* entries(raw: readonly string[], patches: string[]): Generator<DiffFile> {
  for (let at = 0; at + 1 < raw.length;) {
    const [, , before = "", after = "", letters = ""] = (raw[at++] ?? "").split(" ");
    const first = raw[at++] ?? "";
    const path = letters.startsWith("R") ? (raw[at++] ?? "") : first;
    // A file that becomes a link is two patches: one removes, one adds.
    const text = patches.splice(0, letters === "T" ? 2 : 1).join("");
    const shown = patchOf(text);
    const lines = shown?.split("\n") ?? [];
    yield {
      path,
      ...(path !== first && { previous: first }),
      status: STATUS[letters.charAt(0) as keyof typeof STATUS],
      blob: /^0+$/u.test(after) ? before : after,
      ...(shown !== undefined && { patch: shown }),
      additions: lines.filter((line) => line.startsWith("+")).length,
      deletions: lines.filter((line) => line.startsWith("-")).length,
    };
  }
}

function patchOf(text: string): string | undefined {
  const start = text.search(/^@@ /mu);
  if (start < 0) return undefined;
  const patch = text.slice(start).replace(/\n$/u, "");
  return patch.length > PATCH_BYTES || patch.split("\n").length > PATCH_LINES ? undefined : patch;
}

/** Lines that a comment may name, each with the number of its hunk. */
export function commentable(patch: string): Record<Side, ReadonlyMap<number, number>> {
  const sides = { LEFT: new Map<number, number>(), RIGHT: new Map<number, number>() };
  let [left, right, hunk] = [0, 0, 0];
  for (const line of patch.split("\n")) {
    const head = /^@@ -(?<left>\d+)(?:,\d+)? \+(?<right>\d+)(?:,\d+)? @@/u.exec(line)?.groups;
    if (head !== undefined) {
      [left, right] = [Number(head["left"]), Number(head["right"])];
      hunk += 1;
    } else if (!line.startsWith("\\")) {
      if (!line.startsWith("+")) sides.LEFT.set(left++, hunk);
      if (!line.startsWith("-")) sides.RIGHT.set(right++, hunk);
    }
  }
  return sides;
}
