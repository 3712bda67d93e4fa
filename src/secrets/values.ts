/** Whether a literal beside a telling name is a secret, or a reference, a placeholder, a word, a path, a hash. */

import type { Confidence } from "../finding.ts";
import type { Point } from "./format.ts";
import type { Strength } from "./names.ts";

export interface Candidate {
  readonly value: string;
  readonly name: string;
  readonly strength: Strength;
  readonly quoted: boolean;
  /** The file holds settings, where a bare word is a value and never an expression. */
  readonly settings: boolean;
  readonly point: Point;
}

/** Something that is filled in later: variables of shells, templates, CI systems and languages. */
const REFERENCE =
  /^(?:\$[\w({[]|\{\{|\{[\w.:-]*\}$|%\(?\w+\)?[%s]?$|<[^>]*>?$|#\{|@\{|\[\[|<%|&[a-z]|\*[a-z]|!Ref|!Sub|!GetAtt|!vault|!secret|arn:|vault:|ssm:|secretsmanager:|projects\/|op:\/\/|ENC\[|ref\+)/iu;
const EXPRESSION =
  /^(?:process\.env|os\.|env[.[(]|getenv|System\.|secrets?[.[]|vars?\.|local\.|data\.|module\.|config[.[]|settings[.[]|self\.|this\.|options?[.[]|props?[.[]|params?[.[]|args?[.[]|request\.|req\.|ctx\.|await |new |function\b|lambda\b|async\b|return\b|null\b|None\b|nil\b|undefined\b|true\b|false\b|typeof\b|require\(|import\b|lookup\()/iu;
const INTERPOLATED = /\$\{|\{\{|#\{|<%|\$\(|%\{|%s|%\(|\{\d*\}/u;
const CALL = /^[A-Za-z_$][\w$.:>-]*(?:\(|\[)/u;
const NOTHING =
  /^(?:null|none|nil|true|false|undefined|void|string|str|text|int|integer|number|boolean|bool|object|any|bytes?|char|required|optional|yes|no|on|off|default|auto|never|unknown|empty|n\/a|na|tbd|todo|enabled|disabled|disable|enable|basic|bearer|digest|token|key|value|varchar|password_hash|hidden|masked|redacted|removed|secretkeyref|inherit|pass|passw|passwd|password|pwd|pw|passphrase|test|testing|foo|bar|baz|abc|prompt|ask|file|env|private|public|static|final|const|let|var|self|this|new|return|if|else|plain|plaintext|md5|sha1|sha256|bcrypt|scram-sha-256|reject|trust|peer|ident)$/iu;
const PLACEHOLDER =
  /^[x*.\-_#?•·0]+$|^#+\w+#+$|^@\w+@$|^__\w+__$|x{5,}|\*{3,}|\.{3}|\u2026|your[-_ ]?|my[-_]?(?:api|secret|token|key|pass)|change[-_ ]?(?:me|this|it)|replace|insert|placeholder|enter[-_ ]|put[-_ ]|<[a-z]|redacted|\bfixme\b|\btodo\b|goes[-_ ]?here|_here$|-here$|^some[-_]|^the[-_]|^a[-_]|dummy|fake|^sample|^example|example$|lorem/iu;
const TEST_WORD =
  /test|demo|example|sample|mock|foo|bar\b|dummy|fake|abc|123456|qwerty|secret|passw|token|admin|changeit/iu;
const PATH =
  /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[\w.-]+\/[\w.-]+\/|https?:\/\/[^@]*$|file:|data:|urn:|@?[\w-]+\/[\w-]+$)|\.(?:pem|key|crt|cer|json|ya?ml|txt|js|ts|py|rb|go|java|php|html?|xml|conf|cfg|ini|env|sh|md|jks|p12|pfx|png|svg|com|org|net|io)$/iu;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const INTEGRITY = /^(?:sha(?:1|256|384|512)[-:]|h1:|md5:)/iu;
/** Words joined as identifiers are: `user.password.label`, `forgotPassword`, `API_KEY_HEADER`, `x-api-key`. */
const IDENTIFIER = /^[A-Za-z_$@]?[A-Za-z]+(?:[._:/\-[\]]+[A-Za-z]+)*[._:-]?$/u;
const VERSION = /^[v^~<>=]*\d+(?:\.\d+)+|^\d{1,9}(?:\.\d+)?$|^0x[0-9a-f]{1,8}$/iu;

/** How sure it is that the value is a secret; undefined when it is none. */
export function judge(candidate: Candidate): Confidence | undefined {
  const { value, point, strength } = candidate;
  if (value.length < (point === "scan" ? 6 : 3) || notSecret(candidate)) return undefined;
  const variety = new Set(value).size;
  if (variety < 3 || (value.length >= 16 && variety < 5)) return undefined;
  const random = isRandom(value);
  if (strength === "faint" && point === "scan") return undefined;
  if (strength === "weak" || strength === "faint")
    return random && value.length >= 16 && !UUID.test(value) ? "medium" : undefined;
  if (point === "scan") return judgeForScan(candidate, random);
  if (random) return "high";
  if (strength === "password") return candidate.quoted || candidate.settings ? "low" : asBareWord(value);
  return value.length >= 8 && /[0-9]/u.test(value) && /[A-Za-z]/u.test(value) ? "low" : undefined;
}

function notSecret({ value, name, quoted, settings, strength, point }: Candidate): boolean {
  if (REFERENCE.test(value) || NOTHING.test(value) || PLACEHOLDER.test(value) || INTEGRITY.test(value)) return true;
  if (INTERPOLATED.test(value) || VERSION.test(value)) return true;
  if (!quoted && (EXPRESSION.test(value) || CALL.test(value))) return true;
  if (PATH.test(value) && !(strength === "password" && /[^\w./:@-]/u.test(value))) return true;
  // "Please enter your password": words for people. A pass phrase in quotes is told apart by digits or symbols.
  if (/\s/u.test(value) && (point === "scan" || !/[0-9]/u.test(value) || value.split(/\s+/u).length > 4)) return true;
  if (sameWords(value, name)) return true;
  if (!IDENTIFIER.test(value)) return false;
  // One plain word is a password where a password is expected, else a label, a type or a variable.
  const word = /^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/u.test(value);
  return !(strength === "password" && point === "redact" && word && (quoted || settings)) && !looksRandomLetters(value);
}

function judgeForScan({ value, strength, quoted, settings }: Candidate, random: boolean): Confidence | undefined {
  // In a long run of random characters a word stands by chance.
  if (TEST_WORD.test(value) && !(random && /^[A-Za-z0-9+/]{24,}=*$/u.test(value))) return undefined;
  if (UUID.test(value)) return strength === "secret" ? "medium" : undefined;
  if (random && value.length >= 16) return "high";
  const kinds = [/[a-z]/u, /[A-Z]/u, /[0-9]/u, /[^A-Za-z0-9]/u].filter((kind) => kind.test(value)).length;
  if (!quoted && !settings) return undefined;
  if (strength === "password") return value.length >= 8 && kinds >= 3 ? "medium" : undefined;
  return random && value.length >= 10 && kinds >= 2 ? "medium" : undefined;
}

/** In a file of unknown kind a bare word after `password:` may be a variable; with a digit or a symbol it is none. */
function asBareWord(value: string): Confidence | undefined {
  return value.length >= 5 && /[0-9!#%^&*]/u.test(value) && !/^[A-Za-z_$][\w$]*[.[(]/u.test(value) ? "low" : undefined;
}

/** Letters and digits mixed with the entropy of chosen characters, or letters that no language joins so. */
export function isRandom(value: string): boolean {
  if (value.length < 8) return false;
  const hasDigit = /[0-9]/u.test(value);
  const hasLetter = /[A-Za-z]/u.test(value);
  const floor = value.length >= 20 ? 3 : 2.5;
  if (hasDigit && hasLetter) return entropy(value) >= floor && !/^[a-z]+[-_.]?[0-9]{1,4}$/iu.test(value);
  return hasDigit ? value.length >= 16 && entropy(value) >= 2.8 && !/^[0-9]+$/u.test(value) : looksRandomLetters(value);
}

/** Many changes between lower and upper case, or long runs without a vowel. */
function looksRandomLetters(value: string): boolean {
  if (value.length < 16 || /[._\s-]/u.test(value)) return false;
  const changes = (value.match(/[A-Z](?=[a-z])|[a-z](?=[A-Z])/gu) ?? []).length;
  return changes / value.length > 0.4 || /[bcdfghjklmnpqrstvwxz]{6}/iu.test(value);
}

/** Shannon's entropy in bits per UTF-16 unit. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (let i = 0; i < value.length; i++) counts.set(value.charAt(i), (counts.get(value.charAt(i)) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

function sameWords(value: string, name: string): boolean {
  const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/gu, "").toLowerCase();
  const [a, b] = [bare(value), bare(name)];
  return a !== "" && (a === b || (a.length >= 6 && b.endsWith(a) && !/[0-9]/u.test(a)));
}
