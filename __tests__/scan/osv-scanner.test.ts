import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { zipSync, strToU8 } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { exportHead } from "../../src/scan/export.ts";
import { createOsvScanner, osvScanner, readOsvScannerLog } from "../../src/scan/osv-scanner.ts";
import { scan } from "../../src/scan/run.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Scene, type Stage } from "./stage.ts";

const FIXTURES = "__tests__/fixtures/scan/osv-scanner";
const fixture = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
const LOCK = fixture("ng.package-lock.json");

const onPath = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "osv-scanner"))
  .find((program) => spawnSync(program, ["--version"]).status === 0);

describe("what it is given", () => {
  test.each(["package-lock.json", "deep/in/go.mod", "requirements.txt", "dev-requirements-3.txt", "Cargo.lock"])(
    "applies to %s",
    (uri) => {
      expect(osvScanner.applies(aChange([aChangedFile(0, { uri })]))).toBe(true);
    },
  );

  test.each([
    "package.json",
    "node_modules/a/package-lock.json",
    "requirements.in",
    "src/go.mod.ts",
    "osv-scanner.toml",
  ])("does not apply to %s", (uri) => {
    expect(osvScanner.applies(aChange([aChangedFile(0, { uri })]))).toBe(false);
  });

  test("runs under auto only where it is installed, and what was there before is told from what is new", () => {
    expect(osvScanner).toMatchObject({ name: "osv-scanner", optional: true, comparable: true });
  });
});

const INCLUDES = {
  "a/requirements.txt": "synthetic-py==1.0\n-r ../../../outside.txt\n",
  "b/requirements.txt": "-\\\nr ../../../outside.txt\n",
  "c/requirements.txt": "-[x]r ../../../outside.txt\n",
  "d/requirements.txt": "  [x]-r../../../outside.txt\n",
};

describe("with the tool's own words, by a fake shell", () => {
  async function scanned(
    head: Scene["head"],
    answer: Readonly<{ stdout?: string; exitCode?: number; scans?: (path: string) => boolean; stderr?: string }>,
  ) {
    const stage = await makeStage({ head });
    try {
      const target = await exportHead(stage.change, stage.ports);
      const shell = fakeShell((command) => {
        const paths = command.argv.flatMap((argument) => /^--lockfile=(.+)$/u.exec(argument)?.[1] ?? []);
        const log = paths
          .filter(answer.scans ?? (() => true))
          .map((path) => `Scanned ${path} file and found 2 packages\n`);
        const stdout = (answer.stdout ?? fixture("ng.sarif")).replaceAll("/EXPORT", target.root);
        const stderr = log.join("") + (answer.stderr ?? "");
        return { exitCode: answer.exitCode ?? 1, stdout: strToU8(stdout), stderr: strToU8(stderr) };
      });
      const ports = { ...stage.ports, shell, provision: fakeProvision({ "osv-scanner": { version: "2.5.0" } }) };
      const { runs } = await scan({ scanners: [{ scanner: osvScanner, required: true }], target }, ports);
      return { run: runs[0]!, shell, root: target.root };
    } finally {
      await stage.dispose();
    }
  }

  test("a vulnerability is a finding with its CVSS severity, and nothing of it names the export", async () => {
    const { run, root } = await scanned({ "package-lock.json": LOCK }, {});
    expect(run).toMatchObject({ state: { status: "completed" }, tool: "osv-scanner", version: "2.5.0", unscanned: [] });
    expect(run.findings).toHaveLength(1);
    expect(run.findings[0]).toMatchObject({
      severity: "critical",
      location: { uri: "package-lock.json", startLine: 1 },
      message: expect.stringContaining("synthetic-left@1.0.0"),
    });
    const { rule } = run.findings[0]!;
    expect(rule.id).toBe("osv-scanner/CVE-2026-0001");
    expect(rule.help).toContain("1.0.1");
    expect(rule.help).not.toContain("IgnoredVulns");
    expect(JSON.stringify(run)).not.toContain(root);
  });

  test("L6 its own configuration beside a lock file is overruled, and nothing of the project is run or resolved", async () => {
    const { shell } = await scanned(
      { "package-lock.json": LOCK, "osv-scanner.toml": '[[IgnoredVulns]]\nid = "CVE-2026-0001"\n' },
      {},
    );
    const { argv } = shell.commands[0]!;
    expect(argv).toEqual(expect.arrayContaining(["--no-call-analysis=all", "--no-resolve"]));
    expect(argv.find((argument) => argument.startsWith("--config="))).toMatch(/osv-scanner\.toml$/u);
  });

  test("L6 a requirements file that leads out of the export is not given to it, and is named", async () => {
    const plain = "-i https://example.com/simple\nfoo-rest==1.0 \\\n  --hash=sha256:00\n-e .\n";
    const { run, shell } = await scanned(
      { ...INCLUDES, "ok/requirements.txt": plain },
      { stdout: fixture("ok.sarif") },
    );
    const given = shell.commands.flatMap(({ argv }) => argv.filter((argument) => argument.startsWith("--lockfile=")));
    expect(given.map((argument) => argument.split("/").slice(-2).join("/"))).toEqual(["ok/requirements.txt"]);
    expect(run.unscanned.map(({ uri }) => uri).sort()).toEqual(Object.keys(INCLUDES));
  });

  test.each([
    ["a database that cannot be reached", { exitCode: 127, stderr: fixture("unreachable.txt") }, /api\.osv\.dev/u],
    ["another version, which knows no such flags", { exitCode: 127, stdout: "" }, /exit code 127/u],
    [
      "an exit code of success without a word about the file",
      { exitCode: 0, scans: () => false },
      /none of the changed files/u,
    ],
    ["garbage", { exitCode: 0, stdout: "<html>" }, /cannot|JSON|SARIF|report/u],
  ])("L5 %s is a failed scan", async (_, answer, reason) => {
    const { run } = await scanned({ "package-lock.json": LOCK }, answer);
    expect(run.state).toEqual({ status: "failed", reason: expect.stringMatching(reason) });
  });

  test("L5 a lock file that it cannot read keeps it from none of the others", async () => {
    const stage = await makeStage({
      head: { "a/package-lock.json": LOCK, "b/package-lock.json": "{", "c/go.mod": "module m\n" },
    });
    try {
      const target = await exportHead(stage.change, stage.ports);
      const shell = fakeShell(({ argv }) => {
        const paths = argv.flatMap((argument) => /^--lockfile=(.+)$/u.exec(argument)?.[1] ?? []);
        if (paths.some((path) => path.includes("/b/")))
          return { exitCode: 127, stderr: strToU8("extraction failed on specified lockfile\n") };
        const log = paths.map((path) => `Scanned ${path} file and found 1 package\n`).join("");
        return { exitCode: 0, stdout: strToU8(fixture("ok.sarif")), stderr: strToU8(log) };
      });
      const ports = { ...stage.ports, shell, provision: fakeProvision({ "osv-scanner": {} }) };
      const { runs } = await scan({ scanners: [{ scanner: osvScanner, required: true }], target }, ports);
      expect(runs[0]!.state).toEqual({ status: "completed" });
      expect(runs[0]!.unscanned.map(({ uri }) => uri)).toEqual(["b/package-lock.json"]);
    } finally {
      await stage.dispose();
    }
  });

  test("L2 the name of a file is not taken for a line of the log", () => {
    const log = "Scanned /elsewhere/go.mod file and found 1 package\nScanned go.mod file and found 1 package\n";
    expect(readOsvScannerLog(log, { root: "/export", files: [{ path: "go.mod" }] }).scanned.size).toBe(0);
  });
});

(onPath === undefined ? describe.skip : describe)("the real osv-scanner (skipped: it is not on PATH)", () => {
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    stage = await makeStage({
      head: {
        "package-lock.json": LOCK,
        "ok/package-lock.json": LOCK.replaceAll("synthetic-left", "synthetic-right"),
        "a[1] %41/package-lock.json": LOCK,
        "broken/package-lock.json": "{",
        "osv-scanner.toml": '[[IgnoredVulns]]\nid = "CVE-2026-0001"\n',
        ...INCLUDES,
      },
    });
    const database = join(stage.temporary, "database");
    const records = { "GHSA-synt-heti-c001.json": strToU8(fixture("synthetic-osv.json")) };
    // 2.5.0 looks in `osv-scalibr`, where its documentation says `osv-scanner` (tried).
    await mkdir(join(database, "osv-scalibr/npm"), { recursive: true });
    await writeFile(join(database, "osv-scalibr/npm/all.zip"), zipSync(records));
    const provision = fakeProvision({ "osv-scanner": { argv: [onPath ?? ""], env: { HOME: stage.temporary } } });
    const target = await exportHead(stage.change, stage.ports);
    const scanner = createOsvScanner({ database });
    const { runs } = await scan({ scanners: [{ scanner, required: true }], target }, { ...stage.ports, provision });
    run = runs[0]!;
  });
  afterAll(() => stage.dispose());

  test("finds the vulnerable version, whatever the configuration beside it says, and names what it did not read", () => {
    expect(run.state).toEqual({ status: "completed" });
    expect(run.findings.map(({ rule, location }) => `${rule.id} ${location?.uri ?? ""}`).sort()).toEqual([
      "osv-scanner/CVE-2026-0001 a[1] %41/package-lock.json",
      "osv-scanner/CVE-2026-0001 package-lock.json",
    ]);
    expect(run.unscanned.map(({ uri }) => uri).sort()).toEqual(
      [...Object.keys(INCLUDES), "broken/package-lock.json"].sort(),
    );
  });
});
