#!/usr/bin/env node
// Stands in for a model under `npm run record:synthetic`: answers a question about a case of __tests__/corpus from its label.
// What it says is written by hand (in the label), so that recordings of it test the program and measure nothing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const corpus = join(import.meta.dirname, "..", "__tests__", "corpus");
const { user, hunks } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));

/** Lines as they are shown: hunk, file, number in head, whether it was added, text. */
const shown = [];
let [hunk, file] = ["", ""];
for (const line of user.split("\n")) {
  const opened = /^<<<\S* ?.*?hunk (h-[0-9a-f]+) (.*)$/u.exec(line) ?? /hunk (h-[0-9a-f]{12}) (\S+)$/u.exec(line);
  if (opened !== null) [, hunk = "", file = ""] = opened;
  const [, number, mark, text] = /^h(\d+) ([ +])\| (.*)$/u.exec(line) ?? [];
  if (number !== undefined) shown.push({ hunk, file, line: Number(number), added: mark === "+", text: text ?? "" });
}

const SAID = "As the label says.";
const claims = /^Judge these claims: (.*)$/mu.exec(user)?.[1]?.split(" ");
const quote = shown.find(({ added, text }) => added && text.trim() !== "")?.text.trim() ?? "";
const answer =
  claims === undefined
    ? { reviewed: hunks, findings: labels().flatMap(findingOf), triage: [] }
    : { verdicts: claims.map((claim) => ({ claim, verdict: "confirmed", quote, reason: SAID })) };
process.stdout.write(JSON.stringify({ text: JSON.stringify(answer), model: "synthetic" }));

function labels() {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => parse(readFileSync(join(corpus, name, "case.yml"), "utf8")))
    .filter(({ label }) => label === "vulnerable");
}

/** The label's flaw, when the question shows exactly these lines of the case's head. */
function findingOf({ id, cwe, severity, vulnerable }) {
  const [place] = vulnerable;
  const head = readFileSync(join(corpus, id, "head", place.file), "utf8").split("\n");
  const ofFile = shown.filter((line) => line.file === place.file);
  if (ofFile.length === 0 || ofFile.some(({ line, text }) => head[line - 1] !== text)) return [];
  const near = ofFile.filter(({ line }) => line >= place.startLine - 3 && line <= place.endLine + 3);
  const at = near.find(({ added, text }) => added && text.trim() !== "") ?? near.find(({ text }) => text.trim() !== "");
  if (at === undefined) return [];
  const lines = {
    hunk: at.hunk,
    file: at.file,
    side: "head",
    startLine: at.line,
    endLine: at.line,
    quote: at.text.trim(),
  };
  return [{ ...lines, cwe, severity, title: `Labelled ${cwe}`, explanation: SAID, attack: SAID }];
}
