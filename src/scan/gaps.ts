/** Which of the parts that were not scanned matter for this change (design, "What counts as having run"). Pure. */

import { meetsChangedLine } from "../change/index.ts";
import type { Change, ChangedFile, ScanReport, Unscanned } from "../records.ts";
import { unscannedLines } from "../words.ts";

export type Gap = Unscanned & { readonly scanner: string };

/**
 * What a required scanner did not scan of the changed lines, without what the policy at base excuses: the run is
 * incomplete. `isExcused` matches URIs.
 */
export function policyGaps(report: ScanReport, change: Change, isExcused: (uri: string) => boolean): readonly Gap[] {
  const files = new Map(change.files.map((file) => [file.uri, file]));
  return report.runs
    .filter((run) => run.required)
    .flatMap((run) => run.unscanned.map((part): Gap => ({ ...part, scanner: run.scanner })))
    .filter((part) => part.concerns === "change" || (!isExcused(part.uri) && meetsChange(part, files.get(part.uri))));
}

function meetsChange(part: Unscanned, file: ChangedFile | undefined): boolean {
  // Links hold no code of their own; what is deleted leaves nothing to scan.
  if (file?.kind !== "regular" || file.status === "deleted") return false;
  const lines = unscannedLines(part);
  return lines === undefined ? hasChangedContent(file) : meetsChangedLine(file, lines.startLine, lines.endLine);
}

/** A mere rename or mode change brings no line that was not there; a binary has no lines and may bring anything. */
function hasChangedContent(file: ChangedFile): boolean {
  return file.baseBlob !== file.headBlob || file.hunks.some(({ lines }) => lines.length > 0);
}
