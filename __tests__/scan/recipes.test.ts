/** The recipes of docs/scanners.md: what the tools of their steps write, and what comes of it. */

import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { sarifFiles } from "../../src/scan/sarif-files.ts";
import type { ScanOutcome, ScanPorts, ScanTarget } from "../../src/scan/scanner.ts";
import { BUILT_IN } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { aReview } from "../fixtures/review.ts";
import { realTools } from "../fixtures/tools.ts";

const FOLDER = resolve("__tests__/fixtures/scan/recipes");
const OUT = "/srv/temp/sarif";

/** Of one tool: its name here, where its SARIF is, and what must come of it: `id severity place` for each result. */
interface Recipe {
  readonly fixture: string;
  readonly cwd?: string;
  readonly findings: readonly string[];
  readonly cwe?: readonly string[];
  readonly failed?: RegExp;
}
const RECIPES: Readonly<Record<string, Recipe>> = {
  codeql: {
    fixture: "synthetic-codeql.sarif",
    findings: ["codeql/js/sql-injection high src/db.js:7"],
    cwe: ["CWE-89"],
  },
  opengrep: {
    fixture: "synthetic-opengrep.sarif",
    findings: ["opengrep-oss/python.lang.exec high app/run.py:4"],
    cwe: ["CWE-95"],
  },
  "osv-scanner": {
    fixture: "../osv-scanner/ng.sarif",
    cwd: "/EXPORT",
    findings: ["osv-scanner/CVE-2026-0001 critical package-lock.json:1"],
  },
  trivy: { fixture: "synthetic-trivy.sarif", findings: ["trivy/CVE-2021-23337 high package-lock.json:12"] },
  snyk: {
    fixture: "synthetic-snyk.sarif",
    findings: ["snyk-open-source/SNYK-JS-LODASH-1018905 high package-lock.json:1"],
    cwe: ["CWE-94"],
  },
  govulncheck: { fixture: "govulncheck.sarif", findings: ["govulncheck/GO-2021-0113 high go.mod:1"] },
  "cargo-audit": {
    fixture: "synthetic-cargo-audit.sarif",
    findings: ["cargo-audit/RUSTSEC-2020-0071 medium Cargo.lock:1", "cargo-audit/yanked medium Cargo.lock:1"],
  },
  brakeman: {
    fixture: "synthetic-brakeman.sarif",
    // The second is in config/brakeman.ignore: that is not believed.
    findings: ["brakeman/BRAKE0000 high app/models/user.rb:9", "brakeman/BRAKE0000 low app/models/user.rb:20"],
  },
  ruff: { fixture: "ruff.sarif", findings: ["ruff/S602 high app/ping.py:5"] },
  eslint: {
    fixture: "eslint.sarif",
    findings: [
      "eslint/security/detect-child-process medium src/app.js:3",
      "eslint/security/detect-non-literal-regexp medium src/app.js:5",
    ],
  },
  psalm: { fixture: "synthetic-psalm.sarif", findings: ["psalm/246 high src/Ping.php:8"] },
  detekt: {
    fixture: "detekt.sarif",
    findings: [
      "detekt/detekt.empty-blocks.EmptyCatchBlock medium app/App.kt:6",
      "detekt/detekt.exceptions.TooGenericExceptionCaught medium app/App.kt:6",
      "detekt/detekt.exceptions.SwallowedException medium app/App.kt:6",
    ],
  },
  spotbugs: {
    fixture: "synthetic-spotbugs.sarif",
    findings: ["spotbugs/SQL_INJECTION_JDBC high src/main/java/com/example/Dao.java:14"],
  },
  roslyn: {
    fixture: "synthetic-roslyn.sarif",
    // Suppressed in the source: that is not believed.
    findings: ["microsoft-r-visual-c-compiler/CA3001 medium src/Db.cs:21"],
  },
  hadolint: { fixture: "synthetic-hadolint.sarif", findings: ["hadolint/DL3002 medium Dockerfile:5"] },
  kics: {
    fixture: "synthetic-kics.sarif",
    findings: ["kics/487f4be7-3fd9-4506-a07a-eae252180c08 high infra/db.tf:4"],
    cwe: ["CWE-798"],
  },
  tflint: {
    fixture: "synthetic-tflint.sarif",
    findings: ["tflint/aws_instance_invalid_type high main.tf:3", "tflint-errors/application_error high nowhere"],
    // Its second run is about itself.
    failed: /holds 1 result that names no place/u,
  },
};

async function read(name: string, { fixture, cwd = "/srv/repo" }: Recipe): Promise<readonly ScanOutcome[]> {
  const target: ScanTarget = { change: aReview().change, root: "/export", exported: [], withheld: [] };
  const ports: ScanPorts = {
    files: fakeFiles({ [`${OUT}/${name}.sarif`]: readFileSync(join(FOLDER, fixture)) }),
    shell: { run: () => Promise.reject(new Error("It starts nothing.")) },
    objects: fakeObjects(),
    log: fakeLog(),
    provision: fakeProvision(),
    clock: fakeClock(),
    policy: { version: 1 },
    rules: "/rules",
    detector: BUILT_IN,
    redact: () => {
      throw new Error("It shows nothing.");
    },
  };
  return sarifFiles([`${OUT}/*.sarif`], cwd).scan(target, ports);
}

describe("what the tools write", () => {
  test.each(Object.entries(RECIPES))("%s: each result has its id, severity and place", async (name, recipe) => {
    const outcomes = await read(name, recipe);
    const findings = outcomes.flatMap((outcome) => outcome.findings);
    expect(
      findings.map(({ rule, severity, location }) => {
        const place = location === undefined ? "nowhere" : `${location.uri}:${String(location.startLine)}`;
        return `${rule.id} ${severity} ${place}`;
      }),
    ).toEqual(recipe.findings);
    expect(findings[0]?.rule.cwe).toEqual(recipe.cwe ?? []);
    const reasons = outcomes.flatMap(({ state }) => (state.status === "failed" ? [state.reason] : []));
    if (recipe.failed === undefined) expect(reasons).toEqual([]);
    else expect(reasons).toEqual([expect.stringMatching(recipe.failed)]);
  });

  test("each fixture belongs to a recipe", () => {
    const used = Object.values(RECIPES).map(({ fixture }) => fixture);
    expect(readdirSync(FOLDER).filter((name) => name.endsWith(".sarif") && !used.includes(name))).toEqual([]);
    for (const fixture of used) expect(existsSync(join(FOLDER, fixture))).toBe(true);
  });
});

const Steps = z
  .array(
    z.union([
      z.strictObject({ name: z.string(), run: z.string(), env: z.record(z.string(), z.string()).optional() }),
      z.strictObject({ uses: z.string(), with: z.record(z.string(), z.unknown()).optional() }),
    ]),
  )
  .min(1);

describe("the steps in docs/scanners.md", () => {
  const page = readFileSync("docs/scanners.md", "utf8");
  const recipes = new Map(
    [...page.matchAll(/^#### (\S+)\n[^#]*?```yaml\n(.*?)^```$/gmsu)].map(([, name = "", text = ""]) => [name, text]),
  );

  test("there is one for each tool, and no other", () => {
    expect([...recipes.keys()].sort()).toEqual(Object.keys(RECIPES).sort());
  });

  test.each(Object.keys(RECIPES))("%s: they are steps, and write where nothing of the repository is", (name) => {
    const text = recipes.get(name) ?? "";
    const steps = Steps.parse(parse(text));
    expect(text).toMatch(/(?:\$RUNNER_TEMP|\$\{\{ runner\.temp \}\})\/sarif/u);
    for (const step of steps) {
      if ("uses" in step) expect(step.uses).toMatch(/@[0-9a-f]{40}$/u);
      else expect(step.run).not.toContain("${{");
    }
  });

  test("zizmor finds nothing in them", async () => {
    const temporary = await realpath(await mkdtemp(join(tmpdir(), "recipes-")));
    try {
      const workflow = (steps: unknown) =>
        JSON.stringify({
          name: "Recipes",
          on: "pull_request",
          permissions: {},
          jobs: { recipes: { name: "Recipes", "runs-on": "ubuntu-latest", steps } },
        });
      const folder = join(temporary, ".github", "workflows");
      await mkdir(folder, { recursive: true });
      for (const [name, text] of recipes) await writeFile(join(folder, `${name}.yml`), workflow(parse(text)));
      const { shell, provision } = realTools(temporary);
      const { argv, env } = await provision.pip("zizmor", ["bin/zizmor"]);
      const audit = () =>
        shell.run({
          argv: [...argv, "--offline", "--no-config", "--no-progress", "--format=plain", "."],
          cwd: temporary,
          env,
          deadlineMs: 60_000,
          outputCapBytes: 1e6,
        });
      const clean = await audit();
      expect([clean.exitCode, Buffer.from(clean.stdout).toString()]).toEqual([
        0,
        expect.stringContaining("No findings"),
      ]);
      await writeFile(join(folder, "ng.yml"), workflow([{ run: "echo ${{ github.head_ref }}" }]));
      expect((await audit()).exitCode).not.toBe(0);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }, 120_000);
});
