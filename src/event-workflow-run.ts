/**
 * `workflow_run`, which runs with secrets after a run that had none. One number is taken from the event: everything else in
 * it repeats what strangers chose, and is asked of GitHub's API instead.
 */

import { z } from "zod";
import { ConfigurationError } from "./errors.ts";

const WorkflowRunEvent = z.object({ workflow_run: z.object({ id: z.int().positive() }) });

/**
 * Id of the run that has ended, in decimal digits.
 * @throws ConfigurationError `input-invalid`
 */
export function readRunId(payload: unknown): string {
  const parsed = WorkflowRunEvent.safeParse(payload);
  if (parsed.success) return String(parsed.data.workflow_run.id);
  throw new ConfigurationError(
    "input-invalid",
    "The event file is not what GitHub sends for workflow_run: workflow_run.id is missing or of another type.",
    "Leave GITHUB_EVENT_PATH as the runner sets it; under act, give it a complete event with --eventpath.",
  );
}
