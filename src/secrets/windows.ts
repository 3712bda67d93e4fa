/**
 * A stream of any bytes as pieces of text that can be looked at one by one: whole lines, with enough around them that a
 * secret at a border is seen whole from both sides. Memory is bounded by the longest line.
 */

import { isUtf8 } from "node:buffer";

export interface Window {
  /** What stands before the lines of this window, for context only. */
  readonly before: string;
  /** Whole lines with their ends; the last one of a stream may have none. */
  readonly lines: string;
  /** What stands after them, for context only. */
  readonly after: string;
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  /** The bytes of a text made of this window's: those that were no UTF-8 come out as they went in. */
  bytesOf(text: string): Uint8Array;
}

interface Sizes {
  /** Bytes of lines that a window has at least, but the last. */
  readonly block: number;
  /** Bytes of context on either side: more than the longest key of many lines. */
  readonly context: number;
}

const SIZES: Sizes = { block: 1 << 20, context: 32 << 10 };
const LINE_FEED = 0x0a;

export async function* windowsOf(chunks: AsyncIterable<Uint8Array>, sizes: Sizes = SIZES): AsyncIterable<Window> {
  let [before, rest] = [Buffer.alloc(0), Buffer.alloc(0)];
  let firstLine = 1;
  const source = bufferedSource(chunks);
  for (;;) {
    const { bytes, ended } = await source.read(rest, sizes.block + sizes.context);
    // A line longer than the block: twice as much each time, so that what is copied stays linear.
    let [all, last] = [bytes, ended];
    while (!last && all.lastIndexOf(LINE_FEED, all.length - sizes.context - 1) === -1) {
      const more = await source.read(all, all.length * 2);
      [all, last] = [more.bytes, more.ended];
    }
    const end = last ? all.length : all.lastIndexOf(LINE_FEED, all.length - sizes.context - 1) + 1;
    if (end > 0) {
      const lines = all.subarray(0, end);
      yield windowOf({ before, lines, after: wholeStart(all.subarray(end, end + sizes.context)) }, firstLine);
      firstLine += lineFeeds(lines);
      before = wholeEnd(Buffer.concat([before, lines.subarray(-sizes.context)]).subarray(-sizes.context));
    }
    if (last) return;
    rest = all.subarray(end);
  }
}

function bufferedSource(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  return {
    /** `rest` and what follows it, at least `wanted` bytes unless the stream ends. */
    async read(rest: Buffer<ArrayBuffer>, wanted: number) {
      const parts: Uint8Array[] = [rest];
      let [length, ended] = [rest.length, false];
      while (length < wanted && !ended) {
        const next = await iterator.next();
        if (next.done === true) ended = true;
        else {
          parts.push(next.value);
          length += next.value.length;
        }
      }
      return { bytes: parts.length === 1 ? rest : Buffer.concat(parts), ended };
    },
  };
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** Without half a character at its end; at most 3 bytes of UTF-8 follow a first one (RFC 3629). */
function wholeStart(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

/** Without half a character at its start. */
function wholeEnd(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  let start = 0;
  while (start < 4 && start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}

type Parts = Readonly<Record<"before" | "lines" | "after", Buffer>>;

function windowOf(parts: Parts, firstLine: number): Window {
  const valid = [parts.before, parts.lines, parts.after].every((part) => isUtf8(part));
  const text = (bytes: Buffer): string => (valid ? bytes.toString("utf8") : ofBytes(bytes));
  return {
    before: text(parts.before),
    lines: text(parts.lines),
    after: text(parts.after),
    firstLine,
    bytesOf: valid ? (given) => Buffer.from(given) : bytesBack,
  };
}

/** One character per byte, and our brackets, so that a forged mark in such a file is known for one. */
function ofBytes(bytes: Buffer): string {
  return bytes.toString("latin1").replaceAll("\u00e2\u009f\u00a6", "⟦").replaceAll("\u00e2\u009f\u00a7", "⟧");
}

/** Characters that no byte is are ours: marks. */
function bytesBack(text: string): Uint8Array {
  const pieces = text.split(/([^\0-\u00ff]+)/u);
  return Buffer.concat(pieces.map((piece, index) => Buffer.from(piece, index % 2 === 0 ? "latin1" : "utf8")));
}
