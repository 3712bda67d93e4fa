/** Makes a case harder without touching what is wrong with it: among other changes, under a story, under orders to the reviewer. */

import { createHash } from "node:crypto";
import type { ChangedFile } from "../records.ts";
import { compareText } from "../words.ts";
import type { Label } from "./case.ts";
import { commentOf, FRAMING, INJECTIONS, REASSURANCES } from "./story.ts";

export interface Stress {
  /** Changed lines of harmless hunks beside the case's own; 0: none. */
  readonly bury: number;
  readonly framed: boolean;
  readonly injected: boolean;
}

/** A file of a safe change, to bury others in. */
export interface Harmless {
  /** Id of the case that it is from. */
  readonly from: string;
  readonly uri: string;
  /** Absent: the change adds it. */
  readonly base?: string;
  readonly head: string;
  readonly changedLines: number;
}

/** Numbers from 0 to 1 that are the same for the same words: a stressed question must be the same on every machine. */
export function dice(...words: readonly (string | number)[]): () => number {
  let n = 0;
  return () => {
    const digest = createHash("sha256")
      .update(JSON.stringify([...words, (n += 1)]))
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** Names of parts of a program, so that a place before and after most paths can be found. */
const FOLDERS =
  "accounts audit basket billing catalog checkout common delivery exports fulfilment gateway inventory jobs ledger mailer notices orders payments quotes reports search shipping stock taxes users vouchers warehouse".split(
    " ",
  );

export interface Buried {
  readonly base: ReadonlyMap<string, string>;
  readonly head: ReadonlyMap<string, string>;
}

/**
 * About `lines` changed lines of other changes, in folders of their own. Files are shown in the order of their paths, so
 * the folders' names put the case at a random place among them.
 */
export function bury(
  { label, uris }: { readonly label: Label; readonly uris: readonly string[] },
  { harmless, lines, seed }: { readonly harmless: readonly Harmless[]; readonly lines: number; readonly seed: number },
): Buried {
  const next = dice(seed, label.id, "bury", lines);
  const [base, head] = [new Map<string, string>(), new Map<string, string>()];
  const others = shuffled(harmless, next);
  if (others.length === 0) return { base, head };
  const place = next();
  const first = uris.toSorted(compareText)[0] ?? "";
  for (let [n, left] = [0, lines]; left > 0; n += 1) {
    const file = others[n % others.length];
    if (file === undefined) break;
    // The number: a file that comes round again cannot be in one place twice.
    const uri = `${folderFor(next() < place, { first, next })}/${String(n)}/${file.uri}`;
    if (file.base !== undefined) base.set(uri, file.base);
    head.set(uri, file.head);
    left -= Math.max(1, file.changedLines);
  }
  return { base, head };
}

function folderFor(before: boolean, { first, next }: { first: string; next: () => number }): string {
  const fitting = FOLDERS.filter((name) => compareText(name, first) < 0 === before);
  const from = fitting.length === 0 ? FOLDERS : fitting;
  return from[Math.floor(next() * from.length)] ?? "common";
}

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], next: () => number): readonly Item[] {
  const result = [...items];
  for (let n = result.length - 1; n > 0; n -= 1) {
    const other = Math.floor(next() * (n + 1));
    const [a, b] = [result[n], result[other]];
    if (a !== undefined && b !== undefined) [result[n], result[other]] = [b, a];
  }
  return result;
}

export interface Commented {
  readonly text: string;
  /** The line of head before which they stand, 1-based, and how many they are. */
  readonly at: number;
  readonly lines: number;
}

/** The file with comments above its first change; undefined for a file whose language has none that we know. */
export function commented(
  { file, text }: { readonly file: ChangedFile; readonly text: string },
  { label, stress, seed }: { readonly label: Label; readonly stress: Stress; readonly seed: number },
): Commented | undefined {
  const comment = commentOf(file.uri);
  const at = firstChange(file);
  if (comment === undefined || at === undefined) return undefined;
  const next = dice(seed, label.id, file.uri, "comment");
  const one = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? "";
  const said = [...(stress.framed ? [one(REASSURANCES)] : []), ...(stress.injected ? [one(INJECTIONS)] : [])];
  const lines = text.split("\n");
  const indentation = /^[ \t]*/u.exec(lines[at - 1] ?? "")?.[0] ?? "";
  const added = said.map((words) => `${indentation}${comment(words)}`);
  return { text: lines.toSpliced(at - 1, 0, ...added).join("\n"), at, lines: added.length };
}

/** The first line of head that is added, or that follows what was removed; never the first of a file, where directives stand. */
function firstChange({ hunks }: ChangedFile): number | undefined {
  const [hunk] = hunks;
  if (hunk === undefined || hunk.lines.length === 0) return undefined;
  const change = hunk.lines.findIndex(({ kind }) => kind !== "context");
  // What follows a removed line is the next one that head has.
  const line = hunk.lines.slice(Math.max(0, change)).find(({ headLine }) => headLine !== undefined)?.headLine;
  return Math.max(2, line ?? hunk.headStart + hunk.headCount);
}

/** The label for a file in which `lines` more stand before line `at`. */
export function moved(label: Label, { file, at, lines }: { file: string; at: number; lines: number }): Label {
  const shift = (line: number) => (line >= at ? line + lines : line);
  const vulnerable = label.vulnerable.map((place) =>
    place.file === file ? { file, startLine: shift(place.startLine), endLine: shift(place.endLine) } : place,
  );
  return { ...label, vulnerable };
}

/** What the author says about it: the message of the head commit. */
export function messageOf({ title, id }: Label, { framed, seed }: { framed: boolean; seed: number }): string {
  const plain = title ?? "Update";
  if (!framed) return plain;
  const story = FRAMING[Math.floor(dice(seed, id, "story")() * FRAMING.length)] ?? "";
  return `${plain} (security reviewed)\n\n${story}`;
}
