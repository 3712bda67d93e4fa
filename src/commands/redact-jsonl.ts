/** `redact --jsonl`: one answer a line, in order. */

import { ConfigurationError } from "../errors.ts";
import type { Detector, Point } from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";

interface Options {
  readonly detector: Detector;
  readonly point: Point;
  /** False: nobody reads any more. */
  readonly write: (text: string) => Promise<boolean>;
  /** Of the source, for messages. */
  readonly name: string;
}

/** Answers are gathered up to this many characters: a write for each would cost more than the look. */
const BATCH = 1 << 16;

/**
 * False when nobody reads any more. What was answered before a bad line is written.
 * @throws ConfigurationError `jsonl-invalid`
 */
export async function answerLines(
  chunks: AsyncIterable<Uint8Array>,
  { detector, point, write, name }: Options,
): Promise<boolean> {
  let [answers, number] = ["", 0];
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (line.trim() === "") continue;
    const question = tryQuestion(line);
    if (question === undefined) {
      await write(answers);
      throw badLine(name, number);
    }
    const { id, path, text } = question;
    const spans = detector.look(text, { path, point }).map(({ start, end, type }) => [start, end, type]);
    answers += `${JSON.stringify({ id, spans })}\n`;
    if (answers.length < BATCH) continue;
    if (!(await write(answers))) return false;
    answers = "";
  }
  return answers === "" || (await write(answers));
}

interface LineQuestion {
  readonly id: string | number;
  readonly path: string | undefined;
  readonly text: string;
}

// By hand: a schema library would be half of the time that this command takes to start.
function tryQuestion(line: string): LineQuestion | undefined {
  const value = tryJson(line);
  if (typeof value !== "object" || value === null) return undefined;
  const [id, path, text]: unknown[] = ["id", "path", "text"].map(
    (name) => Object.getOwnPropertyDescriptor(value, name)?.value,
  );
  if ((typeof id !== "string" && typeof id !== "number") || typeof text !== "string") return undefined;
  if (path !== undefined && path !== null && typeof path !== "string") return undefined;
  return { id, path: path ?? undefined, text };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lines without their ends. A line is held whole; its pieces are joined once. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let pieces: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      pieces.push(chunk.subarray(from, at));
      yield Buffer.concat(pieces).toString("utf8");
      pieces = [];
      from = at + 1;
    }
    pieces.push(chunk.subarray(from));
  }
  const last = Buffer.concat(pieces);
  if (last.length > 0) yield last.toString("utf8");
}

function badLine(name: string, line: number): ConfigurationError {
  return new ConfigurationError(
    "jsonl-invalid",
    `${oneLine(name)}, line ${String(line)} is not an object with the strings "id" and "text", and "path" if there is one.`,
    'Give one JSON object a line: {"id":"1","path":"a.env","text":"…"}.',
  );
}
