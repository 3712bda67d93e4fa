/** `redact`: a filter, a search for hooks, and spans for programs. One redactor, so one value has one number throughout. */

import { createHash } from "node:crypto";
import type { RedactRequest } from "../request.ts";
import {
  BUILT_IN,
  countMarks,
  createRedactor,
  placesIn,
  redactWindow,
  RULE_SET_VERSION,
  ruleSetSha256,
  windowsOf,
  type Detector,
  type Redactor,
} from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";
import { answerLines } from "./redact-jsonl.ts";

export interface RedactPorts {
  /** The run's own secrets. */
  readonly known: readonly string[];
  /** @throws ConfigurationError `policy-unreadable`, `policy-invalid` */
  readDetector(path: string): Promise<Detector>;
  /** A file, or stdin. @throws ConfigurationError `file-not-found`; ExternalError `read-failed` */
  open(path: string | undefined): AsyncIterable<Uint8Array>;
  /** To stdout, when it has room; false: the reader went away, and there is no more to do. */
  write(bytes: Uint8Array | string): Promise<boolean>;
  /** A line to stderr. */
  note(line: string): void;
  writeFile(path: string, text: string): Promise<void>;
  /** Files of the index that differ from the last commit. */
  staged(): AsyncIterable<StagedFile>;
}

export interface StagedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lines that the last commit's file has, as bytes decoded like the window's; called only when something was found. */
  linesBefore(): Promise<ReadonlySet<string>>;
}

/** Answers the exit code. */
export async function redact(request: RedactRequest, ports: RedactPorts): Promise<number> {
  const { policy, mode, point } = request;
  const detector = policy === undefined ? BUILT_IN : await ports.readDetector(policy);
  switch (mode) {
    case "text":
      return filter(request, createRedactor({ known: latin1Too(ports.known), detector }), ports);
    case "jsonl":
      for (const source of sourcesOf(request, ports))
        if (!(await answerLines(source.chunks, { detector, point, write: ports.write, name: source.name }))) break;
      return 0;
    case "check":
      return (await check(request, detector, ports)) > 0 ? 1 : 0;
    case "staged":
      return (await checkStaged(detector, request, ports)) > 0 ? 1 : 0;
  }
}

interface Source {
  readonly name: string;
  /** Absent for stdin. */
  readonly path?: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

function sourcesOf({ files }: RedactRequest, ports: Pick<RedactPorts, "open">): readonly Source[] {
  if (files.length === 0) return [{ name: "(stdin)", chunks: ports.open(undefined) }];
  return files.map(({ name, path }) => ({ name, path: name, chunks: ports.open(path) }));
}

/** Bytes that are no UTF-8 are looked at one by one: there a secret's own bytes are what it is. */
function latin1Too(known: readonly string[]): readonly string[] {
  return [...new Set(known.flatMap((value) => [value, Buffer.from(value).toString("latin1")]))];
}

async function filter(request: RedactRequest, redactor: Redactor, ports: RedactPorts): Promise<number> {
  const account = accounting();
  for (const { path, chunks } of sourcesOf(request, ports))
    for await (const window of windowsOf(counted(chunks, account.read))) {
      const text = redactWindow(window, redactor, path);
      const bytes = window.bytesOf(text);
      account.wrote(text, bytes);
      if (!(await ports.write(bytes))) return 0;
    }
  // The digest of the rule set takes longer than a small text.
  if (!request.json && request.account === undefined) return 0;
  const told = account.text();
  if (request.account !== undefined) await ports.writeFile(request.account, told);
  if (request.json) ports.note(told.trimEnd());
  return 0;
}

/** What was done, without a word of the text. */
function accounting() {
  const digest = createHash("sha256");
  const redactions: Record<string, number> = {};
  let [bytesBefore, bytesAfter] = [0, 0];
  return {
    read(length: number) {
      bytesBefore += length;
    },
    wrote(text: string, bytes: Uint8Array) {
      digest.update(bytes);
      bytesAfter += bytes.length;
      for (const [type, count] of Object.entries(countMarks(text))) redactions[type] = (redactions[type] ?? 0) + count;
    },
    text: () =>
      `${JSON.stringify({ ruleSet: { version: RULE_SET_VERSION, sha256: ruleSetSha256() }, bytesBefore, bytesAfter, sha256: digest.digest("hex"), redactions })}\n`,
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, read: (length: number) => void): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    read(chunk.length);
    yield chunk;
  }
}

async function check(request: RedactRequest, detector: Detector, ports: RedactPorts): Promise<number> {
  let found = 0;
  for (const { name, path, chunks } of sourcesOf(request, ports))
    for await (const window of windowsOf(chunks))
      for (const { line, column, type } of placesIn(window, detector, whereOf(path, request))) {
        found++;
        if (!(await ports.write(placeLine({ name, line, column, type })))) return found;
      }
  return found;
}

/** What was there before is known and no reason to stop this commit. */
async function checkStaged(detector: Detector, request: RedactRequest, ports: RedactPorts): Promise<number> {
  let found = 0;
  for await (const { name, bytes, linesBefore } of ports.staged()) {
    let before: ReadonlySet<string> | undefined;
    for await (const window of windowsOf(once(bytes)))
      for (const { line, column, type, lineText } of placesIn(window, detector, whereOf(name, request))) {
        before ??= await linesBefore();
        if (before.has(lineText)) continue;
        found++;
        await ports.write(placeLine({ name, line, column, type }));
      }
  }
  return found;
}

function whereOf(path: string | undefined, { point }: RedactRequest) {
  return path === undefined ? { point } : { path, point };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Never the value, and a file's name only in one line. */
function placeLine({ name, line, column, type }: { name: string; line: number; column: number; type: string }): string {
  return `${oneLine(name)}:${String(line)}:${String(column)} ${type}\n`;
}
