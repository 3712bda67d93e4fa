/** Finds secrets in text: literals in one pass, then each pattern only where its literal stands. Linear in the text. */

import type { Confidence } from "../finding.ts";
import { assignmentReader, type Reader } from "./assignments.ts";
import type { Format, Point, SecretSpan, Why } from "./format.ts";
import { FORMATS } from "./formats.ts";
import { withoutHidden } from "./interleaved.ts";
import { NAME_ANCHORS } from "./names.ts";
import { createPrefilter } from "./prefilter.ts";
import { PRIVATE_KEY_ANCHORS, privateKeyAt } from "./private-keys.ts";
import { judge } from "./values.ts";

export interface Where {
  /** Of the file, when there is one: tells settings from source. */
  readonly path?: string | undefined;
  readonly point: Point;
}

type Probe = (text: string, start: number, context: { point: Point; reader: Reader }) => SecretSpan | undefined;

const { literals, probes } = anchored();
const prefilter = createPrefilter(literals);

/** The secrets in `text`: sorted, not overlapping, offsets in UTF-16 units. Never throws, whatever the text. */
export function detect(text: string, where: Where): SecretSpan[] {
  const found = look(text, where);
  const shown = withoutHidden(text);
  if (shown !== undefined) for (const span of look(shown.text, where)) found.push({ ...span, ...shown.original(span) });
  return merged(found);
}

function look(text: string, where: Where): SecretSpan[] {
  const context = { point: where.point, reader: assignmentReader(text, where) };
  const found: SecretSpan[] = [];
  // A row does not look again inside what it found, so that repeated prefixes cost no more than others.
  const doneTo = new Map<Probe, number>();
  prefilter.scan(text, (literal, start) => {
    for (const probe of probes[literal] ?? []) {
      if (start < (doneTo.get(probe) ?? 0)) continue;
      const span = probe(text, start, context);
      if (span === undefined || span.end <= span.start) continue;
      doneTo.set(probe, span.end);
      found.push(span);
    }
  });
  return found;
}

function anchored(): { literals: string[]; probes: Probe[][] } {
  const byLiteral = new Map<string, Probe[]>();
  const add = (anchors: readonly string[], probe: Probe): void => {
    for (const anchor of new Set(anchors.map((literal) => literal.toLowerCase())))
      byLiteral.set(anchor, [...(byLiteral.get(anchor) ?? []), probe]);
  };
  for (const format of FORMATS)
    add(format.anchors, (text, start, { point }) => formatAt(format, { text, start, point }));
  add(PRIVATE_KEY_ANCHORS, privateKeyAt);
  add(NAME_ANCHORS, (_text, start, { reader }) => reader.at(start));
  return { literals: [...byLiteral.keys()], probes: [...byLiteral.values()] };
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
  if (new Set(tail).size <= 2 && secret.length >= 8) return true;
  if (/^(?:\$(?:[({]|[A-Za-z_]\w*(?![\w$]))|[<{%])/u.test(secret)) return true;
  return point === "scan" && /x{6}|X{6}|example|EXAMPLE|your|0{8}|1234567890/u.test(secret);
}

const STRENGTH: Readonly<Record<Why, number>> = { checksum: 3, format: 2, assignment: 1, entropy: 0 };

/** Overlapping spans become one that covers them all and says what the strongest of them says. */
function merged(spans: readonly SecretSpan[]): SecretSpan[] {
  const result: SecretSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else result.push({ ...stronger(result.pop() ?? last, span), start: last.start, end: Math.max(last.end, span.end) });
  }
  return result;
}

function stronger(a: SecretSpan, b: SecretSpan): SecretSpan {
  return STRENGTH[b.why] > STRENGTH[a.why] ? b : a;
}
