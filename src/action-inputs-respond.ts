/** Inputs of `respond/action.yml`. */

import { InvalidArgumentError } from "commander";
import { DEFAULT_POLICY_PATH } from "./policy.ts";
import type { ActionRespondRequest } from "./request.ts";

export const RESPOND_INPUTS = ["github-token", "policy", "workflow", "https-proxy", "ca-file", "command"] as const;

type Read = <Value>(name: (typeof RESPOND_INPUTS)[number], parse: (text: string) => Value) => Value | undefined;

/** @throws ConfigurationError `input-invalid` */
export function respondOptions(inputs: Read): Pick<ActionRespondRequest, "policy" | "workflow"> {
  const path = inputs("policy", String);
  const workflow = inputs("workflow", workflowFile);
  return {
    policy: { path: path ?? DEFAULT_POLICY_PATH, chosen: path !== undefined },
    ...(workflow !== undefined && { workflow }),
  };
}

/** As GitHub names a run's workflow: the file, which is always YAML. */
function workflowFile(text: string): string {
  if (/^(?:\.github\/workflows\/)?[\w.-]{1,100}\.ya?ml$/u.test(text)) return text;
  throw new InvalidArgumentError("The file of the workflow that reviews, for instance review.yml.");
}
