/** Finds many literals in one pass: Aho and Corasick (CACM 18(6), 1975) as a full automaton over text folded to lower case. */

export interface Prefilter {
  /** Calls `hit` for every literal that begins at `start`, in the order of where their heads end. */
  scan(text: string, hit: Hit): void;
}

type Hit = (literal: number, start: number) => void;

/** Only the heads of literals are in the automaton, so that it is quickly made and fits the cache; the rest is compared. */
const HEAD = 5;

export function createPrefilter(literals: readonly string[]): Prefilter {
  const folded = literals.map((literal) => literal.toLowerCase());
  const { next, width, classOf, outputs, ends } = automaton(folded);
  const offer = (text: string, end: number, { found, hit }: { found: readonly number[]; hit: Hit }): void => {
    for (const index of found) {
      const literal = folded[index] ?? "";
      const start = end - Math.min(HEAD, literal.length);
      if (goesOn(text, start, literal)) hit(index, start);
    }
  };
  return {
    scan(text, hit) {
      let state = 0;
      for (let i = 0; i < text.length; i++) {
        state = next[state * width + (classOf[text.charCodeAt(i)] ?? 0)] ?? 0;
        if (ends[state] === 1) offer(text, i + 1, { found: outputs[state] ?? [], hit });
      }
    },
  };
}

/** Whether what follows the head stands in the text too. */
function goesOn(text: string, start: number, literal: string): boolean {
  if (literal.length > text.length - start) return false;
  for (let i = HEAD; i < literal.length; i++) {
    const [expected, code] = [literal.charCodeAt(i), text.charCodeAt(start + i)];
    if (expected === code) continue;
    if (code < 128 ? expected !== (code | 32) || code < 65 || code > 90 : expected !== lowerCode(code)) return false;
  }
  return true;
}

function lowerCode(code: number): number {
  return String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

interface Automaton {
  readonly next: Uint16Array;
  readonly width: number;
  readonly classOf: Uint8Array;
  /** The literals whose heads end in a state; `ends` is 1 where there are some. */
  readonly outputs: readonly (readonly number[] | undefined)[];
  readonly ends: Uint8Array;
}

function automaton(folded: readonly string[]): Automaton {
  const heads = folded.map((literal) => literal.slice(0, HEAD));
  const { classOf, width } = classes(heads);
  const most = 1 + HEAD * heads.length;
  const next = new Uint16Array(most * width);
  const outputs: (number[] | undefined)[] = Array.from({ length: most });
  let size = 1;
  heads.forEach((head, index) => {
    let state = 0;
    for (let i = 0; i < head.length; i++) {
      const at = state * width + (classOf[head.charCodeAt(i)] ?? 0);
      if (next[at] === 0) next[at] = size++;
      state = next[at] ?? 0;
    }
    (outputs[state] ??= []).push(index);
  });
  complete({ next, outputs, width });
  return { next, width, classOf, outputs, ends: Uint8Array.from(outputs, (found) => (found === undefined ? 0 : 1)) };
}

/** One number per character that occurs in a head, 0 for all others; both cases of a letter share theirs. */
function classes(heads: readonly string[]): { classOf: Uint8Array; width: number } {
  const classOf = new Uint8Array(1 << 16);
  let width = 1;
  for (const character of new Set(heads.join("").split(""))) {
    if (width > 255) throw new Error("the literals begin with too many different characters");
    classOf[character.charCodeAt(0)] = width;
    const upper = character.toUpperCase();
    if (upper.length === 1) classOf[upper.charCodeAt(0)] = width;
    width++;
  }
  return { classOf, width };
}

interface Table {
  readonly next: Uint16Array;
  readonly outputs: (number[] | undefined)[];
  readonly width: number;
}

/** Breadth first: a missing edge becomes the edge of the longest proper suffix, whose outputs are outputs too. */
function complete({ next, outputs, width }: Table): void {
  const fail = new Uint16Array(outputs.length);
  const queue: number[] = [];
  for (let c = 0; c < width; c++) if (next[c]) queue.push(next[c] ?? 0);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const suffix = fail[state] ?? 0;
    const more = outputs[suffix];
    if (more !== undefined) outputs[state] = [...(outputs[state] ?? []), ...more];
    for (let c = 0; c < width; c++) {
      const child = next[state * width + c] ?? 0;
      const elsewhere = next[suffix * width + c] ?? 0;
      if (child === 0) next[state * width + c] = elsewhere;
      else {
        fail[child] = elsewhere;
        queue.push(child);
      }
    }
  }
}
