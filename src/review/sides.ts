/** The redacted text of the lines that are to be sent, read from the blobs of both sides. */

import { decode } from "../change/index.ts";
import { objectMissing } from "../errors.ts";
import type { Objects } from "../ports.ts";
import type { ChangedFile, Redacted, Side } from "../records.ts";
import { linesOf, type Redactor } from "../secrets/index.ts";
import { visible } from "../untrusted.ts";
import { stretches, type PlannedLine } from "./window.ts";

/** By `side:line`. */
export type SideLines = Map<string, { readonly redacted: Redacted; readonly bytes: number }>;

export interface WantedFile {
  readonly file: ChangedFile;
  readonly lines: readonly PlannedLine[];
}

interface SidePorts {
  readonly objects: Pick<Objects, "sizes" | "blobs">;
  readonly redactor: Redactor;
}

/** The most that is held of one file; of a larger one only the lines of the diff are known. GitHub refuses files over 100 MiB. */
const READ_LIMIT_BYTES = 64 * 1024 * 1024;

/** Lines after a file's end have no entry; every line of a hunk has one. */
export async function readLines(
  files: readonly WantedFile[],
  { objects, redactor }: SidePorts,
): Promise<ReadonlyMap<ChangedFile, SideLines>> {
  const found = new Map<ChangedFile, SideLines>(files.map(({ file }) => [file, new Map()]));
  const all = files.flatMap(sidesOf);
  const sizes = await objects.sizes([...new Set(all.flatMap(({ blob }) => blob ?? []))]);
  const byBlob = new Map<string, WantedSide[]>();
  for (const side of all) {
    const { blob } = side;
    if (blob === undefined || (sizes.get(blob) ?? 0) > READ_LIMIT_BYTES) {
      put(side, fromDiff(side.lines), { found, redactor });
    } else byBlob.set(blob, [...(byBlob.get(blob) ?? []), side]);
  }
  await objects.blobs([...byBlob.keys()], (name, bytes) => {
    if (bytes === undefined) throw objectMissing(name);
    for (const side of byBlob.get(name) ?? []) put(side, fromBlob(bytes, side.lines), { found, redactor });
  });
  return found;
}

interface WantedSide {
  readonly file: ChangedFile;
  readonly side: Side;
  readonly lines: readonly PlannedLine[];
  /** Absent where there is none to read: a symbolic link, a submodule. */
  readonly blob?: string | undefined;
}

function sidesOf({ file, lines }: WantedFile): readonly WantedSide[] {
  const paths = { head: [file.uri, file.headBlob], base: [file.baseUri ?? file.uri, file.baseBlob] } as const;
  return (["head", "base"] as const).flatMap((side) => {
    const ofSide = lines.filter((line) => line.side === side);
    const [, blob] = paths[side];
    return ofSide.length === 0 ? [] : [{ file, side, lines: ofSide, blob: file.kind === "regular" ? blob : undefined }];
  });
}

/** Raw lines with their numbers, to be redacted as one text. */
interface Passage {
  readonly numbers: readonly number[];
  readonly lines: readonly string[];
}

function fromBlob(bytes: Uint8Array, wanted: readonly PlannedLine[]): readonly Passage[] {
  const lines = linesAsInDiff(bytes, wanted);
  if (lines === undefined) return fromDiff(wanted);
  const numbers = wanted.map(({ line }) => line);
  return stretches(lines, numbers).map((stretch) => ({
    numbers: stretch.lines.map((_line, index) => stretch.first + index),
    lines: stretch.lines,
  }));
}

/**
 * The lines of a blob, read so that they agree with the diff: a planted byte order mark turns a file into another text
 * than the one that git showed and that an interpreter runs.
 */
export function linesAsInDiff(bytes: Uint8Array, wanted: readonly PlannedLine[]): readonly string[] | undefined {
  const readings = [
    () => decode(bytes).lines.join(""),
    () => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
  ];
  for (const read of readings) {
    // After the last line end comes no line.
    const lines = read().replace(/\n$/u, "").split("\n");
    if (wanted.every(({ line, hunkText }) => hunkText === undefined || hunkText === lines[line - 1])) return lines;
  }
  return undefined;
}

function fromDiff(wanted: readonly PlannedLine[]): readonly Passage[] {
  const known = wanted.flatMap(({ line, hunkText }) => (hunkText === undefined ? [] : [{ line, hunkText }]));
  return [{ numbers: known.map(({ line }) => line), lines: known.map(({ hunkText }) => hunkText) }];
}

function put(
  { file, side, lines }: WantedSide,
  passages: readonly Passage[],
  { found, redactor }: { found: ReadonlyMap<ChangedFile, SideLines>; redactor: Redactor },
): void {
  const wanted = new Set(lines.map(({ line }) => line));
  for (const passage of passages) {
    // Made visible first: an escape sequence that was taken out afterwards could make a secret whole.
    // Each line with its end, so that a CR at the end of the last one is seen as part of it.
    const text = visible(passage.lines.map((line) => `${line}\n`).join(""));
    const redacted = linesOf(redactor.redact(text, side === "head" ? file.uri : (file.baseUri ?? file.uri)));
    if (redacted.length !== passage.lines.length + 1) throw new Error("Redaction changed the number of lines.");
    passage.numbers.forEach((line, index) => {
      const shown = redacted[index];
      if (!wanted.has(line) || shown === undefined) return;
      const entry = { redacted: shown, bytes: Buffer.byteLength(passage.lines[index] ?? "") };
      found.get(file)?.set(`${side}:${String(line)}`, entry);
    });
  }
}
