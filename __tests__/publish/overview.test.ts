import { expect, test } from "@jest/globals";
import { coverageSentence } from "../../src/publish/gaps.ts";
import { cweUrl, helpUrl } from "../../src/publish/links.ts";
import { coverageOf, overview } from "../../src/publish/overview.ts";
import { percent, place } from "../../src/publish/words.ts";
import { aFinding, aReview, aTroubledReview } from "../fixtures/review.ts";

test("every finding of a review is in exactly one of blocking, other open and not counted", () => {
  const review = aTroubledReview();
  const { blocking, otherOpen, notCounted } = overview(review);
  expect([blocking.length, otherOpen.length, notCounted.length]).toEqual([1, 1, 3]);
  const prints = [...blocking, ...otherOpen, ...notCounted].map(({ fingerprint }) => fingerprint);
  expect(new Set(prints)).toEqual(new Set(review.findings.map(({ fingerprint }) => fingerprint)));
});

test("a blocking finding of the verdict is shown even when the list of findings does not have it", () => {
  const review = aReview({ findings: 0 });
  const blocking = [aFinding(0)];
  expect(overview({ ...review, verdict: { ...review.verdict, blocking } }).blocking).toEqual(blocking);
});

test("findings come worst first and then by place, whatever order they were in", () => {
  const findings = [4, 2, 3, 0, 1].map((n) => aFinding(n));
  const order = overview(aReview({ failOn: "low" }, { findings })).blocking.map(({ severity }) => severity);
  expect(order).toEqual(["critical", "high", "medium", "medium", "low"]);
});

test("L5 coverage counts lines that failed as due and excluded ones as not", () => {
  expect(coverageOf(aTroubledReview().coverage)).toMatchObject({ ratio: 0.25, reviewedLines: 3, excludedLines: 6 });
  expect(coverageOf([])).toMatchObject({ ratio: 1, changedLines: 0 });
  expect(coverageSentence(coverageOf([]))).toBe("Review coverage: no changed lines.");
});

test("L5 almost everything is not rounded up to everything", () => {
  expect(percent(0.9999)).toBe("99.9 %");
  expect(percent(1)).toBe("100.0 %");
});

test("a place keeps its line however long the path is, and no half of a character", () => {
  const long = place({ uri: "😀".repeat(500), startLine: 1, endLine: 2 }, 100);
  expect(long).toMatch(/^😀+…😀+:1-2$/u);
  expect(long.length).toBeLessThanOrEqual(105);
});

test.each([
  ["CWE-79", "https://cwe.mitre.org/data/definitions/79.html"],
  ["CWE-79](https://evil.example)", undefined],
  ["cwe-79", undefined],
  ["CWE-079", undefined],
])("the page of weakness %s is %s", (cwe, url) => {
  expect(cweUrl(cwe)).toBe(url);
});

test.each([
  ["https://cheatsheetseries.owasp.org/cheatsheets/A_B.html#x-1", true],
  ["https://owasp.org/Top10/", true],
  ["http://owasp.org/", false],
  ["https://owasp.org.evil.example/", false],
  ["https://owasp.org@evil.example/", false],
  ["https://owasp.org/?d=secret", false],
  ["https://owasp.org:444/", false],
  ["https://user:word@owasp.org/", false],
  ["https://owasp.org/a)b", false],
  ['https://owasp.org/a"b', false],
  ["javascript:alert(1)", false],
  ["//owasp.org/", false],
  ["", false],
  [undefined, false],
])("L2 guidance at %s is linked: %s", (uri, linked) => {
  const rule = { cwe: ["CWE-79"], ...(uri !== undefined && { helpUri: uri }) };
  expect(helpUrl(rule)).toBe(linked ? uri : undefined);
});

test("the page of a weakness is linked as that, and not once more as guidance", () => {
  const helpUri = "https://cwe.mitre.org/data/definitions/79.html";
  expect(helpUrl({ helpUri, cwe: ["CWE-80", "CWE-79"] })).toBeUndefined();
  expect(helpUrl({ helpUri, cwe: ["CWE-80"] })).toBe(helpUri);
});
