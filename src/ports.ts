/** The outside world, in our words. Few and small; each has one real adapter and one fake in `__tests__/fakes`. */

import type { Advisory, DependencyComparison } from "./dependency.ts";

export type * from "./model-spec.ts";
export { GitHubRefusal, type RefusalReason } from "./github-refusal.ts";

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

export interface TreeEntry {
  /** `/`-separated; invalid UTF-8 bytes are shown as U+FFFD. */
  readonly uri: string;
  /** As git prints it: `100644`, `120000`, `160000`. */
  readonly mode: string;
  readonly name: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

/** A commit as whoever made it wrote it. */
export interface CommitEntry {
  readonly name: string;
  /** First parent first; empty for a root. */
  readonly parents: readonly string[];
  /** At most 1 MB of it; invalid UTF-8 bytes are shown as U+FFFD. */
  readonly message: string;
  readonly messageCut: boolean;
}

export interface CommitList {
  /** Parents before children. */
  readonly commits: readonly CommitEntry[];
  /** Why there are or may be more of them: a clause. Absent: these are all. */
  readonly incomplete?: string;
}

export interface CommitRange {
  readonly to: string;
  /** Neither these commits nor their ancestors. */
  readonly without: readonly string[];
  /** The newest of them, so many. */
  readonly limit: number;
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
  /** The first of the two alone; without `from`, against nothing. */
  rawDiff(from: string | undefined, to: string): Promise<Uint8Array>;
  /** What `to` has that others have not. Objects that came from a server fetch more of their history for it. */
  commits(range: CommitRange): Promise<CommitList>;
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
  /** Every blob and submodule of a commit's tree, in git's order. */
  tree(commit: string): Promise<readonly TreeEntry[]>;
  /** Git file mode of what stands there at a commit (`120000` a link, `040000` a folder); undefined for nothing. */
  modeAt(commit: string, uri: string): Promise<string | undefined>;
}

/** Lines of a text, 1-based and inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** A function, method or class. `headerEndLine`: where its body begins. */
export interface Scope extends LineRange {
  readonly kind: "function" | "anonymous" | "class";
  readonly name?: string;
  readonly headerEndLine: number;
}

/** What a parser sees in one file. */
export interface Outline {
  /** In the order of their first lines, the outer one first. */
  readonly scopes: readonly Scope[];
  /** Imports, and the like that holds for a whole class (Ruby's `before_action`). */
  readonly imports: readonly LineRange[];
}

/** Parses source text of any kind, however broken or hostile, within bounds. Never throws. */
export interface Syntax {
  /** Undefined: no grammar for such a name, too large a text, or a parser that gave up. */
  outline(uri: string, text: string): Promise<Outline | undefined>;
  /**
   * The same text with spaces for what runs as nothing: comments, and statements that are a string and no more. Lines and
   * columns stay. Undefined as above, and for a text that is nested deeper than what is looked at.
   */
  code(uri: string, text: string): Promise<string | undefined>;
}

/** A tree that is put together: the one that a ref of the repository names, or none, with files written over it. */
export interface TreeSource {
  readonly ref?: string;
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A change that nobody has committed. */
export interface ChangeSource {
  /** Absolute path of a repository whose objects are borrowed. */
  readonly repository?: string;
  readonly base: TreeSource;
  readonly head: TreeSource;
  /** Message of the head commit. */
  readonly message: string;
}

/** It, in a repository of its own. */
export interface CommittedChange {
  readonly objects: Objects;
  /** Full names; base is the only parent of head. */
  readonly base: string;
  readonly head: string;
  /** Takes the repository away. */
  dispose(): Promise<void>;
}

// GitHub ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Something of ours on a pull request: only what our own account wrote, found by author id (L9). */
export interface OwnText {
  readonly id: number;
  /** Untrusted all the same: a maintainer may have edited it. */
  readonly body: string;
}

/** A comment on lines of head that the pull request's diff shows. */
export interface ReviewComment {
  /** Path in head. */
  readonly path: string;
  /** Last line; `startLine` is given when the comment covers more than one. */
  readonly line: number;
  readonly startLine?: number;
  readonly body: string;
}

/** An account of code scanning's processing. */
export interface SarifProcessing {
  readonly status: "pending" | "complete" | "failed";
  /** In GitHub's words, one line each, cleaned. */
  readonly errors: readonly string[];
}

/**
 * GitHub's API as this program needs it, for one repository. Reads are repeated when GitHub fails; a create is repeated
 * only after a list has shown that its marker is not there: nothing is created twice.
 */
export interface GitHub {
  /** The merge base of two commits, forks included. @throws GitHubRefusal */
  mergeBase(base: string, head: string): Promise<string>;
  /** The commit that a branch names now, without `refs/heads/`. */
  branchTip(branch: string): Promise<string>;
  pullRequest(number: number): Promise<{
    readonly state: "open" | "closed";
    readonly merged: boolean;
    readonly head: string;
    readonly baseBranch?: string;
  }>;
  /** Our conversation comments that hold `marker`, oldest first. */
  comments(number: number, marker: string): Promise<readonly OwnText[]>;
  /** The first of them, without asking for the rest of the conversation. */
  oldestComment(number: number, marker: string): Promise<OwnText | undefined>;
  /** `body` holds `marker`; answers the comment that holds it, be it this or one that an uncertain first try made. */
  createComment(number: number, body: string, marker: string): Promise<OwnText>;
  updateComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  /** Our inline comments that hold `marker`, oldest first. */
  reviewComments(number: number, marker: string): Promise<readonly OwnText[]>;
  /** Our reviews' bodies that hold `marker`, oldest first. */
  reviews(number: number, marker: string): Promise<readonly OwnText[]>;
  /** One review, event COMMENT, on a commit. `marker` is in its body. All or nothing: one bad comment refuses it (422). */
  createReview(
    number: number,
    review: {
      readonly commit: string;
      readonly body: string;
      readonly comments: readonly ReviewComment[];
      readonly marker: string;
    },
  ): Promise<void>;
  deleteReviewComment(id: number): Promise<void>;
  /** Lines of head that GitHub's own diff shows (added and context), by path; a file without a patch has no entry. */
  commentableLines(number: number): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** Gzip and base64 happen inside. Answers the upload's id. */
  uploadSarif(upload: {
    readonly commit: string;
    readonly ref: string;
    readonly sarif: string;
    readonly startedAt: string;
  }): Promise<string>;
  sarifProcessing(id: string): Promise<SarifProcessing>;
  /** What a change does to the dependencies of the repository, all pages of it. */
  dependencyChanges(base: string, head: string): Promise<DependencyComparison>;
  advisory(ghsa: string): Promise<Advisory>;
  /** The repository's SPDX document, as GitHub wrote it: JSON text of its default branch. */
  sbom(): Promise<string>;
}

/** A workflow annotation: shown on the run, and on the lines when there are any. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly uri?: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

/** The runner's own channel; each text goes through the one sanitiser. */
export interface Runner {
  output(name: string, value: string): Promise<void>;
  /** Appends Markdown to the step's summary (at most 1 MiB a step). */
  summary(markdown: string): Promise<void>;
  annotate(annotation: Annotation): void;
  /** Uploads files under their base names. @throws ExternalError `artifact-failed` */
  uploadArtifact(name: string, files: readonly string[]): Promise<void>;
}

/** What git is fetched with: the token goes into the child's environment, never into argv or a file. */
export interface FetchRequest {
  /** `https://github.com/owner/repo.git`. */
  readonly url: string;
  /** Absent: a public repository. */
  readonly token?: string;
  /** Full object names that must be there, each with a ref that may lead to it when the server does not serve it by name. */
  readonly commits: readonly WantedCommit[];
}
export interface WantedCommit {
  readonly commit: string;
  readonly ref?: string;
}

/**
 * Objects that came from a server and not from a clone. Their history is cut: `mergeBase` fetches more of it until its
 * answer is certain, and throws `history-cut` when it cannot be. So `shallow` is false: no absence is due to the cut.
 */
export interface FetchedObjects extends Objects {
  /** Fetches what is not there yet; answers the names that the server does not give. @throws ExternalError `fetch-failed` */
  fetch(wanted: readonly WantedCommit[]): Promise<readonly string[]>;
}
