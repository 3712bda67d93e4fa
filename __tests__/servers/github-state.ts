/** What the local GitHub remembers. */

import type { CheckState } from "./github-checks.ts";
import { emptyDependencies, type DependencyState } from "./github-dependencies.ts";
import type { Git } from "./github-diff.ts";
import { emptyIssues, type IssueState } from "./github-issue-state.ts";
import type { PeopleState } from "./github-people.ts";
import type { ThreadState } from "./github-threads.ts";
import type { RunState } from "./github-runs.ts";

export type Scope =
  "actions" | "checks" | "contents" | "issues" | "pull_requests" | "repository_advisories" | "security_events";
export type Permissions = Readonly<Partial<Record<Scope, "read" | "write">>>;

export interface Account {
  readonly token: string;
  readonly login: string;
  readonly id: number;
  readonly type: "Bot" | "User";
  readonly permissions: Permissions;
  /** An installation token, as a workflow's is: `/user` is closed to it. */
  readonly installation: boolean;
  /** The organisation wants this token authorised for single sign-on first. */
  readonly sso?: boolean;
  /** False: a private repository does not exist for it. */
  readonly sees?: boolean;
}

export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly user: Account;
  readonly draft: boolean;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  /** `repository` is `owner/name`. */
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: string };
  readonly base: { readonly ref: string; readonly sha: string };
  /** The commit that GitHub makes of both, at `refs/pull/N/merge`; undefined when they conflict. */
  readonly merge: string | undefined;
}

/** A comment in the conversation. `at` counts events: everything that happens is a second later than what was before. */
export interface IssueComment {
  readonly id: number;
  readonly issue: number;
  readonly user: Account;
  readonly body: string;
  readonly at: number;
  readonly editedAt?: number;
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly user: Account;
  readonly body: string;
  readonly commit: string;
  readonly state: "COMMENTED" | "APPROVED" | "CHANGES_REQUESTED" | "PENDING";
  readonly at: number;
}

export interface InlineComment {
  readonly id: number;
  readonly pull: number;
  readonly review: number;
  readonly user: Account;
  readonly body: string;
  readonly path: string;
  readonly line: number;
  readonly side: "LEFT" | "RIGHT";
  readonly startLine?: number;
  readonly startSide?: "LEFT" | "RIGHT";
  readonly commit: string;
  /** Id of the first comment of the thread that it answers in. */
  readonly replyTo?: number;
  readonly hunk: string;
  readonly at: number;
}

/** How processing of an upload goes; `polls` answers say "pending" before the end comes. */
export interface Processing {
  readonly polls?: number;
  readonly never?: boolean;
  readonly errors?: readonly string[];
}

export interface SarifUpload {
  readonly id: string;
  readonly user: Account;
  readonly commit: string;
  readonly ref: string;
  /** The SARIF itself, unpacked. */
  readonly sarif: string;
  /** Bytes of the gzip. */
  readonly bytes: number;
  readonly startedAt?: string;
  readonly processing: Processing;
  /** Times that somebody asked how it is. */
  readonly polls: number;
  readonly at: number;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly codeScanning: boolean;
  readonly defaultBranch: string;
}

/** A comment's number counts on its own. */
export interface State {
  repository: Repository;
  readonly git: Git;
  readonly accounts: Account[];
  readonly pulls: Map<number, Pull>;
  readonly comments: Map<number, IssueComment>;
  readonly reviews: Map<number, Review>;
  readonly inline: Map<number, InlineComment>;
  readonly threads: ThreadState;
  readonly uploads: Map<string, SarifUpload>;
  /** What happens to the uploads to come, one each; the last one stays. */
  readonly processing: Processing[];
  readonly dependencies: DependencyState;
  readonly issues: IssueState;
  readonly checks: CheckState;
  readonly runs: RunState;
  readonly people: PeopleState;
  /** Origin of this server: what the answers' links begin with. */
  origin: string;
  /** The next number: ids and seconds. */
  next(): number;
}

export function createState(repository: Repository, git: Git): State {
  let last = 1000;
  return {
    repository,
    git,
    accounts: [],
    pulls: new Map(),
    comments: new Map(),
    reviews: new Map(),
    inline: new Map(),
    threads: { resolved: new Map() },
    uploads: new Map(),
    processing: [],
    dependencies: emptyDependencies(),
    issues: emptyIssues(),
    checks: new Map(),
    runs: new Map(),
    people: {
      ...{ publicForks: new Set<string>(), permissions: new Map(), teams: new Map(), activities: [], edits: new Map() },
      ...{ ownersErrors: undefined, alerts: [], reactions: [], deletions: [], baseChanges: [] },
    },
    origin: "",
    next: () => (last += 1),
  };
}

const FIRST_SECOND = Date.UTC(2026, 10, 22, 12);

export function timeOf(at: number): string {
  return new Date(FIRST_SECOND + at * 1000).toISOString().replace(".000Z", "Z");
}
