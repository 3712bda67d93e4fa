import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ESLint } from "eslint";
import { restrictions, type Example } from "./lint-examples.ts";

const config = resolve(import.meta.dirname, "../../eslint.config.js");
const eslint = new ESLint({ cwd: dirname(config), overrideConfigFile: config });

/** Which rules fire; a file that cannot be parsed or is not linted at all shows as `null`. */
async function fired(filePath: string, code: string): Promise<readonly (string | null)[]> {
  const results = await eslint.lintText(code, { filePath, warnIgnored: true });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

// A name that fits a line: some examples are 300 lines long.
const named = (examples: readonly Example[]) =>
  examples.map(([filePath, code]) => ({
    filePath,
    code,
    shown: `${filePath}: ${code.slice(0, 70).replaceAll("\n", " ")}`,
  }));

describe.each(Object.entries(restrictions))("%s", (_, { rule, bad, good }) => {
  test.each(named(bad))(`${rule} fires in $shown`, async ({ filePath, code }) => {
    expect(await fired(filePath, code)).toContain(rule);
  });
  test.each(named(good))("nothing fires in $shown", async ({ filePath, code }) => {
    expect(await fired(filePath, code)).toEqual([]);
  });
});

test("a comment switches no rule off", async () => {
  expect(await fired("src/gate.ts", "// eslint-disable-next-line no-console\nconsole.log(1);")).toContain("no-console");
  expect(await fired("src/gate.ts", "/* eslint no-console: off */\nconsole.log(1);")).toContain("no-console");
});

describe("import cycles", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "ccr-lint-"));
    const files: Readonly<Record<string, string>> = {
      "src/scan/a.ts": 'import { b } from "./b.ts";\nexport const a = (): number => b();\n',
      "src/scan/b.ts": 'import { c } from "../gate/c.ts";\nexport const b = (): number => c();\n',
      "src/gate/c.ts": 'import { a } from "../scan/a.ts";\nexport const c = (): number => a();\n',
      "src/gate/d.ts": 'import { e } from "./e.ts";\nexport const d = e;\n',
      "src/gate/e.ts": "export const e = 1;\n",
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test("a cycle of three files is found in each of them, and a line of imports is not a cycle", async () => {
    const results = await new ESLint({ cwd: root, overrideConfigFile: config }).lintFiles(["src"]);
    const cyclic = results
      .filter(({ messages }) => messages.some(({ ruleId }) => ruleId === "import-x/no-cycle"))
      .map(({ filePath }) => filePath.slice(root.length + 1));
    expect(cyclic.sort()).toEqual(["src/gate/c.ts", "src/scan/a.ts", "src/scan/b.ts"]);
  });
});
