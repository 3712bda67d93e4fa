/** What the local GitHub remembers of issues and security advisories. */

import type { Account } from "./github-state.ts";

export interface IssueRecord {
  readonly number: number;
  readonly user: Account;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly at: number;
  /** It is a pull request: GitHub lists them among issues. */
  readonly pull?: true;
}

export interface AdvisoryRecord {
  readonly ghsa: string;
  readonly user: Account;
  readonly summary: string;
  readonly description: string;
  readonly severity: string | null;
  readonly cwe: readonly string[];
  readonly state: "triage" | "draft" | "published" | "closed";
  readonly at: number;
}

/** What a test may look at and change behind the API's back. */
export interface IssueState {
  /** `has_issues`. */
  enabled: boolean;
  /** Those who may be assigned. */
  readonly assignable: Set<string>;
  readonly issues: Map<number, IssueRecord>;
  readonly advisories: Map<string, AdvisoryRecord>;
}

export function emptyIssues(): IssueState {
  return { enabled: true, assignable: new Set(["ada", "grace"]), issues: new Map(), advisories: new Map() };
}

/** Somebody does something to an issue in the browser. */
export function editIssue(state: IssueState, number: number, change: Partial<IssueRecord>): void {
  const issue = state.issues.get(number);
  if (issue !== undefined) state.issues.set(number, { ...issue, ...change });
}
