/** Literals that stand where a secret would and are none: references, placeholders, words about it, paths, versions, hashes. */

import { isStrange, lettersOf } from "./letters.ts";
import { namedSecret } from "./names.ts";
import type { Candidate } from "./values.ts";

/** Something that is filled in later: variables of shells, templates, CI systems and languages. */
const REFERENCE =
  /^(?:\$[({[]|\$\w+[\])}:]*$|\$\w+(?:->|\.|\[)|\{\{|\{[\w.:-]*\}$|%\(?[\w.]+\)?[%s]?$|\(\([\w.-]+\)\)$|<[^>]*>?$|#\{|@\{|\[\[|\[[^\]]{1,40}\]\(|<%|!Ref|!Sub|!GetAtt|!vault|!secret|arn:|vault:|ssm:|secretsmanager:|projects\/|op:\/\/|ENC\[|ref\+)/iu;
/** Without quotes: YAML's anchors, addresses, annotations. */
const MARKED = /^[&*@][a-z]/iu;
/** `` ` + variable + ` ``, `'"$variable"'`: the end of one string and the begin of the next. */
const JOINED = /^["'`]?\s{0,4}\+\s|\s\+\s{0,4}["'`]?$|^["']+\$[\w({]/u;
const EXPRESSION =
  /^(?:process\.env|os\.|env[.[(]|getenv|System\.|secrets?[.[]|vars?\.|local\.|data\.|module\.|config[.[]|settings[.[]|self\.|this\.|options?[.[]|props?[.[]|params?[.[]|args?[.[]|request\.|req\.|ctx\.|await |new |function\b|lambda\b|async\b|return\b|null\b|None\b|nil\b|undefined\b|true\b|false\b|typeof\b|require\(|import\b|lookup\()/iu;
const INTERPOLATED =
  /\$\{[\w.:?!\-[\]'"()| ]{0,80}\}|\{\{[^{}]*\}\}|#\{[^{}]*\}|<%|\$\([^()]*\)|%\{|%[sdv](?![A-Za-z0-9])|%\(\w*\)|\{\d*\}|\{[a-z_]{2,}\}/u;
const CALL = /^[A-Za-z_$][\w$.:>-]*(?:\(|\[)/u;
const NOTHING =
  /^(?:null|none|nil|true|false|undefined|void|string|str|text|int|integer|number|boolean|bool|object|any|bytes?|char|required|optional|yes|no|on|off|default|auto|never|unknown|empty|n\/a|na|tbd|todo|enabled|disabled|disable|enable|basic|bearer|digest|token|key|value|varchar|password_hash|hidden|masked|redacted|removed|secretkeyref|inherit|pass|passw|passwd|password|pwd|pw|passphrase|test|testing|foo|bar|baz|abc|prompt|ask|file|env|private|public|static|final|const|let|var|self|this|new|return|if|else|plain|plaintext|md5|sha1|sha256|bcrypt|scram-sha-256|reject|trust|peer|ident|utf-?8|ascii|latin-?1)$/iu;
const PLACEHOLDER =
  /^[x*.\-_#?•·0]+$|^#+\w+#+$|^@\w+@$|^__\w+__$|x{5,}|X{5,}|\*{3,}|\.{3}|\u2026|your[-_ ]?|^my[-_ ]?(?:api|secret|token|key|pass)[A-Za-z_ -]*$|change[-_ ]?(?:me|this|it)|replace|insert|placeholder|enter[-_ ]|put[-_ ]|<[a-z]|redacted|\bfixme\b|\btodo\b|goes[-_ ]?here|_here$|-here$|^some[-_]|^the[-_]|^a[-_]|dummy|fake|^sample|^example|example$|lorem/iu;
/** Words of tests and manuals, alone or joined: `secret`, `testpassword`, `newpass1`. What manufacturers set (`admin`) is none. */
const SAMPLE =
  /^(?:(?:my|your|the|new|old|some|super|wrong|bad|good|valid|invalid|correct|incorrect|another|other|test(?:ing)?|user|name|example|sample|demo|mock|foo|bar|baz|qux|pass|passw|passwd|password|passwort|passphrase|pwd|pw|secret|secure|token|key|access|auth|login|value|string|text|doe|john|hash|encrypted|plain|raw|temp|tmp|one|two|three|abc|this|is|not)[-_. ]?)+[0-9]{0,2}!?$/iu;
const TEST_WORD =
  /test|demo|example|sample|mock|foo|bar\b|dummy|fake|abc|123456|qwerty|secret|passw|token|admin|changeit|wrong|invalid/iu;
const PATH =
  /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[\w.-]+\/[\w.-]+\/|https?:\/\/[^@]*$|file:|data:|urn:|@?[\w-]+\/[\w-]+$|\w{1,12}:\/\/$)|\.(?:pem|key|crt|cer|json|ya?ml|txt|js|ts|py|rb|go|java|php|html?|xml|conf|cfg|ini|env|sh|md|jks|p12|pfx|png|svg|com|org|net|io)$/iu;
const INTEGRITY = /^(?:sha(?:1|256|384|512)[-:]|h1:|md5:|ssh-(?:rsa|ed25519) |ecdsa-)/iu;
/** Words joined as identifiers are: `user.password.label`, `forgotPassword`, `API_KEY_HEADER`, `x-api-key`. */
const IDENTIFIER = /^[A-Za-z_$@]?[A-Za-z]+(?:[._:/\-[\]]+[A-Za-z]+)*[._:-]?$/u;
/** `ed25519.PrivateKey`, `encrypted_value.uuid)`: names of a program, with their dots and closing brackets. */
const CODE = /^[A-Za-z_$][\w$]*(?:(?:!!|\?)?(?:\.|->|::)[A-Za-z_$][\w$]*)+(?:\(\))?[)\]};,]*$|^[A-Za-z_]+\(?\)[);,]*$/u;
/** A regular expression: classes, escapes and groups. */
const REGEXP = /\\[swdSWD]|\[\^|\(\?[:=!<]|\.\*|\[[a-z]-[a-z]|\[A-Z/u;
const VERSION = /^[v^~<>=]*\d+(?:\.\d+)+|[@=<>~^]\d+(?:\.\d+)+$|^0x[0-9a-f]{1,16}$|^\d{4}-\d\d-\d\d/iu;
/** Scripts that write sentences without spaces. */
const SENTENCE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{5}/u;
const SHORT_NUMBER = /^\d{1,9}(?:\.\d+)?$/u;

/** A word that tests and examples are made of stands in it. */
export function isTestWord(value: string): boolean {
  return TEST_WORD.test(value);
}

export function isNothing(candidate: Candidate): boolean {
  const { value, name, quoted, settings, strength } = candidate;
  if (quoted && isNoise(value)) return false;
  if (
    REFERENCE.test(value) ||
    JOINED.test(value) ||
    NOTHING.test(value) ||
    PLACEHOLDER.test(value) ||
    INTEGRITY.test(value)
  )
    return true;
  if (INTERPOLATED.test(value) || VERSION.test(value) || SAMPLE.test(value)) return true;
  if (SHORT_NUMBER.test(value) && !isPin(candidate)) return true;
  if (!quoted && (EXPRESSION.test(value) || CALL.test(value) || MARKED.test(value))) return true;
  if (isPath(value, strength === "password") || REGEXP.test(value) || isSentence(candidate)) return true;
  // In a URL nothing but the password itself can stand there.
  if (name === "") return false;
  if (CODE.test(value) && ((!quoted && !settings) || !isStrange(value))) return true;
  if (sameWords(value, name) || (/^\p{L}{1,12}$/u.test(value) && namedSecret(value)?.strength === "password"))
    return true;
  return IDENTIFIER.test(value) && isLabel(candidate);
}

/** A password of digits alone, where only a password can stand. */
function isPin({ value, strength, quoted, settings }: Candidate): boolean {
  return strength === "password" && (quoted || settings) && /^(?!0*1234|(.)\1*$)[0-9]{5,9}$/u.test(value);
}

/** Symbols among letters of both cases and digits, as generators of salts give. */
function isNoise(value: string): boolean {
  if (value.length < 24 || !/[0-9]/u.test(value) || !/[a-z]/u.test(value) || !/[A-Z]/u.test(value)) return false;
  const symbols = (value.match(/[^\w\s]/gu) ?? []).length;
  return symbols >= 0.2 * value.length && !/[A-Za-z]{6}/u.test(value);
}

function isPath(value: string, chosen: boolean): boolean {
  if (!PATH.test(value) || (chosen && /[^\w./:@-]/u.test(value))) return false;
  // Base64 has slashes too.
  return !(value.length >= 24 && /[0-9]/u.test(value) && lettersOf(value).cost >= 4.6 && !/^[./~]|:\//u.test(value));
}

/** "Please enter your password": words for people. A pass phrase is told apart by digits or symbols. */
function isSentence({ value, point, strength }: Candidate): boolean {
  const words = value.split(/\s+/u).length;
  if (words === 1) return SENTENCE.test(value);
  const symbols = (value.match(/[^\w\s.,;:'"()-]/gu) ?? []).length;
  if (symbols >= 0.15 * value.length) return point === "scan" && value.length < 24;
  return point === "scan" || words > 4 || (!/[0-9]/u.test(value) && !(strength === "password" && symbols > 0));
}

/** One plain word is a password where a password is expected, else a label, a type or a variable. */
function isLabel({ value, strength, point, quoted, settings }: Candidate): boolean {
  if (isStrange(value)) return false;
  const word = /^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/u.test(value);
  return !(strength === "password" && point === "redact" && word && (quoted || settings));
}

function sameWords(value: string, name: string): boolean {
  const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/gu, "").toLowerCase();
  const [a, b] = [bare(value), bare(name)];
  return a !== "" && (a === b || (a.length >= 6 && b.endsWith(a) && !/[0-9]/u.test(a)));
}
