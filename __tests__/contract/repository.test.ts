import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { z } from "zod";
import { committedFiles, read, root } from "./committed.ts";

const files = committedFiles();

/** Sources without a test of the same name, under the test that reaches them through the door that others use. */
const TESTED_BY: Readonly<Record<string, readonly string[]>> = {
  "action-inputs-model.test.ts": ["model-access.ts"],
  "adapters/clouds.test.ts": ["adapters/bedrock.ts", "adapters/foundry.ts", "adapters/vertex.ts"],
  "inputs.test.ts": ["errors.ts", "variables.ts"],
  "review/ask.test.ts": ["account.ts", "review/apart.ts"],
  "adapters/github-failures.test.ts": ["github-refusal.ts"],
  "adapters/github-people.test.ts": ["adapters/github-pull-request.ts"],
  "adapters/anthropic-models.test.ts": ["adapters/json.ts"],
  "review/evidence.test.ts": ["review/comments.ts"],
  "e2e/fix.test.ts": ["commands/fix.ts"],
  "fixes/fix.test.ts": ["fixes/body.ts", "fixes/check.ts", "fixes/playbook.ts", "fixes/refusals.ts"],
  "decisions/read.test.ts": ["decisions/bind.ts"],
  "fixes/attacks.test.ts": ["fixes/look-alikes.ts"],
  "fixes/evasions.test.ts": ["fixes/among.ts"],
  "fixes/edits.test.ts": ["fixes/draft.ts", "fixes/places.ts"],
  "commands/respond.test.ts": ["publish/respond-words.ts"],
  "publish/deliver-threads.test.ts": ["publish/thread-text.ts"],
  "commands/tickets.test.ts": [
    "tickets/deliver.ts",
    "tickets/issues-place.ts",
    "tickets/playbooks.ts",
    "tickets/wanted.ts",
  ],
  "commands/tickets-public.test.ts": ["tickets/advisories-place.ts"],
  "change/parse-diff.test.ts": ["change/patch.ts", "change/raw.ts"],
  // One engine, of which a part alone finds nothing.
  "secrets/detect.test.ts": ["secrets/private-keys.ts", "secrets/samples.ts"],
  "secrets/redactor.test.ts": ["secrets/encodings.ts", "secrets/marks.ts"],
  "secrets/windows.test.ts": ["secrets/filter.ts"],
  "secrets/formats.test.ts": ["secrets/format.ts"],
  "secrets/values.test.ts": ["secrets/names.ts", "secrets/nothing.ts"],
  "secrets/assignments.test.ts": ["secrets/syntax.ts"],
  "scan/command-scanner.test.ts": ["scan/command-evidence.ts"],
  "scan/run.test.ts": ["scan/identity.ts"],
  "scan/baseline.test.ts": ["scan/base-scan.ts"],
  "scan/suppressions.test.ts": ["scan/suppression-syntax.ts"],
  "dependencies/findings.test.ts": ["dependencies/advisories.ts", "dependencies/purl.ts", "dependencies/rules.ts"],
  "dependencies/manifest-line.test.ts": ["dependencies/manifest.ts", "dependencies/placement.ts"],
  "scan/dependency-review.test.ts": ["dependencies/comparison.ts"],
  "triage/triage.test.ts": ["triage/scope.ts", "triage/threats.ts"],
  "publish/overview.test.ts": ["publish/gaps.ts", "publish/links.ts"],
  "publish/markdown.test.ts": ["publish/budget.ts"],
  "publish/text.test.ts": ["publish/options.ts"],
  "eval/report.test.ts": [
    "eval/drift.ts",
    "eval/markdown.ts",
    "eval/measure.ts",
    "eval/page.ts",
    "eval/page-cases.ts",
    "eval/result.ts",
    "eval/statistics.ts",
    "eval/text.ts",
    "eval/words.ts",
  ],
  "eval/stress.test.ts": ["eval/story.ts", "eval/stressed.ts"],
  "commands/eval.test.ts": ["eval/corpus.ts", "eval/index.ts"],
  "review/claims.test.ts": ["review/path.ts"],
  "review/context.test.ts": ["review/indentation.ts"],
  "review/needs.test.ts": ["review/head-files.ts", "review/needed-places.ts", "review/serve.ts", "review/symbols.ts"],
  "scan/edited.test.ts": ["review/edited.ts"],
  "ledger/ledger.test.ts": ["ledger/entry.ts", "ledger/facts.ts", "ledger/verify.ts"],
  // Composition and wiring: only the whole program shows whether they are right.
  "e2e/review.test.ts": [
    "main.ts",
    "start.ts",
    "explain.ts",
    "run.ts",
    "commands/review-inputs.ts",
    "commands/review-output.ts",
    "commands/review-policy.ts",
    "commands/job.ts",
    "publish/index.ts",
    "publish/plan.ts",
    "adapters/clock.ts",
    "adapters/ports.ts",
    "adapters/stdout.ts",
    "adapters/temporary.ts",
  ],
  "e2e/redact.test.ts": ["start-redact.ts", "adapters/redact-ports.ts"],
  "e2e/model.test.ts": ["commands/review-model.ts"],
  "e2e/action.test.ts": ["commands/action-review.ts"],
  "e2e/action-publish.test.ts": ["commands/action-publish.ts"],
  "publish/plan-file.test.ts": ["publish/review-schema.ts"],
};

describe("a source file", () => {
  const sources = files.filter((name) => /^src\/.*\.ts$/u.test(name));
  // Types, constants and re-exports have nothing to test: behaviour is a function that is left when the types are gone.
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true };
  const behaves = (name: string) =>
    /\bfunction\b|=>/u.test(ts.transpileModule(read(name), { compilerOptions }).outputText);
  const testOf = (name: string) => name.replace(/^src\//u, "__tests__/").replace(/\.ts$/u, ".test.ts");
  // `launcher-child.ts` and `launcher/child.ts` are parts of `launcher.ts`, and its test is theirs.
  const wholes = (name: string) =>
    [...name.matchAll(/[-/]/gu)]
      .map(({ index }) => `${name.slice(0, index)}.ts`)
      .filter((whole) => sources.includes(whole));
  const isTested = (name: string) => [name, ...wholes(name)].some((source) => existsSync(join(root, testOf(source))));

  const excused = Object.values(TESTED_BY).flatMap((names) => names.map((name) => `src/${name}`));

  test("with behaviour has a test of the same name, or a reason why not", () => {
    const behaving = sources.filter(behaves);
    expect(behaving.length).toBeGreaterThan(10);
    expect(behaving.filter((name) => !isTested(name) && !excused.includes(name))).toEqual([]);
  });

  test("is excused only while it is there, has no test of its own, and the other test is there", () => {
    expect(excused.filter((name) => !sources.includes(name) || existsSync(join(root, testOf(name))))).toEqual([]);
    expect(Object.keys(TESTED_BY).filter((name) => !existsSync(join(root, "__tests__", name)))).toEqual([]);
  });
});

describe("what is committed", () => {
  // In parts, so that this file does not name what it forbids.
  const folders = ["/ro" + "ot/", "/wo" + "rk/", "/tmp/sc" + "ratch", "/ho" + "me/[a-z]+/", "/Us" + "ers/[A-Za-z]+/"];
  const machine = new RegExp(`(?<![\\w.-])(?:${folders.join("|")})`, "u");
  const registries = ["registry.np" + "mjs", "files.python" + "hosted", "pypi.org/sim" + "ple", "proxy.gol" + "ang"];
  const registry = new RegExp(registries.join("|").replaceAll(".", "\\."), "iu");
  // Bundled libraries, generated; hostile bytes on purpose.
  const ours = files.filter((name) => !/^(?:dist|__tests__\/fixtures)\//u.test(name));
  const text = (name: string) => (read(name).includes("\0") ? "" : read(name));

  test("names no folder of the machine that it was made on", () => {
    expect(ours.filter((name) => machine.test(text(name)))).toEqual([]);
  });

  test("names no registry: where packages come from is a setting of the machine", () => {
    expect(ours.filter((name) => registry.test(text(name)))).toEqual([]);
  });

  test("the built file names no folder of the machine either", () => {
    expect(files.filter((name) => name.startsWith("dist/") && text(name).includes(root))).toEqual([]);
  });

  test("the patterns find what they look for", () => {
    expect(machine.test(`see ${["", "root", "x"].join("/")}`)).toBe(true);
    expect(registry.test(["https://registry", "npmjs", "org"].join("."))).toBe(true);
  });
});

describe("package-lock.json", () => {
  const Locked = z.looseObject({
    resolved: z.string().optional(),
    integrity: z.string().optional(),
    link: z.boolean().optional(),
  });
  const lock = z.looseObject({ packages: z.record(z.string(), Locked) }).parse(JSON.parse(read("package-lock.json")));
  const packages = Object.entries(lock.packages).filter(([name]) => name !== "");

  test("names no host, so that a mirror works", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });

  test("has a digest for every package", () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([name]) => name)).toEqual([]);
  });
});

describe("package.json", () => {
  const Package = z.looseObject({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  });
  const { scripts, dependencies, devDependencies } = Package.parse(JSON.parse(read("package.json")));

  test("pins every dependency to one version", () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  test("starts only files that exist", () => {
    const started = Object.values(scripts).flatMap((script) => [
      ...script.matchAll(/node (?:--\S+ )*((?!node_modules)\S+\.js)/gu),
    ]);
    expect(started.length).toBeGreaterThan(0);
    for (const [, file = ""] of started) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  });

  test("npm test lints, checks types and compares dist and generated files with their source before the tests", () => {
    expect(scripts["test"]).toBe("npm run lint && npm run typecheck && npm run check-generated && npm run jest");
    expect(scripts["check-generated"]).toBe("node scripts/build.js --check && node scripts/generate.js --check");
    expect(read(".ci/run")).toMatch(/^npm cit$/mu);
  });
});

test("every file that is committed is text with LF, or one whose bytes matter", () => {
  const bytesMatter = /^(?:dist|rules|docs\/images|__tests__\/fixtures)\//u;
  expect(files.filter((name) => !bytesMatter.test(name) && read(name).includes("\r"))).toEqual([]);
});
