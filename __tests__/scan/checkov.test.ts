import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ScannerRun } from "../../src/records.ts";
import { checkov, readCheckovReports, readCoverage } from "../../src/scan/checkov.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan } from "../../src/scan/run.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Stage } from "./stage.ts";

const fixture = (name: string) => readFileSync(join("__tests__/fixtures/scan/checkov", name), "utf8");
const SSH = fixture("ng.main.tf");
const PRIVILEGED = fixture("ng.pod.yaml");
const BUCKET = fixture("ng.bucket.yaml");

/** Each file and the check that must fail in it, all of them high. */
const FLAWED: Readonly<Record<string, readonly [text: string, check: string]>> = {
  "infra/main.tf": [SSH, "CKV_AWS_24"],
  "infra/skip.tf": [SSH.replace("{", "{\n  # checkov:skip=CKV_AWS_24:not now"), "CKV_AWS_24"],
  ".hidden/main.tf": [SSH, "CKV_AWS_24"],
  "node_modules/x/main.tf": [SSH, "CKV_AWS_24"],
  ".terraform/modules/main.tf": [SSH, "CKV_AWS_24"],
  "infra/ü b.TF": [SSH, "CKV_AWS_24"],
  "infra/rds.tf.json": [
    JSON.stringify({ resource: { aws_db_instance: { d: { engine: "mysql", publicly_accessible: true } } } }),
    "CKV_AWS_17",
  ],
  "k8s/pod.yaml": [PRIVILEGED, "CKV_K8S_16"],
  "k8s/annotated.yml": [
    PRIVILEGED.replace("metadata:", "$&\n  annotations:\n    checkov.io/skip1: CKV_K8S_16=fine"),
    "CKV_K8S_16",
  ],
  "cfn/bucket.yaml": [BUCKET, "CKV_AWS_20"],
  "cfn/skip.template": [
    BUCKET.replace("Properties:", "Metadata:\n      checkov:\n        skip:\n          - id: CKV_AWS_20\n    $&"),
    "CKV_AWS_20",
  ],
};
const UNREADABLE = {
  "infra/broken.tf": 'output "x" { value = 1\n',
  "infra/broken.tf.json": '{"resource":',
  "infra/latin1.tf": new Uint8Array([0x23, 0xe9, 0x0a]),
  "k8s/second.yaml": `${PRIVILEGED}---\nfoo: [\n`,
  "cfn/broken.json": '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{',
  "cfn/broken.yaml": "Resources:\n  B: [\n",
};
const SOUND = {
  "infra/variables.tf": fixture("ok.variables.tf"),
  "infra/empty.tf": "",
  Dockerfile: fixture("ok.Dockerfile"),
  "k8s/custom.yaml": "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: x }\n",
  "openapi.yaml": "just: data\n",
  "package.json": '{ "name": "x" }\n',
};

describe("the real checkov", () => {
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    stage = await makeStage({
      head: {
        ...Object.fromEntries(Object.entries(FLAWED).map(([uri, [text]]) => [uri, text])),
        ...UNREADABLE,
        ...SOUND,
        "docker/web.dockerfile": fixture("ng.Dockerfile"),
        "infra/module.tf": 'module "far" {\n  source = "git::https://127.0.0.1:9/far.git"\n}\n',
        ".checkov.yaml": "framework: [arm]\nskip-check: [CKV_AWS_24]\n",
        "infra/.checkov.yml": "skip-check: [CKV_AWS_24]\n",
        ".checkov.baseline": "{}\n",
        // On the import path of a Python that looks into its working directory.
        "checkov/__init__.py": "raise SystemExit(0)\n",
        "yaml.py": "raise SystemExit(0)\n",
      },
    });
    const target = await exportHead(stage.change, stage.ports);
    const { runs } = await scan({ scanners: [{ scanner: checkov, required: true }], target }, stage.ports);
    run = runs[0]!;
  }, 600_000);
  afterAll(() => stage.dispose());

  const idsIn = (uri: string) =>
    run.findings.filter(({ location }) => location?.uri === uri).map(({ rule }) => rule.id);

  test("completes, and says which version ran", () => {
    expect(run).toMatchObject({ state: { status: "completed" }, tool: "checkov", version: "3.3.30" });
  });

  test.each(Object.entries(FLAWED))("L6 a flaw in %j is found", (uri, [, check]) => {
    expect(idsIn(uri)).toContain(`checkov/${check}`);
  });

  test("finds nothing in sound files", () => {
    expect(Object.keys(SOUND).flatMap(idsIn)).toEqual([]);
  });

  test("L5 files that it cannot parse are named, and no other file is", () => {
    const named = run.unscanned.filter(({ uri }) => !uri.includes(".checkov")).map(({ uri }) => uri);
    expect(named.sort()).toEqual(Object.keys(UNREADABLE).sort());
  });

  test("a check that decides by itself is high and has a CWE; one that asks for a safeguard is low", () => {
    const found = run.findings.filter(({ location }) => location?.uri === "infra/main.tf");
    expect(found.map(({ rule, severity }) => [rule.id, severity, rule.cwe]).sort()).toEqual([
      ["checkov/CKV2_AWS_5", "low", []],
      ["checkov/CKV_AWS_24", "high", ["CWE-284"]],
    ]);
    expect(found[0]?.location).toMatchObject({ startLine: 1, endLine: 11 });
    expect(idsIn("docker/web.dockerfile")).toContain("checkov/CKV_DOCKER_7");
  });
});

test.each([
  ["a.tf", true],
  ["a.TF", true],
  ["a.tf.json", true],
  ["Dockerfile", true],
  ["x/Dockerfile.prod", true],
  ["x/web.Dockerfile", true],
  ["Dockerfile.dockerignore", false],
  ["dockerfile.md/readme", false],
  ["a.yml", true],
  ["a.template", true],
  ["a.tfvars", false],
  ["main.py", false],
])("what checkov applies to: %s %s", (uri, expected) => {
  expect(checkov.applies(aChange([aChangedFile(0, { uri })]))).toBe(expected);
});

test("under `auto` it runs only where the machine has it, and base tells what is new", () => {
  expect(checkov).toMatchObject({ optional: true, comparable: true });
});

describe("what checkov says that it read", () => {
  const NOTHING = JSON.stringify({ passed: 0, failed: 0, resource_count: 0, checkov_version: "3.3.30" });
  const coverage = (stderr: string, stdout = NOTHING) =>
    readCoverage({
      root: "/x/export-1",
      result: { ended: "exit", exitCode: 0, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) },
    });
  const line = (text: string) => `2026-11-22 19:00:00,000 [MainThread  ] [DEBUG]  ${text}\n`;

  test("L5 only a line with the whole path of the export counts", () => {
    expect([...coverage(line("Parsing /x/export-1/a.tf")).scanned]).toEqual(["a.tf"]);
    expect([...coverage(line("Parsed file /x/export-1/a.json incorrectly {}")).scanned]).toEqual(["a.json"]);
    for (const forged of ["Parsing a.tf", "Parsing /x/export-2/a.tf", "Command Line Args: -f /x/export-1/a.tf"])
      expect([...coverage(line(forged)).scanned]).toEqual([]);
  });

  test("L5 a file that it read and could not parse is not scanned", () => {
    const log =
      line("File /x/export-1/a.yaml is expected") + line("Cannot read file contents: /x/export-1/a.yaml - is");
    expect(coverage(log)).toMatchObject({ scanned: new Set(), unscanned: [{ path: "a.yaml" }] });
  });

  test.each([
    ["nothing", ""],
    ["a banner", "checkov 3"],
    ["counts without a report", JSON.stringify({ passed: 3, resource_count: 3, checkov_version: "3" })],
    ["a report without skipped checks", JSON.stringify({ check_type: "terraform", results: {}, summary: {} })],
  ])("L5 %s is not a clean report", (_, text) => {
    expect(() => readCheckovReports(text)).toThrow();
  });
});
