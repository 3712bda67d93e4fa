/** Code that no rule looks at, so that a clean run does not seem to say more than it does (L5). */

import { isProgramName } from "../change/index.ts";
import type { Change, ChangedFile, ScanReport } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import type { Scanner } from "./scanner.ts";

const MOST_NAMED = 10;

/** A sentence about changed programs that are in no completed scanner's scope; none when there are none. */
export function unreadPrograms(change: Change, scanners: readonly Scanner[], { runs }: ScanReport): readonly string[] {
  const completed = new Set(runs.filter(({ state }) => state.status === "completed").map(({ scanner }) => scanner));
  const ruled = scanners.filter(({ comparable, readsAnyFile }) => comparable === true && readsAnyFile !== true);
  // Nobody asked for any.
  if (ruled.length === 0) return [];
  const readers = ruled.filter(({ name }) => completed.has(name));
  const unread = change.files.filter(
    (file) => isProgram(file) && !readers.some((scanner) => scanner.applies({ ...change, files: [file] })),
  );
  if (unread.length === 0) return [];
  const names = unread.slice(0, MOST_NAMED).map(({ uri }) => oneLine(uri, 100));
  const more = unread.length > MOST_NAMED ? ` and ${String(unread.length - MOST_NAMED)} more` : "";
  return [
    `No scanner of this run has rules for ${count(unread.length, "changed file")}: ${names.join(", ")}${more}. Secrets were looked for all the same.`,
  ];
}

/** By its name, or because it can be started and its name says nothing. */
function isProgram({ uri, kind, headBlob, headMode, binary }: ChangedFile): boolean {
  if (kind !== "regular" || headBlob === undefined || binary) return false;
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return isProgramName(uri) || (headMode === "100755" && !name.includes("."));
}
