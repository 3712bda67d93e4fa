import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { bandit, readBanditReport, readBanditSarif } from "../../src/scan/bandit.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan } from "../../src/scan/run.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Stage } from "./stage.ts";

const fixture = (name: string) => readFileSync(join("__tests__/fixtures/scan/bandit", name), "utf8");
const SHELL = fixture("ng.shell.py");

describe("the real bandit", () => {
  const flawed = {
    "app/ng.py": SHELL,
    "app/gui.pyw": SHELL,
    "app/nosec.py": SHELL.replace("shell=True)", "$&  # nosec"),
    "app/nosec-file.py": `# nosec\n${SHELL}`,
    ".tox/a.py": SHELL,
    "tests/x.egg/b.py": SHELL,
    "app/a [b] (c)%20~=@+,.py": SHELL,
    "app/ü\n.py": SHELL,
  };
  const unreadable = {
    "app/python2.py": 'print "hello"\n',
    "app/utf8.py": new Uint8Array([0xff, 0xfe, 0x0a]),
    "app/null.py": "x = 1\0\n",
    "app/sum.py": `x = ${"1 + ".repeat(20_000)}1\n`,
  };
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    stage = await makeStage({
      head: {
        ...flawed,
        ...unreadable,
        "app/ok.py": fixture("ok.shell.py"),
        "app/empty.py": "",
        "app/password.py": fixture("ng.password.py"),
        ".bandit": "[bandit]\nskips: B602\nexclude: app\n",
        "app/.bandit": "[bandit]\nskips: B602\n",
        "bandit.yaml": "skips: [B602]\n",
        "pyproject.toml": '[tool.bandit]\nskips = ["B602"]\nexclude_dirs = ["app"]\n',
        "setup.cfg": "[bandit]\nskips: B602\n",
        // On the import path of a Python that looks into its working directory.
        "yaml.py": "raise SystemExit(0)\n",
        "bandit/__init__.py": "raise SystemExit(0)\n",
      },
    });
    const target = await exportHead(stage.change, stage.ports);
    const { runs } = await scan({ scanners: [{ scanner: bandit, required: true }], target }, stage.ports);
    run = runs[0]!;
  }, 300_000);
  afterAll(() => stage.dispose());

  const rulesIn = (uri: string) =>
    run.findings.filter(({ location }) => location?.uri === uri).map(({ rule }) => rule.id);

  test("completes, and says which version ran", () => {
    expect(run).toMatchObject({ state: { status: "completed" }, tool: "Bandit", version: "1.9.4" });
  });

  test.each(Object.keys(flawed))("L6 a flaw in %j is found", (uri) => {
    expect(rulesIn(uri)).toContain("bandit/B602");
  });

  test("finds nothing in sound code", () => {
    expect([...rulesIn("app/ok.py"), ...rulesIn("app/empty.py")]).toEqual([]);
  });

  test("L5 files that it cannot parse are named, and nothing else is", () => {
    expect(
      run.unscanned
        .filter(({ uri }) => uri.endsWith(".py"))
        .map(({ uri }) => uri)
        .sort(),
    ).toEqual(Object.keys(unreadable).sort());
  });

  test("a finding has its own severity and confidence, a CWE, a place and a page", () => {
    const finding = run.findings.find(
      ({ rule, location }) => rule.id === "bandit/B602" && location?.uri === "app/ng.py",
    );
    expect(finding).toMatchObject({
      severity: "high",
      confidence: "high",
      location: { startLine: 5, endLine: 5 },
      rule: { cwe: ["CWE-78"], helpUri: expect.stringMatching(/^https:\/\/bandit\.readthedocs\.io\//u) },
    });
    expect(finding?.snippet).toContain("shell=True");
  });

  test("L2 what it takes for a password is not in its message", () => {
    const [finding] = run.findings.filter(({ location }) => location?.uri === "app/password.py");
    expect(finding).toMatchObject({ rule: { id: "bandit/B106" }, severity: "low", confidence: "medium" });
    expect(finding?.message).toBe("Possible hardcoded password.");
  });
});

test.each([
  ["a.py", true],
  ["A.PY", true],
  ["a.pyw", true],
  ["a.pyi", false],
  ["py", false],
])("what bandit applies to: %s %s", (uri, expected) => {
  expect(bandit.applies(aChange([aChangedFile(0, { uri })]))).toBe(expected);
});

test("under `auto` it runs only where the machine has it, and base tells what is new", () => {
  expect(bandit).toMatchObject({ optional: true, comparable: true });
});

describe("what bandit prints", () => {
  const place = (uri: string) => ({ physicalLocation: { artifactLocation: { uri } } });
  const result = (confidence: string) => ({
    ruleId: "B101",
    message: { text: "m: x" },
    locations: [place("file:///x/a%20b.py")],
    properties: { issue_confidence: confidence },
  });
  const log = (over: object = {}) =>
    JSON.stringify({
      runs: [
        {
          results: [result("HIGH"), result("LOW")],
          properties: { metrics: { _totals: {}, "/x/a b.py": {} } },
          invocations: [{ toolConfigurationNotifications: [{ locations: [place("file:///x/c.py")] }] }],
          ...over,
        },
      ],
    });

  test("each result has its own confidence, and a path for a place", () => {
    const [run] = JSON.parse(readBanditSarif(log())).runs;
    expect(run.results).toMatchObject([
      { properties: { confidence: "HIGH" }, message: { text: "m: x" }, locations: [place("/x/a b.py")] },
      { properties: { confidence: "LOW" } },
    ]);
    expect(run.invocations[0].toolConfigurationNotifications[0].locations).toEqual([place("/x/c.py")]);
  });

  test("L5 only files that it counted lines of are scanned", () => {
    const files = [{ path: "a b.py" }, { path: "c.py" }];
    expect([...readBanditReport(log(), { root: "/x", files }).scanned]).toEqual(["a b.py"]);
    expect([...readBanditReport(log(), { root: "/y", files }).scanned]).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["no run", JSON.stringify({ runs: [] })],
    ["no metrics", log({ properties: {} })],
    ["a place on another machine", log({ results: [{ ...result("LOW"), locations: [place("https://x/a.py")] }] })],
  ])("L5 %s is not a clean report", (_, text) => {
    expect(() => readBanditSarif(text)).toThrow();
  });
});
