/** One weakness that several tools report is one row: the most severe report stands for the others, which stay on record. */

import { compareSeverity, type TriagedFinding } from "../finding.ts";
import { compareText } from "../words.ts";

/** Lines of a region that still says where the weakness is; a longer one is about a whole resource, function or file. */
const MOST_LINES = 5;

/**
 * Weaknesses that tools file under different numbers: MITRE's ChildOf and PeerOf in CWE-1000, for the classes that our
 * scanners share. The first of each is only a name for the family.
 */
const FAMILIES: readonly (readonly number[])[] = [
  [22, 23, 36, 73],
  [77, 78, 88],
  [79, 80, 83, 87, 116],
  [89, 564, 943],
  [94, 95, 96],
  [250, 269],
  [284, 668, 732],
  [295, 297, 299],
  [326, 327, 328, 916],
  [330, 335, 338],
  [611, 776, 827],
  [798, 259, 321, 522],
];
const FAMILY = new Map(FAMILIES.flatMap((family) => family.map((number) => [`CWE-${number}`, `CWE-${family[0]}`])));

/** Annotates, never drops. Only findings that stand equal (open, or unchanged; the same threat) become one, so no merge takes one out of the gate. */
export function mergeTools(findings: readonly TriagedFinding[]): readonly TriagedFinding[] {
  const merged = new Map<TriagedFinding, TriagedFinding>();
  for (const near of byFile(findings))
    for (const row of rowsOf(near)) {
      const [lead, ...others] = row;
      if (lead === undefined || others.length === 0) continue;
      for (const other of others)
        merged.set(other, { ...other, disposition: { status: "merged", into: lead.fingerprint } });
    }
  return findings.map((finding) => merged.get(finding) ?? finding);
}

function byFile(findings: readonly TriagedFinding[]): readonly (readonly TriagedFinding[])[] {
  const files = new Map<string, TriagedFinding[]>();
  for (const finding of findings) {
    const { location, disposition, rule, threat } = finding;
    if (location === undefined || location.endLine - location.startLine >= MOST_LINES || rule.cwe.length === 0)
      continue;
    if (disposition.status !== "open" && disposition.status !== "unchanged") continue;
    const key = JSON.stringify([location.uri, disposition.status, threat]);
    const file = files.get(key);
    if (file === undefined) files.set(key, [finding]);
    else file.push(finding);
  }
  return [...files.values()];
}

/** Scanners first, for a model's words must not stand for a rule's, nor raise it (L3); then the worst, whose severity the row has. */
function rowsOf(findings: readonly TriagedFinding[]): readonly (readonly TriagedFinding[])[] {
  const rows: TriagedFinding[][] = [];
  // By line and family, the first row of each tool: a million reports on one line cost no more than one look each.
  const places = new Map<string, Map<string, TriagedFinding[]>>();
  for (const finding of findings.toSorted(leadFirst)) {
    const [keys, tool] = [placesOf(finding), toolOf(finding)];
    const row = keys.map((key) => otherTools(places.get(key), tool)).find((found) => found !== undefined);
    if (row !== undefined) {
      row.push(finding);
      continue;
    }
    const fresh = [finding];
    rows.push(fresh);
    for (const key of keys) {
      const byTool = places.get(key) ?? new Map<string, TriagedFinding[]>();
      places.set(key, byTool);
      if (!byTool.has(tool)) byTool.set(tool, fresh);
    }
  }
  return rows;
}

/** Two findings of one tool are two: it would have said otherwise. */
function otherTools(
  rows: ReadonlyMap<string, TriagedFinding[]> | undefined,
  tool: string,
): TriagedFinding[] | undefined {
  for (const row of rows?.values() ?? []) if (row.every((finding) => toolOf(finding) !== tool)) return row;
  return undefined;
}

function leadFirst(a: TriagedFinding, b: TriagedFinding): number {
  return (
    Number(a.source.kind === "model") - Number(b.source.kind === "model") ||
    compareSeverity(b.severity, a.severity) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function placesOf({ location, rule }: TriagedFinding): readonly string[] {
  if (location === undefined) return [];
  // Two advisories about one package are two, whatever CWE they share.
  const advisory = /(?:GHSA|CVE)-[\w-]+$/u.exec(rule.id)?.[0];
  const families = advisory === undefined ? [...new Set(rule.cwe.map((cwe) => FAMILY.get(cwe) ?? cwe))] : [advisory];
  const { startLine, endLine } = location;
  return Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index).flatMap((line) =>
    families.map((family) => `${String(line)} ${family}`),
  );
}

function toolOf({ source }: TriagedFinding): string {
  return source.kind === "scanner" ? `scanner ${source.tool}` : "model";
}
