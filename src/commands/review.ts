/** `review`: the main job. Composes the stages in order; every decision is in a stage. */

import { readChange } from "../change/index.ts";
import type { ReviewRequest } from "../flags.ts";
import type { TriagedFinding } from "../finding.ts";
import { decide, exitCode, nothingToReview } from "../gate.ts";
import type { Environment } from "../inputs.ts";
import type { Clock, Files, Log, Objects, Shell } from "../ports.ts";
import { apply, redactReview } from "../publish/index.ts";
import type { Change, HunkCoverage, ModelReview, Review, ScanReport } from "../records.ts";
import { exportHead, identify, policyGaps, scan, type Provision, type ScanPorts } from "../scan/index.ts";
import type { Nobody } from "../review/index.ts";
import type { Redactor } from "../secrets/index.ts";
import { resolveSettings, type Settings } from "../settings.ts";
import { branchInScope, matcher, pathScope, triage } from "../triage/index.ts";
import { count } from "../words.ts";
import { readPolicy, resolveCommits, type ReadPolicy } from "./review-inputs.ts";
import {
  askModel,
  chooseModel,
  modelNotes,
  prepareQuestions,
  unasked,
  type Chosen,
  type ModelPorts,
} from "./review-model.ts";
import { dryRunText, plannedEffects } from "./review-output.ts";
import { policyNotes, scannersFor, threatThresholds } from "./review-policy.ts";

export interface ReviewPorts extends Omit<ModelPorts, "objects"> {
  readonly clock: Clock;
  readonly log: Log;
  readonly files: Files;
  readonly shell: Shell;
  readonly provision: Provision;
  openObjects(repo: string): Promise<Objects>;
  print(text: string): Promise<void>;
}

export interface ReviewContext {
  readonly environment: Environment;
  readonly version: string;
  /** Absolute paths of the rules and prompts that ship with this program. */
  readonly rules: string;
  readonly prompts: string;
  readonly redactor: Redactor;
}

/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
export async function review(request: ReviewRequest, context: ReviewContext, given: ReviewPorts): Promise<number> {
  const startedAt = given.clock.now();
  const ports: Ports = { ...given, objects: await given.openObjects(request.repo) };
  const commits = await resolveCommits(request, ports.objects);
  const policy = await readPolicy(request, { objects: ports.objects, base: commits.base });
  const settings = resolveSettings(request.choices, policy.policy);
  const job: Job = { request, context, policy, settings, change: await readChange(commits, ports.objects) };
  const asker = await chooseModel(job, ports);
  if (request.dryRun) {
    await ports.print(await dryRun(job, asker, ports));
    return 0;
  }
  const judged = await judge(job, asker, ports);
  const finishedAt = ports.clock.now();
  const whole: Review = {
    change: job.change,
    ...judged,
    policy: { source: policy.source, sha256: policy.sha256 },
    startedAt: startedAt.toISOString(),
    seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
    version: context.version,
  };
  // The last redaction (L1, L2): outputs, files and ledger see nothing else.
  const result = redactReview(whole, context.redactor.redact);
  const code = exitCode(result.verdict.outcome, settings);
  const errors = await apply(
    plannedEffects(result, { request, context, code, finishedAt: finishedAt.toISOString() }),
    ports,
  );
  // What failed may quote what it was given.
  for (const error of errors)
    ports.log.warn(context.redactor.redact(error instanceof Error ? error.message : String(error)));
  // The gate's own codes are worse news than a verdict that could not be delivered (design: 4, 2, 1, 5, 3).
  return code === 0 && errors.length > 0 ? 3 : code;
}

type Ports = ReviewPorts & { readonly objects: Objects };

export interface Job {
  readonly request: ReviewRequest;
  readonly context: ReviewContext;
  readonly policy: ReadPolicy;
  readonly settings: Settings;
  readonly change: Change;
}

type Judged = Pick<Review, "scan" | "findings" | "coverage" | "verdict" | "notes" | "model">;

async function judge(job: Job, asker: Chosen | Nobody, ports: Ports): Promise<Judged> {
  const { change, policy, settings } = job;
  const why = nothingBecause(job);
  if (why !== undefined) {
    const nothing = { scan: { runs: [] }, findings: [], coverage: [] };
    return { ...nothing, verdict: nothingToReview(why, settings), notes: policyNotes(job, nothing.scan) };
  }
  const commits = `${change.mergeBase.slice(0, 12)}..${change.head.slice(0, 12)}`;
  ports.log.info(`${count(change.files.length, "changed file")}, ${commits}`);
  const report = await scanned(job, ports);
  const found = triage(
    report.runs.flatMap((run) => run.findings),
    change,
    policy.policy,
  );
  const model = "spec" in asker ? await asked(job, { chosen: asker, findings: found }, ports) : undefined;
  const coverage = "spec" in asker ? (model?.coverage ?? []) : await unasked(job, asker, ports);
  const findings = [...found, ...(await placed(job, model, ports))];
  return {
    scan: report,
    findings,
    coverage,
    verdict: decided(job, { report, findings, coverage }),
    notes: [...policyNotes(job, report), ...modelNotes(asker, ports), ...(model?.notes ?? [])],
    ...(model === undefined ? {} : { model: modelPart(model) }),
  };
}

function nothingBecause({ change, policy }: Job): string | undefined {
  if (change.files.length === 0) return "base and head hold the same files";
  if (!branchInScope(policy.policy, change.baseBranch))
    return `the branch ${change.baseBranch ?? ""} is not in scope.branches of the policy`;
  return undefined;
}

async function scanned(job: Job, ports: Ports): Promise<ScanReport> {
  const target = await exportHead(job.change, ports);
  return scan({ scanners: scannersFor(job), target }, scanPorts(job, ports));
}

function scanPorts({ context }: Job, ports: Ports): ScanPorts {
  return { ...ports, rules: context.rules, redact: context.redactor.redact };
}

async function asked(
  job: Job,
  about: { chosen: Chosen; findings: readonly TriagedFinding[] },
  ports: Ports,
): Promise<ModelReview> {
  const questions = await prepareQuestions(job, about, ports);
  return askModel(job, { ...about, questions }, ports);
}

/** Claude's findings meet head like everybody else's: identity, snippet, disposition. */
async function placed(job: Job, model: ModelReview | undefined, ports: Ports): Promise<readonly TriagedFinding[]> {
  if (model === undefined || model.findings.length === 0) return [];
  const [findings = []] = await identify([model.findings], job.change, scanPorts(job, ports));
  return triage(findings, job.change, job.policy.policy);
}

function modelPart({ rejected, opinions, account }: ModelReview): NonNullable<Review["model"]> {
  return { rejected, opinions, account };
}

function decided(
  { change, policy, settings }: Job,
  {
    report,
    findings,
    coverage,
  }: { report: ScanReport; findings: readonly TriagedFinding[]; coverage: readonly HunkCoverage[] },
): Review["verdict"] {
  const generated = matcher(policy.policy.scope?.generated);
  const inScope = pathScope(policy.policy);
  const gaps = policyGaps(report, change, (uri) => generated(uri) || !inScope(uri));
  return decide(
    { findings, coverage, runs: report.runs, gaps, threatFailOn: threatThresholds(policy.policy) },
    settings,
  );
}

/** The exact questions, and nothing of them sent: scanners run, because their findings go with the code. */
async function dryRun(job: Job, asker: Chosen | Nobody, ports: Ports): Promise<string> {
  if (!("spec" in asker)) return dryRunText(job, { coverage: await unasked(job, asker, ports) });
  const report = await scanned(job, ports);
  const findings = triage(
    report.runs.flatMap((run) => run.findings),
    job.change,
    job.policy.policy,
  );
  const { prepared } = await prepareQuestions(job, { chosen: asker, findings }, ports);
  return dryRunText(job, { prepared, prices: asker.prices });
}
