/** Workflow runs: lists, their artifacts' names, and running them again, with GitHub's refusals. */

import { createHash } from "node:crypto";
import { ok, refusal, type Answer } from "./github-answers.ts";
import type { Json } from "./github-json.ts";
import type { Context, Route } from "./github-routes.ts";
import { timeOf, type Account } from "./github-state.ts";

export interface WorkflowRun {
  readonly id: number;
  /** `.github/workflows/review.yml`. */
  readonly path: string;
  readonly event: string;
  readonly head: string;
  readonly branch: string;
  /** `owner/name`. */
  readonly headRepository: string;
  readonly status: "completed" | "in_progress";
  readonly conclusion: string | null;
  readonly attempt: number;
  /** Whoever started it; absent: nobody says. */
  readonly actor?: Account;
  /** Names of its artifacts. */
  readonly artifacts: readonly string[];
  /** Over a month old: GitHub runs it no more. */
  readonly stale: boolean;
}

/** By id. */
export type RunState = Map<number, WorkflowRun>;

const REPOSITORY = "/repos/{owner}/{repo}/actions/runs";
const SCOPE = { read: "actions", write: "actions" } as const;

export const RUN_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}`]: { scope: SCOPE, run: list },
  [`GET ${REPOSITORY}/{run_id}`]: {
    scope: SCOPE,
    run: (context) => found(context, (run) => ok(written(context, run))),
  },
  [`GET ${REPOSITORY}/{run_id}/artifacts`]: {
    scope: SCOPE,
    run: (context) =>
      found(context, ({ artifacts }) =>
        ok({
          total_count: artifacts.length,
          artifacts: artifacts.map((name, id) => artifact(context, { name, id: id + 1 })),
        }),
      ),
  },
  [`POST ${REPOSITORY}/{run_id}/rerun-failed-jobs`]: { scope: SCOPE, run: (context) => again(context, true) },
  [`POST ${REPOSITORY}/{run_id}/rerun`]: { scope: SCOPE, run: (context) => again(context, false) },
};

function list(context: Context): Answer {
  const { state, query } = context;
  const wanted = (name: string, value: string | null) => (query.get(name) ?? value) === value;
  const runs = [...state.runs.values()].filter(
    ({ head, event, status }) => wanted("head_sha", head) && wanted("event", event) && wanted("status", status),
  );
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const shown = runs.toReversed().slice(0, size);
  return ok({ total_count: runs.length, workflow_runs: shown.map((run) => written(context, run)) });
}

/** The refusals are those that others report (cli/cli#9221, metabase/metabase#70916). */
function again(context: Context, failedOnly: boolean): Answer {
  return found(context, (run) => {
    if (run.status !== "completed") return refusal(403, "This workflow is already running");
    if (run.stale || (failedOnly && run.conclusion === "success"))
      return refusal(403, "This workflow run cannot be retried");
    const next = { ...run, status: "in_progress" as const, conclusion: null, attempt: run.attempt + 1 };
    context.state.runs.set(run.id, next);
    return ok({}, 201);
  });
}

function found({ state, parameters }: Context, answer: (run: WorkflowRun) => Answer): Answer {
  const run = state.runs.get(Number(parameters["run_id"]));
  return run === undefined ? refusal(404, "Not Found") : answer(run);
}

function written({ write }: Context, run: WorkflowRun): Json {
  const { id, path, event, head, branch, headRepository, status, conclusion, attempt, actor } = run;
  const url = write.url(`/actions/runs/${id}`);
  const links = ["jobs", "logs", "check_suite", "cancel", "rerun", "artifacts", "workflow"];
  const author = { name: "Ada", email: "ada@example.org" };
  return {
    ...{
      id,
      node_id: `WFR_${id}`,
      name: "review",
      path,
      event,
      head_sha: head,
      head_branch: branch,
      status,
      conclusion,
    },
    ...{ run_number: 1, run_attempt: attempt, workflow_id: 77, display_title: "A change", url, html_url: url },
    ...{ created_at: timeOf(0), updated_at: timeOf(0), run_started_at: timeOf(0), pull_requests: [] },
    ...Object.fromEntries(links.map((name) => [`${name}_url`, url])),
    head_commit: { id: head, tree_id: head, message: "Change", timestamp: timeOf(0), author, committer: author },
    ...(actor !== undefined && { actor: write.user(actor) }),
    repository: write.repository(),
    head_repository: write.repository(headRepository),
  };
}

function artifact({ write }: Context, { name, id }: { readonly name: string; readonly id: number }): Json {
  const url = write.url(`/actions/artifacts/${id}`);
  return {
    ...{ id, node_id: `A_${id}`, name, size_in_bytes: 1, url, archive_download_url: `${url}/zip`, expired: false },
    digest: `sha256:${createHash("sha256").update(name).digest("hex")}`,
    ...{ created_at: timeOf(0), expires_at: timeOf(1), updated_at: timeOf(0) },
  };
}
