import { describe, expect, test } from "@jest/globals";
import { segmentOf, verifySegment, type Fact } from "../../src/ledger/index.ts";

const FACTS: readonly Fact[] = [
  { type: "runStarted", at: "2026-01-02T03:04:05.000Z", body: { version: "1", b: 1, a: [true, null] } },
  { type: "changeRead", at: "2026-01-02T03:04:06.000Z", body: { files: 2, name: "€ \u2028" } },
  { type: "gateDecided", at: "2026-01-02T03:04:07.000Z", body: { outcome: "pass" } },
  { type: "runFinished", at: "2026-01-02T03:04:08.000Z", body: {} },
];
const { text, root } = segmentOf(FACTS);
const lines = text.trimEnd().split("\n");
const joined = (changed: readonly string[]) => `${changed.join("\n")}\n`;

describe("L8 the ledger", () => {
  test("a segment verifies, and its root is the hash of its last entry", () => {
    expect(verifySegment(text)).toEqual({ valid: true, entries: 4, root });
    expect(verifySegment(text, root)).toMatchObject({ valid: true });
    expect(JSON.parse(lines[3] ?? "")).toMatchObject({ hash: root });
  });

  test("lines are canonical JSON: keys sorted, no white space", () => {
    expect(lines[0]).toMatch(
      /^\{"at":"2026-01-02T03:04:05.000Z","body":\{"a":\[true,null\],"b":1,"version":"1"\},"hash":/u,
    );
  });

  test.each<[string, string, number, RegExp]>([
    ["a changed value", text.replace('"files":2', '"files":3'), 2, /changed/u],
    ["a changed value in the last entry", text.replace("03:04:08", "03:04:09"), 4, /changed/u],
    ["a dropped entry in the middle", joined(lines.toSpliced(1, 1)), 2, /sequence number 2 where 1/u],
    ["a dropped first entry", joined(lines.slice(1)), 1, /sequence/u],
    ["a dropped last entry", joined(lines.slice(0, -1)), 3, /does not end/u],
    ["swapped entries", joined([lines[0]!, lines[2]!, lines[1]!, lines[3]!]), 2, /sequence/u],
    ["a repeated entry", joined([lines[0]!, lines[0]!, ...lines.slice(1)]), 2, /sequence/u],
    [
      "an entry after the end",
      joined([...lines, lines[3]!.replace('"seq":3', '"seq":4')]),
      5,
      /hash does not match|after the end/u,
    ],
    ["other white space", text.replace('{"at"', '{ "at"'), 1, /canonical/u],
    ["a cut last line", text.slice(0, -1), 4, /line end/u],
    ["an unknown key", text.replace('"v":1', '"v":1,"x":1'), 1, /not a ledger entry/u],
    ["half a character", text.replace("€", "\\ud800"), 2, /canonical/u],
    ["no JSON", "hello\n", 1, /not a ledger entry/u],
    ["an empty file", "", 1, /empty/u],
  ])("verify names the first bad entry after %s", (_, changed, line, problem) => {
    expect(changed).not.toBe(text);
    expect(verifySegment(changed)).toMatchObject({ valid: false, line, problem: expect.stringMatching(problem) });
  });

  test("an entry of another run does not fit the chain", () => {
    const other = segmentOf(FACTS.map((fact) => ({ ...fact, at: "2026-02-02T03:04:05.000Z" }))).text.split("\n");
    expect(verifySegment(joined([lines[0]!, other[1]!, lines[2]!, lines[3]!]))).toMatchObject({
      line: 2,
      problem: expect.stringMatching(/does not follow/u),
    });
  });

  test("a wholly rewritten segment verifies alone and fails only thanks to the published root", () => {
    const rewritten = segmentOf(
      FACTS.map((fact) => (fact.type === "gateDecided" ? { ...fact, body: { outcome: "fail" } } : fact)),
    ).text;
    expect(verifySegment(rewritten)).toMatchObject({ valid: true });
    expect(verifySegment(rewritten, root)).toMatchObject({
      valid: false,
      problem: expect.stringMatching(/not the one that was published/u),
    });
  });
});
