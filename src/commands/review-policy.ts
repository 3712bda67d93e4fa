/** What the policy and the flags mean for the stages of one review. Pure. */

import type { Severity } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { ScanReport } from "../records.ts";
import { licenses, policyChange, rulesOf, sarifFiles, selectScanners, type SelectedScanner } from "../scan/index.ts";
import { uncheckedThreats } from "../triage/index.ts";
import type { Job, JobPorts } from "./job.ts";

export function scannersFor(
  { request, settings, context, policy, change, sarifFolder }: Job,
  { dependencyGraph }: Pick<JobPorts, "dependencyGraph">,
): readonly SelectedScanner[] {
  const watch = { change, policyPath: request.policy.path, ignoredInputs: settings.ignored, version: context.version };
  const foreign = request.sarifFiles.length > 0 ? [sarifFiles(request.sarifFiles, sarifFolder)] : [];
  const wanted = policy.policy.licenses;
  const licensed = wanted === undefined ? [] : [licenses({ policy: wanted, version: context.version })];
  return selectScanners(settings.scanners, {
    own: [policyChange(watch), ...licensed, ...foreign],
    inWorkflow: dependencyGraph !== undefined,
  });
}

export function threatThresholds(policy: Policy): ReadonlyMap<string, Severity> {
  return new Map(
    (policy.threats ?? []).flatMap((threat) =>
      threat["fail-on"] === undefined ? [] : [[threat.id, threat["fail-on"]]],
    ),
  );
}

/** Sentences about settings: looser inputs that were ignored, threats that no check looks for. */
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
  ];
}
