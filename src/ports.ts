/** The outside world, in our words. Few and small; each has one real adapter and one fake in `__tests__/fakes`. */

import type { Effort } from "./policy.ts";
import type { Question, Reply, RequestRecord } from "./records.ts";

export interface Clock {
  now(): Date;
}

/** Progress and warnings for people (stderr in a terminal). Sanitises every line: callers may pass hostile text. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

/** The only way to files. Paths are absolute. */
export interface Files {
  /** `undefined` when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Creates parent folders. */
  write(path: string, bytes: string | Uint8Array): Promise<void>;
  /** Recursive; an absent path is fine. */
  remove(path: string): Promise<void>;
  /** A new empty folder for this run's temporary files. */
  temporary(label: string): Promise<string>;
  /** Absolute paths of the regular files that a glob matches, relative to `cwd`; never follows symlinks. */
  glob(pattern: string, cwd: string): Promise<readonly string[]>;
}

export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The child's whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  /** Bytes of stdout and stderr together; over it the process group is killed. */
  readonly outputCapBytes: number;
}

export interface CommandResult {
  /** How it ended. `notStarted`: no such program, not executable. */
  readonly ended: "exit" | "signal" | "deadline" | "outputCap" | "interrupted" | "notStarted";
  /** Only when `ended` is `exit`. */
  readonly exitCode?: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Runs a program on the launcher: own process group, deadline, output cap, nothing left behind. Never throws for what the child does. */
export interface Shell {
  run(command: Command): Promise<CommandResult>;
}

/** Git objects of base and head, in a bare repository of our own. */
export interface Objects {
  /** The user's clone is shallow: commits that exist elsewhere may be absent here. */
  readonly shallow: boolean;
  /** Short names of the user's branches, local and remote: for "did you mean". */
  branches(): Promise<readonly string[]>;
  /** Full object name of a commit, or undefined. */
  commit(ref: string): Promise<string | undefined>;
  /** The best common ancestor, or undefined when there is none (or the history is cut). */
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** `git diff-tree --raw -z` and its patch, as git printed them. */
  diff(from: string, to: string): Promise<{ raw: Uint8Array; patch: Uint8Array }>;
  /** Bytes of each blob; a name that is missing here, or that is no blob, has no entry. Reads no contents. */
  sizes(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Contents by object name, streamed one by one in the given order; `undefined` for a missing object.
   *  A blob is held whole while `each` has it: ask `sizes` first. */
  blobs(
    names: readonly string[],
    each: (name: string, bytes: Uint8Array | undefined) => Promise<void> | void,
  ): Promise<void>;
  /** Bytes of the file at a commit; undefined when there is none or it is not a regular file. */
  fileAt(commit: string, uri: string): Promise<Uint8Array | undefined>;
  /** Git file mode of what stands there at a commit (`120000` a link, `040000` a folder); undefined for nothing. */
  modeAt(commit: string, uri: string): Promise<string | undefined>;
}

/** What came of one question, and what it took. */
export interface Asked {
  readonly reply: Reply;
  readonly record: Omit<RequestRecord, "question" | "questionSha256" | "promptSha256" | "kind" | "costUsd">;
}

/** Anything that answers a redacted question. Never throws for what the other side does: that is a `Reply`. */
export interface Model {
  /** "anthropic", "command". */
  readonly provider: string;
  /** The model that is asked. */
  readonly id: string;
  /** `again` is asked before a further try, after one that may have cost something; `false`: no further try. */
  ask(question: Question, again?: () => boolean): Promise<Asked>;
}

/** Which model is asked, and what it takes to reach it. */
export type ModelSpec =
  | {
      readonly provider: "anthropic";
      readonly apiKey: string;
      readonly baseUrl?: string;
      readonly model: string;
      readonly effort: Effort;
      /** Ids that we know, for the sentence that says that one does not exist. */
      readonly models: readonly string[];
    }
  | { readonly provider: "command"; readonly program: string };
