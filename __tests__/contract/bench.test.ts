import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const bench = resolve(import.meta.dirname, "../../scripts/bench.js");
let folder: string;
// Not at load: when `-t` skips every test here, nothing would remove it.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ccr-bench-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the bench on a program of ours in the place of the built one. */
function run(source: string, ...flags: readonly string[]) {
  const program = join(folder, "program.mjs");
  writeFileSync(program, source);
  return spawnSync(process.execPath, [bench, "--runs", "1", "--program", program, ...flags], { encoding: "utf8" });
}

// Notes what it was asked for and how big the change is.
const inspect = () => `
  import { execFileSync } from "node:child_process";
  import { writeFileSync } from "node:fs";
  const { argv } = process;
  const numstat = execFileSync("git", ["-C", argv[argv.indexOf("--repo") + 1], "diff", "--numstat", "--no-renames", "HEAD~1", "HEAD"], { encoding: "utf8" });
  writeFileSync(${JSON.stringify(join(folder, "seen.json"))}, JSON.stringify({ argv: argv.slice(2), numstat }));
`;

test("the generated change has exactly the files and lines that the table says", () => {
  const { status, stdout } = run(inspect(), "--files", "300", "--json");
  expect(status).toBe(0);
  const seen: { argv: string[]; numstat: string } = JSON.parse(readFileSync(join(folder, "seen.json"), "utf8"));
  const counts = seen.numstat
    .trim()
    .split("\n")
    .map((line) => line.split("\t").slice(0, 2).map(Number));
  expect(counts).toHaveLength(300);
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(20_000);
  expect(counts.filter(([added]) => added === 0)).toHaveLength(30);
  expect(counts.filter(([, removed]) => removed === 0)).toHaveLength(30);
  expect(seen.argv.slice(0, 1)).toEqual(["review"]);
  expect(seen.argv.join(" ")).toContain("--base HEAD~1 --provider none --scanners none");
  expect(JSON.parse(stdout)).toMatchObject({ runs: 1, rows: [{ files: 300, lines: 20_000 }], target: { files: 300 } });
});

test("growth is against the row before", () => {
  const { stdout } = run("", "--files", "1,10", "--json");
  const { rows }: { rows: { growth?: { files: number; seconds: number } }[] } = JSON.parse(stdout);
  expect(rows.map(({ growth }) => growth?.files)).toEqual([undefined, 10]);
  expect(rows[1]?.growth?.seconds).toBeGreaterThan(0);
});

test("memory over the target fails the check, and only the check", () => {
  const greedy = "globalThis.kept = Buffer.alloc(450e6, 1);";
  const checked = run(greedy, "--files", "300", "--check");
  expect(checked.stdout).toContain("DOES NOT HOLD");
  expect(checked.status).toBe(1);
  expect(run(greedy, "--files", "300").status).toBe(0);
});

test("a check that measured no 300 files does not pass", () => {
  const { status, stdout } = run("", "--files", "1", "--check");
  expect(stdout).toContain("not measured");
  expect(status).toBe(1);
});

test("a program that gives no verdict is not a measurement", () => {
  const { status, stderr } = run("console.error('broken'); process.exit(4);", "--files", "1");
  expect(status).not.toBe(0);
  expect(stderr).toContain("exit 4, no verdict: broken");
});

test("the same size gives the same commit", () => {
  const heads = ["a", "b"].map((name) => {
    const repository = join(folder, name);
    const make = `import { makeChange } from ${JSON.stringify(bench.replace("bench.js", "bench-change.js"))}; makeChange(${JSON.stringify(repository)}, 10);`;
    execFileSync(process.execPath, ["--input-type=module", "-e", make]);
    return execFileSync("git", ["-C", repository, "rev-parse", "HEAD"], { encoding: "utf8" });
  });
  expect(heads[0]).toBe(heads[1]);
});
