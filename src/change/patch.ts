/**
 * A patch as sections, one per `diff --git`, in order. Nothing of a section's names is read: a line count in `@@` says
 * which lines are content, so content that looks like a header stays content, and names come from the raw list.
 */

import { isUtf8 } from "node:buffer";
import type { Hunk, HunkLine } from "../records.ts";
import { notUnderstood } from "./raw.ts";

export type UnnamedHunk = Omit<Hunk, "id" | "uri">;

export interface Section {
  /** From the `index` line; absent when contents are the same. */
  readonly objects?: { readonly base: string; readonly head: string };
  /** Git showed no lines. */
  readonly binary: boolean;
  readonly invalidUtf8: boolean;
  readonly hunks: readonly UnnamedHunk[];
}

const LF = 0x0a;
const KINDS: ReadonlyMap<number | undefined, HunkLine["kind"]> = new Map([
  [0x20, "context"],
  [0x2b, "added"],
  [0x2d, "removed"],
]);
const HUNK_HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u;
const INDEX = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/u;

interface Cursor {
  /** The next line without its LF, and moves on. */
  next(): Buffer;
  /** Whether the rest begins with this text. */
  at(text: string): boolean;
  readonly done: boolean;
}

export function parsePatch(patch: Uint8Array): readonly Section[] {
  const cursor = cursorOver(Buffer.from(patch.buffer, patch.byteOffset, patch.byteLength));
  // One fast look spares one per line.
  const allUtf8 = isUtf8(patch);
  const sections: Section[] = [];
  while (!cursor.done) sections.push(parseSection(cursor, allUtf8));
  return sections;
}

function parseSection(cursor: Cursor, allUtf8: boolean): Section {
  if (!cursor.at("diff --git ")) throw notUnderstood("a section's first line");
  cursor.next();
  let objects: Section["objects"];
  let binary = false;
  while (!cursor.done && !cursor.at("diff --git ") && !cursor.at("@@ ")) {
    const line = cursor.next().toString("latin1");
    const [, base, head] = INDEX.exec(line) ?? [];
    if (base !== undefined && head !== undefined) objects = { base, head };
    if (line.startsWith("Binary files ")) binary = true;
  }
  const hunks: UnnamedHunk[] = [];
  let invalidUtf8 = false;
  while (cursor.at("@@ ")) {
    const parsed = parseHunk(cursor, allUtf8);
    hunks.push(parsed.hunk);
    invalidUtf8 ||= parsed.invalidUtf8;
  }
  return { ...(objects === undefined ? {} : { objects }), binary, invalidUtf8, hunks };
}

function parseHunk(cursor: Cursor, allUtf8: boolean): { hunk: UnnamedHunk; invalidUtf8: boolean } {
  const [, baseStart = "", baseCount = "1", headStart = "", headCount = "1"] =
    HUNK_HEADER.exec(cursor.next().toString("latin1")) ?? [];
  if (baseStart === "" || headStart === "") throw notUnderstood("a hunk's first line");
  const header = {
    baseStart: Number(baseStart),
    baseCount: Number(baseCount),
    headStart: Number(headStart),
    headCount: Number(headCount),
  };
  const lines: HunkLine[] = [];
  let invalidUtf8 = false;
  let baseLine = header.baseStart;
  let headLine = header.headStart;
  const baseEnd = baseLine + header.baseCount;
  const headEnd = headLine + header.headCount;
  while (baseLine < baseEnd || headLine < headEnd) {
    const bytes = cursor.next();
    const kind = KINDS.get(bytes[0]);
    if (kind === undefined) throw notUnderstood("a line of a hunk");
    const text = bytes.toString("utf8", 1);
    // U+FFFD may also be in the file itself.
    if (!allUtf8 && !invalidUtf8 && text.includes("\ufffd")) invalidUtf8 = !isUtf8(bytes);
    lines.push({
      kind,
      text,
      ...(kind === "added" ? {} : { baseLine: baseLine++ }),
      ...(kind === "removed" ? {} : { headLine: headLine++ }),
      ...endsWithout(cursor),
    });
  }
  if (baseLine !== baseEnd || headLine !== headEnd) throw notUnderstood("a hunk's line count");
  return { hunk: { ...header, lines }, invalidUtf8 };
}

/** `\ No newline at end of file`: no line of a file's begins with a backslash here, since each has its sign first. */
function endsWithout(cursor: Cursor): { noNewline?: true } {
  if (!cursor.at("\\")) return {};
  cursor.next();
  return { noNewline: true };
}

function cursorOver(patch: Buffer): Cursor {
  let position = 0;
  return {
    get done() {
      return position >= patch.length;
    },
    // Compared byte by byte: this runs for every line.
    at: (text) => {
      for (let index = 0; index < text.length; index++) {
        if (patch[position + index] !== text.charCodeAt(index)) return false;
      }
      return true;
    },
    next: () => {
      const end = patch.indexOf(LF, position);
      if (end < 0) throw notUnderstood("its end");
      const line = patch.subarray(position, end);
      position = end + 1;
      return line;
    },
  };
}
