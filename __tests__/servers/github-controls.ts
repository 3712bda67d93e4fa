/** What a test may do behind the API's back. */

import { execFileSync } from "node:child_process";
import { gitEnvironment } from "../fixtures/repository.ts";
import type { Artifacts } from "./github-artifacts.ts";
import type { CheckRun } from "./github-checks.ts";
import type { DependencyState } from "./github-dependencies.ts";
import type { PeopleState } from "./github-people.ts";
import type { IssueState } from "./github-issue-state.ts";
import type { WorkflowRun } from "./github-runs.ts";
import {
  timeOf,
  type Account,
  type InlineComment,
  type IssueComment,
  type Processing,
  type Pull,
  type Repository,
  type Review,
  type SarifUpload,
  type State,
} from "./github-state.ts";

/** The account of a workflow's own token. */
export const BOT = { login: "github-actions[bot]", id: 41_898_282, type: "Bot", installation: true } as const;
const ADA = { login: "ada", id: 7, type: "User", installation: false } as const;
/** What the README's workflow asks for. */
const PERMISSIONS = { contents: "read", pull_requests: "write", security_events: "write" } as const;

export interface NewPull {
  /** 1 unless told. */
  readonly number?: number;
  readonly base: string;
  readonly head: string;
  readonly baseRef?: string;
  readonly headRef?: string;
  /** `owner/name` of a fork. */
  readonly headRepository?: string;
  readonly title?: string;
  readonly draft?: boolean;
  readonly author?: Account;
}

/** Lists are in the order of creation. */
export interface Seen {
  pull(number?: number): Pull;
  comments(pull?: number): readonly IssueComment[];
  reviews(pull?: number): readonly Review[];
  reviewComments(pull?: number): readonly InlineComment[];
  /** By the id of the first comment: who resolved the thread. */
  resolved(): ReadonlyMap<number, Account>;
  uploads(): readonly SarifUpload[];
  checkRuns(): readonly CheckRun[];
  workflowRun(id: number): WorkflowRun;
  readonly artifacts: Artifacts;
  /** Issues and advisories, to look at and to change. */
  readonly issues: IssueState;
}

export interface Controls {
  readonly state: Seen;
  /** Rights, teams, pushes, edits, dismissals: to be filled. */
  readonly people: PeopleState;
  /** Adds an account, or replaces the one of the same token. Without a login it is a workflow's. */
  account(account: Partial<Account> & Pick<Account, "token">): Account;
  /** Changes the repository: `{ archived: true }`, `{ codeScanning: false }`, `{ private: true }`. */
  repository(change: Partial<Repository>): void;
  /** Opens a pull request and writes its ref. */
  pull(pull: NewPull): Pull;
  /** Somebody pushes to the pull request. */
  moveHead(head: string, number?: number): void;
  closePull(how?: { readonly merged?: boolean; readonly number?: number }): void;
  commentAs(account: Account, body: string, number?: number): IssueComment;
  reviewCommentAs(
    account: Account,
    comment: Pick<InlineComment, "body" | "path" | "line">,
    number?: number,
  ): InlineComment;
  /** Answers in the thread of a comment. */
  replyAs(account: Account, to: number, body: string): InlineComment;
  /** Resolves the thread of a comment, or (null) opens it again. */
  resolveAs(account: Account | null, comment: number): void;
  reviewAs(account: Account, body: string, number?: number): Review;
  /** Somebody, its author unless told, deletes or edits a comment of the conversation; it shows where GitHub tells of that. */
  changeComment(id: number, body: string | null, by?: Account): void;
  /** Somebody deletes or edits a comment on lines. */
  changeReviewComment(id: number, body: string | null): void;
  /** A run of the review on a head, failed unless told. */
  workflowRun(run: Partial<WorkflowRun> & Pick<WorkflowRun, "head">): WorkflowRun;
  /** What the dependency graph and the advisories know. */
  dependencies(known: Partial<DependencyState>): void;
  /** What becomes of the uploads to come: one entry each, the last one for all that follow. */
  processing(...script: readonly Processing[]): void;
}

export function controls(
  state: State,
  { bare, artifacts }: { readonly bare: string; readonly artifacts: Artifacts },
): Controls {
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["--git-dir", bare, ...args], { env: gitEnvironment(), stdio: "pipe" });
  const pullOf = (number = 1): Pull => state.pulls.get(number)!;
  const change = (number: number | undefined, part: Partial<Pull>): void =>
    void state.pulls.set(pullOf(number).number, { ...pullOf(number), ...part });
  /** Writes the refs of a pull request, which a fork's commits are reached by; answers the merge commit. */
  const refs = (number: number, base: string, head: string): string | undefined => {
    git("update-ref", `refs/pull/${number}/head`, head);
    const merge = state.git.merge(base, head);
    if (merge === undefined) git("update-ref", "-d", `refs/pull/${number}/merge`);
    else git("update-ref", `refs/pull/${number}/merge`, merge);
    return merge;
  };
  const account: Controls["account"] = (given) => {
    const added: Account = { ...BOT, permissions: PERMISSIONS, ...given };
    const others = state.accounts.filter(({ token }) => token !== added.token);
    state.accounts.splice(0, Infinity, ...others, added);
    return added;
  };
  const written = (user: Account): { id: number; user: Account; at: number } => ({
    id: state.next(),
    user,
    at: state.next(),
  });
  const reviewAs: Controls["reviewAs"] = (user, body, number = 1) => {
    const review = {
      ...written(user),
      pull: number,
      body,
      commit: pullOf(number).head.sha,
      state: "COMMENTED" as const,
    };
    state.reviews.set(review.id, review);
    return review;
  };
  return {
    state: seenOf(state, artifacts),
    people: state.people,
    account,
    reviewAs,
    repository: (part) => void (state.repository = { ...state.repository, ...part }),
    pull: ({ number = 1, base, head, ...given }) => {
      const { owner, name, defaultBranch } = state.repository;
      const pull: Pull = {
        ...{ number, title: given.title ?? "A change", draft: given.draft ?? false, state: "open", merged: false },
        user: given.author ?? account({ ...ADA, token: `ghp_author-${number}` }),
        head: {
          ref: given.headRef ?? "topic",
          sha: head,
          repository: given.headRepository ?? `${owner}/${name}`,
        },
        base: { ref: given.baseRef ?? defaultBranch, sha: base },
        merge: refs(number, base, head),
      };
      state.pulls.set(number, pull);
      return pull;
    },
    moveHead: (head, number) => {
      const pull = pullOf(number);
      const merge = refs(pull.number, pull.base.sha, head);
      state.pulls.set(pull.number, { ...pull, head: { ...pull.head, sha: head }, merge });
    },
    closePull: ({ merged = false, number } = {}) => change(number, { state: "closed", merged }),
    commentAs: (user, body, number = 1) => {
      const comment = { ...written(user), issue: number, body };
      state.comments.set(comment.id, comment);
      return comment;
    },
    reviewCommentAs: (user, comment, number = 1) => {
      const { id: review, commit } = reviewAs(user, "", number);
      const added = {
        ...written(user),
        ...comment,
        pull: number,
        review,
        commit,
        side: "RIGHT" as const,
        hunk: "@@ -1 +1 @@",
      };
      state.inline.set(added.id, added);
      return added;
    },
    workflowRun: (given) => {
      const run: WorkflowRun = {
        ...{ id: state.next(), path: ".github/workflows/review.yml", event: "pull_request", branch: "topic" },
        ...{ headRepository: `${state.repository.owner}/${state.repository.name}`, attempt: 1, stale: false },
        ...{ status: "completed", conclusion: "failure", artifacts: ["claude-code-review-0123456789ab"] },
        ...given,
      };
      state.runs.set(run.id, run);
      return run;
    },
    replyAs: (user, to, body) => {
      const added = { ...state.inline.get(to)!, ...written(user), body, replyTo: to };
      state.inline.set(added.id, added);
      return added;
    },
    resolveAs: (user, comment) =>
      void (user === null ? state.threads.resolved.delete(comment) : state.threads.resolved.set(comment, user)),
    changeComment: (id, body, by) => {
      const [before, at] = [state.comments.get(id)!, state.next()];
      const actor = by ?? before.user;
      if (body === null) {
        state.comments.delete(id);
        state.people.deletions.push({ pull: before.issue, author: before.user, actor, at });
      } else {
        state.comments.set(id, { ...before, body, editedAt: at });
        state.people.edits.set(id, { lastEditedAt: timeOf(at), editor: actor });
      }
    },
    changeReviewComment: (id, body) =>
      void (body === null ? state.inline.delete(id) : state.inline.set(id, { ...state.inline.get(id)!, body })),
    dependencies: (known) => void Object.assign(state.dependencies, known),
    processing: (...script) => void state.processing.splice(0, Infinity, ...script),
  };
}

function seenOf(state: State, artifacts: Artifacts): Seen {
  return {
    artifacts,
    issues: state.issues,
    pull: (number = 1) => state.pulls.get(number)!,
    comments: (pull = 1) => [...state.comments.values()].filter(({ issue }) => issue === pull),
    reviews: (pull = 1) => [...state.reviews.values()].filter((review) => review.pull === pull),
    reviewComments: (pull = 1) => [...state.inline.values()].filter((comment) => comment.pull === pull),
    resolved: () => new Map(state.threads.resolved),
    uploads: () => [...state.uploads.values()],
    workflowRun: (id) => state.runs.get(id)!,
    checkRuns: () => [...state.checks.values()],
  };
}
