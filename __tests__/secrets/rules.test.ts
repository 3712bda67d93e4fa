import { expect, test } from "@jest/globals";

import type { Format } from "../../src/secrets/format.ts";
import { FORMATS } from "../../src/secrets/formats.ts";
import { createRedactor, ruleOf, ruleSetSha256, severityOf } from "../../src/secrets/index.ts";

const ASSIGNED = ["password", "secret", "token", "api-key", "encryption-key", "credential", "private-key"];

test.each([...FORMATS.map(({ type }) => type), ...ASSIGNED])(
  "the rule of %s is complete, and survives redaction",
  (type) => {
    const rule = ruleOf(type);
    expect(rule.id).toBe(`secrets/${type}`);
    expect(rule.name.length).toBeLessThanOrEqual(255);
    expect(rule.cwe[0]).toMatch(/^CWE-(?:798|321)$/u);
    for (const text of [rule.shortDescription, rule.fullDescription, rule.help]) {
      expect(text).not.toBe("");
      expect(createRedactor().redact(text)).toBe(text);
    }
  },
);

test("a type without a rule is a bug, not a silence", () => {
  expect(() => ruleOf("no-such-type")).toThrow("no-such-type");
});

test("a test key is not critical, and a guess by name is medium", () => {
  expect(severityOf({ type: "stripe-live-key", why: "format", confidence: "high" })).toBe("critical");
  expect(severityOf({ type: "stripe-test-key", why: "format", confidence: "high" })).toBe("medium");
  expect(severityOf({ type: "password", why: "assignment", confidence: "high" })).toBe("high");
  expect(severityOf({ type: "password", why: "assignment", confidence: "medium" })).toBe("medium");
});

test("the digest of the rule set is one and the same", () => {
  expect(ruleSetSha256()).toBe(ruleSetSha256());
  expect(ruleSetSha256()).toMatch(/^[0-9a-f]{64}$/u);
});

test.each<[string, Partial<Format>]>([
  ["type", { type: "another" }],
  ["anchors", { anchors: ["another"] }],
  ["pattern", { pattern: /another/dy }],
  ["check", { check: () => "format" }],
  ["severity", { severity: "low" }],
  ["confidence", { confidence: "low" }],
  ["chosen", { chosen: true }],
])("the digest of the rule set changes with the %s of a row", (_, changed) => {
  const row: Format = { type: "a", title: "a", anchors: ["a"], pattern: /a/dy, examples: { match: [], noMatch: [] } };
  expect(ruleSetSha256([{ ...row, ...changed }])).not.toBe(ruleSetSha256([row]));
});
