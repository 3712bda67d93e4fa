/** The run's own secrets wherever they turn up: whole, encoded, reversed, and cut (governance.md A7: seven characters less defeated a scanner). */

import { encodedForms } from "./encodings.ts";
import { isStrange } from "./letters.ts";
import { createValueIndex, SHORTEST_VALUE, type ValueIndex } from "./occurrences.ts";

/** A shorter piece of a secret may stand in any text. */
const PIECE = 12;
/** Of a longer value (a JSON Web Token) only the beginning is known in pieces, so that the index stays small. */
const LONGEST_CUT = 1_000;

export type KnownValues = Pick<ValueIndex, "find">;

/** Values under four characters are too short to tell from text. */
export function knownValues(known: readonly string[]): KnownValues {
  const whole = createValueIndex();
  const pieces = createValueIndex({ overlapping: true });
  for (const value of known) {
    if (value.length < SHORTEST_VALUE) continue;
    for (const form of encodedForms(value)) whole.add(form);
    if (!isRandom(value)) continue;
    for (const form of [value, value.split("").reverse().join(""), ...base64Of(value)])
      for (let at = 0; at + PIECE <= Math.min(form.length, LONGEST_CUT); at++) pieces.add(form.slice(at, at + PIECE));
  }
  return {
    find: (text, offer) => {
      whole.find(text, offer);
      pieces.find(text, offer);
    },
  };
}

/** A path or a sentence that somebody called a secret has pieces that are ordinary words. */
function isRandom(value: string): boolean {
  return value.length >= PIECE + 4 && /^[\w.+/=~-]+$/u.test(value) && /\d/u.test(value) && isStrange(value);
}

/** At each alignment: what a piece of the value looks like in base64 does not depend on where it was cut. */
function base64Of(value: string): readonly string[] {
  return [0, 1, 2].map((skip) => Buffer.from(value).subarray(skip).toString("base64").replace(/=+$/u, ""));
}
