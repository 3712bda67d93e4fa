/** What people decide about findings, and what is known of who decided: the words of governance.md 5. */

import type { RatedSeverity } from "./finding.ts";

/** What a person may say about one finding. `confirm` and `reopen` never unblock. */
export const DECISIONS = ["confirm", "fp", "accept-risk", "wont-fix", "used-in-tests", "mitigated", "reopen"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Those after which a finding does not gate any more. */
export const UNBLOCKING: ReadonlySet<Decision> = new Set([
  "fp",
  "accept-risk",
  "wont-fix",
  "used-in-tests",
  "mitigated",
]);

/** As people read it. */
export const DECISION_WORD: Readonly<Record<Decision, string>> = {
  confirm: "confirmed",
  fp: "false positive",
  "accept-risk": "risk accepted",
  "wont-fix": "will not be fixed",
  "used-in-tests": "used in tests",
  mitigated: "mitigated",
  reopen: "reopened",
};

/** One line of a comment, parsed; nothing of it is believed yet. Dates are days, `YYYY-MM-DD`, in UTC, the last day included. */
export type Command =
  | {
      readonly kind: "decide";
      readonly decision: Decision;
      /** As typed: the beginning of a fingerprint's digest, 8 to 32 hexadecimal digits in lower case. */
      readonly finding: string;
      readonly until?: string;
      /** The commit that the person looked at: its first 12 digits or more. */
      readonly head?: string;
      readonly reason: string;
    }
  | { readonly kind: "fix"; readonly finding: string }
  | { readonly kind: "rerun" }
  /** Lets an incomplete run of one head pass until a day. */
  | { readonly kind: "override"; readonly head: string; readonly until?: string; readonly reason: string }
  | { readonly kind: "incident"; readonly reason: string }
  | { readonly kind: "help" };

/** What was asked for, in one word of ours. */
export type CommandWord = Decision | Exclude<Command["kind"], "decide">;

export function commandWord(command: SignOff["command"]): Decision | "override";
export function commandWord(command: Command): CommandWord;
export function commandWord(command: Command): CommandWord {
  return command.kind === "decide" ? command.decision : command.kind;
}

/** GitHub account: the id decides, the login is what people read. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** A command that the six checks of authority let pass, bound to what it was said about. */
export interface SignOff {
  readonly command: Extract<Command, { readonly kind: "decide" | "override" }>;
  readonly by: Person;
  /** `role_name` as GitHub's API gave it, and the policy's roles that the person has. */
  readonly roleName: string;
  readonly roles: readonly Role[];
  /** The comment that is the record: id, and SHA-256 of its body. */
  readonly commentId: number;
  readonly commentSha256: string;
  /** ISO 8601, when the comment was made: the record of GitHub, not of the person. */
  readonly at: string;
  /** The last day on which it holds, in UTC; absent for what never unblocks. */
  readonly until?: string;
  /** Full fingerprint; absent for an override. */
  readonly fingerprint?: string;
  /** The head of the pull request, or the blob of the finding's file at that head: the sign-off holds while either is the same. */
  readonly head: string;
  readonly blob?: string;
}

/** A command that was not accepted, and why: one sentence of ours. */
export interface Refused {
  readonly command?: Command;
  readonly by?: Person;
  readonly commentId: number;
  readonly reason: string;
}

/** The policy's words for who may decide. */
export const ROLES = ["owners", "auditors", "responders", "approvers"] as const;
export type Role = (typeof ROLES)[number];

/** What the alert of code scanning says, where it was dismissed there. */
export interface Dismissal {
  readonly alert: number;
  readonly by: Person;
  readonly reason: string;
  readonly at: string;
  readonly comment: string;
  /** Who approved it, where a dismissal is asked for first. */
  readonly approvedBy?: Person;
}

/** Days that a sign-off may hold at most, by severity, when the policy does not say. */
export const DEFAULT_MAX_DAYS: Readonly<Record<RatedSeverity, number>> = {
  critical: 7,
  high: 30,
  medium: 90,
  low: 180,
};

/** A dismissed alert of a branch that stands for a finding of this run. */
export interface CountedDismissal extends Omit<Dismissal, "approvedBy"> {
  readonly decision: Decision;
  readonly fingerprint: string;
  readonly until: string;
  readonly roleName: string;
  readonly roles: readonly Role[];
  /** The second person, where the finding takes two. */
  readonly second?: { readonly by: Person; readonly roleName: string; readonly roles: readonly Role[] };
  /** What the branch pointed at when the alert was dismissed, and the blob of the finding's file there and here. */
  readonly head: string;
  readonly blob: string;
}

/** A dismissed alert that stands for a finding and does not count: one sentence of ours. */
export interface RefusedDismissal {
  readonly alert: number;
  readonly by: Person;
  readonly fingerprint: string;
  readonly reason: string;
}

/** What people said about a change, each comment and alert read from GitHub and checked for this very gate. */
export interface Decisions {
  /** In force: what unblocks has all the people that it needs. In the order of the comments. */
  readonly signOffs: readonly SignOff[];
  readonly dismissals: readonly CountedDismissal[];
  readonly refused: readonly Refused[];
  readonly dismissalsRefused?: readonly RefusedDismissal[];
  /** What could not be read, and what follows. */
  readonly notes: readonly string[];
}
