import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { SYNTAX_LANGUAGES } from "../../src/adapters/syntax-languages.ts";
import { read, root } from "./committed.ts";

const notices = read("dist/syntax/notices.txt");
/** Text below each underlined heading; a heading may name several files. */
const sections = new Map(
  [...notices.matchAll(/^(?<head>[^\n]+)\n-{3,}\n(?<body>.*?)(?=^[^\n]+\n-{3,}\n|(?![^]))/gmsu)].flatMap(({ groups }) =>
    (groups?.["head"] ?? "").split(", ").map((name): [string, string] => [name, groups?.["body"] ?? ""]),
  ),
);
const packed = readdirSync(join(root, "dist/syntax")).flatMap((name) =>
  name.endsWith(".br") ? [name.slice(0, -".br".length)] : [],
);

describe("what is packed in dist/syntax", () => {
  test.each(packed)("%s comes with the copyright of those who wrote it, and the words of the licence", (name) => {
    expect(sections.get(name) ?? "").toMatch(/^Copyright (?:\(c\)|©) \d{4}/mu);
    expect(sections.get("The MIT License")).toContain("The above copyright notice and this permission notice shall");
  });

  test("is every grammar that the program reads with, and nothing is noticed that is not there", () => {
    const named = [...sections.keys()].filter((name) => name.endsWith(".wasm"));
    expect(named.sort()).toEqual(packed.toSorted());
    for (const { grammar } of SYNTAX_LANGUAGES) expect(named).toContain(`${grammar}.wasm`);
  });

  test("has the licences of the two packages that it comes from", () => {
    for (const name of ["web-tree-sitter", "grammars"])
      expect(read(`dist/syntax/${name}.LICENSE`)).toMatch(/MIT License.*Copyright \(c\)/su);
  });

  // Another version may be compiled from other sources: look at its licences again, then write the version.
  test("is of the versions that the notices were read for", () => {
    const { dependencies, devDependencies } = z
      .looseObject({
        dependencies: z.record(z.string(), z.string()),
        devDependencies: z.record(z.string(), z.string()),
      })
      .parse(JSON.parse(read("package.json")));
    expect(notices).toContain(`web-tree-sitter ${dependencies["web-tree-sitter"] ?? "?"},`);
    expect(notices).toContain(`@vscode/tree-sitter-wasm ${devDependencies["@vscode/tree-sitter-wasm"] ?? "?"}, which`);
  });
});

test("the licences of what is bundled lie beside the bundle", () => {
  const licences = read("dist/licenses.txt").split("\n");
  const { dependencies } = z
    .looseObject({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  const beside = Object.keys(dependencies).filter((name) => name !== "web-tree-sitter");
  expect(beside.filter((name) => !licences.includes(name))).toEqual([]);
});
