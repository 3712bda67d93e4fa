/** What a person or a workflow asks for: flags and inputs become one of these. */

import type { CommandEvent } from "./event.ts";
import type { CloudPlaces } from "./ports.ts";
import type { Choices } from "./settings.ts";
import type { Subject, UntrustedRun, WorkflowRun } from "./subject.ts";

export const FORMATS = ["text", "json", "sarif", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** What a review understands wherever it runs. */
export interface ReviewOptions {
  readonly policy: { readonly path: string; readonly chosen: boolean };
  readonly choices: Choices;
  readonly sarifFiles: readonly string[];
  /** Absolute path of the program that answers under `provider: command`. */
  readonly modelCommand?: string;
  /** How long it may take for one question; absent: 10 minutes. */
  readonly modelCommandSeconds?: number;
  readonly places?: CloudPlaces;
  /** A gateway: https, or http on loopback. */
  readonly baseUrl?: string;
}

/** In a terminal. */
export interface ReviewRequest extends ReviewOptions {
  readonly command: "review";
  /** Absolute path of the repository under review. */
  readonly repo: string;
  /** Absent: the default branch, as far as the repository tells. */
  readonly base?: string;
  readonly head: string;
  readonly dryRun: boolean;
  readonly format: Format;
  /** Absolute path for the formatted result; absent: stdout. */
  readonly output?: string;
  /** Absolute path for the run's files; absent: a new folder below the user's state folder. */
  readonly runDir?: string;
}

export const UPLOAD_SARIF = ["auto", "always", "never"] as const;
export type UploadSarif = (typeof UPLOAD_SARIF)[number];

/** In a workflow job. */
export interface ActionReviewRequest extends ReviewOptions {
  readonly command: "actionReview";
  readonly run: WorkflowRun;
  readonly subject: Subject;
  /** In a trusted job. */
  readonly standsFor?: UntrustedRun;
  readonly uploadSarif: UploadSarif;
  /** False: a plan is written, and nothing outside the run's folder is touched. */
  readonly publish: boolean;
}

/** In a later job of the same workflow: applies the plan of the first. */
export interface ActionPublishRequest {
  readonly command: "actionPublish";
  readonly run: WorkflowRun;
  readonly subject: Subject;
  /** Absolute path. */
  readonly planFile: string;
  /** The first job's `ledger-root`, which came by the runner's own channel: what the plan must hash to. */
  readonly ledgerRoot?: string;
}

/** In a trusted job that the end of another run started (`workflow_run`). */
export interface ActionTrustedRequest extends ReviewOptions {
  readonly command: "actionTrusted";
  readonly run: WorkflowRun;
  /** Id of the run that has ended, in decimal digits: all that is taken from the event. */
  readonly of: string;
  /** Path of the workflow whose runs are followed: `.github/workflows/review.yml`. */
  readonly workflow: string;
  /** What the pull request must bear; absent: nothing. */
  readonly label?: string;
  readonly uploadSarif: UploadSarif;
}

/** In a job that a comment started. */
export interface ActionRespondRequest extends ReviewOptions {
  readonly command: "actionRespond";
  readonly run: WorkflowRun;
  /** Absent: the comment is not for us. */
  readonly comment?: CommandEvent;
  /** File name or path of the workflow that reviews; absent: the one whose run keeps an artifact of ours. */
  readonly workflow?: string;
}

export interface VerifyRequest {
  readonly command: "verify";
  readonly file: string;
  readonly root?: string;
  readonly json: boolean;
}

export const EVAL_FORMATS = ["text", "json", "markdown", "html"] as const;
export type EvalFormat = (typeof EVAL_FORMATS)[number];

/** Labelled changes are reviewed, and what was found is counted. Paths are absolute. */
export interface EvalRequest extends Omit<ReviewOptions, "policy" | "sarifFiles"> {
  readonly command: "eval";
  readonly cases: string;
  /** Where the repositories of a `cases.jsonl` stand, when not beside it. */
  readonly repositories?: string;
  /** A policy file of the machine; absent: the defaults. */
  readonly policyFile?: string;
  /** Answers are kept in a folder, and those that are there are not asked for again; or they come from it alone. */
  readonly tape?: { readonly mode: "record" | "replay"; readonly folder: string };
  /** New answers are written by hand. */
  readonly synthetic: boolean;
  /** Each case is run once for each. */
  readonly variants: readonly { readonly bury: number; readonly framed: boolean; readonly injected: boolean }[];
  readonly seed: number;
  /** A glob: one of id, label, language, kind and weakness matches. */
  readonly filter?: string;
  readonly limit?: number;
  /** Cases at a time. */
  readonly concurrency: number;
  readonly baseline?: string;
  readonly format: EvalFormat;
  readonly output?: string;
}

/** Text in, redacted text out; or the places where secrets stand. */
export interface RedactRequest {
  readonly command: "redact";
  /** As they were named, for what is printed, and absolute; none: stdin. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly mode: RedactMode;
  readonly point: "scan" | "redact";
  /** The account goes to stderr. */
  readonly json: boolean;
  /** Absolute path: the account goes there. */
  readonly account?: string;
  /** Absolute path of a policy file, for its `redaction`. */
  readonly policy?: string;
}

/** `staged`: `check` over what is about to be committed. */
export type RedactMode = "text" | "jsonl" | "check" | "staged";

export type Request =
  | EvalRequest
  | RedactRequest
  | ReviewRequest
  | ActionReviewRequest
  | ActionPublishRequest
  | ActionTrustedRequest
  | ActionRespondRequest
  | VerifyRequest
  | { readonly command: "help"; readonly text: string }
  | { readonly command: "version" };
