import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Reply } from "../../src/records.ts";
import { fixStage, type EditClaim, type FixScene, type FixStage } from "./fix-stage.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { without } from "../fixtures/without.ts";

const FLAW = "import os\n\n\ndef run(name):\n    os.system(name)\n    return name\n";
const REPAIR = { startLine: 5, replacement: "    subprocess.run([name])" };

const HEAD = { "app.py": FLAW, "other.py": "x = 1\n", "tests/test_app.py": "def test_run():\n    pass\n" };

let stage: FixStage | undefined;
/** For what leaves nothing behind. */
let shared: FixStage;
beforeAll(async () => {
  shared = await fixStage({ head: HEAD });
});
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});
afterAll(() => shared.dispose());

async function asked(scene: Partial<FixScene>, answer: readonly EditClaim[] | Reply | object) {
  stage = await fixStage({ head: { "app.py": FLAW }, ...scene });
  return { ...(await answered(stage, answer)), stage };
}

function answered(at: FixStage, answer: readonly EditClaim[] | Reply | object) {
  at.answer(Array.isArray(answer) ? answer : () => answer);
  return at.ask();
}

describe("L4 L6 an edit is refused, and nothing is pushed, when it", () => {
  test.each<readonly [string, readonly EditClaim[], string]>([
    ["touches another file of the change", [{ ...REPAIR, file: "other.py" }], "a file that was not shown"],
    [
      "leaves the repository by its path",
      [{ ...REPAIR, file: "../../.ssh/authorized_keys" }],
      "a file that was not shown",
    ],
    ["goes to .git", [{ ...REPAIR, file: ".git/hooks/pre-commit" }], "a file that was not shown"],
    ["touches one file well and another badly", [REPAIR, { ...REPAIR, file: "other.py" }], "a file that was not shown"],
    ["names lines that head does not have", [{ startLine: 70, replacement: "x" }], "not lines of this hunk in head"],
    ["adds a comment against the scanner", [{ startLine: 5, replacement: "    os.popen(name)  # nosec" }], "look away"],
    [
      "hides the line from semgrep",
      [{ startLine: 5, replacement: "    # nosemgrep\n    os.popen(name)" }],
      "look away",
    ],
    [
      "only writes the flaw otherwise",
      [{ startLine: 5, replacement: "    os.system(name.strip())" }],
      "still reports `toy/command`",
    ],
    ["only moves it", [{ startLine: 5, replacement: "    pass\n    os.system(name)" }], "still reports `toy/command`"],
    ["brings another finding", [{ startLine: 5, replacement: "    eval(name)" }], "`toy/eval` reports something new"],
    [
      "brings a secret",
      [{ startLine: 5, replacement: `    login("${GITHUB_TOKEN}")` }],
      "a mark in it stands for nothing",
    ],
    ["overlaps itself", [REPAIR, { startLine: 4, endLine: 6, replacement: "pass" }], "overlap each other"],
    ["changes nothing", [{ startLine: 5, replacement: "    os.system(name)" }], "it changes nothing"],
    ["empties the file", [{ startLine: 1, endLine: 6, replacement: "" }], "it empties a file"],
    ["rewrites everything", [{ startLine: 5, replacement: Array(400).fill("x = 1").join("\n") }], "too many lines"],
  ])("%s", async (_, edits, words) => {
    const { kind, answer } = await answered(shared, edits);
    expect(kind).toBe("refused");
    expect(answer).toContain(words);
    expect(answer).not.toContain(GITHUB_TOKEN);
    expect(shared.branches.commits).toEqual([]);
  });

  test("takes a test out, or edits a test of another file", async () => {
    const own = "def test_run():\n    os.system('x')\n\n\ndef test_other():\n    pass\n";
    const first = await asked({ head: { "test_app.py": own } }, [
      { startLine: 1, endLine: 6, replacement: "def test_other():\n    pass" },
    ]);
    expect(first.answer).toContain("it takes tests out");
    await first.stage.dispose();
    const uri = "tests/test_app.py";
    const second = await asked(
      {
        head: { "app.py": FLAW, [uri]: "import app\n\nassert app.run('x') == 'x'\n" },
        finding: ([found]) => ({ ...found!, relatedLocations: [{ uri, startLine: 3, endLine: 3 }] }),
      },
      [REPAIR, { file: uri, startLine: 3, replacement: "assert True" }],
    );
    expect(second.answer).toContain("it edits a test");
    expect(second.stage.branches.commits).toEqual([]);
  });

  test("repairs another finding of the same rule", async () => {
    const { answer } = await asked(
      {
        head: { "app.py": `${FLAW}\n\ndef again(name):\n    os.system(name)\n` },
        pick: ({ location }) => location?.startLine === 5,
      },
      [{ startLine: 10, replacement: "    subprocess.run([name])" }],
    );
    expect(answer).toContain("still reports `toy/command`");
  });
});

describe("L1 what Claude is not shown is not edited:", () => {
  test.each<readonly [string, Partial<FixScene>, string]>([
    ["a file that is never sent", { head: { "prod.tfvars": "os.system(\n" } }, "not for Claude"],
    [
      "a file that the policy keeps",
      { policy: { version: 1, redaction: { "never-send": ["app.py"] } } },
      "`redaction.never-send`",
    ],
    [
      "invalid UTF-8",
      { head: { "app.py": Buffer.from([0xff, 0x0a, ...Buffer.from("os.system(x)\n")]) } },
      "no text in",
    ],
    ["a binary file", { head: { "app.py": Buffer.from("os.system(x)\n\0\n") } }, "no text in"],
    [
      "a link",
      {
        head: { "app.py": FLAW, ln: { mode: "120000", content: "app.py" } },
        finding: ([found]) => ({ ...found!, location: { uri: "ln", startLine: 1, endLine: 1 } }),
      },
      "a link",
    ],
    [
      "a file of elsewhere",
      { finding: ([found]) => ({ ...found!, location: { uri: "README.md", startLine: 1, endLine: 1 } }) },
      "not in this change",
    ],
    [
      "no place",
      {
        finding: ([found]) => without(found!, "location"),
      },
      "no place in head",
    ],
  ])("%s", async (_, scene, words) => {
    const { kind, answer, stage: at } = await asked(scene, [REPAIR]);
    expect(kind).toBe("refused");
    expect(answer).toContain(words);
    expect([at.questions, at.branches.commits]).toEqual([[], []]);
  });
});

describe("an edit is put in byte by byte:", () => {
  const text = (at: FixStage) => at.branches.commits[0]?.files[0]?.text;

  test("line ends CR LF stay", async () => {
    const crlf = FLAW.replaceAll("\n", "\r\n");
    const { stage: at } = await asked({ head: { "app.py": crlf } }, [
      { startLine: 5, replacement: "    a()\n    b()" },
    ]);
    expect(text(at)).toBe(crlf.replace("    os.system(name)", "    a()\r\n    b()"));
  });

  test("so they do at the end of a file whose last line has none", async () => {
    const { stage: at } = await asked({ head: { "app.py": "x = 1\r\nos.system(x)" } }, [
      { startLine: 2, replacement: "y = x\nrun([y])" },
    ]);
    expect(text(at)).toBe("x = 1\r\ny = x\r\nrun([y])");
  });

  test("a last line without an end stays without one", async () => {
    const { stage: at } = await asked({ head: { "app.py": "x = 1\nos.system(x)" } }, [
      { startLine: 2, replacement: "run([x])" },
    ]);
    expect(text(at)).toBe("x = 1\nrun([x])");
  });

  test("an executable stays one, and a byte order mark stays", async () => {
    const { stage: at } = await asked(
      {
        head: { "run.sh": { mode: "100755", content: "\u{feff}eval(x)\nos.system(x)\n" } },
        pick: ({ rule }) => rule.id === "toy/command",
      },
      [{ startLine: 2, replacement: "run x" }],
    );
    expect(at.branches.commits[0]?.files[0]).toMatchObject({ mode: "100755", text: "\u{feff}eval(x)\nrun x\n" });
  });

  test("L1 a secret in its lines stays where it is, and is in no question, answer or body", async () => {
    const line = `os.system("curl -H ${GITHUB_TOKEN} " + name)`;
    stage = await fixStage({ head: { "app.py": `${line}\n` }, pick: ({ rule }) => rule.id === "toy/command" });
    stage.answer((question) => {
      const mark = /⟦secret:[^⟧]*⟧/u.exec(question.text)?.[0] ?? "";
      return {
        edits: [{ file: "app.py", startLine: 1, endLine: 1, replacement: `run(["curl", "-H", "${mark}", name])` }],
        explanation: `The token ${GITHUB_TOKEN} stays.`,
      };
    });
    const outcome = await stage.ask();
    expect(outcome.kind).toBe("draft");
    expect(text(stage)).toBe(`run(["curl", "-H", "${GITHUB_TOKEN}", name])\n`);
    const said = JSON.stringify([
      stage.questions,
      outcome,
      stage.branches.drafts,
      stage.branches.commits.map(({ message }) => message),
    ]);
    expect(said).toContain("⟦secret:");
    expect(said).not.toContain(GITHUB_TOKEN);
  });
});

describe("L5 an answer that is none is no fix:", () => {
  test.each<readonly [string, Reply | object, string]>([
    ["refused", { kind: "refused", category: "cyber" }, "Claude refused the question"],
    ["failed", { kind: "failed", reason: "It was cut short.", split: false }, "It was cut short"],
    ["guarded", { kind: "guarded", rule: "github-pat", place: "text" }, "the guard saw what may be a secret"],
    ["over budget", { kind: "overBudget" }, "may cost more than the limit"],
    ["empty", { kind: "answered", text: "" }, "The answer is empty"],
    ["not JSON", { kind: "answered", text: "Sure! Here is the fix" }, "The answer is not JSON"],
    ["no edit", { edits: [], explanation: "It takes a new design." }, "Claude suggests no edit"],
  ])("%s", async (_, reply, words) => {
    const { kind, answer } = await answered(shared, reply);
    expect(kind).toBe("refused");
    expect(answer).toContain(words);
    expect(shared.branches.commits).toEqual([]);
  });

  test("L2 its words are shown as text: no mention, no image, no link, no marker", async () => {
    const explanation =
      "Ask @octo/security ![x](https://evil.example/a.png) <!-- claude-code-review:fix --> ::error::x closes #1";
    const { stage: at } = await asked({}, { edits: [{ file: "app.py", ...REPAIR, endLine: 5 }], explanation });
    const body = at.branches.drafts[0]?.body ?? "";
    const outside = body.replace(/`[^`]*`/gu, "");
    for (const hostile of ["@octo", "![", "](https://evil", "::error", "#1"]) expect(outside).not.toContain(hostile);
    expect(outside.match(/<!--/gu)).toHaveLength(1);
  });
});
