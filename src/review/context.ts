/** Which unchanged lines of head are shown beside the hunks: the lines around, what encloses them, the file's imports. Pure. */

import type { LineRange, Outline, Scope } from "../ports.ts";
import type { ChangedFile, Hunk } from "../records.ts";
import { indented } from "./indentation.ts";
import { headRange } from "./window.ts";

/** Lines that one hunk may bring besides those around it, and their bytes: a function of three screens, or what is next to the hunk of a longer one. */
const MOST = { lines: 120, bytes: 8_000 } as const;
const MOST_HEADER = 8;
const MOST_RUNS = 50;
const MOST_IMPORTS = 40;
/** Of a longer line the beginning is shown (see dossier.ts), so it counts no more. */
const LONGEST = 2_000;

export interface ContextFile {
  readonly file: ChangedFile;
  /** Ids of the hunks that are sent. */
  readonly hunks: readonly Hunk[];
  /** Lines of head; empty where there are none to show. */
  readonly lines: readonly string[];
  readonly outline: Outline | undefined;
}

/** Lines of head by file. */
export type ContextLines = ReadonlyMap<ChangedFile, ReadonlySet<number>>;

/**
 * Chooses within `maxBytes` over all files. Every hunk gets a line in turn, the nearest first: `around` lines on both
 * sides, then the headers of what encloses it, the imports, the rest of its function. So all of them have about the same
 * when the bytes run out, and the hunks themselves count nothing.
 */
export function chooseContext(
  files: readonly ContextFile[],
  { around, maxBytes }: { readonly around: number; readonly maxBytes: number },
): ContextLines {
  const chosen = new Map(files.map(({ file }) => [file, new Set<number>()]));
  let left = maxBytes;
  let waiting = files.flatMap((file) => {
    const own = ownLines(file.file);
    const set = chosen.get(file.file) ?? new Set<number>();
    return file.hunks.map((hunk) => ({ file, set, own, wanted: wantedBy(hunk, file, around) }));
  });
  while (waiting.length > 0) {
    const next: typeof waiting = [];
    for (const hunk of waiting) {
      const line = nextLine(hunk);
      if (line === undefined) continue;
      left -= bytesOf(hunk.file.lines[line - 1] ?? "");
      if (left < 0) return chosen;
      hunk.set.add(line);
      next.push(hunk);
    }
    waiting = next;
  }
  return chosen;
}

interface Waiting {
  readonly file: ContextFile;
  readonly set: ReadonlySet<number>;
  readonly own: ReadonlySet<number>;
  readonly wanted: Iterator<number>;
}

function nextLine({ file, set, own, wanted }: Waiting): number | undefined {
  for (let next = wanted.next(); next.done !== true; next = wanted.next()) {
    const line = next.value;
    if (line >= 1 && line <= file.lines.length && !set.has(line) && !own.has(line)) return line;
  }
  return undefined;
}

/** Lines of head that the hunks themselves have. */
function ownLines(file: ChangedFile): ReadonlySet<number> {
  return new Set(file.hunks.flatMap(({ lines }) => lines.flatMap(({ headLine }) => headLine ?? [])));
}

function bytesOf(line: string): number {
  return Buffer.byteLength(line.slice(0, LONGEST)) + 1;
}

/** In the order in which they matter. */
function* wantedBy(hunk: Hunk, file: ContextFile, around: number): Generator<number> {
  const runs = changedRuns(hunk);
  const [first, last] = [runs[0]?.first ?? 0, runs.at(-1)?.last ?? 0];
  for (let distance = 1; distance <= around; distance++) {
    yield first - distance;
    yield last + distance;
  }
  const enclosing = runs.map((run) => ({ run, scopes: scopesAround(run, file) }));
  for (const { startLine, headerEndLine } of enclosing.flatMap(({ scopes }) => scopes))
    yield* numbers(startLine, Math.min(headerEndLine, startLine + MOST_HEADER - 1));
  yield* (file.outline?.imports ?? [])
    .flatMap(({ startLine, endLine }) => [...numbers(startLine, Math.min(endLine, startLine + MOST_IMPORTS))])
    .slice(0, MOST_IMPORTS);
  const bodies = enclosing.flatMap(({ run, scopes }) => {
    const body = functionAround(scopes);
    return body === undefined ? [] : [nearest(body, run)];
  });
  yield* bounded(inTurn(bodies), file.lines);
}

/** Outermost first. Where lines only went, both lines beside them are inside. */
function scopesAround({ first, last }: Run, { outline, lines }: ContextFile): readonly Scope[] {
  const scopes = outline?.scopes ?? indented(lines, { first, last });
  return scopes.filter(
    ({ startLine, endLine }) => startLine <= Math.min(first, last) && endLine >= Math.max(first, last),
  );
}

/** The smallest function with a name; without one, the largest without a name that is not too long: a handler, not a module's wrapper. */
function functionAround(enclosing: readonly Scope[]): Scope | undefined {
  const named = enclosing.findLast(({ kind }) => kind === "function");
  const unnamed = enclosing.filter(({ kind }) => kind === "anonymous");
  return named ?? unnamed.find(({ startLine, endLine }) => endLine - startLine < MOST.lines) ?? unnamed.at(-1);
}

/** Lines of a range, those next to the change first. */
function* nearest({ startLine, endLine }: LineRange, { first, last }: Run): Generator<number> {
  for (let distance = 1; first - distance >= startLine || last + distance <= endLine; distance++) {
    if (first - distance >= startLine) yield first - distance;
    if (last + distance <= endLine) yield last + distance;
  }
}

function* bounded(wanted: Iterable<number>, lines: readonly string[]): Generator<number> {
  let [count, bytes] = [0, 0];
  for (const line of wanted) {
    bytes += bytesOf(lines[line - 1] ?? "");
    if (++count > MOST.lines || bytes > MOST.bytes) return;
    yield line;
  }
}

function* numbers(first: number, last: number): Generator<number> {
  for (let line = first; line <= last; line++) yield line;
}

function* inTurn(parts: readonly Iterator<number>[]): Generator<number> {
  let waiting = parts;
  while (waiting.length > 0) {
    const found = waiting.map((part) => ({ part, next: part.next() })).filter(({ next }) => next.done !== true);
    for (const { next } of found) yield next.value;
    waiting = found.map(({ part }) => part);
  }
}

/** Lines of head without one between them that did not change; where lines only went, `last` is the line before and `first` the one after. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function changedRuns(hunk: Hunk): readonly Run[] {
  const runs: { first: number; last: number }[] = [];
  let [next, changing] = [headRange(hunk).first, false];
  for (const { kind } of hunk.lines) {
    if (kind === "context") changing = false;
    else if (!changing) runs.push({ first: next, last: next - 1 });
    if (kind !== "context") changing = true;
    if (kind !== "removed") next += 1;
    const run = runs.at(-1);
    if (kind === "added" && run !== undefined) run.last = next - 1;
  }
  return runs.slice(0, MOST_RUNS);
}
