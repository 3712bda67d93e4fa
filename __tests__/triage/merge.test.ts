import { describe, expect, test } from "@jest/globals";
import type { Severity, Source, TriagedFinding } from "../../src/finding.ts";
import { mergeTools } from "../../src/triage/index.ts";
import { aFinding } from "../fixtures/review.ts";

const tool = (name: string): Source => ({ kind: "scanner", tool: name, version: "1" });
const CLAUDE: Source = { kind: "model", model: "claude", promptSha256: "0".repeat(64) };
let last = 0;

function finding(
  by: Source,
  cwe: string,
  { line = 3, end = line, severity = "medium", uri = "a.py", status = "open" }: Partial<Where> = {},
): TriagedFinding {
  last += 1;
  const given = aFinding(last, { severity, disposition: { status } });
  return {
    ...given,
    source: by,
    severity,
    rule: { ...given.rule, cwe: [cwe] },
    location: { uri, startLine: line, endLine: end },
    fingerprint: `ccr/v1:${String(last).padStart(32, "0")}`,
  };
}

interface Where {
  readonly line: number;
  readonly end: number;
  readonly severity: Severity;
  readonly uri: string;
  readonly status: "open" | "unchanged" | "outsideDiff";
}

const rows = (findings: readonly TriagedFinding[]) =>
  mergeTools(findings).filter(({ disposition }) => disposition.status !== "merged");

describe("one weakness that several tools report", () => {
  test("is one row, whose severity is the worst of them, and every report is kept", () => {
    const [bandit, semgrep] = [
      finding(tool("bandit"), "CWE-78", { severity: "high" }),
      finding(tool("semgrep"), "CWE-78", { severity: "medium" }),
    ];
    const merged = mergeTools([semgrep, bandit]);
    expect(merged.map(({ disposition }) => disposition)).toEqual([
      { status: "merged", into: bandit.fingerprint },
      { status: "open" },
    ]);
    expect(rows([semgrep, bandit])[0]?.severity).toBe("high");
  });

  test("is one row when the tools file it under numbers of one family, or their regions only meet", () => {
    expect(rows([finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-943")])).toHaveLength(1);
    expect(rows([finding(tool("a"), "CWE-89", { line: 2, end: 5 }), finding(tool("b"), "CWE-89")])).toHaveLength(1);
  });

  test.each<readonly [string, readonly [TriagedFinding, TriagedFinding]]>([
    ["of one tool", [finding(tool("a"), "CWE-89"), finding(tool("a"), "CWE-89")]],
    ["of other weaknesses", [finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-79")]],
    ["on other lines", [finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-89", { line: 4 })]],
    ["in other files", [finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-89", { uri: "b.py" })]],
    [
      "of which one is about a whole resource",
      [finding(tool("a"), "CWE-89", { line: 1, end: 9 }), finding(tool("b"), "CWE-89")],
    ],
    [
      "of which one was there before",
      [finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-89", { status: "unchanged" })],
    ],
  ])("stays two rows: two %s", (_, pair) => {
    expect(mergeTools(pair)).toEqual(pair);
  });

  test("has each tool once: a second report of the same tool is a row of its own", () => {
    const [a, b, more] = [
      finding(tool("a"), "CWE-89", { severity: "high" }),
      finding(tool("b"), "CWE-89"),
      finding(tool("b"), "CWE-89"),
    ];
    expect(rows([a, b, more])).toEqual([a, more]);
  });

  test("a threat's own threshold still sees its finding: those of different threats stay apart", () => {
    const pair = [{ ...finding(tool("a"), "CWE-89"), threat: "t1" }, finding(tool("b"), "CWE-89")];
    expect(mergeTools(pair)).toEqual(pair);
  });

  test("of dependencies is one advisory: two advisories of one CWE stay apart", () => {
    const of = (by: string, id: string): TriagedFinding => {
      const given = finding(tool(by), "CWE-1395");
      return { ...given, rule: { ...given.rule, id: `${by}/${id}` } };
    };
    expect(rows([of("a", "GHSA-aaaa-bbbb-cccc"), of("b", "GHSA-dddd-eeee-ffff")])).toHaveLength(2);
    expect(rows([of("a", "GHSA-aaaa-bbbb-cccc"), of("b", "GHSA-aaaa-bbbb-cccc")])).toHaveLength(1);
  });

  test("L3 Claude's report joins the row of a rule, never leads it and never raises it", () => {
    const [rule, claude] = [
      finding(tool("semgrep"), "CWE-89", { severity: "low" }),
      finding(CLAUDE, "CWE-89", { severity: "critical" }),
    ];
    expect(rows([claude, rule])).toEqual([rule]);
  });

  test("merging what is merged changes nothing", () => {
    const once = mergeTools([finding(tool("a"), "CWE-89"), finding(tool("b"), "CWE-89"), finding(CLAUDE, "CWE-89")]);
    expect(mergeTools(once)).toEqual(once);
  });

  test("100,000 reports on one line are read in one pass", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => finding(tool(index % 2 ? "a" : "b"), "CWE-89"));
    expect(rows(many).length).toBeLessThan(many.length);
  });
});
