/** Where a claim is: the lines that it cites as they were sent, whether its quote stands there, and its place in head (L4). */

import type { Location } from "../finding.ts";
import type { DossierHunk, SentLine, Side } from "../records.ts";
import { NUMBERED, withoutInvisible } from "../untrusted.ts";

export interface Cited {
  readonly side: Side;
  readonly startLine: number;
  readonly endLine: number;
}

/** Shorter quotes stand everywhere: `);`, `}`. */
const SHORTEST_QUOTE = 4;
/** More lines are no quote but a copy. */
const MOST_LINES = 100;
const PREFIX = /^\s*[hb][0-9]{1,9} [ +-]\| ?/u;

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
  const [first, last] = [cited[0], cited.at(-1)];
  if (first === undefined || last === undefined) return false;
  const near = hunk.lines.slice(Math.max(0, hunk.lines.indexOf(first) - 1), hunk.lines.lastIndexOf(last) + 2);
  return cited.some(({ kind }) => kind !== "context") || near.some(({ kind }) => kind === "removed");
}

/**
 * Whether a quote stands in the lines word for word. White space at the ends is left out and runs of it are one space, and the
 * mark of a character counts as the character (`folded`); nothing else is folded. A quote of several lines stands in as many
 * lines in a row, each in its line.
 */
export function isQuoted(quote: string, lines: readonly SentLine[]): boolean {
  const texts = lines.map(({ text }) => folded(text));
  return readingsOf(quote).some((wanted) => isLong(wanted) && startsOf(wanted, texts).length > 0);
}

/** Whether a quote is all of one of the lines: then it may be as short as `$1`, which a shell runs, but not without any word. */
export function isWholeLine(quote: string, lines: readonly SentLine[]): boolean {
  return readingsOf(quote).some(
    ([only, ...more]) =>
      only !== undefined &&
      more.length === 0 &&
      /[\p{L}\p{N}]/u.test(only) &&
      lines.some(({ text }) => folded(text) === only),
  );
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
  for (const each of [side, side === "head" ? "base" : "head"] as const) {
    const lines = hunk.lines.filter((line) => line.side === each);
    const texts = lines.map(({ text }) => folded(text));
    const places = readingsOf(quote)
      .filter((wanted) => isLong(wanted))
      .flatMap((wanted) =>
        startsOf(wanted, texts).flatMap((at) => {
          const cited = lines.slice(at, at + wanted.length);
          const first = cited[0]?.line ?? 0;
          const whole = each === "base" || cited.at(-1)?.line === first + wanted.length - 1;
          return whole ? [{ cited, distance: Math.abs(first - startLine) }] : [];
        }),
      );
    const [nearest] = places.toSorted((a, b) => a.distance - b.distance);
    if (nearest !== undefined) return nearest.cited;
  }
  return undefined;
}

/**
 * A quote as it is and, when each of its lines begins like one of a question (`h12 +| text`), without that: some models copy it.
 * The first that stands counts: code may hold such words itself. None when it is longer than a quote: an answer may not cost
 * minutes.
 */
function readingsOf(quote: string): readonly (readonly string[])[] {
  const lines = quote.trim().split(/\r?\n/u);
  if (lines.length > MOST_LINES) return [];
  const bare = lines.map((line) => line.replace(PREFIX, ""));
  const isPrefixed = bare.every((line, index) => line !== lines[index]);
  return [lines, ...(isPrefixed ? [bare] : [])].map((reading) => reading.map(folded));
}

/** Indexes of the lines from which all of a quote stands. */
function startsOf(wanted: readonly string[], texts: readonly string[]): readonly number[] {
  return texts
    .slice(0, Math.max(0, texts.length - wanted.length + 1))
    .flatMap((_, from) => (wanted.every((part, index) => holds(texts[from + index], part)) ? [from] : []));
}

function isLong(wanted: readonly string[]): boolean {
  return wanted.join("").replaceAll(" ", "").length >= SHORTEST_QUOTE;
}

/** An empty line is in no line but an empty one. */
function holds(text: string | undefined, part: string): boolean {
  return part === "" ? text === "" : text?.includes(part) === true;
}

/** A character that `neutral` or `visible` wrote by its number is itself where it shows and nothing where not: models copy it so. */
function folded(text: string): string {
  return text
    .replace(NUMBERED, (_, code: string) => withoutInvisible(characterOf(code)))
    .trim()
    .replace(/\s+/gu, " ");
}

function characterOf(code: string): string {
  const point = Number.parseInt(code, 16);
  return point > 0x10_ff_ff ? "" : String.fromCodePoint(point);
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
