/** One record per stage, in the order in which they are made. Every field is data: no record has behaviour. */

import type { Finding, Rule, Severity, TriagedFinding } from "./finding.ts";

declare const redacted: unique symbol;
/** Only `src/secrets` makes one, and only a `Redacted` may leave the process. */
export type Redacted = string & { readonly [redacted]: true };

// change ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Change {
  /** Full object names: 40 or 64 hex digits. `base` is the tip of the base, where policy is read. */
  readonly base: string;
  readonly head: string;
  /** What the diff starts from. */
  readonly mergeBase: string;
  /** Name of the base branch without `refs/heads/`, when the caller named a branch. */
  readonly baseBranch?: string;
  readonly files: readonly ChangedFile[];
}

export type FileStatus = "added" | "modified" | "deleted" | "renamed" | "copied" | "typeChanged";
/** From the git file mode: 100644/100755, 120000, 160000. */
export type FileKind = "regular" | "symlink" | "submodule";

export interface ChangedFile {
  /** Path in head (in base when deleted), `/`-separated; invalid UTF-8 bytes are shown as U+FFFD. */
  readonly uri: string;
  /** Path in base, when it differs. */
  readonly baseUri?: string;
  readonly status: FileStatus;
  readonly kind: FileKind;
  /** Git file modes as git prints them, `000000` for absent. */
  readonly baseMode: string;
  readonly headMode: string;
  /** Blob object names; absent where the file is. */
  readonly baseBlob?: string;
  readonly headBlob?: string;
  /** Bytes of the blob in head, 0 when there is none. */
  readonly headSize: number;
  /** Content with NUL bytes on either side: no lines to review. Its one hunk has no lines. */
  readonly binary: boolean;
  /** True when some byte of the hunks is not valid UTF-8 (shown as U+FFFD). */
  readonly invalidUtf8: boolean;
  /** At least one; a rename, mode change, binary or submodule change without text lines is one hunk with no lines. */
  readonly hunks: readonly Hunk[];
}

/** A hunk of a unified diff. Line numbers are 1-based; a side of no lines has `start` of the line before (as in git). */
export interface Hunk {
  /** `h-` and 12 hex digits of a digest over uri, position and lines; unique within a change. */
  readonly id: string;
  readonly uri: string;
  readonly baseStart: number;
  readonly baseCount: number;
  readonly headStart: number;
  readonly headCount: number;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly kind: "context" | "added" | "removed";
  /** Without the line end; a CR before LF is kept. */
  readonly text: string;
  readonly baseLine?: number;
  readonly headLine?: number;
  /** The file ends here without a line end. */
  readonly noNewline?: true;
}

// coverage (L5) ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Every changed hunk ends in exactly one of these. */
export type HunkState =
  | { readonly state: "reviewed" }
  /** `rule` is shown: "binary", "scope.paths", "provider none", … */
  | { readonly state: "excluded"; readonly rule: string }
  | { readonly state: "overBudget" }
  | { readonly state: "refused" }
  | { readonly state: "failed"; readonly reason: string };

export interface HunkCoverage {
  readonly hunk: string;
  readonly uri: string;
  readonly changedLines: number;
  readonly state: HunkState;
}

// scan ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Part of a file that a scanner did not scan. Without lines: the whole file. */
export interface Unscanned {
  readonly uri: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly reason: string;
}

/** What one scanner did. `completed` has findings and maybe gaps; the others have a sentence with the way out. */
export type ScannerState =
  | { readonly status: "completed" }
  | { readonly status: "notApplicable" }
  | { readonly status: "failed"; readonly reason: string }
  /** Not to be had: Python missing, no network, wrong digest. */
  | { readonly status: "unavailable"; readonly reason: string };

/** One tool's part in the run: a row in every output, a `run` in the SARIF. */
export interface ScannerRun {
  /** Name in the registry: the policy key, the docs section and the SARIF category. */
  readonly scanner: string;
  /** SARIF `tool.driver.name`. */
  readonly tool: string;
  readonly version: string;
  /** SHA-256 of what ran (lock file, rule set), for the ledger. */
  readonly digests: Readonly<Record<string, string>>;
  readonly required: boolean;
  readonly state: ScannerState;
  readonly unscanned: readonly Unscanned[];
  /** What the scanner can find, when it can say so. */
  readonly rules?: readonly Pick<Rule, "id" | "cwe">[];
  readonly findings: readonly Finding[];
  readonly seconds: number;
  /** Sentences of the scanner about what was not taken as the tool gave it. */
  readonly notes?: readonly string[];
}

export interface ScanReport {
  readonly runs: readonly ScannerRun[];
}

// gate ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Something that had to run for a pass and did not. */
export interface Missing {
  /** A scanner's name, or `review`. */
  readonly what: string;
  /** One sentence, with the way out. */
  readonly reason: string;
}

export type Outcome = "pass" | "fail" | "incomplete";

/** `fail` beats `incomplete` beats `pass`; both lists are always carried. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly blocking: readonly TriagedFinding[];
  readonly missing: readonly Missing[];
  /** The threshold in force for deterministic findings, after floors and residual risk. */
  readonly failOn: Severity;
  /** One line: "3 findings at or over high", "nothing to review", … */
  readonly sentence: string;
}

// the run ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Everything an output may show about one run. Outputs are pure functions of it. */
export interface Review {
  readonly change: Change;
  readonly scan: ScanReport;
  readonly findings: readonly TriagedFinding[];
  readonly coverage: readonly HunkCoverage[];
  readonly verdict: Verdict;
  /** Sentences for people about settings: ignored looser inputs, threats without a check, limits that cut. */
  readonly notes: readonly string[];
  readonly policy: { readonly source: string; readonly sha256: string };
  /** ISO 8601, from the Clock. */
  readonly startedAt: string;
  readonly seconds: number;
  /** Our own name and version. */
  readonly version: string;
}
