import { expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { unreadPrograms } from "../../src/scan/index.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { aChangedFile, aScannerRun } from "../fixtures/review.ts";
import { aChange } from "./stage.ts";

const python: Scanner = {
  name: "python",
  comparable: true,
  applies: ({ files }) => files.some(({ uri }) => uri.endsWith(".py")),
  scan: async () => [],
};
const anything: Scanner = { ...python, name: "anything", readsAnyFile: true, applies: () => true };
const change = aChange([
  aChangedFile(1, { uri: "a.py" }),
  aChangedFile(2, { uri: "a.vue" }),
  aChangedFile(3, { uri: "bin/tool", headMode: "100755" }),
  aChangedFile(4, { uri: "README.md" }),
  aChangedFile(5, { uri: "notes", headMode: "100644" }),
]);
const told = (scanners: readonly Scanner[], over: Partial<ScannerRun> = {}) =>
  unreadPrograms(change, scanners, { runs: scanners.map(({ name }) => aScannerRun(name, over)) });

test("L5 changed programs that no scanner has rules for are named, prose is not", () => {
  expect(told([python])).toEqual([expect.stringContaining("rules for 2 changed files: a.vue, bin/tool. Secrets")]);
});

test("L5 a scanner that reads every file has rules for none, and one that failed has read nothing", () => {
  expect(told([python, anything])).toEqual(told([python]));
  expect(told([python], { state: { status: "failed", reason: "it crashed" } })).toEqual([
    expect.stringContaining("3 changed files: a.py, a.vue"),
  ]);
});

test("nothing is said where nobody asked for rules", () => {
  expect(told([anything])).toEqual([]);
});
