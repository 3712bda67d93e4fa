/** A trusted job after a run that had no secrets: reviews the same pull request itself, and says so on its head commit. */

import { ConfigurationError, ExternalError } from "../errors.ts";
import type { Forks } from "../ports-forks.ts";
import type { Checks, Threads } from "../ports-github.ts";
import { GitHubRefusal, type GitHub, type Log } from "../ports.ts";
import { isClaimBy, NO_VERDICT, nothingMarkdown, running, runUrl, SUPERSEDED, TAKEN_BACK } from "../publish/index.ts";
import type { ActionTrustedRequest } from "../request.ts";
import type { WorkflowRun } from "../subject.ts";
import { actionReview, type ActionPorts } from "./action-review.ts";
import type { ReviewContext } from "./job.ts";
import { trustedSubject, type Nothing, type TrustedSubject } from "./trusted-subject.ts";

export interface TrustedPorts extends ActionPorts {
  forks(run: WorkflowRun): Forks;
  /** For what a run that was stopped must not leave open. */
  lastWord(run: WorkflowRun): Checks;
}

/**
 * Answers the exit code: 0 also when there was nothing to review, and then no check says anything.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
export async function actionTrusted(
  request: ActionTrustedRequest,
  context: ReviewContext,
  given: TrustedPorts,
): Promise<number> {
  const { run, sarifFiles } = request;
  if (sarifFiles.length > 0)
    throw new ConfigurationError(
      "input-invalid",
      "The input sarif-files is not for workflow_run: what a run of strangers left is not believed.",
      "Leave sarif-files out; this job runs the scanners itself.",
    );
  const forks = given.forks(run);
  const gitHub = given.gitHub(run);
  const found = await orExplained("What the ended run was for could not be looked up", async () => {
    const ended = await forks.triggeringRun(request.of);
    if (run.runAttempt > 1) await takeBack(ended.head, run, { forks, gitHub, log: given.log });
    return trustedSubject(request, ended, { forks, gitHub });
  });
  if ("nothing" in found) return nothing(found, run, given);
  // First of all: it shows that the token may, and no head is paid for twice whatever becomes of this job.
  await orExplained("The check on the head commit could not be set", () =>
    forks.claimCheck({ ...found.check, ...running(found.of), head: found.subject.head, ...detailsOf(run) }),
  );
  return review(found, { request, context, gitHub }, given);
}

/**
 * A person asked anew, maybe because a decision was taken back. Whatever this attempt comes to, what earlier ones passed
 * stands no more: by deleting the fork or with a second pull request its author can see to it that it comes to nothing.
 */
async function takeBack(
  head: string,
  { runId }: WorkflowRun,
  { forks, gitHub, log }: { readonly forks: Forks; readonly gitHub: Checks; readonly log: Log },
): Promise<void> {
  const passes = await forks.passesOn(head);
  for (const check of passes.filter(({ externalId }) => isClaimBy(runId, externalId))) {
    await gitHub.putCheckRun({ ...check, ...TAKEN_BACK, head, annotations: [] });
    log.info(`The check ${check.name}, which an earlier attempt passed, was taken back.`);
  }
}

function detailsOf(run: WorkflowRun): { readonly detailsUrl?: string } {
  const url = runUrl(run);
  return url === undefined ? {} : { detailsUrl: url };
}

async function nothing({ nothing: why }: Nothing, run: WorkflowRun, { log, runner }: TrustedPorts): Promise<number> {
  log.info(why);
  await runner(run).summary(nothingMarkdown(why));
  return 0;
}

async function orExplained<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    throw new ExternalError("github-failed", `${what}: ${error.message}`, {
      fix: "Give the job `permissions:` with `actions: read`, `checks: write`, `contents: read` and `pull-requests: write`, and run it again when GitHub is well.",
      cause: error,
    });
  }
}

interface Reviewing {
  readonly request: ActionTrustedRequest;
  readonly context: ReviewContext;
  readonly gitHub: GitHub & Checks & Threads;
}

async function review(
  found: TrustedSubject,
  { request, context, gitHub }: Reviewing,
  given: TrustedPorts,
): Promise<number> {
  const { subject, check, of } = found;
  const bound = boundTo(found, gitHub);
  let ended: typeof NO_VERDICT | typeof SUPERSEDED = NO_VERDICT;
  try {
    const choices = { ...request.choices, check: "on" } as const;
    const asked = { ...request, command: "actionReview", subject, standsFor: of, choices, publish: true } as const;
    const code = await actionReview(asked, context, { ...given, gitHub: () => bound.gitHub });
    ended = bound.isRefused() || given.signal.aborted ? NO_VERDICT : SUPERSEDED;
    return code;
  } finally {
    if (!bound.isConcluded())
      await given
        .lastWord(request.run)
        .putCheckRun({ ...check, ...ended, head: subject.head, annotations: [] })
        .catch((error: unknown) => given.log.warn(error instanceof Error ? error.message : String(error)));
  }
}

/** GitHub, where the verdict goes into the claimed check, and nothing is said once another base branch was chosen. */
function boundTo({ subject, check }: TrustedSubject, gitHub: GitHub & Checks & Threads) {
  let tried = false;
  let concluded = false;
  const bound: GitHub & Checks & Threads = {
    ...gitHub,
    pullRequest: async (number) => {
      const standing = await gitHub.pullRequest(number);
      if (standing.baseBranch === subject.baseBranch) return standing;
      throw new GitHubRefusal("invalid", "The pull request goes into another branch than the one it was reviewed for.");
    },
    putCheckRun: async (run) => {
      tried = true;
      const url = await gitHub.putCheckRun({ ...run, ...check });
      concluded = true;
      return url;
    },
  };
  return { gitHub: bound, isConcluded: () => concluded, isRefused: () => tried && !concluded };
}
