import { compareSeverity, type Rule, type Severity, type TriagedFinding } from "../finding.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { cweNumber, cweTag } from "./cwe.ts";
import { RULE_NAME_LENGTH, TAGS_PER_RULE, TEXT_LENGTH } from "./limits.ts";
import type { SarifRule, SarifTaxonomy } from "./log.ts";
import { LEVEL_OF, SECURITY_SEVERITY } from "./severity.ts";

const HELP_LENGTH = 10_000;

/** A rule as its results in this run show it: the most severe of them, every weakness that one of them names. */
interface Seen {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly cwe: readonly string[];
}

export interface RuleStyle {
  /** Everything is a `note` without a number, whatever its severity: one check, ours, decides (L3). */
  readonly advisory: boolean;
}

/** The rules that findings break, by id, and the CWE taxonomy that they refer to. */
export function toRules(
  findings: readonly TriagedFinding[],
  style: RuleStyle,
): { rules: readonly SarifRule[]; taxonomies: readonly [SarifTaxonomy] | undefined } {
  const seen = new Map<string, Seen>();
  for (const { rule, severity } of findings) {
    const before = seen.get(rule.id) ?? { rule, severity, cwe: [] };
    seen.set(rule.id, {
      rule: before.rule,
      severity: compareSeverity(severity, before.severity) > 0 ? severity : before.severity,
      cwe: [...new Set([...before.cwe, ...rule.cwe])],
    });
  }
  const sorted = [...seen.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
  const cwes = [...new Set(sorted.flatMap(({ cwe }) => cwe))].sort(
    (a, b) => Number(cweNumber(a)) - Number(cweNumber(b)),
  );
  const rules = sorted.map((each) => toRule(each, { ...style, cwes }));
  return { rules, taxonomies: cwes.length === 0 ? undefined : [taxonomyOf(cwes)] };
}

function toRule({ rule, severity, cwe }: Seen, { cwes, advisory }: RuleStyle & { cwes: readonly string[] }): SarifRule {
  const help = plainText(rule.help, HELP_LENGTH);
  const score = advisory ? undefined : SECURITY_SEVERITY[severity];
  // Code scanning reads `security-severity` only of rules that are tagged so.
  const tags = new Set(["security", ...cwe.map(cweTag), ...rule.tags.map((tag) => oneLine(tag, 100))]);
  return {
    id: rule.id,
    name: oneLine(rule.name, RULE_NAME_LENGTH),
    shortDescription: { text: plainText(rule.shortDescription, TEXT_LENGTH) },
    fullDescription: { text: plainText(rule.fullDescription, TEXT_LENGTH) },
    help: { text: help },
    ...(rule.helpUri !== undefined && { helpUri: rule.helpUri }),
    defaultConfiguration: { level: advisory ? "note" : LEVEL_OF[severity] },
    ...(cwe.length > 0 && { relationships: cwe.map((id) => relationship(id, cwes)) }),
    properties: {
      tags: [...tags].slice(0, TAGS_PER_RULE),
      precision: rule.confidence,
      ...(score !== undefined && { "security-severity": score }),
    },
  };
}

function relationship(cwe: string, cwes: readonly string[]) {
  const target = { id: cweNumber(cwe), index: cwes.indexOf(cwe), toolComponent: { name: "CWE", index: 0 } };
  return { target, kinds: ["superset"] };
}

function taxonomyOf(cwes: readonly string[]): SarifTaxonomy {
  return {
    name: "CWE",
    organization: "MITRE",
    informationUri: "https://cwe.mitre.org/",
    shortDescription: { text: "The MITRE Common Weakness Enumeration" },
    taxa: cwes.map((cwe) => ({
      id: cweNumber(cwe),
      helpUri: `https://cwe.mitre.org/data/definitions/${cweNumber(cwe)}.html`,
    })),
  };
}
