import { describe, expect, test } from "@jest/globals";
import { isSameWeakness } from "../../src/eval/families.ts";

const isSame = (found: string, cwe?: string, ...altCwe: readonly string[]) =>
  isSameWeakness([found], { altCwe, ...(cwe !== undefined && { cwe }) });

describe("the same weakness", () => {
  test.each([
    ["is the label's own number, also of no family", "CWE-1", "CWE-1", []],
    ["is a number that would be called right too, also of no family", "CWE-2", "CWE-89", ["CWE-2"]],
    ["is a neighbour of the label's first number", "CWE-564", "CWE-89", []],
    ["is a neighbour in the first of several families", "CWE-78", "CWE-74", []],
    ["is a neighbour in the last of several families", "CWE-79", "CWE-74", []],
  ])("%s", (_, found, cwe, others) => {
    expect(isSame(found, cwe, ...others)).toBe(true);
  });

  test.each([
    ["another number of no family", "CWE-2", "CWE-1", []],
    ["a neighbour of what would be called right too", "CWE-90", "CWE-79", ["CWE-89"]],
    ["a number of another family", "CWE-79", "CWE-22", []],
    ["what is no number", "SQL injection", "CWE-89", []],
    ["any number, when the label has none", "CWE-89", undefined, []],
  ])("is not %s", (_, found, cwe, others) => {
    expect(isSame(found, cwe, ...others)).toBe(false);
  });
});
