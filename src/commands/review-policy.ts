/** What the policy and the flags mean for the stages of one review. Pure. */

import type { Severity } from "../finding.ts";
import type { ReviewRequest } from "../inputs.ts";
import type { Policy } from "../policy.ts";
import type { HunkState, ScanReport } from "../records.ts";
import type { Exclusion } from "../review/index.ts";
import { policyChange, rulesOf, sarifFiles, selectScanners, type SelectedScanner } from "../scan/index.ts";
import { matcher, pathScope, uncheckedThreats } from "../triage/index.ts";
import type { Job } from "./review.ts";

export function scannersFor({ request, settings, context }: Job): readonly SelectedScanner[] {
  const watch = { policyPath: request.policy.path, ignoredInputs: settings.ignored, version: context.version };
  const foreign = request.sarifFiles.length > 0 ? [sarifFiles(request.sarifFiles, request.repo)] : [];
  return selectScanners(settings.scanners, [policyChange(watch), ...foreign]);
}

/** Why a hunk is not for the model, in this order; a mark that the change itself writes is never among the reasons. */
export function exclusions(policy: Policy, provider: ReviewRequest["provider"]): readonly Exclusion[] {
  const [inScope, generated] = [pathScope(policy), matcher(policy.scope?.generated)];
  const rule = (name: string): HunkState => ({ state: "excluded", rule: name });
  return [
    (file) => (inScope(file.uri) ? undefined : rule("scope.paths")),
    (file) => (file.binary ? rule("binary") : undefined),
    (file) => (generated(file.uri) ? rule("scope.generated") : undefined),
    () => (provider === "none" ? rule("provider none") : undefined),
  ];
}

/** A deleted secret must not turn a check green: without credentials nothing was reviewed, and that is said. */
export const otherwise: HunkState = {
  state: "failed",
  reason: "no credentials: set ANTHROPIC_API_KEY, or say --provider none to rely on scanners alone",
};

export function threatThresholds(policy: Policy): ReadonlyMap<string, Severity> {
  return new Map(
    (policy.threats ?? []).flatMap((threat) =>
      threat["fail-on"] === undefined ? [] : [[threat.id, threat["fail-on"]]],
    ),
  );
}

/** Sentences about settings: looser inputs that were ignored, threats that no check looks for, the pilot. */
export function policyNotes(
  { settings, policy }: Pick<Job, "settings" | "policy">,
  report: ScanReport,
): readonly string[] {
  const unlisted = report.runs
    .filter((run) => run.state.status === "completed" && run.rules === undefined)
    .map((run) => run.scanner);
  const threats = uncheckedThreats(policy.policy, { rules: rulesOf(report), unlisted });
  return [
    ...settings.ignored.map((input) => `Ignored input: ${input}.`),
    ...threats.map((threat) => `Threat ${threat.id} (${threat.title}) has no check: no rule that ran covers it.`),
    ...report.runs.flatMap((run) => run.notes ?? []),
    ...(settings.pilot
      ? ["This repository is in its pilot (scope.pilot): the outcome is reported and does not block."]
      : []),
  ];
}
