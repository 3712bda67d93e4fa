// How large the questions about labelled changes are, and what they cost. Nothing is sent: every figure comes from `review --dry-run`.
// node scripts/bench-questions.js [--cases DIR] [--repositories DIR] [--answer-tokens 2000] [--model ID] [--json] [--program dist/index.js]
// --cases holds <id>/case.yml with base/ and head/ (default: __tests__/corpus), or a cases.jsonl, whose repositories (branches main
// and pr) stand below --repositories by id. Beside it a competitor-tokens.json may say how long another tool's first prompts are.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { priceOf } from "../src/review/index.ts";

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: join(root, "__tests__/corpus") },
    repositories: { type: "string" },
    // An assumption: what Claude answers in truth, thinking included, is not known before it was asked.
    "answer-tokens": { type: "string", default: "2000" },
    model: { type: "string" },
    json: { type: "boolean", default: false },
    program: { type: "string", default: join(root, "dist/index.js") },
  },
});
const answerTokens = Number(values["answer-tokens"]);
const { default: defaults, models } = JSON.parse(readFileSync(join(root, "prompts/models.json"), "utf8"));
const model = values.model ?? defaults.model;
/** First question, the one with what Claude asked to see, and the verification. */
const QUESTIONS_OF_A_FULL_RUN = 3;
/** What an ordinary change may cost. */
const TARGET_USD = 0.1;

function cases() {
  const rows = join(values.cases, "cases.jsonl");
  if (!existsSync(rows))
    return readdirSync(values.cases, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(values.cases, entry.name, "case.yml")))
      .map(({ name }) => ({ id: name, folder: join(values.cases, name) }))
      .map((one) => ({ ...one, label: parse(readFileSync(join(one.folder, "case.yml"), "utf8")).label }));
  return readFileSync(rows, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line))
    .map(({ id, label }) => ({ id, label, repository: join(values.repositories ?? values.cases, id) }));
}

/** A repository of our own with base and head, for a case that is two folders. */
function committed({ folder }, repository) {
  const who = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "commit.gpgsign=false"];
  const git = (...args) => execFileSync("git", ["-C", repository, ...who, ...args], { stdio: "ignore" });
  git("init", "--quiet", "--initial-branch", "main");
  for (const [branch, tree] of [
    ["main", "base"],
    ["pr", "head"],
  ]) {
    if (branch === "pr") git("checkout", "--quiet", "-b", "pr");
    for (const name of readdirSync(repository).filter((entry) => entry !== ".git"))
      rmSync(join(repository, name), { recursive: true });
    cpSync(join(folder, tree), repository, { recursive: true });
    git("add", "--all", "--force");
    git("commit", "--quiet", "--message", branch);
  }
}

function dryRun(repository) {
  const review = ["review", "--repo", repository, "--base", "main", "--head", "pr", "--dry-run", "--format", "json"];
  const asked = ["--provider", "anthropic", "--model", model, "--scanners", "none", "--quiet"];
  const child = spawnSync(process.execPath, [values.program, ...review, ...asked], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (child.status !== 0) throw new Error(`exit ${child.status ?? child.signal}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

/** Characters / 4, as the other tool's prompts are measured: prompt, text and schema, without what the API adds. */
const quarter = ({ system, shared, text, schema }) =>
  Math.ceil((system.length + shared.length + text.length + JSON.stringify(schema).length) / 4);

function measure({ id, label, folder, repository }, others) {
  if (repository !== undefined && !existsSync(repository)) return { id, skipped: "its repository is not there" };
  const temporary = folder === undefined ? undefined : mkdtempSync(join(tmpdir(), "ccr-bench-questions-"));
  try {
    if (temporary !== undefined) committed({ folder }, temporary);
    const { questions, total, notAsked } = dryRun(repository ?? temporary);
    const tokens = questions.reduce((sum, question) => sum + quarter(question), 0);
    const answered = (times) =>
      questions.reduce(
        (sum, question) => sum + times * (priceOf(usage(quarter(question)), models[model]?.prices) ?? NaN),
        0,
      );
    return {
      ...{ id, label, questions: total.questions, hunks: questions.reduce((sum, { hunks }) => sum + hunks.length, 0) },
      ...{ notAsked: notAsked.reduce((sum, { hunks }) => sum + hunks, 0), reserved: total.inputTokens, tokens },
      other: others[id]?.prompt_tokens,
      ...{ one: answered(1), full: answered(QUESTIONS_OF_A_FULL_RUN), worst: total.worstCostUsd },
    };
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

const usage = (inputTokens) => ({
  inputTokens,
  outputTokens: answerTokens,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
});

const known = (numbers) => numbers.filter((one) => one !== undefined);
const largest = (numbers) => (known(numbers).length === 0 ? undefined : Math.max(...known(numbers)));

function median(numbers) {
  const sorted = known(numbers).toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 || half === 0 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const COLUMNS = ["questions", "hunks", "notAsked", "reserved", "tokens", "other", "one", "full", "worst"];
const MONEY = new Set(["one", "full", "worst"]);

function table(rows, figures) {
  const shown = (row, column) => {
    const value = row[column];
    return value === undefined || Number.isNaN(value) ? "" : MONEY.has(column) ? value.toFixed(4) : String(value);
  };
  const width = Math.max(...rows.map(({ id }) => id.length), 8) + 2;
  const line = (row) =>
    row.id.padEnd(width) + String(row.label ?? "").padEnd(12) + COLUMNS.map((c) => shown(row, c).padStart(10)).join("");
  const head = "case".padEnd(width) + "label".padEnd(12) + COLUMNS.map((column) => column.padStart(10)).join("");
  return [head, ...rows.map(line), ...Object.entries(figures).map(([id, row]) => line({ id, ...row }))].join("\n");
}

const others = join(values.cases, "competitor-tokens.json");
const prompts = existsSync(others) ? JSON.parse(readFileSync(others, "utf8")) : {};
const all = cases().map((one) => measure(one, prompts));
const rows = all.filter(({ skipped }) => skipped === undefined);
const skipped = all.filter((row) => row.skipped !== undefined);
if (rows.length === 0) throw new Error(`No case of ${values.cases} could be measured.`);
const over = (of) => Object.fromEntries(COLUMNS.map((column) => [column, of(rows.map((row) => row[column]))]));
/** Tokens of answers that the target pays for beside so many median questions; undefined where the price is unknown. */
function answersFor(times, tokens) {
  const question = priceOf({ ...usage(tokens), outputTokens: 0 }, models[model]?.prices);
  const token = priceOf({ ...usage(0), outputTokens: 1 }, models[model]?.prices);
  return question === undefined || token === undefined
    ? undefined
    : Math.floor((TARGET_USD - times * question) / token);
}

const figures = { median: over(median), largest: over(largest) };
const answers = {
  one: answersFor(1, figures.median.tokens),
  full: answersFor(QUESTIONS_OF_A_FULL_RUN, figures.median.tokens),
};
if (values.json)
  console.log(
    JSON.stringify({ model, answerTokens, rows, skipped, figures, target: { usd: TARGET_USD, answers } }, undefined, 2),
  );
else {
  console.log(`${table(rows, figures)}

Model ${model}. No price was paid: nothing was sent. Tokens are estimates.
notAsked  hunks that no question holds (excluded by a rule)
reserved  tokens of the first questions as max-cost-usd counts them: one for three bytes, and 1,000
tokens    the same at characters / 4, as the other tool's are measured
other     the other tool's first prompt (competitor-tokens.json); its later turns are not in it
one       USD when each first question is answered once with ${answerTokens} tokens: an assumption, nothing is known of real answers
full      USD of ${QUESTIONS_OF_A_FULL_RUN} such questions: the first, one with what Claude asked to see, the verification
worst     USD reserved for the first questions: all of it written to the cache, an answer of full length

$${TARGET_USD.toFixed(2)} pays for answers of ${answers.one ?? "unknown"} tokens beside one median question, of ${answers.full ?? "unknown"} together beside ${QUESTIONS_OF_A_FULL_RUN}.`);
  for (const { id, skipped: reason } of skipped) console.log(`skipped   ${id}: ${reason}`);
}
