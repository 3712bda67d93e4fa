/** The line of a manifest or lock that names a dependency: a search by each package manager's own spelling, no parser. */

import type { DependencyChange } from "../dependency.ts";
import { manifestOf } from "./manifest.ts";

export type NamedDependency = Pick<DependencyChange, "manifest" | "name" | "version">;

/** The 1-based line of a manifest's or lock's text that names the dependency, of that version when there are several. */
export function lineOf(text: string, dependency: NamedDependency): number | undefined {
  return lineFinder(text)(dependency);
}

/** No registry allows longer names; npm's limit is 214. */
const LONGEST_NAME = 300;
/** A version stands within so many lines of its name, in every lock. */
const NEAR = 6;
const MOST_ENTRIES = 2_000;

/** `lineOf` for many dependencies of one text. */
export function lineFinder(text: string): (dependency: NamedDependency) => number | undefined {
  const folded = text.toLowerCase();
  const lines = text.split("\n");
  const starts = startsOf(lines);
  // Where lower case is longer than the original, offsets are of no use.
  const candidatesOf = (needle: string): Iterable<number> =>
    folded.length === text.length ? linesWith(needle, folded, starts) : lines.keys();
  return (dependency) => {
    const entry = entryOf(dependency);
    if (entry === undefined) return undefined;
    const entries: number[] = [];
    for (const index of candidatesOf(entry.needle)) {
      if (!entry.line.test(lines[index] ?? "")) continue;
      if (entry.beside !== undefined && !around(lines, index).includes(entry.beside)) continue;
      if (entries.push(index) === MOST_ENTRIES) break;
    }
    const { version } = dependency;
    const found = entries.find((index, at) => within(lines, index, entries[at + 1]).includes(version)) ?? entries[0];
    return found === undefined ? undefined : found + 1;
  };
}

function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0;
  return lines.map((line) => (at += line.length + 1) - line.length - 1);
}

/** Indices of the lines that hold the needle, each once. */
function* linesWith(needle: string, text: string, starts: readonly number[]): Generator<number> {
  for (let from = text.indexOf(needle); from !== -1;) {
    const index = lineAt(starts, from);
    yield index;
    const next = starts[index + 1];
    if (next === undefined) return;
    from = text.indexOf(needle, next);
  }
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function around(lines: readonly string[], index: number): string {
  return lines.slice(Math.max(0, index - 3), index + 4).join("\n");
}

/** The entry's own lines: not those of the next one. */
function within(lines: readonly string[], index: number, next = Infinity): string {
  return lines.slice(index, Math.min(index + NEAR, next)).join("\n");
}

interface Entry {
  /** In lower case; every entry's line holds it. */
  readonly needle: string;
  readonly line: RegExp;
  /** Text that must stand within three lines. */
  readonly beside?: string;
}

function entryOf({ manifest, name }: NamedDependency): Entry | undefined {
  const of = manifestOf(manifest);
  if (name === "" || name.length > LONGEST_NAME || /[\r\n]/u.test(name)) return undefined;
  const exact = escape(name);
  const plain = (line: string, flags = "u"): Entry => ({ needle: name.toLowerCase(), line: new RegExp(line, flags) });
  switch (of?.manager) {
    case "npm":
      return plain(`"(?:[^"]*node_modules/)?${exact}"\\s*:`);
    case "yarn":
      return plain(`^"?${exact}@`);
    case "pnpm":
      return plain(`^\\s*['"]?/?${exact}(?:[@/]|['"]?\\s*:)`);
    case "pip":
    case "pipenv":
    case "poetry":
    case "uv":
      return pythonEntry(name);
    case "go":
      return plain(`(?:^|\\s)${exact}\\s+v`);
    case "cargo":
      return plain(`(?:^|[\\s.{])["']?${exact}["']?\\s*[=.\\]]|(?:name|package)\\s*=\\s*"${exact}"`);
    case "maven":
    case "gradle":
      return jvmEntry(name, of.manager);
    case "bundler":
      return plain(`["']${exact}["']|^ {4}${exact} \\(`);
    case "composer":
      return plain(`"${exact}"\\s*:|"name"\\s*:\\s*"${exact}"`, "iu");
    case "nuget":
      return plain(`(?:include|update|id)\\s*=\\s*["']${exact}["']|"${exact}"\\s*:`, "iu");
    case "actions":
      return plain(`uses\\s*:\\s*["']?${exact}(?:/[^@]*)?@`, "iu");
    default:
      return plain(`(?:^|[^\\w.-])${exact}(?:$|[^\\w-])`, "iu");
  }
}

/** PEP 503: runs of `-`, `_` and `.` are one, and case is none. */
function pythonEntry(name: string): Entry {
  const parts = name.toLowerCase().split(/[-_.]+/u);
  const spelled = parts.map(escape).join("[-_.]+");
  return {
    needle: parts.reduce((longest, part) => (part.length > longest.length ? part : longest), ""),
    line: new RegExp(`(?:^|["'\\s])${spelled}(?=$|["'\\s[=<>!~;@,])`, "iu"),
  };
}

/** `group:artifact`, which a POM writes as two elements and Gradle in one string or as two arguments. */
function jvmEntry(name: string, manager: "maven" | "gradle"): Entry {
  const [group = "", artifact = name] = name.split(":");
  const exact = escape(artifact);
  const element = `<artifactId>\\s*${exact}\\s*</artifactId>`;
  const line = manager === "maven" ? element : `${escape(group)}:${exact}(?:[:'"=@]|$)|["']${exact}["']`;
  return { needle: artifact.toLowerCase(), line: new RegExp(line, "u"), ...(name.includes(":") && { beside: group }) };
}

/** Every character that means something to a regular expression, and no other, which `u` refuses. */
function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
