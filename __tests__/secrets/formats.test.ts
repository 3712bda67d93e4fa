import { describe, expect, test } from "@jest/globals";

import { detect, formatAt } from "../../src/secrets/detect.ts";
import type { Format, SecretSpan } from "../../src/secrets/format.ts";
import { FORMATS } from "../../src/secrets/formats.ts";

/** What one row finds in a text, wherever one of its anchors stands. */
function found(format: Format, text: string): SecretSpan[] {
  const folded = text.toLowerCase();
  return format.anchors.flatMap((anchor) =>
    [...folded.matchAll(new RegExp(anchor.toLowerCase().replace(/[^\w]/gu, "\\$&"), "g"))].flatMap(({ index }) => {
      const span = formatAt(format, { text, start: index, point: "redact" });
      return span === undefined ? [] : [span];
    }),
  );
}

test("there are at least 60 formats, each type once", () => {
  expect(FORMATS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(FORMATS.map(({ type }) => type)).size).toBe(FORMATS.length);
});

describe.each(FORMATS.map((format) => [format.type, format] as const))("%s", (_type, format) => {
  const { examples, pattern, anchors } = format;

  test.each(examples.match)("matches its example %#", (example) => {
    expect(found(format, example)).not.toEqual([]);
    expect(found(format, `line one\n\t'${example}'\nline three`)).not.toEqual([]);
    expect(detect(example, { point: "redact" })).not.toEqual([]);
  });

  test.each(examples.noMatch)("does not match its counter-example %#", (example) => {
    expect(found(format, example)).toEqual([]);
  });

  test("has an example of each kind, and anchors that the prefilter can hold", () => {
    expect(examples.match.length * examples.noMatch.length).toBeGreaterThan(0);
    expect(anchors.length).toBeGreaterThan(0);
    expect(anchors.join("")).toMatch(/^[ -~]+$/u);
  });

  test("is sticky and bounded, so that its cost at one place has an upper limit", () => {
    expect([...pattern.flags].sort().join("")).toMatch(/^di?y$/u);
    const source = pattern.source.replace(/\\./gu, "_").replace(/\[(?:[^\]])*\]/gu, "_");
    expect(source).not.toMatch(/[*+]|\{[0-9]+,\}/u);
  });
});
