import { expect, test } from "@jest/globals";

import { base64Jwt, base64Pem, basicAuth, jwt } from "../../src/secrets/checks.ts";
import { detect, formatAt } from "../../src/secrets/detect.ts";
import type { Format } from "../../src/secrets/format.ts";
import { FORMATS } from "../../src/secrets/formats.ts";
import { escaped, mutants, type Data } from "./mutants.ts";

/** What one row finds in a text, wherever one of its anchors stands. */
function found(format: Format, text: string): string[] {
  const folded = text.toLowerCase();
  return format.anchors.flatMap((anchor) =>
    [...folded.matchAll(new RegExp(escaped(anchor.toLowerCase()), "gu"))].flatMap(({ index }) => {
      const span = formatAt(format, { text, start: index, point: "redact" });
      return span === undefined ? [] : [text.slice(span.start, span.end)];
    }),
  );
}

/** Tells whether a row's own examples tell it from itself with other data. */
function examiner(format: Format): (changed: Data) => boolean {
  const { match, noMatch } = format.examples;
  const expected = match.map((example) => String(found(format, example)));
  return (changed) => {
    const other: Format = { ...format, ...changed };
    return (
      match.some((example, at) => String(found(other, example)) !== expected[at]) ||
      noMatch.some((example) => found(other, example).length > 0)
    );
  };
}

/** They decode what they are given: that says more than lengths do, which only bound the cost. */
const DECODING = new Set<Format["check"]>([base64Jwt, base64Pem, basicAuth, jwt]);

test("there are at least 350 formats, each type once", () => {
  expect(FORMATS.length).toBeGreaterThanOrEqual(350);
  const types = FORMATS.map(({ type }) => type);
  expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
});

test("each type is in kebab case, for it is a rule's id and an anchor of the docs", () => {
  expect(FORMATS.map(({ type }) => type).filter((type) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(type))).toEqual([]);
});

/** The types of the rows of which `wrong` says something, with what it says; thousands of tests would take longer than the rows. */
function rowsWith(wrong: (format: Format) => readonly unknown[]): string[] {
  return FORMATS.flatMap((format) => wrong(format).map((what) => `${format.type}: ${String(what)}`));
}

test("each row matches its examples, also among other lines, and so does the engine", () => {
  const among = (example: string): string => `line one\n\t'${example}'\nline three`;
  const missed = rowsWith((format) => {
    const { match } = format.examples;
    return [
      ...[...match, ...match.map(among)].filter((text) => found(format, text).length === 0),
      ...match.slice(0, 2).filter((example) => detect(example, { point: "redact" }).length === 0),
    ];
  });
  expect(missed).toEqual([]);
});

test("no row matches its counter-examples", () => {
  expect(rowsWith((format) => format.examples.noMatch.filter((example) => found(format, example).length > 0))).toEqual(
    [],
  );
});

test("each row has an example of each kind", () => {
  expect(rowsWith(({ examples }) => (examples.match.length * examples.noMatch.length > 0 ? [] : ["none"]))).toEqual([]);
});

const isAnchor = (anchor: string): boolean => /^[ -~]{2,}$/u.test(anchor) && anchor.trimStart() === anchor;

test("an anchor is what a prefilter can hold: printable ASCII, neither empty nor one character nor with a blank before it", () => {
  expect(
    rowsWith(({ anchors }) => (anchors.length === 0 ? ["none"] : anchors.filter((text) => !isAnchor(text)))),
  ).toEqual([]);
  expect(["", "a", " ab", "\t", "парол"].filter(isAnchor)).toEqual([]);
});

/** The words after which these rows look: their patterns go on with blanks. */
const BEFORE_BLANKS = /^(?:(?:authorization: )?(?:basic|bearer|token)|machine|login|-u|--user|_auth) $/iu;

test("a prefix has no blank at its end: one slipped into a list of prefixes would hide the row", () => {
  expect(
    rowsWith(({ anchors }) => anchors.filter((text) => text.trimEnd() !== text && !BEFORE_BLANKS.test(text))),
  ).toEqual([]);
});

test("each pattern is sticky and bounded, so that its cost at one place has an upper limit", () => {
  const unbounded = rowsWith(({ pattern }) => {
    const source = pattern.source.replace(/\\./gu, "_").replace(/\[(?:[^\]])*\]/gu, "_");
    const flags = [...pattern.flags].sort().join("");
    return /^di?y$/u.test(flags) && !/[*+]|\{[0-9]+,\}/u.test(source) ? [] : [pattern];
  });
  expect(unbounded).toEqual([]);
});

test("another prefix, length or alphabet is caught by the row's own examples", () => {
  const survivors = rowsWith((format) => {
    if (DECODING.has(format.check)) return [];
    const isCaught = examiner(format);
    return mutants(format)
      .filter(({ data }) => !isCaught(data))
      .map(({ change }) => change);
  });
  expect(survivors).toEqual([]);
});
