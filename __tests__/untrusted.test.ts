import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { NUMBERED, numbered, oneLine, plainText, visible, withoutInvisible } from "../src/untrusted.ts";

describe("L2 text that somebody else wrote", () => {
  test.each([
    ["right-to-left override", "a\u202Eb", "a⟦U+202E⟧b"],
    ["zero width space", "pass\u200Bword", "pass⟦U+200B⟧word"],
    ["tag characters", "x\u{E0041}", "x⟦U+E0041⟧"],
    ["Hangul filler", "\u3164", "⟦U+3164⟧"],
    ["word joiner", "\u2060", "⟦U+2060⟧"],
    ["variation selector", "a\uFE0F", "a⟦U+FE0F⟧"],
    ["NUL", "a\u0000b", "a⟦U+0000⟧b"],
    ["line separator", "a\u2028b", "a⟦U+2028⟧b"],
    ["lone surrogate", "a\uD800b", "a⟦U+D800⟧b"],
    ["lone carriage return", "a\rb", "a⟦U+000D⟧b"],
  ])("%s is made visible", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test.each([
    ["colour", "\u001b[31mred\u001b[0m", "red"],
    ["clear screen", "\u001b[2Jx", "x"],
    ["hyperlink (OSC 8)", "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007", "click"],
    ["unterminated OSC", "\u001b]0;title", ""],
    ["8-bit CSI", "\u009b31mred", "red"],
  ])("terminal sequences go: %s", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test("line structure is kept", () => {
    expect(visible("a\r\nb\n\tc\n")).toBe("a\nb\n\tc\n");
  });

  test("no invisible or default ignorable character survives, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(visible(text)).not.toMatch(
          /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
        );
      }),
    );
  });

  test("every code point that is ignorable or formats is made visible", () => {
    const survivors: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character) && visible(character).includes(character))
        survivors.push(code.toString(16));
    }
    expect(survivors).toEqual([]);
  });

  test("one line is one line within its limit, and never half a character", () => {
    expect(oneLine("a\n  b\tc")).toBe("a b c");
    expect(oneLine("x".repeat(2000), 10)).toBe(`${"x".repeat(9)}…`);
    expect(plainText(`${"x".repeat(8)}😀yy`, 10)).toBe(`${"x".repeat(8)}…`);
  });
});

test("L2 a model's text loses every character that visible would have to show, and keeps lines, tabs and our marks", () => {
  expect(withoutInvisible("a\u001b[31m\u200b\u{e0041}b\r\n\tc\rd ⟦U+202E⟧ é 漢 👍")).toBe(
    "ab\n\tc\nd ⟦U+202E⟧ é 漢 👍",
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const left = withoutInvisible(text);
      expect(visible(left)).toBe(left);
    }),
  );
});

test("what is written by its number can be found again", () => {
  for (const character of ["⟦", "\u0000", "\u{e0041}"])
    expect([..."a".concat(numbered(character)).matchAll(NUMBERED)].map(({ groups }) => groups?.["code"])).toEqual([
      (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0"),
    ]);
});
