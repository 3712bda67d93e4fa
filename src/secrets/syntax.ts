/** Where the literal stands that is assigned to a name, in the syntax of source, settings, markup, shells, headers, SQL and prose. */

export interface Value {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  /** A bare value after white space alone, or before more words: it counts only when it can be no word. */
  readonly loose?: true;
}

/** `[start, end)` of the name, and how the text around it is read. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly settings: boolean;
  /** Longest value that is read, in UTF-16 units. */
  readonly longest: number;
}

/** `: string =`, `: Option<String> =`, `[] =`: a type between the name and its value. */
const TYPED =
  /["'\])]{0,2}(?:\[\w{0,6}\])?(?:[ \t]{0,4}:[ \t]{0,4}[A-Za-z_][\w<>[\]|?&., ]{0,40}|[ \t]{1,4}\[?\]?[A-Za-z_][\w<>[\].]{0,30}[ \t]{1,4})(?<![=!<>])=[ \t]{0,4}(?=[\\"'`A-Za-z@&])(?![A-Za-z]+[ \t])/y;
const XML_VALUE = /["']\s{1,20}value[ ]?=[ ]?(?=["'])/y;
/** `<property name="password">x</property>`, plist's `<key>password</key><string>x</string>`. */
const XML_NAMED =
  /(?:["'](?:\s{1,4}[\w:]{1,20}=["'][^"'\n]{0,60}["'])?>|<\/key>\s{0,40}<string>)\s{0,40}(?:<!\[CDATA\[)?(?=[^<\s])/y;
/** YAML's block scalars, folded or literal; in a diff as well. */
const BLOCK = /["']?:[ \t]{1,4}[|>][+-]?[0-9]?[ \t]{0,4}\r?\n[+-]?[ \t]{1,40}(?=[^\s#])/y;
const DEFAULT = /(?::[-=?]|["'\])]{0,3}[ \t]{0,4}(?:\|\||\?\?|\bor\b)[ \t]{0,4}(?=["'`]))/y;
const OPERATOR =
  /\\{0,3}["'`]?[\])}]{0,2}["'`]?(?:\[\w{0,6}\])?[ \t]{0,20}(?:={1,3}>?|:{1,3}=|[.+?]=|:{1,2}|!==?|\|\|=|\|\|:|\?\??=|->|<-|(?<=(?:["'`]|[A-Z]_?[A-Z]{4})[ \t]{0,20}),|\(|=>)[ \t]{0,20}/y;
const NEXT_LINE = /["'`]?\]?[ \t]{0,4}(?::=|=|\(|:)[ \t]{0,4}\\?\r?\n[+-]?[ \t]{0,80}(?=["'`])/y;
/** `name: DB_PASSWORD` and `value: x`, on the next line or in the same object. */
const PAIR =
  /["'`]?,?\s{1,60}[+-]?\s{0,60}\\{0,2}["']?(?:value|Value|VALUE|default|defaultValue)\\{0,2}["']?[ \t]{0,4}[:=][ \t]{0,4}(?=[^\s{[])/y;
const XML_TEXT = />\s{0,40}(?:<!\[CDATA\[)?(?=[^<\s])/y;
const XML_ESCAPED = /(?:&gt;|\\u003[eE])(?=[^&\s])/y;
/** `the password is "x"`, `default password for the user 'a': 'x'`. */
const PROSE =
  /["'`)\]]{0,2}(?:[ \t]{1,4}for [^\n:=]{1,40}?)?[ \t]{1,4}(?:is|was|are|to|as|of|will be)(?: set to)?[ \t:=]{1,4}(?=["'`])/y;
/** SQL's `PASSWORD 'x'`, `-String "x"`. */
const SPACE = /[ \t]{1,8}(?:-String[ ]|-AsPlainText[ ]|-Force[ ]|VALUES?[ ]|AS[ ]){0,3}(?=\\{0,2}["'])/iy;
const FLAG = /[ \t]{1,4}(?=[^\s"'-])/y;
const LOOSE = /[ \t]{1,20}(?=[^\s"'`=:<>(){}[\],;|&-])/y;

/** `Some("`, `new SecureString("`, `String::from("`, `[]byte("`, `b"`, `@"`, `["`. */
const WRAPPER = /(?:\[\s{0,40}(?=["'`]))?(?:&?(?:new )?[\w.:<>[\]]{1,40}\([ ]?)?(?:[bBrRuUfFlL@$]{1,2}(?=["'`]))?/y;
const QUOTE = /\\{0,3}(?:"""|'''|["'`])/y;
const BARE = /[^\s"'`,;<>(){}[\]|]{3,2000}/y;
const BARE_SETTING = /[^\s"'`<>]{3,2000}/y;
const MARKUP = /[^<&\n]{3,2000}/y;
const NEXT_ELEMENT = /\s{0,2},\s{0,40}(?=["'`])/y;
const MOST_ELEMENTS = 20;

const CLOSES = 62;

type Kind = "plain" | "markup" | "flag" | "loose" | "block";
type Syntax = readonly [operator: RegExp, kind: Kind];

const BLANKS = " \t";
const QUOTES = "\"'`";

/** Each syntax behind the characters that it can begin with, so that most are not tried. */
const SYNTAXES: readonly (readonly [firsts: string, ...Syntax])[] = [
  [`${QUOTES})]: \t[`, TYPED, "plain"],
  [QUOTES, XML_VALUE, "plain"],
  [`${QUOTES}:`, BLOCK, "block"],
  [`${QUOTES})]:${BLANKS}|?o`, DEFAULT, "plain"],
  [`${QUOTES}\\])}[${BLANKS}=:.+!|?-<,(`, OPERATOR, "plain"],
  [`${QUOTES}]${BLANKS}:=(`, NEXT_LINE, "plain"],
  [`${QUOTES},\\${BLANKS}\r\n\v\f\u00a0`, PAIR, "plain"],
  ["&\\", XML_ESCAPED, "markup"],
  [`${QUOTES})]${BLANKS}`, PROSE, "plain"],
  [BLANKS, SPACE, "plain"],
  [`${QUOTES}><`, XML_NAMED, "markup"],
];

/** By the code of the first character. */
const BY_FIRST: readonly (readonly Syntax[])[] = Array.from({ length: 161 }, (_, code) =>
  SYNTAXES.filter(([firsts]) => firsts.includes(String.fromCharCode(code))).map(([, operator, kind]) => [
    operator,
    kind,
  ]),
);
const NAMED_ELEMENT: readonly Syntax[] = [[XML_TEXT, "markup"]];
const AS_FLAG: Syntax = [FLAG, "flag"];
const AS_LOOSE: Syntax = [LOOSE, "loose"];

/** The values after a name: one, or all of a list. Empty when no literal follows. */
export function valuesAfter(text: string, place: Place): readonly Value[] {
  for (const [operator, kind] of syntaxesAt(text, place)) {
    operator.lastIndex = place.end;
    const match = operator.exec(text);
    if (match === null) continue;
    const end = operator.lastIndex;
    const value = valueAt(text, end, { ...place, kind, call: kind === "plain" && /[,(]/u.test(match[0]) });
    if (value !== undefined) return text.charAt(end) === "[" ? [value, ...elementsAfter(text, value, place)] : [value];
  }
  return [];
}

/** `"x" == password`: what stands before the name and its comparison. */
export function valueBefore(text: string, start: number): Value | undefined {
  let at = start;
  while (at > 0 && text.charAt(at - 1) === " " && start - at < 4) at--;
  if (text.charAt(at - 1) !== "=") return undefined;
  const from = Math.max(0, at - 120);
  const match = /(["'])(?<value>[^"'\n]{3,100})\1[ ]?(?:={2,3}|!={1,2})$/du.exec(text.slice(from, at));
  const [begin, end] = match?.indices?.groups?.["value"] ?? [];
  return begin === undefined || end === undefined ? undefined : { from: from + begin, to: from + end, quoted: true };
}

function syntaxesAt(text: string, { start, end }: Place): readonly Syntax[] {
  const before = text.charAt(start - 1);
  const first = text.charCodeAt(end);
  if (first === CLOSES && (before === "<" || before === ":")) return NAMED_ELEMENT;
  const syntaxes = BY_FIRST[first] ?? [];
  if (!BLANKS.includes(text.charAt(end)) || end === text.length) return syntaxes;
  // "pass" is a verb before what is passed.
  if (end - start === 4 && /^pass$/iu.test(text.slice(start, end)))
    return syntaxes.filter(([operator]) => operator === TYPED || operator === DEFAULT || operator === OPERATOR);
  const flag = text.startsWith("-", start) && /^-{1,2}[A-Za-z]/u.test(text.slice(start, start + 3));
  return [...syntaxes, flag ? AS_FLAG : AS_LOOSE];
}

function elementsAfter(text: string, first: Value, place: Place): Value[] {
  const values: Value[] = [];
  let end = first.to + 1;
  while (values.length < MOST_ELEMENTS) {
    NEXT_ELEMENT.lastIndex = end;
    if (!NEXT_ELEMENT.test(text)) break;
    const value = quotedAt(text, NEXT_ELEMENT.lastIndex, place.longest);
    if (value === undefined || value === "none") break;
    values.push(value);
    end = value.to + 1;
  }
  return values;
}

function valueAt(text: string, at: number, syntax: Place & { kind: Kind; call: boolean }): Value | undefined {
  WRAPPER.lastIndex = at;
  const wrapped = !isQuote(text, at) && WRAPPER.test(text) ? WRAPPER.lastIndex : at;
  for (const from of wrapped === at ? [at] : [wrapped, at]) {
    const value = quotedAt(text, from, syntax.longest);
    if (value !== "none") return value;
  }
  // Without quotes, arguments of a call are variables.
  return syntax.call ? undefined : bareAt(text, at, syntax);
}

function isQuote(text: string, at: number): boolean {
  const first = text.charAt(at);
  return first !== "" && "\"'`\\".includes(first);
}

/** `none` when no quote opens here; undefined when it does not close. */
function quotedAt(text: string, at: number, longest: number): Value | undefined | "none" {
  if (!isQuote(text, at)) return "none";
  QUOTE.lastIndex = at;
  const quote = QUOTE.exec(text)?.[0];
  if (quote === undefined) return "none";
  const from = at + quote.length;
  const length = quotedLength(text.slice(from, from + longest), quote);
  return length === undefined ? undefined : { from, to: from + length, quoted: true };
}

function bareAt(text: string, at: number, { settings, kind, longest }: Place & { kind: Kind }): Value | undefined {
  const wide = kind === "block" || (settings && kind === "plain");
  const pattern = kind === "markup" ? MARKUP : wide ? BARE_SETTING : BARE;
  pattern.lastIndex = 0;
  const run = pattern.exec(text.slice(at, at + longest))?.[0] ?? "";
  // The next pair of a connection string or a query, or the end of the string that all this stands in.
  const next = run.search(wide ? /[;&,][A-Za-z][\w .-]{0,40}[=:]/u : /[;&][A-Za-z][\w .-]{0,40}=|\\[nr"]/u);
  let end = next < 0 ? run.length : next;
  while (end > 0 && (wide ? ",;" : ",;:.)").includes(run.charAt(end - 1))) end--;
  if ("})]".includes(run.charAt(end - 1)) && isBracketed(text, at)) end = run.slice(0, end).search(/[})\]]+$/u);
  if (end <= 0) return undefined;
  const after = text.slice(at + end, at + end + 24);
  // A call, an index, a literal of a type: code, and no value.
  if (!wide && kind !== "markup" && /^[([{]/u.test(after)) return undefined;
  // The first word of a sentence.
  if (wide && kind === "plain" && /^[ \t]+[\p{L}][^=:]*$/u.test(after))
    return { from: at, to: at + end, quoted: false, loose: true };
  return {
    from: at,
    to: at + end,
    quoted: kind === "markup",
    ...((kind === "loose" || kind === "flag") && { loose: true }),
  };
}

/** The value stands in a flow mapping, a list or a call that was opened before it on its line. */
function isBracketed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  return /[{([]/u.test(before.slice(before.lastIndexOf("\n") + 1));
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
