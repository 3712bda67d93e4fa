import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { createPrefilter } from "../../src/secrets/prefilter.ts";

function hits(literals: readonly string[], text: string): string[] {
  const found: string[] = [];
  createPrefilter(literals).scan(text, (literal, start) => found.push(`${String(literal)}@${String(start)}`));
  return found.sort();
}

test("finds literals inside and across one another, whatever their case", () => {
  expect(hits(["he", "she", "his", "hers"], "uSHErs")).toEqual(["0@2", "1@1", "3@2"]);
});

test("what stands in no literal breaks a match", () => {
  expect(hits(["ab"], "aéb aáb ab")).toEqual(["0@8"]);
});

test("finds literals in any script, whatever their case", () => {
  expect(hits(["парол", "密码"], "ПАРОЛЬ и 密码")).toEqual(["0@0", "1@9"]);
});

test("finds what a plain search finds, in any text", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "A", "_"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 6, selector: (s) => s.toLowerCase() }),
      fc.string({ unit: fc.constantFrom("a", "b", "B", "_", "é") }),
      (literals, text) => {
        const expected = literals.flatMap((literal, index) =>
          [...text].flatMap((_, at) =>
            text.slice(at, at + literal.length).toLowerCase() === literal.toLowerCase()
              ? [`${String(index)}@${String(at)}`]
              : [],
          ),
        );
        expect(hits(literals, text)).toEqual(expected.sort());
      },
    ),
    { seed: 1 },
  );
});
