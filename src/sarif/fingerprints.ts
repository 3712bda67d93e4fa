/** The two identities of a finding: GitHub's `primaryLocationLineHash`, and ours. Neither holds line numbers, commits or people. */

import { createHash } from "node:crypto";

import type { Location, RawFinding } from "../finding.ts";

const WINDOW = 100;
const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const END_OF_FILE = 65_535;
const TWO_32 = 2 ** 32;

/** 37^100 modulo 2^64, as two 32-bit halves: what leaves the window is multiplied by it. */
const [LEAVING_HIGH, LEAVING_LOW] = (() => {
  const power = BigInt.asUintN(64, 37n ** 100n);
  return [Number(power >> 32n), Number(power & 0xffff_ffffn)];
})();

/**
 * GitHub's `primaryLocationLineHash` of every line, in order, as `hash:count`; a text without a line end has one line.
 * `text` keeps its byte order mark when it has one: it is part of the first line's hash.
 *
 * The algorithm is codeql-action's (`src/fingerprints.ts`), to the letter: its upload recomputes and warns on a mismatch.
 */
export function primaryLocationLineHashes(text: string): string[] {
  const { units, starts } = significantUnits(text);
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  // Two halves instead of one BigInt: every product below stays under 2^53, so doubles are exact and fifty times faster.
  let high = 0;
  let low = 0;
  let line = 0;
  for (let at = 0; line < starts.length; at++) {
    const leaving = at < WINDOW ? 0 : (units[at - WINDOW] ?? 0);
    const sum = low * 37 + (units[at] ?? 0) - leaving * LEAVING_LOW;
    high = (Math.imul(high, 37) + Math.floor(sum / TWO_32) - Math.imul(leaving, LEAVING_HIGH)) >>> 0;
    low = sum >>> 0;
    if (at - (WINDOW - 1) !== starts[line]) continue;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    hashes.push(`${hash}:${count}`);
    line += 1;
  }
  return hashes;
}

/** UTF-16 units without spaces and tabs, every line end one LF, the end of file; and where in them each line starts. */
function significantUnits(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts = [0];
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE || unit === TAB) continue;
    if (unit === LF && text.charCodeAt(at - 1) === CR) continue;
    units[length++] = unit === CR ? LF : unit;
    if (unit === CR || unit === LF) starts.push(length);
  }
  units[length++] = END_OF_FILE;
  return { units: units.subarray(0, length), starts };
}

export interface Identity {
  readonly ruleId: string;
  readonly uri: string;
  /** The text of the line where the finding starts. */
  readonly lineText: string;
  /** 0 for the first; see `fingerprintsOf`. */
  readonly ordinal: number;
}

/**
 * Our fingerprint: `ccr/v1:` and 32 hex digits of SHA-256 over rule, path, line text without white space, ordinal.
 * White space is removed, not folded, so that a formatter does not make every finding a new one.
 */
export function fingerprint({ ruleId, uri, lineText, ordinal }: Identity): string {
  // JSON of an array cannot be read two ways, unlike fields joined by a separator that a file name may hold.
  const identity = JSON.stringify([ruleId, uri, withoutWhiteSpace(lineText), ordinal]);
  return `ccr/v1:${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`;
}

/**
 * The fingerprints of one scanner's findings, in their order. `lineText` gives the line at which a location starts.
 *
 * The ordinal tells findings of one rule on equal lines of one file apart: it is the number of *different* places
 * (line, column, end, message) that come before this one among the findings with the same rule, path and line text.
 * So nothing that is inserted elsewhere changes it, not even an equal line on which the rule finds nothing; two findings
 * on one line differ; a finding reported twice has one fingerprint; and when an earlier one is fixed, later ones move up.
 * A finding without a place, or whose line cannot be read, is told apart by its `identity`, or else by its message.
 */
export function fingerprintsOf(
  findings: readonly RawFinding[],
  lineText: (location: Location) => string | undefined,
): string[] {
  const groups = new Map<string, number[]>();
  const texts = findings.map(
    ({ location, identity, message }) => (location && lineText(location)) ?? identity?.lineText ?? message,
  );
  for (const [at, finding] of findings.entries()) {
    const key = JSON.stringify([finding.rule.id, uriOf(finding), withoutWhiteSpace(texts[at] ?? "")]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  const result: string[] = [];
  for (const group of groups.values()) {
    const places = new Map<string, number>();
    for (const place of group.map((at) => placeOf(findings[at])).sort(byPlace)) {
      if (!places.has(place.key)) places.set(place.key, places.size);
    }
    for (const at of group) {
      const finding = findings[at];
      if (finding === undefined) continue;
      result[at] = fingerprint({
        ruleId: finding.rule.id,
        uri: uriOf(finding) ?? "",
        lineText: texts[at] ?? "",
        ordinal: places.get(placeOf(finding).key) ?? 0,
      });
    }
  }
  return result;
}

function uriOf({ location, identity }: RawFinding): string | undefined {
  return location?.uri ?? identity?.uri;
}

interface Place {
  readonly numbers: readonly number[];
  readonly message: string;
  readonly key: string;
}

function placeOf(finding: RawFinding | undefined): Place {
  const { location, message = "" } = finding ?? {};
  const numbers = [
    location?.startLine ?? 0,
    location?.startColumn ?? 0,
    location?.endLine ?? 0,
    location?.endColumn ?? 0,
  ];
  return { numbers, message, key: JSON.stringify([...numbers, message]) };
}

function byPlace(a: Place, b: Place): number {
  const at = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  if (at >= 0) return (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}

function withoutWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, "");
}
