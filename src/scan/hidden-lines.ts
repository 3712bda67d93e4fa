/** What a language reads otherwise than a scanner: code in what looks like a comment, names that look like others (L5). */

import { posix } from "node:path";
import type { Unscanned } from "../records.ts";

type Part = Omit<Unscanned, "uri">;

const LF = 10;
const CR = 13;
const MOST_PARTS = 100;

/** What a language does with text that semgrep 1.182.0 takes as it stands. */
interface Trick {
  readonly extensions: RegExp;
  readonly pattern: RegExp;
  readonly reason: string;
}
const TRICKS: readonly Trick[] = [
  {
    // C# 6.3.2 "Line terminators"; YAML 1.1, 5.4, which Kubernetes reads.
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
  {
    // A name may be written with escapes (ECMA-262 12.7, C# 6.4.3), and semgrep then knows none (tried). In strings ASCII letters hardly are.
    extensions: /^\.(?:[cm]?[jt]sx?|cs)$/u,
    pattern: /(?<!\\)(?:\\\\)*\\(?:u00|U0{6}|u\{0*)(?:24|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/iu,
    reason: "an escaped letter, which may be part of a name that the scanner does not know for what it is",
  },
  {
    // C# 6.4.3: formatting characters are taken out of names.
    extensions: /^\.cs$/u,
    pattern: /\p{Cf}/u,
    reason: "an invisible character, which C# takes out of names and the scanner does not",
  },
];

const PYTHON = /^\.py[iw]?$/u;
/** PEP 263. */
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/u;
/**
 * Encodings in which each byte of ASCII is always that character: `utf-7` and `unicode_escape` end a line in a comment (tried,
 * 3.11), and in `shift_jis` or `gbk` a letter's second byte may be a backslash.
 */
const LIKE_ASCII =
  /^(?:utf-?8(?:-.+)?|(?:us-)?ascii|latin-?\d+(?:-.+)?|iso-?8859-\d+(?:-.+)?|iso-latin-1(?:-.+)?|(?:cp|windows-)125\d|cp(?:437|85\d|866)|koi8-[ru]|mac-roman|euc-?(?:jp|kr)|gb2312)$/u;

/** Parts of a file that scanners do not see as its language does. */
export function hiddenLines(bytes: Uint8Array, uri: string): readonly Part[] {
  const extension = posix.extname(uri).toLowerCase();
  const tricks = TRICKS.filter(({ extensions }) => extensions.test(extension));
  const isPython = PYTHON.test(extension);
  if (tricks.length === 0 && !isPython) return loneReturns(bytes);
  const lines = new TextDecoder().decode(bytes).split("\n");
  return [
    ...loneReturns(bytes),
    ...tricks.flatMap(({ pattern, reason }) => linesWith((line) => pattern.test(line), { lines, reason })),
    ...(isPython ? [...declared(bytes), ...linesWith(hasFoldedName, { lines, reason: FOLDED })] : []),
  ];
}

function linesWith(
  isHit: (line: string) => boolean,
  { lines, reason }: { readonly lines: readonly string[]; readonly reason: string },
): readonly Part[] {
  const hits = lines.flatMap((line, index) => (isHit(line) ? index + 1 : []));
  return parts(hits, { last: lines.length, reason });
}

const FOLDED = "a name of letters that Python takes for others, and the scanner does not";
/** What may follow a name: in prose that is a letter, a quote or a space and a word. */
const AFTER_NAME = /^\s*(?:$|[.()[\]{}=,:;#\\+*/%|&<>-])|^\s+(?:and|as|else|for|if|import|in|is|or)\b/u;

/** Python Language Reference 2.3: names are read in NFKC, so `eval` may be written with a mathematical `e` (tried). */
function hasFoldedName(line: string): boolean {
  if (!/[\u0080-\u{10ffff}]/u.test(line)) return false;
  return [...line.matchAll(/\p{XID_Continue}+/gu)].some(
    ({ 0: name, index }) =>
      !/^\w+$/u.test(name) &&
      /^\w+$/u.test(name.normalize("NFKC")) &&
      AFTER_NAME.test(line.slice(index + name.length, index + name.length + 100)),
  );
}

function declared(bytes: Uint8Array): readonly Part[] {
  const lines = new TextDecoder("latin1").decode(bytes).split(/\r\n?|\n/u, 2);
  const names = lines.flatMap((line) => CODING.exec(line)?.[1] ?? []);
  const odd = names.some((name) => !LIKE_ASCII.test(name.toLowerCase().replaceAll("_", "-")));
  return odd ? [{ reason: "Python reads it in an encoding that it names, and the scanner as UTF-8" }] : [];
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
