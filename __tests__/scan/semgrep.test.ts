import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { BUNDLE } from "../../src/bundle.ts";
import { policyGaps } from "../../src/scan/gaps.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan } from "../../src/scan/run.ts";
import { createSemgrep, semgrep } from "../../src/scan/semgrep.ts";
import { readSemgrepReport } from "../../src/scan/semgrep-report.ts";
import { readRules } from "../../src/scan/semgrep-rules.ts";
import type { ScannerRun } from "../../src/records.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Scene, type Stage } from "./stage.ts";

const fixture = (name: string) => readFileSync(join("__tests__/fixtures/scan/semgrep", name), "utf8");
const FLAW = fixture("ng.command.py");

/** As in the product, but for a time-out that a busy machine does not meet. */
const patient = createSemgrep({ ruleTimeoutSeconds: 600 });

async function scanned(scene: Scene, scanner = patient): Promise<{ stage: Stage; run: ScannerRun }> {
  const stage = await makeStage(scene);
  const target = await exportHead(stage.change, stage.ports);
  const { runs } = await scan({ scanners: [{ scanner, required: true }], target }, stage.ports);
  return { stage, run: runs[0]! };
}

const places = (run: ScannerRun) =>
  run.findings.map(({ rule, location }) => `${location?.uri ?? ""}:${String(location?.startLine)} ${rule.id}`).sort();

describe("the real semgrep", () => {
  const BIG = `${"x = 1\n".repeat(350_000)}import os\nos.system(name)\n`;
  const hidden = {
    "tests/a.py": FLAW,
    "vendor/a.py": FLAW,
    "node_modules/a/a.py": FLAW,
    "exported/a.py": FLAW,
    ".semgrep/evil.py": FLAW,
    "ignored/a.py": FLAW,
    "nosem.py": "import os\nos.system(name)  # nosem\n",
    "nosemgrep.py": "import os\nos.system(name)  # nosemgrep: python.cwe-78.os-command\n",
    "na\nme.py": FLAW,
    "-x.py": FLAW,
    "types.mts": fixture("ng.eval.ts"),
    "big.py": BIG,
  };
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    ({ stage, run } = await scanned({
      base: { ".gitattributes": "exported/** export-ignore\n" },
      head: {
        ...hidden,
        "ng.command.py": FLAW,
        "ok.command.py": fixture("ok.command.py"),
        "ng.eval.ts": fixture("ng.eval.ts"),
        "ok.eval.ts": fixture("ok.eval.ts"),
        ".semgrepignore": "ignored/\n*.py\n",
        ".gitignore": "ignored/\n*.py\n",
        "ignored/.semgrepignore": "*\n",
        "ng.syntax.js": "eval(a);\nfunction f( {{{\neval(b)\n",
        "README.txt": "not code\n",
      },
    }));
  });
  afterAll(() => stage.dispose());

  test("completes, and says which version ran with which rules", () => {
    expect(run.state).toEqual({ status: "completed" });
    expect(run.version).toBe("1.182.0");
    expect(run.digests).toEqual({ lock: expect.any(String), rules: expect.stringMatching(/^[0-9a-f]{64}$/u) });
  });

  test.each(Object.keys(hidden))("L6 a flaw in %j is found", (uri) => {
    expect(run.findings.filter(({ location }) => location?.uri === uri)).toHaveLength(1);
  });

  test("finds what it must and not what it must not, under rule ids without a path", () => {
    expect(places(run).filter((place) => /^(ok|ng)\./u.test(place))).toEqual([
      "ng.command.py:3 semgrep/python.cwe-78.os-command",
      "ng.eval.ts:1 semgrep/javascript.cwe-95.eval",
      "ng.syntax.js:1 semgrep/javascript.cwe-95.eval",
    ]);
  });

  test("a finding has severity, CWE, snippet and both identities", () => {
    const finding = run.findings.find(({ location }) => location?.uri === "ng.command.py");
    expect(finding).toMatchObject({
      severity: "high",
      confidence: "high",
      snippet: "os.system(name)",
      rule: { cwe: ["CWE-78"] },
      fingerprint: expect.stringMatching(/^ccr\/v1:[0-9a-f]{32}$/u),
      primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]+:1$/u),
    });
  });

  test("L5 a syntax error is named with its lines", () => {
    expect(run.unscanned).toEqual([
      { uri: "ng.syntax.js", startLine: 2, endLine: 3, reason: "semgrep could not parse these lines" },
    ]);
  });

  test("L5 the part that could not be parsed is a gap, unless the policy calls the file generated", () => {
    const gap = { scanner: "semgrep", uri: "ng.syntax.js", startLine: 2, endLine: 3 };
    expect(policyGaps({ runs: [run] }, stage.change, () => false)).toMatchObject([gap]);
    expect(policyGaps({ runs: [run] }, stage.change, () => true)).toEqual([]);
  });
});

test("L5 a file on which a rule times out is named, though semgrep exits 0 and lists it as scanned", async () => {
  // 4,500,000,000 ways to match: no machine is through with them in 3 seconds.
  const slow = `${Array.from({ length: 3000 }, (_, n) => `v${String(n)} = ${String(n)}`).join("\n")}\nlate(1)\nos.system(name)\n`;
  const { stage, run } = await scanned(
    { head: { "slow.py": slow, "fast.py": FLAW }, rules: resolve("__tests__/fixtures/scan/semgrep/slow") },
    createSemgrep({ ruleTimeoutSeconds: 3 }),
  );
  await stage.dispose();
  expect(run.state).toEqual({ status: "completed" });
  const named = run.unscanned
    .filter(({ reason }) => reason.startsWith("it took too long (rule python."))
    .map(({ uri }) => uri);
  expect(named).toContain("slow.py");
  // On a busy machine a quick rule may time out too: then that file is named as well.
  const found = run.findings.map(({ location }) => location?.uri);
  expect(["fast.py", "slow.py"].filter((uri) => !found.includes(uri) && !named.includes(uri))).toEqual([]);
});

describe("semgrep", () => {
  test.each([
    ...["a.js", "a.tsx", "a.mts", "a.py", "a.go", "a.java", "A.PY", "a.rb", "Rakefile", "a.php", "a.phtml", "a.cs"],
    ...["Dockerfile", "Dockerfile.prod", "api.Dockerfile", "Containerfile", "a.tf", "a.tfvars", "a.yml", "a.yaml"],
  ])("applies to %s", (uri) => {
    expect(semgrep.applies(aChange([aChangedFile(0, { uri })]))).toBe(true);
  });

  test("does not apply to prose, links and deleted code", async () => {
    const stage = await makeStage({
      base: { "a.py": "x" },
      head: { "a.md": "x", "b.py": { mode: "120000", content: "a.md" } },
    });
    expect(semgrep.applies(stage.change)).toBe(false);
    await stage.dispose();
  });
});

test("the rules that ship with this program have names and weaknesses that a policy's threats can be held against", async () => {
  const { names } = await readRules({ files: createFiles({ temporary: "/nowhere" }), rules: BUNDLE.rules });
  expect(names.length).toBeGreaterThanOrEqual(20);
  for (const { id, cwe } of names) {
    expect(id).toMatch(/^semgrep\/[a-z]+\.cwe-\d+\./u);
    expect(cwe).toEqual(expect.arrayContaining([expect.stringMatching(/^CWE-\d+$/u)]));
  }
});

describe("readSemgrepReport", () => {
  const report = (more: object) =>
    JSON.stringify({ errors: [], paths: { scanned: ["a.py"] }, skipped_rules: [], ...more });
  const error = (more: object) => ({ code: 2, level: "warn", message: "secret in the file", ...more });

  test("L5 an error without a file, or a skipped rule, is a problem of the run", () => {
    const { problems } = readSemgrepReport(
      report({
        errors: [error({ type: "Rule parse error", rule_id: "a" })],
        skipped_rules: [{ rule_id: "b", details: "", position: {} }],
      }),
    );
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('"Rule parse error" (rule a)');
    expect(problems[1]).toContain("the rule b");
  });

  test("L5 rules that give up on a file are one row, and every kind of error counts", () => {
    const { unscanned } = readSemgrepReport(
      report({
        errors: [
          error({ type: "Timeout", rule_id: "a", path: "a.py" }),
          error({ type: "Timeout", rule_id: "b", path: "a.py" }),
          error({ type: "Out of memory", path: "b.py" }),
          error({ type: ["NewKind", []], path: "c.py" }),
        ],
        time: {
          fixpoint_timeouts: [
            { error_type: "Fixpoint timeout", location: { path: "d.py", start: {}, end: {} }, rule_id: "t" },
          ],
        },
      }),
    );
    expect(unscanned).toEqual([
      { path: "a.py", reason: "it took too long (rule a), and 1 more like it" },
      { path: "b.py", reason: 'semgrep stopped with "Out of memory"' },
      { path: "c.py", reason: 'semgrep stopped with "NewKind"' },
      { path: "d.py", reason: "data-flow analysis timed out" },
    ]);
  });

  test("L1 what semgrep quotes of a file is in no reason", () => {
    const { unscanned, problems } = readSemgrepReport(
      report({ errors: [error({ type: "Syntax error", path: "a.py" }), error({ type: "Fatal error" })] }),
    );
    expect(JSON.stringify([unscanned, problems])).not.toContain("secret in the file");
  });

  test.each([undefined, "", "{}", "[]", '{"errors":[],"paths":{}}'])("L5 %j is not a report", (text) => {
    expect(() => readSemgrepReport(text)).toThrow();
  });
});
