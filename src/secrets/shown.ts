/** A text in the clear, made from parts of another, whose places lead back to it. */

import type { Occurrence } from "./occurrences.ts";

export interface Shown {
  readonly text: string;
  /** Where a part of `text` stands in the original; what is hidden or encoded between its ends belongs to it. */
  original(part: Occurrence): Occurrence;
}

/** `[start, end)` of the original reads `clear`. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly clear: string;
}

interface Run {
  /** Where the run begins in the clear text, and in the original. */
  readonly shown: number;
  readonly start: number;
  /** The end in the original of what cannot be divided. */
  readonly end?: number | undefined;
}

/** How far a name can stand from its value, so much is kept around a piece. */
const BEFORE = 160;
const AFTER = 240;

/** The neighbourhood of the pieces with each of them in the clear; what begins or ends in a piece begins or ends with it. */
export function rebuilt(text: string, pieces: readonly Piece[]): Shown {
  let result = "";
  const runs: Run[] = [];
  let [done, shown] = [0, 0];
  const put = (clear: string, start: number, end?: number): void => {
    runs.push({ shown, start, end });
    result += clear;
    shown += clear.length;
  };
  const keep = (to: number): void => {
    if (to === done) return;
    if (to - done > BEFORE + AFTER) {
      if (done > 0) put(text.slice(done, done + AFTER), done);
      put("\n", done, done);
      done = to - BEFORE;
    }
    put(text.slice(done, to), done);
  };
  for (const { start, end, clear } of pieces) {
    if (start < done) continue;
    keep(start);
    put(clear, start, end);
    done = end;
  }
  put(text.slice(done, done + AFTER), done);
  return { text: result, original: (part) => placed(runs, part) };
}

/** The clear text of a clear text. */
export function within(outer: Shown, inner: Shown): Shown {
  return { text: inner.text, original: (part) => outer.original(inner.original(part)) };
}

function placed(runs: readonly Run[], { start, end }: Occurrence): Occurrence {
  const [first, last] = [runAt(runs, start), runAt(runs, end - 1)];
  return {
    start: first.end === undefined ? first.start + start - first.shown : first.start,
    end: last.end ?? last.start + end - last.shown,
  };
}

function runAt(runs: readonly Run[], offset: number): Run {
  let [low, high] = [0, runs.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((runs[middle]?.shown ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low] ?? { shown: 0, start: 0 };
}
