/**
 * Secrets with characters between theirs that show nothing (zero width, NUL of UTF-16, tags), plain or already made visible
 * as `⟦U+200B⟧`: whoever reads the text, or a model, puts them together again (governance.md A7).
 */

import type { Occurrence, ValueIndex } from "./occurrences.ts";
import type { Shown } from "./shown.ts";

/** U+27E6 is ours: it stands before a forged mark, which must not become one by being read without it. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|⟦U\+(?!27E6⟧)[0-9A-F]{4,6}⟧/gu;

/** Per UTF-16 unit: 1 shows, 2 may be part of what does not. Asked once each, for nearly all texts have nothing of the kind. */
const KNOWN = new Uint8Array(1 << 16);
const SHOWS = 1;
const HIDES = 2;

function mayHide(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((KNOWN[code] ||= kindOf(code)) === HIDES) return true;
  }
  return false;
}

function kindOf(code: number): typeof SHOWS | typeof HIDES {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isSurrogate ||
    (/[⟦\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(String.fromCharCode(code)) &&
      !/[\n\r\t]/u.test(String.fromCharCode(code)))
    ? HIDES
    : SHOWS;
}

/** The text without what shows nothing; undefined when all of it shows. Line ends stay. */
export function withoutHidden(text: string): Shown | undefined {
  if (!mayHide(text)) return undefined;
  // Kept runs: where each begins in the result, and in the original.
  const runs: { readonly shown: number; readonly from: number }[] = [];
  const parts: string[] = [];
  let [shown, from] = [0, 0];
  const keep = (to: number): void => {
    if (to === from) return;
    runs.push({ shown, from });
    parts.push(text.slice(from, to));
    shown += to - from;
  };
  for (const { index, 0: hidden } of text.matchAll(HIDDEN)) {
    keep(index);
    from = index + hidden.length;
  }
  if (from === 0) return undefined;
  keep(text.length);
  const place = (offset: number): number => {
    let [low, high] = [0, runs.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((runs[middle]?.shown ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const run = runs[low];
    return run === undefined ? 0 : run.from + offset - run.shown;
  };
  return {
    text: parts.join(""),
    original: ({ start, end }) => ({ start: place(start), end: place(end - 1) + 1 }),
  };
}

/** Every occurrence of a known value, also with hidden characters between its own. */
export function findValues(
  index: Pick<ValueIndex, "find">,
  text: string,
  offer: (occurrence: Occurrence) => void,
): void {
  index.find(text, offer);
  const shown = withoutHidden(text);
  if (shown !== undefined) index.find(shown.text, (part) => offer(shown.original(part)));
}
