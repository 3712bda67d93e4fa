/** Where on a pull request a finding can be commented on: lines of head that one hunk of the change shows. */

import type { Edit, Location, TriagedFinding } from "../finding.ts";
import type { Change, Hunk } from "../records.ts";
import { oneLine, visible, withoutRunnerCommands } from "../untrusted.ts";

export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** The lines of each file's hunks on the side of head, context included: GitHub takes comments on those too. */
export type Shown = ReadonlyMap<string, readonly Lines[]>;

export function shownLines({ files }: Change): Shown {
  return new Map(
    files.filter(({ kind }) => kind === "regular").map(({ uri, hunks }) => [uri, hunks.flatMap(headLines)]),
  );
}

function headLines({ headStart, headCount }: Hunk): readonly Lines[] {
  return headCount === 0 ? [] : [{ startLine: headStart, endLine: headStart + headCount - 1 }];
}

/** The last lines of the location, as far as they lie within one hunk. */
export function placeOnDiff(location: Location | undefined, shown: Shown): Lines | undefined {
  if (location === undefined || !isNamed(location.uri)) return undefined;
  const { uri, startLine, endLine } = location;
  const hunk = shown.get(uri)?.findLast((lines) => lines.startLine <= endLine && startLine <= lines.endLine);
  if (hunk === undefined) return undefined;
  return { startLine: Math.max(startLine, hunk.startLine), endLine: Math.min(endLine, hunk.endLine) };
}

/** A path that went through the redactor, or holds what no path needs, is not the path that GitHub knows. */
function isNamed(uri: string): boolean {
  return uri !== "" && oneLine(uri, 4096) === uri && !/[⟦\uFFFD]/u.test(uri);
}

const MOST_SUGGESTED_BYTES = 20_000;

/**
 * The edit as GitHub can apply it: on lines of one hunk, and its text to the letter. A placeholder of the redactor, a
 * character that had to be made visible or a fence that no fence could hold makes it a thing for people to read.
 */
export function suggestionOf({ fix, location }: TriagedFinding, shown: Shown): Edit | undefined {
  if (fix === undefined || location === undefined) return undefined;
  const at = placeOnDiff({ uri: location.uri, startLine: fix.startLine, endLine: fix.endLine }, shown);
  const whole = at?.startLine === fix.startLine && at.endLine === fix.endLine;
  return whole && isLiteral(fix.replacement) ? fix : undefined;
}

function isLiteral(text: string): boolean {
  return (
    Buffer.byteLength(text) <= MOST_SUGGESTED_BYTES &&
    !/[⟦⟧\uFFFD]|`{11}/u.test(text) &&
    visible(text) === text &&
    withoutRunnerCommands(text) === text
  );
}
