import { describe, expect, test } from "@jest/globals";
import type { ChangedFile, Unscanned } from "../../src/records.ts";
import { policyGaps } from "../../src/scan/gaps.ts";
import { aChangedFile, aScannerRun } from "../fixtures/review.ts";
import { aChange } from "./stage.ts";

/** Lines 10 and 11 of `a.py` are new. */
function gapsOf(part: Partial<Unscanned>, over: Partial<ChangedFile> = {}, required = true) {
  const unscanned = [{ uri: "a.py", reason: "why", ...part }];
  const report = { runs: [aScannerRun("semgrep", { unscanned, required })] };
  return policyGaps(report, aChange([aChangedFile(0, { uri: "a.py", ...over })]), (uri) => uri.startsWith("dist/"));
}

describe("L5 a part that was not scanned is a gap", () => {
  test.each([
    ["the whole file", {}],
    ["its last line is changed", { startLine: 1, endLine: 10 }],
    ["its first line is changed", { startLine: 11, endLine: 99 }],
    ["it is one changed line", { startLine: 10, endLine: 10 }],
    ["its end is not known, and so it may be all of the file", { startLine: 90 }],
  ])("when %s", (_, part) => {
    expect(gapsOf(part)).toEqual([{ scanner: "semgrep", uri: "a.py", reason: "why", ...part }]);
  });

  test("L5 also in a file that a rename made code, though its blob is the same", () => {
    expect(gapsOf({}, { baseBlob: "2".repeat(40) })).toHaveLength(1);
  });

  test("L5 in a commit of the change, which no path excuses", () => {
    const commit = { uri: "dist/ of commit 123", concerns: "change" as const };
    expect(gapsOf(commit)).toHaveLength(1);
    expect(gapsOf(commit, {}, false)).toEqual([]);
  });

  test("also in a new binary file, which has no lines", () => {
    expect(gapsOf({}, { binary: true, hunks: [] })).toHaveLength(1);
  });
});

describe("a part that was not scanned is none", () => {
  test.each([
    ["the change does not touch its lines", { startLine: 12, endLine: 99 }, {}],
    ["the file is not in the change", { uri: "b.py" }, {}],
    ["the file was only renamed", {}, { baseBlob: "2".repeat(40), hunks: [] }],
    ["the file is a symbolic link", {}, { kind: "symlink" as const }],
    ["the file was deleted", {}, { status: "deleted" as const, kind: "regular" as const }],
  ])("when %s", (_, part, over) => {
    const file = aChangedFile(0, { uri: "a.py", ...over });
    const report = {
      runs: [aScannerRun("semgrep", { unscanned: [{ uri: "a.py", reason: "why", ...part }], required: true })],
    };
    expect(policyGaps(report, aChange([file]), () => false)).toEqual([]);
  });

  test("when the scanner is not required", () => {
    expect(gapsOf({}, {}, false)).toEqual([]);
  });
});

test("what the policy calls generated is no gap", () => {
  const file = aChangedFile(0, { uri: "dist/a.js" });
  const report = {
    runs: [aScannerRun("semgrep", { unscanned: [{ uri: "dist/a.js", reason: "why" }], required: true })],
  };
  expect(policyGaps(report, aChange([file]), () => false)).toHaveLength(1);
  expect(policyGaps(report, aChange([file]), (uri) => uri.startsWith("dist/"))).toEqual([]);
});
