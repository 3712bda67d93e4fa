/** Where in head the files and names stand that Claude asks for, and why some are not shown. */

import { visible } from "../untrusted.ts";
import { linesOfFiles, readableFile, type Found, type Head } from "./head-files.ts";
import type { Need } from "./needs.ts";
import { findSymbol } from "./symbols.ts";

/** Lines that one need gets. */
const MOST_LINES = 300;
const LONGEST_PATH = 1_000;

export async function findNeed(need: Need, head: Head): Promise<Found> {
  if (need.file !== undefined && need.file !== "") return findFile(need.file, need, head);
  if (need.symbol !== undefined && need.symbol !== "") return findSymbol(need.symbol, head);
  return { reason: "it names neither a file nor a symbol" };
}

async function findFile(path: string, { startLine, endLine }: Need, head: Head): Promise<Found> {
  if (path.length > LONGEST_PATH || visible(path) !== path || path.includes("\n") || path.includes("\t"))
    return { reason: "no path has such characters or such a length" };
  const uri = path.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
  if (/^(?:\/|[a-z]:)/iu.test(uri) || uri.split("/").some((part) => part === ".." || part === "." || part === ""))
    return { reason: "it is no path within the repository" };
  const file = readableFile(uri, head);
  if ("reason" in file) return file;
  const lines = (await linesOfFiles([file], head)).get(file.uri);
  if (lines === undefined) return { reason: "it is binary" };
  const first = startLine ?? 1;
  const last = Math.min(endLine ?? lines.length, lines.length);
  if (first < 1 || first > last) return { reason: `it has no such lines; it has ${String(lines.length)}` };
  return { places: [{ file, lines, startLine: first, endLine: Math.min(last, first + MOST_LINES - 1) }] };
}
