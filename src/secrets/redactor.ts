/** Takes secrets out of text. Others' text becomes a `Redacted` only here; `redacted.ts` makes more of it and of our own words (L1). */

import type { Redacted } from "../records.ts";
import { numbered } from "../untrusted.ts";
import { detect } from "./detect.ts";
import { encodedForms } from "./encodings.ts";
import { findValues } from "./interleaved.ts";
import { createValueIndex, SHORTEST_VALUE } from "./occurrences.ts";

export interface Redactor {
  /**
   * The text with `⟦secret:<type>:<n>⟧` for every secret: the same value has the same number, line count is kept, a value
   * once found is replaced wherever it stands in this and later texts. Redacting the result again changes nothing.
   */
  redact(text: string, path?: string): Redacted;
  /**
   * What a mark of this redactor stands for; undefined for other text, and for the run's own secrets. For applying a
   * suggested edit where the value stands already: never to be shown or stored.
   */
  original(mark: string): string | undefined;
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

interface Mark {
  readonly type: string;
  readonly text: string;
}

/** What a mark that is not ours begins with. */
export const ESCAPED = numbered("⟦");
/** The form of our marks, with the type as the group `type`. */
export const MARK = /⟦secret:(?<type>[a-z0-9-]{1,60}):[0-9]{1,9}⟧/gu;
/** What a text may not bring along itself: it would pass for one of ours. */
const LOOKALIKE = new RegExp(`${MARK.source}|⟦secret:`, "gu");
/** Detection runs again on its own result until nothing is left; each round takes whole values out, so few are needed. */
const MOST_ROUNDS = 10;

/** `known` are the run's own secrets, caught exactly and encoded; those under four characters are too short to tell from text. */
export function createRedactor({ known = [] }: { readonly known?: readonly string[] } = {}): Redactor {
  const marks = new Map<string, Mark>();
  const minted = new Map<string, string>();
  const own = createValueIndex();
  const found = createValueIndex();
  const foundTypes = new Map<string, string>();
  for (const value of known) if (value.length >= SHORTEST_VALUE) for (const form of encodedForms(value)) own.add(form);

  const mint = (value: string, type: string): string => {
    const mark = marks.get(value) ?? { type, text: `⟦secret:${type}:${String(marks.size + 1)}⟧` };
    marks.set(value, mark);
    minted.set(mark.text, value);
    return mark.text;
  };
  /** A mark of someone else's is no longer one. */
  const neutral = (text: string): string =>
    text.replace(LOOKALIKE, (mark) => (minted.has(mark) ? mark : `${ESCAPED}${mark.slice(1)}`));
  /** Our own marks, and the name in an escaped one, are blank while looking. */
  const blank = (text: string): string =>
    text
      .replace(MARK, (mark) => (minted.has(mark) ? " ".repeat(mark.length) : mark))
      .replaceAll(`${ESCAPED}secret`, (mark) => " ".repeat(mark.length));

  const parts = (text: string, path?: string): Part[] => {
    const list: Part[] = detect(text, { path, point: "redact" });
    for (const { start, end, type } of list) {
      const value = text.slice(start, end);
      if (!isDistinct(value) || foundTypes.has(value)) continue;
      found.add(value);
      foundTypes.set(value, type);
    }
    findValues(own, text, (at) => list.push({ ...at, type: "known" }));
    found.find(text, (at) => list.push({ ...at, type: foundTypes.get(text.slice(at.start, at.end)) ?? "secret" }));
    return united(list);
  };

  return {
    redact(given, path) {
      let text = neutral(given);
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const looked = blank(text);
        const list = parts(looked, path);
        if (list.length === 0) break;
        text = replaced(text, list, mint);
      }
      return text as Redacted;
    },
    original: (mark) => {
      const value = minted.get(mark);
      return value === undefined || marks.get(value)?.type === "known" ? undefined : value;
    },
  };
}

/** Short values and plain words stand in ordinary text too; they are replaced where a name tells what they are. */
function isDistinct(value: string): boolean {
  return value.length >= 8 && !/^[A-Za-z]+$/u.test(value) && new Set(value).size >= 4;
}

function united(list: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of list.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || part.start >= last.end) result.push(part);
    else result.splice(-1, 1, { ...last, end: Math.max(last.end, part.end) });
  }
  return result;
}

function replaced(text: string, list: readonly Part[], mint: (value: string, type: string) => string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, type } of list) {
    pieces.push(text.slice(done, start), replacement(text.slice(start, end), type, mint));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}

/** One mark per line that holds something, so that lines, their ends, and a diff's first column stay. */
function replacement(secret: string, type: string, mint: (value: string, type: string) => string): string {
  if (!/[\n\r]/u.test(secret)) return mint(secret, type);
  const mark = mint(secret, type);
  return secret
    .split(/(\r\n|\n|\r)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/^([+-]?\s*)\S.*$/su, `$1${mark}`)))
    .join("");
}
