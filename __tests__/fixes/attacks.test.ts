/** What a model that obeys the file it repairs, or a stranger, would have us push. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { fixStage, type EditClaim, type FixScene, type FixStage } from "./fix-stage.ts";

const FLAW = "import os\n\n\ndef run(name):\n    os.system(name)\n    return name\n";
const REPAIR = { startLine: 5, replacement: "    subprocess.run([name])" };

let stage: FixStage | undefined;
let shared: FixStage;
beforeAll(async () => {
  shared = await fixStage({ head: { "app.py": FLAW } });
});
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});
afterAll(() => shared.dispose());

async function asked(scene: Partial<FixScene>, answer: readonly EditClaim[]) {
  stage = await fixStage({ head: { "app.py": FLAW }, ...scene });
  stage.answer(answer);
  return { ...(await stage.ask()), commits: stage.branches.commits, stage };
}

describe("L4 nothing is pushed that a reader of the draft would not see as it is:", () => {
  test.each<readonly [string, string, string]>([
    ["a name in letters of two scripts", "    subproc\u0435ss.run([name])", "letters that look like others"],
    ["a name in look-alikes alone", "    \u0441\u043e\u0440([name])", "letters that look like others"],
    ["a name in letters of another width", "    \uff45val2([name])", "letters that look like others"],
    ["code far to the right", `    run([name])${" ".repeat(900)}; os.remove(name)`, "a line is too long"],
    ["what looks like one of our marks", '    login("⟦secret⟧", name)', "what looks like a mark of ours"],
    ["our word for lines not shown", "    run([name])\n⟦12 lines not shown⟧", "a mark of ours"],
  ])("%s", async (_, replacement, words) => {
    shared.answer([{ startLine: 5, replacement }]);
    const { kind, answer } = await shared.ask();
    expect([kind, shared.branches.commits]).toEqual(["refused", []]);
    expect(answer).toContain(words);
  });

  test("a character that nobody sees, taken from its own line and written again", async () => {
    const line = "    os.system('\u202e' + name)";
    const { kind, answer, commits } = await asked({ head: { "app.py": FLAW.replace("    os.system(name)", line) } }, [
      { startLine: 5, replacement: "    run('⟦U+202E⟧', '⟦U+202E⟧')" },
    ]);
    expect([kind, commits]).toEqual(["refused", []]);
    expect(answer).toContain("nobody sees");
  });

  test("words of a script that the file has are no look-alikes", async () => {
    const { kind } = await asked({ head: { "app.py": `# Запуск команды\n${FLAW}` } }, [
      { startLine: 6, replacement: "    # команда без оболочки\n    subprocess.run([name])" },
    ]);
    expect(kind).toBe("draft");
  });
});

describe("L6 what only takes code away is a suggestion: a scanner cannot tell a repair from a loss", () => {
  test.each<readonly [string, readonly EditClaim[]]>([
    ["the line", [{ startLine: 5, replacement: "" }]],
    ["the function", [{ startLine: 4, endLine: 6, replacement: "" }]],
    ["the line, for a comment", [{ startLine: 5, replacement: "    # not needed\n    pass" }]],
    [
      "the line, from between two that stay",
      [{ startLine: 4, endLine: 6, replacement: "def run(name):\n    return name" }],
    ],
  ])("%s", async (_, edits) => {
    shared.answer(edits);
    const { kind, answer } = await shared.ask();
    expect([kind, shared.branches.commits]).toEqual(["suggestion", []]);
    expect(answer).toContain("only takes code away");
  });
});

describe("L6 a fix does not decide who looks at it:", () => {
  test.each([
    ".github/CODEOWNERS",
    ".gitattributes",
    "tools/.semgrepignore",
    "security/review.yml",
    ".GitHub/workflows/x.yml",
  ])("%s is suggested and not pushed", async (uri) => {
    const { kind, commits } = await asked(
      {
        head: { "app.py": FLAW, [uri]: "# a\n# b\n" },
        finding: ([found]) => ({ ...found!, relatedLocations: [{ uri, startLine: 1, endLine: 1 }] }),
      },
      [REPAIR, { file: uri, startLine: 1, replacement: "* @mallory" }],
    );
    expect([kind, commits]).toEqual(["suggestion", []]);
  });
});
