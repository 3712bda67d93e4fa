/** `publish/action.yml`: applies the plan of the job that reviewed. Nothing in it is believed that this job can ask for itself. */

import { ConfigurationError } from "../errors.ts";
import { readPlan, redactReview } from "../publish/index.ts";
import type { ActionPublishRequest } from "../request.ts";
import { publish, writeEvidence } from "./action-output.ts";
import { concluded, runFolder, type ActionPorts } from "./action-review.ts";
import type { ReviewContext } from "./job.ts";

/**
 * Answers the exit code of the verdict that it published.
 * @throws ConfigurationError `plan-invalid`, `file-not-found`
 */
export async function actionPublish(
  request: ActionPublishRequest,
  context: ReviewContext,
  given: ActionPorts,
): Promise<number> {
  const { run, subject, planFile, ledgerRoot } = request;
  const bytes = await given.files.read(planFile);
  if (bytes === undefined)
    throw new ConfigurationError(
      "plan-invalid",
      "There is no plan file at that path.",
      "Download the artifact with the review job's plan before this step, and give plan-file its path.",
    );
  const { content, ledger } = readPlan(bytes, {
    run,
    subject,
    ...(ledgerRoot !== undefined && { ledgerRoot }),
  });
  // Escaped again by every output; redacted again because this job may hold secrets that the other did not.
  const review = redactReview(content.review, context.redactor.redact);
  const documents = Object.fromEntries(
    Object.entries(content.documents ?? {}).map(([name, text]) => [name, context.redactor.redact(text)]),
  );
  const decided = {
    content: { ...content, review, documents },
    ledger,
    folder: runFolder(context.environment.state, { ...content.run, runAttempt: run.runAttempt }, ledger),
  };
  const gitHub = given.gitHub(run);
  const ports = { ...given, gitHub, checks: gitHub, threads: gitHub, runner: given.runner(run) };
  const errors = await writeEvidence(decided, { run, ...ports });
  const published = await publish(decided, { run }, ports);
  return concluded(decided, { ...published, errors: [...errors, ...published.errors] }, ports);
}
