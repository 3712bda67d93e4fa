import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";

const bench = resolve(import.meta.dirname, "../../scripts/bench-questions.js");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ccr-bench-questions-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Prices = z.object({ inputUsdPerMTok: z.number(), outputUsdPerMTok: z.number() });
const { default: defaults, models } = z
  .object({
    default: z.object({ model: z.string() }),
    models: z.record(z.string(), z.object({ prices: Prices.optional() })),
  })
  .parse(JSON.parse(readFileSync(resolve(import.meta.dirname, "../../prompts/models.json"), "utf8")));
const prices = Prices.parse(models[defaults.model]?.prices);
const usd = (input: number, output: number) =>
  (input * prices.inputUsdPerMTok + output * prices.outputUsdPerMTok) / 1e6;

/** In the place of the built program: notes its repository, and answers with questions of so many characters. */
function program(...characters: readonly number[]): string {
  const questions = characters.map((length) => ({
    ...{ system: "x".repeat(length - 6), shared: "s", text: "t", schema: {}, hunks: ["h-1", "h-2"] },
  }));
  const report = {
    questions,
    total: { questions: questions.length, inputTokens: 5_000, worstCostUsd: 0.5 },
    notAsked: [{ state: "excluded (binary)", hunks: 3 }],
  };
  const path = join(folder, "program.mjs");
  writeFileSync(
    path,
    `import { execFileSync } from "node:child_process";
     import { writeFileSync } from "node:fs";
     const at = process.argv[process.argv.indexOf("--repo") + 1];
     const show = (name) => execFileSync("git", ["-C", at, "show", name], { encoding: "utf8" });
     const files = execFileSync("git", ["-C", at, "diff", "--name-status", "main", "pr"], { encoding: "utf8" });
     writeFileSync(${JSON.stringify(join(folder, "seen.json"))}, JSON.stringify({ argv: process.argv.slice(2), files, head: show("pr:a.txt") }));
     console.log(${JSON.stringify(JSON.stringify(report))});`,
  );
  return path;
}

function run(cases: string, ...flags: readonly string[]) {
  return spawnSync(process.execPath, [bench, "--cases", cases, "--answer-tokens", "1000", ...flags], {
    encoding: "utf8",
  });
}

function ownCase(corpus: string, id: string): void {
  for (const [tree, text] of Object.entries({ base: "one\n", head: "two\n" })) {
    mkdirSync(join(corpus, id, tree), { recursive: true });
    writeFileSync(join(corpus, id, tree, "a.txt"), text);
  }
  writeFileSync(join(corpus, id, "base", "gone.txt"), "");
  writeFileSync(join(corpus, id, "case.yml"), "label: vulnerable\n");
}

test("a case of two folders is committed as base and head, and nothing is sent", () => {
  const corpus = join(folder, "own");
  ownCase(corpus, "one");
  const { status, stderr } = run(corpus, "--program", program(4_006));
  expect([status, stderr]).toEqual([0, ""]);
  const seen: { argv: string[]; files: string; head: string } = JSON.parse(
    readFileSync(join(folder, "seen.json"), "utf8"),
  );
  expect(seen).toMatchObject({ files: "M\ta.txt\nD\tgone.txt\n", head: "two\n" });
  expect(seen.argv.join(" ")).toContain("--base main --head pr --dry-run --format json");
});

test("the rows of a corpus stand beside the other tool's prompts, with medians, and what is absent is named", () => {
  const corpus = join(folder, "rows");
  mkdirSync(join(corpus, "pr-here"), { recursive: true });
  const rows = ["pr-here", "pr-also", "pr-gone"].map((id) => JSON.stringify({ id, label: "benign" }));
  writeFileSync(join(corpus, "cases.jsonl"), rows.join("\n"));
  writeFileSync(
    join(corpus, "competitor-tokens.json"),
    JSON.stringify({ "pr-here": { prompt_tokens: 700 }, "pr-also": { prompt_tokens: 900 } }),
  );
  const git = (...args: readonly string[]) =>
    execFileSync("git", [
      "-C",
      join(corpus, "pr-here"),
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@b.invalid",
      "-c",
      "commit.gpgsign=false",
      ...args,
    ]);
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(corpus, "pr-here", "a.txt"), "two\n");
  git("add", "a.txt");
  git("commit", "--quiet", "--message", "base");
  git("branch", "pr");
  cpSync(join(corpus, "pr-here"), join(corpus, "pr-also"), { recursive: true });
  const flags = ["--program", program(4_000, 8_000)];
  const printed = run(corpus, ...flags, "--json");
  const { rows: measured, skipped, figures, target }: Record<string, unknown> = JSON.parse(printed.stdout);
  const row = { questions: 2, hunks: 4, notAsked: 3, reserved: 5_000, tokens: 3_000, other: 700, worst: 0.5 };
  expect(measured).toEqual([
    expect.objectContaining({
      ...row,
      id: "pr-here",
      one: expect.closeTo(usd(3_000, 2_000)),
      full: expect.closeTo(usd(9_000, 6_000)),
    }),
    expect.objectContaining({ ...row, id: "pr-also", other: 900 }),
  ]);
  expect(skipped).toEqual([{ id: "pr-gone", skipped: "its repository is not there" }]);
  expect(figures).toMatchObject({ median: { ...row, other: 800 }, largest: { ...row, other: 900 } });
  const answers = (input: number) => Math.floor((0.1 - usd(input, 0)) / usd(0, 1));
  expect(target).toEqual({ usd: 0.1, answers: { one: answers(3_000), full: answers(9_000) } });
  expect(run(corpus, ...flags).stdout).toMatch(
    new RegExp(
      `^pr-here +benign +2 +4 +3 +5000 +3000 +700 +${usd(3_000, 2_000).toFixed(4)} +${usd(9_000, 6_000).toFixed(4)} +0\\.5000$`,
      "mu",
    ),
  );
});

test("a program that prints no dry run is no measurement, and a corpus without cases neither", () => {
  const corpus = join(folder, "broken");
  ownCase(corpus, "one");
  const broken = join(folder, "broken.mjs");
  writeFileSync(broken, "console.error('broken'); process.exit(4);");
  const { status, stderr } = run(corpus, "--program", broken);
  expect(status).not.toBe(0);
  expect(stderr).toContain("exit 4: broken");
  mkdirSync(join(folder, "empty"));
  expect(run(join(folder, "empty")).stderr).toContain("could be measured");
});
