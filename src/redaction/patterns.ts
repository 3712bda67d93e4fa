/** A repository's own patterns, from its policy at base: RE2 syntax, which cannot backtrack, whoever wrote them. */

import { createHash } from "node:crypto";

import { RE2JS } from "re2js";

import type { SecretSpan } from "../secrets/index.ts";

/** One kind of secret that only this repository knows. */
export interface OwnPattern {
  /** Small letters, digits and dashes: the type of its marks is `policy-<name>`. */
  readonly name: string;
  /** RE2 syntax; the group `secret`, when there is one, is the part that is taken out. */
  readonly pattern: string;
  /** Texts in which it must find something. */
  readonly match?: readonly string[] | undefined;
  /** Texts in which it must find nothing. */
  readonly "no-match"?: readonly string[] | undefined;
}

/** A value that is none: all of it matches, or its SHA-256 in hex is this. */
export type Allowed = { readonly pattern: string } | { readonly sha256: string };

export interface Mistake {
  readonly path: readonly (string | number)[];
  /** Ends a sentence about the place. */
  readonly message: string;
}

export type Finder = (text: string) => SecretSpan[];

export function typeOf({ name }: Pick<OwnPattern, "name">): string {
  return `policy-${name}`;
}

/** @throws the engine's own error for what `patternMistakes` names. */
export function createFinder(own: OwnPattern): Finder {
  const compiled = RE2JS.compile(own.pattern);
  const group = "secret" in compiled.namedGroups() ? "secret" : 0;
  const type = typeOf(own);
  return (text) => {
    const spans: SecretSpan[] = [];
    const matcher = compiled.matcher(text);
    while (matcher.find()) {
      const start = matcher.start(group);
      const value = start < 0 ? "" : text.slice(start, matcher.end(group));
      // Our marks are blank while looking: blanks alone are no secret, or this would never end.
      const bare = value.trim();
      const from = start + value.indexOf(bare);
      if (bare !== "") spans.push({ start: from, end: from + bare.length, type, why: "format", confidence: "high" });
    }
    return spans;
  };
}

/** Whether a value is none after all. */
export function createAllowance(list: readonly Allowed[]): (value: string) => boolean {
  const patterns = list.flatMap((allowed) => ("pattern" in allowed ? [RE2JS.compile(allowed.pattern)] : []));
  const digests = new Set(list.flatMap((allowed) => ("sha256" in allowed ? [allowed.sha256.toLowerCase()] : [])));
  return (value) =>
    patterns.some((pattern) => pattern.testExact(value)) ||
    (digests.size > 0 && digests.has(createHash("sha256").update(value).digest("hex")));
}

/** Lines as any file has them: what finds something in each of them would take every text apart. */
const ORDINARY = [
  "  if (index < 10) return rows.slice(0, index);",
  "- name: build 2024 # on every push",
  "The quick brown fox jumps over 13 lazy dogs.",
] as const;
/** Values unlike each other: what allows all of them allows anything. */
const UNLIKE = [
  "hunter2",
  "correct horse battery staple",
  "Zq7!x$k-2:Vw_9",
  "0123456789abcdef0123456789abcdef",
] as const;

/** Why these cannot be used, each at its place; empty when they can. */
export function patternMistakes({ patterns = [], allow = [] }: Rules): readonly Mistake[] {
  const names = patterns.map(({ name }) => name);
  return [
    ...patterns.flatMap((own, index) => {
      const twice = names.indexOf(own.name) !== index;
      const found = twice ? { path: ["name"], message: "this name is already taken" } : ownMistake(own);
      return found === undefined ? [] : [{ ...found, path: ["patterns", index, ...found.path] }];
    }),
    ...allow.flatMap((allowed, index) => {
      const message = "pattern" in allowed ? allowMistake(allowed.pattern) : undefined;
      return message === undefined ? [] : [{ path: ["allow", index, "pattern"], message }];
    }),
  ];
}

interface Rules {
  readonly patterns?: readonly OwnPattern[] | undefined;
  readonly allow?: readonly Allowed[] | undefined;
}

function ownMistake(own: OwnPattern): Mistake | undefined {
  const { pattern, match = [], "no-match": noMatch = [] } = own;
  const wrong = compileMistake(pattern);
  if (wrong !== undefined) return { path: ["pattern"], message: wrong };
  const compiled = RE2JS.compile(pattern);
  const finds = createFinder(own);
  if (compiled.test("")) return { path: ["pattern"], message: "it matches the empty text, and so every text" };
  if (compiled.test(" \t \n ")) return { path: ["pattern"], message: "it matches blanks, and so every text" };
  if (ORDINARY.every((line) => finds(line).length > 0))
    return { path: ["pattern"], message: "it matches ordinary text: nothing readable would be left" };
  const unmatched = match.findIndex((text) => finds(text).length === 0);
  if (unmatched !== -1) return { path: ["match", unmatched], message: "the pattern finds nothing in this example" };
  const matched = noMatch.findIndex((text) => finds(text).length > 0);
  if (matched !== -1) return { path: ["no-match", matched], message: "the pattern finds something in this example" };
  return undefined;
}

function allowMistake(pattern: string): string | undefined {
  const wrong = compileMistake(pattern);
  if (wrong !== undefined) return wrong;
  const compiled = RE2JS.compile(pattern);
  return UNLIKE.every((value) => compiled.testExact(value))
    ? "it allows every value: nothing would be redacted"
    : undefined;
}

function compileMistake(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return `not a pattern in RE2 syntax: ${error instanceof Error ? error.message : String(error)}`;
  }
}
