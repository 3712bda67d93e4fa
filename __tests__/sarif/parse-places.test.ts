import { describe, expect, test } from "@jest/globals";

import { LAST_LINE } from "../../src/sarif/parse.ts";
import { type Json, place, one } from "./foreign.ts";

describe("L6 a place", () => {
  const located = (location: unknown, ofRun: Json = {}) => one({ locations: [location] }, ofRun);

  test.each([
    "../src/a.py",
    "src/../src/a.py",
    "%2e%2e/src/a.py",
    "src/%2e%2e/src/a.py",
    "%252e%252e/src/a.py",
    "/etc/passwd",
    "file:///etc/passwd",
    "file://evil.example/srv/repo/src/a.py",
    "https://evil.example/src/a.py",
    "src\\a.py",
    "C:/src/a.py",
    "src/a.py\u0000",
    "src/a.py%00",
    "src/a.py\u202E",
    "src/A.PY",
    "",
    "__proto__",
    "constructor",
  ])("outside the repository (%j) is dropped, and the finding is kept with a note", (uri) => {
    const { finding, notes } = located(place(uri, { startLine: 1 }));
    expect(finding.location).toBeUndefined();
    expect(finding.message).toBe("m");
    expect(notes).toEqual([expect.stringContaining("1 results name a place outside the repository")]);
  });

  test.each<[unknown, string]>([
    [place("src/a.py#x"), "src/a.py"],
    [place("./src/b%20c.py"), "src/b c.py"],
    [place("src/b c.py"), "src/b c.py"],
    [place("file:///srv/repo/web/app.ts"), "web/app.ts"],
    [place("a.py", undefined, { uriBaseId: "SRC" }), "src/a.py"],
    [{ physicalLocation: { artifactLocation: { index: 1 } } }, "web/app.ts"],
    [{ physicalLocation: { artifactLocation: { uri: null, index: 1 } } }, "web/app.ts"],
  ])("that means a file of the repository is that file: %j", (location, uri) => {
    const originalUriBaseIds = { SRC: { uri: "src/", uriBaseId: "%SRCROOT%" }, "%SRCROOT%": { uri: "file:///ci/x/" } };
    const artifacts = [{ location: { uri: "src/a.py" } }, { location: { uri: "web/app.ts" } }];
    expect(located(location, { originalUriBaseIds, artifacts }).finding.location?.uri).toBe(uri);
  });

  test("is the first usable one, so that a place outside cannot hide one inside", () => {
    const { finding, notes } = one({
      locations: [place("../x"), place("src/a.py", { startLine: 9 }), place("web/app.ts")],
    });
    expect(finding.location).toEqual({ uri: "src/a.py", startLine: 9, endLine: 9 });
    expect(finding.relatedLocations).toEqual([{ uri: "web/app.ts", startLine: 1, endLine: LAST_LINE }]);
    expect(notes).toEqual([expect.stringContaining("1 related places were left out")]);
  });

  test.each<[string, unknown, object]>([
    ["no region: the whole file", undefined, { startLine: 1, endLine: LAST_LINE }],
    ["byte offsets only: the whole file", { byteOffset: 7, byteLength: 2 }, { startLine: 1, endLine: LAST_LINE }],
    ["a negative line: the whole file", { startLine: -3 }, { startLine: 1, endLine: LAST_LINE }],
    ["line 0: the whole file", { startLine: 0, endLine: 0 }, { startLine: 1, endLine: LAST_LINE }],
    ["half a line: the whole file", { startLine: 1.5 }, { startLine: 1, endLine: LAST_LINE }],
    ["a start only", { startLine: 3 }, { startLine: 3, endLine: 3 }],
    ["an end before the start", { startLine: 5, endLine: 2 }, { startLine: 5, endLine: 5 }],
    ["huge numbers", { startLine: 1e300, endLine: 1e301 }, { startLine: LAST_LINE, endLine: LAST_LINE }],
    [
      "columns",
      { startLine: 3, startColumn: 2, endColumn: 5 },
      { startLine: 3, endLine: 3, startColumn: 2, endColumn: 5 },
    ],
    ["columns backwards", { startLine: 3, startColumn: 5, endColumn: 2 }, { startLine: 3, endLine: 3, startColumn: 5 }],
    ["negative columns", { startLine: 3, startColumn: -1, endColumn: 0 }, { startLine: 3, endLine: 3 }],
  ])("with %s", (_, region, lines) => {
    expect(located(place("src/a.py", region)).finding.location).toEqual({ uri: "src/a.py", ...lines });
  });

  test("that is missing leaves a finding, and a note", () => {
    for (const locations of [undefined, null, []]) {
      const { finding, notes } = one({ locations });
      expect([finding.message, finding.location, notes]).toEqual(["m", undefined, ["1 results name no file."]]);
    }
  });
});
