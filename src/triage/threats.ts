import type { Rule } from "../finding.ts";
import type { Policy, Threat } from "../policy.ts";
import { matcher } from "./scope.ts";

/** The policy's threat that a rule belongs to: the first whose CWE or rule globs say so. */
export function threatOf(policy: Policy): (rule: Rule) => Threat | undefined {
  const threats = (policy.threats ?? []).map((threat) => ({ threat, covers: covers(threat) }));
  return (rule) => threats.find((entry) => entry.covers(rule))?.threat;
}

export interface Checks {
  readonly rules: readonly Pick<Rule, "id" | "cwe">[];
  /** Scanners that ran and cannot list their rules: a glob that begins with the name of one is taken at its word. */
  readonly unlisted: readonly string[];
}

/** Threats that nothing which ran looks for: reported, for a threat without a check is a promise nobody keeps. */
export function uncheckedThreats(policy: Policy, { rules, unlisted }: Checks): readonly Threat[] {
  const named = (threat: Threat) =>
    threat.rules?.some((glob) => unlisted.some((scanner) => glob.startsWith(`${scanner}/`))) ?? false;
  return (policy.threats ?? []).filter((threat) => !named(threat) && !rules.some(covers(threat)));
}

function covers(threat: Threat): (rule: Pick<Rule, "id" | "cwe">) => boolean {
  const byId = matcher(threat.rules);
  return (rule) => byId(rule.id) || rule.cwe.some((cwe) => threat.cwe?.includes(cwe) ?? false);
}
