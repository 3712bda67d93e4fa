import type { Advisory, KnownVulnerability } from "../dependency.ts";
import type { Rule, Severity } from "../finding.ts";
import { oneLine } from "../untrusted.ts";

const TAGS = ["security", "dependencies"] as const;

export const DENIED_RULE: Rule = {
  id: "dependency-review/denied",
  name: "DeniedDependency",
  shortDescription: "A package that the policy denies",
  fullDescription: "The change adds a package that `dependencies.deny` of the policy at base names.",
  help: "Somebody decided that this package must not be used here: it is abandoned, was taken over, or has a better replacement. Remove it or use another; whoever owns the policy can change the decision there.",
  severity: "high",
  confidence: "high",
  // Reliance on Insufficiently Trustworthy Component.
  cwe: ["CWE-1357"],
  tags: TAGS,
};

/** Dependency on Vulnerable Third-Party Component: what the change does, beside what is wrong in the component. */
const VULNERABLE_COMPONENT = "CWE-1395";

/** One rule for each advisory, so that a policy's threats can name it. */
export function vulnerabilityRule(
  { ghsa, summary }: KnownVulnerability,
  advisory: Advisory | undefined,
  severity: Severity,
): Rule {
  const text = oneLine(summary, 300);
  return {
    id: `dependency-review/${ghsa}`,
    name: ghsa,
    shortDescription: text === "" ? ghsa : text,
    fullDescription: `The change adds a version of a package for which ${ghsa} is known${text === "" ? "" : `: ${text}`}`,
    help: "Whoever can reach the vulnerable code of the dependency attacks this program through it. Raise it to a patched version as the finding says; without one, see docs/playbooks/insecure-dependency.md.",
    // The link that GitHub sent may lead anywhere; the id does not (L2).
    helpUri: `https://github.com/advisories/${ghsa}`,
    severity,
    confidence: "high",
    cwe: [...new Set([...(advisory?.cwe ?? []), VULNERABLE_COMPONENT])],
    tags: TAGS,
  };
}
