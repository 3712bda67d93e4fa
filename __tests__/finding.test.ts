import { expect, test } from "@jest/globals";
import { isCredential, kindOf, rated, SEVERITIES } from "../src/finding.ts";

test("what has no severity is treated as the mildest, and all else as it is", () => {
  expect(SEVERITIES.map(rated)).toEqual(["low", "low", "medium", "high", "critical"]);
});

test("a credential in the code is told by its weakness, wherever that stands among others", () => {
  const of = (...cwe: readonly string[]) => isCredential({ cwe });
  expect([of("CWE-798"), of("CWE-200", "CWE-321"), of("CWE-259")]).toEqual([true, true, true]);
  expect([of("CWE-79"), of("CWE-522"), of()]).toEqual([false, false, false]);
});

test.each([
  [{ id: "secrets/github-token", tags: ["secret"], cwe: [] }, "secret"],
  [{ id: "trufflehog/aws", tags: ["secret"], cwe: [] }, "secret"],
  [{ id: "gitleaks/aws-access-token", tags: ["security"], cwe: ["CWE-798"] }, "secret"],
  [{ id: "bandit/b1", tags: [], cwe: ["CWE-540"] }, "secret"],
  [{ id: "dependency-review/GHSA-1", tags: ["security", "dependencies"], cwe: ["CWE-79"] }, "dependency"],
  [{ id: "trivy/CVE-2020-1", tags: [], cwe: ["CWE-1395"] }, "dependency"],
  [{ id: "osv-scanner/CVE-2020-1", tags: [], cwe: [] }, "dependency"],
  [{ id: "licenses/denied", tags: ["license", "supply-chain"], cwe: [] }, "license"],
  [{ id: "semgrep/python.cwe-89.sql", tags: ["security"], cwe: ["CWE-89"] }, "code"],
] as const)("%j is %s, for tickets and for fixes", (rule, kind) => {
  expect(kindOf(rule)).toBe(kind);
});
