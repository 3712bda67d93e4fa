/** Which findings the change brought: those that the same scanner does not find in the same files of base (L6: base is what was merged). */

import { meetsChangedLine } from "../change/index.ts";
import type { Finding } from "../finding.ts";
import type { ChangedFile, Unscanned } from "../records.ts";
import { NOTHING_ASKED, scanBase, type HeadScan } from "./base-scan.ts";
import type { ScanPorts } from "./scanner.ts";

export interface Compared {
  /** In the order given, each with a `baselineState` where base could be asked. */
  readonly findings: readonly Finding[];
  /** Files in which it is not known whether findings away from the changed lines are new. */
  readonly unscanned: readonly Unscanned[];
}

type State = Finding["baselineState"];
type Files = ReadonlyMap<string, ChangedFile>;

/** Never throws: what base does not tell is a gap. Scans base only for files with findings that both sides have and that differ by content or name. */
export async function compareWithBase(head: HeadScan, ports: ScanPorts): Promise<Compared> {
  const { scanner, outcome, findings, change } = head;
  // A run that did not complete makes the review incomplete in any case, and whatever stopped it would stop base too.
  if (scanner.comparable !== true || outcome.state.status !== "completed") return { findings, unscanned: [] };
  const withFindings = new Set(findings.map(({ location }) => location?.uri));
  const files = new Map(change.files.filter(({ uri }) => withFindings.has(uri)).map((file) => [file.uri, file]));
  const origins = new Map([...files.values()].map((file) => [file.uri, originOf(file)]));
  const asked = [...files.values()].filter(({ uri }) => origins.get(uri) === "differs");
  const base = asked.length === 0 ? NOTHING_ASKED : await scanBase(asked, head, ports);
  const stateOf = (finding: Finding): State => {
    const uri = finding.location?.uri ?? "";
    const origin = origins.get(uri);
    if (origin !== "differs") return origin;
    if (base.has(finding)) return "unchanged";
    return base.gaps.has(uri) ? undefined : "new";
  };
  const states = changedLinesFirst(findings, findings.map(stateOf), files);
  const compared = findings.map((finding, index): Finding => {
    const state = states[index];
    return state === undefined ? finding : { ...finding, baselineState: state };
  });
  // On a changed line it counts as the change's own (triage); elsewhere nobody knows.
  const unknown = compared.filter(
    ({ baselineState, location }) =>
      baselineState === undefined && origins.has(location?.uri ?? "") && !isOnChangedLine(location, files),
  );
  const uris = new Set(unknown.flatMap(({ location }) => location?.uri ?? []));
  return { findings: compared, unscanned: [...uris].map((uri) => gap(uri, base.gaps.get(uri) ?? "")) };
}

function isOnChangedLine(location: Finding["location"], files: Files): boolean {
  const file = files.get(location?.uri ?? "");
  return location !== undefined && file !== undefined && meetsChangedLine(file, location.startLine, location.endLine);
}

/** Head was scanned whole, so its results may be uploaded; what is new among them is what is missing. */
function gap(uri: string, why: string): Unscanned {
  const reason = `head was scanned and base could not be, so what is new could not be told: ${why}`;
  return { uri, reason, outOfScope: true };
}

/** What can be said of all findings in a file without a scan, or `differs`. */
function originOf({ status, baseMode, baseBlob, headBlob, baseUri }: ChangedFile): "new" | "unchanged" | "differs" {
  // A copy is a new place for the code.
  if (baseBlob === undefined || status === "copied" || !baseMode.startsWith("100")) return "new";
  // Another name may make another thing of the same bytes: code of text, a workflow of a list.
  return baseBlob === headBlob && baseUri === undefined ? "unchanged" : "differs";
}

/**
 * Of equal lines the last ones are new by their fingerprints, though the change may have put its own above them: the states
 * are dealt out again, so that a person is shown the line that was added.
 */
function changedLinesFirst(findings: readonly Finding[], states: readonly State[], files: Files): readonly State[] {
  const groups = new Map<string, number[]>();
  for (const [index, { rule, location, snippet, fingerprint }] of findings.entries()) {
    if (states[index] === undefined) continue;
    const line = (snippet ?? fingerprint).split("\n", 1)[0]?.replace(/\s+/gu, "");
    const key = JSON.stringify([rule.id, location?.uri, line]);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const dealt = [...states];
  for (const group of groups.values()) {
    const fresh = group.filter((index) => states[index] === "new").length;
    const changed = (index: number): number => Number(isOnChangedLine(findings[index]?.location, files));
    const ranked = [...group].sort((a, b) => changed(b) - changed(a));
    for (const [rank, index] of ranked.entries()) dealt[index] = rank < fresh ? "new" : "unchanged";
  }
  return dealt;
}
