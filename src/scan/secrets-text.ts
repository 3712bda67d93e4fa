/** What the `secrets` scanner reads: any bytes as text, and where in it a span stands. */

import type { Detector, SecretSpan } from "../secrets/index.ts";

/** Text to look at, with the number in its file of each of its lines. */
export interface Reading {
  readonly text: string;
  readonly lineOf: (line: number) => number;
  /** False where columns of the text are not those of the file. */
  readonly columns: boolean;
}

/**
 * Any bytes as text. A byte order mark decides (RFC 2781); what is not valid UTF-8 shows as U+FFFD. A binary file is read
 * byte by byte without its NULs: one NUL, or UTF-16 without a mark, must not hide what else the file holds (L6).
 */
export function readingOf(bytes: Uint8Array): Reading {
  const lineOf = (line: number): number => line;
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), lineOf, columns: true };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), lineOf, columns: true };
  if (!bytes.includes(0)) return { text: new TextDecoder("utf-8").decode(bytes), lineOf, columns: true };
  return { text: Buffer.from(bytes).toString("latin1").replaceAll("\0", ""), lineOf, columns: false };
}

/** What a span holds, to compare it with others: the same key is the same in another indentation. */
export function valueOf(text: string, { start, end }: Pick<SecretSpan, "start" | "end">): string {
  return text.slice(start, end).replace(/\s+/gu, "");
}

const LARGEST_BYTES = 50_000_000;

/** Every value that the engine finds in a file; nothing in one that is not there. */
export function valuesIn(bytes: Uint8Array | undefined, path: string, { look }: Detector): ReadonlySet<string> {
  if (bytes === undefined) return new Set();
  const { text } = readingOf(bytes.subarray(0, LARGEST_BYTES));
  return new Set(look(text, { path, point: "scan" }).map((span) => valueOf(text, span)));
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** 1-based lines and columns in UTF-16 units; offsets must come in order. */
export function positions(text: string): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf("\n");
  return (offset) => {
    while (newline >= 0 && newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = text.indexOf("\n", lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}

const CONTEXT_LINES = 5;

/**
 * The lines that none of `others` has, with some around them, for a name may stand lines before its value. A line is taken
 * for itself, wherever it stands: what only moved is not new.
 */
export function newLines(
  text: string,
  others: readonly string[],
): Reading & { readonly isNew: (line: number) => boolean } {
  const known = new Set(others.flatMap((other) => other.split("\n")).map(trimmed));
  const lines = text.split("\n");
  const isNew = lines.map((line) => !known.has(trimmed(line)));
  const kept: number[] = [];
  let until = -1;
  for (let at = 0; at < lines.length + CONTEXT_LINES; at++) {
    if (isNew[at] === true) until = at + CONTEXT_LINES;
    const candidate = at - CONTEXT_LINES;
    // Near a new line before it, or after it.
    if (candidate >= 0 && candidate < lines.length && until >= candidate) kept.push(candidate);
  }
  return {
    text: kept.map((at) => lines[at] ?? "").join("\n"),
    lineOf: (line) => (kept[line - 1] ?? 0) + 1,
    columns: true,
    isNew: (line) => isNew[line - 1] === true,
  };
}

function trimmed(line: string): string {
  return line.trim();
}
