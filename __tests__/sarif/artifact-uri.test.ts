import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { candidatePaths, toArtifactUri, type ArtifactLocation } from "../../src/sarif/artifact-uri.ts";

const NO_BASES = new Map<string, ArtifactLocation>();
const paths = (uri: string, bases = NO_BASES, uriBaseId?: string) => candidatePaths({ uri, uriBaseId }, bases, "uri");

describe("a file name as URI", () => {
  test.each([
    ["src/a b.py", "src/a%20b.py"],
    ["100%/#1?.js", "100%25/%231%3F.js"],
    ["日本.ts", "%E6%97%A5%E6%9C%AC.ts"],
    ["a\nb.py", "a%0Ab.py"],
    ["c:x.py", "c%3Ax.py"],
    ["half \uD800 pair", "half%20%EF%BF%BD%20pair"],
  ])("%j is %s", (path, uri) => {
    expect(toArtifactUri(path)).toBe(uri);
  });

  test("is read back as the same name, whatever it holds", () => {
    const segment = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((each) => !/^\.{1,2}$|[/\\\p{Cc}]/u.test(each) && !/^[a-z]:/iu.test(each));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        expect(paths(toArtifactUri(segments.join("/")))[0]).toBe(segments.join("/"));
      }),
    );
  });
});

describe("L6 what a tool names as a file", () => {
  test.each([
    ["./src//a.js", ["src/a.js"]],
    ["src/a%20b.js#L3", ["src/a b.js", "src/a%20b.js#L3"]],
    ["file:///srv/repo/a.js", ["/srv/repo/a.js"]],
    ["file://localhost/srv/a.js", ["/srv/a.js"]],
    ["file:/srv/a.js", ["/srv/a.js"]],
    ["s p/é#%.py", ["s p/é#%.py"]],
    ["src/%252e%252e/x", ["src/%2e%2e/x", "src/%252e%252e/x"]],
  ])("%j may mean %j", (uri, expected) => {
    expect(paths(uri)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    "",
    ".",
    "..",
    "../x",
    "a/../b",
    "%2e%2e/x",
    "a/%2E%2E/%2e%2e/etc/passwd",
    "..%2fx",
    "a\\b",
    "a%5C..%5Cb",
    "C:/x",
    "C:%5Cx",
    "/C:/x",
    "file:///C:/x",
    "//host/share",
    "file://host/share/x",
    "file:////host/share",
    "%2F%2Fhost/x",
    "https://example.com/x",
    "javascript:alert(1)",
    "git:abc",
    "a%00b",
    "a\u0000b",
    "a%0Ab",
    "a\u007Fb",
    "\uD800",
    "#fragment",
    "?query",
    "x".repeat(5_000),
  ])("%j is refused", (uri) => {
    expect(paths(uri)).toEqual([]);
  });

  test("a chain of bases is followed to its root, which may be a folder of the machine that scanned", () => {
    const bases = new Map([
      ["SRC", { uri: "src", uriBaseId: "ROOT" }],
      ["ROOT", { uri: "file:///srv/repo/" }],
      ["WINDOWS", { uri: "file:///D:/a/repo/" }],
      ["UP", { uri: "../", uriBaseId: "ROOT" }],
    ]);
    expect(paths("a.js", bases, "SRC")).toEqual(["/srv/repo/src/a.js", "src/a.js"]);
    expect(paths("a.js", bases, "WINDOWS")).toEqual(["a.js"]);
    expect(paths("a.js", bases, "NOT-THERE")).toEqual(["a.js"]);
    expect(paths("a.js", bases, "UP")).toEqual([]);
    expect(paths("/x/a.js", bases, "SRC")).toEqual(["/x/a.js"]);
  });

  test("a chain of bases that never ends is refused", () => {
    const cycle = new Map([
      ["A", { uri: "a/", uriBaseId: "B" }],
      ["B", { uri: "b/", uriBaseId: "A" }],
    ]);
    expect(paths("x", cycle, "A")).toEqual([]);
  });

  test("a tool that writes names as they are is read as it writes, and still does not leave the repository", () => {
    const literal = (uri: string) => candidatePaths({ uri }, NO_BASES, "literal");
    expect(literal("./s p/a%20b#c?.py")).toEqual(["s p/a%20b#c?.py"]);
    expect(literal("c:\\x\ny")).toEqual(["c:\\x\ny"]);
    expect(literal("a/../b")).toEqual([]);
    expect(literal("")).toEqual([]);
  });
});
