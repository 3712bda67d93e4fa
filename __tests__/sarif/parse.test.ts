import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { parseSarif, type SarifContext } from "../../src/sarif/parse.ts";
import { SarifError } from "../../src/sarif/parse-schema.ts";
import { KNOWN, context, type Json, log, run, place, result, parse, one, fixture } from "./foreign.ts";

describe("what is not SARIF 2.1.0 is an error with its place", () => {
  test.each<[string, string]>([
    ["nothing", ""],
    ["not JSON", "<sarif/>"],
    ["cut short", log(run([result()])).slice(0, -5)],
    ["null", "null"],
    ["an array", "[]"],
    ["a number", "42"],
    ["no version", '{"runs":[]}'],
    ["version 2.0.0", '{"version":"2.0.0","runs":[]}'],
    ["no runs", '{"version":"2.1.0"}'],
    ["runs null", '{"version":"2.1.0","runs":null}'],
    ["a run that is null", log(null)],
    ["no tool", log({ results: [] })],
    ["a tool name that is a number", log(run([], {}, { name: 7 }))],
    ["results that are an object", log(run({ 0: result() }))],
    ["a result that is null", log(run([null]))],
    ["a result that is a text", log(run(["x"]))],
    ["a message that is a text", log(run([result({ message: "m" })]))],
    ["a message text that is an object", log(run([result({ message: { text: {} } })]))],
    ["locations that are an object", log(run([result({ locations: { length: 1 } })]))],
    ["a location that is a text", log(run([result({ locations: ["src/a.py"] })]))],
    ["a uri that is a list", log(run([result({ locations: [place(["src/a.py"])] })]))],
    ["a startLine that is a text", log(run([result({ locations: [place("src/a.py", { startLine: "3" })] })]))],
    ["an infinite startLine", log(run([result()])).replace('"startLine":3', '"startLine":1e999')],
    ["an unknown level", log(run([result({ level: "fatal" })]))],
    ["a ruleIndex that is a text", log(run([result({ ruleIndex: "0" })]))],
    ["a rule without an id", log(run([], {}, { rules: [{}] }))],
    ["executionSuccessful as text", log(run([], { invocations: [{ executionSuccessful: "false" }] }))],
    ["21 runs", log(...Array(21).fill(run([])))],
    ["a depth of 100,000", "[".repeat(100_000)],
  ])("L5 %s", (_, text) => {
    expect(() => parseSarif(text, context)).toThrow(SarifError);
  });

  test("the sentence names the place and quotes nothing of the text", () => {
    expect(() => parse(run([result(), result({ message: { text: 7 } })]))).toThrow(
      /runs\.0\.results\.1\.message\.text/u,
    );
    expect(() => parseSarif("AKIA-secret{", context)).toThrow(/^It is not JSON, or it is cut short\.$/u);
  });
});

describe("what the file says about itself", () => {
  test("L6 suppressions and absence in the file hide nothing", () => {
    const { finding, notes } = one({ suppressions: [{ kind: "inSource" }], baselineState: "absent" });
    expect(finding.severity).toBe("medium");
    expect(notes).toEqual([
      expect.stringContaining("marked as suppressed"),
      expect.stringContaining("marked as absent"),
    ]);
  });

  test("L5 a run that failed, looked for nothing, or keeps its results elsewhere did not succeed", () => {
    const successful = (over: Json, results: unknown = []) => parse(run(results, over))[0]!.executionSuccessful;
    expect(successful({})).toBe(true);
    expect(successful({ invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] })).toBe(false);
    expect(successful({}, null)).toBe(false);
    expect(successful({ externalPropertyFileReferences: { results: [{ location: { uri: "x" } }] } })).toBe(false);
  });

  test("L5 an error about a file is a gap, any other is a note", () => {
    const toolExecutionNotifications = [
      {
        level: "error",
        message: { text: "Syntax error" },
        locations: [place("src/a.py", { startLine: 4, endLine: 6 })],
      },
      { level: "error", message: { text: "Timeout" }, locations: [place("src/b%20c.py")] },
      { level: "error", message: { text: "Lost" }, locations: [place("../x")] },
      { message: { text: "Slow" } },
      { level: "note", message: { text: "Hello" } },
    ];
    const [parsed] = parse(run([], { invocations: [{ toolExecutionNotifications }] }));
    expect(parsed!.unscanned).toEqual([
      { uri: "src/a.py", startLine: 4, endLine: 6, reason: "Syntax error" },
      { uri: "src/b c.py", reason: "Timeout" },
    ]);
    expect(parsed!.notes).toEqual(["The tool reports an error: Lost", "The tool reports a warning: Slow"]);
  });

  test("L6 keys of the object prototype are only keys, and of two equal keys the last counts", () => {
    const poisoned = `{"__proto__":{"version":"2.0.0","polluted":1},"constructor":{"prototype":{"polluted":1}},"version":"1","version":"2.1.0",
      "runs":[{"__proto__":{"results":[]},"tool":{"driver":{"name":"T","rules":[{"id":"__proto__","properties":{"__proto__":{"severity":"none"},"security-severity":"9.9"}}]}},
      "originalUriBaseIds":{"__proto__":{"uri":"file:///srv/repo/"}},
      "results":[{"ruleId":"__proto__","message":{"text":"a","text":"b"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/a.py","uriBaseId":"__proto__"}}}]}]}]}`;
    const [parsed] = parseSarif(poisoned, context);
    expect(parsed!.findings[0]).toMatchObject({ message: "b", severity: "critical", location: { uri: "src/a.py" } });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("real tools", () => {
  const any: SarifContext = { ruleIdPrefix: "zizmor/", uriOf: (path) => path };

  test("semgrep: raw file names, levels on rules, confidence in tags, suppressed by a comment", () => {
    const [parsed] = parseSarif(fixture("semgrep.sarif"), { ...any, ruleIdPrefix: "semgrep/", paths: "literal" });
    expect(parsed).toMatchObject({ toolName: "Semgrep OSS", toolVersion: "1.182.0", executionSuccessful: true });
    expect(parsed!.notes).toEqual([expect.stringContaining("1 results are marked as suppressed")]);
    expect(
      parsed!.findings.map(({ rule, severity, confidence, location }) => [
        rule.id,
        rule.cwe,
        severity,
        confidence,
        location,
      ]),
    ).toEqual([
      [
        "semgrep/python.cwe-95.eval",
        ["CWE-95"],
        "critical",
        "high",
        { uri: "s p/é#%.py", startLine: 2, endLine: 2, startColumn: 1, endColumn: 8 },
      ],
      [
        "semgrep/python.plain",
        [],
        "high",
        "high",
        { uri: "s p/é#%.py", startLine: 3, endLine: 3, startColumn: 1, endColumn: 8 },
      ],
    ]);
  });

  test("zizmor: severity and confidence under its own name, ids that have the prefix", () => {
    const [parsed] = parseSarif(fixture("zizmor.sarif"), any);
    expect(parsed!.findings.map(({ rule, severity, confidence }) => [rule.id, severity, confidence])).toEqual([
      ["zizmor/artipacked", "medium", "low"],
      ["zizmor/excessive-permissions", "medium", "medium"],
      ["zizmor/dangerous-triggers", "high", "medium"],
      ["zizmor/template-injection", "high", "high"],
      ["zizmor/unpinned-uses", "high", "high"],
    ]);
  });
});

describe("L6 fuzz", () => {
  const uri = fc.oneof(
    fc.constantFrom(
      "src/a.py",
      "../src/a.py",
      "%2e%2e/x",
      "file:///srv/repo/src/a.py",
      "C:\\x",
      "//h/x",
      "a%",
      "__proto__",
    ),
    fc.string({ unit: fc.constantFrom("a", "/", ".", "%", "2", "e", "5", "c", "\\", ":", "#", "\u0000", "\uD800") }),
  );
  const anything = fc.anything({ maxDepth: 2 });
  /** Mostly of the right type: a wrong one ends the reading. */
  const mostly = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 60, arbitrary }, { weight: 1, arbitrary: anything });
  const number = mostly(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })));
  const region = fc.record({ startLine: number, endLine: number }, { requiredKeys: [] });
  const artifactLocation = fc.record(
    { uri: mostly(uri), uriBaseId: fc.constantFrom("A", "B", "__proto__"), index: number },
    { requiredKeys: [] },
  );
  const locations = mostly(fc.array(fc.record({ physicalLocation: fc.record({ artifactLocation, region }) })));
  const shaped = fc.record(
    {
      ruleId: mostly(fc.oneof(fc.string(), fc.constantFrom("__proto__", "r"))),
      ruleIndex: number,
      message: mostly(fc.record({ text: fc.string({ unit: "binary" }), arguments: fc.array(fc.string()) })),
      level: mostly(fc.constantFrom("error", "note")),
      properties: mostly(fc.dictionary(fc.string(), anything)),
      locations,
      relatedLocations: locations,
    },
    { requiredKeys: ["message", "locations"] },
  );
  const base = fc.record({ uri: mostly(uri), uriBaseId: fc.constantFrom("A", "B", "C") }, { requiredKeys: [] });

  test("nothing but a SarifError is thrown, and no location leaves the known files", () => {
    let located = 0;
    fc.assert(
      fc.property(fc.array(shaped, { maxLength: 4 }), base, base, (results, A, B) => {
        const text = log(run(results, { originalUriBaseIds: { A, B } }, { rules: [{ id: "r" }] }));
        try {
          for (const { location, relatedLocations } of parseSarif(text, context)[0]!.findings) {
            for (const each of [location, ...relatedLocations]) {
              if (each === undefined) continue;
              located += 1;
              expect(KNOWN).toContain(each.uri);
              expect(each.startLine).toBeGreaterThanOrEqual(1);
              expect(each.endLine).toBeGreaterThanOrEqual(each.startLine);
            }
          }
        } catch (error) {
          expect(error).toBeInstanceOf(SarifError);
        }
      }),
      { numRuns: 500 },
    );
    expect(located).toBeGreaterThan(100);
  });

  test("any JSON and any text", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      anything.map((runs) => `{"version":"2.1.0","runs":[${JSON.stringify(runs)}]}`),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          parseSarif(each, context);
        } catch (error) {
          expect(error).toBeInstanceOf(SarifError);
        }
      }),
    );
  });
});
