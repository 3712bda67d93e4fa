/** By places alone: evasions.test.ts and fix.test.ts have the same with git and scanners. */

import { describe, expect, test } from "@jest/globals";
import type { DraftedFile } from "../../src/fixes/draft.ts";
import { isGone } from "../../src/fixes/gone.ts";
import { aChangedFile, aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const HEAD = ["import os", "", "os.system(a)", "x = 1", "os.system(b)"];

/** One report of one rule a line: the rule is the same, the fingerprint is its own. */
function at(line: number, uri = "app.py") {
  const { rule } = aFinding(0);
  return aFinding(line, { rule, location: { uri, startLine: line, endLine: line } });
}

/** Lines of head that give way, first and last, and what stands there then; from the top. */
type Change = readonly [number, number, readonly string[]];

function edited(changes: readonly Change[], before: readonly string[] = HEAD): DraftedFile {
  const after = [...before];
  let shift = 0;
  const edits = changes.map(([startLine, endLine, fresh]) => {
    const first = startLine + shift;
    after.splice(first - 1, endLine - startLine + 1, ...fresh);
    shift += fresh.length - (endLine - startLine + 1);
    return { head: { startLine, endLine }, edited: { startLine: first, endLine: endLine + shift }, finding: at(3) };
  });
  return {
    ...{ file: aChangedFile(0, { uri: "app.py" }), bytes: Buffer.from(after.join("\n")), edits },
    ...{ before: before.join("\n"), after: after.join("\n") },
  };
}

const BEFORE = [at(3), at(5)];
const gone = (file: DraftedFile, after: readonly ReturnType<typeof at>[], finding = at(3)) =>
  isGone([file], { finding, run: { findings: BEFORE } }, after);
/** Both lines read alike. */
const TWINS = HEAD.with(4, "os.system(a)");

describe("a finding is gone", () => {
  test("when nothing of its rule is left in the file", () => {
    expect(gone(edited([[3, 3, ["run(a)"]]]), [])).toBe(true);
  });

  test("when what is left is the other one, where the edit above has moved it", () => {
    expect(gone(edited([[3, 3, ["if a:", "    run(a)"]]]), [at(6)])).toBe(true);
    expect(gone(edited([[1, 3, ["run(a)"]]]), [at(3)])).toBe(true);
  });

  test("when an edit above has moved its own lines, and it is not there any more", () => {
    expect(gone(edited([[1, 4, ["import os", "import re", "", "run(a)", "x = 1"]]]), [at(6)])).toBe(true);
  });

  test("whatever is reported in another file, or by another rule", () => {
    const rule = { ...at(3).rule, id: "semgrep/another" };
    expect(gone(edited([[3, 3, ["run(a)"]]]), [at(5), at(3, "other.py"), { ...at(3), rule }])).toBe(true);
  });
});

describe("a finding is not gone", () => {
  test("when it is reported where it was", () => {
    expect(gone(edited([[4, 4, ["x = 2"]]]), BEFORE)).toBe(false);
    expect(gone(edited([[4, 4, ["x = 2"]]]), [at(3)])).toBe(false);
  });

  test("when it is reported where an edit above has moved it", () => {
    expect(gone(edited([[1, 1, ["import os", "import re"]]]), [at(4), at(6)])).toBe(false);
    expect(gone(edited([[1, 1, ["import os", "import re"]]]), [at(4)])).toBe(false);
  });

  test("when another one of its rule went and what is left reads otherwise", () => {
    expect(gone(edited([[3, 5, ["x = 1", "", "os.system(a + b)"]]]), [at(5)])).toBe(false);
  });

  test("when its words went to where the other one was, which a second edit repairs", () => {
    const moved = edited([
      [3, 3, ["run(a)"]],
      [5, 5, ["os.system(a)"]],
    ]);
    expect(gone(moved, [at(5)])).toBe(false);
  });

  test("when the other one of the same words went: by its place, wherever edits have moved that", () => {
    expect(gone(edited([[5, 5, ["run(a)"]]], TWINS), [at(3)])).toBe(false);
    for (const above of [["import os"], ["import os", "import re", ""]]) {
      const file = edited(
        [
          [1, 2, above],
          [5, 5, ["run(a)"]],
        ],
        TWINS,
      );
      expect(gone(file, [at(above.length + 1)])).toBe(false);
    }
    expect(gone(edited([[2, 3, ["", "", "os.system(a)"]]], TWINS), [at(4)])).toBe(false);
    const later = edited(
      [
        [1, 1, ["import os", "import re", ""]],
        [2, 3, ["os.system(a)", ""]],
        [5, 5, ["run(a)"]],
      ],
      TWINS,
    );
    expect(gone(later, [at(4)])).toBe(false);
  });

  test("when it is left in as many pieces as the edit has lines", () => {
    expect(gone(edited([[3, 3, ["f = os", "f.system(a)"]]]), [at(4), at(6)])).toBe(false);
  });

  test("when it has no place: nobody can say that it went from there", () => {
    expect(gone(edited([[3, 3, ["run(a)"]]]), [], without(at(3), "location"))).toBe(false);
  });
});
