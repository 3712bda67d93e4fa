import { expect, test } from "@jest/globals";
import { changedLineCount, meetsChangedLine } from "../../src/change/index.ts";
import { hunkNamer, LINELESS } from "../../src/change/hunk.ts";
import type { ChangedFile, Hunk } from "../../src/records.ts";

const hunk: Hunk = {
  id: "h-1",
  uri: "a.js",
  baseStart: 10,
  baseCount: 4,
  headStart: 20,
  headCount: 4,
  lines: [
    { kind: "context", text: "a", baseLine: 10, headLine: 20 },
    { kind: "removed", text: "b", baseLine: 11 },
    { kind: "added", text: "B", headLine: 21 },
    { kind: "context", text: "c", baseLine: 12, headLine: 22 },
    { kind: "added", text: "D", headLine: 23 },
    { kind: "removed", text: "e", baseLine: 13 },
  ],
};
const file: ChangedFile = {
  uri: "a.js",
  status: "modified",
  kind: "regular",
  baseMode: "100644",
  headMode: "100644",
  baseBlob: "1".repeat(40),
  headBlob: "2".repeat(40),
  headSize: 1,
  binary: false,
  invalidUtf8: false,
  hunks: [hunk],
};

test("changed lines are the added and the removed ones", () => {
  expect(changedLineCount(hunk)).toBe(4);
  expect(changedLineCount({ ...hunk, lines: [] })).toBe(0);
});

test.each([
  [21, 21, true],
  [23, 23, true],
  [1, 21, true],
  [23, 99, true],
  [1, 99, true],
  [20, 20, false],
  [22, 22, false],
  [11, 13, false],
  [1, 19, false],
  [24, 99, false],
])("lines %i to %i of head meet an added line: %p", (start, end, meets) => {
  expect(meetsChangedLine(file, start, end)).toBe(meets);
});

test("a place in a binary meets the change when its content is new, not when only its name or mode is", () => {
  const binary = { ...file, binary: true, hunks: [{ ...hunk, lines: [] }] };
  expect(meetsChangedLine(binary, 1, 1)).toBe(true);
  expect(meetsChangedLine({ ...binary, baseBlob: "2".repeat(40) }, 1, 1)).toBe(false);
});

test("ids differ by uri, place and lines, and equal hunks get ids of their own in order", () => {
  const named = hunkNamer();
  const ids = [
    named("a", LINELESS),
    named("b", LINELESS),
    named("a", { ...LINELESS, baseStart: 1 }),
    named("a", { ...LINELESS, lines: [{ kind: "added", text: "x" }] }),
    named("a", { ...LINELESS, lines: [{ kind: "removed", text: "x" }] }),
    named("a", { ...LINELESS, lines: [{ kind: "added", text: "x", noNewline: true }] }),
    named("a", LINELESS),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(7);
  const again = hunkNamer();
  expect(again("a", LINELESS).id).toBe(ids[0]);
  expect(again("a", LINELESS).id).toBe(ids[6]);
});
