import { meetsChangedLine } from "../change/index.ts";
import type { Disposition, Finding, TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Change } from "../records.ts";
import { pathScope } from "./scope.ts";
import { threatOf } from "./threats.ts";

/** Says of every finding where it stands. Annotates, never drops: outputs filter. */
export function triage(findings: readonly Finding[], change: Change, policy: Policy): readonly TriagedFinding[] {
  const files = new Map(change.files.map((file) => [file.uri, file]));
  const [inScope, threat] = [pathScope(policy), threatOf(policy)];
  const disposition = (finding: Finding): Disposition => {
    if (finding.concerns === "change") return { status: "open" };
    const { location } = finding;
    if (location === undefined) return { status: "outsideDiff" };
    if (!inScope(location.uri)) return { status: "suppressed", by: "policy", justification: "scope.paths" };
    const file = files.get(location.uri);
    // Until baselines exist, only a finding whose region meets a changed line is the change's own.
    if (file === undefined || !meetsChangedLine(file, location.startLine, location.endLine))
      return { status: "outsideDiff" };
    return { status: finding.baselineState ?? "open" };
  };
  return findings.map((finding) => {
    const found = threat(finding.rule);
    return { ...finding, disposition: disposition(finding), ...(found === undefined ? {} : { threat: found.id }) };
  });
}
