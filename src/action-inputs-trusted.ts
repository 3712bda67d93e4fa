/** Inputs of the review that have a meaning under `workflow_run` alone. */

import { InvalidArgumentError } from "commander";
import type { ActionTrustedRequest } from "./request.ts";

export const TRUSTED_INPUTS = ["workflow", "fork-label"] as const;

const FOLDER = ".github/workflows/";
const DEFAULT_WORKFLOW = `${FOLDER}review.yml`;

type Read = <Value>(name: (typeof TRUSTED_INPUTS)[number], parse: (text: string) => Value) => Value | undefined;

/** @throws ConfigurationError `input-invalid` */
export function trustedOptions(inputs: Read): Pick<ActionTrustedRequest, "workflow" | "label"> {
  const label = inputs("fork-label", String);
  return { workflow: inputs("workflow", workflowPath) ?? DEFAULT_WORKFLOW, ...(label !== undefined && { label }) };
}

/** Workflows stand in this folder and not below it. */
function workflowPath(text: string): string {
  const file = text.startsWith(FOLDER) ? text.slice(FOLDER.length) : text;
  if (/^[\w.-]{1,100}\.ya?ml$/u.test(file)) return `${FOLDER}${file}`;
  throw new InvalidArgumentError("The file of the workflow that reviews pull requests, for instance review.yml.");
}
