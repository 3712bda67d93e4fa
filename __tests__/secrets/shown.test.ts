import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { rebuilt, within, type Piece } from "../../src/secrets/shown.ts";

test("every kept character leads back to itself, and a piece to the whole of it", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 700 });
  const cuts = fc.array(fc.tuple(fc.nat(700), fc.integer({ min: 1, max: 9 }), fc.string({ maxLength: 5 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(letters, cuts, (text, given) => {
      const pieces: Piece[] = given
        .map(([start, length, clear]) => ({ start, end: start + length, clear: clear.toUpperCase() }))
        .filter(({ end }) => end <= text.length)
        .sort((a, b) => a.start - b.start);
      const shown = rebuilt(text, pieces);
      for (let i = 0; i < shown.text.length; i++) {
        const { start, end } = shown.original({ start: i, end: i + 1 });
        const isPiece = pieces.some((piece) => piece.start === start && piece.end === end);
        if (!isPiece && start !== end) expect(text.slice(start, end)).toBe(shown.text.charAt(i));
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1_000, seed: 8 },
  );
});

test("a part from kept text into a piece covers both", () => {
  const shown = rebuilt("abc%41def", [{ start: 3, end: 6, clear: "A" }]);
  expect(shown.text).toBe("abcAdef");
  expect(shown.original({ start: 1, end: 4 })).toEqual({ start: 1, end: 6 });
  expect(shown.original({ start: 3, end: 5 })).toEqual({ start: 3, end: 7 });
});

test("of text far from any piece nothing is kept", () => {
  const far = "x".repeat(5_000);
  const shown = rebuilt(`${far}%41${far}%42${far}`, [
    { start: 5_000, end: 5_003, clear: "A" },
    { start: 10_003, end: 10_006, clear: "B" },
  ]);
  expect(shown.text.length).toBeLessThan(1_500);
  expect(shown.original({ start: shown.text.indexOf("B"), end: shown.text.indexOf("B") + 1 })).toEqual({
    start: 10_003,
    end: 10_006,
  });
});

test("a clear text of a clear text leads back through both", () => {
  const outer = rebuilt("..%2541..", [{ start: 2, end: 5, clear: "%" }]);
  const inner = rebuilt(outer.text, [{ start: 2, end: 5, clear: "A" }]);
  expect(within(outer, inner).original({ start: 2, end: 3 })).toEqual({ start: 2, end: 7 });
});
