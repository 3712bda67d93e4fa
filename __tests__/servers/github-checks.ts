/** Check runs, with the rules that GitHub's documentation states: 50 annotations a request, which it appends. */

import { z } from "zod";
import { ok, REFUSALS, type Answer } from "./github-answers.ts";
import type { Json } from "./github-json.ts";
import type { Context, Route } from "./github-routes.ts";
import { timeOf, type Account } from "./github-state.ts";

const Annotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().optional(),
});
export type CheckAnnotation = z.infer<typeof Annotation>;

const Output = z.object({ title: z.string(), summary: z.string(), annotations: z.array(Annotation).default([]) });
const Update = z.object({
  status: z.string().optional(),
  conclusion: z.string().optional(),
  details_url: z.string().optional(),
  output: Output.optional(),
});
const Creation = Update.extend({ name: z.string(), head_sha: z.string(), external_id: z.string().optional() });

export interface CheckRun {
  readonly id: number;
  readonly user: Account;
  readonly name: string;
  readonly head: string;
  readonly externalId: string | null;
  readonly detailsUrl: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly annotations: readonly CheckAnnotation[];
  readonly at: number;
  /** As it stood after each request: what somebody saw who looked then. */
  readonly seen: readonly { readonly status: string; readonly title: string | null }[];
}

/** By id. */
export type CheckState = Map<number, CheckRun>;

const REPOSITORY = "/repos/{owner}/{repo}";
const SCOPE = { read: "checks", write: "checks" } as const;

export const CHECK_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: { scope: SCOPE, run: list },
  [`POST ${REPOSITORY}/check-runs`]: { scope: SCOPE, run: create },
  [`GET ${REPOSITORY}/check-runs/{check_run_id}`]: {
    scope: SCOPE,
    run: (context) => found(context, (run) => ok(written(context, run))),
  },
  [`PATCH ${REPOSITORY}/check-runs/{check_run_id}`]: {
    scope: SCOPE,
    run: (context) =>
      found(context, (run) => {
        // Only the app that made it may change it.
        if (run.user.id !== context.account().id) return REFUSALS.permission();
        const update = Update.parse(context.json);
        return problemOf(update) ?? ok(written(context, keep(context, changed(run, update))));
      }),
  },
};

function list(context: Context): Answer {
  const { state, parameters, query } = context;
  const runs = [...state.checks.values()].filter(
    ({ head, name }) => head === parameters["ref"] && name === (query.get("check_name") ?? name),
  );
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const from = (Number(query.get("page") ?? 1) - 1) * size;
  const shown = runs.toReversed().slice(from, from + size);
  return ok({ total_count: runs.length, check_runs: shown.map((run) => written(context, run)) });
}

function create(context: Context): Answer {
  const { state, json, account } = context;
  const { name, head_sha: head, external_id: externalId = null, ...update } = Creation.parse(json);
  // An installation token alone is an app's.
  if (!account().installation) return REFUSALS.permission();
  if (state.git.commit(head) === undefined) return REFUSALS.invalid(`No commit found for SHA: ${head}`);
  const blank = { status: "queued", conclusion: null, title: null, summary: null, detailsUrl: null };
  const run = {
    ...{ id: state.next(), at: state.next(), user: account(), name, head, externalId, annotations: [], seen: [] },
    ...blank,
  };
  return problemOf(update) ?? ok(written(context, keep(context, changed(run, update))), 201);
}

/** Beyond what the description says. */
function problemOf({ output }: z.infer<typeof Update>): Answer | undefined {
  const annotations = output?.annotations ?? [];
  if (annotations.length > 50) return REFUSALS.invalid("Only 50 annotations are allowed per request");
  if (annotations.some(({ path }) => path.startsWith("/") || path.trim() === ""))
    return REFUSALS.invalid("path is not a file of the repository");
  if (annotations.some(({ start_line, end_line }) => start_line < 1 || end_line < start_line))
    return REFUSALS.invalid("end_line must not precede start_line");
  return undefined;
}

function changed(run: CheckRun, { status, conclusion, details_url, output }: z.infer<typeof Update>): CheckRun {
  const next = {
    ...run,
    status: conclusion === undefined ? (status ?? run.status) : "completed",
    conclusion: conclusion ?? run.conclusion,
    detailsUrl: details_url ?? run.detailsUrl,
    title: output?.title ?? run.title,
    summary: output?.summary ?? run.summary,
    annotations: [...run.annotations, ...(output?.annotations ?? [])],
  };
  return { ...next, seen: [...run.seen, { status: next.status, title: next.title }] };
}

function keep({ state }: Context, run: CheckRun): CheckRun {
  state.checks.set(run.id, run);
  return run;
}

function found({ state, parameters }: Context, answer: (run: CheckRun) => Answer): Answer {
  const run = state.checks.get(Number(parameters["check_run_id"]));
  return run === undefined ? REFUSALS.notFound() : answer(run);
}

function written({ write }: Context, run: CheckRun): Json {
  const { id, name, head, externalId, detailsUrl, status, conclusion, title, summary, annotations, at } = run;
  const url = write.url(`/check-runs/${id}`);
  return {
    ...{ id, node_id: `CR_${id}`, name, head_sha: head, external_id: externalId, url, details_url: detailsUrl },
    ...{ html_url: `https://github.com/octo/app/runs/${id}`, status, conclusion, started_at: timeOf(at) },
    completed_at: status === "completed" ? timeOf(at) : null,
    output: {
      ...{ title, summary, text: null, annotations_count: annotations.length, annotations_url: `${url}/annotations` },
    },
    ...{ check_suite: { id: 1 }, app: null, pull_requests: [] },
  };
}
