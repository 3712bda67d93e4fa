/** The scanner for hard-coded credentials: the engine of `src/secrets` at its precise point, over head and the commits behind it. */

import type { Location, RawFinding } from "../finding.ts";
import type { ChangedFile, Unscanned } from "../records.ts";
import { RULE_SET_VERSION, ruleNames, ruleSetSha256, type Detector, type SecretSpan } from "../secrets/index.ts";
import type { Scanner, ScanPorts } from "./scanner.ts";
import { NAME, toFinding } from "./secrets-finding.ts";
import { scanHistory } from "./secrets-history.ts";
import { inName } from "./secrets-names.ts";
import { positions, readingOf, valueOf, valuesIn, type Reading } from "./secrets-text.ts";

/** Above it only the hunks are read: one such file is 0.5 s. */
const LARGEST_BYTES = 5_000_000;
const LARGEST_BINARY_BYTES = 50_000_000;
/** More of them in one file say nothing more; code scanning takes 25,000 results of a run. */
const MOST_FINDINGS_PER_FILE = 1_000;

type Ports = Pick<ScanPorts, "objects" | "detector">;

interface Placed {
  readonly span: SecretSpan;
  /** In memory only. */
  readonly value: string;
  readonly location: Location;
}

interface Part {
  readonly file: ChangedFile;
  readonly found: readonly Placed[];
  readonly unscanned: readonly Unscanned[];
}

export const secrets: Scanner = {
  name: NAME,
  // Whatever a change does, its commits have messages.
  applies: () => true,
  rules: () => Promise.resolve(ruleNames()),
  scan: async ({ change }, ports) => {
    const parts = await scanFiles(change.files.filter(hasContent), ports);
    const before = await valuesInBase(parts, ports);
    const inHead = parts.flatMap(({ file, found }) => found.map((placed) => inFile(file, placed, before)));
    const standing = new Set(parts.flatMap(({ found }) => found.map(({ value }) => value)));
    const history = await scanHistory(change, standing, ports);
    return [
      {
        tool: NAME,
        version: RULE_SET_VERSION,
        digests: { rules: ruleSetSha256() },
        state: { status: "completed" },
        findings: [
          ...inHead,
          ...change.files.filter(isNewName).flatMap(({ uri }) => inName(uri, ports)),
          ...history.findings,
        ],
        unscanned: [...parts.flatMap(({ unscanned }) => unscanned), ...history.unscanned],
      },
    ];
  },
};

/** A link's content is what it points at; submodules have none, and what was deleted is not in head. */
function hasContent({ kind, headBlob }: ChangedFile): boolean {
  return kind !== "submodule" && headBlob !== undefined;
}

function isNewName({ status, hunks }: ChangedFile): boolean {
  return hunks.length > 0 && ["added", "renamed", "copied"].includes(status);
}

/** A blob of many names is read once. */
function grouped(
  files: readonly ChangedFile[],
  blobOf: (file: ChangedFile) => string,
): ReadonlyMap<string, readonly ChangedFile[]> {
  const groups = new Map<string, ChangedFile[]>();
  for (const file of files) {
    const group = groups.get(blobOf(file));
    if (group === undefined) groups.set(blobOf(file), [file]);
    else group.push(file);
  }
  return groups;
}

async function scanFiles(files: readonly ChangedFile[], { objects, detector }: Ports): Promise<Part[]> {
  const byBlob = grouped(files, ({ headBlob = "" }) => headBlob);
  const parts: Part[] = [];
  await objects.blobs([...byBlob.keys()], (name, bytes) => {
    for (const file of byBlob.get(name) ?? []) parts.push(scanFile(file, bytes, detector));
  });
  return parts;
}

/** By blob of base: what the engine finds there too was no work of the change, on whatever line it stands now. */
async function valuesInBase(
  parts: readonly Part[],
  { objects, detector }: Ports,
): Promise<ReadonlyMap<ChangedFile, ReadonlySet<string>>> {
  // A copy is a new place for a secret; a rename is not.
  const asked = parts
    .filter(({ found, file }) => found.length > 0 && file.status !== "copied")
    .map(({ file }) => file)
    .filter(({ baseBlob, headBlob }) => baseBlob !== undefined && baseBlob !== headBlob);
  const byBlob = grouped(asked, ({ baseBlob = "" }) => baseBlob);
  const values = new Map<ChangedFile, ReadonlySet<string>>();
  await objects.blobs([...byBlob.keys()], (name, bytes) => {
    for (const file of byBlob.get(name) ?? []) values.set(file, valuesIn(bytes, file.baseUri ?? file.uri, detector));
  });
  return values;
}

function inFile(
  file: ChangedFile,
  { span, value, location }: Placed,
  before: ReadonlyMap<ChangedFile, ReadonlySet<string>>,
): RawFinding {
  const isOld = before.get(file)?.has(value) === true;
  return { ...toFinding({ span, path: file.uri }), location, ...(isOld && { baselineState: "unchanged" }) };
}

function scanFile(file: ChangedFile, bytes: Uint8Array | undefined, { look }: Detector): Part {
  const { uri } = file;
  if (bytes === undefined) return { file, found: [], unscanned: [{ uri, reason: "git has no such object" }] };
  const limit = file.binary ? LARGEST_BINARY_BYTES : LARGEST_BYTES;
  const big = bytes.length > limit;
  const reading = big && !file.binary ? hunksOf(file) : readingOf(bytes.subarray(0, limit));
  const spans = look(reading.text, { path: uri, point: "scan" });
  const place = placer(uri, reading);
  const found = spans
    .slice(0, MOST_FINDINGS_PER_FILE)
    .map((span) => ({ span, value: valueOf(reading.text, span), location: place(span) }));
  const unscanned: Unscanned[] = [];
  const endLine = lineCount(bytes);
  if (big && file.binary) unscanned.push({ uri, reason: `only the first ${megabytes(limit)} were scanned` });
  if (big && !file.binary) unscanned.push(...outsideHunks(file, endLine));
  const next = spans[MOST_FINDINGS_PER_FILE];
  if (next !== undefined) {
    const reason = `more than ${String(MOST_FINDINGS_PER_FILE)} secrets in one file: the rest is not reported`;
    unscanned.push({ uri, startLine: place(next).startLine, endLine, reason });
  }
  return { file, found, unscanned };
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
  const at = positions(text);
  return ({ start, end }) => {
    const from = at(start);
    const to = at(end);
    const lines = { uri, startLine: lineOf(from.line), endLine: lineOf(to.line) };
    return columns ? { ...lines, startColumn: from.column, endColumn: to.column } : lines;
  };
}
