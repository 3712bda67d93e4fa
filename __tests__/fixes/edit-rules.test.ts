/** Limits of an edit, one line on either side of each; evasions.test.ts has what an attacker would write. */

import { describe, expect, test } from "@jest/globals";
import { isSteering, onlyTakesAway, unwelcome } from "../../src/fixes/edit-rules.ts";
import type { DraftedFile } from "../../src/fixes/draft.ts";
import { aChangedFile, aFinding } from "../fixtures/review.ts";

/** The first `lines` lines of `before` give way to `fresh`. */
function edited(
  before: readonly string[],
  fresh: readonly string[],
  { uri = "app.py", lines = before.length } = {},
): DraftedFile {
  const after = [...fresh, ...before.slice(lines)].join("\n");
  const [head, now] = [
    { startLine: 1, endLine: lines },
    { startLine: 1, endLine: fresh.length },
  ];
  return {
    ...{ file: aChangedFile(0, { uri }), bytes: Buffer.from(after), before: before.join("\n"), after },
    edits: [{ head, edited: now, finding: FINDING }],
  };
}

const FINDING = aFinding(0, { location: { uri: "app.py", startLine: 1, endLine: 1 } });
const why = (...given: Parameters<typeof edited>) => unwelcome([edited(...given)], FINDING);
const many = (count: number) => Array.from({ length: count }, (_, n) => `x${n} = ${n}`);

describe("an edit", () => {
  test("replaces at most 150 lines by at most 300", () => {
    expect(why(many(150), many(300))).toBeUndefined();
    expect(why(many(151), many(3))).toContain("too many lines");
    expect(why(many(1), many(301))).toContain("too many lines");
  });

  test("leaves more of a file than blanks", () => {
    expect(why(["x = 1"], [" ", "\t"])).toBe("it empties a file");
  });

  test("of a test that the finding stands in is one like any other; of another test it is none", () => {
    expect(why(["x = 1"], ["x = 2"], { uri: "tests/app.py" })).toBe("it edits a test");
    const own = { ...FINDING, location: { uri: "tests/app.py", startLine: 1, endLine: 1 } };
    expect(unwelcome([edited(["x = 1"], ["x = 2"], { uri: "tests/app.py" })], own)).toBeUndefined();
  });

  test("may repair a test that is skipped and stays so, and take that one out, but no other with it", () => {
    const skipped = "it.skip('runs', () => {";
    expect(why([skipped], ["it.skip('walks', () => {"])).toBeUndefined();
    expect(why([skipped], ["run();"])).toBeUndefined();
    expect(why([skipped, "it('walks', () => {"], [skipped])).toBe("it takes tests out");
  });

  test("may be of a file that a machine wrote, as it was one before", () => {
    expect(why(["# @generated", "x = 1"], ["# @generated", "x = 2"])).toBeUndefined();
    const long = `x = "${"y".repeat(250)}"`;
    expect(why([`${long}; run()`], [long, "", "walk()"], { uri: "app.js" })).toBeUndefined();
  });

  test("keeps as many marks and unseen characters as its lines had, and adds not one", () => {
    for (const one of ["⟦", "\u200b"]) {
      expect(why([`x = "${one}"`], [`y = "${one}"`])).toBeUndefined();
      expect(why([`x = "${one}"`], [`y = "${one}${one}"`])).toBeDefined();
    }
    // The line end of Windows is seen.
    expect(why(["x = 1\r", "y = 2\r"], ["x = 2\r", "y = 3\r", "z = 4\r"])).toBeUndefined();
  });
});

test("what steers is so by any of its names, in any case", () => {
  const at = (uri: string) => isSteering(aChangedFile(0, { uri }), "security/review.yml");
  expect(["CODEOWNERS", "docs/codeowners", ".github/CODEOWNERS", "security/review.yml"].map(at)).not.toContain(false);
  expect(at("src/CODEOWNERS")).toBe(false);
  expect(at("src/review.yml")).toBe(false);
});

describe("only takes away:", () => {
  test("what puts something new into one file of two repairs", () => {
    const [less, more] = [edited(["run()", "x = 1"], ["x = 1"]), edited(["run()"], ["walk()"], { uri: "b.py" })];
    expect([[less], [more], [less, more]].map(onlyTakesAway)).toEqual([true, false, false]);
  });

  test("also where the first line is the one that stays", () => {
    expect(onlyTakesAway([edited(["x = 1", "run()"], ["x = 1"])])).toBe(true);
  });

  test("a line written twice is a new one, and one that is moved is not", () => {
    expect(onlyTakesAway([edited(["run()", "x = 1"], ["x = 1", "x = 1"])])).toBe(false);
    expect(onlyTakesAway([edited(["run()", "x = 1", "go()"], ["  go()", "x = 1", "# nothing"])])).toBe(true);
  });
});
