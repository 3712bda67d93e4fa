import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { meetsChangedLine } from "../../src/change/index.ts";
import type { RawFinding } from "../../src/finding.ts";
import type { ChangedFile, ScannerRun } from "../../src/records.ts";
import { exportHead } from "../../src/scan/export.ts";
import { policyGaps } from "../../src/scan/gaps.ts";
import { scan } from "../../src/scan/run.ts";
import type { Scanner, ScanOutcome, ScanTarget } from "../../src/scan/scanner.ts";
import { createSemgrep } from "../../src/scan/semgrep.ts";
import { aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";
import { makeStage, type Scene, type Stage } from "./stage.ts";

const CALL = "os.system(name)";
const FLAW = `import os\n\ndef run(name):\n    ${CALL}\n`;
/** Enough lines of its own that git sees which file was renamed. */
const more = (name: string) => Array.from({ length: 12 }, (_, n) => `${name}_${String(n)} = ${String(n)}`).join("\n");
const MORE = more("value");

describe("the real semgrep on head and base:", () => {
  const SCENE: Scene = {
    base: {
      "old.py": `${FLAW}\n${MORE}\n`,
      "moved.py": `${FLAW}\n${MORE}\n`,
      "renamed-from.py": `${FLAW}\n${more("renamed")}\n`,
      "twice.py": `${FLAW}\n${MORE}\n`,
      "renamed-only.py": `${FLAW}\n${more("only")}\n`,
      "was-text.txt": `${FLAW}\n${more("text")}\n`,
      "was-script.js": `${CALL}\n${more("script")}\n`,
      "was-link.py": { mode: "120000", content: "old.py" },
      "copied-from.py": `${FLAW}\n${more("copied")}\n`,
      "mode.py": `${FLAW}\n# m\n`,
      "Case.py": `${FLAW}\n# case\n`,
      "call.js": `function f(b) {\n  eval(\n    b.old,\n  );\n}\n${MORE}\n`,
      "call-moved.js": `function f(b) {\n  eval(\n    b.old,\n  );\n}\n${MORE}\n`,
      "taint.js": `function f(b) {\n  const a = "x";\n  eval(a);\n}\n${MORE}\n`,
    },
    head: {
      "old.py": `${FLAW}\n${MORE}\nlast = 1\n`,
      // Lower in the file, deeper, and with other spaces.
      "moved.py": `import os\n\n${MORE}\n\nif value_1:\n    def run(name):\n        os.system( name )\n`,
      "renamed-to.py": `${FLAW}\n${more("renamed")}\nlast = 1\n`,
      "twice.py": `import os\n\ndef first(name):\n    ${CALL}\n\ndef run(name):\n    ${CALL}\n\n${MORE}\n`,
      "deeper/renamed-only.py": `${FLAW}\n${more("only")}\n`,
      "is-code.py": `${FLAW}\n${more("text")}\n`,
      "is-python.py": `${CALL}\n${more("script")}\n`,
      "was-link.py": FLAW,
      "copied-to.py": `${FLAW}\n${more("copied")}\n`,
      "mode.py": { mode: "100755", content: `${FLAW}\n# m\n` },
      "added.py": FLAW,
      "case.py": FLAW,
      "Case.py": `${FLAW}\n# case\nx = 1\n`,
      "call.js": `${MORE}\nfunction g(b) {\n  eval(\n    b.other,\n  );\n}\n`,
      "call-moved.js": `${MORE}\nfunction g(b) {\n    eval(\n      b.old,\n    );\n}\n`,
      "taint.js": `function f(b) {\n  const a = b;\n  eval(a);\n}\n${MORE}\n`,
    },
  };
  const GONE = ["renamed-from.py", "renamed-only.py", "was-text.txt", "was-script.js"];
  let stage: Stage;
  let run: ScannerRun;
  beforeAll(async () => {
    stage = await makeStage({ ...SCENE, remove: GONE });
    const target = await exportHead(stage.change, stage.ports);
    const scanner = createSemgrep({ ruleTimeoutSeconds: 600 });
    run = (await scan({ scanners: [{ scanner, required: true }], target }, stage.ports)).runs[0]!;
  });
  afterAll(() => stage.dispose());

  const statesIn = (uri: string) =>
    run.findings.filter(({ location }) => location?.uri === uri).map(({ baselineState }) => baselineState);

  test("the scan is whole and says which part of it is base: files with findings that both sides have and that differ by content or name", () => {
    expect(run).toMatchObject({ state: { status: "completed" }, unscanned: [] });
    expect(stage.ports.log.lines.filter((line) => line.includes("of base"))).toEqual([
      "semgrep: scanning 11 files of base",
    ]);
  });

  test.each([
    ["what was there before is unchanged", "old.py"],
    ["code that is moved and indented in its file is not new", "moved.py"],
    ["a call of several lines that is moved is not new", "call-moved.js"],
    ["code in a renamed and edited file is not new", "renamed-to.py"],
    ["code in a file that is only renamed is not new", "deeper/renamed-only.py"],
    ["a new mode makes no code new", "mode.py"],
    ["a name that differs by case alone is another file", "Case.py"],
  ])("%s", (_, uri) => {
    expect(statesIn(uri)).toEqual(["unchanged"]);
  });

  test.each([
    ["all code of an added file is new", "added.py"],
    ["L6 text that becomes code by its name is new: nobody scanned it before", "is-code.py"],
    ["L6 so is a file that the scanner read as something else under its old name", "is-python.py"],
    ["L6 a link that becomes a file brings its code", "was-link.py"],
    ["a copy is a new place", "copied-to.py"],
    ["L6 a call of several lines is new when one of them is, whatever the first says", "call.js"],
    ["an added file is new though base has one that differs by case alone", "case.py"],
  ])("%s", (_, uri) => {
    expect(statesIn(uri)).toEqual(["new"]);
  });

  test("one more occurrence of a line is one new finding, the one that the change added", () => {
    expect(
      run.findings
        .filter(({ location }) => location?.uri === "twice.py")
        .map(({ baselineState, location }) => [location?.startLine, baselineState])
        .sort(),
    ).toEqual([
      [4, "new"],
      [7, "unchanged"],
    ]);
  });

  test("a flaw whose line stands as it was is new when the change brought what makes it one", () => {
    const file = stage.change.files.find(({ uri }) => uri === "taint.js")!;
    const [finding] = run.findings.filter(({ location }) => location?.uri === "taint.js");
    expect(finding).toMatchObject({ location: { startLine: 3 }, baselineState: "new" });
    expect(meetsChangedLine(file, 3, 3)).toBe(false);
  });
});

/** Finds every line that holds FLAW, where it is told to work: `onBase` sees the scan of base alone. */
function lineScanner(stage: Stage, onBase: (outcome: ScanOutcome, target: ScanTarget) => ScanOutcome): Scanner {
  const expects = ({ uri, kind }: ChangedFile) => kind === "regular" && uri.endsWith(".x");
  return {
    name: "lines",
    comparable: true,
    applies: ({ files }) => files.some(expects),
    scan: async (target, { files }) => {
      const findings: RawFinding[] = [];
      for (const { file, path } of target.exported.filter((each) => expects(each.file))) {
        const text = Buffer.from((await files.read(`${target.root}/${path}`)) ?? []).toString();
        for (const [index, line] of text.split("\n").entries())
          if (line.includes("FLAW")) findings.push(found(file.uri, index + 1));
      }
      const outcome: ScanOutcome = {
        ...{ tool: "lines", version: "1", digests: { rules: "r" }, state: { status: "completed" } },
        ...{ findings, unscanned: [] },
      };
      return [target.change.head === stage.change.head ? outcome : onBase(outcome, target)];
    },
  };
}

function found(uri: string, line: number): RawFinding {
  const { rule, severity, confidence } = aFinding(0);
  const source = { kind: "scanner", tool: "lines", version: "1" } as const;
  const location = { uri, startLine: line, endLine: line };
  return { rule, source, severity, confidence, message: "Flaw.", location, relatedLocations: [] };
}

interface Ran {
  /** `uri:line state`, in order. */
  readonly states: readonly string[];
  readonly run: ScannerRun;
  readonly gaps: readonly string[];
  /** Paths that the scan of base was given. */
  readonly base: readonly string[];
}

async function ran(scene: Scene, onBase: (outcome: ScanOutcome) => ScanOutcome = (outcome) => outcome): Promise<Ran> {
  const stage = await makeStage(scene);
  try {
    const base: string[] = [];
    const scanner = lineScanner(stage, (outcome, target) => {
      base.push(...target.exported.map(({ file }) => file.uri));
      return onBase(outcome);
    });
    const target = await exportHead(stage.change, stage.ports);
    const { runs } = await scan({ scanners: [{ scanner, required: true }], target }, stage.ports);
    const run = runs[0]!;
    const states = run.findings.map(
      ({ location, baselineState }) => `${location!.uri}:${String(location!.startLine)} ${baselineState ?? "unknown"}`,
    );
    const gaps = policyGaps({ runs }, stage.change, () => false).map(({ uri, reason }) => `${uri}: ${reason}`);
    return { states: states.sort(), run, gaps, base };
  } finally {
    await stage.dispose();
  }
}

describe("L5 a base that could not be scanned is no proof of anything:", () => {
  // The flaw on line 9 is the change's own; that on line 1 was there, or its cause is elsewhere in the change.
  const lines = "FLAW one\n2\n3\n4\n5\n6\n7\n8\n";
  const SCENE: Scene = { base: { "a.x": lines }, head: { "a.x": `${lines}FLAW two\n` } };
  const told = (why: string) => [
    `a.x: head was scanned and base could not be, so what is new could not be told: ${why}`,
  ];

  test("as long as it was, nothing is missing", async () => {
    expect(await ran(SCENE)).toMatchObject({ states: ["a.x:1 unchanged", "a.x:9 new"], gaps: [], base: ["a.x"] });
  });

  test.each<[string, (outcome: ScanOutcome) => ScanOutcome, string]>([
    ["it failed", (o) => ({ ...o, findings: [], state: { status: "failed", reason: "No memory." } }), "No memory."],
    ["it left the file out", (o) => ({ ...o, findings: [], unscanned: [{ uri: "a.x", reason: "slow" }] }), "slow"],
    [
      "it was another version",
      (o) => ({ ...o, findings: [], version: "2" }),
      "lines ran with another version or other rules",
    ],
    [
      "rules were others",
      (o) => ({ ...o, findings: [], digests: {} }),
      "lines ran with another version or other rules",
    ],
    [
      "it crashed",
      () => {
        throw new Error("boom");
      },
      "boom",
    ],
  ])("%s: nothing is called old or new, and the run is incomplete", async (_, onBase, why) => {
    const { states, gaps, run } = await ran(SCENE, onBase);
    expect(states).toEqual(["a.x:1 unknown", "a.x:9 unknown"]);
    expect(gaps).toEqual(told(why));
    // Head was scanned whole: its results may be uploaded.
    expect(run).toMatchObject({ state: { status: "completed" }, unscanned: [{ outOfScope: true }] });
  });

  test("what it found before it failed is old all the same", async () => {
    const failed = (o: ScanOutcome): ScanOutcome => ({ ...o, state: { status: "failed", reason: "No memory." } });
    expect(await ran(SCENE, failed)).toMatchObject({ states: ["a.x:1 unchanged", "a.x:9 unknown"], gaps: [] });
  });

  test("a gap in a file that the policy calls generated is excused like one of head", async () => {
    const { run } = await ran(SCENE, (o) => ({
      ...o,
      findings: [],
      state: { status: "failed", reason: "No memory." },
    }));
    const stage = await makeStage(SCENE);
    await stage.dispose();
    expect(policyGaps({ runs: [run] }, stage.change, () => true)).toEqual([]);
  });
});

test("no base is scanned where nothing was found, where all is added and where nothing differs", async () => {
  const { base, states } = await ran({
    base: { "clean.x": "1\n", "same.x": "FLAW\n1\n" },
    head: { "clean.x": "2\n", "same.x": { mode: "100755", content: "FLAW\n1\n" }, "added.x": "FLAW\n" },
  });
  expect(base).toEqual([]);
  expect(states).toEqual(["added.x:1 new", "same.x:1 unchanged"]);
});

test.each([
  ["above", "FLAW\n1\n2\nFLAW\n", "1\n2\nFLAW\n", "a.x:1 new", "a.x:4 unchanged"],
  ["below", "FLAW\n1\n2\nFLAW\n", "FLAW\n1\n2\n", "a.x:1 unchanged", "a.x:4 new"],
])("of equal lines the one that the change put %s the old one is the new one", async (_, head, base, ...states) => {
  expect((await ran({ base: { "a.x": base }, head: { "a.x": head } })).states).toEqual(states);
});

test("L6 the target of a link was never code: a file in its place is new", async () => {
  const scene: Scene = { base: { "a.x": { mode: "120000", content: "FLAW" } }, head: { "a.x": "FLAW\n" } };
  expect((await ran(scene)).states).toEqual(["a.x:1 new"]);
});

test("L1 L6 a secret that was exchanged for another is new, though their fingerprints are one", async () => {
  const key = (letter: string) => `AKIA${letter.repeat(3)}Q4RTZ7PLM2WXN`;
  const line = (letter: string) => `aws_access_key_id = "${key(letter)}" # FLAW\n`;
  const scene = (head: string): Scene => ({ base: { "a.x": line("B") }, head: { "a.x": `${head}# more\n` } });
  expect((await ran(scene(line("B")))).states).toEqual(["a.x:1 unchanged"]);
  expect((await ran(scene(line("C")))).states).toEqual(["a.x:1 new"]);
});

test("L6 head has no say in the scan of base: its ignore files, links and folders are not in that export", async () => {
  const { states } = await ran({
    base: { "a.x": "FLAW\n1\n" },
    head: { "a.x": "FLAW\n2\n", ".semgrepignore": "*\n", "b.x": { mode: "120000", content: "a.x" } },
  });
  expect(states).toEqual(["a.x:1 unchanged"]);
});

test("a scanner that does not say that it is comparable is not asked twice", async () => {
  const stage = await makeStage({ base: { "a.x": "FLAW\n1\n" }, head: { "a.x": "FLAW\n2\n" } });
  const comparable = lineScanner(stage, () => {
    throw new Error("asked");
  });
  const scanner = without(comparable, "comparable");
  const target = await exportHead(stage.change, stage.ports);
  const { runs } = await scan({ scanners: [{ scanner, required: true }], target }, stage.ports);
  await stage.dispose();
  expect(runs[0]).toMatchObject({ unscanned: [], findings: [{ location: { startLine: 1 } }] });
  expect(runs[0]?.findings[0]).not.toHaveProperty("baselineState");
});
