/** A name that means a secret, given a literal. */

import type { Budget } from "./budget.ts";
import type { Point, SecretSpan } from "./format.ts";
import { namedSecret, type NamedSecret } from "./names.ts";
import { valueBefore, valuesAfter, type Value } from "./syntax.ts";
import { gluedIn, tokenNear } from "./tokens.ts";
import { judge } from "./values.ts";

/** Files of settings: what stands after `=` or `:` is a value and no expression. */
const SETTINGS =
  /(?:^|\/)(?:\.env[\w.-]*|\.[a-z_-]*rc|[\w.-]*dockerfile[\w.-]*|\.?(?:netrc|pgpass|htpasswd|credentials|git-credentials|config|s3cfg))$|\.(?:env|ya?ml|ini|cfg|conf|config|properties|props|toml|tfvars|cnf|plist|xml|json5?|txt|md|rst|service|inf|reg|desktop|ps1|sh|bash|example|sample|dist|template)$/iu;

export function isSettings(path: string): boolean {
  return SETTINGS.test(path);
}

const ASCII_NAME = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$.-]/u.test(String.fromCharCode(code)) ? 1 : 0));
const LONGEST_NAME = 80;
const LONGEST_VALUE = 2_000;
/** Of reading around a name, in characters: the patterns of the syntaxes. */
const COST_OF_NAME = 40;

const LONGEST_REMEMBERED = 120;
const MOST_REMEMBERED = 1_000;

export interface Reader {
  /** The secrets that are assigned to the name around `hit`. */
  at(hit: number): readonly SecretSpan[];
}

interface Where {
  readonly path?: string | undefined;
  readonly point: Point;
  readonly budget: Budget;
}

interface Given {
  readonly judged: typeof judge;
  readonly name: string;
  readonly kind: NamedSecret;
  readonly settings: boolean;
  readonly point: Point;
}

/** Reads the assignments of one text; hits come in order, and each name is looked at once. */
export function assignmentReader(text: string, { path, point, budget }: Where): Reader {
  const settingsAt = settingsOf(text, path);
  const remembered = remembering();
  let seen = 0;
  return {
    at(hit) {
      if (hit < seen) return [];
      const { start, end } = nameAround(text, hit);
      seen = end;
      const name = text.slice(start, end);
      const kind = namedSecret(name);
      if (kind === undefined) return point === "redact" ? gluedIn(name, start) : [];
      const settings = settingsAt(start) || isLogin(text, start);
      const values = valuesAfter(text, { start, end, settings, longest: LONGEST_VALUE });
      budget.spend(COST_OF_NAME + values.reduce((sum, { from, to }) => sum + to - from, 0));
      const before = valueBefore(text, start);
      const given = { name, kind, settings, point, judged: remembered };
      const spans = [...values, ...(before === undefined ? [] : [before])].flatMap((value) =>
        judged(text, value, given),
      );
      if (spans.length > 0 || point === "scan") return spans;
      const glued = gluedIn(name, start);
      return glued.length > 0 ? glued : tokenNear(text, end, kind.type);
    },
  };
}

/** Whether a place stands in a file of settings: by the path, in a diff by the header above the place. */
function settingsOf(text: string, path: string | undefined): (at: number) => boolean {
  const whole = path !== undefined && isSettings(path);
  if (path !== undefined && !/\.(?:diff|patch)$/u.test(path)) return () => whole;
  const files = [...text.matchAll(/^\+\+\+ (?:b\/)?(?<name>[^\t\r\n]{1,400})/gmu)].map(({ index, groups }) => ({
    index,
    settings: isSettings(groups?.["name"] ?? ""),
  }));
  let next = 0;
  return (at) => {
    while (next < files.length && (files[next]?.index ?? 0) <= at) next++;
    return files[next - 1]?.settings ?? whole;
  };
}

/** The same name and value are judged once: in tables, fixtures and hostile text they come by the thousand. */
function remembering(): typeof judge {
  const known = new Map<string, ReturnType<typeof judge>>();
  return (candidate) => {
    const { value, name, quoted, settings } = candidate;
    if (value.length > LONGEST_REMEMBERED) return judge(candidate);
    const key = `${name}\0${String(quoted)}${String(settings)}${value}`;
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const confidence = judge(candidate);
    known.set(key, confidence);
    return confidence;
  };
}

/** `{user: me, password: x}`, wherever it stands: both are values. */
function isLogin(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  return /[{,][ ]{0,4}(?:user|username|login)[ ]?:[ ]{0,4}["']?[\w.@-]{1,40}["']?,[ ]{0,8}$/iu.test(before);
}

function nameAround(text: string, hit: number): { start: number; end: number } {
  let start = hit;
  let end = hit;
  while (start > 0 && hit - start < LONGEST_NAME && isNameCharacter(text, start - 1)) start--;
  while (end < text.length && end - hit < LONGEST_NAME && (isNameCharacter(text, end) || end === hit)) end++;
  // `identified by` is the one name with a space.
  if (end - start === 10 && /^identified by/iu.test(text.slice(start, end + 3))) end += 3;
  return { start, end };
}

function isNameCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? ASCII_NAME[code] === 1 : /[\p{L}\p{M}]/u.test(text.charAt(at));
}

function judged(text: string, { from: begin, to, quoted, loose }: Value, given: Given): SecretSpan[] {
  const whole = text.slice(begin, to);
  const value = whole.trim();
  const from = begin + whole.indexOf(value);
  const { name, kind, settings, point } = given;
  const strength = loose === true && kind.strength === "secret" ? "weak" : kind.strength;
  const confidence = judge({
    value,
    name,
    strength,
    quoted,
    settings: settings && loose !== true,
    point,
  });
  if (confidence === undefined) return [];
  return [{ start: from, end: from + value.length, type: kind.type, why: "assignment", confidence }];
}
