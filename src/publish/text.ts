/** The review on a terminal: the verdict, what to do, what was not checked, where the rest is. */

import type { Severity, TriagedFinding } from "../finding.ts";
import type { Outcome, Review } from "../records.ts";
import { oneLine, plainText, withoutRunnerCommands } from "../untrusted.ts";
import { coverageSentence, gapSentences } from "./gaps.ts";
import { groupBy, openWords, overview, type Overview } from "./overview.ts";
import { namedFiles, type RenderOptions } from "./options.ts";
import { bullet, columns, cut, painter, unindented, wrap, type Paint, type Style } from "./text-layout.ts";
import { count, exitSentence, OUTCOME_WORD, place, seconds, shortName, thousands, WORST_FIRST } from "./words.ts";

/** A screenful or two: who has more findings than this needs the report, not the scroll bar. */
const DETAILED_FINDINGS = 50;
const BRIEF_FINDINGS = 20;
const GAPS_SHOWN = 30;

const OUTCOME_STYLE: Readonly<Record<Outcome, Style>> = { pass: "green", fail: "red", incomplete: "yellow" };
const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "cyan",
  none: "dim",
};

/** How one run is laid out. */
interface Sheet {
  readonly width: number;
  readonly paint: Paint;
  /** Where the rest of a list that was cut is. */
  readonly rest: string;
}

export function toText(review: Review, options: RenderOptions = {}): string {
  const facts = overview(review);
  const sheet: Sheet = {
    width: Math.min(120, Math.max(40, options.width ?? 80)),
    paint: painter(options.colour ?? false),
    rest: options.files?.report === undefined ? "" : " in the report",
  };
  const sections = [
    verdictLines(review, facts, sheet),
    todoLines(facts, sheet),
    otherLines(facts, sheet),
    notCheckedLines(facts, sheet),
    notesLines(review, sheet),
    endLines(review, options, sheet),
  ];
  const lines = sections.filter((section) => section.length > 0).map((section) => section.join("\n"));
  return `${withoutRunnerCommands(lines.join("\n\n"))}\n`;
}

function heading(title: string, { paint }: Sheet): string {
  return paint("bold", title);
}

function verdictLines({ verdict, change }: Review, { open, blocking }: Overview, { paint, width }: Sheet): string[] {
  const word = paint("bold", paint(OUTCOME_STYLE[verdict.outcome], OUTCOME_WORD[verdict.outcome]));
  const commits = `${shortName(change.mergeBase)}..${shortName(change.head)}`;
  const detail = [
    `${count(change.files.length, "changed file")} in ${commits}.`,
    `Open findings: ${openWords(open)}; ${thousands(blocking.length)} blocking (fail-on ${verdict.failOn}).`,
  ].join(" ");
  const [first = "", ...rest] = wrap(oneLine(verdict.sentence), width - OUTCOME_WORD[verdict.outcome].length - 2);
  return [`${word}  ${first}`, ...rest, ...wrap(detail, width)];
}

function todoLines({ blocking, missing }: Overview, sheet: Sheet): string[] {
  if (blocking.length === 0 && missing.length === 0) return [];
  const lines = [heading("What to do", sheet)];
  const explained = new Set<string>();
  const shown = blocking.slice(0, DETAILED_FINDINGS);
  for (const severity of WORST_FIRST) {
    for (const finding of shown.filter((candidate) => candidate.severity === severity))
      lines.push("", ...findingLines(finding, { sheet, explained }));
  }
  lines.push(...more(blocking.length - shown.length, "blocking finding", sheet));
  for (const { what, reason } of missing)
    lines.push("", `  ${sheet.paint("yellow", `did not run: ${oneLine(what, 100)}`)}`, ...body(reason, sheet));
  return lines;
}

/** One blocking finding in full. The help of a rule is printed with its first finding only. */
function findingLines(
  finding: TriagedFinding,
  { sheet, explained }: { sheet: Sheet; explained: Set<string> },
): string[] {
  const { rule, snippet, threat } = finding;
  const { paint, width } = sheet;
  const lines = [...titleLines(finding, sheet), ...body(finding.message, sheet)];
  if (snippet !== undefined)
    lines.push(
      ...unindented(plainText(snippet, 1500).replaceAll("\t", "  ").split("\n").slice(0, 5)).map((line) =>
        paint("dim", cut(`    | ${line}`, width)),
      ),
    );
  const facts = [...rule.cwe, ...(threat === undefined ? [] : [`threat: ${threat}`])].map((fact) => oneLine(fact, 100));
  if (facts.length > 0) lines.push(...wrap(facts.join(", "), width, "    "));
  if (!explained.has(rule.id)) lines.push(...body(rule.help, sheet));
  explained.add(rule.id);
  return lines;
}

/** Severity, place and rule; the rule goes to a line of its own when all three do not fit. */
function titleLines({ rule, severity, location }: TriagedFinding, { paint, width }: Sheet): readonly string[] {
  const where = location === undefined ? "(no place in head)" : place(location);
  const id = oneLine(rule.id, 200);
  const start = `  ${paint(SEVERITY_STYLE[severity], severity.padEnd(8))}  ${paint("bold", where)}`;
  return 12 + columns(where) + 2 + columns(id) <= width ? [`${start}  ${id}`] : [start, `    ${id}`];
}

function body(text: string, { width }: Sheet): readonly string[] {
  return wrap(plainText(text, 600), width, "    ");
}

function more(n: number, noun: string, { paint, rest }: Sheet): readonly string[] {
  return n > 0 ? ["", paint("dim", `  and ${thousands(n)} more ${n === 1 ? noun : `${noun}s`}${rest}`)] : [];
}

function otherLines({ otherOpen, notCounted }: Overview, sheet: Sheet): string[] {
  const lines: string[] = [];
  if (otherOpen.length > 0) {
    lines.push(heading(`Other open findings: ${thousands(otherOpen.length)}`, sheet));
    for (const finding of otherOpen.slice(0, BRIEF_FINDINGS)) lines.push(...titleLines(finding, sheet));
    lines.push(...more(otherOpen.length - BRIEF_FINDINGS, "open finding", sheet));
  }
  if (notCounted.length === 0) return lines;
  const by = groupBy(notCounted, ({ disposition }) => DISPOSITION_TITLE[disposition.status]);
  const words = [...by].map(([title, group]) => `${thousands(group.length)} ${title}`).join(", ");
  return [...lines, ...(lines.length > 0 ? [""] : []), ...wrap(`Kept and not counted: ${words}.`, sheet.width)];
}

const DISPOSITION_TITLE: Readonly<Record<TriagedFinding["disposition"]["status"], string>> = {
  open: "open",
  outsideDiff: "outside the changed lines",
  unchanged: "already there before",
  suppressed: "suppressed",
};

function notCheckedLines(facts: Overview, sheet: Sheet): string[] {
  const sentences = gapSentences(facts);
  const shown = sentences.slice(0, GAPS_SHOWN).flatMap((item) => bullet(oneLine(item, 600), sheet.width));
  return [
    heading("What was not checked", sheet),
    ...(sentences.length === 0 ? ["  Nothing was left out."] : shown),
    ...more(sentences.length - GAPS_SHOWN, "gap", sheet),
    ...wrap(coverageSentence(facts.coverage), sheet.width, "  "),
  ];
}

function notesLines({ notes }: Review, sheet: Sheet): string[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, BRIEF_FINDINGS).flatMap((note) => bullet(oneLine(note), sheet.width));
  return [heading("Notes", sheet), ...shown, ...more(notes.length - BRIEF_FINDINGS, "note", sheet)];
}

function endLines(review: Review, { files, exitCode }: RenderOptions, { paint, width }: Sheet): string[] {
  const named = namedFiles(files);
  const labels = Math.max(0, ...named.map(({ label }) => label.length));
  return [
    ...named.map(({ label, path }) => `${label.padEnd(labels)}  ${oneLine(path, 4096)}`),
    ...wrap(
      `${oneLine(review.version, 100)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`,
      width,
    ).map((line) => paint("dim", line)),
  ];
}
