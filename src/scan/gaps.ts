/** Which of the parts that were not scanned matter for this change (design, "What counts as having run"). Pure. */

import { meetsChangedLine } from "../change/index.ts";
import type { Change, ChangedFile, ScanReport, Unscanned } from "../records.ts";

export type Gap = Unscanned & { readonly scanner: string };

export interface Gaps {
  /** A required scanner did not scan a changed line, and nothing excuses it: the run is incomplete. */
  readonly gaps: readonly Gap[];
  /** The same, excused by `scope.generated` of the policy at base: `excluded (generated)` for that scanner. */
  readonly excluded: readonly Gap[];
}

/** `isGenerated` is the policy's `scope.generated` as a matcher of URIs. */
export function policyGaps(report: ScanReport, change: Change, isGenerated: (uri: string) => boolean): Gaps {
  const files = new Map(change.files.map((file) => [file.uri, file]));
  const found = report.runs
    .filter((run) => run.required)
    .flatMap((run) => run.unscanned.map((part): Gap => ({ ...part, scanner: run.scanner })))
    .filter((part) => meetsChange(part, files.get(part.uri)));
  return {
    gaps: found.filter(({ uri }) => !isGenerated(uri)),
    excluded: found.filter(({ uri }) => isGenerated(uri)),
  };
}

function meetsChange({ startLine, endLine }: Unscanned, file: ChangedFile | undefined): boolean {
  // Links hold no code of their own; what is deleted leaves nothing to scan.
  if (file?.kind !== "regular" || file.status === "deleted") return false;
  if (startLine === undefined) return hasChangedContent(file);
  return meetsChangedLine(file, startLine, endLine ?? startLine);
}

/** A mere rename or mode change brings no line that was not there; a binary has no lines and may bring anything. */
function hasChangedContent(file: ChangedFile): boolean {
  return file.baseBlob !== file.headBlob;
}
