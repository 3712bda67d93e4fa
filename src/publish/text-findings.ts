/** One finding on a terminal, in full or in two lines. */

import type { Severity, TriagedFinding } from "../finding.ts";
import type { Opinion } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { confidenceWords, editOf, opinionWords, pathOf } from "./claude.ts";
import { columns, cut, unindented, wrap, type Paint, type Style } from "./text-layout.ts";
import { alsoWords, FULL_LENGTH, helpBeside, place, suppressionWords } from "./words.ts";

const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "cyan",
  none: "dim",
};

/** How one run is laid out. */
export interface Sheet {
  readonly width: number;
  readonly paint: Paint;
  /** Where the rest of a list that was cut is. */
  readonly rest: string;
  readonly opinions: ReadonlyMap<string, Opinion>;
  /** Reports of other tools, by the fingerprint of the finding that stands for them. */
  readonly also: ReadonlyMap<string, readonly TriagedFinding[]>;
  /** Rules whose help was printed: it goes with their first finding only. */
  readonly explained: Set<string>;
}

export function heading(title: string, { paint }: Sheet): string {
  return paint("bold", title);
}

/** A finding in full. */
export function findingLines(finding: TriagedFinding, sheet: Sheet): readonly string[] {
  const { rule, snippet, threat, message } = finding;
  const { paint, width, explained } = sheet;
  const lines = [...titleLines(finding, sheet), ...body(message, sheet)];
  if (snippet !== undefined)
    lines.push(
      ...unindented(plainText(snippet, 1500).replaceAll("\t", "  ").split("\n").slice(0, 5)).map((line) =>
        paint("dim", cut(`    | ${line}`, width)),
      ),
    );
  lines.push(...pathLines(finding, sheet));
  const confidence = confidenceWords(finding);
  const facts = [
    ...rule.cwe,
    ...(confidence === undefined ? [] : [confidence]),
    ...(threat === undefined ? [] : [`threat: ${threat}`]),
  ].map((fact) => oneLine(fact, 100));
  if (facts.length > 0) lines.push(...wrap(facts.join(", "), width, "    "));
  const help = helpBeside(finding);
  if (!explained.has(rule.id) && help !== undefined) lines.push(...body(help, sheet));
  explained.add(rule.id);
  return [...lines, ...alsoLines(finding, sheet), ...opinionLines(finding, sheet), ...editLines(finding, sheet)];
}

/** Severity, place and rule, and what Claude thinks of it. */
export function briefLines(finding: TriagedFinding, sheet: Sheet): readonly string[] {
  return [...titleLines(finding, sheet), ...opinionLines(finding, sheet)];
}

/** The rule goes to a line of its own when all three do not fit. */
function titleLines(finding: TriagedFinding, { paint, width }: Sheet): readonly string[] {
  const { rule, severity, location } = finding;
  const where = location === undefined ? "(no place in head)" : place(location);
  const id = oneLine(rule.id, 200);
  const start = `  ${paint(SEVERITY_STYLE[severity], severity.padEnd(8))}  ${paint("bold", where)}`;
  const hid = suppressionWords(finding);
  return [
    ...(12 + columns(where) + 2 + columns(id) <= width ? [`${start}  ${id}`] : [start, `    ${id}`]),
    ...(hid === undefined ? [] : wrap(hid, width, "    ").map((line) => paint("yellow", line))),
  ];
}

function alsoLines({ fingerprint }: TriagedFinding, { also, width }: Sheet): readonly string[] {
  return (also.get(fingerprint) ?? []).flatMap((other) => {
    const { by, rule, message } = alsoWords(other);
    return wrap(`Also reported by ${by} (${rule}): ${message}`, width, "    ");
  });
}

function opinionLines({ fingerprint }: TriagedFinding, { opinions, width, paint }: Sheet): readonly string[] {
  const opinion = opinions.get(fingerprint);
  if (opinion === undefined) return [];
  const { claim, reason, quoted, standing } = opinionWords(opinion);
  const quote =
    quoted === undefined
      ? ""
      : ` (${place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line })}: ${oneLine(quoted.quote, 240)}).`;
  const sentence = `${claim}, because: ${oneLine(reason, 400)}${quote}${standing === undefined ? "" : ` ${standing}`}`;
  return wrap(sentence, width, "    ").map((line) => paint("cyan", line));
}

function pathLines(finding: TriagedFinding, { width }: Sheet): readonly string[] {
  const { steps, stepsLeftOut } = pathOf(finding);
  if (steps.length === 0) return [];
  const items = steps.flatMap(({ location, note }, index) =>
    wrap(`${String(index + 1)}. ${place(location)} ${note}`.trim(), width, "      "),
  );
  return [
    "    Path, from source to sink:",
    ...items,
    ...(stepsLeftOut > 0 ? [`      and ${thousands(stepsLeftOut)} more`] : []),
  ];
}

function editLines(finding: TriagedFinding, { width, paint }: Sheet): readonly string[] {
  const edit = editOf(finding);
  if (edit === undefined) return [];
  const lines = edit.lines.map((line) =>
    paint(line.startsWith("+") ? "green" : "red", cut(`    ${line.replaceAll("\t", "  ")}`, width)),
  );
  const rest = edit.linesLeftOut > 0 ? [`    and ${thousands(edit.linesLeftOut)} more`] : [];
  return [`    ${edit.title}:`, ...lines, ...rest];
}

export function body(text: string, { width }: Sheet): readonly string[] {
  return wrap(plainText(text, FULL_LENGTH), width, "    ");
}

export function more(n: number, noun: string, { paint, rest }: Sheet): readonly string[] {
  return n > 0 ? ["", paint("dim", `  and ${count(n, `more ${noun}`)}${rest}`)] : [];
}
