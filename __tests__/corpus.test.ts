import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Language, Parser } from "web-tree-sitter";
import { parseAllDocuments, parse as parseYaml } from "yaml";
import { z } from "zod";

import { KINDS, parseCaseFile, type Label } from "../src/eval/case.ts";
import { findWeakness } from "../src/review/cwe.ts";
import { countMarks, createRedactor } from "../src/secrets/index.ts";

const FOLDER = join(import.meta.dirname, "corpus");
/** As in corpus/README.md: a finding further from the change could not be matched. */
const MOST_DISTANCE = 5;

const SIDES = ["base", "head"] as const;
type Tree = ReadonlyMap<string, string>;

interface LabelledChange {
  readonly id: string;
  readonly label: Label;
  readonly twin: string;
  readonly classification: string;
  readonly base: Tree;
  readonly head: Tree;
}

const Words = z.object({ twin: z.string(), classification: z.string() });
const cases = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [readChange(entry.name)] : [],
);
const vulnerable = cases.filter(({ label }) => label.label === "vulnerable");

function readChange(id: string): LabelledChange {
  const text = readFileSync(join(FOLDER, id, "case.yml"), "utf8");
  const label = parseCaseFile(text);
  const { twin, classification } = Words.parse(parseYaml(text));
  return { id, label, twin, classification, base: readTree(id, "base"), head: readTree(id, "head") };
}

function readTree(id: string, side: "base" | "head"): Tree {
  const root = join(FOLDER, id, side);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

interface Range {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Hunks of head without context, and how many lines were added and removed. */
function diffOf(id: string): { readonly ranges: readonly Range[]; readonly lines: number } {
  const argv = ["diff", "--no-index", "--no-renames", "--no-ext-diff", "--no-color", "-U0", "base", "head"];
  const { stdout, status } = spawnSync("git", argv, { cwd: join(FOLDER, id), encoding: "utf8" });
  expect(status).toBe(1);
  const ranges: Range[] = [];
  let [file, lines] = ["", 0];
  for (const line of stdout.split("\n")) {
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/u.exec(line);
    if (line.startsWith("+++ ")) file = line.slice("+++ b/head/".length);
    else if (hunk !== null) {
      const [first, count] = [Number(hunk[1]), Number(hunk[2] ?? "1")];
      ranges.push({ file, first, last: first + Math.max(count - 1, 0) });
    } else if (/^[+-](?!--)/u.test(line)) lines += 1;
  }
  return { ranges, lines };
}

describe("labels", () => {
  test("there are as many vulnerable changes as safe ones, each the look-alike of one of the other label", () => {
    expect(vulnerable.length).toBeGreaterThanOrEqual(30);
    expect(cases.length).toBe(2 * vulnerable.length);
    const byId = new Map(cases.map((change) => [change.id, change]));
    for (const { id, label, twin } of cases) {
      expect(label.id).toBe(id);
      expect([id, byId.get(twin)?.twin]).toEqual([id, id]);
      expect([id, byId.get(twin)?.label.label]).not.toEqual([id, label.label]);
    }
  });

  test("every kind of decision and every language of the gatekeeper rules has a vulnerable and a safe change", () => {
    const of = (name: "kind" | "language", wanted: Label["label"]): Set<string> =>
      new Set(cases.filter(({ label }) => label.label === wanted).map(({ label }) => label[name]));
    for (const wanted of ["vulnerable", "safe"] as const) {
      expect([...of("kind", wanted)].sort()).toEqual([...KINDS].sort());
      expect([...of("language", wanted)].sort()).toEqual([
        "C#",
        "Dockerfile",
        "GitHub workflow",
        "Go",
        "Java",
        "JavaScript",
        "Kubernetes",
        "PHP",
        "Python",
        "Ruby",
        "Terraform",
        "TypeScript",
      ]);
    }
  });

  test.each(cases)("$id: weaknesses are in the published list", ({ label }) => {
    for (const cwe of [label.cwe ?? "", ...label.altCwe])
      expect([cwe, findWeakness(cwe)]).toEqual([cwe, expect.any(Object)]);
  });

  test.each(vulnerable)(
    "$id: the lines exist in head, and the change is there or beside them",
    ({ id, label, head }) => {
      const { ranges } = diffOf(id);
      for (const { file, startLine, endLine } of label.vulnerable) {
        const count = (head.get(file) ?? "").split("\n").length - 1;
        expect(endLine).toBeLessThanOrEqual(count);
        const near = ranges.filter(
          (range) =>
            range.file === file && range.last >= startLine - MOST_DISTANCE && range.first <= endLine + MOST_DISTANCE,
        );
        expect(near).not.toEqual([]);
      }
    },
  );

  test.each(cases)(
    "$id: every line that the classification names is there, and a safe one names what stops the attack",
    (change) => {
      const { classification, head, label } = change;
      const places = [...classification.matchAll(/([\w./-]*(?:\.[a-z]+|file)):(\d+)(?=[\s,;.)]|$)/gu)];
      if (label.label === "safe") expect(places).not.toEqual([]);
      for (const [, file = "", line = ""] of places) {
        expect([file, line, (head.get(file) ?? "").split("\n")[Number(line) - 1]?.trim()]).toEqual([
          file,
          line,
          expect.stringMatching(/./u),
        ]);
      }
    },
  );
});

describe("trees", () => {
  test.each(cases)("$id: two to six files a side and 5 to 60 changed lines", ({ id, base, head }) => {
    for (const tree of [base, head]) {
      expect(tree.size).toBeGreaterThanOrEqual(2);
      expect(tree.size).toBeLessThanOrEqual(6);
    }
    const { lines } = diffOf(id);
    expect(lines).toBeGreaterThanOrEqual(5);
    expect(lines).toBeLessThanOrEqual(60);
  });

  test.each(cases)("$id: L1 holds nothing that our own redaction takes for a secret", ({ base, head }) => {
    for (const [uri, text] of [...base, ...head])
      expect([uri, countMarks(createRedactor().redact(text, uri))]).toEqual([uri, {}]);
  });
});

/** The grammar of a file's suffix; HCL, Dockerfile, ERB and server configurations have none here. */
const GRAMMARS = new Map([
  [".cs", "c-sharp"],
  [".go", "go"],
  [".java", "java"],
  [".js", "javascript"],
  [".mjs", "javascript"],
  [".php", "php"],
  [".py", "python"],
  [".rb", "ruby"],
  [".ts", "typescript"],
]);
const UNPARSED = new Set([".tf", ".erb", ".conf", ".md", ""]);

describe("both sides parse", () => {
  const parsers = new Map<string, Parser>();
  beforeAll(async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
    await Parser.init();
    for (const name of new Set(GRAMMARS.values())) {
      const language = await Language.load(join(folder, `tree-sitter-${name}.wasm`));
      parsers.set(name, new Parser().setLanguage(language));
    }
  });

  function problemsOf(uri: string, text: string): readonly string[] {
    const suffix = posix.extname(uri);
    if (UNPARSED.has(suffix)) return [];
    if (suffix === ".yml" || suffix === ".yaml")
      return parseAllDocuments(text).flatMap((document) => document.errors.map(({ message }) => message));
    const tree = parsers.get(GRAMMARS.get(suffix) ?? "")?.parse(text);
    if (tree === undefined || tree === null) return [`no parser for ${uri}`];
    const bad = tree.rootNode.hasError;
    tree.delete();
    return bad ? [`${uri} has a syntax error`] : [];
  }

  test("a file that does not parse is noticed", () => {
    expect(problemsOf("a.py", "def broken(:\n")).toEqual(["a.py has a syntax error"]);
    expect(problemsOf("a.yml", "a: [")).not.toEqual([]);
  });

  test.each(cases)("$id", (change) => {
    const problems = SIDES.flatMap((side) => [...change[side]].flatMap(([uri, text]) => problemsOf(uri, text)));
    expect(problems).toEqual([]);
  });
});
