/** Pull requests, comments and reviews, with GitHub's refusals. */

import { z } from "zod";
import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import { commentable, type DiffFile, type Side } from "./github-diff.ts";
import type { Context, Route } from "./github-routes.ts";
import type { InlineComment, Pull, State } from "./github-state.ts";

const LONGEST_BODY = 65_536;
const COMPARED_FILES = 300;
const COMPARED_COMMITS = 250;
const PULL_FILES = 3000;

const Line = z.object({
  path: z.string(),
  body: z.string(),
  line: z.int().optional(),
  side: z.enum(["LEFT", "RIGHT"]).default("RIGHT"),
  start_line: z.int().optional(),
  start_side: z.enum(["LEFT", "RIGHT"]).optional(),
});
type Line = z.infer<typeof Line>;
const NewReview = z.object({
  commit_id: z.string().optional(),
  body: z.string().default(""),
  event: z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]).optional(),
  comments: z.array(Line).default([]),
});
const NewInline = Line.extend({ commit_id: z.string() });
const Body = z.object({ body: z.string() });
const STATES = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

const tooLong = { resource: "IssueComment", code: "unprocessable", field: "data" };
const TOO_LONG = `Body is too long (maximum is ${LONGEST_BODY} characters)`;
const isTooLong = (body: string): boolean => [...body].length > LONGEST_BODY;

const REPOSITORY = "/repos/{owner}/{repo}";
const ISSUE = { read: "pull_requests", write: "pull_requests", or: "issues" } as const;
const PULL = { read: "pull_requests", write: "pull_requests" } as const;

export const PULL_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}`]: { run: ({ write }) => ok(write.repository()) },
  [`GET ${REPOSITORY}/compare/{basehead}`]: { scope: { read: "contents" }, run: compare },
  [`GET ${REPOSITORY}/git/ref/{ref}`]: { scope: { read: "contents" }, run: ref },
  [`GET ${REPOSITORY}/pulls/{pull_number}`]: { scope: PULL, run: ({ write, pull }) => ok(write.pull(pull())) },
  [`GET ${REPOSITORY}/pulls/{pull_number}/files`]: {
    scope: PULL,
    run: ({ state, write, pull, page }) => page(filesOf(state, pull()).slice(0, PULL_FILES).map(write.file)),
  },
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`]: {
    scope: ISSUE,
    run: ({ state, write, pull, page }) => {
      const { number } = pull();
      return page([...state.comments.values()].filter(({ issue }) => issue === number).map(write.comment));
    },
  },
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`]: {
    scope: ISSUE,
    run: ({ state, write, pull, json, account }) => {
      const { body } = Body.parse(json);
      if (body.trim() === "") return REFUSALS.invalid({ ...tooLong, message: "Body cannot be blank" });
      if (isTooLong(body)) return REFUSALS.invalid({ ...tooLong, message: TOO_LONG });
      const comment = { id: state.next(), issue: pull().number, user: account(), body, at: state.next() };
      state.comments.set(comment.id, comment);
      return ok(write.comment(comment), 201);
    },
  },
  [`GET ${REPOSITORY}/issues/comments/{comment_id}`]: {
    scope: ISSUE,
    run: ({ state, write, id }) => found(state.comments.get(id()), (comment) => ok(write.comment(comment))),
  },
  [`PATCH ${REPOSITORY}/issues/comments/{comment_id}`]: {
    scope: ISSUE,
    run: ({ state, write, id, json }) =>
      found(state.comments.get(id()), (comment) => {
        const { body } = Body.parse(json);
        if (isTooLong(body)) return REFUSALS.invalid({ ...tooLong, message: TOO_LONG });
        const changed = { ...comment, body };
        state.comments.set(comment.id, changed);
        return ok(write.comment(changed));
      }),
  },
  [`DELETE ${REPOSITORY}/issues/comments/{comment_id}`]: {
    scope: ISSUE,
    run: ({ state, id }) => (state.comments.delete(id()) ? { status: 204 } : REFUSALS.notFound()),
  },
  [`GET ${REPOSITORY}/pulls/{pull_number}/comments`]: {
    scope: PULL,
    run: ({ state, write, pull, page }) => {
      const { number } = pull();
      return page([...state.inline.values()].filter((comment) => comment.pull === number).map(write.inline));
    },
  },
  [`POST ${REPOSITORY}/pulls/{pull_number}/comments`]: {
    scope: PULL,
    run: ({ state, write, pull, json, account }) => {
      const { commit_id: commit, ...line } = NewInline.parse(json);
      const problem = problemOfCommit(state, pull(), commit) ?? problemOfLine(line, filesOf(state, pull(), commit));
      if (problem !== undefined) return REFUSALS.invalid({ ...field(problem), message: problem });
      if (isTooLong(line.body)) return REFUSALS.invalid({ ...tooLong, message: TOO_LONG });
      const review = state.next();
      const at = state.next();
      const shared = { pull: pull().number, user: account(), commit, at };
      state.reviews.set(review, { ...shared, id: review, body: "", state: "COMMENTED" });
      const comment = inlineOf(line, { ...shared, review, id: state.next() }, filesOf(state, pull(), commit));
      state.inline.set(comment.id, comment);
      return ok(write.inline(comment), 201);
    },
  },
  [`GET ${REPOSITORY}/pulls/comments/{comment_id}`]: {
    scope: PULL,
    run: ({ state, write, id }) => found(state.inline.get(id()), (comment) => ok(write.inline(comment))),
  },
  [`PATCH ${REPOSITORY}/pulls/comments/{comment_id}`]: {
    scope: PULL,
    run: ({ state, write, id, json }) =>
      found(state.inline.get(id()), (comment) => {
        const changed = { ...comment, body: Body.parse(json).body };
        state.inline.set(comment.id, changed);
        return ok(write.inline(changed));
      }),
  },
  [`DELETE ${REPOSITORY}/pulls/comments/{comment_id}`]: {
    scope: PULL,
    run: ({ state, id }) => (state.inline.delete(id()) ? { status: 204 } : REFUSALS.notFound()),
  },
  [`GET ${REPOSITORY}/pulls/{pull_number}/reviews`]: {
    scope: PULL,
    run: ({ state, write, pull, page }) => {
      const { number } = pull();
      return page([...state.reviews.values()].filter((review) => review.pull === number).map(write.review));
    },
  },
  [`POST ${REPOSITORY}/pulls/{pull_number}/reviews`]: { scope: PULL, run: createReview },
};

function found<Item>(item: Item | undefined, answer: (item: Item) => Answer): Answer {
  return item === undefined ? REFUSALS.notFound() : answer(item);
}

function ref({ state, write, parameters }: Context): Answer {
  const name = `refs/${decodeURIComponent(parameters["ref"] ?? "")}`;
  const sha = state.git.commit(name);
  if (sha === undefined) return REFUSALS.notFound();
  const object = { type: "commit", sha, url: write.url(`/git/commits/${sha}`) };
  return ok({ ref: name, node_id: "REF", url: write.url(`/git/${name}`), object });
}

function compare({ state, write, parameters, page }: Context): Answer {
  const [base = "", head = ""] = (parameters["basehead"] ?? "").split("...");
  // `owner:commit` and `owner:repository:commit` name a fork, whose objects are in the same store.
  const [from, to] = [base, head].map((name) => state.git.commit(name.split(":").at(-1) ?? ""));
  if (from === undefined || to === undefined) return REFUSALS.notFound();
  const middle = state.git.mergeBase(from, to);
  if (middle === undefined) return refusal(404, `No common ancestor between ${base} and ${head}.`);
  const [ahead, behind] = [state.git.log(from, to), state.git.log(to, from)];
  const show = (sha: string): Record<string, unknown> => ({ ...write.commit(state.git.show(sha)) });
  const url = write.url(`/compare/${base}...${head}`);
  const commits = page(ahead.slice(-COMPARED_COMMITS).map((sha) => ({ sha })));
  const status =
    ahead.length === 0 ? (behind.length === 0 ? "identical" : "behind") : behind.length === 0 ? "ahead" : "diverged";
  const shas = z.array(z.object({ sha: z.string() })).parse(commits.body);
  return ok(
    {
      ...{ url, html_url: url, permalink_url: url, diff_url: `${url}.diff`, patch_url: `${url}.patch` },
      ...{ base_commit: show(from), merge_base_commit: show(middle), status },
      ...{ ahead_by: ahead.length, behind_by: behind.length, total_commits: ahead.length },
      commits: shas.map(({ sha }) => show(sha)),
      files: state.git.files(middle, to).slice(0, COMPARED_FILES).map(write.file),
    },
    200,
    commits.headers,
  );
}

function createReview({ state, write, pull, json, account }: Context): Answer {
  const { commit_id: given, body, event, comments } = NewReview.parse(json);
  const commit = given ?? pull().head.sha;
  const wrongCommit = problemOfCommit(state, pull(), commit);
  if (wrongCommit !== undefined) return REFUSALS.invalid(wrongCommit);
  if (event !== undefined && event !== "APPROVE" && body.trim() === "" && comments.length === 0)
    return REFUSALS.invalid("Body can't be blank");
  if ([body, ...comments.map((comment) => comment.body)].some(isTooLong)) return REFUSALS.invalid(TOO_LONG);
  const files = filesOf(state, pull(), commit);
  const problems = comments.flatMap((comment) => problemOfLine(comment, files) ?? []);
  // GitHub does not say which one.
  if (problems[0] !== undefined) return REFUSALS.invalid(problems[0]);
  const shared = { pull: pull().number, user: account(), commit, at: state.next() };
  const id = state.next();
  const review = { ...shared, id, body, state: event === undefined ? ("PENDING" as const) : STATES[event] };
  state.reviews.set(id, review);
  for (const comment of comments) {
    const inline = inlineOf(comment, { ...shared, review: id, id: state.next() }, files);
    state.inline.set(inline.id, inline);
  }
  return ok(write.review(review));
}

function filesOf(state: State, { base, head }: Pull, commit = head.sha): readonly DiffFile[] {
  return state.git.files(state.git.mergeBase(base.sha, commit) ?? base.sha, commit);
}

function problemOfCommit(state: State, { base, head }: Pull, commit: string): string | undefined {
  return state.git.log(base.sha, head.sha).includes(commit) ? undefined : "commit_id is not part of the pull request";
}

/** The sentences that GitHub joins into one. */
function problemOfLine({ path, line, side, start_line: start, start_side }: Line, files: readonly DiffFile[]) {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return "Path could not be resolved and Pull request review thread diff hunk can't be blank";
  const lines = commentable(file.patch ?? "");
  const hunk = line === undefined ? undefined : lines[side].get(line);
  const first = start === undefined ? hunk : lines[start_side ?? side].get(start);
  const problems = [
    ...(hunk === undefined ? ["Pull request review thread line must be part of the diff"] : []),
    ...(start === undefined || line === undefined || start < line || (start_side ?? side) !== side
      ? []
      : ["Pull request review thread start line must precede the end line."]),
    ...(first === hunk ? [] : ["Pull request review thread start line must be part of the same hunk as the line."]),
    ...(hunk === undefined ? ["Pull request review thread diff hunk can't be blank"] : []),
  ];
  if (problems.length < 2) return problems[0];
  return `${problems.slice(0, -1).join(", ")}${problems.length > 2 ? "," : ""} and ${problems.at(-1) ?? ""}`;
}

const field = (problem: string): Record<string, string> => ({
  resource: "PullRequestReviewComment",
  code: "custom",
  field: problem.startsWith("commit_id") ? "commit_id" : "pull_request_review_thread.line",
});

type Shared = Pick<InlineComment, "id" | "pull" | "review" | "user" | "commit" | "at">;

function inlineOf(given: Line, shared: Shared, files: readonly DiffFile[]): InlineComment {
  const { path, body, line = 0, side, start_line: startLine, start_side: startSide } = given;
  const hunk = files.find((file) => file.path === path)?.patch?.split("\n")[0] ?? "";
  return {
    ...{ ...shared, path, body, line, side, hunk },
    ...(startLine !== undefined && { startLine, startSide: startSide ?? (side satisfies Side) }),
  };
}
