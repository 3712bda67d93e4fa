/** Finds many literals in one pass: Aho and Corasick (CACM 18(6), 1975) as a full automaton over ASCII folded to lower case. */

export interface Prefilter {
  /** Calls `hit` for every literal that begins at `start`, in the order of where they end. */
  scan(text: string, hit: (literal: number, start: number) => void): void;
}

export function createPrefilter(literals: readonly string[]): Prefilter {
  const folded = literals.map((literal) => literal.toLowerCase());
  const classOf = classes(folded);
  const width = Math.max(...classOf) + 1;
  const states = 1 + folded.reduce((sum, literal) => sum + literal.length, 0);
  const next = new Uint16Array(states * width);
  const outputs: number[][] = Array.from({ length: states }, () => []);
  let size = 1;
  folded.forEach((literal, index) => {
    let state = 0;
    for (const character of literal) {
      const at = state * width + (classOf[character.charCodeAt(0)] ?? 0);
      if (next[at] === 0) next[at] = size++;
      state = next[at] ?? 0;
    }
    outputs[state]?.push(index);
  });
  complete({ next, outputs, width });
  return {
    scan(text, hit) {
      let state = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        state = code < 128 ? (next[state * width + (classOf[code] ?? 0)] ?? 0) : 0;
        const found = outputs[state];
        if (state === 0 || found === undefined || found.length === 0) continue;
        for (const literal of found) hit(literal, i + 1 - (literals[literal]?.length ?? 0));
      }
    },
  };
}

/** One number per character that occurs in a literal, 0 for all others; both cases of a letter share theirs. */
function classes(folded: readonly string[]): Uint8Array {
  const classOf = new Uint8Array(128);
  let count = 0;
  for (const character of new Set(folded.join(""))) {
    const code = character.charCodeAt(0);
    if (code >= 128) throw new Error(`an anchor must be ASCII: ${character}`);
    classOf[code] = ++count;
  }
  for (let code = 65; code <= 90; code++) classOf[code] = classOf[code + 32] ?? 0;
  return classOf;
}

/** Breadth first: a missing edge becomes the edge of the longest proper suffix, whose outputs are outputs too. */
function complete({ next, outputs, width }: { next: Uint16Array; outputs: number[][]; width: number }): void {
  const fail = new Uint16Array(outputs.length);
  const queue: number[] = [];
  for (let c = 0; c < width; c++) if (next[c]) queue.push(next[c] ?? 0);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const suffix = fail[state] ?? 0;
    outputs[state]?.push(...(outputs[suffix] ?? []));
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
