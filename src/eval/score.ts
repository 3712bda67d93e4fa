/** Holds what was found against a label: right file, same weakness, in the changed hunk of the flaw or within five lines of it. */

import type { Change } from "../records.ts";
import type { Label, Place } from "./case.ts";
import { isSameWeakness } from "./families.ts";

/** Lines by which a finding may miss the flaw and still be about it. */
const TOLERANCE = 5;

export interface Found extends Place {
  /** `CWE-89`, any number of them. */
  readonly cwe: readonly string[];
}

/** Whether this finding is the label's flaw. Never for a safe case. */
export function isDetected(found: Found, label: Label, change: Pick<Change, "files">): boolean {
  if (label.label === "safe" || !isSameWeakness(found.cwe, label)) return false;
  return label.vulnerable.some((flaw) => isNear(found, flaw) || isInItsHunk(found, flaw, change));
}

function isNear(found: Place, flaw: Place): boolean {
  return found.file === flaw.file && meets(found, widened(flaw));
}

/** A flaw of one line is often named by another line of the same few that were changed. */
function isInItsHunk(found: Place, flaw: Place, { files }: Pick<Change, "files">): boolean {
  const hunks = files.find(({ uri }) => uri === flaw.file)?.hunks ?? [];
  return (
    found.file === flaw.file &&
    hunks.some(({ headStart, headCount }) => {
      const lines = { startLine: headStart, endLine: headStart + Math.max(headCount, 1) - 1 };
      return meets(lines, widened(flaw)) && meets(lines, found);
    })
  );
}

type Lines = Pick<Place, "startLine" | "endLine">;

function widened({ startLine, endLine }: Lines): Lines {
  return { startLine: startLine - TOLERANCE, endLine: endLine + TOLERANCE };
}

function meets(a: Lines, b: Lines): boolean {
  return a.startLine <= b.endLine && b.startLine <= a.endLine;
}
