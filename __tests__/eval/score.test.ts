import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { parseDiff } from "../../src/change/parse-diff.ts";
import { isDetected, type Found } from "../../src/eval/score.ts";
import { share } from "../../src/eval/statistics.ts";
import { aChange, aFile, aHunk, aLabel } from "./labels.ts";

const found = (more: Partial<Found> = {}): Found => ({
  file: "app/orders.py",
  startLine: 20,
  endLine: 20,
  cwe: ["CWE-639"],
  ...more,
});
/** The flaw stands in lines 20 to 22; its hunk ends at 39. */
const change = aChange();

describe("a finding is the flaw of the label", () => {
  test.each([
    ["on its lines", found(), true],
    ["up to five lines before it", found({ startLine: 12, endLine: 15 }), true],
    ["anywhere in its hunk", found({ startLine: 39, endLine: 39 }), true],
    ["with a weakness that would be called right too", found({ cwe: ["CWE-862"] }), true],
    ["with a weakness of the same family", found({ cwe: ["CWE-285"] }), true],
    ["when one of its weaknesses is", found({ cwe: ["CWE-79", "CWE-639"] }), true],
    ["not in another file", found({ file: "app/users.py" }), false],
    ["not beyond its hunk", found({ startLine: 40, endLine: 40 }), false],
    ["not with another weakness", found({ cwe: ["CWE-79"] }), false],
    ["not without a weakness", found({ cwe: [] }), false],
  ])("%s", (_, finding, expected) => {
    expect(isDetected(finding, aLabel(), change)).toBe(expected);
  });

  test("not in another hunk of the file that is more than five lines away", () => {
    const far = aChange([aFile({ hunks: [aHunk({ headCount: 13 }), aHunk({ headStart: 60, headCount: 5 })] })]);
    expect(isDetected(found({ startLine: 62, endLine: 62 }), aLabel(), far)).toBe(false);
  });

  test.each([
    [14, false],
    [15, true],
    [27, true],
    [28, false],
  ])("up to five lines from the flaw and no further, where no hunk is: line %s", (line, expected) => {
    const elsewhere = aChange([aFile({ hunks: [aHunk({ headStart: 60, headCount: 5 })] })]);
    expect(isDetected(found({ startLine: line, endLine: line }), aLabel(), elsewhere)).toBe(expected);
  });

  test.each([
    [15, true],
    [14, false],
  ])("in a hunk that comes within five lines of the flaw: one that ends at line %s", (last, expected) => {
    const before = aChange([aFile({ hunks: [aHunk({ headStart: 1, headCount: last })] })]);
    expect(isDetected(found({ startLine: 3, endLine: 3 }), aLabel(), before)).toBe(expected);
  });

  test("never in a safe case", () => {
    expect(isDetected(found(), aLabel({ label: "safe" }), change)).toBe(false);
  });
});

/** The corpus of real pull requests lies beside the project where there is one; it is not part of it. */
const SCORE = join(import.meta.dirname, "../../../shared/corpora/prs/score.py");

(existsSync(SCORE) ? describe : describe.skip)("shared/corpora/prs/score.py", () => {
  const made = mkdtempSync(join(tmpdir(), "score-"));
  afterAll(() => {
    rmSync(made, { recursive: true, force: true });
  });

  test("counts the same detections for the same predictions", () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: join(made, "c") });
    execFileSync("git", ["init", "-q", "-b", "main", join(made, "c")]);
    const lines = Array.from({ length: 80 }, (_, n) => `line ${String(n)}`);
    const write = (text: readonly string[]) => writeFileSync(join(made, "c", "a.py"), `${text.join("\n")}\n`);
    write(lines);
    git("add", "-A");
    git("commit", "-qm", "Base");
    git("checkout", "-qb", "pr");
    write([...lines.slice(0, 20), ...lines.slice(0, 12), ...lines.slice(20, 60), "changed", ...lines.slice(61)]);
    git("commit", "-qam", "Head");
    const [raw, patch] = [["--raw", "-z"], ["--patch"]].map((how) =>
      git("diff-tree", "-r", "--no-abbrev", "--full-index", ...how, "main", "pr"),
    );
    const files = parseDiff(raw ?? Buffer.of(), patch ?? Buffer.of()).map(({ uri, hunks }) =>
      aFile({ uri, hunks: hunks.map(({ headStart, headCount }) => aHunk({ headStart, headCount })) }),
    );
    const label = aLabel({ altCwe: [], vulnerable: [{ file: "a.py", startLine: 24, endLine: 26 }] });
    const predictions = [5, 14, 18, 19, 30, 33, 36, 38, 70].flatMap((line) =>
      ["CWE-639", "CWE-284", "CWE-862", "CWE-79", "CWE-613", "CWE-1"].map((cwe) => ({ line, cwe })),
    );
    const theirs = predictions.map(({ line, cwe }, n) => ({ id: `p-${String(n)}`, line, cwe }));
    const shared = { label: "vulnerable", cwe: "CWE-639", alt_cwe: [], vulnerable: label.vulnerable, split: "dev" };
    const about = { repo: "a/b", lang_group: "python", severity: "high", construction: "own", needs_context: false };
    const rows = theirs.map(({ id }) => ({ ...shared, ...about, id }));
    for (const { id } of theirs) execFileSync("ln", ["-s", "c", join(made, id)]);
    const answers = theirs.map(({ id, line, cwe }) => ({
      id,
      findings: [{ file: "a.py", startLine: line, endLine: line, cwe }],
    }));
    const jsonl = (name: string, values: readonly object[]): string => {
      writeFileSync(join(made, name), values.map((value) => JSON.stringify(value)).join("\n"));
      return join(made, name);
    };
    // Its --made is read and not used, so that the rule about hunks would be off: set where it looks.
    const program = `import sys; sys.path.insert(0, ${JSON.stringify(dirname(SCORE))}); sys.dont_write_bytecode = True; import score; score.MADE = ${JSON.stringify(made)}; score.main()`;
    const printed = execFileSync("python3", [
      ...["-c", program, jsonl("answers.jsonl", answers), "--cases-file", jsonl("cases.jsonl", rows)],
      ...["--split", "dev", "--cases"],
    ]).toString();
    const detected = theirs.map(({ id }) => new RegExp(`${id} .*DETECTED`, "u").test(printed));
    const ours = predictions.map(({ line, cwe }) =>
      isDetected({ file: "a.py", startLine: line, endLine: line, cwe: [cwe] }, label, { files }),
    );
    expect(ours).toEqual(detected);
    expect(new Set(ours).size).toBe(2);
  });
});

test("the interval is Wilson's, and holds at none and at all", () => {
  // Figures of Brown, Cai and DasGupta's formula, as score.py prints them for 19 of 20.
  expect(share(19, 20).interval?.map((end) => end.toFixed(3))).toEqual(["0.764", "0.991"]);
  for (let n = 1; n <= 50; n += 1) {
    expect(share(0, n).interval?.[0]).toBe(0);
    expect(share(n, n).interval?.[1]).toBe(1);
  }
  expect(share(0, 0)).toEqual({ k: 0, n: 0 });
});
