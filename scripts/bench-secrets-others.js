// Other programs on the same records, where they are on PATH. What they report is found again in the text, which flatters them.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEEP = { encoding: "utf8", maxBuffer: 1 << 30 };

/** Those that are there: their name, the spans that they find in records, and the seconds that they take for texts. */
export function others(folder) {
  const place = join(folder, "records");
  return Object.entries({ gitleaks, "detect-secrets": detectSecrets })
    .filter(([name]) => spawnSync(name, [name === "gitleaks" ? "version" : "--version"]).status === 0)
    .map(([name, search]) => ({
      name,
      spans: (records) => {
        const files = lay(place, records);
        const found = search(place);
        return new Map(
          records.map((record, at) => [
            record.id,
            (found.get(files[at]) ?? []).flatMap((hit) => placesOf(record.text, hit)),
          ]),
        );
      },
      seconds: (texts) => {
        lay(place, texts);
        const started = performance.now();
        search(place);
        return (performance.now() - started) / 1000;
      },
    }));
}

/** Each record in a folder of its own, under its own name: rules look at names. */
function lay(place, records) {
  rmSync(place, { recursive: true, force: true });
  return records.map(({ path, text }, at) => {
    const own = `${String(at)}/${(path ?? "").split("/").at(-1) || "text"}`;
    mkdirSync(join(place, String(at)), { recursive: true });
    writeFileSync(join(place, own), text);
    return own;
  });
}

function gitleaks(place) {
  const report = `${place}.json`;
  spawnSync(
    "gitleaks",
    [
      "dir",
      ".",
      "--no-banner",
      "--exit-code",
      "0",
      "--ignore-gitleaks-allow",
      "--report-format",
      "json",
      "--report-path",
      report,
    ],
    { ...KEEP, cwd: place },
  );
  return grouped(JSON.parse(readFileSync(report, "utf8")).map(({ File, Secret }) => [File, { value: Secret }]));
}

/** It reports lines and digests of values, so a whole line counts as found. */
function detectSecrets(place) {
  const { stdout } = spawnSync("detect-secrets", ["scan", "--all-files", "--no-verify", "."], { ...KEEP, cwd: place });
  const { results } = JSON.parse(stdout);
  return grouped(
    Object.entries(results).flatMap(([file, hits]) => hits.map(({ line_number: line }) => [file, { line }])),
  );
}

function grouped(pairs) {
  const map = new Map();
  for (const [file, hit] of pairs) {
    const name = file.replace(/^\.\//u, "");
    map.set(name, [...(map.get(name) ?? []), hit]);
  }
  return map;
}

function placesOf(text, { value, line }) {
  if (line !== undefined) {
    const before =
      text
        .split("\n")
        .slice(0, line - 1)
        .join("\n").length + (line > 1 ? 1 : 0);
    const end = text.indexOf("\n", before);
    return [[before, end === -1 ? text.length : end]];
  }
  const places = [];
  for (let at = text.indexOf(value); value !== "" && at !== -1; at = text.indexOf(value, at + value.length))
    places.push([at, at + value.length]);
  return places;
}
