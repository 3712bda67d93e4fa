/** Findings in Markdown: a row of a table, or in full. */

import type { TriagedFinding } from "../finding.ts";
import type { Opinion } from "../records.ts";
import { thousands } from "../words.ts";
import { claudeBadge, editOf, opinionWords } from "./claude.ts";
import { helpUrl } from "./links.ts";
import { code, fencedDiff, fenced, prose } from "./markdown-escape.ts";
import { cweLink, tableRow, whereCell } from "./markdown-parts.ts";
import type { Overview } from "./overview.ts";
import { dispositionWords, isRepeated, place } from "./words.ts";

export const FINDING_HEAD = "| Severity | Where | Rule | What |\n|---|---|---|---|";
export const NOT_COUNTED_HEAD = "| Severity | Where | Rule | Why |\n|---|---|---|---|";

/** How a finding becomes Markdown in one run. */
export interface FindingMarkdown {
  row(finding: TriagedFinding): string;
  notCountedRow(finding: TriagedFinding): string;
  details(finding: TriagedFinding): string;
}

export function findingMarkdown({ blocking, opinions }: Overview): FindingMarkdown {
  const blocks = new Set(blocking.map(({ fingerprint }) => fingerprint));
  const badge = (finding: TriagedFinding): readonly string[] => {
    const words = claudeBadge(finding, blocks.has(finding.fingerprint));
    return words === undefined ? [] : [`**${words}**`];
  };
  const opinion = ({ fingerprint }: TriagedFinding): readonly string[] => {
    const of = opinions.get(fingerprint);
    return of === undefined ? [] : [opinionText(of)];
  };
  const cells = (finding: TriagedFinding, last: string): string =>
    tableRow([
      finding.severity,
      whereCell(finding),
      [code(finding.rule.id, 200), ...finding.rule.cwe.slice(0, 1).map(cweLink)].join(" "),
      [...badge(finding), last, ...opinion(finding)].join(" "),
    ]);
  return {
    row: (finding) => cells(finding, prose(finding.message, 300)),
    notCountedRow: (finding) => cells(finding, prose(dispositionWords(finding.disposition) ?? "", 300)),
    details: (finding) => paragraphs([titleOf(finding, badge(finding)), ...bodyOf(finding), ...opinion(finding)]),
  };
}

function titleOf(finding: TriagedFinding, badge: readonly string[]): string {
  return [`**${finding.severity}**`, whereCell(finding), code(finding.rule.id, 200), ...badge].join(" ");
}

function bodyOf(finding: TriagedFinding): readonly string[] {
  const { rule, message, location, snippet, threat } = finding;
  const help = helpUrl(rule.helpUri);
  const edit = editOf(finding);
  const more = edit === undefined || edit.linesLeftOut === 0 ? "" : ` (and ${thousands(edit.linesLeftOut)} more lines)`;
  return [
    prose(message),
    ...(snippet === undefined ? [] : [fenced(snippet, location?.startLine ?? 1)]),
    isRepeated(rule.help, message) ? "" : prose(rule.help, 1000),
    ...(edit === undefined ? [] : [`${edit.title}${more}:`, fencedDiff(edit.lines)]),
    [
      ...rule.cwe.slice(0, 5).map(cweLink),
      ...(help === undefined ? [] : [`[how to fix it](${help})`]),
      ...(threat === undefined ? [] : [`threat ${code(threat, 100)}`]),
    ].join(", "),
  ];
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function opinionText(opinion: Opinion): string {
  const { claim, reason, quoted, standing } = opinionWords(opinion);
  const at =
    quoted === undefined
      ? ""
      : ` (${code(place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line }, 200))}: ${code(quoted.quote, 240)}).`;
  return `**${claim}**, because: ${prose(reason, 400)}${at}${standing === undefined ? "" : ` *${standing}*`}`;
}
