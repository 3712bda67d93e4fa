/** Where a claim is: the lines that it cites as they were sent, whether its quote stands there, and its place in head (L4). */

import type { Location } from "../finding.ts";
import type { DossierHunk, SentLine, Side } from "../records.ts";

export interface Cited {
  readonly side: Side;
  readonly startLine: number;
  readonly endLine: number;
}

/** Shorter quotes stand everywhere: `);`, `}`. */
const SHORTEST_QUOTE = 4;

/** The lines of one side that a range names, in order; undefined unless every one was sent. */
export function citedLines(hunk: DossierHunk, { side, startLine, endLine }: Cited): readonly SentLine[] | undefined {
  if (startLine > endLine || endLine - startLine >= hunk.lines.length) return undefined;
  const sent = new Map(hunk.lines.filter((line) => line.side === side).map((line) => [line.line, line]));
  const lines: SentLine[] = [];
  for (let number = startLine; number <= endLine; number++) {
    const line = sent.get(number);
    if (line !== undefined) lines.push(line);
    // Of base only removed lines are sent as base's; the context between two of them is the same on both sides.
    else if (side === "head" || number === startLine || number === endLine) return undefined;
  }
  return lines;
}

/** Whether a cited line is added or removed, or a removed line stands directly before, between or after the cited ones. */
export function meetsChange(hunk: DossierHunk, cited: readonly SentLine[]): boolean {
  const at = cited.map((line) => hunk.lines.indexOf(line));
  const near = hunk.lines.slice(Math.max(0, Math.min(...at) - 1), Math.max(...at) + 2);
  return cited.some(({ kind }) => kind !== "context") || near.some(({ kind }) => kind === "removed");
}

/**
 * Whether a quote stands in the lines word for word. White space at the ends is left out and runs of it are one space,
 * nothing else is folded. A quote of several lines stands in as many lines in a row, each in its line.
 */
export function isQuoted(quote: string, lines: readonly SentLine[]): boolean {
  if (quote.replace(/\s/gu, "").length < SHORTEST_QUOTE) return false;
  const wanted = quote.trim().split(/\r?\n/u).map(folded);
  const texts = lines.map(({ text }) => folded(text));
  return texts.some((_, from) => wanted.every((part, index) => holds(texts[from + index], part)));
}

/**
 * Where a quote stands in a hunk, when it does not where a claim says: models miscount lines, and a quote is word for word all
 * the same. Of several places the one that is nearest to the line named, on the side named if it is there.
 */
export function quotedLines(
  quote: string,
  hunk: DossierHunk,
  { side, startLine }: Pick<Cited, "side" | "startLine">,
): readonly SentLine[] | undefined {
  const count = quote.trim().split("\n").length;
  for (const each of [side, side === "head" ? "base" : "head"] as const) {
    const lines = hunk.lines.filter((line) => line.side === each);
    const places = lines.flatMap(({ line: first }, at) => {
      const cited = lines.slice(at, at + count);
      const whole = each === "base" || cited.at(-1)?.line === first + count - 1;
      return whole && isQuoted(quote, cited) ? [{ cited, distance: Math.abs(first - startLine) }] : [];
    });
    const [nearest] = places.toSorted((a, b) => a.distance - b.distance);
    if (nearest !== undefined) return nearest.cited;
  }
  return undefined;
}

/** An empty line is in no line but an empty one. */
function holds(text: string | undefined, part: string): boolean {
  return part === "" ? text === "" : text?.includes(part) === true;
}

function folded(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

/**
 * The place in head: head's lines as they are. Removed lines stood between two lines of head: the one after them, for it
 * is what a removed guard no longer guards and what replaces a line, else the one before. Undefined when head has no line
 * of the hunk.
 */
export function placeInHead(hunk: DossierHunk, cited: readonly SentLine[]): Location | undefined {
  const [first, last] = [cited[0], cited.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (first.side === "head") return { uri: hunk.uri, startLine: first.line, endLine: last.line };
  const [from, to] = [hunk.lines.indexOf(first), hunk.lines.indexOf(last)];
  const after = hunk.lines.find(({ side }, at) => at > to && side === "head");
  const line = (after ?? hunk.lines.findLast(({ side }, at) => at < from && side === "head"))?.line;
  return line === undefined ? undefined : { uri: hunk.uri, startLine: line, endLine: line };
}
