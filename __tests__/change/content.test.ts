import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decode, hunkBetween, isText } from "../../src/change/content.ts";

test("contents without a NUL in the first 8000 bytes are text, as for git", () => {
  expect(isText("a.bin", Buffer.concat([Buffer.alloc(8000, "x"), Buffer.alloc(8000)]))).toBe(true);
  expect(isText("a.bin", Buffer.concat([Buffer.alloc(7999, "x"), Buffer.alloc(8000)]))).toBe(false);
});

test("UTF-16 is read in both byte orders", () => {
  const little = Buffer.from("\ufeffé\nb", "utf16le");
  expect(decode(little)).toEqual({ lines: ["\ufeffé\n", "b"], invalidUtf8: false });
  expect(decode(Buffer.from(little).swap16())).toEqual({ lines: ["\ufeffé\n", "b"], invalidUtf8: false });
});

test("L1 UTF-16 without a byte order mark is read by its NULs, in both byte orders", () => {
  const little = Buffer.from('$t = "x"\r\n$u = 1\n', "utf16le");
  const lines = ['$t = "x"\r\n', "$u = 1\n"];
  expect(decode(little).lines).toEqual(lines);
  expect(decode(Buffer.from(little).swap16()).lines).toEqual(lines);
  expect(decode(Buffer.from("one \0 NUL is no encoding\n")).lines).toEqual(["one \0 NUL is no encoding\n"]);
});

describe("the hunk between two texts", () => {
  const line = fc.constantFrom("a\n", "b\n", "\n");
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom([], ["a"]))
    .map(([whole, last]) => [...whole, ...last]);

  test("applied to base gives head, and its numbers are right", () => {
    fc.assert(
      fc.property(text, text, (base, head) => {
        const hunk = hunkBetween(base, head);
        const side = (other: string) =>
          hunk.lines
            .filter(({ kind }) => kind !== other)
            .map(({ text: shown, noNewline }) => (noNewline ? shown : `${shown}\n`));
        const cut = (start: number, count: number) => (count === 0 ? start : start - 1);
        const from = cut(hunk.baseStart, hunk.baseCount);
        const patched = [...base.slice(0, from), ...side("removed"), ...base.slice(from + hunk.baseCount)];
        expect(patched).toEqual(head);
        expect(side("added")).toEqual(base.slice(from, from + hunk.baseCount));
        expect(cut(hunk.headStart, hunk.headCount)).toBe(from);
        expect(side("removed")).toHaveLength(hunk.headCount);
        for (const { text: shown, baseLine, headLine } of hunk.lines) {
          if (baseLine !== undefined) expect(base[baseLine - 1]!.replace("\n", "")).toBe(shown);
          if (headLine !== undefined) expect(head[headLine - 1]!.replace("\n", "")).toBe(shown);
        }
      }),
    );
  });

  test("sides that look alike are shown whole: their bytes differ", () => {
    expect(hunkBetween(["a\n"], ["a\n"]).lines.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
