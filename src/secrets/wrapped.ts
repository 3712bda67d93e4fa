/**
 * Secrets in another writing: base64, hexadecimal, percent, `\x`, `\u` and HTML escapes, nested twice, and literals that are
 * put together from parts. Each gives a text in the clear whose places lead back into the original (issue 6, "wrapped").
 */

import { rebuilt, within, type Piece, type Shown } from "./shown.ts";

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: "&", lt: "<", gt: ">" };
/** The end of one literal, an operator or a new line, the begin of the next; the first column of a diff may stand between. */
const JOINT =
  /(["'`])[ \t]{0,8}(?:(?:\+|\.\.?|&|\|\||<>|~|\\)[ \t]{0,8}(?:\\?\r?\n[+-]?[ \t]{0,80})?|\\?\r?\n[+-]?[ \t]{0,80}(?:(?:\+|\.\.?|&|\|\||<>|~)[ \t]{0,8})?)[bBrRuUfFL@$]?\1(?!\1)/y;
const CONTINUED = /\\\r?\n[+-]?[ \t]{0,80}(?=[A-Za-z0-9+/=_-]{4})/y;
const SHORTEST_RUN = 24;
/** Keys of 16,384 bits in PEM in base64; longer runs are pictures and fonts. */
const LONGEST_RUN = 20_000;
/** Escapes may stand inside one another: a URL in a URL in JSON. */
const DEPTH = 2;

const OTHER = 0;
const DIGIT = 1;
const SIGN = 2;
const QUOTE = 3;
const BACKSLASH = 4;
const KIND = new Uint8Array(1 << 16);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
  KIND[character.charCodeAt(0)] = DIGIT;
for (const character of "%&") KIND[character.charCodeAt(0)] = SIGN;
for (const character of "\"'`") KIND[character.charCodeAt(0)] = QUOTE;
KIND["\\".charCodeAt(0)] = BACKSLASH;

/** The clear texts that differ from `text`; none for most texts. Linear: a piece is looked at once at each depth. */
export function unwrapped(text: string): Shown[] {
  const { encoded, joints } = piecesOf(text);
  const plain: Shown = { text, original: (part) => part };
  // What is put together may be encoded, but where it is not put together it must not be read so.
  const together = rebuiltIn(plain, joints);
  const parts = together === undefined ? [] : [together, ...decoded(together, piecesOf(together.text).encoded, 1)];
  return [...decoded(plain, encoded, DEPTH), ...parts];
}

function decoded(outer: Shown, pieces: readonly Piece[], depth: number): Shown[] {
  const shown = rebuiltIn(outer, pieces);
  if (shown === undefined) return [];
  return depth === 1 ? [shown] : [shown, ...decoded(shown, piecesOf(shown.text).encoded, depth - 1)];
}

function rebuiltIn(outer: Shown, pieces: readonly Piece[]): Shown | undefined {
  return pieces.length === 0 ? undefined : within(outer, rebuilt(outer.text, pieces));
}

interface Pieces {
  readonly encoded: readonly Piece[];
  readonly joints: readonly Piece[];
}

function piecesOf(text: string): Pieces {
  const encoded: Piece[] = [];
  const joints: Piece[] = [];
  const add = (list: Piece[], piece: Piece | undefined): void => {
    if (piece !== undefined) list.push(piece);
  };
  let run = 0;
  for (let i = 0; i <= text.length; i++) {
    const kind = i < text.length ? KIND[text.charCodeAt(i)] : OTHER;
    if (kind === DIGIT) {
      run++;
      continue;
    }
    if (run >= SHORTEST_RUN && run <= LONGEST_RUN) add(encoded, encodedRun(text, i - run, i));
    run = 0;
    if (kind === QUOTE) add(joints, jointAt(text, i));
    else if (kind === BACKSLASH && /[\r\n]/u.test(text.charAt(i + 1))) add(joints, matchAt(CONTINUED, text, i));
    else if (kind === BACKSLASH || kind === SIGN) add(encoded, escapeAt(text, i));
  }
  return { encoded, joints };
}

function jointAt(text: string, at: number): Piece | undefined {
  // Most quotes are not followed by what a joint has there.
  if (!/[ \t\r\n+.&|<~\\]/u.test(text.charAt(at + 1))) return undefined;
  return matchAt(JOINT, text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): Piece | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { start: at, end: at + match[0].length, clear: "" };
}

const BRACE = "{".charCodeAt(0);
const NUMBERED = /&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});/y;
const NAMED = /&(?:quot|apos|amp|lt|gt);/y;
const BRACED = /\\u\{[0-9A-Fa-f]{1,6}\}/y;

/** By hand where escapes come by the thousand, as in texts of other scripts: `%41`, `\x41`, `\u0041`, `\101`, `\/`. */
function escapeAt(text: string, at: number): Piece | undefined {
  const first = text.charAt(at);
  const next = text.charAt(at + 1);
  if (first === "%") return percentAt(text, at);
  if (first === "&") return next === "#" ? numberedAt(NUMBERED, text, at) : namedAt(text, at);
  if (next === "u" && text.charCodeAt(at + 2) === BRACE) return numberedAt(BRACED, text, at);
  if (next === "u") return coded(at, 6, valueOf(text, at + 2, { count: 4, base: 16 }));
  if (next === "x") return coded(at, 4, valueOf(text, at + 2, { count: 2, base: 16 }));
  if (next === "/") return { start: at, end: at + 2, clear: "/" };
  return next >= "0" && next <= "3" ? coded(at, 4, valueOf(text, at + 1, { count: 3, base: 8 })) : undefined;
}

/** What shows, and the line ends and tabs. */
function percentAt(text: string, at: number): Piece | undefined {
  const code = valueOf(text, at + 1, { count: 2, base: 16 });
  return (code >= 0x20 && code < 0x80) || code === 9 || code === 10 || code === 13 ? coded(at, 3, code) : undefined;
}

function numberedAt(pattern: RegExp, text: string, at: number): Piece | undefined {
  const piece = matchAt(pattern, text, at);
  if (piece === undefined) return undefined;
  const [digits = ""] = /[0-9A-Fa-f]+(?=[;}])/u.exec(text.slice(at, piece.end)) ?? [];
  const isDecimal = /^&#[0-9]/u.test(text.slice(at, at + 3));
  const code = Number.parseInt(digits, isDecimal ? 10 : 16);
  return { ...piece, clear: code <= 0x10ffff ? String.fromCodePoint(code) : text.slice(at, piece.end) };
}

function namedAt(text: string, at: number): Piece | undefined {
  const piece = matchAt(NAMED, text, at);
  return piece && { ...piece, clear: ENTITIES[text.slice(at + 1, piece.end - 1)] ?? "" };
}

function coded(start: number, length: number, code: number): Piece | undefined {
  return code < 0 ? undefined : { start, end: start + length, clear: String.fromCharCode(code) };
}

/** The number that `count` digits give; -1 when not all of them are digits. */
function valueOf(text: string, at: number, { count, base }: { count: number; base: 8 | 16 }): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const code = text.charCodeAt(i);
    const letter = (code | 32) - 87;
    const digit = code >= 48 && code <= 57 ? code - 48 : letter >= 10 && letter <= 15 ? letter : base;
    // At the end of the text the code is NaN, and so is no digit.
    if (digit >= base) return -1;
    value = value * base + digit;
  }
  return value;
}

/** A run of base64 or hexadecimal digits that has text behind it; digests, pictures and identifiers have none. */
function encodedRun(text: string, start: number, end: number): Piece | undefined {
  const padding = /^={0,2}/u.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  const head = text.slice(start, start + SHORTEST_RUN);
  const encoding = /^[0-9a-fA-F]+$/u.test(head) ? "hex" : "base64";
  if (!isPrintable(Buffer.from(head, encoding).toString("latin1"))) return undefined;
  // Both of base64's alphabets are read alike.
  const clear = Buffer.from(text.slice(start, end), encoding).toString("utf8");
  if (!isPrintable(clear.replace(/[\u0080-\u{10ffff}]/gu, ""))) return undefined;
  return { start, end: end + padding, clear: ` ${clear} ` };
}

function isPrintable(text: string): boolean {
  return text.length >= 8 && /^[\t\n\r -~]*$/u.test(text);
}
