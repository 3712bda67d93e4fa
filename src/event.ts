/** What a workflow run's event asks to review. Commits come from the event by their full names, never by a ref (governance.md A6, A23). */

import { z } from "zod";
import { ConfigurationError } from "./errors.ts";
import { OBJECT_NAME } from "./object-name.ts";
import type { Person } from "./sign-off.ts";
import type { Subject } from "./subject.ts";
import { oneLine } from "./untrusted.ts";

/** The runner's `GITHUB_EVENT_NAME`, the event file, `GITHUB_SHA` and `GITHUB_REF`. */
export interface WorkflowEvent {
  readonly name: string;
  readonly payload: unknown;
  readonly sha: string;
  readonly ref: string;
}

const ObjectName = z.string().regex(OBJECT_NAME, "is not the full name of a commit");
/** Any text: it is shown and compared, and never becomes an argument. */
const Name = z.string().min(1, "is empty");
const Account = z.object({ login: z.string(), type: z.string() }).nullish();
const Repository = z.object({ default_branch: Name });

const PullRequest = z.object({
  action: z.string().optional().catch(undefined),
  pull_request: z.object({
    number: z.int().positive(),
    base: z.object({ sha: ObjectName, ref: Name, repo: z.object({ id: z.int(), default_branch: Name.optional() }) }),
    // The fork may have been deleted.
    head: z.object({ sha: ObjectName, repo: z.object({ id: z.int() }).nullable() }),
    state: z.string().optional().catch(undefined),
    title: z.string().optional().catch(undefined),
    body: z.string().nullish().catch(null),
  }),
  sender: Account,
});
const MergeGroup = z.object({
  merge_group: z.object({ base_sha: ObjectName, head_sha: ObjectName, base_ref: Name, head_ref: Name.optional() }),
  repository: Repository.optional(),
});
const Push = z.object({
  ref: Name,
  before: ObjectName,
  after: ObjectName,
  head_commit: z.object({ id: ObjectName }).nullish(),
  repository: Repository,
});
const OnBranch = z.object({ repository: Repository });
const Scheduled = z.object({ repository: Repository.optional() }).nullable();

/**
 * The commits that an event names, and where they stand.
 * @throws ConfigurationError `event-unsupported` for an event that names none, `input-invalid` for a payload that GitHub does not send
 */
export function readSubject(event: WorkflowEvent): Subject {
  switch (event.name) {
    case "pull_request":
      return ofPullRequest(parse(PullRequest, event));
    case "merge_group":
      return ofMergeGroup(parse(MergeGroup, event));
    case "push":
      return ofPush(parse(Push, event));
    case "schedule":
      return ofBranch(event, () => parse(Scheduled, event)?.repository?.default_branch ?? branchOf(event.ref));
    default:
      refuse(event);
      return ofBranch(event, () => parse(OnBranch, event).repository.default_branch);
  }
}

function ofPullRequest({ action, pull_request: pull, sender }: z.infer<typeof PullRequest>): Subject {
  const { number, base, head, state, title, body } = pull;
  return {
    kind: "pullRequest",
    number,
    base: base.sha,
    head: head.sha,
    baseBranch: base.ref,
    ...(action !== "opened" && action !== "synchronize" && { baseMayBeOld: true }),
    ...defaultBranch(base.repo),
    fork: head.repo?.id !== base.repo.id,
    dependabot: isDependabot(sender),
    ...(state === "closed" && { closed: true }),
    ...(title !== undefined && { told: { title, description: body ?? "" } }),
  };
}

/**
 * GitHub withholds secrets by who caused the event, not by who opened the pull request (docs.github.com, "Dependabot on
 * GitHub Actions"). The suffix cannot be registered by a person; the type cannot be chosen.
 */
function isDependabot(account: z.infer<typeof Account>): boolean {
  return account?.login === "dependabot[bot]" && account.type === "Bot";
}

function ofMergeGroup({ merge_group: group, repository }: z.infer<typeof MergeGroup>): Subject {
  const { base_sha: base, head_sha: head, base_ref: ref } = group;
  const number = queuedIn(group.head_ref);
  return {
    ...{ kind: "mergeGroup", base, head, baseBranch: branchOf(ref) ?? ref, ...defaultBranch(repository) },
    ...(number !== undefined && { pullRequest: number }),
  };
}

/** GitHub names the queue's branches after the pull request that it tries: `refs/heads/gh-readonly-queue/main/pr-7-…`. */
function queuedIn(ref: string | undefined): number | undefined {
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(?<number>[1-9]\d{0,9})-[0-9a-f]{40,64}$/u.exec(ref ?? "");
  return number?.groups?.["number"] === undefined ? undefined : Number(number.groups["number"]);
}

function defaultBranch(repository: { readonly default_branch?: string | undefined } | undefined): {
  readonly defaultBranch?: string;
} {
  const name = repository?.default_branch;
  return name === undefined ? {} : { defaultBranch: name };
}

function ofPush({ ref, before, after, head_commit, repository }: z.infer<typeof Push>): Subject {
  if (isAbsent(after))
    throw unsupported(
      `The push deleted ${oneLine(ref, 200)}, so it names no commit to review.`,
      "Give the job `if: ${{ !github.event.deleted }}`.",
    );
  const branch = branchOf(ref);
  return {
    kind: "branch",
    ...(isAbsent(before) ? {} : { before }),
    // For an annotated tag `after` names the tag object, and `head_commit` the commit.
    head: branch === undefined ? (head_commit?.id ?? after) : after,
    ref,
    ...(branch === undefined ? {} : { branch }),
    defaultBranch: repository.default_branch,
  };
}

/** `GITHUB_SHA` on `GITHUB_REF`: what runs by hand, by the clock, or for a reason that says nothing of commits. */
function ofBranch(event: WorkflowEvent, defaultBranch: () => string | undefined): Subject {
  const { name, sha, ref } = event;
  const branch = branchOf(ref);
  if ((branch === undefined && !ref.startsWith("refs/tags/")) || !ObjectName.safeParse(sha).success || isAbsent(sha))
    throw unsupported(
      `The event ${oneLine(name, 100)} names no commit of a branch or a tag.`,
      "Run it on pull_request, push, merge_group, workflow_dispatch or schedule.",
    );
  const main = defaultBranch();
  // Only a schedule may lack it, and GitHub runs a schedule on the default branch and nowhere else.
  if (main === undefined) throw malformed(event, "repository.default_branch is missing");
  return { kind: "branch", head: sha, ref, ...(branch === undefined ? {} : { branch }), defaultBranch: main };
}

/** What a person wrote to us on a pull request, as the event has it: compared with what GitHub says later, and not believed. */
export interface CommandEvent {
  readonly pullRequest: number;
  readonly commentId: number;
  readonly body: string;
  readonly author: Person;
}

const Writer = z.object({ id: z.int(), login: Name, type: z.string() });
const IssueComment = z.object({
  action: z.string(),
  // Absent: an issue, and no pull request.
  issue: z.object({ number: z.int().positive(), pull_request: z.object({}).nullish() }),
  comment: z.object({
    id: z.int().positive(),
    body: z.string(),
    // The account may have been deleted.
    user: Writer.nullable(),
    performed_via_github_app: z.object({}).nullish(),
  }),
  sender: Writer,
});

/** The first characters of the first line: a quote, a code block, a blank or a character that nobody sees before it is none. */
const ADDRESSED = /^\/ccr(?!\S)/u;

/**
 * Undefined: it is not for us, which most comments are not: edited or deleted, on an issue, by a bot or through an app, or
 * without `/ccr` at its beginning.
 * @throws ConfigurationError `event-unsupported` for another event, `input-invalid` for a payload that GitHub does not send
 */
export function readCommandEvent(event: WorkflowEvent): CommandEvent | undefined {
  if (event.name !== "issue_comment")
    throw unsupported(
      `The event ${oneLine(event.name, 100)} is no comment: respond has nothing to answer.`,
      "Give the workflow `on: issue_comment: types: [created]`.",
    );
  const { action, issue, comment, sender } = parse(IssueComment, event);
  const { user, performed_via_github_app: app } = comment;
  const byPerson = user?.type === "User" && sender.type === "User" && sender.id === user.id && app == null;
  if (action !== "created" || issue.pull_request == null || !byPerson || !ADDRESSED.test(comment.body))
    return undefined;
  const author = { id: user.id, login: user.login };
  return { pullRequest: issue.number, commentId: comment.id, body: comment.body, author };
}

const USE_PULL_REQUEST =
  "Use `on: pull_request`; without secrets, as for forks and Dependabot, the scanners review all the same.";
const SECRETS = "runs with the repository's secrets and a token that writes on behalf of code that a stranger wrote";
const NOT_THE_CHANGE = "names the default branch's commit and not the change's";
const MERGE_COMMIT = "names a merge commit that GitHub made and not the change's";

/** Events that a user may take for a pull request's, and whose commit is another one or whose secrets are in reach of it. */
const REFUSED: Readonly<Record<string, string>> = {
  pull_request_target: SECRETS,
  workflow_run: SECRETS,
  issue_comment: NOT_THE_CHANGE,
  issues: NOT_THE_CHANGE,
  discussion: NOT_THE_CHANGE,
  discussion_comment: NOT_THE_CHANGE,
  pull_request_review: MERGE_COMMIT,
  pull_request_review_comment: MERGE_COMMIT,
};

function refuse({ name }: WorkflowEvent): void {
  const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (why !== undefined) throw unsupported(`The event ${name} ${why}.`, USE_PULL_REQUEST);
}

function branchOf(ref: string): string | undefined {
  return ref.startsWith("refs/heads/") && ref.length > "refs/heads/".length
    ? ref.slice("refs/heads/".length)
    : undefined;
}

/** How GitHub writes "no commit". */
function isAbsent(name: string): boolean {
  return /^0+$/u.test(name);
}

function parse<Payload>(schema: z.ZodType<Payload>, event: WorkflowEvent): Payload {
  const parsed = schema.safeParse(event.payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the payload" : issue.path.join(".");
  // Our own words alone: zod's may quote what it was given.
  const wrong =
    issue?.code === "invalid_format" || issue?.code === "too_small" ? issue.message : "is missing or of another type";
  throw malformed(event, `${place} ${wrong}`);
}

function malformed({ name }: WorkflowEvent, what: string): ConfigurationError {
  return new ConfigurationError(
    "input-invalid",
    `The event file is not what GitHub sends for ${oneLine(name, 100)}: ${what}.`,
    "Leave GITHUB_EVENT_PATH as the runner sets it; under act, give it a complete event with --eventpath.",
  );
}

function unsupported(message: string, fix: string): ConfigurationError {
  return new ConfigurationError("event-unsupported", message, fix);
}
