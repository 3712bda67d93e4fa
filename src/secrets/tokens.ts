/** Random tokens without a name of their own, told by what stands shortly before them: a word about secrets. */

import type { SecretSpan } from "./format.ts";
import { entropy, isRandom } from "./values.ts";

const LONGEST_GAP = 40;
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 120;
/** `service-secret-3f2a…`: the value as the last part of what reads as one name. */
const GLUED = /(?:secret|token|key|access|private)[-_.](?<token>[A-Za-z0-9-]{16,})$/diu;
/** What a lock file or a manifest says before the digest of a package. */
const DIGEST = /\bh1:|sha(?:1|256|384|512)|integrity|checksum|digest|commit/iu;

/** Shortly after the end of a telling name that has no operator ("the token is …", a table's cell): wide, low confidence. */
export function tokenNear(text: string, end: number, type: string): readonly SecretSpan[] {
  const found = nextToken(text, end);
  if (found === undefined) return [];
  const { token } = found;
  if (DIGEST.test(text.slice(end, found.start + 7))) return [];
  // `create-github-app-token@<commit>`: a reference pinned to a git object.
  if (text.charAt(found.start - 1) === "@" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(token)) return [];
  if (!/[0-9]/u.test(token) || !isRandom(token) || entropy(token) < 3.3 || isPathLike(token)) return [];
  return [spanOf(found, type)];
}

export function gluedIn(name: string, start: number): readonly SecretSpan[] {
  if (name.length < 24) return [];
  const [from, to] = GLUED.exec(name)?.indices?.groups?.["token"] ?? [];
  if (from === undefined || to === undefined) return [];
  const token = name.slice(from, to);
  return /[0-9]/u.test(token) && isRandom(token) ? [spanOf({ start: start + from, end: start + to }, "token")] : [];
}

function isPathLike(token: string): boolean {
  return (token.match(/[/+]/gu) ?? []).length > token.length / 12 || /^\//u.test(token);
}

interface Found {
  readonly token: string;
  readonly start: number;
  readonly end: number;
}

const IS_TOKEN = Uint8Array.from({ length: 128 }, (_, code) => Number(/[\w+/-]/u.test(String.fromCharCode(code))));
const NEWLINE = 10;
const EQUALS = 61;

/** The first run of a token's characters on the line, up to two `=` included, that is neither too short nor too long. */
function nextToken(text: string, from: number): Found | undefined {
  let at = from;
  const skipRun = (): void => {
    while (isTokenOrEquals(text, at) && at - from <= LONGEST_GAP) at++;
  };
  // What goes on is no token but the rest of one.
  if (isTokenOrEquals(text, at - 1)) skipRun();
  while (at - from <= LONGEST_GAP && at < text.length && text.charCodeAt(at) !== NEWLINE) {
    const start = at;
    while (isTokenAt(text, at) && at - start <= LONGEST_TOKEN) at++;
    const length = at - start;
    let padding = 0;
    for (; padding < 3 && text.charCodeAt(at) === EQUALS; padding++) at++;
    if (length >= SHORTEST_TOKEN && length <= LONGEST_TOKEN && padding < 3 && !isTokenAt(text, at))
      return { token: text.slice(start, at), start, end: at };
    if (at === start) at++;
    else skipRun();
  }
  return undefined;
}

function isTokenAt(text: string, at: number): boolean {
  return IS_TOKEN[text.charCodeAt(at)] === 1;
}

function isTokenOrEquals(text: string, at: number): boolean {
  return isTokenAt(text, at) || text.charCodeAt(at) === EQUALS;
}

function spanOf({ start, end }: { start: number; end: number }, type: string): SecretSpan {
  return { start, end, type, why: "entropy", confidence: "low" };
}
