/** `review`: the main job. Composes the stages in order; every decision is in a stage. */

import { readChange } from "../change/index.ts";
import { decide, exitCode, nothingToReview } from "../gate.ts";
import type { Environment, ReviewRequest } from "../inputs.ts";
import type { Clock, Files, Log, Objects, Shell } from "../ports.ts";
import { apply } from "../publish/index.ts";
import type { Change, Review, ScanReport } from "../records.ts";
import { cover } from "../review/index.ts";
import { exportHead, policyGaps, scan, type Provision, type ScanPorts } from "../scan/index.ts";
import type { Redactor } from "../secrets/index.ts";
import { resolveSettings, type Settings } from "../settings.ts";
import { branchInScope, matcher, pathScope, triage } from "../triage/index.ts";
import { readPolicy, resolveCommits, type ReadPolicy } from "./review-inputs.ts";
import { exclusions, otherwise, policyNotes, scannersFor, threatThresholds } from "./review-policy.ts";
import { plannedEffects } from "./review-output.ts";

export interface ReviewPorts {
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
  /** Absolute path of the rules that ship with this program. */
  readonly rules: string;
  readonly redactor: Redactor;
}

/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
export async function review(request: ReviewRequest, context: ReviewContext, ports: ReviewPorts): Promise<number> {
  const startedAt = ports.clock.now();
  const objects = await ports.openObjects(request.repo);
  const commits = await resolveCommits(request, objects);
  const policy = await readPolicy(request, { objects, base: commits.base });
  const settings = resolveSettings(request.choices, policy.policy);
  const change = await readChange(commits, objects);
  const judged = await judge({ request, context, policy, settings, change }, { ...ports, objects });
  const finishedAt = ports.clock.now();
  const result: Review = {
    change,
    ...judged,
    policy: { source: policy.source, sha256: policy.sha256 },
    startedAt: startedAt.toISOString(),
    seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
    version: context.version,
  };
  const code = exitCode(result.verdict.outcome, settings);
  const errors = await apply(
    plannedEffects(result, { request, context, code, finishedAt: finishedAt.toISOString() }),
    ports,
  );
  for (const error of errors) ports.log.warn(error instanceof Error ? error.message : String(error));
  // The gate's own codes are worse news than a verdict that could not be delivered (design: 4, 2, 1, 5, 3).
  return code === 0 && errors.length > 0 ? 3 : code;
}

export interface Job {
  readonly request: ReviewRequest;
  readonly context: ReviewContext;
  readonly policy: ReadPolicy;
  readonly settings: Settings;
  readonly change: Change;
}

type Judged = Pick<Review, "scan" | "findings" | "coverage" | "verdict" | "notes">;

async function judge(job: Job, ports: ReviewPorts & { objects: Objects }): Promise<Judged> {
  const { change, policy, settings, request } = job;
  const why = nothingBecause(job);
  if (why !== undefined)
    return {
      scan: { runs: [] },
      findings: [],
      coverage: [],
      verdict: nothingToReview(why, settings),
      notes: policyNotes(job, { runs: [] }),
    };
  ports.log.info(
    `${String(change.files.length)} changed file${change.files.length === 1 ? "" : "s"}, ${change.mergeBase.slice(0, 12)}..${change.head.slice(0, 12)}`,
  );
  const report = await scanned(job, ports);
  const findings = triage(report, change, policy.policy);
  const coverage = cover(change, exclusions(policy.policy, request.provider), otherwise);
  const generated = matcher(policy.policy.scope?.generated);
  const inScope = pathScope(policy.policy);
  const { gaps } = policyGaps(report, change, (uri) => generated(uri) || !inScope(uri));
  const verdict = decide(
    { findings, coverage, runs: report.runs, gaps, threatFailOn: threatThresholds(policy.policy) },
    settings,
  );
  return { scan: report, findings, coverage, verdict, notes: policyNotes(job, report) };
}

function nothingBecause({ change, policy }: Job): string | undefined {
  if (change.files.length === 0) return "base and head hold the same files";
  if (!branchInScope(policy.policy, change.baseBranch))
    return `the branch ${change.baseBranch ?? ""} is not in scope.branches of the policy`;
  return undefined;
}

async function scanned(job: Job, ports: ReviewPorts & { objects: Objects }): Promise<ScanReport> {
  const { context, change } = job;
  const scanPorts: ScanPorts = { ...ports, rules: context.rules, redact: (text) => context.redactor.redact(text) };
  const target = await exportHead(change, ports);
  return scan({ scanners: scannersFor(job), target }, scanPorts);
}
