/** Whether the finding that was asked about went, and not another one of its rule. */

import type { Finding, TriagedFinding } from "../finding.ts";
import type { ScannerRun } from "../records.ts";
import type { FindingEdit } from "../review/index.ts";
import { isAmong } from "./among.ts";
import type { DraftedFile } from "./draft.ts";

/** Findings of the same rule in the same file. */
export function ofRule(findings: readonly Finding[], { rule, location }: TriagedFinding): readonly Finding[] {
  return findings.filter((other) => other.rule.id === rule.id && other.location?.uri === location?.uri);
}

/**
 * Where the finding stood there are fewer of its rule, and those left in the file are the others, on lines that read as they
 * did: or another one of the rule went, and this one took its place.
 */
export function isGone(
  files: readonly DraftedFile[],
  { finding, run }: { readonly finding: TriagedFinding; readonly run: Pick<ScannerRun, "findings"> },
  after: readonly Finding[],
): boolean {
  const { location } = finding;
  if (location === undefined) return false;
  const [before, now] = [ofRule(run.findings, finding), ofRule(after, finding)];
  const file = files.find((edited) => edited.file.uri === location.uri);
  const others = before.filter(({ fingerprint }) => fingerprint !== finding.fingerprint);
  return (
    isAmong(
      now.map((other) => firstLine(other, file?.after)),
      others.map((other) => firstLine(other, file?.before)),
    ) && within(now, moved(location, file?.edits ?? [])) < within(before, location)
  );
}

function firstLine({ location }: Finding, text = ""): string {
  return (text.split("\n")[(location?.startLine ?? 0) - 1] ?? "").trim();
}

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

function within(findings: readonly Finding[], { startLine, endLine }: Lines): number {
  return findings.filter(
    ({ location }) => location !== undefined && location.startLine <= endLine && startLine <= location.endLine,
  ).length;
}

/** Where lines of head are in the edited file; lines that an edit replaced are all of its own. */
function moved({ startLine, endLine }: Lines, edits: readonly FindingEdit[]): Lines {
  let [first, last] = [startLine, endLine];
  for (const { head, edited } of edits) {
    const shift = edited.endLine - head.endLine;
    if (startLine > head.endLine) first = startLine + shift;
    else if (startLine >= head.startLine) first = edited.startLine;
    if (endLine > head.endLine) last = endLine + shift;
    else if (endLine >= head.startLine) last = edited.endLine;
  }
  return { startLine: first, endLine: last };
}
