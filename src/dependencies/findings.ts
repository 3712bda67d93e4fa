/** A comparison of dependencies becomes findings: one for each vulnerable package and advisory, one for each denied package. */

import type { Advisory, DependencyChange, DependencyComparison, KnownVulnerability } from "../dependency.ts";
import { compareSeverity, type RawFinding, type Rule, type Severity } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { oneLine } from "../untrusted.ts";
import { acceptanceOf } from "./accepted.ts";
import type { Advisories } from "./advisories.ts";
import type { Place, Placement } from "./placement.ts";
import { isNamedBy, packageNames, parsePurl } from "./purl.ts";
import { remedyOf } from "./remedy.ts";
import { DENIED_RULE, vulnerabilityRule } from "./rules.ts";
import { patchedVersion } from "./version.ts";

export interface FindingContext {
  readonly policy: Policy["dependencies"];
  /** `2027-01-31`, UTC. */
  readonly today: string;
  readonly advisories: Advisories["byGhsa"];
  readonly place: Place;
  readonly source: RawFinding["source"];
}

export async function dependencyFindings(
  { changes }: DependencyComparison,
  context: FindingContext,
): Promise<readonly RawFinding[]> {
  const before = removedVulnerabilities(changes);
  const [found, rules]: [Map<string, RawFinding>, Map<string, Rule>] = [new Map(), new Map()];
  for (const change of changes) {
    if (change.change !== "added") continue;
    const denied = denyingEntry(change, context.policy?.deny);
    if (denied === undefined && change.vulnerabilities.length === 0) continue;
    const at = { change, placement: await context.place(change), context };
    const findings = [
      ...(denied === undefined ? [] : [deniedFinding(denied, at)]),
      ...change.vulnerabilities.map((known) => vulnerabilityFinding(known, { ...at, rules, before })),
    ];
    for (const finding of findings) {
      // A manifest and its lock both tell of it, and the place is one. What the one accepts or had before, the other may not.
      const key = JSON.stringify([finding.rule.id, change.name, change.version, finding.location ?? change.manifest]);
      const known = found.get(key);
      if (known === undefined || (!gates(known) && gates(finding))) found.set(key, finding);
    }
  }
  return [...found.values()];
}

function gates({ accepted, baselineState }: RawFinding): boolean {
  return accepted === undefined && baselineState === "new";
}

interface At {
  readonly change: DependencyChange;
  readonly placement: Placement;
  readonly context: FindingContext;
}

function denyingEntry(change: DependencyChange, deny: readonly string[] = []): string | undefined {
  return deny.find((text) => {
    const entry = parsePurl(text);
    return entry !== undefined && isNamedBy(entry, change);
  });
}

function deniedFinding(entry: string, at: At): RawFinding {
  return finding(DENIED_RULE, at, {
    message: `${shown(at)} is denied by the policy (\`${oneLine(entry, 200)}\` in dependencies.deny). Remove it, or use another package.`,
    severity: DENIED_RULE.severity,
  });
}

type Vulnerable = At & { readonly rules: Map<string, Rule>; readonly before: ReadonlySet<string> };

function vulnerabilityFinding(known: KnownVulnerability, at: Vulnerable): RawFinding {
  const { change, context, rules, before } = at;
  const advisory = context.advisories.get(known.ghsa);
  const severity = severityOf(known, advisory);
  const rule = rules.get(known.ghsa) ?? vulnerabilityRule(known, advisory, severity);
  rules.set(known.ghsa, rule);
  const ids = [known.ghsa, ...(advisory?.cve === undefined ? [] : [advisory.cve])];
  const { because, expired } = acceptanceOf(ids, change, context);
  const unchanged = keysOf(change, known).some((key) => before.has(key));
  const words = [
    `${shown(at)} has a known vulnerability: ${oneLine(known.summary, 300)} (${[...ids, ...scoreOf(advisory)].join(", ")}).`,
    ...(advisory?.withdrawn === true ? ["The advisory was withdrawn."] : []),
    ...(unchanged ? ["The version that the change replaces has it too."] : []),
    ...remedy(at, advisory),
    ...(expired === undefined ? [] : [`The policy accepted it until ${expired}; that has expired.`]),
  ];
  return {
    ...finding(rule, at, { message: words.join(" "), severity }),
    baselineState: unchanged ? "unchanged" : "new",
    ...(because === undefined ? {} : { accepted: because }),
  };
}

/** L5: a manifest that is no file of head has no line, and what it brings gates all the same. */
function finding(
  rule: Rule,
  { change, placement: { location }, context }: At,
  { message, severity }: { readonly message: string; readonly severity: Severity },
): RawFinding {
  return {
    rule,
    source: context.source,
    message: location === undefined ? `${message} It is named in ${oneLine(change.manifest, 300)}.` : message,
    severity,
    confidence: rule.confidence,
    relatedLocations: [],
    // GitHub compared base and head: a lock's line may be as it was, and its package new all the same.
    baselineState: "new",
    ...(location === undefined
      ? { concerns: "change", identity: { uri: change.manifest, lineText: `${change.name}@${change.version}` } }
      : { location }),
  };
}

function shown({ change, placement: { direct, manager } }: At): string {
  const version = oneLine(change.version, 100);
  const name = oneLine(change.name, 200);
  const scope = change.scope === "development" ? ", a development dependency" : "";
  const through = direct || manager === "other" ? "" : ", which another dependency brings";
  return `${name}${version === "" ? "" : ` ${version}`}${scope}${through}${scope + through === "" ? "" : ","}`;
}

function scoreOf(advisory: Advisory | undefined): readonly string[] {
  const { score, vector } = advisory?.cvss ?? {};
  return score === undefined ? [] : [`CVSS ${score.toFixed(1)} ${oneLine(vector ?? "", 200)}`];
}

function remedy({ change, placement }: At, advisory: Advisory | undefined): readonly string[] {
  // Not knowing is not "no patch".
  if (advisory === undefined) return ["The first patched version is in the advisory."];
  const patched = patchedVersion(advisory, change);
  const { name, version, scope } = change;
  const wanted = { ...placement, name, version, scope, ...(patched === undefined ? {} : { patched }) };
  return [...(patched === undefined ? [] : [`First patched version: ${oneLine(patched, 100)}.`]), remedyOf(wanted)];
}

/** The worse of GitHub's word and the CVSS score's band; a withdrawn advisory is no more than a hint. */
function severityOf({ severity }: KnownVulnerability, advisory: Advisory | undefined): Severity {
  if (advisory?.withdrawn === true) return "low";
  const scored = band(advisory?.cvss?.score ?? 0);
  return compareSeverity(scored, severity) > 0 ? scored : severity;
}

/** CVSS v3.1, §5: the qualitative severity rating scale. */
function band(score: number): Severity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "none";
}

/** What an upgrade leaves as it was: the same advisory, package and manifest, in a scope that was as wide. */
function removedVulnerabilities(changes: readonly DependencyChange[]): ReadonlySet<string> {
  return new Set(
    changes
      .filter(({ change }) => change === "removed")
      .flatMap((change) => change.vulnerabilities.flatMap((known) => keysOf(change, known))),
  );
}

function keysOf(change: DependencyChange, { ghsa }: KnownVulnerability): readonly string[] {
  const scope = change.scope === "development" ? "development" : "runtime";
  const names = packageNames(change).map(({ type, name }) => `${type} ${name}`);
  return [...new Set(names)].map((name) => JSON.stringify([change.manifest, name, ghsa, scope]));
}
