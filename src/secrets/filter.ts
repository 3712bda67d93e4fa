/** Redaction and search over streams: the same engine, window by window. */

import type { Point, SecretSpan } from "./format.ts";
import type { Detector } from "./detector.ts";
import type { Redactor } from "./redactor.ts";
import type { Window } from "./windows.ts";

/** The redacted lines of a window. Lines are one to one, which is how they are told from the context. */
export function redactWindow({ before, lines, after }: Window, redactor: Redactor, path?: string): string {
  const redacted = redactor.redact(before + lines + after, path);
  const from = afterLineFeeds(redacted, { count: lineFeeds(before), from: 0 });
  return after === ""
    ? redacted.slice(from)
    : redacted.slice(from, afterLineFeeds(redacted, { count: lineFeeds(lines), from }));
}

/** A place of a file; line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly type: string;
  /** The text of that line. Never to be shown: the secret is in it. */
  readonly lineText: string;
}

/** What begins in the lines of a window. */
export function placesIn(
  { before, lines, after, firstLine }: Window,
  detector: Detector,
  where: { path?: string; point: Point },
): readonly Place[] {
  const text = before + lines + after;
  let [line, lineStart] = [firstLine, before.length];
  return detector
    .look(text, where)
    .filter(({ start }) => start >= before.length && start < before.length + lines.length)
    .map(({ start, type }: SecretSpan) => {
      for (let at = text.indexOf("\n", lineStart); at !== -1 && at < start; at = text.indexOf("\n", lineStart)) {
        line++;
        lineStart = at + 1;
      }
      const end = text.indexOf("\n", start);
      const lineText = text.slice(lineStart, end === -1 ? text.length : end).replace(/\r$/u, "");
      return { line, column: start - lineStart + 1, type, lineText };
    });
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function afterLineFeeds(text: string, { count, from }: { count: number; from: number }): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    const feed = text.indexOf("\n", at);
    if (feed === -1) return text.length;
    at = feed + 1;
  }
  return at;
}
