import { describe, expect, test } from "@jest/globals";
import { readRedactRequest } from "../src/flags-redact.ts";
import { readRequest } from "../src/flags.ts";

describe("the flags of redact", () => {
  test("text at the redact point unless something else is said; a search is at the scan point", () => {
    expect(readRedactRequest([])).toEqual({ command: "redact", files: [], mode: "text", point: "redact", json: false });
    expect(readRedactRequest(["--check", "a"])).toMatchObject({ mode: "check", point: "scan", files: [{ name: "a" }] });
    expect(readRedactRequest(["--staged"])).toMatchObject({ mode: "staged", point: "scan" });
    expect(readRedactRequest(["--jsonl"])).toMatchObject({ mode: "jsonl", point: "redact" });
    expect(readRedactRequest(["--check", "--point", "redact"])).toMatchObject({ point: "redact" });
  });

  test.each([
    [["--jsonl", "--check"], "flag-invalid"],
    [["--staged", "file"], "flag-invalid"],
    [["--point", "scan"], "flag-invalid"],
    [["--check", "--json"], "flag-invalid"],
    [["--jsonl", "--account", "x"], "flag-invalid"],
    [["--point", "other"], "flag-invalid"],
    [["--repo", "."], "flag-unknown"],
  ])("%j is refused: %s", (argv, code) => {
    expect(() => readRedactRequest(argv)).toThrow(expect.objectContaining({ code }));
  });

  test("its help is the same from both doors", () => {
    expect(readRedactRequest(["--help"])).toEqual(readRequest(["redact", "--help"]).request);
    expect(readRequest(["--help"]).request).toMatchObject({ text: expect.stringContaining("redact") });
  });
});
