/** Which lines of a file go with its hunks, and the stretches of text that must be redacted to show them. Pure. */

import type { ChangedFile, Hunk, SentLine } from "../records.ts";

/** A line that is to be sent. `hunkText` is its text where the hunk itself has it. */
export type PlannedLine = Omit<SentLine, "text"> & { readonly hunkText?: string };

/**
 * The lines of each hunk, in order, each with the lines of `context` (of head) that stand between the hunk before it and
 * the one after it; what lies between two hunks goes with the nearer one. No line is sent twice.
 */
export function plannedLines(
  file: ChangedFile,
  context: ReadonlySet<number>,
): ReadonlyMap<string, readonly PlannedLine[]> {
  const around = hasContext(file) ? [...context].sort((a, b) => a - b) : [];
  const ranges = file.hunks.map(headRange);
  return new Map(
    file.hunks.map((hunk, index) => {
      const { first, last } = ranges[index] ?? headRange(hunk);
      const from = middle(ranges[index - 1]?.last, first) ?? 0;
      const upTo = middle(last, ranges[index + 1]?.first) ?? Infinity;
      const inside = (low: number, high: number): readonly PlannedLine[] =>
        around.filter((line) => line > low && line < high).map(ofContext);
      const shown = hunk.lines.length > 0;
      return [
        hunk.id,
        [...(shown ? inside(from, first) : []), ...hunk.lines.map(ofHunk), ...(shown ? inside(last, upTo + 1) : [])],
      ];
    }),
  );
}

/** The last line between two hunks that goes with the first of them. */
function middle(last: number | undefined, first: number | undefined): number | undefined {
  return last === undefined || first === undefined ? undefined : Math.floor((last + first) / 2);
}

/** Lines of head that a hunk spans. A side of no lines starts at the line before (as in git). */
export function headRange({ headStart, headCount }: Hunk): { first: number; last: number } {
  return headCount === 0
    ? { first: headStart + 1, last: headStart }
    : { first: headStart, last: headStart + headCount - 1 };
}

/** Whether head has lines to show around its hunks. */
export function hasContext(file: ChangedFile): boolean {
  return file.kind === "regular" && file.headBlob !== undefined && !file.binary;
}

function ofContext(line: number): PlannedLine {
  return { side: "head", line, kind: "context" };
}

function ofHunk({ kind, text, baseLine, headLine }: Hunk["lines"][number]): PlannedLine {
  const side = kind === "removed" ? "base" : "head";
  return { side, line: (side === "base" ? baseLine : headLine) ?? 0, kind, hunkText: text };
}

/** Lines of one side, one after the other. */
export interface Stretch {
  /** 1-based. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** Above it not the whole file is redacted, but what stands around the wanted lines. */
export const MOST_REDACTED_CHARACTERS = 2_000_000;
/** The longest private key that is looked for has 20,000 characters (secrets/private-keys.ts): one that ends in the window is seen whole. */
export const AROUND_CHARACTERS = 40_000;

/** What of a file must be redacted to show the `wanted` lines (ascending): all of it, or as much as a secret can reach over. */
export function stretches(lines: readonly string[], wanted: readonly number[]): readonly Stretch[] {
  if (lines.reduce((sum, line) => sum + line.length + 1, 0) <= MOST_REDACTED_CHARACTERS) return [{ first: 1, lines }];
  const result: { first: number; last: number }[] = [];
  for (const line of wanted.filter((number) => number <= lines.length)) {
    const last = result.at(-1);
    const follows = line === last?.last || line - 1 === last?.last;
    const first = follows ? line : reach(lines, line, -1);
    if (last !== undefined && first <= last.last + 1) last.last = Math.max(last.last, line);
    else result.push({ first, last: line });
  }
  return result.map(({ first, last }) => ({
    first,
    // Of an endless line only the beginning is ever shown.
    lines: lines.slice(first - 1, reach(lines, last, 1)).map((line) => line.slice(0, 2 * AROUND_CHARACTERS)),
  }));
}

/** The line that lies `AROUND_CHARACTERS` away from a line, upwards or downwards. */
function reach(lines: readonly string[], from: number, step: -1 | 1): number {
  let line = from;
  for (let characters = 0; characters < AROUND_CHARACTERS && lines[line + step - 1] !== undefined; line += step)
    characters += (lines[line + step - 1] ?? "").length + 1;
  return line;
}
