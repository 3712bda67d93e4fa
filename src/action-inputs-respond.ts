/** Inputs of `respond/action.yml`: those of a review that a fix needs as well, and its own. */

import { InvalidArgumentError } from "commander";
import { MODEL_INPUTS } from "./action-inputs-model.ts";
import { TICKET_INPUTS } from "./action-inputs-tickets.ts";
import type { ActionRespondRequest } from "./request.ts";

export const RESPOND_INPUTS = [
  "github-token",
  "fix-token",
  ...MODEL_INPUTS,
  "provider",
  "base-url",
  "model",
  "effort",
  "policy",
  "scanners",
  "workflow",
  "max-cost-usd",
  "model-command",
  ...TICKET_INPUTS,
  "https-proxy",
  "ca-file",
  "command",
] as const;

export interface RespondCredentials {
  /** Pushes the draft of a fix and opens it; absent: `github-token` does. */
  readonly fixToken?: string;
}

type Read = <Value>(name: (typeof RESPOND_INPUTS)[number], parse: (text: string) => Value) => Value | undefined;

/** @throws ConfigurationError `input-invalid` */
export function respondOptions(inputs: Read): Pick<ActionRespondRequest, "workflow"> {
  const workflow = inputs("workflow", workflowFile);
  return workflow === undefined ? {} : { workflow };
}

export function respondCredentials(inputs: Read): RespondCredentials {
  const fixToken = inputs("fix-token", String);
  return fixToken === undefined ? {} : { fixToken };
}

/** As GitHub names a run's workflow: the file, which is always YAML. */
function workflowFile(text: string): string {
  if (/^(?:\.github\/workflows\/)?[\w.-]{1,100}\.ya?ml$/u.test(text)) return text;
  throw new InvalidArgumentError("The file of the workflow that reviews, for instance review.yml.");
}
