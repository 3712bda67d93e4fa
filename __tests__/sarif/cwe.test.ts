import { expect, test } from "@jest/globals";

import { cweTag, parseCwe, parseCweTaxon } from "../../src/sarif/cwe.ts";

test.each([
  ["CWE-78", "CWE-78"],
  ["cwe-078", "CWE-78"],
  ["external/cwe/cwe-079", "CWE-79"],
  ["CWE-95: Improper Neutralization of Directives", "CWE-95"],
  ["CWE-1333", "CWE-1333"],
  ["CWE-0", undefined],
  ["CWE-12345", undefined],
  ["OWASP-A03:2021 - CWE-78", undefined],
  ["__proto__", undefined],
])("the tag %j names %s", (tag, cwe) => {
  expect(parseCwe(tag)).toBe(cwe);
});

test("a taxon is a number or any spelling of a CWE", () => {
  expect(["78", "0078", "CWE-78", "A03"].map(parseCweTaxon)).toEqual(["CWE-78", "CWE-78", "CWE-78", undefined]);
});

test("the tag that code scanning reads has three digits at least", () => {
  expect(["CWE-79", "CWE-1333"].map(cweTag)).toEqual(["external/cwe/cwe-079", "external/cwe/cwe-1333"]);
});
