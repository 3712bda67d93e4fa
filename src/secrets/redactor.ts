/** Takes secrets out of text. Others' text becomes a `Redacted` only here; `redacted.ts` makes more of it and of our own words (L1). */

import type { Redacted } from "../records.ts";
import { isSettings } from "./assignments.ts";
import { isDistinct } from "./detect.ts";
import { BUILT_IN, type Detector } from "./detector.ts";
import { findValues } from "./interleaved.ts";
import { knownValues } from "./known.ts";
import { createMarks } from "./marks.ts";
import { createValueIndex } from "./occurrences.ts";

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
  /** UTF-8 bytes of the text as it was before: with the values in the place of this redactor's marks. */
  bytesBefore(text: string): number;
  /** Looks from now on as the policy says, which is read after the first texts. */
  adopt(detector: Detector): void;
  /** What it looks with. */
  readonly detector: Detector;
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Detection runs again on its own result until nothing is left; each round takes whole values out, so few are needed. */
const MOST_ROUNDS = 10;

/** `known` are the run's own secrets, caught exactly and encoded; those under four characters are too short to tell from text. */
export function createRedactor({
  known = [],
  detector: first = BUILT_IN,
}: { readonly known?: readonly string[]; readonly detector?: Detector } = {}): Redactor {
  let detector = first;
  const marks = createMarks();
  const own = knownValues(known);
  const found = createValueIndex();
  const foundTypes = new Map<string, string>();

  const parts = (text: string, path?: string): Part[] => {
    const list: Part[] = [...detector.look(text, { path, point: "redact" })];
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
      let text = marks.neutral(given);
      // The guard knows no paths: what it would find without one is taken out as well.
      const paths = path === undefined || !(isSettings(path) || text.includes("+++ ")) ? [path] : [path, undefined];
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const looked = marks.blank(text);
        const list = parts(looked, paths[0]);
        if (list.length === 0 && paths.length === 1) break;
        if (list.length === 0) paths.shift();
        text = replaced(text, list, marks.mint);
      }
      return text as Redacted;
    },
    adopt: (next) => {
      detector = next;
    },
    get detector() {
      return detector;
    },
    bytesBefore: marks.bytesBefore,
    original: marks.original,
  };
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
