import { describe, expect, test } from "@jest/globals";
import type { HunkState } from "../../src/records.ts";
import { cover, coverageRatio } from "../../src/review/index.ts";
import { aReview } from "../fixtures/review.ts";

const { change } = aReview({ files: 3 });
const NOT_ASKED: HunkState = { state: "failed", reason: "not asked" };
const hunks = change.files.flatMap((file) => file.hunks.map((hunk) => hunk.id));

describe("L5 coverage", () => {
  test("every hunk of the change ends in exactly one state", () => {
    const coverage = cover(change, new Map([[hunks[0] ?? "", { state: "excluded", rule: "binary" }]]), NOT_ASKED);
    expect(coverage.map((row) => row.hunk)).toEqual(hunks);
    expect(coverage.map((row) => row.state.state)).toEqual(["excluded", ...hunks.slice(1).map(() => "failed")]);
  });

  test("the ratio counts changed lines that were due, and is 1 when none were", () => {
    const rows = cover(change, new Map([[hunks[0] ?? "", { state: "reviewed" }]]), {
      state: "excluded",
      rule: "binary",
    });
    expect(coverageRatio(rows)).toBe(1);
    expect(coverageRatio(cover(change, new Map([[hunks[0] ?? "", { state: "reviewed" }]]), NOT_ASKED))).toBeLessThan(1);
    expect(coverageRatio([])).toBe(1);
  });
});
