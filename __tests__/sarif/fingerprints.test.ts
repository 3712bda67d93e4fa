import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import type { RawFinding } from "../../src/finding.ts";
import { fingerprint, fingerprintsOf, primaryLocationLineHashes } from "../../src/sarif/fingerprints.ts";
import { aFinding } from "../fixtures/review.ts";

const vectorsSchema = z.array(z.object({ text: z.string(), lines: z.array(z.string()) }));
const root = join(import.meta.dirname, "../..");
const ours = z
  .object({ published: vectorsSchema, computed: vectorsSchema })
  .parse(JSON.parse(readFileSync(join(root, "__tests__/fixtures/sarif/fingerprints.json"), "utf8")));
const shared = join(root, "../shared/contracts/fingerprints/vectors.json");

/** The definition itself, without a rolling window: the polynomial of the 100 units from each line's start. */
function byDefinition(text: string): string[] {
  const units = [...Array(text.length).keys()]
    .map((at) => text.charCodeAt(at))
    .filter((unit, at) => !(unit === 32 || unit === 9 || (unit === 10 && text.charAt(at - 1) === "\r")))
    .map((unit) => (unit === 13 ? 10 : unit));
  const starts = [0, ...units.flatMap((unit, at) => (unit === 10 ? [at + 1] : []))];
  const padded = [...units, 65_535, ...Array<number>(100).fill(0)];
  const seen = new Map<string, number>();
  return starts.map((start) => {
    const hash = padded
      .slice(start, start + 100)
      .reduce((sum, unit) => BigInt.asUintN(64, sum * 37n + BigInt(unit)), 0n)
      .toString(16);
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
    return `${hash}:${seen.get(hash)}`;
  });
}

describe("primaryLocationLineHash", () => {
  test.each([...ours.published, ...ours.computed])("is the published value for %j", ({ text, lines }) => {
    expect(primaryLocationLineHashes(text)).toEqual(lines);
  });

  (existsSync(shared) ? test : test.skip)(
    "agrees with every vector of the shared contract (skipped without it)",
    () => {
      const vectors = vectorsSchema.parse(JSON.parse(readFileSync(shared, "utf8")));
      expect(vectors.length).toBeGreaterThan(0);
      expect(vectors.map(({ text }) => primaryLocationLineHashes(text))).toEqual(vectors.map(({ lines }) => lines));
    },
  );

  test("equals the definition for any text", () => {
    const units = fc.string({
      unit: fc.constantFrom("a", "\uFFFF", "\r", "\n", " ", "\t", "😀", "\uD800", "\0"),
      maxLength: 300,
    });
    fc.assert(fc.property(units, (text) => expect(primaryLocationLineHashes(text)).toEqual(byDefinition(text))));
  });
});

describe("our fingerprint", () => {
  const identity = { ruleId: "semgrep/x", uri: "src/a.py", lineText: "eval(a)", ordinal: 0 };

  test("is versioned, and stable for ever", () => {
    expect(fingerprint(identity)).toBe("ccr/v1:19b11be7b99cefbf8d7a230464dbb190");
  });

  test("ignores white space of the line, and nothing else of it", () => {
    expect(fingerprint({ ...identity, lineText: "\uFEFF\t eval( a )\r" })).toBe(fingerprint(identity));
    expect(fingerprint({ ...identity, lineText: "eval(b)" })).not.toBe(fingerprint(identity));
  });

  test("cannot be made equal by moving text from one field to the next", () => {
    const moved = fingerprint({ ...identity, uri: 'src/a.py","eval(a)', lineText: "" });
    expect(moved).not.toBe(fingerprint(identity));
    expect(fingerprint({ ...identity, ruleId: "semgrep/xs", uri: "rc/a.py" })).not.toBe(fingerprint(identity));
  });
});

describe("the ordinal", () => {
  const at = (startLine: number, over: Partial<RawFinding> = {}): RawFinding => ({
    ...aFinding(0),
    location: { uri: "a.py", startLine, endLine: startLine },
    ...over,
  });
  const prints = (findings: RawFinding[], text: string) =>
    fingerprintsOf(findings, ({ startLine }) => text.split("\n")[startLine - 1]);

  test("is unmoved by lines inserted above, even by an equal line on which the rule finds nothing", () => {
    const before = prints([at(1), at(3)], "eval(a)\nx\neval(a)");
    expect(prints([at(3), at(5)], "x\n\neval(a)\neval(a)\neval(a)")).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  test("does not depend on the order in which a scanner reports", () => {
    expect(prints([at(3), at(1)], "eval(a)\nx\neval(a)")).toEqual(
      prints([at(1), at(3)], "eval(a)\nx\neval(a)").reverse(),
    );
  });

  test("tells two findings on one line apart, and not one that is reported twice", () => {
    const left = at(1, { location: { uri: "a.py", startLine: 1, endLine: 1, startColumn: 1 } });
    const right = at(1, { location: { uri: "a.py", startLine: 1, endLine: 1, startColumn: 9 } });
    const [a, b, c, d] = prints([left, right, left, { ...left, message: "another message" }], "eval(a) eval(b)");
    expect(a).toBe(c);
    expect(new Set([a, b, d]).size).toBe(3);
  });

  test("tells findings without a place apart by their messages", () => {
    const { rule, source, severity, confidence } = aFinding(0);
    const placeless = { rule, source, severity, confidence, relatedLocations: [] };
    const [a, b] = prints(
      [
        { ...placeless, message: "one" },
        { ...placeless, message: "two" },
      ],
      "",
    );
    expect(a).not.toBe(b);
  });
});
