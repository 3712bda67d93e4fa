/** The scanner for hard-coded credentials: the engine of `src/secrets` at its precise point, over the changed files of head. */

import type { Location, RawFinding } from "../finding.ts";
import type { ChangedFile, Unscanned } from "../records.ts";
import {
  detect,
  RULE_SET_VERSION,
  ruleNames,
  ruleOf,
  ruleSetSha256,
  severityOf,
  type SecretSpan,
} from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";
import type { Scanner } from "./scanner.ts";

const NAME = "secrets";
/** Above it only the hunks are read: one such file is 0.5 s. */
const LARGEST_BYTES = 5_000_000;
const LARGEST_BINARY_BYTES = 50_000_000;
/** More of them in one file say nothing more; code scanning takes 25,000 results of a run. */
const MOST_FINDINGS_PER_FILE = 1_000;

interface Part {
  readonly findings: readonly RawFinding[];
  readonly unscanned: readonly Unscanned[];
}

/** Text to look at, with the number in head of each of its lines. */
interface Reading {
  readonly text: string;
  readonly lineOf: (line: number) => number;
  /** False where columns of the text are not those of the file. */
  readonly columns: boolean;
}

export const secrets: Scanner = {
  name: NAME,
  applies: ({ files }) => files.some(hasContent),
  rules: () => Promise.resolve(ruleNames()),
  scan: async ({ change }, { objects }) => {
    const files = new Map<string, ChangedFile[]>();
    for (const file of change.files) {
      if (!hasContent(file)) continue;
      const { headBlob = "" } = file;
      files.set(headBlob, [...(files.get(headBlob) ?? []), file]);
    }
    const parts: Part[] = [];
    await objects.blobs([...files.keys()], (name, bytes) => {
      for (const file of files.get(name) ?? []) parts.push(scanFile(file, bytes));
    });
    return [
      {
        tool: NAME,
        version: RULE_SET_VERSION,
        digests: { rules: ruleSetSha256() },
        state: { status: "completed" },
        findings: parts.flatMap(({ findings }) => findings),
        unscanned: parts.flatMap(({ unscanned }) => unscanned),
      },
    ];
  },
};

/** Links and submodules have no text of their own; what was deleted is not in head. */
function hasContent({ kind, headBlob }: ChangedFile): boolean {
  return kind === "regular" && headBlob !== undefined;
}

function scanFile(file: ChangedFile, bytes: Uint8Array | undefined): Part {
  const { uri } = file;
  if (bytes === undefined) return { findings: [], unscanned: [{ uri, reason: "git has no such object" }] };
  const limit = file.binary ? LARGEST_BINARY_BYTES : LARGEST_BYTES;
  const big = bytes.length > limit;
  const reading = big && !file.binary ? hunksOf(file) : contentOf(bytes.subarray(0, limit));
  const spans = detect(reading.text, { path: uri, point: "scan" });
  const place = placer(uri, reading);
  const findings = spans.slice(0, MOST_FINDINGS_PER_FILE).map((span) => toFinding(span, place(span)));
  const unscanned: Unscanned[] = [];
  const endLine = lineCount(bytes);
  if (big && file.binary) unscanned.push({ uri, reason: `only the first ${megabytes(limit)} were scanned` });
  if (big && !file.binary) unscanned.push(...outsideHunks(file, endLine));
  const next = spans[MOST_FINDINGS_PER_FILE];
  if (next !== undefined) {
    const reason = `more than ${String(MOST_FINDINGS_PER_FILE)} secrets in one file: the rest is not reported`;
    unscanned.push({ uri, startLine: place(next).startLine, endLine, reason });
  }
  return { findings, unscanned };
}

/** As git counts: a last line without a line end is one. */
function lineCount(bytes: Uint8Array): number {
  let count = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < bytes.length - 1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function megabytes(bytes: number): string {
  return `${String(bytes / 1e6)} MB`;
}

/**
 * Any bytes as text. A byte order mark decides (RFC 2781); what is not valid UTF-8 shows as U+FFFD. A binary file is read
 * byte by byte without its NULs: one NUL, or UTF-16 without a mark, must not hide what else the file holds (L6).
 */
function contentOf(bytes: Uint8Array): Reading {
  const lineOf = (line: number): number => line;
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), lineOf, columns: true };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), lineOf, columns: true };
  if (!bytes.includes(0)) return { text: new TextDecoder("utf-8").decode(bytes), lineOf, columns: true };
  return { text: Buffer.from(bytes).toString("latin1").replaceAll("\0", ""), lineOf, columns: false };
}

/** The lines of head that the hunks show, for a file that is too big to read whole. */
function hunksOf({ hunks }: ChangedFile): Reading {
  const lines = hunks.flatMap((hunk) => hunk.lines.filter(({ headLine }) => headLine !== undefined));
  return {
    text: lines.map(({ text }) => text).join("\n"),
    lineOf: (line) => lines[line - 1]?.headLine ?? 1,
    columns: true,
  };
}

function outsideHunks({ uri, hunks }: ChangedFile, lastLine: number): Unscanned[] {
  const reason = `over ${megabytes(LARGEST_BYTES)}: only the changed parts were scanned`;
  const gaps: Unscanned[] = [];
  let next = 1;
  for (const { headStart, headCount } of hunks) {
    if (headCount === 0) continue;
    if (headStart > next) gaps.push({ uri, startLine: next, endLine: headStart - 1, reason });
    next = headStart + headCount;
  }
  return next > lastLine ? gaps : [...gaps, { uri, startLine: next, endLine: lastLine, reason }];
}

/** Places spans that come in order: 1-based lines and columns in UTF-16 units, `endColumn` after the last (SARIF §3.30). */
function placer(uri: string, { text, lineOf, columns }: Reading): (span: SecretSpan) => Location {
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf("\n");
  const goTo = (offset: number): { line: number; column: number } => {
    while (newline >= 0 && newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = text.indexOf("\n", lineStart);
    }
    return { line: lineOf(line), column: offset - lineStart + 1 };
  };
  return ({ start, end }) => {
    const from = goTo(start);
    const to = goTo(end);
    const lines = { uri, startLine: from.line, endLine: to.line };
    return columns ? { ...lines, startColumn: from.column, endColumn: to.column } : lines;
  };
}

const BECAUSE: Readonly<Record<SecretSpan["why"], string>> = {
  checksum: "its checksum is right",
  format: "it has the documented format",
  assignment: "its name says so and the value is no placeholder",
  entropy: "it is random and stands beside a telling name",
};

/** The message says what and why, never the value nor part of it. */
function toFinding(span: SecretSpan, location: Location): RawFinding {
  const rule = ruleOf(span.type);
  return {
    rule,
    source: { kind: "scanner", tool: NAME, version: RULE_SET_VERSION },
    message: oneLine(`${rule.shortDescription}: ${BECAUSE[span.why]}. Revoke it first, then remove it.`),
    severity: severityOf(span),
    confidence: span.confidence,
    location,
    relatedLocations: [],
  };
}
