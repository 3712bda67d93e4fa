import { gzipSync } from "node:zlib";

import { describe, expect, test } from "@jest/globals";

import { SEVERITIES, type Severity } from "../../src/finding.ts";
import { RUNS_PER_FILE, withinLimits } from "../../src/sarif/limits.ts";
import type { SarifLog, SarifResult, SarifRun } from "../../src/sarif/log.ts";

const result = (severity: Severity, n: number, ruleIndex: number): SarifResult => ({
  ruleId: `r${ruleIndex}`,
  ruleIndex,
  level: "warning",
  message: { text: `${severity} ${n} ${Math.imul(n + 1, 2_654_435_761) >>> 0}` },
  locations: [],
  partialFingerprints: {},
  properties: { severity, confidence: "high", disposition: "open" },
});

function run(name: string, severities: readonly Severity[]): SarifRun {
  const rules = SEVERITIES.map((severity, index) => ({
    id: `r${index}`,
    name: severity,
    shortDescription: { text: severity },
    fullDescription: { text: severity },
    help: { text: severity },
    defaultConfiguration: { level: "warning" as const },
    properties: { tags: [], precision: "high" as const },
  }));
  return {
    tool: { driver: { name, rules } },
    automationDetails: { id: `x/${name}/` },
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
    results: severities.map((severity, n) => result(severity, n, SEVERITIES.indexOf(severity))),
    properties: {},
  };
}

const log = (...runs: SarifRun[]): SarifLog => ({ $schema: "https://example.com/", version: "2.1.0", runs });
const wide = { results: 1_000_000, gzipBytes: 1e9, textUnits: 1e9 };
const severities = (of: SarifLog) =>
  of.runs.map(({ results }) => results?.map(({ properties }) => properties.severity));
const many = (severity: Severity, n: number) => Array<Severity>(n).fill(severity);

describe("GitHub's limits", () => {
  test("leave a log within them as it is, and say nothing", () => {
    const small = log(run("a", ["low", "high"]));
    expect(withinLimits(small)).toEqual({ log: small, text: `${JSON.stringify(small, null, 1)}\n`, notes: [] });
  });

  test("of runs leave out the least severe tools and name them", () => {
    const runs = Array.from({ length: RUNS_PER_FILE + 2 }, (_, n) =>
      run(`tool${n}`, [n === 3 ? "low" : n === 7 ? "none" : "high"]),
    );
    const { log: kept, notes } = withinLimits(log(...runs));
    expect(kept.runs.map(({ tool }) => tool.driver.name)).toEqual(
      runs.filter((_, n) => n !== 3 && n !== 7).map(({ tool }) => tool.driver.name),
    );
    expect(notes).toEqual([expect.stringContaining("leaves out 2 tools (tool3, tool7)")]);
  });

  test("of results leave out the least severe of a run, keep the order, and count them", () => {
    const cut = withinLimits(log(run("a", ["low", "critical", "none", "high", "low"]), run("b", ["none"])), {
      ...wide,
      results: 3,
    });
    expect(severities(cut.log)).toEqual([["low", "critical", "high"], ["none"]]);
    expect(cut.log.runs[0]!.properties.resultsLeftOut).toBe(2);
    expect(cut.log.runs[1]!.properties).toEqual({});
    expect(cut.notes).toEqual([expect.stringContaining("leaves out the 2 least severe of 5 results of a")]);
  });

  test("of the real 25,000 hold, and over 5,000 say that code scanning shows fewer", () => {
    const cut = withinLimits(log(run("a", [...many("low", 25_001), "high"])));
    expect(cut.log.runs[0]!.results).toHaveLength(25_000);
    expect(cut.log.runs[0]!.results!.at(-1)!.properties.severity).toBe("high");
    expect(cut.notes).toEqual([
      "a has 25002 results: code scanning shows the 5000 most severe of a run.",
      expect.stringContaining("leaves out the 2 least severe of 25002"),
    ]);
  });

  test("of compressed size leave out the least severe of all runs, until it fits", () => {
    const whole = log(run("a", [...many("low", 400), "critical"]), run("b", many("medium", 400)));
    const gzipBytes = Math.floor(gzipSync(JSON.stringify(whole, null, 1)).length / 2);
    const cut = withinLimits(whole, { ...wide, gzipBytes });
    const [a, b] = cut.log.runs.map(({ results }) => results!.length);
    expect(gzipSync(cut.text).length).toBeLessThanOrEqual(gzipBytes);
    expect(severities(cut.log)[0]).toContain("critical");
    expect(b).toBeGreaterThan(a!);
    expect(cut.notes).toEqual([
      `The SARIF file leaves out the ${801 - a! - b!} least severe of 801 results: GitHub accepts 10 MB compressed.`,
    ]);
  });

  test("of text are met before any text is built, and an impossible one ends with no results", () => {
    const textUnits = JSON.stringify(result("high", 1, 3), null, 1).length;
    const cut = withinLimits(log(run("a", ["low", "high"])), { ...wide, textUnits });
    expect(severities(cut.log)).toEqual([["high"]]);
    const none = withinLimits(log(run("a", ["low", "high"])), { ...wide, gzipBytes: 1 });
    expect(severities(none.log)).toEqual([[]]);
    expect(none.log.runs[0]!.properties.resultsLeftOut).toBe(2);
  });

  test("take the rules of what they left out, and keep the indices right", () => {
    const { log: kept } = withinLimits(log(run("a", ["low", "none", "critical", "high"])), { ...wide, results: 2 });
    const { results, tool } = kept.runs[0]!;
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(["r3", "r4"]);
    for (const { ruleId, ruleIndex } of results!) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  });
});
