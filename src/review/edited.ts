/** Suggested edits put into the text of head, as whoever takes them would: what the scanners are asked about. */

import type { Edit, RawFinding } from "../finding.ts";
import type { Objects } from "../ports.ts";
import type { Change } from "../records.ts";
import type { AppliedEdit, EditedFile } from "../scan/index.ts";
import { restoredReplacement, type Original } from "./edits.ts";

/** An edit in the edited file, and whose it is. */
export interface FindingEdit extends AppliedEdit {
  readonly finding: RawFinding;
}

type WithFix = RawFinding & { readonly fix: Edit };

/** Edits of one file lie side by side; one that overlaps another is in none. Secrets are back in the text, which is never kept. */
export async function editedFiles(
  findings: readonly RawFinding[],
  { change, objects, original }: { change: Change; objects: Pick<Objects, "blobs">; original: Original },
): Promise<readonly EditedFile<FindingEdit>[]> {
  const fixes = findings.filter((finding): finding is WithFix => finding.fix !== undefined);
  const files = change.files.flatMap((file) => {
    const own = fixes.filter(({ location }) => location?.uri === file.uri);
    return own.length === 0 || file.headBlob === undefined ? [] : [{ file, own, blob: file.headBlob }];
  });
  const edited: EditedFile<FindingEdit>[] = [];
  await objects.blobs([...new Set(files.map(({ blob }) => blob))], (name, bytes) => {
    for (const { file, own, blob } of files) {
      if (blob !== name || bytes === undefined) continue;
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      const { lines, edits } = applied(text.split("\n"), sideBySide(own), original);
      if (edits.length > 0) edited.push({ file, bytes: new TextEncoder().encode(lines.join("\n")), edits });
    }
  });
  return edited;
}

function sideBySide(fixes: readonly WithFix[]): readonly WithFix[] {
  const chosen: WithFix[] = [];
  for (const finding of fixes.toSorted((a, b) => a.fix.startLine - b.fix.startLine))
    if ((chosen.at(-1)?.fix.endLine ?? 0) < finding.fix.startLine) chosen.push(finding);
  return chosen;
}

/** From top to bottom: `shift` is how far the lines below have moved. */
function applied(head: readonly string[], fixes: readonly WithFix[], original: Original) {
  const lines = [...head];
  const edits: FindingEdit[] = [];
  let shift = 0;
  for (const finding of fixes) {
    const { startLine, endLine } = finding.fix;
    const old = head.slice(startLine - 1, endLine);
    const replacement = restoredReplacement(finding.fix, { lines: old, above: head[startLine - 2], original });
    if (replacement === undefined) continue;
    const put = replacement === "" ? [] : replacement.split("\n");
    const first = startLine + shift;
    lines.splice(first - 1, old.length, ...put);
    edits.push({
      finding,
      head: { startLine, endLine },
      edited: { startLine: first, endLine: first + put.length - 1 },
    });
    shift += put.length - old.length;
  }
  return { lines, edits };
}

/** What a scan of the edits means for their findings, which all stay. */
export function afterEditScan(
  findings: readonly RawFinding[],
  {
    files,
    reported,
    notScanned,
  }: {
    readonly files: readonly EditedFile<FindingEdit>[];
    readonly reported: ReadonlyMap<FindingEdit, string>;
    readonly notScanned?: string;
  },
): readonly RawFinding[] {
  const edits = new Map(files.flatMap((file) => file.edits.map((edit) => [edit.finding, edit] as const)));
  return findings.map((finding) => {
    if (finding.fix === undefined) return finding;
    const edit = edits.get(finding);
    const rule = edit === undefined ? undefined : reported.get(edit);
    if (rule !== undefined) {
      const copy = { ...finding };
      delete copy.fix;
      return noted(copy, `Its suggested edit was dropped: ${rule} reports it.`);
    }
    const why = edit === undefined ? "it overlaps another suggested edit" : notScanned;
    return why === undefined ? finding : noted(finding, `Its suggested edit was not scanned: ${why}.`);
  });
}

function noted(finding: RawFinding, note: string): RawFinding {
  return { ...finding, message: `${finding.message}\n\n${note}` };
}
