import { describe, expect, test } from "@jest/globals";
import { parseDiff } from "../../src/change/index.ts";

const [A, B, NONE] = ["a".repeat(40), "b".repeat(40), "0".repeat(40)];
const RAW = `:100644 100644 ${A} ${B} M\0a.js\0`;
const HEAD = `diff --git "a/forged" b/x\nindex ${A}..${B} 100644\n--- a/x\n+++ b/x\n`;
const parse = (raw: string, patch: string) => parseDiff(Buffer.from(raw), Buffer.from(patch));

test("names come from the raw list alone, whatever the patch says", () => {
  const [file] = parse(RAW, `${HEAD}@@ -1 +1 @@ heading\n-x\n+y\n`);
  expect(file).toMatchObject({ uri: "a.js", baseBlob: A, headBlob: B });
  expect(file!.hunks[0]!.lines.map(({ text }) => text)).toEqual(["x", "y"]);
});

test("an empty diff is no files", () => expect(parse("", "")).toEqual([]));

describe("L5 what is not understood is an error, never a shorter diff", () => {
  test.each([
    ["a pair without a name", `:100644 100644 ${A} ${B} M\0`, ""],
    ["a rename without its second name", `:100644 100644 ${A} ${B} R100\0a\0`, ""],
    ["a status from the future", `:100644 100644 ${A} ${B} Q\0a\0`, ""],
    ["a raw list cut short", RAW.slice(0, -1), ""],
    ["a missing section", RAW, ""],
    ["one section too many", RAW, `${HEAD}@@ -1 +1 @@\n-x\n+y\n${HEAD}`],
    ["a section of another file", RAW, `${HEAD.replace(B, NONE)}@@ -1 +1 @@\n-x\n+y\n`],
    ["a hunk cut short", RAW, `${HEAD}@@ -1 +1,2 @@\n-x\n+y\n`],
    ["a hunk with too many lines of one side", RAW, `${HEAD}@@ -1,2 +1 @@\n-x\n+y\n+z\n`],
    ["a line without a sign", RAW, `${HEAD}@@ -1 +1 @@\n-x\ny\n`],
    ["a strange hunk header", RAW, `${HEAD}@@ -x +1 @@\n-x\n+y\n`],
    ["a combined diff", RAW, `diff --cc a\nindex ${A}..${B}\n`],
  ])("%s", (_, raw, patch) => {
    expect(() => parse(raw, patch)).toThrow(expect.objectContaining({ name: "ExternalError", code: "git-failed" }));
  });
});
