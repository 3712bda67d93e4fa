/** Findings in Markdown: a row of a table, or in full. */

import type { Edit, TriagedFinding } from "../finding.ts";
import type { Opinion } from "../records.ts";
import { thousands } from "../words.ts";
import { claudeBadge, confidenceWords, editOf, opinionWords, pathOf } from "./claude.ts";
import { helpUrl } from "./links.ts";
import { code, fencedDiff, fenced, prose, proseLines, suggested } from "./markdown-escape.ts";
import { cweLink, tableRow, whereCell } from "./markdown-parts.ts";
import type { Overview } from "./overview.ts";
import { alsoWords, asOneParagraph, dispositionWords, helpBeside, place, suppressionWords } from "./words.ts";

export const FINDING_HEAD = "| Severity | Where | Rule | What |\n|---|---|---|---|";
export const NOT_COUNTED_HEAD = "| Severity | Where | Rule | Why |\n|---|---|---|---|";

/** Longest name in a column beside others; the details have it in full. */
const CELL = 70;

/** How a finding becomes Markdown in one run. */
export interface FindingMarkdown {
  row(finding: TriagedFinding): string;
  notCountedRow(finding: TriagedFinding): string;
  details(finding: TriagedFinding): string;
  /** Beside the lines themselves: no snippet, and an edit that GitHub can apply where there is one. */
  comment(finding: TriagedFinding, suggestion?: Edit): string;
  /** One line. */
  brief(finding: TriagedFinding): string;
}

export function findingMarkdown(
  { blocking, opinions, also }: Overview,
  where: typeof whereCell = whereCell,
): FindingMarkdown {
  const blocks = new Set(blocking.map(({ fingerprint }) => fingerprint));
  const badge = (finding: TriagedFinding): readonly string[] => badges(finding, blocks.has(finding.fingerprint));
  const opinion = ({ fingerprint }: TriagedFinding): readonly string[] => {
    const of = opinions.get(fingerprint);
    return of === undefined ? [] : [opinionText(of)];
  };
  const others = ({ fingerprint }: TriagedFinding): readonly string[] => (also.get(fingerprint) ?? []).map(alsoText);
  const alsoBy = ({ fingerprint }: TriagedFinding): readonly string[] => {
    const tools = (also.get(fingerprint) ?? []).map((other) => prose(alsoWords(other).by, 150));
    return tools.length === 0 ? [] : [`*(also ${tools.join("; ")})*`];
  };
  const cells = (finding: TriagedFinding, last: string): string =>
    tableRow([
      finding.severity,
      where(finding, CELL),
      [code(finding.rule.id, CELL), ...finding.rule.cwe.slice(0, 1).map(cweLink)].join(" "),
      [...badge(finding), last, ...alsoBy(finding), ...opinion(finding)].join(" "),
    ]);
  return {
    row: (finding) => cells(finding, prose(asOneParagraph(finding.message), 300)),
    notCountedRow: (finding) => cells(finding, prose(dispositionWords(finding.disposition) ?? "", 300)),
    details: (finding) =>
      paragraphs([
        [`**${finding.severity}**`, where(finding), code(finding.rule.id, 200), ...badge(finding)].join(" "),
        ...said(finding),
        snippetOf(finding),
        helpOf(finding),
        ...editText(finding),
        linksOf(finding),
        ...others(finding),
        ...opinion(finding),
      ]),
    comment: (finding, suggestion) =>
      paragraphs([
        [heading(finding), code(finding.rule.id, 200), ...badge(finding)].join(" "),
        ...said(finding),
        helpOf(finding),
        ...(suggestion === undefined ? editText(finding) : [suggested(suggestion.replacement)]),
        ...others(finding),
        ...opinion(finding),
        linksOf(finding),
      ]),
    brief: (finding) =>
      [
        heading(finding),
        where(finding),
        code(finding.rule.id, 200),
        ...badge(finding),
        prose(asOneParagraph(finding.message), 200),
      ].join(" "),
  };

  function heading(finding: TriagedFinding): string {
    return `**${finding.severity}${blocks.has(finding.fingerprint) ? ", blocking" : ""}**`;
  }
}

function badges(finding: TriagedFinding, blocks: boolean): readonly string[] {
  const claude = [claudeBadge(finding, blocks), confidenceWords(finding)]
    .filter((part) => part !== undefined)
    .join(", ");
  const suppression = suppressionWords(finding);
  return [
    ...(claude === "" ? [] : [`**${claude}**`]),
    ...(suppression === undefined ? [] : [`**${prose(suppression)}**`]),
  ];
}

function snippetOf({ snippet, location }: TriagedFinding): string {
  return snippet === undefined ? "" : fenced(snippet, location?.startLine ?? 1);
}

function helpOf(finding: TriagedFinding): string {
  return proseLines(helpBeside(finding) ?? "");
}

function said(finding: TriagedFinding): readonly string[] {
  return [proseLines(finding.message, 600), pathText(finding)];
}

function pathText(finding: TriagedFinding): string {
  const { steps, stepsLeftOut } = pathOf(finding);
  if (steps.length === 0) return "";
  const items = steps.map(
    ({ location, note }, index) =>
      `${String(index + 1)}. ${[code(place(location, 200)), prose(note, 200)].join(" ").trim()}`,
  );
  const more = stepsLeftOut === 0 ? [] : [`(and ${thousands(stepsLeftOut)} more)`];
  return ["Path, from source to sink:", [...items, ...more].join("\n")].join("\n\n");
}

function editText(finding: TriagedFinding): readonly string[] {
  const edit = editOf(finding);
  if (edit === undefined) return [];
  const more = edit.linesLeftOut === 0 ? "" : ` (and ${thousands(edit.linesLeftOut)} more lines)`;
  return [`${edit.title}${more}:`, fencedDiff(edit.lines)];
}

function linksOf({ rule, threat }: TriagedFinding): string {
  const help = helpUrl(rule);
  return [
    ...rule.cwe.slice(0, 5).map(cweLink),
    ...(help === undefined ? [] : [`[how to fix it](${help})`]),
    ...(threat === undefined ? [] : [`threat ${code(threat, 100)}`]),
  ].join(", ");
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What a comment on lines and the details say of the other tools. */
function alsoText(finding: TriagedFinding): string {
  const { by, rule, message } = alsoWords(finding);
  return `Also reported by ${prose(by)} ${code(rule, 200)}: ${prose(message, 300)}`;
}

function opinionText(opinion: Opinion): string {
  const { claim, reason, quoted, standing } = opinionWords(opinion);
  const at =
    quoted === undefined
      ? ""
      : ` (${code(place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line }, 200))}: ${code(quoted.quote, 240)}).`;
  return `**${claim}**, because: ${prose(reason, 400)}${at}${standing === undefined ? "" : ` *${standing}*`}`;
}
