import { describe, expect, test } from "@jest/globals";

import { createAllowance, createFinder, patternMistakes, typeOf } from "../../src/redaction/patterns.ts";

const one = (pattern: string, examples: { match?: string[]; "no-match"?: string[] } = {}) =>
  patternMistakes({ patterns: [{ name: "own", pattern, ...examples }] });

describe("a repository's own pattern", () => {
  test("finds every place, with its own type", () => {
    const find = createFinder({ name: "badge", pattern: "BADGE-[0-9]{4}" });
    expect(find("BADGE-1234 x BADGE-5678")).toMatchObject([
      { start: 0, end: 10, type: "policy-badge" },
      { start: 13, end: 23, type: "policy-badge" },
    ]);
    expect(typeOf({ name: "badge" })).toBe("policy-badge");
  });

  test.each(["(?P<secret>[a-z]+)", "(?<secret>[a-z]+)"])("takes the group of %s and leaves the rest", (group) => {
    expect(createFinder({ name: "own", pattern: `id=${group};` })("id=abc;")).toMatchObject([{ start: 3, end: 6 }]);
  });

  test("offsets are UTF-16 units, and half a pair is one", () => {
    expect(createFinder({ name: "own", pattern: "X[0-9]" })("é😀\ud800X1")).toMatchObject([{ start: 4, end: 6 }]);
  });

  test("blanks are never a value: our marks are blank while looking", () => {
    const find = createFinder({ name: "own", pattern: "id=(?P<secret>.*)" });
    expect(find("id=    ")).toEqual([]);
    expect(find("id=  ab  ")).toMatchObject([{ start: 5, end: 7 }]);
  });

  test("what would backtrack elsewhere takes linear time", () => {
    expect(createFinder({ name: "own", pattern: "(a+)+b" })("a".repeat(100_000))).toEqual([]);
  });
});

describe("a pattern that cannot be used is named", () => {
  test.each([
    ["is no RE2 syntax", "(a", /RE2 syntax.*missing closing/u],
    ["looks around", "(?=a)a", /RE2 syntax/u],
    ["refers back", "(a)\\1", /RE2 syntax/u],
    ["matches the empty text", "[0-9]*", /empty text/u],
    ["matches blanks", "\\s+", /blanks/u],
    ["matches everything", ".+", /blanks/u],
    ["matches everything that is not blank", "\\S+", /ordinary text/u],
    ["matches every word", "[a-z]+", /ordinary text/u],
    ["matches every number", "\\d+", /ordinary text/u],
  ])("one that %s", (_, pattern, message) => {
    const [mistake] = one(pattern);
    expect(mistake?.path).toEqual(["patterns", 0, "pattern"]);
    expect(mistake?.message).toMatch(message);
  });

  test("one whose examples say otherwise, by the example", () => {
    expect(one("AB[0-9]{4}", { match: ["AB1234", "AB12"] })).toMatchObject([{ path: ["patterns", 0, "match", 1] }]);
    expect(one("AB[0-9]{4}", { "no-match": ["AC1234", "xAB12345"] })).toMatchObject([
      { path: ["patterns", 0, "no-match", 1] },
    ]);
    expect(one("AB[0-9]{4}", { match: ["see AB1234."], "no-match": ["AB12"] })).toEqual([]);
  });

  test("two of one name, and an allowance for everything", () => {
    const own = { name: "own", pattern: "AB[0-9]{4}" };
    expect(patternMistakes({ patterns: [own, own] })).toMatchObject([{ path: ["patterns", 1, "name"] }]);
    for (const pattern of [".*", "(?s).+", ".{7,}"])
      expect(patternMistakes({ allow: [{ pattern }] })).toMatchObject([{ path: ["allow", 0, "pattern"] }]);
    expect(patternMistakes({ allow: [{ pattern: "(" }] })).toMatchObject([{ path: ["allow", 0, "pattern"] }]);
    expect(patternMistakes({ allow: [{ pattern: "dummy-.*" }, { sha256: "0".repeat(64) }] })).toEqual([]);
  });
});

test("a value is allowed as a whole or by its digest", () => {
  // printf %s hunter2 | sha256sum
  const digest = "F52FBD32B2B3B86FF88EF6C490628285F482AF15DDCB29541F94BCF526A3F6C7";
  const allowed = createAllowance([{ pattern: "dummy-[a-z]+" }, { sha256: digest }]);
  expect(["dummy-a", "hunter2", "xdummy-a", "dummy-a1", "hunter3"].map(allowed)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
