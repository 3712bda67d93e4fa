/** The port `WorkflowRuns`: which runs of a commit failed, and the button that runs them again. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import type { WorkflowRuns } from "../ports-github.ts";
import type { GitHubClient } from "./github-client.ts";

const Run = z.object({
  id: z.int(),
  workflow_id: z.int(),
  path: z.string(),
  event: z.string(),
  head_sha: z.string().regex(OBJECT_NAME),
  head_branch: z.string().nullish(),
  // The fork may have been deleted.
  head_repository: z.object({ id: z.int() }).nullish(),
  conclusion: z.string().nullish(),
  run_attempt: z.int().optional(),
});
type Run = z.infer<typeof Run>;

const Runs = z.object({ workflow_runs: z.array(Run) });
const Artifacts = z.object({ artifacts: z.array(z.object({ name: z.string() })) });
const Whatever = z.unknown();

const FAILED: ReadonlySet<string> = new Set(["failure", "timed_out", "cancelled"]);
/** Of a review with `evidence: artifact`, the default (commands/action-output.ts). */
const OUR_ARTIFACT = /^claude-code-review-[0-9a-f]{12}$/u;
/** A commit with more failed runs than this names its workflow. */
const MOST_LOOKED_AT = 10;
const REPOSITORY = "/repos/{owner}/{repo}";

export function createWorkflowRuns({ ask }: Pick<GitHubClient, "ask">): WorkflowRuns {
  /** Of one commit there are few: the newest 100 are all that is asked for. */
  const completed = async (head: string): Promise<readonly Run[]> => {
    const { workflow_runs: runs } = await ask({
      what: "list the runs of the commit",
      route: `GET ${REPOSITORY}/actions/runs`,
      parameters: { head_sha: head, event: "pull_request", status: "completed", per_page: 100 },
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
    run: async (id) => {
      const route = `GET ${REPOSITORY}/actions/runs/{run_id}`;
      return factsOf(await ask({ what: "show the run", route, parameters: { run_id: Number(id) }, answer: Run }));
    },
    failedRuns: async (head, workflowPath) =>
      ofReview(
        (await completed(head)).filter(({ conclusion }) => FAILED.has(conclusion ?? "")),
        workflowPath,
      ),
    completedRuns: async (head, workflowPath) => ofReview(await completed(head), workflowPath),
    rerunFailedJobs: (id) => again("run the failed jobs again", "rerun-failed-jobs", id),
    rerun: (id) => again("run the workflow again", "rerun", id),
  };
}

function idOf({ id }: Run): string {
  return String(id);
}

/** `@ref` follows where an organisation requires the workflow. A bare file name is one of the repository's folder of workflows. */
function isAt(path: string, wanted: string): boolean {
  const [file = ""] = path.split("@");
  return file === (wanted.includes("/") ? wanted : `.github/workflows/${wanted}`);
}

function factsOf(run: Run): Awaited<ReturnType<WorkflowRuns["run"]>> {
  const { workflow_id, event, head_sha, head_branch, head_repository, conclusion, run_attempt } = run;
  return {
    ...{ id: idOf(run), workflowId: workflow_id, event, head: head_sha, attempt: run_attempt ?? 1 },
    ...(head_repository != null && { headRepositoryId: head_repository.id }),
    ...(head_branch != null && { headBranch: head_branch }),
    ...(conclusion != null && { conclusion }),
  };
}
