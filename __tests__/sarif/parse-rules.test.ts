import { describe, expect, test } from "@jest/globals";

import { parseSarif } from "../../src/sarif/parse.ts";
import { context, type Json, log, run, result, one } from "./foreign.ts";

describe("how severe a result is", () => {
  const severity = (over: Json, rule: Json = {}) => one(over, {}, { rules: [{ id: "r", ...rule }] }).finding.severity;
  const scored = (score: unknown) => ({ properties: { "security-severity": score } });

  test.each<[string, Json, Json, string]>([
    ["the rule's security-severity", { level: "note" }, scored("9.8"), "critical"],
    ["a security-severity that is a number", {}, scored(5), "medium"],
    ["the result's before the rule's", scored("9.1"), scored("2"), "critical"],
    ["a score that is none: the level", { level: "error" }, scored("NaN"), "high"],
    ["a score out of range: the level", { level: "error" }, scored("99"), "high"],
    ["zero, which tools write for unknown: the level", { level: "error" }, scored("0.0"), "high"],
    ["a word", { level: "note" }, { properties: { severity: "Critical" } }, "critical"],
    ["a word under the tool's own name", { level: "error", properties: { "z/severity": "Medium" } }, {}, "medium"],
    ["the result's level", { level: "error" }, { defaultConfiguration: { level: "note" } }, "high"],
    ["the rule's level", {}, { defaultConfiguration: { level: "note" } }, "low"],
    ["warning when nobody says", {}, {}, "medium"],
    ["level none", { level: "none" }, {}, "none"],
    ["a kind that is no problem", { kind: "pass", level: "error" }, scored("9.9"), "none"],
    ["a kind that a person has to look at", { kind: "review" }, scored("9.9"), "critical"],
  ])("is %s", (_, over, rule, expected) => {
    expect(severity(over, rule)).toBe(expected);
  });

  test("L6 an index that points at a milder rule than the id does not lower it", () => {
    const rules = [
      { id: "mild", ...scored("0.1") },
      { id: "r", ...scored("9.8") },
    ];
    expect(one({ ruleIndex: 0 }, {}, { rules }).finding.severity).toBe("critical");
    expect(one({ ruleIndex: -1 }, {}, { rules }).finding.severity).toBe("critical");
    expect(one({ ruleIndex: 99 }, {}, { rules }).finding.severity).toBe("critical");
    expect(one({ ruleId: undefined, ruleIndex: 1 }, {}, { rules }).finding.rule.id).toBe("tool/r");
  });

  test("rules of extensions and hierarchical ids are found", () => {
    const tool = {
      driver: { name: "T" },
      extensions: [{ name: "pack", rules: [{ id: "x" }, { id: "js/sqli", ...scored("8.8") }] }],
    };
    const byIndex = { ruleId: undefined, rule: { index: 1, toolComponent: { index: 0 } } };
    const byName = { ruleId: "js/sqli", rule: { index: 1, toolComponent: { name: "pack" } } };
    for (const over of [byIndex, byName, { ruleId: "js/sqli" }, { ruleId: "js/sqli/2" }]) {
      expect(one(over, { tool }).finding.severity).toBe("high");
    }
  });

  test("a million results are cut to 25,000, the least severe first, with a note", () => {
    const mild = `{"ruleId":"r","level":"note","message":{"text":"m"}}`;
    const grave = `{"ruleId":"r","level":"error","message":{"text":"grave"}}`;
    const results = [...Array<string>(999_999).fill(mild), grave].join(",");
    const [parsed] = parseSarif(
      `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":[${results}]}]}`,
      context,
    );
    expect(parsed!.findings).toHaveLength(25_000);
    expect(parsed!.findings.at(-1)!.message).toBe("grave");
    expect(parsed!.notes[0]).toContain("975000 results, the least severe, were left out");
  });
});

describe("a rule", () => {
  const ruleOf = (rule: Json, over: Json = {}, ofRun: Json = {}) =>
    one(over, ofRun, { rules: [{ id: "r", ...rule }] }).finding.rule;

  test("gets its weaknesses from tags, properties, relationships and taxa", () => {
    const tags = ["security", "external/cwe/cwe-078", "CWE-88: Argument Injection"];
    const taxonomies = [
      { name: "CWE", taxa: [{ id: "20" }] },
      { name: "OWASP", taxa: [{ id: "3" }] },
    ];
    const relationships = [{ target: { id: "79", toolComponent: { name: "cwe" } } }];
    const taxa = [
      { index: 0, toolComponent: { index: 0 } },
      { index: 0, toolComponent: { index: 1 } },
      { index: -7, toolComponent: { index: -7 } },
    ];
    const rule = ruleOf({ properties: { tags, cwe: ["CWE-77"] }, relationships }, { taxa }, { taxonomies });
    expect(rule.cwe).toEqual(["CWE-78", "CWE-88", "CWE-77", "CWE-79", "CWE-20"]);
    expect(rule.tags).toEqual(["security"]);
  });

  test.each<[string, Json, Json, string]>([
    ["a word of the result", { properties: { "z/confidence": "Low" } }, { properties: { precision: "high" } }, "low"],
    [
      "a tag before a precision that is constant",
      {},
      { properties: { precision: "very-high", tags: ["LOW CONFIDENCE"] } },
      "low",
    ],
    ["its precision", {}, { properties: { precision: "very-high" } }, "high"],
    ["medium when nobody says", {}, { properties: { precision: 7 } }, "medium"],
  ])("is as sure as %s", (_, over, rule, expected) => {
    expect(one(over, {}, { rules: [{ id: "r", ...rule }] }).finding.confidence).toBe(expected);
  });

  test("has every text that GitHub requires, from whatever the tool gave", () => {
    const bare = one({}).finding.rule;
    expect([bare.name, bare.shortDescription, bare.fullDescription, bare.help]).toEqual(Array(4).fill("tool/r"));
    const helped = ruleOf({ help: { text: "H", markdown: "![x](https://evil.example)" } });
    expect([helped.shortDescription, helped.fullDescription, helped.help]).toEqual(["H", "H", "H"]);
  });

  test("L2 links only to https, and without credentials", () => {
    const uri = (helpUri: unknown) => ruleOf({ helpUri }).helpUri;
    expect(uri("https://example.com/a b")).toBe("https://example.com/a%20b");
    for (const bad of [
      "http://example.com",
      "javascript:alert(1)",
      "https://user:pw@example.com",
      "data:text/html,x",
      "x",
      null,
    ]) {
      expect(uri(bad)).toBeUndefined();
    }
  });

  test("a result without any rule still has an id, and an id that has the prefix keeps it once", () => {
    expect(one({ ruleId: undefined }).finding.rule.id).toBe("tool/unnamed");
    expect(one({ ruleId: "tool/x" }).finding.rule.id).toBe("tool/x");
    expect(one({ ruleId: "a\u202E\nb".padEnd(9_999, "x") }).finding.rule.id).toHaveLength(260);
    const [named] = parseSarif(log(run([result()])), { ...context, ruleIdPrefix: (tool) => `${tool}!/` });
    expect(named!.findings[0]!.rule.id).toBe("T!/r");
  });
});
