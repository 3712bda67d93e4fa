/** Added dependencies whose license the policy does not take, each with the term that decided. */

import type { DependencyChange } from "../dependency.ts";
import type { Location, RawFinding, Rule } from "../finding.ts";
import { oneLine } from "../untrusted.ts";
import { licenseJudge, licenseSentence, type LicensePolicy, type LicenseVerdict } from "./licenses.ts";
import type { Place } from "./placement.ts";
import { packageNames, parsePurl, type PackageName } from "./purl.ts";

type Problem = Exclude<LicenseVerdict, { status: "allowed" }>;

const WAY_OUT =
  "Use another package or version, or let the policy's owner put it on `licenses.exempt` with the reason, on the base branch.";

export const LICENSE_RULES: Readonly<Record<Problem["status"], Rule>> = {
  denied: rule({
    id: "licenses/denied",
    name: "LicenseDenied",
    severity: "high",
    shortDescription: "An added dependency needs a license that the policy denies",
    help: `Whoever ships the product takes on the terms of every part of it. ${WAY_OUT}`,
  }),
  notAllowed: rule({
    id: "licenses/not-allowed",
    name: "LicenseNotAllowed",
    severity: "high",
    shortDescription: "An added dependency needs a license that the policy does not allow",
    help: `Whoever ships the product takes on the terms of every part of it. ${WAY_OUT}`,
  }),
  unknown: rule({
    id: "licenses/unknown",
    name: "LicenseUnknown",
    severity: "medium",
    shortDescription: "Nobody can tell the license of an added dependency",
    help: "Without a license nobody may use a package, and one that is not written in SPDX's words cannot be checked. Look at the package itself; if its license will do, let the policy's owner put it on `licenses.exempt` with the reason.",
  }),
};

export interface LicenseReport {
  readonly findings: readonly RawFinding[];
  readonly notes: readonly string[];
}

/** One finding per package and version, in the first manifest that names it. `version` is this program's. */
export async function licenseFindings(
  changes: readonly DependencyChange[],
  { policy, place, version }: { readonly policy: LicensePolicy; readonly place: Place; readonly version: string },
): Promise<LicenseReport> {
  const [judge, exemption] = [licenseJudge(policy), exemptions(policy)];
  const before = new Set(changes.filter(({ change }) => change === "removed").map(licenseOf));
  const findings: RawFinding[] = [];
  const exempt = new Map<string, string>();
  for (const group of byPackage(changes)) {
    const [dependency] = group;
    const verdict = judge(dependency.license);
    if (verdict.status === "allowed") continue;
    const reason = exemption(dependency);
    if (reason !== undefined) {
      exempt.set(shown(dependency), reason);
      continue;
    }
    const locations: Location[] = [];
    for (const each of group) {
      const { location } = await place(each);
      if (location !== undefined) locations.push(location);
    }
    findings.push({
      ...findingOf(dependency, verdict, locations),
      severity: severityOf(verdict.status, policy),
      source: { kind: "scanner", tool: "licenses", version },
      // An upgrade brings no license that was not there.
      baselineState: before.has(licenseOf(dependency)) ? "unchanged" : "new",
    });
  }
  return { findings, notes: exemptNotes(exempt) };
}

function findingOf(
  dependency: DependencyChange,
  verdict: Problem,
  [location, ...relatedLocations]: readonly Location[],
): Omit<RawFinding, "severity" | "source"> {
  const of = LICENSE_RULES[verdict.status];
  const manifest = oneLine(dependency.manifest, 300);
  const where = location === undefined ? ` (in ${manifest}, which is not a file of head)` : "";
  const out = verdict.status === "unknown" ? "Look at the package, then exempt it with the reason." : WAY_OUT;
  return {
    rule: of,
    message: `${shown(dependency)}${where}: ${licenseSentence(verdict, dependency.license)}. ${out}`,
    confidence: of.confidence,
    relatedLocations: relatedLocations.slice(0, MOST_RELATED),
    // A submitted snapshot may name a manifest that is no file: what is added is added all the same.
    ...(location === undefined
      ? { concerns: "change", identity: { uri: dependency.manifest, lineText: shown(dependency) } }
      : { location }),
  };
}

const MOST_RELATED = 20;

/** Under `allow` what nobody knows is not allowed; under `deny` it is not denied, and still worth a look. */
function severityOf(status: Problem["status"], { allow }: LicensePolicy): RawFinding["severity"] {
  if (status === "unknown") return allow === undefined ? "low" : "medium";
  return "high";
}

type Group = readonly [DependencyChange, ...DependencyChange[]];

function byPackage(changes: readonly DependencyChange[]): Iterable<Group> {
  const groups = new Map<string, [DependencyChange, ...DependencyChange[]]>();
  for (const dependency of changes) {
    if (dependency.change !== "added") continue;
    const key = JSON.stringify([licenseOf(dependency), dependency.version]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [dependency]);
    else group.push(dependency);
  }
  return groups.values();
}

function licenseOf({ ecosystem, name, license }: DependencyChange): string {
  return JSON.stringify([ecosystem, name, license]);
}

function shown({ name, version, ecosystem }: DependencyChange): string {
  return `${oneLine(name, 200)} ${oneLine(version, 100)} (${oneLine(ecosystem, 40)})`;
}

/** The reason of the entry that names the package by every name that GitHub gives it: one that lies exempts nothing. */
function exemptions({ exempt = [] }: LicensePolicy): (dependency: DependencyChange) => string | undefined {
  const entries = exempt.flatMap(({ purl, reason }) => {
    const named = parsePurl(purl);
    return named === undefined ? [] : [{ named, reason }];
  });
  return (dependency) => {
    const names = packageNames(dependency);
    return entries.find(({ named }) => names.every((name) => isNamed(named, name)))?.reason;
  };
}

function isNamed(entry: PackageName, { type, name, version }: PackageName): boolean {
  return entry.type === type && entry.name === name && (entry.version === undefined || entry.version === version);
}

const MOST_NOTES = 20;

function exemptNotes(exempt: ReadonlyMap<string, string>): readonly string[] {
  const notes = [...exempt].map(([name, reason]) => `licenses: ${name} is exempt: ${oneLine(reason, 500)}`);
  const more = notes.length - MOST_NOTES;
  return more <= 0 ? notes : [...notes.slice(0, MOST_NOTES), `licenses: ${String(more)} more packages are exempt.`];
}

function rule(of: Pick<Rule, "id" | "name" | "severity" | "shortDescription" | "help">): Rule {
  return { ...of, fullDescription: of.help, confidence: "high", cwe: [], tags: ["license", "supply-chain"] };
}
