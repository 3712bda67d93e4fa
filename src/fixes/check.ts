/** Whether a draft is a fix: git applies it to head, and the scanners that saw head see less in the result and nothing new. */

import type { Finding, TriagedFinding } from "../finding.ts";
import type { Change, ScannerRun, ScanReport } from "../records.ts";
import { scanEdits, type EditScan, type ScanPorts } from "../scan/index.ts";
import type { FindingEdit } from "../review/index.ts";
import type { Draft, DraftedFile } from "./draft.ts";
import { isGone, ofRule } from "./gone.ts";

/** A file before and after, as text; `mode` is git's. */
export interface PatchedFile {
  readonly path: string;
  readonly mode: "100644" | "100755";
  readonly before: string;
  readonly after: string;
}

/** Git's own word on a change of files. */
export interface Patches {
  /**
   * The change as git writes it, when `git apply --check` takes it and applying it gives exactly the files after.
   * `refused` is one clean line. Nothing of it is on disk afterwards. @throws ExternalError `git-failed`, `write-failed`
   */
  check(files: readonly PatchedFile[]): Promise<{ readonly patch: string } | { readonly refused: string }>;
}

export interface Evidence {
  /** Who reported the finding; absent: no scanner did. Counts are of its rule in the finding's file. */
  readonly scanner?: {
    readonly tool: string;
    readonly version: string;
    readonly before: number;
    /** Absent: it did not run on the result. */
    readonly after?: number;
  };
  /** Everything that the scanners asked report in the edited files. */
  readonly all: { readonly before: number; readonly after: number };
  /** Names of the scanners that saw the result. */
  readonly asked: readonly string[];
}

export type Checked =
  /** `refused` ends a sentence. */
  | { readonly refused: string }
  /** `patch` holds head's own text: never to be shown unredacted. `unproved`, a clause: it is no more than a suggestion. */
  | { readonly patch: string; readonly evidence: Evidence; readonly unproved?: string };

export interface CheckJob {
  readonly finding: TriagedFinding;
  /** All of head, the finding among them: other tools may report the same weakness. */
  readonly found: readonly TriagedFinding[];
  readonly change: Change;
  readonly scanners: Parameters<typeof scanEdits>[0]["scanners"];
  /** Of head. */
  readonly report: ScanReport;
}

export interface CheckPorts {
  readonly patches: Patches;
  readonly scan: ScanPorts;
}

export async function checkFix({ files }: Draft, job: CheckJob, { patches, scan }: CheckPorts): Promise<Checked> {
  const patched = await patches.check(files.map(patchedFile));
  if ("refused" in patched) return { refused: `git does not apply it: ${patched.refused}` };
  const result = await scanEdits({ ...job, files }, scan);
  const evidence = evidenceOf(files, job, result);
  const [rule] = [...result.reported.values(), ...grown(files, job, result)];
  if (rule !== undefined) return { refused: `with it \`${rule}\` reports something new` };
  const row = sameRow(job).flatMap((finding) => {
    const run = reporter(job.report, finding);
    return run === undefined ? [] : [{ finding, run, after: result.found.get(run.scanner) }];
  });
  const still = row.find(({ finding, run, after }) => after !== undefined && !isGone(files, { finding, run }, after));
  if (still !== undefined) return { refused: `${still.run.tool} still reports \`${still.finding.rule.id}\` with it` };
  const unasked = row.find(({ after }) => after === undefined);
  const unproved =
    result.notScanned ??
    (unasked && `${unasked.run.tool} cannot be run on the result here`) ??
    (evidence.asked.length === 0 ? "no scanner of this run reads such a file" : undefined);
  return { patch: patched.patch, evidence, ...(unproved === undefined ? {} : { unproved }) };
}

export function patchedFile({ file, before, after }: DraftedFile): PatchedFile {
  return { path: file.uri, mode: file.headMode === "100755" ? "100755" : "100644", before, after };
}

/** What one row says: reports of several tools about the finding's weakness, its own first. */
function sameRow({ finding, found }: CheckJob): readonly TriagedFinding[] {
  return [finding, ...found.filter((other) => other !== finding && rowOf(other) === rowOf(finding))];
}

function rowOf({ disposition, fingerprint }: TriagedFinding): string {
  return disposition.status === "merged" ? disposition.into : fingerprint;
}

/** The run that brought the finding. */
function reporter({ runs }: ScanReport, finding: TriagedFinding): ScannerRun | undefined {
  return runs.find(({ findings }) => findings.some(({ fingerprint }) => fingerprint === finding.fingerprint));
}

function evidenceOf(files: readonly DraftedFile[], job: CheckJob, { found }: EditScan<FindingEdit>): Evidence {
  const edited = new Set(files.map(({ file }) => file.uri));
  const inEdited = (findings: readonly Finding[]): number =>
    findings.filter(({ location }) => location !== undefined && edited.has(location.uri)).length;
  const asked = [...found.keys()];
  const head = asked.flatMap((scanner) => ofScanner(job.report, scanner));
  const run = reporter(job.report, job.finding);
  const before = run === undefined ? [] : ofRule(run.findings, job.finding);
  const result = found.get(run?.scanner ?? "");
  return {
    ...(run !== undefined && {
      scanner: {
        ...{ tool: run.tool, version: run.version, before: before.length },
        ...(result !== undefined && { after: ofRule(result, job.finding).length }),
      },
    }),
    all: { before: inEdited(head), after: inEdited([...found.values()].flat()) },
    asked,
  };
}

function ofScanner({ runs }: ScanReport, scanner: string): readonly Finding[] {
  return runs.filter((run) => run.scanner === scanner).flatMap(({ findings }) => findings);
}

/**
 * Rules that report more in a file than before. A finding whose line the edit rewrote has another fingerprint, so it is the
 * number that tells: one more is new, whichever it is.
 */
function grown(
  files: readonly DraftedFile[],
  { report }: CheckJob,
  { found }: EditScan<FindingEdit>,
): readonly string[] {
  return [...found].flatMap(([scanner, after]) => {
    const before = ofScanner(report, scanner);
    return files.flatMap(({ file }) => {
      const here = after.filter(({ location }) => location?.uri === file.uri);
      return [...new Set(here.map(({ rule }) => rule.id))].filter((id) => {
        const old = before.filter(({ rule, location }) => rule.id === id && location?.uri === file.uri);
        return here.filter(({ rule }) => rule.id === id).length > old.length;
      });
    });
  });
}
