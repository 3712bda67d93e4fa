// Recall, precision and speed of the secrets engine, as docs/development.md says. Prints figures and asserts nothing.
// node scripts/bench-secrets.js [--corpus DIR] [--program dist/index.js] [--history DIR]… [--megabytes 3] [--only recall,ordinary,speed,hostile,guard]
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { createGuard, createRedactor, RULE_SET_VERSION, ruleSetSha256 } from "../src/secrets/index.ts";
import { others } from "./bench-secrets-others.js";
import { merged, score } from "./bench-secrets-score.js";
import { addedHunks, HOSTILE, hunksOf, ordinaryFolders, ordinaryTexts } from "./bench-secrets-texts.js";

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    corpus: { type: "string", default: resolve(root, "../shared/corpora/secrets") },
    program: { type: "string", default: join(root, "dist/index.js") },
    history: { type: "string", multiple: true, default: [root] },
    megabytes: { type: "string", default: "3" },
    hunks: { type: "string", default: "10000" },
    only: { type: "string", default: "recall,ordinary,speed,hostile,guard" },
  },
});
const wanted = new Set(values.only.split(","));
const folder = mkdtempSync(join(tmpdir(), "ccr-bench-secrets-"));

// The program reports its own processor time as it exits: the wall's is everybody's.
const REPORT =
  'import { writeSync } from "node:fs"; process.on("exit", () => { const { userCPUTime: u, systemCPUTime: s } = process.resourceUsage(); writeSync(3, String((u + s) / 1e6)); });';
const HOOK = `data:text/javascript,${encodeURIComponent(REPORT)}`;

function redact(argv, input) {
  const file = join(folder, "input");
  writeFileSync(file, input);
  const { status, output, stderr } = spawnSync(
    process.execPath,
    ["--import", HOOK, values.program, "redact", ...argv, file],
    {
      encoding: "utf8",
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    },
  );
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return { stdout: output[1], seconds: Number(output[3]) };
}

const jsonl = (records) => records.map(({ id, path, text }) => `${JSON.stringify({ id, path, text })}\n`).join("");

function spansOf(records, point) {
  const { stdout, seconds } = redact(["--jsonl", "--point", point], jsonl(records));
  const rows = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return { found: new Map(rows.map(({ id, spans }) => [id, spans])), seconds };
}

const percent = (part) => (part === undefined ? "" : `${(100 * part).toFixed(2)} %`);
const figure = (value) => (typeof value === "number" ? value.toFixed(3) : (value ?? ""));

function table(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? "").length)));
  const line = (row) =>
    row
      .map((cell, at) => (at === 0 ? String(cell ?? "").padEnd(widths[at]) : String(cell ?? "").padStart(widths[at])))
      .join("  ");
  console.log(`${rows.map(line).join("\n")}\n`);
}

function read(name) {
  const file = join(values.corpus, name);
  if (!existsSync(file)) return undefined;
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function recall() {
  const plain = read("dev.jsonl.gz");
  if (plain === undefined) {
    console.log(`recall: skipped, there is no dev.jsonl.gz in ${values.corpus}\n`);
    return;
  }
  const diff = read("dev.diff.jsonl.gz") ?? [];
  const inDiff = new Set(diff.map(({ source }) => source));
  const alike = plain.filter(({ source }) => inDiff.has(source));
  const columns = [
    ...["redact", "scan"].map((point) => [point, score(plain, spansOf(plain, point).found)]),
    ...others(folder).map(({ name, spans }) => [name, score(plain, spans(plain))]),
    ...(diff.length === 0
      ? []
      : [
          ["redact, same as diff", score(alike, spansOf(alike, "redact").found)],
          ["redact, as diff", score(diff, spansOf(diff, "redact").found)],
        ]),
  ];
  const names = [...new Set(plain.map(({ source }) => source))].sort();
  table([
    ["recall by source", ...columns.map(([name]) => name)],
    ...names.map((name) => [name, ...columns.map(([, { sources }]) => figure(sources[name]))]),
    ["mean of the sources", ...columns.map(([, { mean }]) => figure(mean))],
    ["all spans", ...columns.map(([, { all }]) => figure(all))],
    ["look-alikes touched", ...columns.map(([, { lookAlikesTouched }]) => figure(lookAlikesTouched))],
    ["characters besides, real code", ...columns.map(([, { charactersBesides }]) => percent(charactersBesides))],
  ]);
}

const sets = ordinaryFolders(root).map((where) => ({
  ...where,
  texts: ordinaryTexts(where, Number(values.megabytes)),
}));

function ordinary() {
  const rows = sets.map(({ name, texts }) => {
    const lines = texts.reduce((sum, { text }) => sum + text.split("\n").length, 0);
    const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
    const points = ["redact", "scan"].map((point) => {
      const all = [...spansOf(texts, point).found.values()].flatMap((spans) => merged(spans));
      const taken = all.reduce((sum, [start, end]) => sum + end - start, 0);
      return { perKiloline: (1000 * all.length) / lines, taken: taken / characters };
    });
    const [wide, sure] = points;
    return [
      name,
      texts.length,
      lines,
      (characters / 1e6).toFixed(1),
      figure(wide.perKiloline),
      percent(wide.taken),
      figure(sure.perKiloline),
    ];
  });
  table([["ordinary code", "files", "lines", "MB", "redact /kLOC", "characters", "scan /kLOC"], ...rows]);
}

function speed() {
  const empty = Array.from({ length: 10 }, () => startOf("a = 1\n"));
  const texts = sets.flatMap(({ texts: own }) => own);
  const megabytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const best = (work) => Math.min(...Array.from({ length: 3 }, work));
  table([
    ["speed, whole process", ""],
    ["start of `redact`, best of 10, ms", Math.min(...empty).toFixed(0)],
    ["start of node alone, best of 10, ms", Math.min(...Array.from({ length: 10 }, startOfNode)).toFixed(0)],
    ...["redact", "scan"].map((point) => [
      `--jsonl --point ${point}, MB/s of processor time`,
      (megabytes / best(() => spansOf(texts, point).seconds)).toFixed(1),
    ]),
    [
      "as a filter, MB/s of processor time",
      (megabytes / best(() => redact([], texts.map(({ text }) => text).join("\n")).seconds)).toFixed(1),
    ],
    ...others(folder).map(({ name, seconds }) => [`${name}, MB/s`, (megabytes / seconds(texts)).toFixed(1)]),
  ]);
}

function startOf(text) {
  const started = performance.now();
  spawnSync(process.execPath, [values.program, "redact"], { input: text });
  return performance.now() - started;
}

function startOfNode() {
  const started = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return performance.now() - started;
}

function hostile() {
  const ofLength = (part, length) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
  // Its own line of JSON, for `--jsonl` measures one look.
  const seconds = (text) => spansOf([{ id: "1", path: "x.txt", text }], "redact").seconds;
  const start = Math.min(...Array.from({ length: 3 }, () => seconds("")));
  const rows = Object.entries(HOSTILE).map(([name, part]) => {
    const [half, whole] = [5e6, 10e6].map((length) => Math.max(0.001, seconds(ofLength(part, length)) - start));
    return [name, (10 / whole).toFixed(1), (whole / half).toFixed(2)];
  });
  table([["hostile, 10 MB in one line", "MB/s", "twice the text costs"], ...rows]);
}

function guard() {
  const most = Number(values.hunks);
  const real = values.history.flatMap((repository) => hunksOf(resolve(repository), most)).slice(0, most);
  const made = addedHunks(
    sets.flatMap(({ texts }) => texts),
    most - real.length,
  );
  const inspector = createGuard({});
  const hits = [...real, ...made].flatMap(({ path, text }) => {
    const hit = inspector.inspect(
      JSON.stringify({ messages: [{ role: "user", content: createRedactor().redact(text, path) }] }),
    );
    return hit === undefined ? [] : [`${path}: ${hit.rule} at ${hit.place}`];
  });
  table([
    ["guard", "hunks", "hits"],
    [`${real.length} of history, ${made.length} of added files`, real.length + made.length, hits.length],
  ]);
  for (const hit of hits.slice(0, 20)) console.log(hit);
}

try {
  console.log(`rules ${RULE_SET_VERSION}, ${ruleSetSha256().slice(0, 16)}; node ${process.version}\n`);
  for (const [name, part] of Object.entries({ recall, ordinary, speed, hostile, guard })) if (wanted.has(name)) part();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
