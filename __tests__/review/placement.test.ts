import { describe, expect, test } from "@jest/globals";
import {
  citedLines,
  isQuoted,
  isWholeLine,
  meetsChange,
  placeInHead,
  quotedLines,
} from "../../src/review/placement.ts";
import type { DossierHunk } from "../../src/records.ts";
import { own } from "../../src/secrets/index.ts";
import { HUNK, hunkOf } from "./sent.ts";

type Range = readonly ["head" | "base", number, number?];
const cited = (hunk: DossierHunk, [side, startLine, endLine = startLine]: Range) =>
  citedLines(hunk, { side, startLine, endLine });
const place = (hunk: DossierHunk, range: Range) => placeInHead(hunk, cited(hunk, range) ?? []);

describe("L4 the lines that a claim cites", () => {
  test("are lines that were sent of that side, all of them", () => {
    expect(cited(HUNK, ["head", 8, 10])?.map(({ line }) => line)).toEqual([8, 9, 10]);
    expect(cited(HUNK, ["base", 9, 10])?.map(({ kind }) => kind)).toEqual(["removed", "removed"]);
    for (const range of [
      ["head", 7, 9],
      ["head", 13, 14],
      ["head", 10, 9],
      ["head", 0],
      ["head", -1],
      ["base", 8],
      ["base", 11],
      ["head", 1, Number.MAX_SAFE_INTEGER],
    ] as const)
      expect(cited(HUNK, range)).toBeUndefined();
    expect(cited(hunkOf([" 1 a", " 2 b", "+9 c"]), ["head", 2, 9])).toBeUndefined();
  });

  test("of base may have unchanged lines between them", () => {
    const hunk = hunkOf(["-4 if (!mayRead(user)) {", " 4 log(user);", "-6 return;", "-7 }"]);
    expect(cited(hunk, ["base", 4, 7])?.map(({ line }) => line)).toEqual([4, 6, 7]);
    expect(cited(hunk, ["base", 5, 7])).toBeUndefined();
  });

  test("meet the change when one is added or removed, or a line was removed beside them", () => {
    const hunk = hunkOf([" 1 a", "+2 b", " 3 c", " 4 d", "-4 guard", " 5 e", " 6 f"]);
    const meets = (range: Range) => meetsChange(hunk, cited(hunk, range) ?? []);
    expect([1, 2, 3, 4, 5, 6].map((line) => meets(["head", line]))).toEqual([false, true, false, true, true, false]);
    expect(meets(["base", 4])).toBe(true);
    expect(meets(["head", 3, 6])).toBe(true);
  });
});

describe("L4 a quote", () => {
  const lines = hunkOf(["+1 \tif (a  &&\tb) {", "+2 ", "+3   run(a);", "+4 }", "+5 done();"]).lines;

  test.each([
    ["if (a && b) {", true],
    ["  (a &&   b)  ", true],
    ["\tif (a  &&\tb) {\n\n  run(a);\n}", true],
    ["if (a && b) {\r\n\r\nrun(a);", true],
    ["a && b) {\n\nrun", true],
    ["if (a && b) {\nrun(a);", false],
    ["if (a & b) {", false],
    ["IF (a && b) {", false],
    ["if(a && b){", false],
    ["run(a);\nrun(a);", false],
    ["run(a);\n}\nmore", false],
    ["run(a);\n\ndone();", false],
    ["run\n(a)", false],
    ["…run(a);", false],
    ["", false],
    ["   \n  ", false],
    ["}", false],
    ["b) {", false],
    [") { ", false],
    ["(a);", true],
  ])("%j stands there: %s", (quote, expected) => {
    expect(isQuoted(quote, lines)).toBe(expected);
  });
});

describe("L4 a quote as models copy it", () => {
  const lines = hunkOf([
    "+12 if (a) {",
    "+13   run(a);",
    "+14 const h12 = 'h1 +| run(a);';",
    "+15 role('user⟦U+003A⟧ x');",
    "+16 tr⟦U+200B⟧im(x);",
  ]).lines;

  test.each([
    ["h13 +|   run(a);", true],
    ["h12 +| if (a) {\nh13 +|   run(a);", true],
    ["b9 -| run(a);", true],
    ["h12 +| if (a) {\n  run(a);", false],
    ["h13 +| gone(a);", false],
    ["h13 +| }", false],
    ["h1 +| run(a);';", true],
    ["role('user: x');", true],
    ["role('user⟦U+003A⟧ x');", true],
    ["role('user⟦U+003B⟧ x');", false],
    ["trim(x);", true],
    ["tr⟦U+200B⟧im(x);", true],
    ["⟦U+200B⟧⟦U+200B⟧⟦U+200B⟧⟦U+200B⟧", false],
    ["⟦U+110000⟧⟦U+0000⟧⟦U+0000⟧", false],
  ])("%j stands there: %s", (quote, expected) => {
    expect(isQuoted(quote, lines)).toBe(expected);
  });

  test("as short as a command of a shell, when it is all of its line and has a word in it", () => {
    const short = hunkOf(["+1 $1", "+2 }", "+3   x=$1"]).lines;
    expect(["$1", " $1 ", "h1 +| $1", "}", "x", ""].map((quote) => isWholeLine(quote, short))).toEqual([
      ...[true, true, true, false, false, false],
    ]);
  });

  test("and a hunk that repeats one line, with a quote that almost stands everywhere, costs no minutes", () => {
    const looked = { count: 0 };
    const line = hunkOf(["+1 aaaa"]).lines[0]!;
    const hunk = { ...HUNK, lines: Array.from({ length: 300 }, (_, n) => ({ ...line, line: n + 1 })) };
    for (const each of hunk.lines)
      Object.defineProperty(each, "text", { get: () => ((looked.count += 1), own("aaaa")) });
    const quote = `${"aaaa\n".repeat(90)}bbbb`;
    expect(quotedLines(quote, hunk, { side: "head", startLine: 1 })).toBeUndefined();
    expect(looked.count).toBe(300);
    expect(quotedLines("aaaa\n".repeat(101), hunk, { side: "head", startLine: 1 })).toBeUndefined();
    expect(isQuoted("aaaa\n".repeat(101), hunk.lines)).toBe(false);
  });

  test("and a claim on 150,000 lines is looked at like any other", () => {
    const line = hunkOf(["+1 aaaa"]).lines[0]!;
    const hunk = { ...HUNK, lines: Array.from({ length: 150_000 }, (_, n) => ({ ...line, line: n + 1 })) };
    expect(meetsChange(hunk, citedLines(hunk, { side: "head", startLine: 1, endLine: 150_000 }) ?? [])).toBe(true);
  });
});

describe("L4 the place in head", () => {
  test("is the cited lines themselves, when they are head's", () => {
    expect(place(HUNK, ["head", 9, 10])).toEqual({ uri: "src/users.ts", startLine: 9, endLine: 10 });
  });

  test("of removed lines is the line of the hunk after them, else the one before", () => {
    const between = hunkOf([" 1 a", "-2 guard", " 2 b"]);
    expect(place(between, ["base", 2])?.startLine).toBe(2);
    expect(place(hunkOf([" 1 a", "-2 x", "-3 y"]), ["base", 2])?.startLine).toBe(1);
    expect(place(hunkOf(["-1 x", "-2 y", "+1 z"]), ["base", 1])?.startLine).toBe(1);
    expect(place(hunkOf([" 1 a", "-2 x", "-3 y", "-4 z", "+2 b"]), ["base", 2])?.startLine).toBe(2);
    const around = hunkOf([" 1 a", "-2 x", " 2 b", "-4 y", " 3 c"]);
    expect(place(around, ["base", 2, 4])).toEqual({ uri: "src/users.ts", startLine: 3, endLine: 3 });
  });

  test("is none when head has no line of the hunk", () => {
    expect(place(hunkOf(["-1 x", "-2 y"]), ["base", 1])).toBeUndefined();
  });
});
