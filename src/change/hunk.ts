/** What others ask of hunks. */

import { createHash } from "node:crypto";
import type { ChangedFile, Hunk } from "../records.ts";
import type { UnnamedHunk } from "./patch.ts";

const MARKS = { context: " ", added: "+", removed: "-" } as const;

/** Gives a change's hunks their ids. The order of calls decides only between hunks that are equal in everything. */
export function hunkNamer(): (uri: string, hunk: UnnamedHunk) => Hunk {
  const taken = new Set<string>();
  return (uri, hunk) => {
    for (let ordinal = 0; ; ordinal++) {
      const id = `h-${digest(uri, hunk, ordinal)}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return { id, uri, ...hunk };
    }
  };
}

/** NUL cannot be in a path, and each line has a mark before and LF behind: no two hunks share an input. */
function digest(uri: string, hunk: UnnamedHunk, ordinal: number): string {
  const hash = createHash("sha256");
  hash.update(
    `${uri}\0${String(hunk.baseStart)},${String(hunk.baseCount)},${String(hunk.headStart)},${String(hunk.headCount)}`,
  );
  hash.update(`\0${String(ordinal)}\0`);
  for (const line of hunk.lines) hash.update(`${line.noNewline === true ? "\\" : ""}${MARKS[line.kind]}${line.text}\n`);
  return hash.digest("hex").slice(0, 12);
}

/** A hunk without lines: a rename, a mode, a binary. */
export const LINELESS: UnnamedHunk = { baseStart: 0, baseCount: 0, headStart: 0, headCount: 0, lines: [] };

/** Added and removed lines; 0 for a hunk without lines. */
export function changedLineCount(hunk: Hunk): number {
  return hunk.lines.reduce((count, line) => (line.kind === "context" ? count : count + 1), 0);
}

/**
 * Whether lines `startLine` to `endLine` of head (1-based, inclusive) hold one that the change added or rewrote. Lines
 * beside a removal do not count: they are base's own, and a finding on them was there before, or has its cause elsewhere.
 * Every place in a binary file that was written anew counts, since it has no lines to tell apart.
 */
export function meetsChangedLine(file: ChangedFile, startLine: number, endLine: number): boolean {
  if (file.binary) return file.headBlob !== undefined && file.headBlob !== file.baseBlob;
  return file.hunks.some(
    (hunk) =>
      hunk.headStart <= endLine &&
      startLine < hunk.headStart + hunk.headCount &&
      hunk.lines.some(
        ({ kind, headLine }) =>
          kind === "added" && headLine !== undefined && startLine <= headLine && headLine <= endLine,
      ),
  );
}
