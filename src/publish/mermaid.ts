/**
 * Pictures in Mermaid, which GitHub draws from a fenced block: what is open, and the way to the worst finding that has
 * one. Nothing of others' ends a label: what is not plainly a word is written by its number.
 */

import type { Severity, TriagedFinding } from "../finding.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import { claudeBadge, pathOf } from "./claude.ts";
import { code } from "./markdown-escape.ts";
import type { whereCell } from "./markdown-parts.ts";
import { groupBy, type Overview } from "./overview.ts";
import { place, WORST_FIRST } from "./words.ts";

/** More are too thin to be told apart. */
const MOST_SLICES = 8;
const MOST_STEPS = 7;
const TOOL_LENGTH = 30;
const PLACE_LENGTH = 60;
const NOTE_LENGTH = 80;

/**
 * In order of the slices. With Mermaid's own dark theme the first is as black as the page (tried, 11.17.2). These hold white
 * letters and stand out from both pages (4.8 : 1 and 3.5 : 1 at least).
 */
const COLOURS = ["cf222e", "bc4c00", "9a6700", "8250df", "bf3989", "0969da", "1b7c83", "96604a", "656d76"];
/** A line that Mermaid takes its settings from ("Directives", mermaid.js.org); the theme stays that of the page. */
const PIE_THEME = `%%{init: ${JSON.stringify({
  themeVariables: {
    ...{ pieOpacity: "1", pieSectionTextColor: "#ffffff" },
    ...Object.fromEntries(COLOURS.map((colour, n) => [`pie${String(n + 1)}`, `#${colour}`])),
  },
})}}%%`;

/** Markdown, most telling first; empty where a picture would say nothing. */
export function pictures(facts: Overview, where: typeof whereCell): readonly string[] {
  return [shares(facts), way(facts, where)].filter((picture) => picture !== undefined);
}

/** Open findings by severity and source. Of one slice, a full circle, nobody learns anything. */
function shares({ blocking, otherOpen, advisory }: Overview): string | undefined {
  const slices = [
    ...groupBy(
      [...blocking.map(sliceOf(true)), ...[...otherOpen, ...advisory].map(sliceOf(false))],
      ({ name }) => name,
    ),
  ]
    .map(([name, group]) => ({ name, rank: group[0]?.rank ?? 0, value: group.length }))
    .toSorted((a, b) => a.rank - b.rank || b.value - a.value);
  if (slices.length < 2) return undefined;
  const [shown, rest] = [slices.slice(0, MOST_SLICES), slices.slice(MOST_SLICES)];
  const others = rest.reduce((sum, { value }) => sum + value, 0);
  return drawn([
    PIE_THEME,
    "pie showData",
    "  title Open findings by severity and source",
    ...shown.map(({ name, value }) => `  "${name}" : ${String(value)}`),
    ...(others > 0 ? [`  "all others" : ${String(others)}`] : []),
  ]);
}

function sliceOf(blocks: boolean): (finding: TriagedFinding) => { readonly name: string; readonly rank: number } {
  return (finding) => {
    const { severity, source } = finding;
    const by = source.kind === "scanner" ? source.tool : (claudeBadge(finding, blocks) ?? "");
    return { name: `${severityWord(severity)}, ${label(by, TOOL_LENGTH)}`, rank: WORST_FIRST.indexOf(severity) };
  };
}

function severityWord(severity: Severity): string {
  return severity === "none" ? "no severity" : severity;
}

/** From source to sink, one box a step. */
function way({ blocking, otherOpen, advisory }: Overview, where: typeof whereCell): string | undefined {
  const blocks = new Set(blocking);
  const finding = [...blocking, ...otherOpen, ...advisory].find((one) => pathOf(one).steps.length > 1);
  if (finding === undefined) return undefined;
  const badge = claudeBadge(finding, blocks.has(finding));
  const caption = [where(finding, PLACE_LENGTH), code(finding.rule.id, PLACE_LENGTH), ...(badge ? [`(${badge})`] : [])];
  const boxes = boxesOf(finding.codeFlow ?? []);
  return [
    `The way to ${caption.join(" ")}:`,
    drawn([
      "flowchart TD",
      ...boxes.map((text, n) => `  s${String(n)}["${text}"]`),
      `  ${boxes.map((_, n) => `s${String(n)}`).join(" --> ")}`,
    ]),
  ].join("\n\n");
}

/** The first steps and the last: source and sink are what people look for. */
function boxesOf(steps: NonNullable<TriagedFinding["codeFlow"]>): readonly string[] {
  const left = steps.length > MOST_STEPS ? steps.length - MOST_STEPS + 1 : 0;
  const boxes = steps.map(({ location, message }, n) => {
    const role = n === 0 ? "source, " : n === steps.length - 1 ? "sink, " : "";
    const note = label(message, NOTE_LENGTH);
    return `${role}${label(place(location, PLACE_LENGTH), 2 * PLACE_LENGTH)}${note === "" ? "" : `<br/>${note}`}`;
  });
  if (left === 0) return boxes;
  return [...boxes.slice(0, MOST_STEPS - 2), `and ${count(left, "more step")}`, ...boxes.slice(-1)];
}

function drawn(lines: readonly string[]): string {
  return ["```mermaid", ...lines, "```"].join("\n");
}

// Between letters and digits these are part of a word in Markdown too; "1. " and "- " would begin a list, `www.` a link.
const MEANS_SOMETHING = /(?!(?<=[\p{L}\p{N}])(?<!www)[./_-](?=[\p{L}\p{N}]))[^\p{L}\p{M}\p{N} ,]/giu;

/**
 * Text between double quotes. `#96;` is the character of that number ("Entity codes to escape characters", Mermaid's
 * flowchart syntax): it is decoded after Mermaid's lexers and its Markdown, and drawn as text and not as HTML.
 */
export function label(text: string, limit: number): string {
  return (
    oneLine(text, limit)
      // Mermaid puts its icons in after that, for `fa:fa-bomb` wherever it stands (tried, 11.17.2).
      .replace(/(?<=fa[bklrs]?:)(?=fa-)/gu, " ")
      .replace(MEANS_SOMETHING, numbered)
      // The flowchart's lexer takes a line with "direction TB" anywhere in it for an order (flow.jison, 11.14.0).
      .replace(/(?<=direction) /giu, numbered)
  );
}

function numbered(character: string): string {
  return `#${String(character.codePointAt(0))};`;
}
