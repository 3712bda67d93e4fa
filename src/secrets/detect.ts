/** Finds secrets in text: literals in one pass, then each pattern only where its literal stands. Linear in the text. */

import type { Confidence } from "../finding.ts";
import { assignmentReader, type Reader } from "./assignments.ts";
import { createBudget, type Budget } from "./budget.ts";
import { UNREAD_TYPE, type Format, type Point, type SecretSpan, type Why } from "./format.ts";
import { FORMATS } from "./formats.ts";
import { LEFT } from "./formats/build.ts";
import { withoutHidden } from "./interleaved.ts";
import { NAME_ANCHORS } from "./names.ts";
import { createPrefilter, type Prefilter } from "./prefilter.ts";
import { PRIVATE_KEY_ANCHORS, privateKeyAt } from "./private-keys.ts";
import { createValueIndex, SHORTEST_VALUE } from "./occurrences.ts";
import { unwrapped } from "./wrapped.ts";
import { JWK_ANCHORS, privateMembersAt } from "./jwk.ts";
import { isStrange } from "./letters.ts";
import { judge } from "./values.ts";

export interface Where {
  /** Of the file, when there is one: tells settings from source. */
  readonly path?: string | undefined;
  readonly point: Point;
}

interface Context {
  readonly point: Point;
  readonly reader: Reader;
  readonly budget: Budget;
}

type Look = (text: string, start: number, context: Context) => readonly SecretSpan[];

interface Probe {
  readonly number: number;
  readonly look: Look;
  /** Looks where nothing else does any more: what it finds goes on over many lines. */
  readonly always?: true;
}

interface Engine {
  readonly prefilter: Prefilter;
  /** By the number of the literal. */
  readonly probes: readonly (readonly Probe[])[];
  readonly count: number;
}

const NONE: readonly SecretSpan[] = [];

let engine: Engine | undefined;

/** The secrets in `text`: sorted, not overlapping, offsets in UTF-16 units. Never throws, whatever the text. */
export function detect(text: string, where: Where): SecretSpan[] {
  const found = look(text, where);
  for (const shown of [withoutHidden(text), ...unwrapped(text)])
    if (shown !== undefined)
      for (const span of look(shown.text, where)) found.push({ ...span, ...shown.original(span) });
  return merged([...found, ...repeated(text, found)]);
}

const LONGEST_REPEATED = 500;
const MOST_LENGTHS = 12;

/** Every other place where a found value stands: no name says there what it is. */
function repeated(text: string, found: readonly SecretSpan[]): SecretSpan[] {
  if (found.length === 0) return [];
  const index = createValueIndex();
  const first = new Map<string, SecretSpan>();
  const heads = new Map<string, Set<number>>();
  for (const span of found) {
    const value = text.slice(span.start, span.end);
    if (value.length > LONGEST_REPEATED || !isDistinct(value) || first.has(value)) continue;
    const head = value.slice(0, SHORTEST_VALUE);
    // The index tries every length that begins alike: hostile text could bring hundreds.
    const lengths = heads.get(head) ?? new Set();
    heads.set(head, lengths.add(value.length));
    if (lengths.size > MOST_LENGTHS) continue;
    first.set(value, span);
    index.add(value);
  }
  const others: SecretSpan[] = [];
  index.find(text, (at) => {
    const span = first.get(text.slice(at.start, at.end));
    if (span !== undefined && span.start !== at.start && standsAlone(text, at)) others.push({ ...span, ...at });
  });
  return others;
}

function standsAlone(text: string, { start, end }: { start: number; end: number }): boolean {
  return !/[A-Za-z0-9]/u.test(text.charAt(start - 1)) && !/[A-Za-z0-9]/u.test(text.charAt(end));
}

/** Short values and plain words stand in ordinary text too; they count where a name tells what they are. */
export function isDistinct(value: string): boolean {
  return value.length >= 8 && new Set(value).size >= 4 && (!/^[A-Za-z]+$/u.test(value) || isStrange(value));
}

function look(text: string, where: Where): SecretSpan[] {
  const budget = createBudget();
  const context = { point: where.point, reader: assignmentReader(text, { ...where, budget }), budget };
  const found: SecretSpan[] = [];
  // Made when it is first needed: commands that look at no text start without it.
  const { prefilter, probes, count } = (engine ??= anchored());
  // A row does not look again inside what it found, so that repeated prefixes cost no more than others.
  const doneTo = new Float64Array(count);
  let unreadTo = 0;
  prefilter.scan(text, (literal, start) => {
    for (const { number, look: lookAt, always } of probes[literal] ?? []) {
      if (start < (doneTo[number] ?? 0) || (start < unreadTo && always === undefined)) continue;
      const isUnread = always === undefined && budget.isSpent(start);
      for (const span of isUnread ? [unread(text, start)] : lookAt(text, start, context)) {
        if (span.end <= span.start) continue;
        doneTo[number] = Math.max(span.end, doneTo[number] ?? 0);
        if (isUnread) unreadTo = span.end;
        budget.spend(COST_OF_FOUND);
        found.push(span);
      }
    }
  });
  return found;
}

/** Of trying one pattern, and of all that is done with what was found, in characters. */
const COST_OF_PATTERN = 10;
const COST_OF_FOUND = 50;

/** From the name or prefix at `start` to the end of the next line, where the value of a name may stand. */
function unread(text: string, start: number): SecretSpan {
  let from = start;
  while (from > 0 && start - from < LONGEST_LEAD && /[\w$.-]/u.test(text.charAt(from - 1))) from--;
  const line = text.indexOf("\n", start);
  const next = line < 0 ? -1 : text.indexOf("\n", line + 1);
  return { start: from, end: next < 0 ? text.length : next, type: UNREAD_TYPE, why: "entropy", confidence: "low" };
}

const LONGEST_LEAD = 80;

function anchored(): Engine {
  const byLiteral = new Map<string, Probe[]>();
  let count = 0;
  const add = (anchors: readonly string[], lookOf: (anchor: string) => Look, always?: true): void => {
    const number = count++;
    for (const anchor of anchors) {
      const literal = anchor.toLowerCase();
      const probes = byLiteral.get(literal) ?? [];
      // One row's anchors may differ by case alone.
      if (probes.at(-1)?.number !== number)
        byLiteral.set(literal, [...probes, { number, look: lookOf(anchor), ...(always && { always }) }]);
    }
  };
  for (const format of FORMATS) add(format.anchors, (anchor) => formatProbe(format, anchor));
  add(PRIVATE_KEY_ANCHORS, () => (text, start) => listOf(privateKeyAt(text, start)), true);
  add(JWK_ANCHORS, () => privateMembersAt, true);
  add(
    NAME_ANCHORS,
    () =>
      (_text, start, { reader }) =>
        reader.at(start),
  );
  return { prefilter: createPrefilter([...byLiteral.keys()]), probes: [...byLiteral.values()], count };
}

function formatProbe(format: Format, anchor: string): Look {
  let exact: boolean | undefined;
  let isToken: boolean | undefined;
  return (text, start, { point, budget }) => {
    // Most hits have another case than the pattern: comparing costs less than trying it.
    if ((exact ??= isExact(format, anchor)) && !text.startsWith(anchor, start)) return NONE;
    if ((isToken ??= format.pattern.source.startsWith(LEFT)) && !mayBegin(text, start)) return NONE;
    budget.spend(COST_OF_PATTERN);
    const span = formatAt(format, { text, start, point });
    return span === undefined ? NONE : [span];
  };
}

/** Whether `LEFT` may match: not in the middle of a word, unless what looks like its begin is an escape. */
function mayBegin(text: string, start: number): boolean {
  const code = text.charCodeAt(start - 1);
  const isWord = (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
  return !isWord || text.charAt(start - 2) === "\\" || text.charAt(start - 3) === "%";
}

/** Whether the pattern takes its anchor in this one spelling only. */
function isExact({ anchors, pattern }: Format, anchor: string): boolean {
  const literal = anchor.toLowerCase();
  if (pattern.ignoreCase || anchors.filter((other) => other.toLowerCase() === literal).length > 1) return false;
  const source = pattern.source.replace(/\\(?=[^A-Za-z0-9])/gu, "");
  const places = source.toLowerCase().split(literal).length;
  return places > 1 && places === source.split(anchor).length;
}

function listOf(span: SecretSpan | undefined): readonly SecretSpan[] {
  return span === undefined ? NONE : [span];
}

/** What one row finds where its anchor stands. */
export function formatAt(
  format: Format,
  { text, start, point }: { text: string; start: number; point: Point },
): SecretSpan | undefined {
  const confidence = format.confidence ?? "high";
  if (point === "scan" && confidence === "low") return undefined;
  format.pattern.lastIndex = start;
  const match = format.pattern.exec(text);
  if (match === null) return undefined;
  const [from, to] = match.indices?.groups?.["secret"] ?? [
    start - (match.groups?.["lead"]?.length ?? 0),
    format.pattern.lastIndex,
  ];
  const secret = text.slice(from, to);
  const why = format.check?.(secret) ?? "format";
  if (why === "reject" || isExample(secret, point)) return undefined;
  const sure = format.chosen === true ? chosen(secret, point) : confidence;
  if (sure === undefined) return undefined;
  const span = { start: from, end: to, type: format.type, why, confidence: sure };
  return format.provider === undefined ? span : { ...span, provider: format.provider };
}

function chosen(value: string, point: Point): Confidence | undefined {
  return judge({ value, name: "", strength: "password", quoted: true, settings: true, point });
}

/** Documentation shows keys such as `ghp_xxxx…` and `sk_live_0000…`; what shares a row with them at the redact point is harmless. */
function isExample(secret: string, point: Point): boolean {
  const tail = secret.slice(-16);
  if (secret.length >= 8 && (point === "scan" ? new Set(tail).size <= 2 : /^[xX0*#.-]*$/u.test(tail))) return true;
  if (/^(?:\$(?:[({]|[A-Za-z_]\w*(?![\w$]))|[<{%])/u.test(secret)) return true;
  return point === "scan" && /x{6}|X{6}|example|EXAMPLE|your/u.test(secret);
}

const STRENGTH: Readonly<Record<Why, number>> = { checksum: 3, format: 2, assignment: 1, entropy: 0 };

/** Overlapping spans become one that covers them all and says what the strongest of them says. */
export function merged(spans: readonly SecretSpan[]): SecretSpan[] {
  const result: SecretSpan[] = [];
  let last: SecretSpan | undefined;
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (last === undefined || span.start >= last.end) result.push((last = span));
    else if (span.end > last.end || STRENGTH[span.why] > STRENGTH[last.why]) {
      last = { ...stronger(last, span), start: last.start, end: Math.max(last.end, span.end) };
      result[result.length - 1] = last;
    }
  }
  return result;
}

function stronger(a: SecretSpan, b: SecretSpan): SecretSpan {
  return STRENGTH[b.why] > STRENGTH[a.why] ? b : a;
}
