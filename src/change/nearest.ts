/** "Did you mean": names near a mistyped one. */

const SHOWN = 5;
/** Comparing costs length times length. */
const LONGEST = 100;

/** At most five names, nearest first: those that contain the wanted one, then by edits, up to half of its length. */
export function nearest(mistyped: string, names: readonly string[]): readonly string[] {
  const wanted = mistyped.slice(0, LONGEST);
  const worst = Math.max(2, Math.floor(wanted.length / 2));
  return names
    .map((name) => ({ name, distance: name.endsWith(`/${wanted}`) ? 0 : edits(wanted, name.slice(0, LONGEST)) }))
    .filter(({ distance }) => distance <= worst)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** Levenshtein's distance, row by row. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
