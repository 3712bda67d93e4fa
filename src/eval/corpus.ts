/** Reads a folder of labelled changes: our own form (`<id>/case.yml`, `base/`, `head/`), or `cases.jsonl` beside repositories. */

import { basename, dirname, join, relative, sep } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { ChangeSource, Files } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { compareText } from "../words.ts";
import { parseCaseFile, parseCaseRow, type Label } from "./case.ts";

export interface Case {
  readonly label: Label;
  /** Without a message. */
  readonly source: Omit<ChangeSource, "message">;
}

type Reading = Pick<Files, "read" | "glob">;

/**
 * Sorted by id. `folder` is absolute; `repositories` is where those of a `cases.jsonl` stand, by id.
 * @throws ConfigurationError `eval-invalid`
 */
export async function readCases(
  { folder, repositories = folder }: { readonly folder: string; readonly repositories?: string },
  files: Reading,
): Promise<readonly Case[]> {
  const rows = await files.read(join(folder, "cases.jsonl"));
  const cases =
    rows === undefined ? await ownCases(folder, files) : rowCases(Buffer.from(rows).toString("utf8"), repositories);
  if (cases.length === 0) throw invalid(`${folder} holds no cases: neither cases.jsonl nor <id>/case.yml.`);
  const ids = cases.map(({ label }) => label.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalid(`The case ${twice} is there twice.`);
  return cases.toSorted((a, b) => compareText(a.label.id, b.label.id));
}

async function ownCases(folder: string, files: Reading): Promise<readonly Case[]> {
  const found: Case[] = [];
  for (const path of await files.glob("*/case.yml", folder)) {
    const label = parsed(path, parseCaseFile, await textOf(path, files));
    const home = dirname(path);
    if (basename(home) !== label.id) throw invalid(`${path} calls itself ${label.id}: the folder has another name.`);
    const [base, head] = await Promise.all([treeOf(join(home, "base"), files), treeOf(join(home, "head"), files)]);
    found.push({ label, source: { base: { files: base }, head: { files: head } } });
  }
  return found;
}

async function treeOf(folder: string, files: Reading): Promise<ReadonlyMap<string, string>> {
  const tree = new Map<string, string>();
  for (const path of await files.glob("**/*", folder))
    tree.set(relative(folder, path).split(sep).join("/"), await textOf(path, files));
  return tree;
}

function rowCases(text: string, repositories: string): readonly Case[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const label = parsed(`cases.jsonl, row ${String(index + 1)}`, parseCaseRow, line);
      const [base, head] = [
        { ref: "refs/heads/main", files: NOTHING },
        { ref: "refs/heads/pr", files: NOTHING },
      ];
      return { label, source: { repository: join(repositories, label.id), base, head } };
    });
}

const NOTHING: ReadonlyMap<string, string> = new Map();

async function textOf(path: string, files: Reading): Promise<string> {
  const bytes = (await files.read(path)) ?? new Uint8Array();
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(`${path} is not UTF-8 text.`);
  }
}

function parsed(where: string, parse: (text: string) => Label, text: string): Label {
  try {
    return parse(text);
  } catch (error) {
    throw invalid(`${where} is not a label: ${oneLine(error instanceof Error ? error.message : String(error), 500)}`);
  }
}

function invalid(message: string): ConfigurationError {
  return new ConfigurationError("eval-invalid", message, "docs/eval.md describes the form of a case.");
}
