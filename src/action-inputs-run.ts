/** Where a job runs, from variables that the runner sets and no step can overwrite (docs: "Default environment variables"). */

import { isAbsolute } from "node:path";
import { z } from "zod";
import { isAllowedBaseUrl } from "./base-url.ts";
import { ConfigurationError } from "./errors.ts";
import type { WorkflowEvent } from "./event.ts";
import { OBJECT_NAME } from "./object-name.ts";
import type { Files } from "./ports.ts";
import type { WorkflowRun } from "./subject.ts";
import type { Variables } from "./variables.ts";

export type { Variables };

/** GitHub caps webhook payloads at 25 MB. */
const EVENT_BYTES = 25_000_000;

const digits = z.string().regex(/^[1-9]\d{0,18}$/u);
const name = z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/u);
const path = z.string().refine((text) => isAbsolute(text) && !text.includes("\0"));
/** The token goes there. */
const url = z
  .string()
  .refine((text) => URL.canParse(text) && isAllowedBaseUrl(new URL(text)))
  .transform((text) => text.replace(/\/+$/u, ""));

/** Only git goes there, and libcurl takes every name below localhost for this machine (RFC 6761 6.3). */
const serverUrl = z.union([url, z.string().regex(/^http:\/\/[a-z-]+\.localhost(?::\d{1,5})?$/u)]);

const Job = z.object({
  GITHUB_REPOSITORY: z
    .string()
    .transform((text) => text.split("/"))
    .pipe(z.tuple([name, name])),
  GITHUB_API_URL: url,
  GITHUB_SERVER_URL: serverUrl,
  GITHUB_RUN_ID: digits,
  GITHUB_RUN_ATTEMPT: digits.transform(Number),
  // act does not set it.
  GITHUB_WORKFLOW_REF: z
    .string()
    .regex(/^[^\p{C}]{1,1000}$/u)
    .optional(),
  GITHUB_WORKSPACE: path,
  RUNNER_TEMP: path,
  GITHUB_EVENT_NAME: z.string().regex(/^[a-z_]{1,50}$/u),
  GITHUB_EVENT_PATH: path,
  GITHUB_SHA: z.string().regex(OBJECT_NAME),
  GITHUB_REF: z.string().max(1000),
});

/** Internal repositories of an enterprise are private too. */
const Private = z.object({ repository: z.object({ private: z.literal(true) }) });

/** @throws ConfigurationError `runner-unsupported` when a variable or the event is not as a runner makes it. */
export async function readRun(
  variables: Variables,
  files: Pick<Files, "read">,
): Promise<{ run: WorkflowRun; event: WorkflowEvent }> {
  const parsed = Job.safeParse(variables);
  if (!parsed.success) throw unsupported(`${String(parsed.error.issues[0]?.path[0])} is absent or malformed.`);
  const job = parsed.data;
  const [owner, repo] = job.GITHUB_REPOSITORY;
  const payload = await readEvent(job.GITHUB_EVENT_PATH, files);
  const run: WorkflowRun = {
    owner,
    repo,
    apiUrl: job.GITHUB_API_URL,
    serverUrl: job.GITHUB_SERVER_URL,
    runId: job.GITHUB_RUN_ID,
    runAttempt: job.GITHUB_RUN_ATTEMPT,
    ...(job.GITHUB_WORKFLOW_REF !== undefined && { workflowRef: job.GITHUB_WORKFLOW_REF }),
    event: job.GITHUB_EVENT_NAME,
    isPublic: !Private.safeParse(payload).success,
    workspace: job.GITHUB_WORKSPACE,
  };
  return { run, event: { name: run.event, payload, sha: job.GITHUB_SHA, ref: job.GITHUB_REF } };
}

async function readEvent(at: string, files: Pick<Files, "read">): Promise<unknown> {
  const bytes = await files.read(at);
  if (bytes === undefined) throw unsupported("The file that GITHUB_EVENT_PATH names does not exist.");
  if (bytes.byteLength > EVENT_BYTES) throw unsupported("The event has more than 25 MB, which GitHub does not send.");
  try {
    const payload: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return payload;
  } catch {
    // Without its message, which quotes what it read.
    throw unsupported("The event file is not JSON.");
  }
}

function unsupported(message: string): ConfigurationError {
  return new ConfigurationError(
    "runner-unsupported",
    message,
    "Run this as a step of a GitHub Actions job; in a terminal name a command, for instance `review`.",
  );
}
