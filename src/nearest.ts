/** "Did you mean": names near a mistyped one. */

import { distance } from "fastest-levenshtein";

const SHOWN = 5;
/** Comparing costs length times length. */
const LONGEST = 100;

/** At most five names, nearest first: those that contain the wanted one, then by edits, up to half of its length. */
export function nearest(mistyped: string, names: readonly string[]): readonly string[] {
  const wanted = mistyped.slice(0, LONGEST);
  const worst = Math.max(2, Math.floor(wanted.length / 2));
  return names
    .map((name) => ({ name, edits: name.endsWith(`/${wanted}`) ? 0 : distance(wanted, name.slice(0, LONGEST)) }))
    .filter(({ edits }) => edits <= worst)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SHOWN)
    .map(({ name }) => name);
}
