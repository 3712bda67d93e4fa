/** `review` in a workflow job: the commits that the event names, the result on GitHub. */

import { join } from "node:path";
import { readChange } from "../change/index.ts";
import { changesManifests, readDocuments, type Documents } from "../dependencies/index.ts";
import { exitCode } from "../gate.ts";
import {
  publishPlanned,
  reviewFacts,
  runFinished,
  segmentOf,
  sha256,
  type Json,
  type Segment,
} from "../ledger/index.ts";
import type { Checks, People, Threads } from "../ports-github.ts";
import type { FetchedObjects, GitHub, Runner, WantedCommit } from "../ports.ts";
import {
  apply,
  contentSha256,
  forkNotes,
  planText,
  readable,
  redactReview,
  withoutSecrets,
  withoutStory,
  type PlanContent,
} from "../publish/index.ts";
import type { Review } from "../records.ts";
import type { Nobody } from "../review/index.ts";
import type { ActionReviewRequest } from "../request.ts";
import { toSarif } from "../sarif/index.ts";
import { createDetector } from "../redaction/index.ts";
import { resolveSettings, type Settings } from "../settings.ts";
import type { Isolation, WorkflowRun } from "../subject.ts";
import { leave, readEarlier } from "./action-carried.ts";
import { fetchChange } from "./action-change.ts";
import { deciding, ticketing } from "./action-people.ts";
import {
  publish,
  scopeOf,
  writeEvidence,
  type ActionDeliveryPorts,
  type Decided,
  type Published,
} from "./action-output.ts";
import { judge, type Job, type Judged, type JobPorts, type ReviewContext } from "./job.ts";
import { readPolicy } from "./review-inputs.ts";
import { chooseModel, type Chosen } from "./review-model.ts";
import { optionsOnRecord } from "./review-output.ts";
import { unmadeTickets, type TicketPorts } from "./tickets.ts";

export interface ActionPorts
  extends Omit<JobPorts, "objects">, Omit<ActionDeliveryPorts, "gitHub" | "checks" | "threads" | "runner"> {
  people(run: WorkflowRun): People;
  ticketPlaces(run: WorkflowRun): Pick<TicketPorts, "issues" | "advisories" | "webhook">;
  gitHub(run: WorkflowRun): GitHub & Checks & Threads;
  openFetched(run: WorkflowRun, commits: readonly WantedCommit[]): Promise<FetchedObjects>;
  runner(run: WorkflowRun): Runner;
  isolation(): Isolation;
}

/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
export async function actionReview(
  request: ActionReviewRequest,
  context: ReviewContext,
  given: ActionPorts,
): Promise<number> {
  const { run, subject } = request;
  const startedAt = given.clock.now();
  const gitHub = given.gitHub(run);
  const { objects, request: commits } = await fetchChange(subject, {
    log: given.log,
    gitHub,
    openFetched: (wanted) => given.openFetched(run, wanted),
  });
  const own = { gitHub, checks: gitHub, threads: gitHub, dependencyGraph: gitHub, objects, runner: given.runner(run) };
  const ports = {
    ...given,
    ...own,
    readDecisions: deciding(request, { gitHub, objects, people: () => given.people(run), clock: given.clock }),
  };
  const policy = await readPolicy(request, { objects, base: commits.base });
  context.redactor.adopt(createDetector(policy.policy.redaction));
  const settings = resolveSettings(request.choices, policy.policy);
  const change = await readChange(commits, objects);
  const known = jobOf(request, { context, policy, settings, change });
  const asker = explained(await chooseModel(known, ports), withoutSecrets({ subject, event: run.event }));
  const key = "spec" in asker ? context.environment.action?.stateKey : undefined;
  const earlier = await readEarlier(request, { key, comments: settings.comments }, gitHub);
  const job = { ...known, ...(earlier && { earlier }) };
  const { carried, ...judged } = await judge(job, asker, ports);
  const { documents, notes } = await documentsFor({ ...job, judged }, gitHub);
  const isolation = given.isolation();
  const finishedAt = given.clock.now();
  const whole: Review = {
    change: job.change,
    ...judged,
    notes: [...forkNotes({ ...request, event: run.event }), ...judged.notes, ...notes, isolation.statement],
    policy: { source: policy.source, sha256: policy.sha256 },
    isolation,
    startedAt: startedAt.toISOString(),
    seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
    version: context.version,
  };
  // The last redaction (L1, L2): files, GitHub and the ledger see nothing else.
  const review = redactReview(whole, context.redactor.redact);
  const left = leave(review, { ...job, ...(carried && { carried }) });
  const asked = { run, subject, policy: policy.policy, review, wholeTree: job.scope === "tree" };
  const said = [...review.notes, ...left.notes, ...unmadeTickets(asked, request), ...toSarif(review).notes];
  const noted = { ...review, notes: said };
  const { sealed: state } = left;
  const decided = decidedOf(noted, {
    ...{ request, settings, context, documents, at: finishedAt.toISOString() },
    ...(state !== undefined && { state }),
  });
  const settleTickets = ticketing(asked, { ...ports, base: commits.base, places: () => given.ticketPlaces(run) });
  return conclude(decided, request, { ...ports, settleTickets });
}

function jobOf(request: ActionReviewRequest, given: Pick<Job, "context" | "policy" | "settings" | "change">): Job {
  const { run, subject, uploadSarif } = request;
  return {
    ...{ request, ...given },
    // Nobody is told of the rest of a branch when nothing is uploaded.
    scope: uploadSarif === "never" ? "change" : scopeOf(subject),
    sarifFolder: run.workspace,
    dryRun: false,
    ...(subject.kind === "pullRequest" && subject.told !== undefined && { told: subject.told }),
  };
}

/** The usual way out of missing credentials is none where GitHub gives no secrets. */
function explained(asker: Chosen | Nobody, why: string | undefined): Chosen | Nobody {
  if (why === undefined || "spec" in asker || asker.missing === undefined) return asker;
  return { ...asker, nobody: { state: "failed", reason: why } };
}

/** What the evidence says about dependencies, where a change has touched them and evidence is kept. */
async function documentsFor(
  { change, policy, settings, context, judged }: Job & { readonly judged: Judged },
  gitHub: GitHub,
): ReturnType<typeof readDocuments> {
  const wanted = settings.evidence !== "none" && judged.scan.runs.length > 0 && changesManifests(change);
  if (!wanted) return { documents: {}, notes: [] };
  return readDocuments({ change, policy: policy.policy.licenses }, { gitHub, redact: context.redactor.redact });
}

function decidedOf(
  review: Review,
  {
    request,
    settings,
    context,
    documents,
    at,
    state,
  }: {
    readonly request: ActionReviewRequest;
    readonly settings: Settings;
    readonly context: ReviewContext;
    readonly documents: Documents;
    readonly at: string;
    readonly state?: string;
  },
): Decided {
  const { run, subject, uploadSarif } = request;
  const { owner, repo, runId, runAttempt } = run;
  const content: PlanContent = {
    run: { owner, repo, runId, runAttempt },
    subject: withoutStory(subject),
    review,
    comments: settings.comments,
    check: settings.check,
    uploadSarif,
    evidence: settings.evidence,
    documents,
    ...(state !== undefined && { state }),
    exitCode: exitCode(review.verdict.outcome, settings),
  };
  const inputs = { ...optionsOnRecord(request, context), ...runOnRecord(request) };
  const ledger = segmentOf([
    ...reviewFacts(review, {
      inputs,
      finishedAt: at,
      files: { "review.sarif": toSarif(readable(review, run)).text, ...documents },
    }),
    publishPlanned(contentSha256(content), at),
    runFinished(at),
  ]);
  return { content, ledger, folder: runFolder(context.environment.state, content.run, ledger) };
}

/** Below RUNNER_TEMP, which the runner empties between jobs; a job may hold this action more than once, each with its own ledger. */
export function runFolder(state: string, { runId, runAttempt }: PlanContent["run"], { root }: Segment): string {
  return join(state, `${runId}-${String(runAttempt)}-${root.slice(0, 12)}`);
}

/** The runner's own words about the run; what a ref is called may be anybody's, so its digest stands for it. */
function runOnRecord(request: ActionReviewRequest): Record<string, Json> {
  const { run, subject, standsFor, uploadSarif, publish: publishes } = request;
  const { owner, repo, runId, runAttempt, event } = run;
  return {
    repository: `${owner}/${repo}`,
    runId,
    runAttempt,
    event,
    ...(run.workflowRef !== undefined && { workflowSha256: sha256(run.workflowRef) }),
    subject: subject.kind,
    ...(subject.kind === "pullRequest" && { pullRequest: subject.number, fork: subject.fork }),
    ...(standsFor !== undefined && { standsFor: { ...standsFor } }),
    uploadSarif,
    publish: publishes,
  };
}

/** Evidence first, then GitHub; what could not be delivered is worse than a pass and no worse than any other verdict. */
async function conclude(
  decided: Decided,
  { run, publish: publishes }: Pick<ActionReviewRequest, "run" | "publish">,
  ports: ActionDeliveryPorts & Pick<ActionPorts, "log">,
): Promise<number> {
  const errors = [...(await writeEvidence(decided, { run, ...ports }))];
  let planFile: string | undefined;
  if (!publishes) {
    planFile = join(decided.folder, "plan.json");
    const text = planText(decided.content, decided.ledger);
    errors.push(...(await apply([{ kind: "writeFile", path: planFile, text }], ports)));
  }
  const published = await publish(decided, { run, ...(planFile !== undefined && { planFile }) }, ports);
  return concluded(decided, { ...published, errors: [...errors, ...published.errors] }, ports);
}

export function concluded(
  { content: { exitCode: code } }: Decided,
  { errors, deliveries }: Published,
  { log }: Pick<ActionPorts, "log">,
): number {
  for (const error of errors) log.warn(error instanceof Error ? error.message : String(error));
  for (const { feature, status, detail } of deliveries)
    if (status === "done") log.info(`${feature}: ${detail}`);
    else log.warn(`${feature} ${status}: ${detail}`);
  const undelivered = errors.length > 0 || deliveries.some(({ status }) => status === "failed");
  return code === 0 && undelivered ? 3 : code;
}
