/** How rows are written: from prefix, alphabet and length to a sticky, bounded pattern and the examples that hold it in place. */

import { mixed, random } from "../checks.ts";
import type { Format } from "../format.ts";
import { examplesOf, LONGEST_DOCUMENTED } from "./examples.ts";

/** What a row says beside its data. */
type Extra = Partial<Pick<Format, "type" | "check" | "severity" | "confidence" | "key" | "revoke">>;

export const HEX = "[a-f0-9]";
export const LOWER = "[a-z0-9]";
export const UPPER = "[A-Z0-9]";
export const ALNUM = "[A-Za-z0-9]";
/** base64url without padding (RFC 4648 §5). */
export const URL64 = "[A-Za-z0-9_-]";
export const UUID = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";

// A token begins after anything but a letter or digit, after an escape such as \n in a string, or after a %3D.
export const LEFT = String.raw`(?<=^|[^A-Za-z0-9]|\\[nrt]|%[0-9A-Fa-f]{2})`;

/** Anchors and pattern of a credential that begins with a fixed text. `body` is a regular expression, bounded. */
export function prefixed(prefixes: readonly string[], body: string): Pick<Format, "anchors" | "pattern"> {
  return { anchors: prefixes, pattern: prefixPattern(prefixes, body) };
}

function prefixPattern(prefixes: readonly string[], body: string): RegExp {
  return new RegExp(`${LEFT}(?:${prefixes.map(escaped).join("|")})(?:${body})${rightOf(body)}`, "dy");
}

/**
 * A token ends where neither its last alphabet nor a word goes on. Where the longest is only a limit of cost, the rest of a
 * longer one may follow: looking for another end would try every length of hostile text.
 */
function rightOf(body: string): string {
  const unpadded = body.replace(/=(?:\{\d,\d\}|\?|=)?$/u, "");
  const [, alphabet = "_", longest = "1"] = /(\[[^\]]+\])(?:\{(?:\d+,)?(\d+)\})?\)?$/u.exec(unpadded) ?? [];
  return Number(longest) < LONGEST_DOCUMENTED ? `(?![A-Za-z0-9]|${alphabet})` : "(?![A-Za-z0-9])";
}

/** A row for a credential that is documented by its prefix, alphabet and length. */
export function row(
  given: Extra &
    Pick<Format, "type" | "title" | "provider"> & { readonly prefixes: readonly string[]; readonly body: string },
): Format {
  const { prefixes, body, ...rest } = given;
  return lazily(
    { ...rest, anchors: prefixes },
    () => prefixPattern(prefixes, body),
    () => {
      const [first = "", ...others] = prefixes;
      const { match, noMatch } = examplesOf(body, (text) => `key: "${first}${text}"`);
      const [bare = "", short = ""] = [match[0], noMatch[0]].map((text) => text?.slice(`key: "${first}`.length, -1));
      return {
        match: [...match, ...others.map((prefix) => `key: "${prefix}${bare}"`)],
        noMatch: [...noMatch, `a${first}${bare}`, ...others.map((prefix) => `key: "${prefix}${short}"`)],
      };
    },
  );
}

/**
 * A row for a credential that stands at a fixed place: `before` matches from an anchor on, `body` is the credential and
 * `place` puts one after an anchor, as an example. `lead` is what of the credential stands before the anchor.
 */
export function placed(
  given: Extra &
    Pick<Format, "type" | "title" | "provider" | "anchors"> & {
      readonly lead?: string;
      readonly before: string;
      readonly body: string;
      readonly after?: string;
      readonly flags?: "i";
      readonly place: (text: string, anchor: string) => string;
      readonly noMatch?: readonly string[];
    },
): Format {
  const { lead, before, body, after = rightOf(body), flags = "", place, noMatch = [], ...rest } = given;
  const whole = lead === undefined ? `${before}(?<secret>${body})` : `(?<=(?<lead>${lead}))${before}${body}`;
  return lazily(
    rest,
    () => new RegExp(whole + after, `dy${flags}`),
    () => {
      const [first = "", ...others] = rest.anchors;
      const made = examplesOf(body, (text) => place(text, first), flags);
      const [bare = ""] = examplesOf(body, (text) => text).match;
      return {
        match: [...made.match, ...others.map((anchor) => place(bare, anchor))],
        noMatch: [
          ...made.noMatch,
          ...noMatch,
          ...rest.anchors.flatMap((anchor) => [place(bare, anchor.slice(1)), place(bare, anchor.slice(0, -1))]),
        ],
      };
    },
  );
}

/** A row for a credential that a fixed text in its middle or at its end gives away. `left` is what may not stand before it. */
export function infixed(
  given: Extra &
    Pick<Format, "type" | "title" | "provider"> & {
      readonly left?: string;
      readonly before: string;
      readonly infixes: readonly string[];
      readonly body: string;
    },
): Format {
  const { left = "(?<![A-Za-z0-9])", before, infixes, body, ...rest } = given;
  const infix = `(?:${infixes.map(escaped).join("|")})`;
  const pattern = (): RegExp => new RegExp(`(?<=${left}(?<lead>${before}))${infix}${body}${rightOf(body)}`, "dy");
  return lazily({ ...rest, anchors: infixes }, pattern, () => {
    const { match, noMatch } = examplesOf(before + infix + body, (text) => `"${text}"`);
    return { match, noMatch: [...noMatch, ...infixes.map((text) => ` ${text} `)] };
  });
}

/** `[provider, noun, prefixes parted by spaces, body, extra]`: one line of a table of tokens that their prefix gives away. */
type TokenLine = readonly [provider: string, noun: string, prefixes: string, body: string, extra?: Extra];

export function tokens(lines: readonly TokenLine[]): Format[] {
  return lines.map(([provider, noun, prefixes, body, extra]) =>
    row({
      type: slug(`${provider} ${noun}`),
      provider,
      title: `${provider} ${noun}`,
      prefixes: prefixes.split(" "),
      body,
      ...extra,
    }),
  );
}

/** A row for a credential that its name gives away: `body` after one of `names` and an operator, as in `name_of_key = "…"`. */
export function keyed(
  given: Extra &
    Pick<Format, "type" | "title" | "provider"> & { readonly names: readonly string[]; readonly body: string },
): Format {
  const { names, body, ...rest } = given;
  // What may stand between name and value is short, so that they belong together.
  const operator = String.raw`[\w.-]{0,30}\\{0,2}["'\]]{0,2}[ \t]{0,8}(?:=>|:=|[=:,>(]|[ \t])[ \t]{0,8}\\{0,2}["'\x60]?`;
  const pattern = (): RegExp =>
    new RegExp(`(?:${names.map(escaped).join("|")})${operator}(?<secret>${body})(?![A-Za-z0-9+/_-])`, "diy");
  return lazily({ ...rest, anchors: names }, pattern, () => namedExamples(names, body));
}

/** Not the middle of a word, a path or base64, and neither a reference to a git object nor a hash of a lock file. */
const TOKEN_LEFT = String.raw`(?<![A-Za-z0-9+/@#.]|sha\d{1,3}[-:]|h1:|md5:)(?!sha\d|[./~+])`;
/** Keys whose form the provider does not document: random characters, in the alphabets in use. */
const ANY_TOKEN = "[A-Za-z0-9_.~+/-]{16,120}";
/** The same behind a word that `-` or `_` joins to it. Without them, so that a run of many words is not tried at each of them. */
const ANY_PART = "[A-Za-z0-9]{16,120}";
const ANY = `(?<![_-])${ANY_TOKEN}${rightOf(ANY_TOKEN)}|(?<=[_-])${ANY_PART}`;

/** `[provider, body, words]`: one line of a table of services; `words` are the names in use when they are not the provider's. */
type ServiceLine = readonly [provider: string, body?: string | undefined, extra?: Extra & { readonly words?: string }];

/**
 * Rows for keys that nothing but the name of their service gives away: the name, and in the 40 characters after it a token
 * of the documented form, or one that is random when none is documented.
 */
export function services(lines: readonly ServiceLine[]): Format[] {
  return lines.map(([provider, body = ANY, { words, ...extra } = {}]) => {
    const names = words?.split("|") ?? spellings(provider);
    const row = {
      type: slug(`${provider} key`),
      provider,
      title: `${provider} API key`,
      anchors: names,
      check: body === ANY ? random : mixed,
      severity: "high",
      confidence: "medium",
      ...extra,
    } as const;
    const pattern = (): RegExp =>
      new RegExp(
        `${names.some(({ length }) => length <= 5) ? "(?<![A-Za-z])" : ""}(?:${names.map(escaped).join("|")})` +
          String.raw`[\s\S]{0,40}?${TOKEN_LEFT}(?<secret>${body})${rightOf(body)}`,
        "diy",
      );
    return lazily(row, pattern, () => (body === ANY ? anyExamples(names) : namedExamples(names, body)));
  });
}

function anyExamples(names: readonly string[]): Format["examples"] {
  const { match, noMatch } = namedExamples(names, ANY_TOKEN);
  const joined = examplesOf(ANY_PART, (text) => `${names[0] ?? ""}-key-${text}`);
  return { match: [...match, ...joined.match], noMatch: [...noMatch, ...joined.noMatch] };
}

function namedExamples(names: readonly string[], body: string): Format["examples"] {
  const [first = "", ...others] = names;
  const of = (name: string): Format["examples"] => examplesOf(body, (text) => `${name} = '${text}'`, "i");
  const { match, noMatch } = of(first);
  const value = match[0]?.slice(`${first} = `.length) ?? "";
  return {
    match: [...match, ...others.map((name) => `${name.toUpperCase()}=${value}`)],
    noMatch: [
      ...noMatch,
      ...names.flatMap((name) => [`${name.slice(1)} = ${value}`, `${name.slice(0, -1)} = ${value}`]),
      `${first} ${" of ".repeat(11)} ${value}`,
    ],
  };
}

/** As people write a name of several words: together, or joined by `_`, `-` or a space. */
function spellings(provider: string): string[] {
  const words = provider.toLowerCase().split(/[^a-z0-9]+/u);
  return [...new Set(["", "_", "-", " "].map((joint) => words.join(joint)))];
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

/** Patterns are made when their anchor is first met, examples, which only tests read, when asked for: there are thousands. */
function lazily(
  row: Omit<Format, "pattern" | "examples">,
  patternOf: () => RegExp,
  examples: () => Format["examples"],
): Format {
  let pattern: RegExp | undefined;
  return {
    ...row,
    get pattern() {
      return (pattern ??= patternOf());
    },
    get examples() {
      return examples();
    },
  };
}
