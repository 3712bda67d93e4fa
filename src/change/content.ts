/**
 * What git will not show as lines. Git calls a file binary for one NUL in its first 8000 bytes (git, xdiff-interface.c,
 * `buffer_is_binary`), so one planted NUL would hide a program that most interpreters still run. Such a file is text
 * here when anything says so: its name, its first line, its encoding, or almost all of its bytes.
 */

import { isUtf8 } from "node:buffer";
import type { HunkLine } from "../records.ts";
import { LINELESS } from "./hunk.ts";
import type { UnnamedHunk } from "./patch.ts";
import { isSourceName } from "./source-name.ts";

const GIT_LOOKS_AT_BYTES = 8000;
const CONTEXT_LINES = 3;

const SOURCE_FIRST_LINE =
  /^(?:\u{feff})?\s*(?:#!|<\?(?:php|xml|=)|<!doctype|<html|<script|<%|import\s|package\s|#include\b)/iu;

/** Whether contents that git called binary are to be read as lines after all. */
export function isText(uri: string, bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, GIT_LOOKS_AT_BYTES);
  return (
    // Git was steered, by an attribute or a size: its rule has nothing against it.
    !start.includes(0) ||
    isSourceName(uri) ||
    encodingOf(bytes) !== "utf-8" ||
    SOURCE_FIRST_LINE.test(Buffer.from(start).toString("utf8", 0, 200).split("\n", 1)[0] ?? "") ||
    isTextWithFewNuls(bytes)
  );
}

/** Valid UTF-8 with under 1 % of NULs: no binary format looks like that for long. */
function isTextWithFewNuls(bytes: Uint8Array): boolean {
  let nuls = 0;
  for (const byte of bytes) if (byte === 0) nuls++;
  return nuls * 100 < bytes.length && isUtf8(bytes);
}

export interface Decoded {
  /** Each with its LF, but the last if it has none. */
  readonly lines: readonly string[];
  readonly invalidUtf8: boolean;
}

/** UTF-16 by its byte order mark, anything else as UTF-8. A byte order mark stays, as git shows it. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return {
    lines: text === "" ? [] : text.split(/(?<=\n)/u),
    invalidUtf8: encoding === "utf-8" && !isUtf8(bytes),
  };
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return withoutMark(bytes) ?? "utf-8";
}

/** UTF-16 that says so only by its NULs, as PowerShell and others write it: on one side of almost every pair of bytes. */
function withoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, GIT_LOOKS_AT_BYTES) & ~1;
  const nuls = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd * 2 >= length * 0.9 && even * 20 < length) return "utf-16le";
  return even * 2 >= length * 0.9 && odd * 20 < length && length > 0 ? "utf-16be" : undefined;
}

/**
 * One hunk from the first line that differs to the last, since git made none. `alike` sides whose bytes differ (another
 * encoding, other invalid bytes) are shown whole: something did change, and it must not look like nothing.
 */
export function hunkBetween(base: readonly string[], head: readonly string[]): UnnamedHunk {
  const shorter = Math.min(base.length, head.length);
  let before = 0;
  while (before < shorter && base[before] === head[before]) before++;
  let after = 0;
  while (after < shorter - before && base[base.length - 1 - after] === head[head.length - 1 - after]) after++;
  if (before === base.length && before === head.length) before = after = 0;
  if (base.length + head.length === 0) return LINELESS;

  const first = Math.max(0, before - CONTEXT_LINES);
  const kept = Math.min(after, CONTEXT_LINES);
  const lines: HunkLine[] = [
    ...base
      .slice(first, before)
      .map((text, index) => line("context", text, { baseLine: first + index + 1, headLine: first + index + 1 })),
    ...base
      .slice(before, base.length - after)
      .map((text, index) => line("removed", text, { baseLine: before + index + 1 })),
    ...head
      .slice(before, head.length - after)
      .map((text, index) => line("added", text, { headLine: before + index + 1 })),
    ...head
      .slice(head.length - after, head.length - after + kept)
      .map((text, index) =>
        line("context", text, { baseLine: base.length - after + index + 1, headLine: head.length - after + index + 1 }),
      ),
  ];
  const baseCount = base.length - after + kept - first;
  const headCount = head.length - after + kept - first;
  // As git writes it: a side of no lines starts at the line before.
  return {
    baseStart: baseCount === 0 ? first : first + 1,
    baseCount,
    headStart: headCount === 0 ? first : first + 1,
    headCount,
    lines,
  };
}

function line(kind: HunkLine["kind"], text: string, numbers: { baseLine?: number; headLine?: number }): HunkLine {
  return text.endsWith("\n")
    ? { kind, text: text.slice(0, -1), ...numbers }
    : { kind, text, ...numbers, noNewline: true };
}
