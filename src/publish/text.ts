/** The review on a terminal: the verdict, what to do, what was not checked, what left, where the rest is. */

import type { TriagedFinding } from "../finding.ts";
import type { Outcome, Review } from "../records.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { accountSentence } from "./account.ts";
import { QUALITY_STANDING, QUALITY_TITLE, summaryLabel } from "./claude.ts";
import { DECIDED_TITLE, decidedSentence, REFUSED_TITLE, refusedSentence, signedOffWords } from "./decided.ts";
import { coverageSentence, gapSentences } from "./gaps.ts";
import { advisoryWords, groupBy, openWords, overview, type Overview } from "./overview.ts";
import { namedFiles, type RenderOptions } from "./options.ts";
import { body, briefLines, findingLines, heading, more, type Sheet } from "./text-findings.ts";
import { bullet, painter, wrap, type Style } from "./text-layout.ts";
import { exitSentence, madeBy, OUTCOME_WORD, seconds, shortName, WORST_FIRST } from "./words.ts";

/** A screenful or two: who has more findings than this needs the report, not the scroll bar. */
const DETAILED_FINDINGS = 50;
const BRIEF_FINDINGS = 20;
const GAPS_SHOWN = 30;

const OUTCOME_STYLE: Readonly<Record<Outcome, Style>> = { pass: "green", fail: "red", incomplete: "yellow" };

export function toText(review: Review, options: RenderOptions = {}): string {
  const facts = overview(review);
  const sheet: Sheet = {
    width: Math.min(120, Math.max(40, options.width ?? 80)),
    paint: painter(options.colour ?? false),
    rest: options.files?.report === undefined ? "" : " in the report",
    opinions: facts.opinions,
    also: facts.also,
    explained: new Set(),
  };
  const sections = [
    verdictLines(review, facts, sheet),
    todoLines(facts, sheet),
    decidedLines(facts, sheet),
    otherLines(facts, sheet),
    advisoryLines(review, facts, sheet),
    qualityLines(review, sheet),
    notCheckedLines(facts, sheet),
    notesLines(review, sheet),
    [heading("What left the building", sheet), ...wrap(oneLine(accountSentence(review)), sheet.width, "  ")],
    endLines(review, options, sheet),
  ];
  const lines = sections.filter((section) => section.length > 0).map((section) => section.join("\n"));
  return `${withoutRunnerCommands(lines.join("\n\n"))}\n`;
}

function verdictLines(review: Review, facts: Overview, { paint, width }: Sheet): string[] {
  const { verdict, change } = review;
  const word = paint("bold", paint(OUTCOME_STYLE[verdict.outcome], OUTCOME_WORD[verdict.outcome]));
  const commits = `${shortName(change.mergeBase)}..${shortName(change.head)}`;
  const detail = [
    `${count(change.files.length, "changed file")} in ${commits}.`,
    `Open findings: ${openWords(facts.open)}; ${thousands(facts.blocking.length)} blocking (fail-on ${verdict.failOn}).`,
    ...signedOffWords(facts.decided),
    ...advisoryWords(facts),
  ].join(" ");
  const [first = "", ...rest] = wrap(oneLine(verdict.sentence), width - OUTCOME_WORD[verdict.outcome].length - 2);
  return [`${word}  ${first}`, ...rest, ...wrap(detail, width), ...summaryLines(review, width)];
}

function summaryLines(review: Review, width: number): readonly string[] {
  const summary = review.model?.summary;
  return summary === undefined ? [] : ["", ...wrap(`${summaryLabel(review)} ${oneLine(summary, 700)}`, width)];
}

function qualityLines({ model }: Review, sheet: Sheet): readonly string[] {
  const notes = model?.qualityNotes ?? [];
  if (notes.length === 0) return [];
  const lines = notes.flatMap((note) => bullet(oneLine(note, 400), sheet.width));
  return [heading(QUALITY_TITLE, sheet), `  ${QUALITY_STANDING}`, ...lines];
}

function todoLines({ blocking, missing }: Overview, sheet: Sheet): string[] {
  if (blocking.length === 0 && missing.length === 0) return [];
  const lines = [heading("What to do", sheet), ...detailed(blocking.slice(0, DETAILED_FINDINGS), sheet)];
  lines.push(...more(blocking.length - DETAILED_FINDINGS, "blocking finding", sheet));
  for (const { what, reason } of missing)
    lines.push("", `  ${sheet.paint("yellow", `did not run: ${oneLine(what, 100)}`)}`, ...body(reason, sheet));
  return lines;
}

function decidedLines({ decided: { inForce, refused } }: Overview, sheet: Sheet): readonly string[] {
  if (inForce.length + refused.length === 0) return [];
  const bullets = (sentences: readonly string[]) =>
    sentences.slice(0, BRIEF_FINDINGS).flatMap((sentence) => bullet(oneLine(sentence), sheet.width));
  return [
    heading(DECIDED_TITLE, sheet),
    ...bullets(inForce.map(decidedSentence)),
    ...more(inForce.length - BRIEF_FINDINGS, "decision", sheet),
    ...(refused.length === 0 ? [] : [`  ${REFUSED_TITLE}:`, ...bullets(refused.map(refusedSentence))]),
    ...more(refused.length - BRIEF_FINDINGS, "command", sheet),
  ];
}

function detailed(findings: readonly TriagedFinding[], sheet: Sheet): readonly string[] {
  return WORST_FIRST.flatMap((severity) =>
    findings
      .filter((candidate) => candidate.severity === severity)
      .flatMap((finding) => ["", ...findingLines(finding, sheet)]),
  );
}

function otherLines({ otherOpen, notCounted }: Overview, sheet: Sheet): string[] {
  const lines: string[] = [];
  if (otherOpen.length > 0) {
    lines.push(heading(`Other open findings: ${thousands(otherOpen.length)}`, sheet));
    for (const finding of otherOpen.slice(0, BRIEF_FINDINGS)) lines.push(...briefLines(finding, sheet));
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
  merged: "reported by another tool as well",
  unchanged: "already there before",
  suppressed: "suppressed",
};

/** What only Claude says, and how much of what it claimed is not so. */
function advisoryLines({ model }: Review, { advisory }: Overview, sheet: Sheet): string[] {
  const rejected = model?.rejected.length ?? 0;
  if (advisory.length + rejected === 0) return [];
  return [
    heading(
      advisory.length === 0
        ? "Claude, advisory: no finding of its own"
        : `Claude, advisory: ${count(advisory.length, "finding")} that no scanner made`,
      sheet,
    ),
    ...detailed(advisory.slice(0, BRIEF_FINDINGS), sheet),
    ...more(advisory.length - BRIEF_FINDINGS, "finding", sheet),
    ...(rejected === 0
      ? []
      : [
          "",
          ...wrap(
            `Claimed and not so: ${count(rejected, "claim")}, each with the reason${sheet.rest}.`,
            sheet.width,
            "  ",
          ),
        ]),
  ];
}

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
      `${madeBy(review.version)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`,
      width,
    ).map((line) => paint("dim", line)),
  ];
}
