import { describe, expect, test } from "@jest/globals";

import { SEVERITIES } from "../../src/finding.ts";
import { confidenceOfWord, SECURITY_SEVERITY, severityOfScore, severityOfWord } from "../../src/sarif/severity.ts";

describe("severity", () => {
  test.each([
    ["9.5", "critical"],
    [9, "critical"],
    ["8.9", "high"],
    [7, "high"],
    ["6.9", "medium"],
    [4, "medium"],
    [" 3.9 ", "low"],
    [0.1, "low"],
    ["HIGH", "high"],
  ])("security-severity %j is %s", (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });

  test.each([0, "0.0", "NaN", NaN, Infinity, -1, "-8", 10.1, "11", "1e1", "0x9", "very bad", "", null, {}, [9], true])(
    "security-severity %j says nothing, so that the level decides",
    (score) => {
      expect(severityOfScore(score)).toBeUndefined();
    },
  );

  test("every number that we write is read back as what it was", () => {
    const read = SEVERITIES.filter((each) => each !== "none").map((each) => severityOfScore(SECURITY_SEVERITY[each]));
    expect(read).toEqual(["low", "medium", "high", "critical"]);
    expect(SECURITY_SEVERITY.none).toBeUndefined();
  });

  test("words are read in any case, and no other words", () => {
    expect(
      ["Critical", "moderate", "LOW ", "none", "error", "constructor", "x".repeat(99), 7].map(severityOfWord),
    ).toEqual(["critical", "medium", "low", "none", undefined, undefined, undefined, undefined]);
    expect(["very-high", "Medium", "unknown", undefined].map(confidenceOfWord)).toEqual([
      "high",
      "medium",
      undefined,
      undefined,
    ]);
  });
});
