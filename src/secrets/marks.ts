/** Our marks: `⟦secret:<type>:<n>⟧`, the same value with the same number by first appearance. */

import { numbered } from "../untrusted.ts";

interface Mark {
  readonly type: string;
  readonly text: string;
}

/** What a mark that is not ours begins with. */
export const ESCAPED = numbered("⟦");
/** The form of our marks, with the type as the group `type`. */
export const MARK = /⟦secret:(?<type>[a-z0-9-]{1,60}):[0-9]{1,9}⟧/gu;
/**
 * What stands before each line of code in a question, `h12 +| ` or `b9 -| `, and where lines were left out (`linesText` in
 * review/question.ts). No line of others begins so, since each has one of ours before it.
 */
export const LINE_PREFIX = /^(?:[hb][0-9]{1,9} [ +-]\| |⟦[0-9]{1,9} lines not shown⟧$)/gmu;
/** What a text may not bring along itself: it would pass for one of ours. */
const LOOKALIKE = new RegExp(`${MARK.source}|⟦secret:`, "gu");

export function createMarks() {
  const marks = new Map<string, Mark>();
  const minted = new Map<string, string>();
  /** How many bytes a value is longer than its mark. */
  const grown = (mark: string): number => {
    const value = minted.get(mark);
    return value === undefined ? 0 : Buffer.byteLength(value) - Buffer.byteLength(mark);
  };
  return {
    mint(value: string, type: string): string {
      const mark = marks.get(value) ?? { type, text: `⟦secret:${type}:${String(marks.size + 1)}⟧` };
      marks.set(value, mark);
      minted.set(mark.text, value);
      return mark.text;
    },
    /** A mark of someone else's is no longer one. */
    neutral: (text: string): string =>
      text.replace(LOOKALIKE, (mark) => (minted.has(mark) ? mark : `${ESCAPED}${mark.slice(1)}`)),
    /** Our own marks, and the name in an escaped one, are blank while looking. */
    blank: (text: string): string =>
      text
        .replace(MARK, (mark) => (minted.has(mark) ? " ".repeat(mark.length) : mark))
        .replaceAll(`${ESCAPED}secret`, (mark) => " ".repeat(mark.length)),
    bytesBefore: (text: string): number =>
      marksIn(text).reduce((sum, mark) => sum + grown(mark), Buffer.byteLength(text)),
    original(mark: string): string | undefined {
      const value = minted.get(mark);
      return value === undefined || marks.get(value)?.type === "known" ? undefined : value;
    },
  };
}

/** Marks in order; a value of several lines has one on each, of which one is named. */
export function marksIn(text: string): readonly string[] {
  let before = new Set<string>();
  return text.split("\n").flatMap((line) => {
    const all = line.match(MARK) ?? [];
    const named = all.filter((mark) => !before.has(mark));
    before = new Set(all);
    return named;
  });
}

/** How often each type of secret stands in a redacted text as a mark. */
export function countMarks(text: string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const mark of marksIn(text)) {
    const type = mark.split(":")[1] ?? "";
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
