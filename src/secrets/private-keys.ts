/** Private keys that span lines: PEM (RFC 7468), OpenPGP armour, SSH2 and PuTTY files, whole or cut off, also inside strings and diffs. */

import type { SecretSpan } from "./format.ts";

export const PRIVATE_KEY_ANCHORS = ["---- BEGIN", "-----BEGIN", "Private-Lines:"] as const;

export const PRIVATE_KEY_TYPE = "private-key";

const HEADER = /-{4,5} ?BEGIN[ A-Z0-9_-]{0,40}(?:PRIVATE KEY(?: BLOCK)?|NKEY SEED) ?-{4,5}/y;
const PUTTY = /Private-Lines: ?([0-9]{1,4})\r?\n/y;
const PUTTY_LINE = /[ +-]?[A-Za-z0-9+/=]{1,64}\r?(?:\n|$)/y;
// The longest kept in use, RSA 16384, is under 13,000 characters.
const LONGEST = 20_000;
/**
 * What may stand around the base64 of one line: diff marks, comment marks, quotes, concatenation, escaped line ends. Each of
 * the three parts is taken whole or not at all (`(?=(…))\1`), for a `+` fits all of them: tried in every division, a line
 * of ten thousand took half a minute.
 */
const LINE =
  /(?=((?:[ \t\r+>#*/|"'`-]|\\[nrt])*))\1(?=((?:[A-Z][A-Za-z0-9-]{2,20}: ?[^\n\\]{1,120}|[A-Za-z0-9+/=]{1,128})?))\2(?=((?:[ \t\r"'`+,;]|\\r|\\(?=\r?\n))*))\3(?:\n|\\n|$)/y;

/** The body of the key whose header begins at `start`, without header and footer; undefined when there is none. */
export function privateKeyAt(text: string, start: number): SecretSpan | undefined {
  HEADER.lastIndex = start;
  PUTTY.lastIndex = start;
  const putty = PUTTY.exec(text);
  if (putty !== null) return span(text, start + putty[0].length, puttyEnd(text, PUTTY.lastIndex, Number(putty[1])));
  const header = HEADER.exec(text);
  if (header === null) return undefined;
  const from = start + header[0].length;
  const window = text.slice(from, from + LONGEST);
  const footer = /-{4,5} ?(?:END|BEGIN)/u.exec(window);
  // Between a header and the next footer of a program that mentions both lies the program (seen in a bundle).
  const linesEnd = keyLinesEnd(text, from);
  const whole = footer !== null && (linesEnd >= from + footer.index || isDense(window.slice(0, footer.index)));
  return span(text, from, whole ? from + footer.index : linesEnd);
}

/** Base64 in long runs, as in a key, and not words and punctuation, as in code. */
function isDense(body: string): boolean {
  const runs = body.match(/[A-Za-z0-9+/=]{16,}/gu) ?? [];
  return runs.join("").length >= 0.9 * body.replace(/\s+/gu, "").length;
}

/** For a block without a footer (cut at the border of a hunk): as far as its lines look like a key. */
function keyLinesEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < LONGEST) {
    LINE.lastIndex = end;
    const line = LINE.exec(text);
    if (line === null || line[0] === "") break;
    end = LINE.lastIndex;
  }
  return end;
}

/** The end of at most `count` lines of base64; PuTTY breaks its lines after 64 characters. */
function puttyEnd(text: string, from: number, count: number): number {
  let end = from;
  for (let i = 0; i < count; i++) {
    PUTTY_LINE.lastIndex = end;
    if (!PUTTY_LINE.test(text)) break;
    end = PUTTY_LINE.lastIndex;
  }
  return end;
}

function span(text: string, from: number, to: number): SecretSpan | undefined {
  const body = text.slice(from, to);
  const runs = body.match(/[A-Za-z0-9+/=]{16,}/gu) ?? [];
  // `"-----BEGIN PRIVATE KEY-----\n" + key` and documentation have a header and no key.
  if (runs.join("").length < 40 || new Set(runs.join("").slice(0, 400)).size < 12) return undefined;
  const before = /^(?:\s|\\[nr]|["'`,+])*/u.exec(body)?.[0].length ?? 0;
  const after = /(?:[\s"'`,]|\\[nr]|(?<=[\s"'`])[+-])*$/u.exec(body.slice(-80))?.[0].length ?? 0;
  return { start: from + before, end: to - after, type: PRIVATE_KEY_TYPE, why: "format", confidence: "high" };
}
