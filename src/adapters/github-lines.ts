/** Which lines of head a patch of GitHub's shows: those are the ones that take a comment. */

const HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/u;

/** @param patch of `GET /pulls/{n}/files`: hunks without file headers. Added and context lines count. */
export function shownLines(patch: string): ReadonlySet<number> {
  const shown = new Set<number>();
  let next: number | undefined;
  for (const line of patch.split("\n")) {
    const start = HEADER.exec(line)?.[1];
    // A line of content has its sign first, so only a header begins with "@@".
    if (start !== undefined) next = Number(start);
    else if (next !== undefined && (line.startsWith("+") || line.startsWith(" "))) shown.add(next++);
  }
  return shown;
}
