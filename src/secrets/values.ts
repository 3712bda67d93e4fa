/** Whether a literal beside a telling name is a secret, or a reference, a placeholder, a word, a path, a hash. */

import type { Confidence } from "../finding.ts";
import type { Point } from "./format.ts";
import { isStrange, lettersOf } from "./letters.ts";
import type { Strength } from "./names.ts";
import { isNothing, isTestWord } from "./nothing.ts";

export interface Candidate {
  readonly value: string;
  readonly name: string;
  readonly strength: Strength;
  readonly quoted: boolean;
  /** The file holds settings, where a bare word is a value and never an expression. */
  readonly settings: boolean;
  readonly point: Point;
}

/** The keyboard and the alphabet in order. */
const SEQUENCE =
  /^[0-9]{0,3}(?:0?1234567890?|abcdefghijklmnopqrstuvwxyz)(?:abcdef|[0-9]{0,10}|abcdefghijklmnopqrstuvwxyz)$/iu;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** The begin of a long value tells what it is. */
const ENOUGH = 256;

/** How sure it is that the value is a secret; undefined when it is none. */
export function judge(given: Candidate): Confidence | undefined {
  const candidate = given.value.length > ENOUGH ? { ...given, value: given.value.slice(0, ENOUGH) } : given;
  const { value, point, strength } = candidate;
  if (value.length < (point === "scan" ? 4 : 3) || !isVaried(candidate) || isNothing(candidate)) return undefined;
  const random = isRandom(value);
  if (strength === "faint" && point === "scan") return value.length >= 32 && isNoisy(value) ? "medium" : undefined;
  if (strength === "weak" || strength === "faint") return judgeWeak(candidate, random);
  if (point === "scan") return judgeForScan(candidate, random);
  if (random) return "high";
  if (strength === "password") return judgePassword(candidate);
  const mixed = /[0-9]/u.test(value) && /[A-Za-z]/u.test(value);
  const odd = /[^\w\s./:@-]/u.test(value) && /[A-Za-z]/u.test(value) && candidate.quoted;
  if (value.length >= 8 && (mixed || odd || (/^[0-9]+$/u.test(value) && value.length >= 15))) return "low";
  return isStrange(value) ? "low" : undefined;
}

function judgeWeak({ value, point }: Candidate, random: boolean): Confidence | undefined {
  if (value.length >= 16 && random) return point === "redact" || !UUID.test(value) ? "medium" : undefined;
  return point === "redact" && value.length >= 9 && isStrange(value) && !/[.\s]/u.test(value) ? "low" : undefined;
}

function judgePassword({ value, quoted, settings }: Candidate): Confidence | undefined {
  if (quoted || settings) return "low";
  // In a file of unknown kind a bare word after `password:` may be a variable; with a digit or a symbol it is none.
  if (isStrange(value) && /^[\w#!%^&*-]+$/u.test(value)) return "low";
  return value.length >= 5 && /[0-9!#%^&*]/u.test(value) && !/^[A-Za-z_$][\w$]*[.[(]/u.test(value) ? "low" : undefined;
}

function judgeForScan(candidate: Candidate, random: boolean): Confidence | undefined {
  const { value, name, strength, quoted, settings } = candidate;
  // In a long run of random characters a word stands by chance.
  if (isTestWord(value) && !(random && /^[A-Za-z0-9+/]{24,}=*$/u.test(value))) return undefined;
  if (/^(?:\{\w+\})?\$\w+\$/u.test(value) || SEQUENCE.test(value) || /[^\0-\x7f]/u.test(value)) return undefined;
  if (UUID.test(value)) return strength === "secret" ? "medium" : undefined;
  if (random && value.length >= 16) return "high";
  const kinds = [/[a-z]/u, /[A-Z]/u, /[0-9]/u, /[^A-Za-z0-9]/u].filter((kind) => kind.test(value)).length;
  const chosen = strength === "password";
  if (!quoted && !settings)
    return chosen && kinds >= 2 && /[0-9]/u.test(value) && (kinds >= 3 ? value.length >= 8 : isStrange(value))
      ? "medium"
      : undefined;
  if (value.length >= (chosen ? 4 : 6) && isStrange(value) && !/\s/u.test(value)) return "medium";
  if (isNoisy(value)) return "medium";
  // In a URL stands nothing but a password; elsewhere letters and digits may be a name.
  if (chosen) return value.length >= 8 && kinds >= (name === "" && /[0-9]/u.test(value) ? 2 : 3) ? "medium" : undefined;
  return random && value.length >= 10 && kinds >= 2 ? "medium" : undefined;
}

/** Many kinds of symbols, as only generators and keyboards give them. */
function isNoisy(value: string): boolean {
  return value.length >= 12 && !/\s/u.test(value) && new Set(value.match(/[^\w\s]/gu)).size >= 5;
}

/** Not two or three characters over and over; a long number in hexadecimal after a strong name may be as plain as 0100…. */
function isVaried({ value, strength, point }: Candidate): boolean {
  if (hasVariety(value, value.length < 16 ? 3 : 5)) return true;
  return point === "redact" && strength === "secret" && hasVariety(value, 2) && /^[0-9a-fA-F]{24,}$/u.test(value);
}

/** At least `count` different characters; most values have them at their begin. */
function hasVariety(value: string, count: number): boolean {
  const seen = new Set<number>();
  for (let i = 0; i < value.length && i < 64; i++) if (seen.add(value.charCodeAt(i)).size >= count) return true;
  return false;
}

/** Letters and digits mixed with the entropy of chosen characters, or letters that no language joins so. */
export function isRandom(value: string): boolean {
  if (value.length < 8) return false;
  const hasDigit = /[0-9]/u.test(value);
  const hasLetter = /[A-Za-z]/u.test(value);
  if (hasDigit && hasLetter) return entropy(value) >= (value.length >= 20 ? 3 : 2.5) && !isWorded(value);
  if (hasDigit) return value.length >= 16 && entropy(value) >= 2.8 && !/^[0-9]+$/u.test(value);
  return value.length >= 16 && !/[._\s-]/u.test(value) && (isStrange(value) || isChopped(value));
}

/** Upper and lower case change too often for words. */
function isChopped(value: string): boolean {
  const words = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/gu) ?? [];
  return /^[A-Za-z]+$/u.test(value) && value.length / words.length < 3.2;
}

/** Words with numbers between or after them, as in names: `OAuth2AccessToken`, `server-01`. */
function isWorded(value: string): boolean {
  const numbers = (value.match(/[0-9]+/gu) ?? []).length;
  const { count, cost } = lettersOf(value);
  if (/^[a-z]+[-_.]?[0-9]{1,4}$/iu.test(value)) return !isStrange(value);
  return numbers <= 3 && count >= 0.6 * value.length && cost < (numbers === 1 ? 4.5 : 4.2);
}

/** Shannon's entropy in bits per UTF-16 unit. */
export function entropy(value: string): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < value.length; i++) counts.set(value.charCodeAt(i), (counts.get(value.charCodeAt(i)) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
