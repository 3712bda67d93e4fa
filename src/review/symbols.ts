/** Where a name is defined: in the changed files first, then beside them, then wherever the bounds allow. */

import { dirname, extname } from "node:path/posix";
import type { Scope } from "../ports.ts";
import type { ChangedFile } from "../records.ts";
import { indented } from "./indentation.ts";
import { linesOfFiles, readableFiles, type Found, type Head, type Place } from "./head-files.ts";

/** Of all files that may be looked into. */
const MOST = { files: 3_000, bytes: 30_000_000 } as const;
const AT_ONCE = 100;
const MOST_DEFINITIONS = 2;
const MOST_LINES = 150;

/** `a.b.c`, `A::b`, `A#b`: the last part is what is looked for. */
const NAME = /^(?:[\p{L}_$][\p{L}\p{N}_$]{0,99}(?:\.|::|->|#))*([\p{L}_$][\p{L}\p{N}_$]{0,99}[?!]?)(?:\(\))?$/u;

export async function findSymbol(symbol: string, head: Head): Promise<Found> {
  const name = symbol.length > 300 ? undefined : NAME.exec(symbol)?.[1];
  if (name === undefined) return { reason: "it is not a name" };
  const places: Place[] = [];
  const candidates = inReach(head);
  for (let at = 0; at < candidates.length && places.length < MOST_DEFINITIONS; at += AT_ONCE) {
    const some = candidates.slice(at, at + AT_ONCE);
    const lines = await linesOfFiles(some, head);
    for (const file of some)
      places.push(...(await definitions(name, { file, lines: lines.get(file.uri) ?? [] }, head)));
  }
  return places.length === 0
    ? { reason: "no definition of it was found in the files that may be shown" }
    : { places: places.slice(0, MOST_DEFINITIONS) };
}

/** Of the languages of the change; nearest first, within the bounds. */
function inReach(head: Head): readonly ChangedFile[] {
  const paths = head.changed.map(({ uri }) => uri);
  const languages = new Set(paths.map((uri) => extname(uri).toLowerCase()));
  const [changed, folders] = [new Set(paths), new Set(paths.map((uri) => dirname(uri)))];
  const rank = ({ uri }: ChangedFile): number => (changed.has(uri) ? 0 : folders.has(dirname(uri)) ? 1 : 2);
  let bytes = 0;
  return readableFiles(head)
    .filter(({ uri }) => languages.has(extname(uri).toLowerCase()) && extname(uri) !== "")
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST.files)
    .filter(({ headSize }) => (bytes += headSize) <= MOST.bytes);
}

async function definitions(
  name: string,
  { file, lines }: Pick<Place, "file" | "lines">,
  { syntax }: Head,
): Promise<readonly Place[]> {
  const defines = definitionOf(name);
  const at = lines.flatMap((line, index) => (line.length < 1_000 && defines.test(line) ? [index + 1] : []));
  const mentions = at.length > 0 || lines.some((line) => line.includes(name));
  const outline = mentions ? await syntax?.outline(file.uri, lines.join("\n")) : undefined;
  const scopes = outline?.scopes.filter((scope) => scope.name?.split(/[.:]/u).at(-1) === name) ?? [];
  const ranges = scopes.length > 0 ? scopes : at.map((line) => blockAt(lines, line));
  return ranges.slice(0, MOST_DEFINITIONS).map(({ startLine, endLine }) => ({
    file,
    lines,
    startLine,
    endLine: Math.min(endLine, startLine + MOST_LINES - 1, lines.length),
  }));
}

/** A line that looks like a definition, in any language: a word that begins one before the name, or an assignment after it. */
function definitionOf(name: string): RegExp {
  const literal = `(?<![\\p{L}\\p{N}_$])${name.replace(/[$?!]/gu, "\\$&")}(?![\\p{L}\\p{N}_$])`;
  const words =
    "def|func|function|fn|sub|class|interface|struct|trait|enum|type|record|module|const|let|var|val|static|define|public|private|protected";
  return new RegExp(`^\\s*(?:export\\s+)?(?:(?:${words})\\b[^=;]{0,200}?${literal}|${literal}\\s*:?=(?!=))`, "u");
}

function blockAt(lines: readonly string[], line: number): Pick<Scope, "startLine" | "endLine"> {
  const inside = indented(lines, { first: line + 1, last: line + 1 });
  return inside.find(({ startLine }) => startLine === line) ?? { startLine: line, endLine: line };
}
