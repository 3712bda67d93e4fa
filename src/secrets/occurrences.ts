/** Finds many exact values in text, whatever their number: an index by the first four UTF-16 units. */

export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** Shorter values would take ordinary words out of the text. */
export const SHORTEST_VALUE = 4;

export interface ValueIndex {
  /** Values shorter than `SHORTEST_VALUE` are not taken. */
  add(value: string): void;
  /** Every occurrence of a value, longest first where several begin, none inside another unless they may overlap. */
  find(text: string, offer: (occurrence: Occurrence) => void): void;
}

export function createValueIndex({ overlapping = false } = {}): ValueIndex {
  const lengths = new Map<string, number[]>();
  const values = new Set<string>();
  // One bit of doubt per four low bytes in a row: most positions of a text end here.
  const maybe = new Uint8Array(1 << 16);
  return {
    add(value) {
      if (value.length < SHORTEST_VALUE || values.has(value)) return;
      values.add(value);
      const head = value.slice(0, SHORTEST_VALUE);
      const known = lengths.get(head) ?? [];
      if (!known.includes(value.length)) known.push(value.length);
      lengths.set(
        head,
        known.sort((a, b) => b - a),
      );
      let hash = 0;
      for (let i = 0; i < SHORTEST_VALUE; i++) hash = shift(hash, head.charCodeAt(i));
      maybe[slot(hash)] = 1;
    },
    find(text, offer) {
      if (values.size === 0) return;
      let hash = 0;
      let done = 0;
      for (let i = 0; i < text.length; i++) {
        hash = shift(hash, text.charCodeAt(i));
        const start = i + 1 - SHORTEST_VALUE;
        if (start < done || maybe[slot(hash)] === 0) continue;
        const length = lengths.get(text.slice(start, i + 1))?.find((n) => values.has(text.slice(start, start + n)));
        if (length === undefined) continue;
        offer({ start, end: start + length });
        done = overlapping ? start + 1 : start + length;
      }
    },
  };
}

/** A window of four: each new unit pushes the oldest out of the 32 bits. */
function shift(hash: number, code: number): number {
  return (hash << 8) | (code & 255);
}

function slot(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16;
}
