import { describe, expect, test } from "@jest/globals";
import type { Confidence, Disposition, Severity, TriagedFinding } from "../src/finding.ts";
import { decide, exitCode, nothingToReview, type GateInput } from "../src/gate.ts";
import type { HunkState, ScannerRun, ScannerState } from "../src/records.ts";
import { resolveSettings, type Settings } from "../src/settings.ts";

const SETTINGS: Settings = resolveSettings({}, { version: 1 });

function finding(
  severity: Severity,
  extra: { disposition?: Disposition; threat?: string; model?: boolean; confidence?: Confidence } = {},
): TriagedFinding {
  return {
    rule: {
      id: "semgrep/x",
      name: "X",
      shortDescription: "x",
      fullDescription: "x",
      help: "x",
      severity,
      confidence: "high",
      cwe: [],
      tags: [],
    },
    source: extra.model
      ? { kind: "model", model: "m", promptSha256: "p" }
      : { kind: "scanner", tool: "semgrep", version: "1" },
    message: "x",
    severity,
    confidence: extra.confidence ?? "high",
    relatedLocations: [],
    fingerprint: "ccr/v1:1",
    disposition: extra.disposition ?? { status: "open" },
    ...(extra.threat === undefined ? {} : { threat: extra.threat }),
  };
}

function run(state: ScannerState, required = true): ScannerRun {
  return {
    scanner: "semgrep",
    tool: "semgrep",
    version: "1",
    digests: {},
    required,
    state,
    unscanned: [],
    findings: [],
    seconds: 0,
  };
}

function gate(input: Partial<GateInput>, settings: Partial<Settings> = {}) {
  return decide(
    { findings: [], coverage: [], runs: [], gaps: [], threatFailOn: new Map(), ...input },
    { ...SETTINGS, ...settings },
  );
}

const hunk = (state: HunkState) => ({ hunk: "h-000000000000", uri: "a.js", changedLines: 3, state });

describe("decide", () => {
  test("L3 a scanner's finding at the threshold fails, one below it does not", () => {
    expect(gate({ findings: [finding("high")] }).outcome).toBe("fail");
    expect(gate({ findings: [finding("critical")] }).blocking).toHaveLength(1);
    expect(gate({ findings: [finding("medium")] }).outcome).toBe("pass");
  });

  test("L3 a finding that only the model made does not fail the scanners' threshold", () => {
    expect(gate({ findings: [finding("critical", { model: true })] }).outcome).toBe("pass");
  });

  test("fail-on-ai fails on what only the model made when all of it was checked, and on nothing else of the model's", () => {
    const failOnAi = "high";
    const claude = (severity: Severity, confidence: Confidence = "high") =>
      gate({ findings: [finding(severity, { model: true, confidence })] }, { failOnAi });
    expect(claude("high").blocking).toHaveLength(1);
    expect(claude("critical").outcome).toBe("fail");
    expect(
      [claude("medium"), claude("critical", "medium"), claude("critical", "low")].map(({ outcome }) => outcome),
    ).toEqual(["pass", "pass", "pass"]);
    const unchanged = finding("critical", { model: true, disposition: { status: "outsideDiff" } });
    expect(gate({ findings: [unchanged] }, { failOnAi }).outcome).toBe("pass");
    expect(gate({ findings: [finding("medium")] }, { failOnAi: "low" }).outcome).toBe("pass");
  });

  test("the sentence does not say that there is nothing when Claude found something", () => {
    const findings = [finding("low"), finding("critical", { model: true })];
    expect(gate({ findings }).sentence).toBe(
      "No finding of a scanner at or over the threshold (high), 1 finding below it.",
    );
    expect(gate({ findings }, { failOnAi: "high" }).sentence).toBe(
      "1 finding at or over the threshold (high, of Claude's high).",
    );
  });

  test("only open findings block", () => {
    const dispositions: Disposition[] = [
      { status: "outsideDiff" },
      { status: "unchanged" },
      { status: "suppressed", by: "policy", justification: "scope.paths" },
    ];
    expect(gate({ findings: dispositions.map((disposition) => finding("critical", { disposition })) }).outcome).toBe(
      "pass",
    );
  });

  test("fail-on none blocks nothing, and a threat's own criterion still does", () => {
    expect(gate({ findings: [finding("critical")] }, { failOn: "none" }).outcome).toBe("pass");
    const threatFailOn = new Map<string, Severity>([["T1", "low"]]);
    expect(gate({ findings: [finding("low", { threat: "T1" })], threatFailOn }, { failOn: "none" }).outcome).toBe(
      "fail",
    );
  });

  test("a threat's criterion can only make the threshold stricter", () => {
    const threatFailOn = new Map<string, Severity>([["T1", "critical"]]);
    expect(gate({ findings: [finding("high", { threat: "T1" })], threatFailOn }).outcome).toBe("fail");
  });

  test.each<ScannerState>([
    { status: "failed", reason: "crashed" },
    { status: "unavailable", reason: "no Python" },
  ])("L5 a required scanner that did not run is incomplete, not a pass: $status", (state) => {
    const verdict = gate({ runs: [run(state)] });
    expect(verdict.outcome).toBe("incomplete");
    expect(verdict.missing[0]).toMatchObject({ what: "semgrep" });
  });

  test("a scanner that nobody required and that did not run is neutral", () => {
    expect(gate({ runs: [run({ status: "unavailable", reason: "not on PATH" }, false)] }).outcome).toBe("pass");
  });

  test("L5 a part that a required scanner did not scan is named and incomplete", () => {
    const verdict = gate({
      gaps: [{ scanner: "semgrep", uri: "a.js", startLine: 3, endLine: 9, reason: "syntax error" }],
    });
    expect(verdict.outcome).toBe("incomplete");
    expect(verdict.missing[0]?.reason).toBe("did not scan a.js:3-9: syntax error");
  });

  test.each<HunkState>([{ state: "failed", reason: "no credentials" }, { state: "refused" }, { state: "overBudget" }])(
    "L5 a hunk that ended as $state makes the run incomplete unless only scanners are required",
    (state) => {
      expect(gate({ coverage: [hunk(state)] }).outcome).toBe("incomplete");
      expect(gate({ coverage: [hunk(state)] }, { require: ["scanners"] }).outcome).toBe("pass");
    },
  );

  test("reviewed and excluded hunks are no reason to be incomplete", () => {
    expect(gate({ coverage: [hunk({ state: "reviewed" }), hunk({ state: "excluded", rule: "binary" })] }).outcome).toBe(
      "pass",
    );
  });

  test("fail beats incomplete, and the verdict carries both lists", () => {
    const verdict = gate({ findings: [finding("high")], runs: [run({ status: "failed", reason: "crashed" })] });
    expect(verdict).toMatchObject({ outcome: "fail", missing: [{ what: "semgrep" }] });
    expect(verdict.sentence).toContain("1 required check did not finish");
  });

  test("exit codes are those of the design, and a pilot never blocks but says so", () => {
    const strict = { onIncomplete: "fail", pilot: false } as const;
    expect([exitCode("pass", strict), exitCode("fail", strict), exitCode("incomplete", strict)]).toEqual([0, 1, 5]);
    expect(exitCode("incomplete", { ...strict, onIncomplete: "warn" })).toBe(0);
    expect(exitCode("fail", { ...strict, onIncomplete: "warn" })).toBe(1);
    expect(exitCode("fail", { ...strict, pilot: true })).toBe(0);
    expect(gate({ findings: [finding("high")] }, { pilot: true }).sentence).toContain("Pilot");
  });

  test("an empty diff passes with the words nothing to review", () => {
    expect(nothingToReview("base and head are the same", SETTINGS)).toMatchObject({
      outcome: "pass",
      sentence: "Nothing to review: base and head are the same.",
    });
  });
});
