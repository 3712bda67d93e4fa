/** Edits after which a scanner is silent and the flaw is still there, or the next review sees less. */

import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { RawFinding } from "../../src/finding.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { fixStage, toy, type EditClaim, type FixScene, type FixStage } from "./fix-stage.ts";

const FLAW = "import os\n\n\ndef run(name):\n    os.system(name)\n    return name\n";
const REPAIR = { startLine: 5, replacement: "    subprocess.run([name])" };

let stage: FixStage | undefined;
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});

async function asked(scene: Partial<FixScene>, answer: readonly EditClaim[]) {
  stage = await fixStage({ head: { "app.py": FLAW }, ...scene });
  stage.answer(answer);
  const { kind, answer: said } = await stage.ask();
  return { kind, said, commits: stage.branches.commits };
}

/** Another tool about the same weakness: it sees commands without a module before them as well. */
function second(name: string, words: string): Scanner {
  return {
    ...toy,
    name,
    scan: async ({ root, exported }, { files }) => {
      const findings: RawFinding[] = [];
      for (const { file, path } of exported) {
        const text = Buffer.from((await files.read(join(root, path))) ?? []).toString();
        for (const [index, line] of text.split("\n").entries())
          if (line.includes(words)) findings.push(report(name, file.uri, index + 1));
      }
      const outcome = { tool: name, version: "4.5.6", digests: {}, findings, unscanned: [] };
      return [{ ...outcome, state: { status: "completed" } }];
    },
  };
}

function report(tool: string, uri: string, line: number): RawFinding {
  return {
    rule: {
      ...{ id: `${tool}/shell`, name: "Shell", shortDescription: "A shell.", fullDescription: "A shell.", help: "" },
      ...{ severity: "medium", confidence: "high", cwe: ["CWE-78"], tags: [] },
    },
    ...{ source: { kind: "scanner", tool, version: "4.5.6" }, relatedLocations: [], message: "A shell runs it." },
    ...{ severity: "medium", confidence: "high", location: { uri, startLine: line, endLine: line } },
  };
}

const TWO = `${FLAW}\n\ndef again(other):\n    os.system(other)\n`;

describe("a flaw that only moves is not gone:", () => {
  const first = { pick: ({ location }) => location?.startLine === 5 } satisfies Partial<FixScene>;

  test("to the place of another one of its rule, which goes instead", async () => {
    const { kind, said, commits } = await asked({ head: { "app.py": TWO }, ...first }, [
      { startLine: 5, replacement: "    again(name)" },
      { startLine: 10, replacement: "    os.system(str(other))" },
    ]);
    expect([kind, commits]).toEqual(["refused", []]);
    expect(said).toContain("still reports `toy/command`");
  });

  test("word for word, to the place of another one", async () => {
    const { kind } = await asked({ head: { "app.py": TWO.replaceAll("other", "x") }, ...first }, [
      { startLine: 5, replacement: "    again(name)" },
      { startLine: 10, replacement: "    os.system(name)" },
    ]);
    expect(kind).toBe("refused");
  });

  test("and one that stays as it was, its twin too, is no reason to refuse", async () => {
    const { kind } = await asked({ head: { "app.py": TWO.replaceAll("other", "name") }, ...first }, [REPAIR]);
    expect(kind).toBe("draft");
  });
});

describe("what several tools report is gone when all of them say so, whichever was named:", () => {
  const scanners = [toy, second("sharp", "system(")];

  test("another tool that still reports the weakness there is a reason to refuse", async () => {
    for (const rule of ["toy/command", "sharp/shell"]) {
      const { kind, said, commits } = await asked({ scanners, pick: (found) => found.rule.id === rule }, [
        { startLine: 5, replacement: "    from os import system\n    system(name)" },
      ]);
      expect([kind, commits]).toEqual(["refused", []]);
      expect(said).toContain("sharp still reports `sharp/shell`");
      await stage?.dispose();
    }
  });

  test("one that stands for the named report counts as well", async () => {
    const blunt = [toy, second("sharp", "os.system(name)")];
    const { kind, said } = await asked({ scanners: blunt, pick: ({ rule }) => rule.id === "sharp/shell" }, [
      { startLine: 5, replacement: "    os.system(str(name))" },
    ]);
    expect([kind, said.includes("toy still reports `toy/command`")]).toEqual(["refused", true]);
  });

  test("silent all, it is a draft", async () => {
    expect((await asked({ scanners }, [REPAIR])).kind).toBe("draft");
  });

  test("L5 one that cannot be run on the result makes it a suggestion", async () => {
    const { kind, said } = await asked({ scanners, later: [toy] }, [REPAIR]);
    expect(kind).toBe("suggestion");
    expect(said).toContain("sharp cannot be run on the result here");
  });
});

describe("L6 the next review sees as much as this one, or the edit is refused:", () => {
  test.each<readonly [string, Partial<FixScene>, readonly EditClaim[], string]>([
    [
      "a file is declared generated, which is not sent once base says so",
      {},
      [REPAIR, { startLine: 1, replacement: "# @generated\nimport os" }],
      "written by a machine",
    ],
    [
      "one word against a scanner becomes another one",
      { head: { "app.py": FLAW.replace("(name)\n", "(name)  # nosec B605\n") } },
      [{ startLine: 5, replacement: "    os.popen(name)  # nosec" }],
      "look away",
    ],
    [
      "a test is switched off",
      {
        head: {
          "app.test.js":
            "it('runs', () => {\n  os.system(name);\n});\n\nit('walks', () => {\n  expect(walk()).toBe(1);\n});\n",
        },
      },
      [
        { startLine: 2, replacement: "  run([name]);" },
        { startLine: 5, replacement: "it.skip('walks', () => {" },
      ],
      "takes tests out",
    ],
  ])("%s", async (_, scene, edits, words) => {
    const { kind, said, commits } = await asked(scene, edits);
    expect([kind, commits]).toEqual(["refused", []]);
    expect(said).toContain(words);
  });

  test("a word against a scanner that stays as it was is no reason to refuse", async () => {
    const head = { "app.py": FLAW.replace("(name)\n", "(name)  # nosec B605\n") };
    const { kind } = await asked({ head }, [{ startLine: 5, replacement: "    os.popen(name)  # nosec B605" }]);
    expect(kind).toBe("draft");
  });

  test.each<readonly [string, string, readonly EditClaim[]]>([
    [
      "a pattern that is tested no more takes no test out",
      "if (/^(a+)+$/.test(name)) os.system(name);\nif (flags[FactoryName]) go();\n",
      [{ startLine: 1, endLine: 2, replacement: "if (known.has(name)) run([name]);\nif (flags.has(name)) go();" }],
    ],
    [
      "a file that looked minified, and no more does, is none that a machine wrote",
      `os.system(name); const text = "${"x".repeat(210)}";\n`,
      [{ startLine: 1, replacement: `run([name]);\nconst text = "${"x".repeat(210)}";` }],
    ],
  ])("%s", async (_, text, edits) => {
    expect((await asked({ head: { "app.js": text } }, edits)).kind).toBe("draft");
  });

  test.each([
    ["three dots", "    ..."],
    ["a block that Ruby skips", "=begin\n=end"],
  ])("code that gives way to %s is taken away, which is a suggestion", async (_, replacement) => {
    const { kind, said } = await asked({}, [{ startLine: 5, replacement }]);
    expect([kind, said.includes("only takes code away")]).toEqual(["suggestion", true]);
  });
});

describe("L4 what the draft's text cuts off is not new:", () => {
  const long = `    os.system(name)  # ${"x".repeat(400)}`;
  const head = { "app.py": FLAW.replace("    os.system(name)", long) };

  test("code far to the right of a line that was long before", async () => {
    const replacement = `    subprocess.run([name])  # ${"x".repeat(290)}\n    run()  # ${"x".repeat(380)}; os.remove(name)`;
    const { kind, said } = await asked({ head }, [{ startLine: 5, replacement }]);
    expect(kind).toBe("refused");
    expect(said).toContain("a line is too long");
  });

  test("the end of a long line may stay", async () => {
    const replacement = long.replace("os.system(name)", "subprocess.run([name])");
    expect((await asked({ head }, [{ startLine: 5, replacement }])).kind).toBe("draft");
  });

  test("the last character of the longest new line is shown", async () => {
    const most = `    run([name])${" ".repeat(283)}#`;
    const { kind } = await asked({}, [{ startLine: 5, replacement: most }]);
    expect(kind).toBe("draft");
    const added = stage?.branches.drafts[0]?.body.split("\n").find((line) => line.startsWith("+    run"));
    expect(added).toBe(`+${most}`);
    await stage?.dispose();
    expect((await asked({}, [{ startLine: 5, replacement: `${most};` }])).kind).toBe("refused");
  });
});
