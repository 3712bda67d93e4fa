import { expect, test } from "@jest/globals";
import { count, hunkStateWords, slug, thousands, unscannedPlace } from "../src/words.ts";

test("numbers have separators in threes", () => {
  expect([0, 999, 1000, 1234567].map(thousands)).toEqual(["0", "999", "1,000", "1,234,567"]);
  expect([count(1, "hunk"), count(2000, "hunk")]).toEqual(["1 hunk", "2,000 hunks"]);
});

test("L5 each state of a hunk has words, and a reason where there is one", () => {
  expect(
    [
      { state: "reviewed" } as const,
      { state: "excluded", rule: "binary" } as const,
      { state: "overBudget" } as const,
      { state: "refused" } as const,
      { state: "refused", category: "cyber" } as const,
      { state: "failed", reason: "not answered" } as const,
    ].map(hunkStateWords),
  ).toEqual([
    "reviewed",
    "excluded (binary)",
    "over budget",
    "refused by the model",
    "refused by the model (cyber)",
    "failed (not answered)",
  ]);
});

test("L5 a part that was not scanned is a line, some lines, or else the whole file", () => {
  const uri = "src/a.ts";
  expect(
    [
      { uri },
      { uri, startLine: 3, endLine: 3 },
      { uri, startLine: 3, endLine: 9 },
      { uri, startLine: 3, endLine: 2 },
      { uri, startLine: 3 },
    ].map(unscannedPlace),
  ).toEqual(["src/a.ts", "src/a.ts:3", "src/a.ts:3-9", "src/a.ts:3", "src/a.ts"]);
});

test("a tool's name becomes a part of a category, whatever stands in it", () => {
  expect(["CodeQL 2", "../..", "", "é"].map(slug)).toEqual(["codeql-2", "tool", "tool", "tool"]);
  expect(slug("a".repeat(1_000))).toHaveLength(100);
});
