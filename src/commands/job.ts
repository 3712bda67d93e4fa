/** One review from its change to its verdict, wherever it runs. Composes the stages in order; every decision is in a stage. */

import { wholeTree } from "../change/index.ts";
import type { TriagedFinding } from "../finding.ts";
import { decide, nothingToReview } from "../gate.ts";
import type { Environment } from "../inputs.ts";
import type { Clock, Files, Log, Objects, Shell } from "../ports.ts";
import type { Change, HunkCoverage, ModelReview, Review, ScanReport } from "../records.ts";
import type { ReviewOptions } from "../request.ts";
import { afterEditScan, editedFiles, type Nobody, type Prepared, type Records } from "../review/index.ts";
import {
  exportHead,
  identify,
  policyGaps,
  readOwnRules,
  scan,
  scanEdits,
  type DependencyGraph,
  type Provision,
  type ScanPorts,
  unreadPrograms,
} from "../scan/index.ts";
import type { UploadScope } from "../sarif/index.ts";
import type { Redactor } from "../secrets/index.ts";
import type { Settings } from "../settings.ts";
import { applySignOffs, branchInScope, matcher, mergeTools, pathScope, triage } from "../triage/index.ts";
import type { Decisions } from "../sign-off.ts";
import { overrideOf } from "../decisions/index.ts";
import { count } from "../words.ts";
import type { ReadPolicy } from "./review-inputs.ts";
import { askModel, modelNotes, prepareQuestions, unasked, type Chosen, type ModelPorts } from "./review-model.ts";
import { policyNotes, scannersFor, threatThresholds } from "./review-policy.ts";

export interface ReviewContext {
  readonly environment: Environment;
  readonly version: string;
  /** Absolute paths of the rules and prompts that ship with this program. */
  readonly rules: string;
  readonly prompts: string;
  readonly redactor: Redactor;
}

/** What a job needs of the world, its objects included. */
export interface JobPorts extends ModelPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly files: Files;
  readonly shell: Shell;
  readonly provision: Provision;
  readonly objects: Objects;
  /** In a workflow job. */
  readonly dependencyGraph?: DependencyGraph;
  /** What people decided about findings, read anew for this gate; absent, or undefined, where nobody can be asked. */
  readonly readDecisions?: (findings: readonly TriagedFinding[], job: Job) => Promise<Decisions | undefined>;
}

export interface Job {
  readonly request: ReviewOptions;
  readonly context: ReviewContext;
  readonly policy: ReadPolicy;
  readonly settings: Settings;
  readonly change: Change;
  /** What scanners are given: the files of the change, or the whole tree of a branch. */
  readonly scope: UploadScope;
  /** Absolute path that the globs of `sarif-files` are relative to. */
  readonly sarifFolder: string;
  readonly dryRun: boolean;
  /** What the author tells about the pull request, as the event has it. */
  readonly told?: { readonly title: string; readonly description: string };
  /** With a state-key, on a pull request: what its last review left, and which run this is. */
  readonly earlier?: {
    readonly records: Records;
    /** `owner/name`. */
    readonly repository: string;
    readonly pullRequest: number;
    readonly runId: string;
  };
}

export type Carried = NonNullable<Prepared["carried"]>;

export type Judged = Pick<
  Review,
  "scan" | "findings" | "coverage" | "verdict" | "notes" | "model" | "alertSeverity" | "decisions"
> & {
  /** With `Job.earlier`, when somebody was asked. */
  readonly carried?: Carried;
};

export async function judge(job: Job, asker: Chosen | Nobody, ports: JobPorts): Promise<Judged> {
  const { change, settings } = job;
  const why = nothingBecause(job);
  if (why !== undefined) {
    const nothing = { scan: { runs: [] }, findings: [], coverage: [] };
    return { ...nothing, verdict: nothingToReview(why, settings), notes: policyNotes(job, nothing.scan) };
  }
  const commits = `${change.mergeBase.slice(0, 12)}..${change.head.slice(0, 12)}`;
  ports.log.info(`${count(change.files.length, "changed file")}, ${commits}`);
  const { report, found, notes } = await scanned(job, ports);
  const answer = "spec" in asker ? await asked(job, { chosen: asker, findings: found, report }, ports) : undefined;
  const model = answer?.model;
  const coverage = "spec" in asker ? (model?.coverage ?? []) : await unasked(job, asker, ports);
  const merged = mergeTools([...found, ...(await placed(job, model, ports))]);
  const decisions = await ports.readDecisions?.(merged, job);
  const findings = decisions === undefined ? merged : applySignOffs(merged, decisions);
  const wholly = change.files.length === 0 ? [NOTHING_CHANGED] : [];
  return {
    scan: report,
    findings,
    coverage,
    verdict: decided(job, { report, findings, coverage, decisions }),
    notes: [
      ...wholly,
      ...policyNotes(job, report),
      ...notes,
      ...modelNotes(asker, ports),
      ...(model?.notes ?? []),
      ...(decisions?.notes ?? []),
    ],
    ...(decisions !== undefined && { decisions }),
    ...(answer === undefined ? {} : { model: modelPart(answer.model) }),
    ...(answer?.carried && { carried: answer.carried }),
    // While they do not gate, GitHub's own check must not either: there is one verdict.
    ...((job.settings.failOnAi !== "none" || job.policy.policy.review?.["alert-severity"] === "real") && {
      alertSeverity: "real",
    }),
  };
}

/** L5: a branch that is compared with itself passes whatever is in it. */
const NOTHING_CHANGED =
  "No earlier commit is known for this run, so nothing counts as changed: findings in the tree do not gate.";

function nothingBecause({ change, policy, scope }: Job): string | undefined {
  if (change.files.length === 0 && scope === "change") return "base and head hold the same files";
  if (!branchInScope(policy.policy, change.baseBranch))
    return `the branch ${change.baseBranch ?? ""} is not in scope.branches of the policy`;
  return undefined;
}

/** Scanners' findings, and where each stands in the change. */
export async function scanned(
  job: Job,
  ports: JobPorts,
): Promise<{
  readonly report: ScanReport;
  readonly found: readonly TriagedFinding[];
  readonly notes: readonly string[];
}> {
  const given = job.scope === "tree" ? await wholeTree(job.change, ports.objects) : job.change;
  const { policy } = job.policy;
  const ownRules = await readOwnRules(policy.semgrep?.config, { base: job.change.base, objects: ports.objects });
  const target = await exportHead(given, ports);
  const scanners = scannersFor(job, ports);
  const report = await scan(
    { scanners, target },
    { ...scanPorts(job, ports), ...(ownRules === undefined ? {} : { ownRules }) },
  );
  const findings = report.runs.flatMap((run) => run.findings);
  const notes = unreadPrograms(
    job.change,
    scanners.map(({ scanner }) => scanner),
    report,
  );
  return { report, found: mergeTools(triage(findings, given, policy)), notes };
}

export function scanPorts({ context, policy }: Job, ports: JobPorts): ScanPorts {
  const { redact, detector } = context.redactor;
  return { ...ports, rules: context.rules, policy: policy.policy, redact, detector };
}

async function asked(
  job: Job,
  about: { chosen: Chosen; findings: readonly TriagedFinding[]; report: ScanReport },
  ports: JobPorts,
): Promise<{ readonly model: ModelReview; readonly carried: Carried | undefined }> {
  const questions = await prepareQuestions(job, about, ports);
  const model = await askModel(job, { ...about, questions }, ports);
  const findings = await withScannedEdits(model.findings, { job, report: about.report }, ports);
  return { model: { ...model, findings }, carried: questions.prepared.carried };
}

/** A suggested edit that a scanner would report goes; its finding stays. */
async function withScannedEdits(
  findings: ModelReview["findings"],
  { job, report }: { job: Job; report: ScanReport },
  ports: JobPorts,
): Promise<ModelReview["findings"]> {
  const { change, context } = job;
  const { objects } = ports;
  const files = await editedFiles(findings, { change, objects, original: context.redactor.original });
  if (files.length === 0) return findings;
  const scanJob = { files, scanners: scannersFor(job, ports), change, report };
  return afterEditScan(findings, { files, ...(await scanEdits(scanJob, scanPorts(job, ports))) });
}

/** Claude's findings meet head like everybody else's: identity, snippet, disposition. */
async function placed(job: Job, model: ModelReview | undefined, ports: JobPorts): Promise<readonly TriagedFinding[]> {
  if (model === undefined || model.findings.length === 0) return [];
  const [findings = []] = await identify([model.findings], job.change, scanPorts(job, ports));
  return triage(findings, job.change, job.policy.policy);
}

function modelPart({ rejected, opinions, account, summary, qualityNotes }: ModelReview): NonNullable<Review["model"]> {
  return {
    ...{ rejected, opinions, account },
    ...(summary === undefined ? {} : { summary }),
    ...(qualityNotes === undefined ? {} : { qualityNotes }),
  };
}

function decided(
  { change, policy, settings }: Job,
  {
    report,
    findings,
    coverage,
    decisions,
  }: {
    report: ScanReport;
    findings: readonly TriagedFinding[];
    coverage: readonly HunkCoverage[];
    decisions: Decisions | undefined;
  },
): Review["verdict"] {
  const generated = matcher(policy.policy.scope?.generated);
  const inScope = pathScope(policy.policy);
  const gaps = policyGaps(report, change, (uri) => generated(uri) || !inScope(uri));
  const override = decisions && overrideOf(decisions);
  return decide(
    {
      ...{ findings, coverage, runs: report.runs, gaps, threatFailOn: threatThresholds(policy.policy) },
      ...(override && { override }),
    },
    settings,
  );
}
