/** The last look at what is about to leave (L1): the serialised body itself, after everything that made it. */

import { randomBytes } from "node:crypto";
import { crcBase62 } from "./checks.ts";
import type { detect } from "./detect.ts";
import { BUILT_IN, type Detector } from "./detector.ts";
import { FORMATS } from "./formats.ts";
import { findValues } from "./interleaved.ts";
import { knownValues, type KnownValues } from "./known.ts";
import { ESCAPED, LINE_PREFIX, MARK } from "./marks.ts";
import { TYPES } from "./rules.ts";

export interface GuardHit {
  /** `github-pat`, `known`, …: a type of secret, as in our marks. */
  readonly rule: string;
  /** `messages[0].content[1].text line 12`, or `body`: a part, never the value. */
  readonly place: string;
}

export interface Guard {
  /** What in a serialised body looks like a secret. `own` are our own parts, left out by exact value (an object by its JSON). */
  inspect(body: string, own?: readonly string[]): GuardHit | undefined;
  /** Whether `inspect` finds canaries made for this run, plain and disguised. While it is false nothing may leave. */
  selfTest(): boolean;
}

/** `known` are the run's own secrets; `detector` is the redactor's. `look` is the detector's, unless a test breaks it. */
export function createGuard({
  known = [],
  detector = BUILT_IN,
  look,
}: {
  readonly known?: readonly string[];
  readonly detector?: Detector;
  readonly look?: typeof detect;
}): Guard {
  const types = new Set([...MARKED_TYPES, ...detector.types]);
  const inspector = inspectorOf(known, { look: look ?? detector.look, types });
  let works: boolean | undefined;
  return {
    inspect: (body, own = []) => inspector(body, own),
    // What a policy allows must not make it seem that the guard is broken.
    selfTest: () => (works ??= canariesCaught(known, { look: look ?? detector.lookAtAll, types })),
  };
}

type Inspector = (body: string, own: readonly string[]) => GuardHit | undefined;

interface Looking {
  readonly look: typeof detect;
  /** Those that our marks may carry. */
  readonly types: ReadonlySet<string>;
}

interface Sought extends Looking {
  readonly index: KnownValues;
}

function inspectorOf(known: readonly string[], { look, types }: Looking): Inspector {
  const sought = { index: knownValues(known), look, types };
  return (body, own) => {
    const parsed = tryParse(body);
    if (parsed === undefined) return hitIn(body, { ...sought, blank: blankFor(own, types), place: "body" });
    return (
      hitInValue(parsed.value, { ...sought, own: new Set(own), blank: blankFor(own, types), path: "" }) ??
      inRaw(body, own, sought)
    );
  };
}

/** Rows for values that people choose: their place makes them a secret, and no form of their own. */
const CHOSEN = new Set(FORMATS.filter(({ chosen }) => chosen).map(({ type }) => type));

/** A policy's pattern is none: it may match what only stands around the strings, a number of tokens, a name of the protocol. */
function isFormed(type: string): boolean {
  return MARKED_TYPES.has(type) && !CHOSEN.has(type);
}

/**
 * What stands in no single string: across two of them, or in a number. Only what is a secret by its own form counts here,
 * since quotes and line ends read differently where they are escaped, and an assignment seen so is often none.
 */
function inRaw(body: string, own: readonly string[], { index, look, types }: Sought): GuardHit | undefined {
  const escaped = own.flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]);
  const byForm: typeof detect = (text, where) =>
    look(text, where).filter(({ why, type }) => (why === "checksum" || why === "format") && isFormed(type));
  return hitIn(body, { index, look: byForm, types, blank: blankFor(escaped, types), place: "body" });
}

function tryParse(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

interface Walk extends Sought {
  readonly own: ReadonlySet<string>;
  readonly blank: (text: string) => string;
  readonly path: string;
}

function hitInValue(value: unknown, walk: Walk): GuardHit | undefined {
  if (typeof value === "string") return hitIn(value, { ...walk, place: walk.path || "body" });
  if (typeof value !== "object" || value === null || walk.own.has(JSON.stringify(value))) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const within = Array.isArray(value) ? `${walk.path}[${name}]` : walk.path === "" ? name : `${walk.path}.${name}`;
    // The name first: it becomes part of the place.
    const hit =
      hitIn(name, { ...walk, place: `${walk.path || "body"} (a name)` }) ??
      hitInValue(inner, { ...walk, path: within });
    if (hit !== undefined) return hit;
  }
  return undefined;
}

function hitIn(
  text: string,
  { index, look, blank, place }: Sought & { readonly blank: (text: string) => string; readonly place: string },
): GuardHit | undefined {
  const looked = blank(text);
  let first: { readonly start: number; readonly rule: string } | undefined;
  const offer = (start: number, rule: string): void => {
    if (first === undefined || start < first.start) first = { start, rule };
  };
  findValues(index, looked, ({ start }) => offer(start, "known"));
  for (const { start, type } of look(looked, { point: "redact" })) offer(start, type);
  if (first === undefined) return undefined;
  const line = text.slice(0, first.start).split("\n").length;
  return { rule: first.rule, place: text.includes("\n") ? `${place} line ${String(line)}` : place };
}

const MARKED_TYPES = new Set(["known", ...TYPES]);

/** Blank, with every offset kept: our own parts, our marks in the form and with the types that we mint, escaped marks, numbers of lines. */
function blankFor(own: readonly string[], types: ReadonlySet<string>): (text: string) => string {
  // Longest first, for one part may stand in another.
  const parts = own.filter((part) => part !== "").toSorted((a, b) => b.length - a.length);
  return (text) =>
    parts
      // Line ends, so that what stands before and after is not read as one.
      .reduce((rest, part) => rest.replaceAll(part, "\n".repeat(part.length)), text)
      // Spaces, as the redactor has it: the two must read the same text.
      .replace(MARK, (mark) => (types.has(mark.split(":")[1] ?? "") ? " ".repeat(mark.length) : mark))
      .replaceAll(`${ESCAPED}secret`, (mark) => " ".repeat(mark.length))
      // Else `name="password">` at the end of a line would have the next line's number for its value (seen in a login form).
      .replace(LINE_PREFIX, (prefix) => " ".repeat(prefix.length));
}

/** A value that only its being known gives away, a token of a form with checksum, a password by its name; and a clean text, which must pass. */
function canariesCaught(known: readonly string[], looking: Looking): boolean {
  const canary = randomBytes(18).toString("base64url");
  const body = randomBytes(15).toString("hex");
  const inspect = inspectorOf([...known, canary], looking);
  const caught = (text: string): boolean =>
    inspect(JSON.stringify({ messages: [{ role: "user", content: [{ type: "text", text: `one\n${text}\n` }] }] }), [])
      ?.place === "messages[0].content[0].text line 2";
  const reversed = [...canary].reverse().join("");
  return (
    [canary, reversed, Buffer.from(canary).toString("base64"), Buffer.from(canary).toString("hex")].every(caught) &&
    caught(["ghp", body + crcBase62(body)].join("_")) &&
    caught(`pass${"word"} = "${randomBytes(12).toString("hex")}"`) &&
    !caught("two")
  );
}
