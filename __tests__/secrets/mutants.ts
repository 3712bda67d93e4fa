/** One row's data, changed in one place: a letter less in a literal, one more or less in a length, one more character in an alphabet. */

import type { Format } from "../../src/secrets/format.ts";

export type Data = Pick<Format, "anchors" | "pattern">;

export interface Mutant {
  readonly change: string;
  readonly data: Data;
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

export function mutants(format: Format): Mutant[] {
  return [...otherLiterals(format), ...otherBodies(format)];
}

/** A literal is an anchor and the same text in the pattern. */
function otherLiterals({ anchors, pattern }: Data): Mutant[] {
  return anchors.flatMap((anchor, at) =>
    [anchor.slice(1), anchor.slice(0, -1)]
      .filter((shorter) => shorter !== "" && pattern.source.includes(escaped(anchor)))
      .map((shorter) => ({
        change: `${anchor} becomes ${shorter}`,
        data: {
          anchors: anchors.with(at, shorter),
          pattern: new RegExp(
            pattern.source.replace(bounded(anchor), (whole) => whole.replace(escaped(anchor), escaped(shorter))),
            pattern.flags,
          ),
        },
      })),
  );
}

/** The literal as an alternative of its own, not as a part of a longer one. */
function bounded(anchor: string): RegExp {
  return new RegExp(`(?<=[|(:]|^)${escaped(escaped(anchor))}(?=[|)]|$)|${escaped(escaped(anchor))}`, "u");
}

/** Where the credential itself is described: the group `secret`, or all but the looks at what stands around it. */
function otherBodies({ anchors, pattern, chosen }: Format): Mutant[] {
  // What people choose has no form.
  if (chosen === true) return [];
  const { source, flags } = pattern;
  const group = source.indexOf("(?<secret>");
  const from = group >= 0 ? group + "(?<secret>".length : Math.max(0, source.lastIndexOf("{2})") + 4);
  const mutant = (index: number, old: string, changed: string): Mutant => ({
    change: `${old} becomes ${changed} at ${String(index)} of ${source}`,
    data: { anchors, pattern: new RegExp(source.slice(0, index) + changed + source.slice(index + old.length), flags) },
  });
  return (
    [...source.matchAll(/(?<=\])\{(\d+)(?:,(\d+))?\}|\[([^\]]+)\]/gu)]
      // A class of one character is a literal, and one of all others no alphabet.
      .filter(({ 3: alphabet }) => alphabet === undefined || (alphabet.length > 1 && !alphabet.startsWith("^")))
      .filter(({ index }) => index >= from && !/\(\?<?[!=](?:[^)]*)$/u.test(source.slice(0, index)))
      .flatMap(({ index, 0: old, 1: min, 2: max, 3: alphabet }) => {
        if (alphabet !== undefined) return wider(alphabet, flags).map((changed) => mutant(index, old, changed));
        return lengths(Number(min), max === undefined ? undefined : Number(max)).map((changed) =>
          mutant(index, old, changed),
        );
      })
  );
}

function lengths(min: number, max: number | undefined): string[] {
  if (max === undefined) return [`{${String(min - 1)}}`, `{${String(min + 1)}}`];
  const changed = [
    [min + 1, max],
    [min - 1, max],
    // From 100 on the upper end is a limit of cost, and no length that a provider documents.
    ...(max < 100
      ? [
          [min, max - 1],
          [min, max + 1],
        ]
      : []),
  ];
  return changed.filter(([a = 0, b = 0]) => a >= 0 && a <= b).map((pair) => `{${pair.join(",")}}`);
}

/** With the first neighbour that it does not hold, as a careless row would take it in. */
function wider(alphabet: string, flags: string): string[] {
  const allowed = new RegExp(`[${alphabet}]`, flags.includes("i") ? "iu" : "u");
  return ["g", "Z", "z", "9", "_", "-", ".", "+", "="]
    .filter((character) => !allowed.test(character))
    .slice(0, 1)
    .map((neighbour) => `[${neighbour}${alphabet}]`);
}
