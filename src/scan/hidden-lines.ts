/** Lines that an interpreter sees and a scanner does not: the rest of what looks like a comment (L5). */

import { posix } from "node:path";
import type { Unscanned } from "../records.ts";

type Part = Omit<Unscanned, "uri">;

const LF = 10;
const CR = 13;
const MOST_PARTS = 100;
/** What a language does with bytes that semgrep 1.182.0 takes for a part of the line (each tried). */
interface Trick {
  readonly extensions: RegExp;
  readonly pattern: RegExp;
  readonly reason: string;
}
const TRICKS: readonly Trick[] = [
  {
    // C# 6.3.1 "Line terminators"; YAML 1.1, 5.4, which Kubernetes reads.
    extensions: /^\.(?:cs|ya?ml)$/u,
    pattern: /[\u0085\u2028\u2029]/u,
    reason: "U+0085, U+2028 or U+2029 ends a line for this language and none for the scanner",
  },
  {
    // JLS 3.3: escapes are read before comments and literals are. Line ends, quotes, `*`, `/` and `\` have no other use.
    extensions: /^\.java$/u,
    pattern: /(?<!\\)(?:\\\\)*\\u+00(?:0a|0d|22|27|2a|2f|5c)/iu,
    reason: "an escape that Java reads as a line end, a quote or a sign of a comment, and the scanner does not",
  },
];

const PYTHON = /^\.py[iw]?$/u;
/** PEP 263. */
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/u;
/** Encodings in which a byte of ASCII is always that character; `utf-7` and `unicode_escape` end a line in a comment (tried, 3.11). */
const LIKE_ASCII =
  /^(?:utf-?8(?:-.+)?|(?:us-)?ascii|latin-?\d+(?:-.+)?|iso-?8859-\d+(?:-.+)?|iso-latin-1(?:-.+)?|(?:cp|windows-)125\d|koi8-[ru])$/u;

/** Parts of a file that its language reads otherwise than scanners do. */
export function hiddenLines(bytes: Uint8Array, uri: string): readonly Part[] {
  const extension = posix.extname(uri).toLowerCase();
  const tricks = TRICKS.filter(({ extensions }) => extensions.test(extension));
  return [
    ...loneReturns(bytes),
    ...(tricks.length === 0 ? [] : tricked(new TextDecoder().decode(bytes), tricks)),
    ...(PYTHON.test(extension) ? declared(bytes) : []),
  ];
}

function declared(bytes: Uint8Array): readonly Part[] {
  const lines = new TextDecoder("latin1").decode(bytes).split(/\r\n?|\n/u, 2);
  const names = lines.flatMap((line) => CODING.exec(line)?.[1] ?? []);
  const odd = names.some((name) => !LIKE_ASCII.test(name.toLowerCase().replaceAll("_", "-")));
  return odd ? [{ reason: "Python reads it in an encoding that it names, and the scanner as UTF-8" }] : [];
}

function tricked(text: string, tricks: readonly Trick[]): readonly Part[] {
  const lines = text.split("\n");
  return tricks.flatMap(({ pattern, reason }) =>
    parts(
      lines.flatMap((line, index) => (pattern.test(line) ? index + 1 : [])),
      { last: lines.length, reason },
    ),
  );
}

/**
 * Lines of text (1-based, as git counts) that hold a CR without LF. Python ends a comment there and runs what follows, while
 * semgrep reads a comment to the end of the line (tried).
 */
function loneReturns(bytes: Uint8Array): readonly Part[] {
  if (!bytes.includes(CR) || bytes.includes(0)) return [];
  const lines: number[] = [];
  let line = 1;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === LF) line++;
    else if (bytes[at] === CR && bytes[at + 1] !== LF && lines.at(-1) !== line) lines.push(line);
  }
  const reason = "a carriage return alone ends a line for some interpreters and none for the scanner";
  return parts(lines, { last: line, reason });
}

/** The last part of very many goes to the end of the file: old lines must not use up the list. */
function parts(lines: readonly number[], { last, reason }: { last: number; reason: string }): readonly Part[] {
  return lines.slice(0, MOST_PARTS).map((startLine, index) => ({
    startLine,
    endLine: index === MOST_PARTS - 1 ? last : startLine,
    reason,
  }));
}
