import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { placeOnDiff, shownLines, suggestionOf } from "../../src/publish/commentable.ts";
import { aChangedFile, aFinding, aReview } from "../fixtures/review.ts";

const uri = "src/a.ts";
const [hunk] = aChangedFile(0, { uri }).hunks;
const withHunks = (...ranges: readonly (readonly [start: number, count: number])[]) => {
  const hunks = ranges.map(([headStart, headCount]) => ({ ...hunk!, headStart, headCount, lines: [] }));
  return shownLines({ ...aReview().change, files: [aChangedFile(0, { uri, hunks })] });
};
const shown = withHunks([10, 5], [30, 3], [50, 0]);
const at = (startLine: number, endLine = startLine, path = uri) =>
  placeOnDiff({ uri: path, startLine, endLine }, shown);

describe("a comment's place", () => {
  test("is the finding's last lines, as far as one hunk of head shows them", () => {
    expect(at(11, 12)).toEqual({ startLine: 11, endLine: 12 });
    expect(at(8, 12)).toEqual({ startLine: 10, endLine: 12 });
    expect(at(12, 20)).toEqual({ startLine: 12, endLine: 14 });
    expect(at(12, 31)).toEqual({ startLine: 30, endLine: 31 });
    expect(at(1, 500)).toEqual({ startLine: 30, endLine: 32 });
  });

  test("is nowhere for lines between the hunks, lines that were only removed, other files and no location", () => {
    for (const line of [9, 15, 29, 33, 50, 51]) expect(at(line)).toBeUndefined();
    expect(at(11, 11, "src/b.ts")).toBeUndefined();
    expect(placeOnDiff(undefined, shown)).toBeUndefined();
  });

  test("is nowhere for a path that is not the one GitHub knows: redacted, cut, or with bytes that are no text", () => {
    for (const path of ["⟦secret:github-token:1⟧.ts", "a\uFFFD.ts", "a\nb.ts", "a\u202E.ts", ""]) {
      const files = [aChangedFile(0, { uri: path })];
      expect(placeOnDiff({ uri: path, startLine: 10, endLine: 10 }, shownLines({ ...aReview().change, files }))).toBe(
        undefined,
      );
    }
  });

  test("always lies within the location and within one hunk", () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 4 }), ([startLine, length], hunks) => {
        // As in a diff: in order, apart from each other.
        const inOrder = hunks.reduce<[number, number][]>((all, [gap, count]) => {
          const [start, n] = all.at(-1) ?? [0, 0];
          return [...all, [start + n + gap, count]];
        }, []);
        const place = placeOnDiff({ uri, startLine, endLine: startLine + length }, withHunks(...inOrder));
        const meets = inOrder.some(([start, n]) => n > 0 && start <= startLine + length && startLine < start + n);
        expect(place !== undefined).toBe(meets);
        if (place === undefined) return;
        expect(place.startLine).toBeGreaterThanOrEqual(startLine);
        expect(place.endLine).toBeLessThanOrEqual(startLine + length);
        expect(inOrder.some(([start, n]) => start <= place.startLine && place.endLine < start + n)).toBe(true);
      }),
    );
  });
});

describe("a suggestion", () => {
  const suggest = (replacement: string, startLine = 11, endLine = startLine) =>
    suggestionOf(
      aFinding(0, { location: { uri, startLine: 11, endLine: 11 }, fix: { startLine, endLine, replacement } }),
      shown,
    );

  test("is an edit whose lines all stand in one hunk", () => {
    expect(suggest("safe();")).toEqual({ startLine: 11, endLine: 11, replacement: "safe();" });
    expect(suggest("safe();", 10, 14)).toBeDefined();
    expect(suggest("safe();", 9, 11)).toBeUndefined();
    expect(suggest("safe();", 12, 15)).toBeUndefined();
    expect(suggest("safe();", 40)).toBeUndefined();
    expect(suggest("")).toBeDefined();
  });

  test("L2 is its text to the letter, or none: no placeholder, no hidden character, no endless fence, no runner's command", () => {
    const not = [
      "⟦secret:github-token:1⟧",
      "a⟦U+202E⟧b",
      "a\u202Eb",
      "a\r\nb",
      "`".repeat(11),
      "::error::x",
      "a ##[x]y",
    ];
    for (const text of not) expect([text, suggest(text)]).toEqual([text, undefined]);
    expect(suggest("`".repeat(10))).toBeDefined();
    expect(suggest("x".repeat(20_000))).toBeDefined();
    expect(suggest("x".repeat(20_001))).toBeUndefined();
  });
});
