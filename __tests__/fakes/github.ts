import type { Advisory, DependencyComparison } from "../../src/dependency.ts";
import { GitHubRefusal, type GitHub, type OwnText, type ReviewComment, type SarifProcessing } from "../../src/ports.ts";

type Method = keyof GitHub;

export interface FakeCall {
  readonly method: Method;
  readonly args: readonly unknown[];
}

export interface FakeText extends OwnText {
  readonly pull: number;
  readonly body: string;
  /** False: somebody else wrote it, so that no list shows it. */
  readonly ours: boolean;
}

export interface FakeGitHubState {
  pull: { state: "open" | "closed"; merged: boolean; head: string };
  mergeBase: string;
  /** Tips of branches by name. */
  branches: Readonly<Record<string, string>>;
  comments: FakeText[];
  reviewComments: (FakeText & Partial<Pick<ReviewComment, "path" | "line" | "startLine">>)[];
  reviews: (FakeText & { readonly commit: string })[];
  uploads: { readonly commit: string; readonly ref: string; readonly sarif: string; readonly startedAt: string }[];
  /** Answered in turn, the last one for ever. */
  processing: SarifProcessing[];
  /** Lines of head that the diff shows, by path; a review with a comment off them is refused (422). Absent: all are. */
  shown?: Readonly<Record<string, readonly number[]>>;
  comparison: DependencyComparison;
  advisories: Advisory[];
  /** JSON text. */
  sbom: string;
}

export interface FakeGitHub extends GitHub {
  readonly state: FakeGitHubState;
  readonly calls: readonly FakeCall[];
  /** Methods called so far, in order. */
  called(): readonly Method[];
  /** The next `times` calls of a method are refused, and have no effect. */
  refuse(method: Method, refusal: GitHubRefusal, times?: number): void;
  /** Nothing is refused any more. */
  forgive(): void;
  /** Runs before the next call of a method takes effect: what another run does in that moment. */
  before(method: Method, action: (state: FakeGitHubState) => void): void;
  /** A comment that is there already; `ours: false` makes it somebody else's. */
  addComment(text: { readonly pull: number; readonly body: string; readonly ours?: boolean }): OwnText;
}

/** GitHub in memory, with its rule that a comment off the diff refuses the whole review. Ids grow from 1. */
export function fakeGitHub(initial: Partial<FakeGitHubState> = {}): FakeGitHub {
  const state: FakeGitHubState = {
    pull: { state: "open", merged: false, head: "b".repeat(40) },
    mergeBase: "a".repeat(40),
    branches: { main: "a".repeat(40) },
    comments: [],
    reviewComments: [],
    reviews: [],
    uploads: [],
    processing: [{ status: "complete", errors: [] }],
    comparison: { changes: [] },
    advisories: [],
    sbom: '{"spdxVersion":"SPDX-2.3","packages":[]}',
    ...initial,
  };
  const script = scripted(state);
  const known = [...state.comments, ...state.reviews, ...state.reviewComments].map(({ id }) => id);
  let last = Math.max(0, ...known);
  const mint = (pull: number, body: string, ours = true): FakeText => ({ id: (last += 1), pull, body, ours });
  const { call } = script;
  return {
    state,
    calls: script.calls,
    called: () => script.calls.map(({ method }) => method),
    refuse: script.refuse,
    forgive: script.forgive,
    before: script.before,
    addComment: ({ pull, body, ours }) => {
      const text = mint(pull, body, ours);
      state.comments.push(text);
      return { id: text.id, body };
    },
    mergeBase: (...args) => call("mergeBase", args, () => state.mergeBase),
    branchTip: (...args) =>
      call("branchTip", args, () => {
        const tip = state.branches[args[0]];
        if (tip === undefined) throw new GitHubRefusal("notFound", "GitHub has no such branch (404).", 404);
        return tip;
      }),
    pullRequest: (...args) => call("pullRequest", args, () => ({ ...state.pull })),
    comments: (...args) => call("comments", args, () => held(state.comments, args)),
    oldestComment: (...args) => call("oldestComment", args, () => held(state.comments, args)[0]),
    createComment: (...args) =>
      call("createComment", args, () => {
        const text = mint(args[0], args[1]);
        state.comments.push(text);
        return { id: text.id, body: text.body };
      }),
    updateComment: (...args) =>
      call("updateComment", args, () => {
        const index = state.comments.findIndex(({ id }) => id === args[0]);
        const comment = state.comments[index];
        if (comment === undefined) throw new GitHubRefusal("notFound", "GitHub has no such comment (404).", 404);
        state.comments[index] = { ...comment, body: args[1] };
      }),
    deleteComment: (...args) =>
      call("deleteComment", args, () => void (state.comments = state.comments.filter(({ id }) => id !== args[0]))),
    reviewComments: (...args) => call("reviewComments", args, () => held(state.reviewComments, args)),
    reviews: (...args) => call("reviews", args, () => held(state.reviews, args)),
    createReview: (...args) =>
      call("createReview", args, () => {
        const [pull, { body, comments, commit }] = args;
        if (comments.some((comment) => !isShown(comment, state.shown)))
          throw new GitHubRefusal("invalid", "GitHub refused the review (422): line must be part of the diff.", 422);
        state.reviews.push({ ...mint(pull, body), commit });
        for (const { path, line, startLine, body: text } of comments)
          state.reviewComments.push({ ...mint(pull, text), path, line, ...(startLine !== undefined && { startLine }) });
      }),
    deleteReviewComment: (...args) =>
      call(
        "deleteReviewComment",
        args,
        () => void (state.reviewComments = state.reviewComments.filter(({ id }) => id !== args[0])),
      ),
    commentableLines: (...args) =>
      call(
        "commentableLines",
        args,
        () => new Map(Object.entries(state.shown ?? {}).map(([path, lines]) => [path, new Set(lines)])),
      ),
    uploadSarif: (...args) => call("uploadSarif", args, () => String(state.uploads.push(args[0]))),
    sarifProcessing: (...args) =>
      call("sarifProcessing", args, () => {
        const [now, ...later] = state.processing;
        if (now === undefined) throw new GitHubRefusal("notFound", "GitHub has no such upload (404).", 404);
        if (later.length > 0) state.processing = later;
        return now;
      }),
    dependencyChanges: (...args) => call("dependencyChanges", args, () => state.comparison),
    advisory: (...args) =>
      call("advisory", args, () => {
        const advisory = state.advisories.find(({ ghsa }) => ghsa === args[0]);
        if (advisory === undefined) throw new GitHubRefusal("notFound", "GitHub has no such advisory (404).", 404);
        return advisory;
      }),
    sbom: (...args) => call("sbom", args, () => state.sbom),
  };
}

function scripted(state: FakeGitHubState) {
  const calls: FakeCall[] = [];
  const refusals = new Map<Method, GitHubRefusal[]>();
  const actions = new Map<Method, ((state: FakeGitHubState) => void)[]>();
  return {
    calls,
    refuse: (method: Method, refusal: GitHubRefusal, times = 1) => {
      refusals.set(method, [...(refusals.get(method) ?? []), ...Array.from({ length: times }, () => refusal)]);
    },
    forgive: () => void refusals.clear(),
    before: (method: Method, action: (state: FakeGitHubState) => void) => {
      actions.set(method, [...(actions.get(method) ?? []), action]);
    },
    call: async <Answer>(method: Method, args: readonly unknown[], answer: () => Answer): Promise<Answer> => {
      calls.push({ method, args });
      actions.get(method)?.shift()?.(state);
      const refusal = refusals.get(method)?.shift();
      if (refusal !== undefined) throw refusal;
      return answer();
    },
  };
}

function held(texts: readonly FakeText[], [pull, marker]: readonly [number, string]): readonly OwnText[] {
  return texts
    .filter((text) => text.ours && text.pull === pull && text.body.includes(marker))
    .map(({ id, body }) => ({ id, body }));
}

function isShown({ path, line, startLine = line }: ReviewComment, shown: FakeGitHubState["shown"]): boolean {
  if (shown === undefined) return true;
  const lines = shown[path] ?? [];
  return lines.includes(line) && lines.includes(startLine);
}
