/** Code scanning: the upload, and what GitHub makes of it. */

import { GitHubRefusal, type SarifProcessing } from "../ports.ts";
import type { DeliveryPorts, Result } from "./deliver.ts";
import type { GitHubEffect } from "./github-effects.ts";

/** Growing waits, two minutes in all; codeql-action (upload-lib.ts) asks after 5, 15, 35, 75 and 155 s. */
const WAITS_MS = [1, 2, 4, 8, 15, 30, 60].map((seconds) => seconds * 1000);

/** @throws GitHubRefusal */
export async function deliverSarif(
  { commit, ref, sarif, startedAt }: Extract<GitHubEffect, { kind: "uploadSarif" }>,
  ports: DeliveryPorts,
): Promise<Result> {
  const id = await ports.gitHub.uploadSarif({ commit, ref, sarif, startedAt });
  for (const ms of WAITS_MS) {
    await ports.wait(ms);
    if (ports.signal.aborted) break;
    const { status, errors } = await processing(id, ports);
    if (status === "complete") return { status: "done", detail: ["Uploaded and processed.", ...errors].join(" ") };
    if (status === "failed")
      return {
        status: "failed",
        detail: `GitHub could not process the SARIF file: ${errors.join(" ") || "no reason given"}.`,
      };
  }
  // GitHub took the file, and a slow queue of theirs says nothing about it: a note, not a failure.
  return {
    status: "done",
    detail: "Uploaded. GitHub had not finished processing it when this run stopped waiting: look at the Security tab.",
  };
}

async function processing(id: string, { gitHub }: DeliveryPorts): Promise<SarifProcessing> {
  try {
    return await gitHub.sarifProcessing(id);
  } catch (error) {
    // What was just created is not always there to be read at once.
    if (error instanceof GitHubRefusal && error.reason === "notFound") return { status: "pending", errors: [] };
    throw error;
  }
}
