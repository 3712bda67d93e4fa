/** `review` in a terminal: the commits that flags name, the result on stdout, files in a folder. */

import { readChange } from "../change/index.ts";
import { exitCode } from "../gate.ts";
import type { Objects } from "../ports.ts";
import { apply, redactReview } from "../publish/index.ts";
import type { Review } from "../records.ts";
import type { ReviewRequest } from "../request.ts";
import type { Nobody } from "../review/index.ts";
import { createDetector } from "../redaction/index.ts";
import { resolveSettings } from "../settings.ts";
import { judge, scanned, type Job, type JobPorts, type ReviewContext } from "./job.ts";
import { readPolicy, resolveCommits } from "./review-inputs.ts";
import { chooseModel, prepareQuestions, unasked, type Chosen } from "./review-model.ts";
import { dryRunText, plannedEffects } from "./review-output.ts";

export interface ReviewPorts extends Omit<JobPorts, "objects"> {
  openObjects(repo: string): Promise<Objects>;
  print(text: string): Promise<void>;
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
  context.redactor.adopt(createDetector(policy.policy.redaction));
  const settings = resolveSettings(request.choices, policy.policy);
  const change = await readChange(commits, ports.objects);
  const { dryRun, repo } = request;
  const job: Job = { request, context, policy, settings, change, scope: "change", sarifFolder: repo, dryRun };
  const asker = await chooseModel(job, ports);
  if (dryRun) {
    await ports.print(await dryRunOf(job, { request, asker }, ports));
    return 0;
  }
  const judged = await judge(job, asker, ports);
  const finishedAt = ports.clock.now();
  const whole: Review = {
    change,
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

/** The exact questions, and nothing of them sent: scanners run, because their findings go with the code. */
async function dryRunOf(
  job: Job,
  { request, asker }: { request: ReviewRequest; asker: Chosen | Nobody },
  ports: Ports,
): Promise<string> {
  const about = { request, change: job.change };
  if (!("spec" in asker)) return dryRunText(about, { coverage: await unasked(job, asker, ports) });
  const { found } = await scanned(job, ports);
  const { prepared } = await prepareQuestions(job, { chosen: asker, findings: found }, ports);
  return dryRunText(about, { prepared, prices: asker.prices });
}
