/**
 * `respond/action.yml`: acts on a person's comment. Nothing that the pull request holds is read or run, but for a fix. An answer decides
 * nothing by itself: the comment is the record, and every gate asks GitHub about it again.
 */

import { dayOf } from "../day.ts";
import { mayWrite, parseCommand } from "../decisions/index.ts";
import { ConfigurationError, ExternalError } from "../errors.ts";
import type { CommandEvent } from "../event.ts";
import type { Fact } from "../ledger/index.ts";
import { GitHubRefusal, type Clock, type FetchedObjects, type Files, type GitHub } from "../ports.ts";
import type { Log, Runner, WantedCommit } from "../ports.ts";
import type { People, PullRequestFacts, WorkflowRuns } from "../ports-github.ts";
import { helpText } from "../publish/index.ts";
import { createDetector } from "../redaction/index.ts";
import type { ActionRespondRequest } from "../request.ts";
import type { Command } from "../sign-off.ts";
import type { WorkflowRun } from "../subject.ts";
import type { ReviewContext } from "./job.ts";
import { act } from "./respond-act.ts";
import { finish, react } from "./respond-answer.ts";
import { judge, type Received } from "./respond-judge.ts";
import { readPolicy, type ReadPolicy } from "./review-inputs.ts";

/** A command that may be acted on, and what it was judged by. */
export interface Asked extends Received {
  readonly run: WorkflowRun;
  /** Holds the tip of the base branch, its policy and its CODEOWNERS, and nothing of the pull request. */
  readonly objects: FetchedObjects;
  readonly baseTip: string;
  readonly policy: ReadPolicy;
}

/** What became of a part: feature as in RESPOND_NEEDS. */
export interface Step {
  readonly feature: string;
  readonly status: "done" | "skipped" | "failed";
  /** A sentence. */
  readonly detail: string;
}

/** What another stage did for a command. */
export interface Handled extends Omit<Step, "feature"> {
  /** Markdown of ours for the answer, escaped. */
  readonly markdown?: string;
  /** For the ledger, after the command's own entry. */
  readonly facts?: readonly Pick<Fact, "type" | "body">[];
}

export interface RespondPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly files: Pick<Files, "write">;
  gitHub(run: WorkflowRun): Answers;
  people(run: WorkflowRun): People;
  workflowRuns(run: WorkflowRun): WorkflowRuns;
  runner(run: WorkflowRun): Runner;
  openFetched(run: WorkflowRun, commits: readonly WantedCommit[]): Promise<FetchedObjects>;
  fix(asked: Asked): Promise<Handled>;
  openIncident(asked: Asked): Promise<Handled>;
}
export type Answers = Pick<
  GitHub,
  "branchTip" | "pullRequest" | "comments" | "createComment" | "updateComment" | "deleteComment"
>;
/** For one run. */
export type Bound = Omit<RespondPorts, "gitHub" | "people" | "workflowRuns" | "runner" | "openFetched"> & {
  readonly gitHub: Answers;
  readonly people: People;
  readonly workflowRuns: WorkflowRuns;
  readonly runner: Runner;
  openFetched(commits: readonly WantedCommit[]): Promise<FetchedObjects>;
};

/** How a comment was answered, and on what. */
export interface Settled {
  /** `unknown`: not understood. `failed`: whether it may be accepted could not be found out, so it is not. */
  readonly status: "accepted" | "refused" | "unknown" | "failed";
  readonly command?: Command;
  readonly sentences: readonly string[];
  readonly markdown?: string;
  readonly facts?: Handled["facts"];
  /** The sentences go to the log and the summary alone. */
  readonly quiet?: true;
  readonly head?: string;
  readonly policy?: ReadPolicy;
  readonly authority?: Pick<Received, "roleName" | "roles">;
  readonly steps: readonly Step[];
  /** Exit code, when it is not 0 for another reason than a step's. */
  readonly code?: 2 | 3;
}

/**
 * Answers the exit code: 0 for every comment that was answered, whatever the answer.
 * @throws ConfigurationError `input-invalid`
 */
export async function actionRespond(
  request: ActionRespondRequest,
  context: ReviewContext,
  given: RespondPorts,
): Promise<number> {
  const { comment, run } = request;
  if (comment === undefined) return 0;
  const ports: Bound = {
    ...given,
    gitHub: given.gitHub(run),
    people: given.people(run),
    workflowRuns: given.workflowRuns(run),
    runner: given.runner(run),
    openFetched: (commits) => given.openFetched(run, commits),
  };
  const startedAt = given.clock.now().toISOString();
  const seen = await react(comment.commentId, "eyes", ports);
  const settled = await settle(comment, { request, context, ports });
  return finish({ ...settled, steps: [seen, ...settled.steps] }, { request, comment, context, startedAt }, ports);
}

interface Settling {
  readonly request: ActionRespondRequest;
  readonly context: ReviewContext;
  readonly ports: Bound;
}

/** Everything that fails on the way is a refusal: nothing is accepted that was not checked. */
async function settle(event: CommandEvent, settling: Settling): Promise<Settled> {
  try {
    return await judged(event, settling);
  } catch (error) {
    if (error instanceof GitHubRefusal)
      return failed([error.message, "Nothing was accepted. Write the command again when GitHub is well."], 3);
    if (error instanceof ExternalError) return failed([error.message, error.fix, "Nothing was accepted."], 3);
    if (error instanceof ConfigurationError) return failed([error.message, error.fix, "Nothing was accepted."], 2);
    throw error;
  }
}

async function judged(event: CommandEvent, settling: Settling): Promise<Settled> {
  const { people, clock } = settling.ports;
  // First what costs one question: a stranger must not make us fetch, or write more than a reaction.
  const permission = await people.permission(event.author.login);
  if (mayWrite({ comment: event, permission }) !== undefined)
    return { ...refused("Commands are for people who may write to this repository."), quiet: true };
  const parsed = parseCommand(event.body);
  if (parsed === undefined || "mistake" in parsed)
    return { status: "unknown", sentences: [parsed?.mistake ?? "There is no command.", SEE_HELP], steps: [] };
  const { command } = parsed;
  if (command.kind === "help") return { status: "accepted", command, sentences: [], markdown: helpText(), steps: [] };
  const pull = await people.pullRequestFacts(event.pullRequest);
  const base = await baseOf(pull, settling);
  const today = dayOf(clock.now());
  const judging = { ...base, command, pullRequest: pull, policy: base.policy.policy, today };
  // What was just answered is not asked again.
  const received = await judge(event, judging, { ...people, permission: async () => permission });
  const about = { command, head: pull.head, policy: base.policy };
  if ("reason" in received) return { ...refused(received.reason), ...about };
  const acted = await act({ ...received, ...base, run: settling.request.run }, settling.request, settling.ports);
  return { status: "accepted", ...about, authority: received, ...acted };
}

const SEE_HELP = "`/ccr help` shows what there is.";

function refused(reason: string): Settled {
  return { status: "refused", sentences: [reason], steps: [] };
}

function failed(sentences: readonly string[], code: 2 | 3): Settled {
  return { status: "failed", sentences, steps: [], code };
}

/** Policy and CODEOWNERS are those of the branch that the change goes to, as it stands now (L6). */
async function baseOf(
  pull: PullRequestFacts,
  { request, context, ports }: Settling,
): Promise<Pick<Asked, "objects" | "baseTip" | "policy">> {
  const baseTip = await ports.gitHub.branchTip(pull.baseBranch);
  const objects = await ports.openFetched([{ commit: baseTip, ref: `refs/heads/${pull.baseBranch}` }]);
  const policy = await readPolicy(request, { objects, base: baseTip });
  context.redactor.adopt(createDetector(policy.policy.redaction));
  return { objects, baseTip, policy };
}
