import { describe, expect, test } from "@jest/globals";
import type { HunkState } from "../../src/records.ts";
import { cover } from "../../src/review/index.ts";
import { aReview } from "../fixtures/review.ts";

const { change } = aReview({ files: 3 });
const OTHERWISE: HunkState = { state: "failed", reason: "no credentials" };

describe("L5 coverage", () => {
  test("every hunk of the change ends in exactly one state", () => {
    const coverage = cover(
      change,
      [(file) => (file.uri === change.files[0]?.uri ? { state: "excluded", rule: "binary" } : undefined)],
      OTHERWISE,
    );
    const hunks = change.files.flatMap((file) => file.hunks.map((hunk) => hunk.id));
    expect(coverage.map((row) => row.hunk)).toEqual(hunks);
    expect(coverage.map((row) => row.state.state)).toEqual(["excluded", "failed", "failed"]);
  });

  test("the first exclusion that names a hunk is the one that is shown", () => {
    const [first, second] = ["scope.paths", "provider none"].map((rule) => (): HunkState => ({
      state: "excluded",
      rule,
    }));
    expect(cover(change, [first!, second!], OTHERWISE)[0]?.state).toEqual({ state: "excluded", rule: "scope.paths" });
  });
});
