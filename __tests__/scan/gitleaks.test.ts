import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { exportHead } from "../../src/scan/export.ts";
import { gitleaks, readGitleaksLog, readGitleaksSarif } from "../../src/scan/gitleaks.ts";
import { scan } from "../../src/scan/run.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { makeStage, type Stage } from "./stage.ts";

const fixture = (name: string) =>
  readFileSync(join("__tests__/fixtures/scan/gitleaks", name), "utf8").replaceAll("@TOKEN@", GITHUB_TOKEN);
const FLAW = fixture("ng.settings.py");
/** Building it takes minutes where it is not in the user's cache. */
const BUILD_MS = 900_000;

describe("the real gitleaks", () => {
  const flawed = {
    "ng.py": FLAW,
    "allow.py": FLAW.replace(/"$/mu, '" # gitleaks:allow'),
    "vendor/of-ours/a.go": FLAW,
    "e\nvil name.txt": FLAW,
    ".env": FLAW,
    "late.txt": `${"x\n".repeat(100_000)}${FLAW}`,
  };
  const passedOver = {
    "node_modules/x/index.js": /leave files of this name out/u,
    "package-lock.json": /leave files of this name out/u,
    "picture.svg": /leave files of this name out/u,
    "go.sum": /leave files of this name out/u,
    "a.gz": /does not unpack archives/u,
    "zip.txt": /does not read this type/u,
  };
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    stage = await makeStage({
      head: {
        ...flawed,
        ...Object.fromEntries(Object.keys(passedOver).map((name) => [name, FLAW])),
        "a.gz": gzipSync(Buffer.from(FLAW)),
        "zip.txt": Buffer.from(`PK\u0003\u0004${FLAW}`),
        "ok.py": fixture("ok.settings.py"),
        "empty.txt": "",
        ".gitleaks.toml": 'title = "mine"\n[[rules]]\nid = "none"\nregex = "nothing"\n',
        ".gitleaksignore": ["github-pat:1", "ng.py:github-pat:2"].join("\n"),
      },
    });
    const target = await exportHead(stage.change, stage.ports);
    run = (await scan({ scanners: [{ scanner: gitleaks, required: true }], target }, stage.ports)).runs[0]!;
  }, BUILD_MS);
  afterAll(() => stage.dispose());
  const found = (uri: string) => run.findings.filter(({ location }) => location?.uri === uri);

  test("completes, and says which version ran", () => {
    expect(run).toMatchObject({ state: { status: "completed" }, tool: "gitleaks", version: "8.30.1" });
    expect(run.findings[0]?.source).toEqual({ kind: "scanner", tool: "gitleaks", version: "8.30.1" });
  });

  test.each(Object.keys(flawed))("L6 a secret in %j is found, once, whatever the change says", (uri) => {
    expect(found(uri).map(({ rule }) => rule.id)).toEqual(["gitleaks/github-pat"]);
  });

  test("a finding has severity, weakness, place and the rule's own words", () => {
    expect(found("ng.py")[0]).toMatchObject({
      severity: "high",
      rule: { cwe: ["CWE-798"], severity: "high" },
      location: { startLine: 2, endLine: 2 },
      message: expect.stringContaining("GitHub Personal Access Token"),
    });
  });

  test("finds nothing in a sound file", () => {
    expect(found("ok.py")).toEqual([]);
  });

  test.each(Object.entries(passedOver))("L5 %s, which it passes over, is named", (uri, reason) => {
    expect(run.unscanned.filter((part) => part.uri === uri).map((part) => part.reason)).toEqual([
      expect.stringMatching(reason),
    ]);
  });

  test("L5 nothing else is unscanned but its own configuration, whose name its allowlist holds", () => {
    expect([...new Set(run.unscanned.map(({ uri }) => uri))].sort()).toEqual(
      [".gitleaks.toml", ...Object.keys(passedOver)].sort(),
    );
  });

  test("L1 no secret and no path of the machine is in what it answers", () => {
    const said = JSON.stringify(run);
    expect(said).not.toContain(GITHUB_TOKEN);
    expect(said).not.toContain(stage.temporary);
  });
});

describe("readGitleaksLog", () => {
  const read = (...lines: string[]) =>
    readGitleaksLog(lines.map((line) => `7:24PM ${line}\n`).join(""), {
      root: "/x/export-1",
      files: [{ path: "a" }, { path: "d/b" }],
    });

  test("L5 a file counts only when a line with the whole path of the export says that it was opened", () => {
    expect([...read("TRC scanning path path=/x/export-1/a").scanned]).toEqual(["a"]);
    for (const forged of ["a", "/x/export-2/a", "/x/export-1/a x", "/x/export-1/a/"])
      expect([...read(`TRC scanning path path=${forged}`).scanned]).toEqual([]);
    expect([...read('TRC "7:24PM TRC scanning path path=/x/export-1/a"').scanned]).toEqual([]);
  });

  test.each([
    ["WRN skipping file: too large max_size=1MB, size=2MB path=/x/export-1/a"],
    ["WRN skipping file: permission denied path=/x/export-1/a"],
    ['ERR error="could not read file" path=/x/export-1/a'],
  ])("L5 an opened file with trouble afterwards is not scanned: %s", (line) => {
    const { scanned, unscanned } = read("TRC scanning path path=/x/export-1/a", line);
    expect([...scanned]).toEqual([]);
    expect(unscanned).toEqual([{ path: "a", reason: "gitleaks could not read it" }]);
  });

  test("a finding that a rule takes back does not make the file unscanned", () => {
    const line = "TRC skipping finding: low entropy finding=x path=/x/export-1/a";
    expect(read("TRC scanning path path=/x/export-1/a", line)).toMatchObject({ unscanned: [] });
  });

  test("L5 a folder that is passed over takes its files with it", () => {
    expect(read("DBG skipping directory: global allowlist path=/x/export-1/d").unscanned).toEqual([
      { path: "d/b", reason: "gitleaks's default rules leave files of this name out" },
    ]);
  });
});

test.each(["", "{}", '{"runs":[]}', "[1"])("garbage in place of SARIF is an error, not a clean report: %j", (text) => {
  expect(() => readGitleaksSarif(text, { version: "1", root: "/x" })).toThrow();
});
