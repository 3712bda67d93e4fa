/** The files of a finding as base has them, scanned like those of head: its own export, its own folders, the same tool. */

import { decode } from "../change/index.ts";
import type { Finding } from "../finding.ts";
import type { Change, ChangedFile } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import { exportHead } from "./export.ts";
import { identify } from "./identity.ts";
import { masked } from "./masked.ts";
import type { Scanner, ScanOutcome, ScanPorts, ScanTarget } from "./scanner.ts";

export interface HeadScan {
  readonly scanner: Scanner;
  readonly outcome: ScanOutcome;
  readonly findings: readonly Finding[];
  /** What the scanner was given. */
  readonly change: Change;
}

export interface Base {
  has(finding: Finding): boolean;
  /** Files that were not scanned whole, and why. */
  readonly gaps: ReadonlyMap<string, string>;
}

export const NOTHING_ASKED: Base = { has: () => false, gaps: new Map() };

/**
 * Never throws. Each file is scanned under its name in base, which decides what it is (YAML that becomes code by a rename had
 * no flaw), and identified under that in head, for a fingerprint holds the path.
 */
export async function scanBase(files: readonly ChangedFile[], head: HeadScan, ports: ScanPorts): Promise<Base> {
  const { scanner, change } = head;
  ports.log.info(`${scanner.name}: scanning ${count(files.length, "file")} of base`);
  let target: ScanTarget | undefined;
  try {
    const sizes = await ports.objects.sizes(files.flatMap(({ baseBlob }) => baseBlob ?? []));
    const base = { ...change, head: change.mergeBase, files: files.map((file) => inBase(file, sizes)) };
    const before = base.files.map((file, index) => ({ ...file, uri: files[index]?.baseUri ?? file.uri }));
    target = await exportHead({ ...base, files: before }, ports);
    const named = headNames(files);
    const outcomes = (await scanner.scan(target, ports)).map((outcome) => ({
      ...outcome,
      findings: outcome.findings.map(({ location, ...finding }) => ({
        ...finding,
        ...(location === undefined ? {} : { location: { ...location, uri: named(location.uri) } }),
      })),
    }));
    const found = await identify(
      outcomes.map((outcome) => outcome.findings),
      base,
      ports,
    );
    const standing = await standingIn(found.flat(), { findings: head.findings, files }, ports);
    const parts = [...target.withheld, ...outcomes.flatMap(({ unscanned }) => unscanned)];
    return {
      has: (finding) => standing.has(finding),
      gaps: new Map([
        ...parts.map(({ uri, reason }) => [named(uri), reason] as const),
        ...failure(files, outcomes, head),
      ]),
    };
  } catch (error) {
    const why = oneLine(error instanceof Error ? error.message : String(error), 300);
    return { has: () => false, gaps: new Map(files.map(({ uri }) => [uri, why])) };
  } finally {
    if (target !== undefined) await ports.files.remove(target.root);
  }
}

/** The name that a file of base has in head. */
function headNames(files: readonly ChangedFile[]): (uri: string) => string {
  const names = new Map(files.map(({ uri, baseUri = uri }) => [baseUri, uri]));
  return (uri) => names.get(uri) ?? uri;
}

function inBase(
  { uri, baseMode, baseBlob = "", ...file }: ChangedFile,
  sizes: ReadonlyMap<string, number>,
): ChangedFile {
  const { binary, invalidUtf8 } = file;
  return {
    ...{ uri, status: "modified", kind: "regular", baseMode, headMode: baseMode, baseBlob, headBlob: baseBlob },
    ...{ headSize: sizes.get(baseBlob) ?? 0, binary, invalidUtf8, hunks: [] },
  };
}

/** One reason for all files when the scan as a whole says nothing. */
function failure(
  files: readonly ChangedFile[],
  outcomes: readonly ScanOutcome[],
  { scanner, outcome }: HeadScan,
): readonly (readonly [string, string])[] {
  const reasons = outcomes.flatMap(({ state }) => ("reason" in state ? [state.reason] : []));
  const same = outcomes.some(
    ({ version, digests }) =>
      version === outcome.version && JSON.stringify(digests) === JSON.stringify(outcome.digests),
  );
  const why = reasons[0] ?? (same ? undefined : `${scanner.name} ran with another version or other rules`);
  return why === undefined ? [] : files.map(({ uri }) => [uri, why] as const);
}

/** A longer region is about a whole resource or function, which people edit without bringing its flaws. */
const MOST_LINES = 5;

/**
 * A fingerprint has the first line, and marks in place of secrets. So a call whose other lines are new, and a password that was
 * exchanged for another, look the same: the lines themselves, which never leave this function, must stand in base as well.
 */
async function standingIn(
  base: readonly Finding[],
  { findings, files }: { readonly findings: readonly Finding[]; readonly files: readonly ChangedFile[] },
  { objects }: Pick<ScanPorts, "objects">,
): Promise<ReadonlySet<Finding>> {
  const standing = new Set<Finding>();
  const fingerprints = new Set(base.map(({ fingerprint }) => fingerprint));
  const known = findings.filter(({ fingerprint }) => fingerprints.has(fingerprint));
  for (const { uri, baseBlob = "", headBlob = "" } of files) {
    const own = known.filter(({ location }) => location?.uri === uri);
    if (own.length === 0) continue;
    const texts = new Map<string, string>();
    await objects.blobs([baseBlob, headBlob], (name, bytes) => {
      texts.set(name, decode(bytes ?? new Uint8Array()).lines.join(""));
    });
    const [before, text] = [linesOf(texts.get(baseBlob) ?? ""), texts.get(headBlob) ?? ""];
    const after = linesOf(text);
    const regions = new Set(base.filter(({ location }) => location?.uri === uri).map((one) => regionOf(one, before)));
    const inBase = new Set(before);
    const marked = linesOf(masked(text, uri));
    const isNewSecret = after.map((line, index) => line !== marked[index] && !inBase.has(line));
    for (const finding of own) {
      const { startLine = 1, endLine = 1 } = finding.location ?? {};
      const hasNewSecret = isNewSecret.slice(startLine - 1, endLine).includes(true);
      if (!hasNewSecret && regions.has(regionOf(finding, after))) standing.add(finding);
    }
  }
  return standing;
}

function regionOf({ rule, location }: Finding, lines: readonly string[]): string {
  const { startLine = 1, endLine = 1 } = location ?? {};
  const isLong = endLine - startLine >= MOST_LINES;
  return JSON.stringify([rule.id, isLong ? "" : lines.slice(startLine - 1, endLine).join("")]);
}

/** Without white space, as in a fingerprint. */
function linesOf(text: string): readonly string[] {
  return text.split("\n").map((line) => line.replace(/\s+/gu, ""));
}
