import { meetsChangedLine } from "../change/index.ts";
import type { Disposition, Finding, TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Change } from "../records.ts";
import { pathScope } from "./scope.ts";
import { threatOf } from "./threats.ts";

/**
 * Says of every finding where it stands. Annotates, never drops: outputs filter. `given` is what scanners were given: the
 * change, or the whole tree of a branch.
 */
export function triage(findings: readonly Finding[], given: Change, policy: Policy): readonly TriagedFinding[] {
  const files = new Map(given.files.map((file) => [file.uri, file]));
  const [inScope, threat] = [pathScope(policy), threatOf(policy)];
  const disposition = (finding: Finding): Disposition => {
    if (finding.concerns === "change") return { status: "open" };
    const { location } = finding;
    if (location === undefined) return { status: "outsideDiff" };
    if (!inScope(location.uri)) return { status: "suppressed", by: "policy", justification: "scope.paths" };
    const file = files.get(location.uri);
    if (file !== undefined && policy.gate?.scope === "all") return { status: "open" };
    if (finding.baselineState !== undefined) return { status: finding.baselineState === "new" ? "open" : "unchanged" };
    // Nobody asked base: only a finding whose region meets a changed line is surely the change's own.
    if (file === undefined || !meetsChangedLine(file, location.startLine, location.endLine))
      return { status: "outsideDiff" };
    return { status: "open" };
  };
  return findings.map(({ accepted, ...finding }) => {
    const found = threat(finding.rule);
    const stands: Disposition =
      accepted === undefined ? disposition(finding) : { status: "suppressed", by: "policy", justification: accepted };
    return { ...finding, disposition: stands, ...(found === undefined ? {} : { threat: found.id }) };
  });
}
