/** The port `WorkflowRuns`: which runs of a commit failed, and the button that runs them again. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import { GitHubRefusal } from "../ports.ts";
import type { Claims, WorkflowRuns } from "../ports-github.ts";
import { checkRunsNamed } from "./github-check-runs.ts";
import type { GitHubClient } from "./github-client.ts";

const Run = z.object({
  id: z.int(),
  path: z.string(),
  event: z.string(),
  head_sha: z.string().regex(OBJECT_NAME),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
});
type Run = z.infer<typeof Run>;

const Runs = z.object({ workflow_runs: z.array(Run) });
const Artifacts = z.object({ artifacts: z.array(z.object({ name: z.string() })) });
const CheckRun = z.object({ id: z.int(), external_id: z.string().nullish(), conclusion: z.string().nullish() });
type CheckRun = z.infer<typeof CheckRun>;
const Whatever = z.unknown();

const FAILED: ReadonlySet<string> = new Set(["failure", "timed_out", "cancelled"]);
/** Of a review with `evidence: artifact`, the default (commands/action-output.ts). */
const OUR_ARTIFACT = /^claude-code-review-[0-9a-f]{12}$/u;
/** A commit with more failed runs than this names its workflow. */
const MOST_LOOKED_AT = 10;
const REPOSITORY = "/repos/{owner}/{repo}";

export function createWorkflowRuns({ ask }: Pick<GitHubClient, "ask">): WorkflowRuns {
  /** Of one commit there are few: the newest 100 are all that is asked for. */
  const ofCommit = async (head: string): Promise<readonly Run[]> => {
    const { workflow_runs: runs } = await ask({
      what: "list the runs of the commit",
      route: `GET ${REPOSITORY}/actions/runs`,
      parameters: { head_sha: head, event: "pull_request", per_page: 100 },
      answer: Runs,
    });
    return runs.filter((run) => run.head_sha === head && run.event === "pull_request").sort((a, b) => b.id - a.id);
  };
  /** A file of that name may be any pull request's; the worst is that a run of its own author is run again. */
  const isOurs = async ({ id }: Run): Promise<boolean> => {
    const { artifacts } = await ask({
      what: "list the artifacts of the run",
      route: `GET ${REPOSITORY}/actions/runs/{run_id}/artifacts`,
      parameters: { run_id: id, per_page: 100 },
      answer: Artifacts,
    });
    return artifacts.some(({ name }) => OUR_ARTIFACT.test(name));
  };
  const ofReview = async (runs: readonly Run[], workflowPath: string | undefined): Promise<readonly string[]> => {
    if (workflowPath !== undefined) return runs.filter(({ path }) => isAt(path, workflowPath)).map(idOf);
    for (const run of runs.slice(0, MOST_LOOKED_AT)) if (await isOurs(run)) return [idOf(run)];
    return [];
  };
  const again = async (what: string, route: string, id: string): Promise<void> => {
    await ask({
      what,
      route: `POST ${REPOSITORY}/actions/runs/{run_id}/${route}`,
      parameters: { run_id: Number(id) },
      answer: Whatever,
    });
  };
  return {
    failedRuns: async (head, workflowPath) =>
      ofReview(
        (await ofCommit(head)).filter(
          ({ status, conclusion }) => status !== "completed" || FAILED.has(conclusion ?? ""),
        ),
        workflowPath,
      ),
    runs: async (head, workflowPath) => ofReview(await ofCommit(head), workflowPath),
    claimingRun: (head, claims) => claimingRun(ask, head, claims),
    rerunFailedJobs: (id) => again("run the failed jobs again", "rerun-failed-jobs", id),
    rerun: (id) => again("run the workflow again", "rerun", id),
  };
}

async function claimingRun(
  ask: GitHubClient["ask"],
  head: string,
  { names, start }: Claims,
): ReturnType<WorkflowRuns["claimingRun"]> {
  for (const name of names) {
    const checks = (await checksOf(ask, head, name)).toSorted((a, b) => b.id - a.id);
    for (const { external_id: claim, conclusion } of checks) {
      const id = /^([1-9]\d{0,14})\.\d+$/u.exec(afterStart(claim ?? "", start))?.[1];
      if (id !== undefined) return { id, passed: conclusion === "success" };
    }
  }
  return undefined;
}

async function checksOf(ask: GitHubClient["ask"], head: string, name: string): Promise<readonly CheckRun[]> {
  try {
    return await checkRunsNamed(ask, { head, name }, CheckRun);
  } catch (error) {
    // Pull requests of the repository's own need none, and most jobs have no `checks: read`.
    if (error instanceof GitHubRefusal && ["permission", "notFound"].includes(error.reason)) return [];
    throw error;
  }
}

function afterStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : "";
}

function idOf({ id }: Run): string {
  return String(id);
}

/** `@ref` follows where an organisation requires the workflow. A bare file name is one of the repository's folder of workflows. */
function isAt(path: string, wanted: string): boolean {
  const [file = ""] = path.split("@");
  return file === (wanted.includes("/") ? wanted : `.github/workflows/${wanted}`);
}
