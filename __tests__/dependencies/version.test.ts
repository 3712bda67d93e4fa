import { describe, expect, test } from "@jest/globals";
import { compareVersions, isInRange, patchedVersion } from "../../src/dependencies/version.ts";
import type { Advisory, DependencyChange } from "../../src/dependency.ts";

test.each([
  ["1.2.3", "1.2.10"],
  ["1.9", "1.10.0"],
  ["v1.2.3", "1.2.4"],
  ["1.0.0-rc.1", "1.0.0"],
  ["1.0.0-alpha", "1.0.0-beta"],
  ["1.0.0-beta.2", "1.0.0-beta.11"],
  ["1.0a1", "1.0"],
  ["1.0.dev1", "1.0a1"],
  ["1.0", "1.0.post1"],
  ["2.0.0-SNAPSHOT", "2.0.0"],
  ["1.2.0+build.5", "1.2.1"],
])("%s is before %s", (a, b) => {
  expect(compareVersions(a, b)).toBeLessThan(0);
  expect(compareVersions(b, a)).toBeGreaterThan(0);
});

test.each([
  ["1.0", "1.0.0"],
  ["v1.2.3", "1.2.3"],
  ["1.0.0.Final", "1.0.0"],
  ["1.0.0+a", "1.0.0+b"],
])("%s is %s", (a, b) => expect(compareVersions(a, b)).toBe(0));

test.each<[string, string, boolean | undefined]>([
  ["1.2.2", ">= 1.0, < 1.2.3", true],
  ["1.2.3", ">= 1.0, < 1.2.3", false],
  ["1.2.3", "<= 1.2.3", true],
  ["1.2.3", "= 1.2.3", true],
  ["1.2.3", "> 1.2.3", false],
  ["1.2.3", "whatever", undefined],
  ["1.2.3", "", undefined],
])("%s in %p: %p", (version, range, is) => expect(isInRange(version, range)).toBe(is));

describe("patchedVersion", () => {
  const of = (version: string, affected: Advisory["affected"], name = "lodash") => {
    const change: DependencyChange = {
      ...{ change: "added", manifest: "package.json", ecosystem: "npm", name, version },
      ...{ scope: "runtime", vulnerabilities: [] },
    };
    return patchedVersion({ ghsa: "GHSA-aaaa-bbbb-cccc", cwe: [], withdrawn: false, affected }, change);
  };
  const LINES = [
    { ecosystem: "npm", name: "lodash", range: ">= 4.0, < 4.2.1", patched: "4.2.1" },
    { ecosystem: "npm", name: "lodash", range: "< 3.9.9", patched: "3.9.9" },
    { ecosystem: "npm", name: "other", range: "< 9.0", patched: "9.0" },
    { ecosystem: "rubygems", name: "lodash", range: "< 8.0", patched: "8.0" },
  ];

  test("is of this version's own line", () => {
    expect([of("4.1.0", LINES), of("3.0.0", LINES)]).toEqual(["4.2.1", "3.9.9"]);
  });
  test("is of this package in this ecosystem, as it spells names", () => {
    expect([of("1.0", LINES, "other"), of("1.0", LINES, "LODASH"), of("1.0", LINES, "nobody")]).toEqual([
      "9.0",
      "3.9.9",
      undefined,
    ]);
  });
  test("of a version that is no version it is the next one", () => {
    expect(of("^3.0.0", [{ ecosystem: "npm", name: "lodash", range: "weird", patched: "3.9.9" }])).toBe("3.9.9");
  });
  test("affected twice needs both patches", () => {
    const twice = [
      { ecosystem: "npm", name: "lodash", range: "< 2.0", patched: "2.0" },
      { ecosystem: "npm", name: "lodash", range: "< 10.0", patched: "10.0" },
    ];
    expect(of("1.0", twice)).toBe("10.0");
    expect(of("1.0", [...twice, { ecosystem: "npm", name: "lodash", range: "< 99" }])).toBeUndefined();
  });
});
