/** A name that means a secret, given a literal, in the syntax of source, settings, markup, shells, headers and SQL. */

import type { Point, SecretSpan } from "./format.ts";
import { namedSecret, type NamedSecret } from "./names.ts";
import { entropy, isRandom, judge } from "./values.ts";

/** Files of settings: what stands after `=` or `:` is a value and no expression. */
const SETTINGS =
  /(?:^|\/)(?:\.env[\w.-]*|\.[a-z_-]*rc|[\w.-]*dockerfile[\w.-]*|\.?(?:netrc|pgpass|htpasswd|credentials|git-credentials|config|s3cfg))$|\.(?:env|ya?ml|ini|cfg|conf|config|properties|props|toml|tfvars|cnf|plist|xml|json5?|txt|md|rst|service|inf|reg|desktop|ps1)$/iu;

const NAME_CHARACTER = /[\p{L}\w$.-]/u;
const LONGEST_NAME = 80;
const LONGEST_VALUE = 2_000;
/** Once the values read are many times the text, its names stand inside one another's values: hostile text, read in short. */
const LONGEST_VALUE_WHEN_HOSTILE = 100;
const FAIR_SHARE = { perCharacter: 4, ofAnyText: 100_000 } as const;

/** `: string =`, `: Option<String> =`, `[] =`: a type between the name and its value. */
const TYPED =
  /["'\])]{0,2}(?:\[\w{0,6}\])?[ \t]{0,4}:[ \t]{0,4}[A-Za-z_][\w<>[\]|?&., ]{0,40}=[ \t]{0,4}(?=[\\"'`A-Za-z@&])/y;
const OPERATOR =
  /\\{0,3}["'`]?[\])]{0,2}(?:\[\w{0,6}\])?[ \t]{0,20}(?:={1,3}>?|:{1,3}=|[.+]=|:{1,2}|!==?|\|\|=|\?\??=|->|<-|,|\(|=>)[ \t]{0,20}/y;
const XML_TEXT = />\s{0,40}(?:<!\[CDATA\[)?(?=[^<\s])/y;
const XML_VALUE = /["']\s{1,20}value[ ]?=[ ]?(?=["'])/y;
/** Shell flags, SQL's `PASSWORD 'x'`, `-String "x"`. */
const SPACE = /[ \t]{1,8}(?:-String[ ]|-AsPlainText[ ]|VALUES?[ ]|AS[ ])?(?=\\{0,2}["'])/y;
const FLAG = /[ \t]{1,4}(?=[^\s"'-])/y;
/** `Some("`, `new SecureString("`, `String::from("`, `[]byte("`, `b"`, `@"`. */
const WRAPPER = /(?:&?(?:new )?[\w.:<>[\]]{1,40}\([ ]?)?(?:[bBrRuUfFlL@$]{1,2}(?=["'`]))?/y;
const QUOTE = /\\{0,3}(?:"""|'''|["'`])/y;
const BARE = /[^\s"'`,;<>(){}[\]|]{3,2000}/y;
const BARE_SETTING = /[^\s"'`<>]{3,2000}/y;
const NEAR = /[^\n]{0,12}?(?<![A-Za-z0-9+/=_-])(?<token>[A-Za-z0-9_-]{20,120})(?![A-Za-z0-9+/=_-])/dy;

export interface Reader {
  /** The secret that is assigned to the name around `hit`, when there is one. */
  at(hit: number): SecretSpan | undefined;
}

/** Reads the assignments of one text; hits come in order, and each name is looked at once. */
export function assignmentReader(text: string, { path, point }: { path?: string | undefined; point: Point }): Reader {
  const settings = path !== undefined && SETTINGS.test(path);
  const allowance = FAIR_SHARE.ofAnyText + FAIR_SHARE.perCharacter * text.length;
  let seen = 0;
  let work = 0;
  return {
    at(hit) {
      if (hit < seen) return undefined;
      const { start, end } = nameAround(text, hit);
      seen = end;
      const name = text.slice(start, end);
      const kind = namedSecret(name);
      if (kind === undefined) return undefined;
      const longest = work > allowance ? LONGEST_VALUE_WHEN_HOSTILE : LONGEST_VALUE;
      const found = valueAfter(text, { start, end, settings, longest });
      work += found === undefined ? 0 : found.to - found.from;
      const span = found && judged(text, { ...found, name, kind, settings, point });
      return span ?? (point === "redact" && found === undefined ? tokenNear(text, { end, kind }) : undefined);
    },
  };
}

function nameAround(text: string, hit: number): { start: number; end: number } {
  let start = hit;
  let end = hit;
  while (start > 0 && hit - start < LONGEST_NAME && NAME_CHARACTER.test(text.charAt(start - 1))) start--;
  while (end < text.length && end - hit < LONGEST_NAME && (NAME_CHARACTER.test(text.charAt(end)) || end === hit)) end++;
  // `identified by` is the one name with a space.
  if (/^identified$/iu.test(text.slice(start, end)) && /^ by/iu.test(text.slice(end, end + 3))) end += 3;
  return { start, end };
}

interface Value {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

interface Syntax {
  readonly settings: boolean;
  readonly call: boolean;
  readonly flag: boolean;
  readonly longest: number;
}

function valueAfter(
  text: string,
  name: { start: number; end: number } & Pick<Syntax, "settings" | "longest">,
): Value | undefined {
  const flag = text.startsWith("-", name.start) && /^-{1,2}[A-Za-z]/u.test(text.slice(name.start, name.start + 3));
  for (const operator of [TYPED, XML_VALUE, OPERATOR, XML_TEXT, SPACE, ...(flag ? [FLAG] : [])]) {
    operator.lastIndex = name.end;
    const match = operator.exec(text);
    if (match === null) continue;
    const call = /[,(]/u.test(match[0]);
    const value = valueAt(text, operator.lastIndex, { ...name, call, flag });
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueAt(text: string, at: number, { settings, call, flag, longest }: Syntax): Value | undefined {
  WRAPPER.lastIndex = at;
  WRAPPER.exec(text);
  for (const from of [WRAPPER.lastIndex, at]) {
    QUOTE.lastIndex = from;
    const quote = QUOTE.exec(text)?.[0];
    if (quote !== undefined) {
      const start = from + quote.length;
      const length = quotedLength(text.slice(start, start + longest), quote);
      return length === undefined ? undefined : { from: start, to: start + length, quoted: true };
    }
  }
  // Without quotes, arguments of a call are variables.
  if (call) return undefined;
  const pattern = settings && !flag ? BARE_SETTING : BARE;
  pattern.lastIndex = 0;
  const run = pattern.exec(text.slice(at, at + longest))?.[0] ?? "";
  // The next pair of a connection string or a query, or the end of the string that all this stands in.
  const next = run.search(settings ? /[;&][A-Za-z][\w .-]{0,40}=/u : /[;&][A-Za-z][\w .-]{0,40}=|\\[nr"]/u);
  let end = next < 0 ? run.length : next;
  while (end > 0 && (settings ? ",;" : ",;:.)").includes(run.charAt(end - 1))) end--;
  return end === 0 ? undefined : { from: at, to: at + end, quoted: false };
}

/** How long the value is that ends with `quote`; undefined when it does not end on its line (three quotes: in the window). */
function quotedLength(window: string, quote: string): number | undefined {
  const mark = quote.slice(-1);
  const escaped = quote.startsWith("\\");
  for (let i = 0; i < window.length; i++) {
    const character = window.charAt(i);
    if (character === "\n" && (escaped || quote.length < 3)) return undefined;
    if (!escaped && character === "\\") i++;
    else if ((escaped || character === mark) && window.startsWith(quote, i)) return i;
  }
  return undefined;
}

function judged(
  text: string,
  given: Value & { name: string; kind: NamedSecret; settings: boolean; point: Point },
): SecretSpan | undefined {
  const whole = text.slice(given.from, given.to);
  const value = whole.trim();
  const from = given.from + whole.indexOf(value);
  const { name, kind, settings, point, quoted } = given;
  const confidence = judge({ value, name, strength: kind.strength, quoted, settings, point });
  if (confidence === undefined) return undefined;
  return { start: from, end: from + value.length, type: kind.type, why: "assignment", confidence };
}

/** A random token shortly after a telling name that has no operator ("the token is …", a table's cell): wide, low confidence. */
function tokenNear(text: string, { end, kind }: { end: number; kind: NamedSecret }): SecretSpan | undefined {
  NEAR.lastIndex = end;
  const found = NEAR.exec(text)?.indices?.groups?.["token"];
  if (found === undefined) return undefined;
  const token = text.slice(found[0], found[1]);
  // `create-github-app-token@<commit>`: a reference pinned to a git object.
  if (text.charAt(found[0] - 1) === "@" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(token)) return undefined;
  if (!/[0-9]/u.test(token) || !isRandom(token) || entropy(token) < 3.3) return undefined;
  return { start: found[0], end: found[1], type: kind.type, why: "entropy", confidence: "low" };
}
