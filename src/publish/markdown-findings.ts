/** Findings in Markdown: a row of a table, or in full. */

import type { Edit, TriagedFinding } from "../finding.ts";
import type { Opinion } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { thousands } from "../words.ts";
import { claudeBadge, confidenceWords, editOf, opinionWords, pathOf } from "./claude.ts";
import { findingId } from "./decided.ts";
import { helpUrl } from "./links.ts";
import { code, fencedDiff, fenced, prose, proseLines, suggested } from "./markdown-escape.ts";
import { cweLink, tableRow, whereCell } from "./markdown-parts.ts";
import type { Overview } from "./overview.ts";
import {
  alsoWords,
  asOneParagraph,
  dispositionWords,
  FULL_LENGTH,
  helpBeside,
  place,
  suppressionWords,
  withoutMiddle,
} from "./words.ts";

export const FINDING_HEAD = "| Severity | Where | Rule | What | Id |\n|---|---|---|---|---|";
export const NOT_COUNTED_HEAD = "| Severity | Where | Rule | Why | Id |\n|---|---|---|---|---|";

/** Longest path, rule and word in a column beside others, so that a page holds all columns; the details have them in full. */
const CELL = { where: 40, rule: 40, word: 24 } as const;

/** How a finding becomes Markdown in one run. */
export interface FindingMarkdown {
  row(finding: TriagedFinding): string;
  notCountedRow(finding: TriagedFinding): string;
  /** In full; what to do goes with the first of those that block and share it: twenty secrets would repeat one page. */
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
  const explained = new Map(blocking.toReversed().map((finding) => [helpBeside(finding), finding]));
  const badge = (finding: TriagedFinding): readonly string[] => badges(finding, blocks.has(finding.fingerprint));
  const opinion = ({ fingerprint }: TriagedFinding): readonly string[] =>
    [opinions.get(fingerprint)].flatMap((of) => (of === undefined ? [] : [opinionText(of)]));
  const others = ({ fingerprint }: TriagedFinding): readonly string[] => (also.get(fingerprint) ?? []).map(alsoText);
  const cells = (finding: TriagedFinding, last: string): string =>
    tableRow([
      finding.severity,
      where(finding, CELL.where),
      [
        code(withoutMiddle(oneLine(finding.rule.id), CELL.rule), CELL.rule),
        ...finding.rule.cwe.slice(0, 1).map(cweLink),
      ].join(" "),
      [...badge(finding), last, ...alsoBy(also.get(finding.fingerprint)), ...opinion(finding)].join(" "),
      idOf(finding).join(""),
    ]);
  return {
    row: (finding) => cells(finding, prose(shortWords(asOneParagraph(finding.message)), 300)),
    notCountedRow: (finding) => cells(finding, prose(dispositionWords(finding.disposition) ?? "", 300)),
    details: (finding) =>
      paragraphs([
        [`**${finding.severity}**`, where(finding), code(finding.rule.id, 200), ...badge(finding)].join(" "),
        ...said(finding),
        snippetOf(finding),
        ...(explained.get(helpBeside(finding)) === finding ? [helpOf(finding)] : []),
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
        ...idOf(finding).map((id) => `(id ${id})`),
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
  return proseLines(helpBeside(finding) ?? "", FULL_LENGTH);
}

function said(finding: TriagedFinding): readonly string[] {
  return [proseLines(finding.message, FULL_LENGTH), pathText(finding)];
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

/** A browser breaks no word of a cell: a long one would push the columns after it off the page. */
function shortWords(text: string): string {
  return text.replace(/\S+/gu, (word) => oneLine(word, CELL.word));
}

/** What people type to name it. */
function idOf({ fingerprint }: TriagedFinding): readonly string[] {
  const id = findingId(fingerprint);
  return id === undefined ? [] : [code(id)];
}

function linksOf(finding: TriagedFinding): string {
  const { rule, threat } = finding;
  const help = helpUrl(rule);
  return [
    ...rule.cwe.slice(0, 5).map(cweLink),
    ...(help === undefined ? [] : [`[how to fix it](${help})`]),
    ...(threat === undefined ? [] : [`threat ${code(threat, 100)}`]),
    ...idOf(finding).map((id) => `id ${id}`),
  ].join(", ");
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What a row says of the other tools. */
function alsoBy(others: readonly TriagedFinding[] = []): readonly string[] {
  const tools = others.map((other) => prose(alsoWords(other).by, 150));
  return tools.length === 0 ? [] : [`*(also ${tools.join("; ")})*`];
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
