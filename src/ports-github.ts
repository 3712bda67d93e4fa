/** What of GitHub the commands of people, threads, checks, tickets and fixes need: small ports beside `GitHub` in ports.ts. All throw `GitHubRefusal`. */

import type { RatedSeverity } from "./finding.ts";
import type { GitHubRefusal } from "./ports.ts";
import type { Dismissal, Person } from "./sign-off.ts";

/** A conversation on lines of a pull request (GraphQL alone knows whether it is resolved). */
export interface ReviewThread {
  /** GraphQL node id. */
  readonly id: string;
  readonly isResolved: boolean;
  /** The lines that it stands on are no longer in the diff. */
  readonly isOutdated: boolean;
  readonly path: string;
  /** Oldest first. */
  readonly comments: readonly ThreadComment[];
  /** We resolved it; absent while it is open, or when GitHub does not say who did. */
  readonly resolvedByUs?: boolean;
}

export interface ThreadComment {
  /** GraphQL node id. */
  readonly nodeId: string;
  readonly ours: boolean;
  readonly body: string;
}

/** Changes go in as few requests as can be, and answer one entry each: what GitHub refused of it, or undefined. */
export interface Threads {
  reviewThreads(number: number): Promise<readonly ReviewThread[]>;
  /** By GraphQL id. It takes `contents: write` besides `pull-requests: write` (github/gh-aw#35726). */
  resolveThreads(ids: readonly string[]): Promise<readonly (GitHubRefusal | undefined)[]>;
  unresolveThreads(ids: readonly string[]): Promise<readonly (GitHubRefusal | undefined)[]>;
  updateReviewComments(
    edits: readonly { readonly nodeId: string; readonly body: string }[],
  ): Promise<readonly (GitHubRefusal | undefined)[]>;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

export interface CheckRun {
  readonly name: string;
  readonly head: string;
  readonly conclusion: "success" | "failure" | "neutral" | "action_required";
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  /** Any number: sent in batches of 50. */
  readonly annotations: readonly CheckAnnotation[];
  /** Ours of an earlier try is found by it (`external_id`). */
  readonly externalId: string;
  /** Page of the workflow run. */
  readonly detailsUrl?: string;
}

export interface Checks {
  /** Creates it, or completes the one of the same external id. Answers its URL. */
  putCheckRun(run: CheckRun): Promise<string>;
}

/** A comment of a conversation as GitHub has it now. */
export interface IssueComment {
  readonly id: number;
  readonly nodeId: string;
  /** The pull request or issue that it stands on. */
  readonly number: number;
  readonly body: string;
  readonly author: Person & { readonly type: string };
  /** An app wrote it on the person's behalf. */
  readonly viaApp: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** GraphQL: `lastEditedAt` or `includesCreatedEdit`; a rewrite within the same second shows there alone. */
  readonly edited: boolean;
  /** GraphQL `isMinimized`: somebody who may triage has hidden it. */
  readonly hidden?: boolean;
}

/** A comment that somebody other than its author has deleted. */
export interface LostComment {
  readonly author: Person;
  /** ISO 8601, of the deletion: when it was written is not told. */
  readonly at: string;
}

/** What happened to a pull request's conversation. */
export interface Conversation {
  readonly deleted: readonly LostComment[];
  /** ISO 8601, of each time that the base branch became another one. */
  readonly baseChanged: readonly string[];
}

export interface PullRequestFacts {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly locked: boolean;
  readonly author: Person;
  readonly head: string;
  readonly baseBranch: string;
  /** Who pushed last, as the repository's activity tells: the last person, or a bot where nobody else did. Absent when it does not. */
  readonly lastPusher?: Person;
  /** What the branch pointed at and since when, newest first, the first is `head`; absent when GitHub does not tell. */
  readonly pushes?: readonly { readonly head: string; readonly at: string }[];
}

export interface People {
  /** All comments of the conversation, oldest first, whoever wrote them. */
  issueComments(number: number): Promise<readonly IssueComment[]>;
  issueComment(id: number): Promise<IssueComment | undefined>;
  /** Of a pull request, since a time (ISO 8601). */
  conversationSince(number: number, since: string): Promise<Conversation>;
  /** Of these comments those that somebody other than their author edited last, or of which that is not told. */
  rewrittenComments(comments: readonly IssueComment[]): Promise<readonly IssueComment[]>;
  /** `role_name` and the account's id, by login; undefined for 404: not a collaborator, which denies. */
  permission(
    login: string,
  ): Promise<{ readonly id: number; readonly permission: string; readonly roleName: string } | undefined>;
  /** Undefined: the token may not see the team, which is no "yes". */
  isTeamMember(
    team: { readonly organization: string; readonly slug: string },
    login: string,
  ): Promise<boolean | undefined>;
  pullRequestFacts(number: number): Promise<PullRequestFacts>;
  /** Pull requests that are open with this head, to see that no other one shares it. */
  pullRequestsWithHead(head: string): Promise<readonly number[]>;
  react(commentId: number, content: "+1" | "-1" | "confused" | "eyes" | "rocket"): Promise<void>;
  /** What GitHub says is wrong with CODEOWNERS at a commit; empty: nothing. */
  codeOwnersErrors(ref: string): Promise<readonly { readonly path: string; readonly line: number }[]>;
  /** Dismissed alerts of code scanning on a ref, where the newest analysis of that ref has them. */
  dismissals(ref: string): Promise<readonly DismissedAlert[]>;
  /** Requests to dismiss an alert that somebody approved, of the last month; none where GitHub has no such requests. */
  approvedDismissals(): Promise<readonly ApprovedDismissal[]>;
  /** Of a branch of this repository; nothing when its newest push did not make `head`. */
  branchPushes(ref: string, head: string): Promise<Pick<PullRequestFacts, "pushes" | "lastPusher">>;
  /** Accounts that GitHub names as author or committer of what lies between; undefined: more commits than it lists at once. */
  authorsBetween(base: string, head: string): Promise<readonly Person[] | undefined>;
}

export interface DismissedAlert extends Dismissal {
  /** As the upload named it. */
  readonly tool: string;
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  /** Whose tree has it at that place. */
  readonly commit: string;
}

/** GitHub Enterprise Cloud, "delegated alert dismissal". */
export interface ApprovedDismissal {
  readonly alert: number;
  /** GitHub's word, as on the alert. */
  readonly reason: string;
  readonly requester: Person;
  readonly reviewer: Person;
  /** ISO 8601, of the approval. */
  readonly at: string;
}

/** Checks of these names whose external ids begin so; the run's id and attempt follow (`4711.1`). */
export interface Claims {
  readonly names: readonly string[];
  readonly start: string;
}

export interface WorkflowRuns {
  /**
   * Runs on a head, event `pull_request`, that did not succeed or have not ended, newest first: one that has not ended GitHub
   * refuses to run again, and says so. `workflowPath`: file name or path; absent: only the newest one that keeps an artifact of ours.
   */
  failedRuns(head: string, workflowPath?: string): Promise<readonly string[]>;
  /** The same however they ended. */
  runs(head: string, workflowPath?: string): Promise<readonly string[]>;
  /**
   * The newest run that claimed this head by a check: it is on another commit, so that no list of runs finds it. Undefined:
   * there is none, or checks are not to be seen.
   */
  claimingRun(head: string, claims: Claims): Promise<{ readonly id: string; readonly passed: boolean } | undefined>;
  /** `actions: write`. */
  rerunFailedJobs(runId: string): Promise<void>;
  /** All jobs: of a run that succeeded there are no failed ones. `actions: write`. */
  rerun(runId: string): Promise<void>;
}

export interface Issue {
  readonly number: number;
  readonly state: "open" | "closed";
  /** Untrusted all the same. */
  readonly body: string;
  readonly labels: readonly string[];
  /** `completed`, `not_planned`, `duplicate`, … of a closed one. */
  readonly stateReason?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface Issues {
  /** Ours that begin with `marker`, whatever their state, oldest first. */
  issues(marker: string): Promise<readonly Issue[]>;
  createIssue(issue: {
    readonly title: string;
    readonly body: string;
    readonly labels: readonly string[];
    readonly assignees: readonly string[];
    readonly marker: string;
  }): Promise<Issue>;
  updateIssue(
    number: number,
    change: {
      readonly title?: string;
      readonly body?: string;
      readonly state?: "open" | "closed";
      /** Of closing; absent: completed. */
      readonly stateReason?: "completed" | "duplicate";
      readonly labels?: readonly string[];
    },
  ): Promise<void>;
  /** Once: not when a comment of ours there holds the marker. */
  commentOnIssue(number: number, body: string, marker: string): Promise<void>;
  repository(): Promise<{ readonly private: boolean }>;
}

/** A pull request that carries a fix. */
export interface FixPull {
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "closed";
}

/** A repository security advisory: seen by those who may see drafts, and nobody else. */
export interface DraftAdvisory {
  readonly ghsa: string;
  readonly state: "open" | "closed" | "published";
  readonly summary: string;
  readonly description: string;
  readonly createdAt: string;
}

export interface AdvisoryText {
  /** One line, at most 1,024 characters. */
  readonly summary: string;
  /** Markdown, at most 65,535 characters. */
  readonly description: string;
  readonly severity: RatedSeverity;
  readonly cwe: readonly string[];
}

/** Takes a token of its own: a workflow's has no right to them. */
export interface Advisories {
  /** Ours that hold `marker`, whatever their state, oldest first. */
  advisories(marker: string): Promise<readonly DraftAdvisory[]>;
  createAdvisory(text: AdvisoryText & { readonly marker: string }): Promise<DraftAdvisory>;
  updateAdvisory(ghsa: string, change: Partial<AdvisoryText> & { readonly state?: "draft" | "closed" }): Promise<void>;
}

export interface Branches {
  /** Where the commits of a pull request come from; `branch` is another repository's when `fork`. */
  source(number: number): Promise<{
    readonly state: "open" | "closed";
    readonly head: string;
    readonly branch: string;
    readonly fork: boolean;
  }>;
  /** A pull request of ours from this branch of the repository that holds `marker`, whatever its state. */
  findDraft(branch: string, marker: string): Promise<FixPull | undefined>;
  /**
   * One commit on a parent, with these files in place of what was there, on a new branch. Answers the commit. A branch that
   * holds the same files on the same parent is the one; with anything else on it the change is refused (`invalid`).
   */
  commitOnBranch(change: {
    readonly branch: string;
    readonly parent: string;
    readonly message: string;
    readonly files: readonly { readonly path: string; readonly text: string; readonly mode: "100644" | "100755" }[];
  }): Promise<string>;
  openDraft(pull: {
    readonly title: string;
    readonly body: string;
    readonly branch: string;
    readonly baseBranch: string;
    readonly marker: string;
  }): Promise<FixPull>;
  requestReviewers(
    number: number,
    reviewers: { readonly people: readonly string[]; readonly teams: readonly string[] },
  ): Promise<void>;
}
