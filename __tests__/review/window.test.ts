import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Hunk } from "../../src/records.ts";
import { AROUND_CHARACTERS, MOST_REDACTED_CHARACTERS, plannedLines, stretches } from "../../src/review/window.ts";
import { aChangedFile } from "../fixtures/review.ts";

describe("L4 the lines that go with hunks", () => {
  const hunks = fc
    .array(fc.record({ gap: fc.nat(30), added: fc.nat(4), removed: fc.nat(4), around: fc.nat(3) }), { maxLength: 6 })
    .map((shapes) => {
      let [base, head] = [1, 1];
      return shapes.map(({ gap, added, removed, around }, index): Hunk => {
        base += gap;
        head += gap;
        const start = { baseStart: base, headStart: head };
        const lines: Hunk["lines"][number][] = [];
        const context = (): void => {
          for (let n = 0; n < around; n++)
            lines.push({ kind: "context", text: "", baseLine: base++, headLine: head++ });
        };
        context();
        for (let n = 0; n < removed; n++) lines.push({ kind: "removed", text: "", baseLine: base++ });
        for (let n = 0; n < added; n++) lines.push({ kind: "added", text: "", headLine: head++ });
        context();
        const [baseCount, headCount] = [base - start.baseStart, head - start.headStart];
        return {
          id: `h-${String(index)}`,
          uri: "a",
          baseStart: baseCount === 0 ? start.baseStart - 1 : start.baseStart,
          headStart: headCount === 0 ? start.headStart - 1 : start.headStart,
          baseCount,
          headCount,
          lines,
        };
      });
    });

  test("ascend, hold every line of the hunks and every one of the context, and none twice", () => {
    fc.assert(
      fc.property(hunks, fc.uniqueArray(fc.integer({ min: 1, max: 250 })), (given, lines) => {
        const own = new Set(given.flatMap((hunk) => hunk.lines.flatMap(({ headLine }) => headLine ?? [])));
        const context = new Set(lines.filter((line) => !own.has(line)));
        const planned = plannedLines(aChangedFile(0, { hunks: given }), context);
        const seen = new Set<string>();
        for (const hunk of given) {
          const { [hunk.id]: sent = [] } = Object.fromEntries(planned);
          for (const { side, line } of sent) {
            expect(seen.has(`${side}${String(line)}`)).toBe(false);
            seen.add(`${side}${String(line)}`);
          }
          const head = sent.filter(({ side }) => side === "head").map(({ line }) => line);
          expect(head).toEqual([...head].sort((a, b) => a - b));
          expect(sent.filter(({ hunkText }) => hunkText !== undefined)).toHaveLength(hunk.lines.length);
        }
        const shown =
          given.some(({ lines: changed }) => changed.length > 0) &&
          given.every(({ lines: changed }) => changed.length > 0);
        if (shown) for (const line of context) expect(seen).toContain(`head${String(line)}`);
      }),
      { numRuns: 500, seed: 9 },
    );
  });
});

describe("L1 what is redacted to show a line", () => {
  test("is the whole file, as long as that is not millions of characters", () => {
    expect(stretches(["a", "b", "c"], [2])).toEqual([{ first: 1, lines: ["a", "b", "c"] }]);
  });

  test("is otherwise at least as much on either side as the longest key that is looked for, in lines of bounded length", () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${String(index + 1)} ${"x".repeat(100)}`);
    lines[20_000] = "y".repeat(MOST_REDACTED_CHARACTERS);
    const result = stretches(lines, [5_000, 5_001, 20_001, 40_000]);
    expect(result).toHaveLength(2);
    expect(result[0]!.first).toBeLessThan(5_000 - 20_000 / 107);
    expect(result[0]!.lines.join("\n").length).toBeGreaterThan(AROUND_CHARACTERS * 2);
    for (const stretch of result)
      for (const [index, line] of stretch.lines.entries()) {
        expect(lines[stretch.first - 1 + index]!.startsWith(line)).toBe(true);
        expect(line.length).toBeLessThanOrEqual(AROUND_CHARACTERS * 2);
      }
  });
});
