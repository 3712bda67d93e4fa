import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { BUNDLE } from "../../src/bundle.ts";
import { LEVEL_OF, SECURITY_SEVERITY } from "../../src/sarif/severity.ts";
import { SEMGREP_START } from "../../src/scan/semgrep.ts";
import { realTools } from "../fixtures/tools.ts";
import { annotationsOf, parseRule, ruleFolders, type Annotation } from "./catalogue.ts";
import { rulesDocument } from "./document.ts";

const folders = ruleFolders();
const SEMGREP_LEVEL = { error: "ERROR", warning: "WARNING", note: "INFO", none: "INFO" } as const;
/** Its sources are the browser's, not the server's. */
const BROWSER = "javascript/cwe-79-dom-xss";

test("every language has at least four rules, and all together at least twenty", () => {
  const count = (language: string) => folders.filter((folder) => folder.language === language).length;
  for (const language of ["javascript", "python", "go", "java"]) expect(count(language)).toBeGreaterThanOrEqual(4);
  expect(folders.length).toBeGreaterThanOrEqual(20);
});

test("no two rules have one id", () => {
  const ids = folders.map((folder) => parseRule(folder).id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(folders)("$folder", (folder) => {
  test("holds one rule whose id is its folder", () => {
    const { id, metadata } = parseRule(folder);
    expect(id.replace(".", "/").replace(".", "-")).toBe(folder.folder);
    expect(metadata.cwe[0]).toMatch(new RegExp(`^CWE-${folder.cwe}: `, "u"));
  });

  test("says one severity in each of its three spellings", () => {
    const { severity, metadata } = parseRule(folder);
    expect(metadata["security-severity"]).toBe(SECURITY_SEVERITY[metadata.severity]);
    expect(severity).toBe(SEMGREP_LEVEL[LEVEL_OF[metadata.severity]]);
  });

  test("holds no $1 or $NAME in its message, which semgrep would replace by code of the change", () => {
    expect(parseRule(folder).message).not.toMatch(/\$[0-9A-Z]/u);
  });

  test("says in two sentences what happens and how to fix it", () => {
    expect(parseRule(folder).message).toMatch(/^[A-Z][^]*\. [A-Z][^]*[.)]$/u);
  });

  test("has at least three examples that match and three that do not", () => {
    const { id } = parseRule(folder);
    const own = folder.examples.flatMap(annotationsOf).filter(({ rule }) => rule === id);
    expect(own.filter(({ kind }) => kind === "ruleid").length).toBeGreaterThanOrEqual(3);
    expect(own.filter(({ kind }) => kind === "ok").length).toBeGreaterThanOrEqual(3);
  });

  test("follows the same sources as the other rules of its language", () => {
    const sources = parseRule(folder)["pattern-sources"];
    if (sources === undefined || folder.folder === BROWSER) return;
    const first = folders.find(
      (other) =>
        other.language === folder.language && other.folder !== BROWSER && parseRule(other)["pattern-sources"] !== undefined,
    );
    expect(sources).toEqual(first && parseRule(first)["pattern-sources"]);
  });
});

const Report = z.object({
  errors: z.array(z.unknown()),
  paths: z.object({ scanned: z.array(z.string()) }),
  results: z.array(z.object({ check_id: z.string(), path: z.string(), start: z.object({ line: z.int() }) })),
});

describe("the real semgrep", () => {
  let temporary: string;
  let report: z.infer<typeof Report>;
  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), "ccr-rules-"));
    report = await scanExamples(temporary);
  }, 900_000);
  afterAll(() => {
    rmSync(temporary, { recursive: true, force: true });
  });

  const annotations = folders.flatMap(({ examples }) => examples.flatMap(annotationsOf));
  const place = ({ rule, path, line }: Omit<Annotation, "kind">) => `${path}:${String(line)} ${rule}`;
  const reported = () =>
    report.results.map(({ check_id, path, start }) => place({ rule: check_id, path, line: start.line }));

  test("L5 reads every rule and every example completely", () => {
    expect(report.errors).toEqual([]);
    expect([...report.paths.scanned].filter((path) => path.includes("/example")).sort()).toEqual(
      folders.flatMap(({ examples }) => examples).sort(),
    );
  });

  test("reports exactly the annotated lines, under the ids as they stand in the files", () => {
    const expected = annotations.filter(({ kind }) => kind === "ruleid").map(place);
    expect([...new Set(reported())].sort()).toEqual(expected.sort());
  });

  test("reports no line that is marked as safe", () => {
    const safe = new Set(annotations.filter(({ kind }) => kind === "ok").map(place));
    expect(reported().filter((finding) => safe.has(finding))).toEqual([]);
  });
});

test("docs/rules.md is what the rules say", () => {
  const path = resolve("docs/rules.md");
  if (process.env["UPDATE"] === "1") writeFileSync(path, rulesDocument(folders));
  expect(readFileSync(path, "utf8")).toBe(rulesDocument(folders));
});

/** One run of all rules over all examples. */
async function scanExamples(temporary: string): Promise<z.infer<typeof Report>> {
  const { shell, provision } = realTools(temporary);
  const { argv, env } = await provision.pip("semgrep", SEMGREP_START);
  // The last one because semgrep's own ignore list passes over tests.
  const flags = ["--no-rewrite-rule-ids", "--oss-only", "--metrics=off", "--disable-version-check", "--disable-nosem", "--no-git-ignore", "--x-ignore-semgrepignore-files"];
  // Not the folder: the examples of rules for YAML would be taken for rules.
  const config = join(temporary, "rules.json");
  writeFileSync(config, JSON.stringify({ rules: folders.map(parseRule) }));
  const result = await shell.run({
    argv: [...argv, "scan", "--config", config, ...flags, "--json", "--quiet", "."],
    cwd: BUNDLE.rules,
    env,
    deadlineMs: 600_000,
    outputCapBytes: 50_000_000,
  });
  const text = Buffer.from(result.stdout).toString();
  if (result.exitCode !== 0) throw new Error(`semgrep ended with ${String(result.exitCode)}: ${text}${Buffer.from(result.stderr).toString()}`);
  return Report.parse(JSON.parse(text));
}
