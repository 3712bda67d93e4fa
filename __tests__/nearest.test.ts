import { expect, test } from "@jest/globals";
import { nearest } from "../src/nearest.ts";

test("the nearest names come first, at most five, and none that is far", () => {
  expect(nearest("main", ["mian", "origin/main", "maine", "develop"])).toEqual(["origin/main", "maine", "mian"]);
  expect(nearest("a1", ["a2", "a3", "a4", "a5", "a6", "a7"])).toHaveLength(5);
  expect(nearest("x".repeat(100_000), ["main"])).toEqual([]);
});
