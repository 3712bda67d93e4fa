import { writeFileSync } from "node:fs";
import { afterEach, expect, test } from "@jest/globals";
import { exportHead } from "../../src/scan/export.ts";
import { readOwnRules } from "../../src/scan/semgrep-own.ts";
import { createSemgrep, semgrep } from "../../src/scan/semgrep.ts";
import type { ScanPorts } from "../../src/scan/scanner.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { makeStage, type Scene, type Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.dispose());

interface Said {
  readonly slow?: readonly string[];
  readonly errors?: readonly object[];
  readonly found?: readonly string[];
  readonly exitCode?: number;
}

/** semgrep's part played by what it says in each of its starts; answers what it was given. */
async function played(scene: Scene, ...starts: readonly Said[]) {
  stage = await makeStage(scene);
  const target = await exportHead(stage.change, stage.ports);
  const scanned = target.exported.map(({ path }) => path);
  const argvs: (readonly string[])[] = [];
  const ports: ScanPorts = {
    ...stage.ports,
    provision: fakeProvision({ semgrep: {} }),
    shell: {
      run: async ({ argv }) => {
        const { slow = [], errors = [], found = [], exitCode = 0 } = starts[argvs.length] ?? {};
        argvs.push(argv);
        const time = { fixpoint_timeouts: slow.map((path) => ({ location: { path } })) };
        const report = argv.find((argument) => argument.startsWith("--json-output="))?.slice(14) ?? "";
        writeFileSync(report, JSON.stringify({ errors, paths: { scanned }, time }));
        return { ended: "exit", exitCode, stdout: Buffer.from(sarif(found)), stderr: new Uint8Array(), seconds: 0 };
      },
    },
  };
  const [outcome] = await semgrep.scan(target, ports);
  return { outcome: outcome!, argvs };
}

function sarif(lines: readonly string[]): string {
  const results = lines.map((line) => {
    const [uri = "", startLine = "1"] = line.split(":");
    return {
      ruleId: "python.cwe-78.os-command",
      message: { text: "m" },
      locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: Number(startLine) } } }],
    };
  });
  const invocations = [{ executionSuccessful: true }];
  return JSON.stringify({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "Semgrep OSS" } }, invocations, results }],
  });
}

const TWO = { head: { "long.py": "x\n".repeat(9), "short.py": "y\n" } };

test("L5 a file whose data flow did not end is gone through again by a shallower analysis, and a note says so", async () => {
  const { outcome, argvs } = await played(
    TWO,
    { slow: ["long.py"], found: ["long.py:1"] },
    { found: ["long.py:1", "long.py:5"] },
  );
  expect(argvs.map((argv) => argv.slice(argv.indexOf("--sarif") + 1))).toEqual([["."], ["./long.py"]]);
  // 3 by default: a file on which three rules time out would get no other rule.
  expect(argvs.every((argv) => argv.includes("--timeout-threshold=0"))).toBe(true);
  expect(outcome.unscanned).toEqual([]);
  expect(outcome.findings.map(({ location }) => location?.startLine)).toEqual([1, 5]);
  expect(outcome.notes).toEqual([expect.stringMatching(/^semgrep: in long\.py a function is too long/u)]);
});

test("L5 one whose data flow does not end then either stays named", async () => {
  const { outcome } = await played(TWO, { slow: ["long.py"] }, { slow: ["long.py"] });
  expect(outcome.unscanned).toEqual([{ uri: "long.py", reason: "data-flow analysis timed out" }]);
});

test("L5 when the second analysis fails, the first one's gap stays", async () => {
  const { outcome } = await played(TWO, { slow: ["long.py"] }, { exitCode: 2 });
  expect(outcome.unscanned).toEqual([{ uri: "long.py", reason: "data-flow analysis timed out" }]);
});

test("a template of YAML is named and no gap; a manifest that does not parse is one", async () => {
  const error = (path: string) => ({ level: "warn", type: "Other syntax error", path });
  const manifest = "apiVersion: v1\nkind: Pod\nspec: [\n";
  const { outcome } = await played(
    {
      head: {
        "chart/templates/a.yaml": `{{- if .x }}\n${manifest}{{- end }}\n`,
        "pod.yaml": manifest,
        "odd.yml": "a: [\n",
      },
    },
    { errors: ["chart/templates/a.yaml", "pod.yaml", "odd.yml"].map(error) },
  );
  expect(outcome.unscanned).toEqual([{ uri: "pod.yaml", reason: 'semgrep stopped with "Other syntax error"' }]);
  expect(outcome.notes?.join()).toContain("chart/templates/a.yaml, odd.yml");
});

test("packs of the registry are asked for by name, noted, and named when the run fails", async () => {
  const policy = { version: 1, semgrep: { packs: ["p/default"] } } as const;
  const { outcome, argvs } = await played(
    { ...TWO, policy: { version: 1, semgrep: { packs: ["p/default"] } } },
    { exitCode: 2 },
  );
  expect(policy.semgrep.packs.every((pack) => argvs[0]?.includes(pack))).toBe(true);
  expect(outcome.state).toMatchObject({ status: "failed", reason: expect.stringContaining("semgrep.packs") });
  expect(outcome.notes?.join()).toContain("p/default came from Semgrep's registry");
});

test("the real semgrep runs the policy's own rules beside ours, under ids of their own", async () => {
  const own =
    "rules:\n  - {id: no-f, languages: [python], severity: ERROR, message: m, pattern: f(...), metadata: {cwe: CWE-477}}\n";
  stage = await makeStage({ base: { "own.yml": own }, head: { "a.py": "import os\nos.system(name)\nf(1)\n" } });
  const ownRules = await readOwnRules(["own.yml"], { base: stage.change.base, objects: stage.ports.objects });
  const target = await exportHead(stage.change, stage.ports);
  const ports = { ...stage.ports, ...(ownRules === undefined ? {} : { ownRules }) };
  const [outcome] = await createSemgrep({ ruleTimeoutSeconds: 600 }).scan(target, ports);
  expect(outcome?.findings.map(({ rule }) => rule.id)).toEqual(expect.arrayContaining(["semgrep/policy.no-f"]));
  expect(outcome?.digests).toMatchObject({ policyRules: ownRules?.sha256 });
  expect(await semgrep.rules?.(ports)).toContainEqual({ id: "semgrep/policy.no-f", cwe: ["CWE-477"] });
});
