/** Which lines of a file go with its hunks, and the stretches of text that must be redacted to show them. Pure. */

import type { ChangedFile, Hunk, SentLine } from "../records.ts";

/** A line that is to be sent. `hunkText` is its text where the hunk itself has it. */
export type PlannedLine = Omit<SentLine, "text"> & { readonly hunkText?: string };

/**
 * The lines of each hunk, in order, with unchanged lines of head around them so that about `contextLines` stand on
 * either side of the first and last change. Neighbours share what lies between them: no line is sent twice. Lines after
 * the end of the file may be among them.
 */
export function plannedLines(file: ChangedFile, contextLines: number): ReadonlyMap<string, readonly PlannedLine[]> {
  let free = 1;
  return new Map(
    file.hunks.map((hunk, index) => {
      const next = file.hunks[index + 1];
      const { first, last } = headRange(hunk);
      const [leading, trailing] = contextAtEnds(hunk);
      const from = Math.max(free, first - Math.max(0, contextLines - leading));
      const upTo = Math.min(
        last + Math.max(0, contextLines - trailing),
        next === undefined ? Number.MAX_SAFE_INTEGER : headRange(next).first - 1,
      );
      free = Math.max(last, upTo) + 1;
      const around = hasContext(file, hunk);
      return [
        hunk.id,
        [
          ...(around ? contextBetween(from, first - 1) : []),
          ...hunk.lines.map(ofHunk),
          ...(around ? contextBetween(last + 1, upTo) : []),
        ],
      ];
    }),
  );
}

/** A side of no lines starts at the line before (as in git). */
function headRange({ headStart, headCount }: Hunk): { first: number; last: number } {
  return headCount === 0
    ? { first: headStart + 1, last: headStart }
    : { first: headStart, last: headStart + headCount - 1 };
}

function contextAtEnds(hunk: Hunk): readonly [leading: number, trailing: number] {
  const changed = (line: { kind: string }): boolean => line.kind !== "context";
  const first = hunk.lines.findIndex(changed);
  const last = hunk.lines.findLastIndex(changed);
  return first < 0 ? [0, 0] : [first, hunk.lines.length - 1 - last];
}

function hasContext(file: ChangedFile, hunk: Hunk): boolean {
  return file.kind === "regular" && file.headBlob !== undefined && hunk.lines.length > 0;
}

function contextBetween(first: number, last: number): readonly PlannedLine[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    side: "head",
    line: first + index,
    kind: "context",
  }));
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
