import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan } from "../../src/scan/run.ts";
import { readZizmorLog, zizmor } from "../../src/scan/zizmor.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Scene, type Stage } from "./stage.ts";

const fixture = (name: string) => readFileSync(join("__tests__/fixtures/scan/zizmor", name), "utf8");
const FLAW = fixture("ng.injection.yml");
const WORKFLOWS = ".github/workflows";

async function scanned(head: Scene["head"]): Promise<{ stage: Stage; run: ScannerRun }> {
  const stage = await makeStage({ head });
  const target = await exportHead(stage.change, stage.ports);
  const { runs } = await scan({ scanners: [{ scanner: zizmor, required: true }], target }, stage.ports);
  return { stage, run: runs[0]! };
}

const rulesIn = (run: ScannerRun, uri: string) =>
  run.findings.filter(({ location }) => location?.uri === uri).map(({ rule }) => rule.id);

describe("the real zizmor", () => {
  const ignored = FLAW.replace(/title \}\}"/u, "$& # zizmor: ignore[template-injection]");
  const flawed = {
    [`${WORKFLOWS}/ng.yml`]: FLAW,
    [`${WORKFLOWS}/zizmor.yml`]: FLAW,
    [`${WORKFLOWS}/e\nvil name.YAML`]: FLAW,
    [`${WORKFLOWS}/ignore.yml`]: ignored,
    [`vendor/tests/${WORKFLOWS}/a.yml`]: FLAW,
    "action.yml": fixture("ng.action.yml"),
    "deep/in/action.yaml": fixture("ng.action.yml"),
  };
  const unreadable = {
    [`${WORKFLOWS}/utf8.yml`]: new Uint8Array([0xff, 0xfe, 0x6f]),
    [`${WORKFLOWS}/yaml.yml`]: "on: [push\njobs: {\n",
    [`${WORKFLOWS}/schema.yml`]: "on: push\njobs: 3\n",
  };
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    ({ stage, run } = await scanned({
      ...flawed,
      ...unreadable,
      [`${WORKFLOWS}/ok.yml`]: fixture("ok.injection.yml"),
      ".github/dependabot.yml": fixture("ng.dependabot.yml"),
      "zizmor.yml": "rules: { template-injection: { disable: true } }\n",
      ".github/zizmor.yml": "rules: { template-injection: { disable: true } }\n",
      ".gitignore": "*\n",
      "README.md": "changed\n",
    }));
  });
  afterAll(() => stage.dispose());

  test("completes, and says which version ran", () => {
    expect(run).toMatchObject({ state: { status: "completed" }, tool: "zizmor", version: "1.32.0" });
  });

  test.each(Object.keys(flawed))("L6 a flaw in %j is found", (uri) => {
    expect(rulesIn(run, uri)).toContain("zizmor/template-injection");
  });

  test("a flaw in Dependabot's settings is found", () => {
    expect(rulesIn(run, ".github/dependabot.yml")).toContain("zizmor/dependabot-execution");
  });

  test("finds nothing in a sound workflow", () => {
    expect(rulesIn(run, `${WORKFLOWS}/ok.yml`)).toEqual([]);
  });

  test("L5 files that it cannot read are named, and keep it from none of the others", () => {
    expect(run.unscanned.map(({ uri }) => uri).sort()).toEqual(Object.keys(unreadable).sort());
  });

  test("a finding has severity, snippet and identities", () => {
    const finding = run.findings.find(
      ({ rule, location }) => rule.id === "zizmor/template-injection" && location?.uri.endsWith("ng.yml"),
    );
    expect(finding).toMatchObject({ severity: "high", confidence: "high", location: { startLine: 8 } });
    expect(finding?.snippet).toContain("github.event.pull_request.title");
  });
});

test("L5 when the only workflow cannot be read, zizmor failed", async () => {
  const { stage, run } = await scanned({ [`${WORKFLOWS}/a.yml`]: "on: [push\n" });
  await stage.dispose();
  expect(run.state.status).toBe("failed");
  expect(run.unscanned.map(({ uri }) => uri)).toEqual([`${WORKFLOWS}/a.yml`]);
});

test.each([
  [".github/workflows/a.yml", true],
  [".github/workflows/a.YAML", true],
  [".github/workflows/deep/a.yml", false],
  ["action.yml", true],
  ["x/action.yaml", true],
  ["my-action.yml", false],
  [".github/dependabot.yml", true],
  ["src/a.yml", false],
])("what zizmor applies to: %s %s", (uri, expected) => {
  expect(zizmor.applies(aChange([aChangedFile(0, { uri })]))).toBe(expected);
});

describe("readZizmorLog", () => {
  const read = (log: string) =>
    readZizmorLog(log, { root: "/x/export-1", files: [{ path: "a.yml" }, { path: "b c.yml" }] });

  test("L5 only a line with the whole path of the export counts", () => {
    const line = (path: string) => ` INFO audit: zizmor: 🌈 completed ${path}\n`;
    expect([...read(line("/x/export-1/a.yml")).scanned]).toEqual(["a.yml"]);
    for (const forged of [
      line("a.yml"),
      line("/x/export-2/a.yml"),
      "WARN /x/export-1/a.yml\n",
      line("/x/export-1/a.yml x"),
    ]) {
      expect([...read(forged).scanned]).toEqual([]);
      expect(read(forged).unscanned).toHaveLength(2);
    }
  });
});
