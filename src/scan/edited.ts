/** Files with suggested edits in them, scanned like head's: an edit that a scanner reports is no fix. */

import type { Finding } from "../finding.ts";
import type { Objects } from "../ports.ts";
import type { Change, ChangedFile, ScanReport } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import { exportHead } from "./export.ts";
import { identify } from "./identity.ts";
import { portsOf, type SelectedScanner } from "./run.ts";
import type { ScanPorts, ScanTarget } from "./scanner.ts";
import { secrets } from "./secrets.ts";

/** 1-based, inclusive; `endLine` before `startLine` is no line. */
interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

export interface AppliedEdit {
  /** The lines of head that it replaces. */
  readonly head: Lines;
  /** Its own lines in the edited file. */
  readonly edited: Lines;
}

export interface EditedFile<E extends AppliedEdit> {
  /** As the change has it. */
  readonly file: ChangedFile;
  readonly bytes: Uint8Array;
  readonly edits: readonly E[];
}

export interface EditScan<E extends AppliedEdit> {
  /** Edits that bring a finding which head does not have, with its rule. */
  readonly reported: ReadonlyMap<E, string>;
  /** All that each scanner, by name, finds in the edited files; one without an entry was not asked, or failed. */
  readonly found: ReadonlyMap<string, readonly Finding[]>;
  /** Why not every scanner saw them: a clause. */
  readonly notScanned?: string;
}

export interface EditScanJob<E extends AppliedEdit> {
  readonly files: readonly EditedFile<E>[];
  readonly scanners: readonly SelectedScanner[];
  readonly change: Change;
  /** Of head: only scanners that completed there are asked again. */
  readonly report: ScanReport;
}

/** One more run of each scanner, over the edited files alone. Never throws: a scan that fails takes nothing away. */
export async function scanEdits<E extends AppliedEdit>(job: EditScanJob<E>, ports: ScanPorts): Promise<EditScan<E>> {
  const [reported, all] = [new Map<E, string>(), new Map<string, readonly Finding[]>()];
  const failures: string[] = [];
  const completed = job.scanners.filter(({ scanner }) => isAsked(scanner.name, job));
  const edited = withEdited(job, ports);
  let target: ScanTarget | undefined;
  try {
    target = await exportHead(edited.change, edited.ports);
    failures.push(...target.withheld.map(({ uri, reason }) => `${uri}: ${reason}`));
    for (const selected of completed) {
      if (!selected.scanner.applies(edited.change)) continue;
      ports.log.info(`${selected.scanner.name}: scanning ${count(job.files.length, "file")} with suggested edits`);
      const found = await findingsOf(selected, { target, ports: edited.ports });
      if ("failed" in found) {
        failures.push(found.failed);
        continue;
      }
      all.set(selected.scanner.name, found.findings);
      for (const [edit, rule] of tripped(job, selected.scanner.name, found.findings)) reported.set(edit, rule);
    }
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  } finally {
    if (target !== undefined) await ports.files.remove(target.root);
  }
  const [why] = failures;
  return { reported, found: all, ...(why === undefined ? {} : { notScanned: oneLine(ports.redact(why), 300) }) };
}

/** What reads nothing but its files, and the engine for secrets, which costs nothing. */
function isAsked(name: string, { scanners, report }: Pick<EditScanJob<AppliedEdit>, "scanners" | "report">): boolean {
  const scanner = scanners.find((selected) => selected.scanner.name === name)?.scanner;
  const runs = report.runs.filter((run) => run.scanner === name);
  return (
    (scanner?.comparable === true || name === secrets.name) &&
    runs.length > 0 &&
    runs.every(({ state }) => state.status === "completed" || state.status === "notApplicable")
  );
}

/** The change of these files alone, whose blobs are the edited texts. It has no commits, so no history is read. */
function withEdited(
  { files, change }: Pick<EditScanJob<AppliedEdit>, "files" | "change">,
  ports: ScanPorts,
): { readonly change: Change; readonly ports: ScanPorts } {
  const blobs = new Map(files.map(({ file, bytes }) => [blobOf(file), bytes]));
  const edited = files.map(({ file, bytes }): ChangedFile => {
    const { uri, kind, headMode, binary, invalidUtf8 } = file;
    const blob = { headMode, headBlob: blobOf(file), headSize: bytes.length };
    return { uri, status: "modified", kind, baseMode: headMode, ...blob, binary, invalidUtf8, hunks: [] };
  });
  return {
    change: { ...change, head: change.mergeBase, base: change.mergeBase, files: edited },
    ports: { ...ports, objects: withBlobs(ports.objects, blobs) },
  };
}

/** No name of git's. */
function blobOf({ uri }: ChangedFile): string {
  return `edited:${uri}`;
}

function withBlobs(objects: Objects, own: ReadonlyMap<string, Uint8Array>): Objects {
  return {
    ...objects,
    sizes: async (names) => {
      const known = await objects.sizes(names.filter((name) => !own.has(name)));
      return new Map([...known, ...[...own].map(([name, bytes]) => [name, bytes.length] as const)]);
    },
    blobs: async (names, each) => {
      for (const name of names) if (own.has(name)) await each(name, own.get(name));
      await objects.blobs(
        names.filter((name) => !own.has(name)),
        each,
      );
    },
  };
}

async function findingsOf(
  selected: SelectedScanner,
  { target, ports }: { target: ScanTarget; ports: ScanPorts },
): Promise<{ readonly findings: readonly Finding[] } | { readonly failed: string }> {
  const outcomes = await selected.scanner.scan(target, portsOf(selected, ports));
  const gaps = outcomes.flatMap(({ state, unscanned }) => [
    ...("reason" in state ? [state.reason] : []),
    ...unscanned.map(({ reason }) => reason),
  ]);
  const [gap] = gaps;
  if (gap !== undefined) return { failed: `${selected.scanner.name}: ${gap}` };
  const found = await identify(
    outcomes.map(({ findings }) => findings),
    target.change,
    ports,
  );
  return { findings: found.flat() };
}

/**
 * An edit is to blame for a finding that head does not have when more findings of that rule meet its lines than met the
 * lines that it replaces; for one on no edit's lines, when the file has more of them than before, all edits of the file are.
 */
function tripped<E extends AppliedEdit>(
  { files, report }: Pick<EditScanJob<E>, "files" | "report">,
  scanner: string,
  found: readonly Finding[],
): readonly (readonly [E, string])[] {
  const inHead = report.runs.filter((run) => run.scanner === scanner).flatMap(({ findings }) => findings);
  const known = new Set(inHead.map(({ fingerprint }) => fingerprint));
  return files.flatMap(({ file: { uri }, edits }) => {
    const before = inHead.filter(({ location }) => location?.uri === uri);
    const after = found.filter(({ location }) => location?.uri === uri);
    return after
      .filter(({ fingerprint }) => !known.has(fingerprint))
      .flatMap(({ rule, location }) => {
        const [old, now] = [before, after].map((findings) => findings.filter((each) => each.rule.id === rule.id));
        const met = edits.filter(({ edited }) => meets(location, edited));
        const guilty =
          met.length > 0
            ? met.filter(({ head, edited }) => countIn(now, edited) > countIn(old, head))
            : (now?.length ?? 0) > (old?.length ?? 0)
              ? edits
              : [];
        return guilty.map((edit) => [edit, rule.id] as const);
      });
  });
}

function countIn(findings: readonly Finding[] | undefined, lines: Lines): number {
  return (findings ?? []).filter(({ location }) => meets(location, lines)).length;
}

function meets(location: Finding["location"], { startLine, endLine }: Lines): boolean {
  return location !== undefined && location.startLine <= endLine && startLine <= location.endLine;
}
