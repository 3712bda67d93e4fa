/** One record per stage, in the order in which they are made. Every field is data: no record has behaviour. */

import type { Isolation } from "./subject.ts";
import type { Account, Side } from "./account.ts";
import type { Finding, RawFinding, Rule, Severity, TriagedFinding } from "./finding.ts";
import type { Decisions } from "./sign-off.ts";

export { hasLeft } from "./account.ts";
export type { Account, Disclosure, RedactionProof, Reply, RequestRecord, Side, Usage } from "./account.ts";

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

/** The workflow run that reviewed a hunk, and the head that it reviewed. */
export interface ReviewedBy {
  readonly runId: string;
  readonly head: string;
}

/** Every changed hunk ends in exactly one of these. */
export type HunkState =
  /** With `carriedFrom` in an earlier run, whose record was vouched for, and not asked about again. */
  | { readonly state: "reviewed"; readonly carriedFrom?: ReviewedBy }
  /** `rule` is shown: "binary", "scope.paths", "provider none", … */
  | { readonly state: "excluded"; readonly rule: string }
  | { readonly state: "overBudget" }
  /** `category` as the API names it, checked for its form: a word. */
  | { readonly state: "refused"; readonly category?: string }
  | { readonly state: "failed"; readonly reason: string };

export interface HunkCoverage {
  readonly hunk: string;
  readonly uri: string;
  readonly changedLines: number;
  readonly state: HunkState;
}

// scan ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Part of a file that a scanner did not scan: both lines (1-based, inclusive), or neither for the whole file. With `concerns`: not of a file but of the change, `uri` says what. */
export interface Unscanned {
  readonly uri: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly reason: string;
  /** Never in the scanner's scope (a link, a submodule): its run over that scope is complete all the same. */
  readonly outOfScope?: true;
  readonly concerns?: "change";
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
  /** It looked at what the change does, and at nothing else. */
  readonly changeOnly?: true;
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

// review: Claude's part ──────────────────────────────────────────────────────────────────────────────────────────────

/** A line as it was sent: redacted and neutralised, one to one with the line of head (or, when removed, of base). */
export interface SentLine {
  readonly side: Side;
  /** 1-based line of that side. */
  readonly line: number;
  readonly kind: "context" | "added" | "removed";
  readonly text: Redacted;
}

/** A hunk with some lines around it, as it is put into a question. */
export interface DossierHunk {
  readonly id: string;
  /** Path in the repository, for us; what is sent is `shownUri`. */
  readonly uri: string;
  readonly shownUri: Redacted;
  /** Path that base lines belong to; `uri` unless renamed. */
  readonly baseUri: string;
  readonly lines: readonly SentLine[];
  /** Bytes of the original text of these lines, for the account. */
  readonly bytes: number;
}

/** A deterministic finding as Claude is asked about it. */
export interface DossierFinding {
  /** `f-` and 8 hex digits of its fingerprint's digest. */
  readonly id: string;
  readonly fingerprint: string;
  /** The first hunk that shows its lines: it goes into that hunk's question. */
  readonly hunk: string;
  readonly text: Redacted;
}

/** A question, ready to leave: every text is our own or redacted (L1). */
export interface Question {
  /** "review-1", "verify". */
  readonly name: string;
  /** Prompt with its slots filled by our own parts: the same for all questions of a run and of the same kind. */
  readonly system: Redacted;
  /** First part of the user turn, equal in all questions of the run: the cache prefix. */
  readonly shared: Redacted;
  /** The rest of the user turn. */
  readonly text: Redacted;
  /** JSON Schema of the answer (ours). */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  /** SHA-256 of system, shared, text and schema before the nonce was put in. */
  readonly sha256: string;
  readonly promptSha256: string;
  readonly schemaSha256: string;
  /** What it asks about; empty for a verification. */
  readonly hunks: readonly string[];
  /** Our own parts in it (prompt, schema, nonce, placeholders' syntax), known to the guard by exact value. */
  readonly own: readonly string[];
}

/** What Claude claimed and what was not so: kept, never shown as a finding (L4). Texts are cleaned (L2). */
export interface RejectedClaim {
  readonly title: string;
  readonly uri: string;
  readonly startLine: number;
  readonly cwe: string;
  readonly reason: string;
}

/** Claude's opinion on a scanner's finding: shown, never obeyed (L3). */
export interface Opinion {
  /** Fingerprint of the finding. */
  readonly fingerprint: string;
  readonly value: "confirmed" | "falsePositive" | "uncertain";
  readonly reason: string;
  /** A quoted mitigation that really stands there; without one a false positive is uncertain. */
  readonly mitigation?: { readonly uri: string; readonly line: number; readonly quote: string };
}

/** The review stage's answer. */
export interface ModelReview {
  /** Claims that survived every check, as findings with source `model`, location in head. */
  readonly findings: readonly RawFinding[];
  readonly rejected: readonly RejectedClaim[];
  readonly opinions: readonly Opinion[];
  readonly coverage: readonly HunkCoverage[];
  readonly account: Account;
  /** What the change does for security, in Claude's words from the code alone: at most three sentences, cleaned (L2). */
  readonly summary?: string;
  /** Remarks on quality, asked for by the policy: at most five, cleaned; they never gate. */
  readonly qualityNotes?: readonly string[];
  readonly notes: readonly string[];
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
  /** Claude's part; absent when no question was prepared (provider none, nothing to ask). */
  readonly model?: Pick<ModelReview, "rejected" | "opinions" | "account" | "summary" | "qualityNotes">;
  /** `review.alert-severity: real`, or they gate: Claude's findings stand in the SARIF with their own level and number. Absent: as notes. */
  readonly alertSeverity?: "real";
  /** What people decided; absent when nobody was asked (a terminal, a policy without `roles`). */
  readonly decisions?: Decisions;
  readonly verdict: Verdict;
  /** Sentences for people about settings: ignored looser inputs, threats without a check, limits that cut. */
  readonly notes: readonly string[];
  readonly policy: { readonly source: string; readonly sha256: string };
  /** In a workflow job. */
  readonly isolation?: Isolation;
  /** ISO 8601, from the Clock. */
  readonly startedAt: string;
  readonly seconds: number;
  /** Our own version, `1.2.3`. */
  readonly version: string;
}
