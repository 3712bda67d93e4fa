import { describe, expect, test } from "@jest/globals";
import type { Change, HunkLine } from "../../src/records.ts";
import { hiddenUnicode } from "../../src/scan/hidden-unicode.ts";
import { aReview } from "../fixtures/review.ts";

const [FILE] = aReview().change.files;

function changeOf(uri: string, texts: readonly string[], kind: HunkLine["kind"] = "added"): Change {
  const lines = texts.map((text, index): HunkLine => ({ kind, text, headLine: index + 1 }));
  const hunk = { id: "h-0", uri, baseStart: 0, baseCount: 0, headStart: 1, headCount: lines.length, lines };
  return { ...aReview().change, files: [{ ...FILE!, uri, hunks: [hunk] }] };
}

const found = (uri: string, ...texts: string[]) =>
  hiddenUnicode(changeOf(uri, texts), "1").map(({ severity, location, message }) => ({
    severity,
    line: location?.startLine,
    message,
  }));

describe("A4 a character that does not show, in a line that the change adds, is a finding", () => {
  test.each([
    ["high", "an override", "\u202e", "U+202E"],
    ["high", "an isolate", "\u2066", "U+2066"],
    ["high", "a tag", "\u{e0041}", "U+E0041"],
    ["medium", "a zero-width space", "\u200b", "U+200B"],
    ["medium", "a joiner between letters of code", "a\u200db", "U+200D"],
    ["medium", "a Hangul filler", "\u3164", "U+3164"],
    ["medium", "a variation selector behind a letter", "a\ufe0f", "U+FE0F"],
    ["medium", "a variation selector behind a digit", "1\ufe0f", "U+FE0F"],
    ["medium", "one of the selectors that hide bytes", "😀\u{e0100}", "U+E0100"],
    ["medium", "a byte order mark inside", "a\ufeff", "U+FEFF"],
    ["medium", "a line separator", "a\u2028", "U+2028"],
    ["medium", "a word joiner", "a\u2060b", "U+2060"],
  ])("%s: %s", (severity, _name, text, point) => {
    const [first, ...more] = found("src/a.ts", "const ok = 1;", `const x = "${text}";`);
    expect(first).toMatchObject({ severity, line: 2, message: expect.stringContaining(`(${point}) on line 2`) });
    expect(more).toEqual([]);
  });

  test("tags that spell another flag are no emoji", () => {
    expect(found("a.md", "\u{1f3f4}\u{e0069}\u{e0067}\u{e006e}\u{e007f}")).toMatchObject([{ severity: "high" }]);
  });

  test("each kind once in a file, with all its code points and lines", () => {
    const findings = found("src/a.ts", "a\u202eb\u200b", "\u2066", "x", "\u202e\u202e");
    expect(findings.map(({ severity, line }) => [severity, line])).toEqual([
      ["high", 1],
      ["medium", 1],
    ]);
    expect(findings[0]?.message).toBe(
      "The change adds bidirectional controls (U+202E, U+2066) on line 1, and on 2 more added lines: they show the line in another order than the one that runs.",
    );
  });

  test("ten code points are named and no more", () => {
    const all = Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0xe0100 + n)).join("a");
    expect(found("src/a.ts", all)[0]?.message.match(/U\+/gu)).toHaveLength(10);
  });
});

describe("no finding is", () => {
  test.each([
    ["plain code", "src/a.ts", "const x = 'é 漢字 ñ';"],
    ["a byte order mark at the start of a file", "src/a.ts", "\ufeffconst x = 1;"],
    ["an emoji with a selector", "src/a.ts", "ok('❤️ ☺︎ ©️ 1️⃣ #️⃣');"],
    ["a family, a skin tone, a flag", "src/a.ts", "ok('👩‍👩‍👧 👍🏽 🧑🏽‍💻 🏳️‍🌈 🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥');"],
    ["a joiner in Persian prose", "docs/fa.md", "می\u200cخواهم"],
  ])("%s", (_name, uri, text) => {
    expect(found(uri, text)).toEqual([]);
  });

  test.each(["context", "removed"] as const)("a %s line", (kind) => {
    expect(hiddenUnicode(changeOf("a.ts", ["\u202e"], kind), "1")).toEqual([]);
  });
});
