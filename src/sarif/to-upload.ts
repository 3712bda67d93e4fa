/** What code scanning is given: less than the report, because an alert that is missing from an upload is closed (L5). */

import type { Finding, TriagedFinding } from "../finding.ts";
import type { Review, ScannerRun } from "../records.ts";
import { toSarif } from "./to-sarif.ts";
import { MODEL_TOOL, modelInvocation } from "./to-sarif-model.ts";

/** `change`: the files of a pull request. `tree`: all of a branch, whose alerts are the repository's. */
export type UploadScope = "change" | "tree";

export interface SarifUpload {
  /** Absent when no tool completed: nothing is uploaded. */
  readonly text?: string;
  /** Sentences: tools that are not in it and why, and what the limits cut. */
  readonly notes: readonly string[];
}

/**
 * The tools that completed over their declared scope, each with every result that has a place in head. On a branch neither
 * Claude's results nor those of scanners that look at changes, which no later push repeats.
 */
export function toUpload(review: Review, scope: UploadScope): SarifUpload {
  const runs = review.scan.runs.filter(
    // Of a branch it has seen the last push: without the alerts of the ones before they would be closed.
    ({ state, changeOnly }) => state.status !== "notApplicable" && !(scope === "tree" && changeOnly === true),
  );
  const kept = runs.filter((run) => whyNot(run) === undefined);
  const leftOut = runs.flatMap((run) => sentence(run.tool, whyNot(run)));
  const claude = ofClaude(review, scope);
  if (kept.length === 0 && !claude.kept) return { notes: [...leftOut, ...claude.notes] };
  const known = new Set(kept.flatMap((run) => run.findings.map((finding) => identity(run.tool, finding))));
  const isKept = (finding: TriagedFinding): boolean =>
    finding.location !== undefined &&
    !(scope === "tree" && finding.concerns === "change") &&
    (finding.source.kind === "model" ? claude.kept : known.has(identity(finding.source.tool, finding)));
  const { model, ...rest } = review;
  const sarif = toSarif({
    ...rest,
    scan: { runs: kept },
    findings: review.findings.filter(isKept),
    ...(claude.kept && model !== undefined ? { model } : {}),
  });
  return { text: sarif.text, notes: [...leftOut, ...claude.notes, ...sarif.notes] };
}

function identity(tool: string, { fingerprint }: Pick<Finding, "fingerprint">): string {
  return JSON.stringify([tool, fingerprint]);
}

/** Whether the results of this tool are in an upload. */
export function isUploaded(run: ScannerRun): boolean {
  return run.state.status !== "notApplicable" && whyNot(run) === undefined;
}

function whyNot({ state, unscanned }: ScannerRun): string | undefined {
  if (state.status !== "completed") return "it did not complete";
  const parts = unscanned.filter(({ outOfScope }) => outOfScope !== true).length;
  return parts === 0 ? undefined : `it did not scan ${parts === 1 ? "1 part" : `${String(parts)} parts`} of its files`;
}

function sentence(tool: string, why: string | undefined): readonly string[] {
  if (why === undefined) return [];
  return [`Results of ${tool} were not uploaded to code scanning: ${why}, and an upload would close alerts.`];
}

function ofClaude(review: Review, scope: UploadScope): { readonly kept: boolean; readonly notes: readonly string[] } {
  if (review.model === undefined || scope === "tree") return { kept: false, notes: [] };
  const { executionSuccessful } = modelInvocation(review);
  return {
    kept: executionSuccessful,
    notes: sentence(MODEL_TOOL, executionSuccessful ? undefined : "it did not review every hunk"),
  };
}
