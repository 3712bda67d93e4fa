import { describe, expect, test } from "@jest/globals";
import type { Outline } from "../../src/ports.ts";
import type { Hunk } from "../../src/records.ts";
import { chooseContext } from "../../src/review/context.ts";
import { indented } from "../../src/review/indentation.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { numbered } from "./open-dossier.ts";

const NOTHING: Outline = { scopes: [], imports: [] };

/** A hunk that adds one line at `line` of head, or only removes one before it. */
const hunkAt = (line: number, kind: "added" | "removed" = "added"): Hunk => ({
  id: `h-${String(line)}`,
  uri: "a",
  baseStart: line - 1,
  baseCount: 0,
  headStart: kind === "added" ? line : line - 1,
  headCount: kind === "added" ? 1 : 0,
  lines: [kind === "added" ? { kind, text: "", headLine: line } : { kind, text: "", baseLine: line }],
});

interface Given {
  readonly lines?: readonly string[];
  readonly hunks?: readonly Hunk[];
  readonly outline?: Outline | undefined;
  readonly maxBytes?: number;
  readonly around?: number;
}

function chosen({ lines = numbered(400), hunks = [hunkAt(100)], maxBytes = 1e9, around = 0, ...given }: Given) {
  const file = aChangedFile(0, { hunks });
  const outline = "outline" in given ? given.outline : NOTHING;
  const found = chooseContext([{ file, hunks, lines, outline }], { around, maxBytes });
  return [...(found.get(file) ?? [])].sort((a, b) => a - b);
}

const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const scope = (
  kind: "function" | "anonymous" | "class",
  [startLine, headerEndLine, endLine]: [number, number, number],
) => ({ kind, startLine, headerEndLine, endLine, name: "f" });

describe("beside a hunk stand", () => {
  test("the lines around it", () => {
    expect(chosen({ around: 2 })).toEqual([98, 99, 101, 102]);
  });

  test("the whole function around it, the headers of what encloses that, and the imports", () => {
    const outline = {
      scopes: [scope("class", [50, 51, 200]), scope("function", [95, 96, 103]), scope("function", [104, 104, 120])],
      imports: [{ startLine: 1, endLine: 2 }],
    };
    expect(chosen({ outline })).toEqual([1, 2, 50, 51, ...from(95, 99), ...from(101, 103)]);
  });

  test("the smallest function that has a name, else the largest without one that is no wrapper of the file", () => {
    const handler = scope("anonymous", [90, 90, 110]);
    const outlines = (...scopes: Outline["scopes"]) => chosen({ outline: { scopes, imports: [] } });
    expect(outlines(scope("function", [80, 80, 150]), handler)[0]).toBe(80);
    expect(outlines(scope("anonymous", [1, 1, 390]), handler, scope("anonymous", [99, 99, 101]))).toEqual([
      1,
      ...from(90, 99),
      ...from(101, 110),
    ]);
  });

  test("of a long function its header and what is near", () => {
    const lines = chosen({ outline: { scopes: [scope("function", [1, 3, 400])], imports: [] }, hunks: [hunkAt(300)] });
    expect(lines.slice(0, 4)).toEqual([1, 2, 3, 240]);
    expect(lines.at(-1)).toBe(360);
  });

  test("a removal between two functions belongs to neither, one at the end of a function to that", () => {
    const outline = { scopes: [scope("function", [90, 90, 99]), scope("function", [100, 100, 110])], imports: [] };
    expect(chosen({ outline, hunks: [hunkAt(100, "removed")] })).toEqual([]);
    expect(chosen({ outline, hunks: [hunkAt(99, "removed")] })).toEqual(from(90, 99));
  });
});

describe("within the bytes of the policy", () => {
  const hunks = [hunkAt(100), hunkAt(300)];

  test("every hunk gets its nearest lines before any gets its farther ones", () => {
    expect(chosen({ hunks, around: 10, maxBytes: 40 })).toEqual([99, 101, 299, 301]);
  });

  test("none go beside the hunks with 0", () => {
    expect(chosen({ hunks, around: 10, maxBytes: 0 })).toEqual([]);
  });

  test("a line of 2 MB counts as what is shown of it", () => {
    const lines = numbered(200).with(98, "x".repeat(2_000_000));
    expect(chosen({ lines, around: 1, maxBytes: 2_100 })).toEqual([99, 101]);
  });
});

describe("without a grammar indentation tells what encloses a line", () => {
  const lines = ["jobs:", "  build:", "    steps:", "      - run: a", "      - run: b", "  other:", "    x: 1"];

  test("the headers above, and the largest block that is short as the function", () => {
    expect(indented(lines, { first: 4, last: 4 })).toEqual([
      { kind: "function", startLine: 1, headerEndLine: 1, endLine: 7 },
      { kind: "class", startLine: 2, headerEndLine: 2, endLine: 5 },
      { kind: "class", startLine: 3, headerEndLine: 3, endLine: 5 },
    ]);
  });

  test("a block that is too long is left to its headers", () => {
    const long = ["a {", "  b {", ...numbered(100, "    x"), "  }", "}"];
    expect(
      indented(long, { first: 50, last: 50 }).map(({ kind, startLine, endLine }) => [kind, startLine, endLine]),
    ).toEqual([
      ["class", 1, 104],
      ["class", 2, 103],
    ]);
    expect(chosen({ lines: long, hunks: [hunkAt(50)], outline: undefined })).toEqual([1, 2]);
  });

  test("a line that is not indented has nothing around it", () => {
    expect(indented(lines, { first: 1, last: 1 })).toEqual([]);
  });
});
