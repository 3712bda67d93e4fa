/** The check run on the head commit. What GitHub does not take as an annotation must not cost the verdict. */

import { GitHubRefusal } from "../ports.ts";
import type { Checks } from "../ports-github.ts";
import { count } from "../words.ts";
import type { Result } from "./deliver.ts";
import type { GitHubEffect } from "./github-effects.ts";

/** @throws GitHubRefusal */
export async function deliverCheck(
  { check }: Extract<GitHubEffect, { kind: "checkRun" }>,
  checks: Checks,
): Promise<Result> {
  const { annotations, conclusion } = check;
  try {
    await checks.putCheckRun(check);
    return { status: "done", detail: `${conclusion}, ${count(annotations.length, "annotation")}.` };
  } catch (error) {
    // 422 does not say which one.
    if (!(error instanceof GitHubRefusal) || error.reason !== "invalid" || annotations.length === 0) throw error;
    await checks.putCheckRun({ ...check, annotations: [] });
    const detail = `${conclusion}; GitHub did not take the annotations, and the job has the worst.`;
    return { status: "done", detail, unannotated: true };
  }
}
