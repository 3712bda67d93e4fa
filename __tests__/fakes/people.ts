import type {
  ApprovedDismissal,
  DismissedAlert,
  IssueComment,
  LostComment,
  People,
  PullRequestFacts,
} from "../../src/ports-github.ts";
import type { Person } from "../../src/sign-off.ts";

export interface FakePeopleState {
  comments: IssueComment[];
  deleted: LostComment[];
  /** When the base branch was changed. */
  baseChanged: string[];
  /** Ids of comments that others than their authors edited last. */
  rewritten: number[];
  facts: PullRequestFacts;
  /** By login; others are no collaborators. */
  permissions: Record<string, { id: number; permission: string; roleName: string }>;
  /** `organisation/slug` → logins; undefined: not to be seen. */
  teams: Record<string, readonly string[]>;
  withHead: number[];
  ownersErrors: { path: string; line: number }[];
  dismissed: DismissedAlert[];
  approved: ApprovedDismissal[];
  /** Authors of the commits of a branch; undefined: not known. */
  authors: readonly Person[] | undefined;
}

export interface FakePeople extends People {
  readonly state: FakePeopleState;
  /** Methods called so far, in order. */
  readonly called: readonly (keyof People)[];
  readonly reactions: readonly { readonly comment: number; readonly content: string }[];
  /** What a method throws from now on. */
  refuse(method: keyof People, error: Error): void;
}

const HEAD = "b".repeat(40);

/** An open pull request of eve's (id 66), pushed by her at noon. */
export function fakePeople(initial: Partial<FakePeopleState> = {}): FakePeople {
  const eve = { id: 66, login: "eve" };
  const state: FakePeopleState = {
    comments: [],
    deleted: [],
    baseChanged: [],
    rewritten: [],
    facts: {
      ...{ number: 1, state: "open", merged: false, locked: false, author: eve, lastPusher: eve },
      ...{ head: HEAD, baseBranch: "main" },
      pushes: [{ head: HEAD, at: "2026-11-20T12:00:00Z" }],
    },
    permissions: {},
    teams: {},
    withHead: [1],
    ownersErrors: [],
    dismissed: [],
    approved: [],
    authors: [],
    ...initial,
  };
  const called: (keyof People)[] = [];
  const reactions: { comment: number; content: string }[] = [];
  const refusals = new Map<keyof People, Error>();
  const answer = async <Answer>(method: keyof People, read: () => Answer): Promise<Answer> => {
    called.push(method);
    const refusal = refusals.get(method);
    if (refusal !== undefined) throw refusal;
    return read();
  };
  return {
    ...{ state, called, reactions },
    refuse: (method, error) => void refusals.set(method, error),
    issueComments: (number) =>
      answer("issueComments", () => state.comments.filter((comment) => comment.number === number)),
    issueComment: (id) => answer("issueComment", () => state.comments.find((comment) => comment.id === id)),
    conversationSince: () =>
      answer("conversationSince", () => ({ deleted: state.deleted, baseChanged: state.baseChanged })),
    rewrittenComments: (comments) =>
      answer("rewrittenComments", () => comments.filter(({ id }) => state.rewritten.includes(id))),
    permission: (login) => answer("permission", () => state.permissions[login]),
    isTeamMember: ({ organization, slug }, login) =>
      answer("isTeamMember", () => state.teams[`${organization}/${slug}`]?.includes(login)),
    pullRequestFacts: () => answer("pullRequestFacts", () => state.facts),
    pullRequestsWithHead: () => answer("pullRequestsWithHead", () => state.withHead),
    react: (comment, content) => answer("react", () => void reactions.push({ comment, content })),
    codeOwnersErrors: () => answer("codeOwnersErrors", () => state.ownersErrors),
    dismissals: () => answer("dismissals", () => state.dismissed),
    approvedDismissals: () => answer("approvedDismissals", () => state.approved),
    branchPushes: () =>
      answer("branchPushes", () => ({
        ...(state.facts.pushes && { pushes: state.facts.pushes }),
        ...(state.facts.lastPusher && { lastPusher: state.facts.lastPusher }),
      })),
    authorsBetween: () => answer("authorsBetween", () => state.authors),
  };
}
