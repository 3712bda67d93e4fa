/** What an accepted command sets in motion. */

import { GitHubRefusal } from "../ports.ts";
import { claimsOf, RESPOND_NEEDS } from "../publish/index.ts";
import type { ActionRespondRequest } from "../request.ts";
import type { Asked, Bound, Handled, Settled, Step } from "./respond.ts";

type Acted = Pick<Settled, "sentences" | "steps" | "markdown" | "facts">;

const TRUSTED_PASSED = "The trusted review of this commit passed: there is no failed one to run again.";
const RUNNING = "The review of this commit is running. When it ends and still fails, write `/ccr rerun`.";
const RUNNING_REOPENED =
  "The review of this commit is running, and may have read the comments before this one. When it ends and passes, write `/ccr reopen` again.";
const CONFIRMED = "It goes on blocking.";

/** `help` has no authority to check, and is answered before. Never throws for what GitHub does: the command is accepted by then, and what did not happen is said. */
export async function act(asked: Asked, request: ActionRespondRequest, ports: Bound): Promise<Acted> {
  const { command } = asked;
  switch (command.kind) {
    case "decide":
      if (command.decision === "confirm") return { sentences: [CONFIRMED], steps: [] };
      return again(asked, request, { ports, all: command.decision === "reopen" });
    case "override":
    case "rerun":
      return again(asked, request, { ports, all: false });
    case "help":
      return { sentences: [], steps: [] };
    case "fix":
      return handled("fix", await ports.fix(asked));
    case "incident":
      return handled("incident", await ports.openIncident(asked));
  }
}

function handled(feature: string, { markdown, facts, ...step }: Handled): Acted {
  return {
    sentences: [step.detail],
    steps: [{ feature, ...step }],
    ...(markdown !== undefined && { markdown }),
    ...(facts !== undefined && { facts }),
  };
}

interface Again {
  readonly ports: Bound;
  /** Also a run that passed: what it passed on was taken back. */
  readonly all: boolean;
}

/** Runs the review of the head again that the command was judged on. Done, there is nothing to explain. */
async function again(asked: Asked, request: ActionRespondRequest, given: Again): Promise<Acted> {
  const step = await tryAgain(asked, request, given);
  return { sentences: step.status === "done" ? [] : [step.detail], steps: [step] };
}

async function tryAgain(
  { pullRequest: pull }: Asked,
  { workflow }: ActionRespondRequest,
  { ports, all }: Again,
): Promise<Step> {
  const { gitHub, workflowRuns: runs } = ports;
  const step = (status: Step["status"], detail: string): Step => ({ feature: "rerun", status, detail });
  try {
    const { head } = await gitHub.pullRequest(pull.number);
    if (head !== pull.head)
      return step("skipped", "The pull request has moved on: the run of its new head reads this.");
    // A pull request of strangers: their own run decides nothing, and running it again with the job's token starts no other run.
    const trusted = await runs.claimingRun(head, claimsOf(pull));
    if (trusted?.passed === true && !all) return step("skipped", TRUSTED_PASSED);
    if (trusted !== undefined) await runs.rerun(trusted.id);
    if (trusted !== undefined) return step("done", `Run ${trusted.id} runs again.`);
    const [newest] = await (all ? runs.runs(head, workflow) : runs.failedRuns(head, workflow));
    if (newest === undefined) return step("skipped", noneFound(all, workflow));
    await (all ? runs.rerun(newest) : runs.rerunFailedJobs(newest));
    return step("done", `Run ${newest} runs again.`);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return notAgain(error, all);
  }
}

function noneFound(all: boolean, workflow: string | undefined): string {
  const which = all ? "No" : "No failed";
  const how =
    workflow === undefined
      ? "a review that keeps no artifact is found when the input workflow names its file"
      : `of the workflow ${workflow}`;
  return `${which} review of this commit was found to run again (${how}). Its next run reads this.`;
}

/**
 * GitHub answers 403 for the missing permission ("Resource not accessible by integration"), for a run that has not ended
 * ("This workflow is already running") and for one that is too old or was run 50 times ("cannot be retried").
 */
function notAgain({ reason, message, status }: GitHubRefusal, all: boolean): Step {
  const [permission] = RESPOND_NEEDS.rerun.permissions;
  const { without } = RESPOND_NEEDS.rerun;
  const step = (state: Step["status"], ...sentences: readonly string[]): Step => {
    return { feature: "rerun", status: state, detail: sentences.join(" ") };
  };
  if (/already running/iu.test(message)) return step("skipped", all ? RUNNING_REOPENED : RUNNING);
  if (/\bnot accessible\b/iu.test(message) || status === 401 || (reason === "notFound" && status === 404))
    return step("skipped", `The review was not run again: the job needs \`${permission}\`.`, without);
  const kept = reason === "permission" || reason === "invalid" || reason === "sso" || reason === "notEnabled";
  return step(kept ? "skipped" : "failed", message, without);
}
