/** Text in files of which git shows no lines (governance.md A21): read, and made a hunk of. */

import { ExternalError, objectMissing } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { decode, hunkBetween, isText } from "./content.ts";
import { isSourceName } from "./source-name.ts";
import type { ParsedFile } from "./parse-diff.ts";

/** The most that is held of one file. GitHub refuses files over 100 MiB. */
const READ_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * The files that are text after all, by their parsed selves. One git process, one file in memory at a time.
 * @throws ExternalError `object-missing`; `change-too-large` for source code too big to be looked into
 */
export async function readHidden(
  files: readonly ParsedFile[],
  { objects, sizes }: { objects: Objects; sizes: ReadonlyMap<string, number> },
): Promise<ReadonlyMap<ParsedFile, ParsedFile>> {
  const found = new Map<ParsedFile, ParsedFile>();
  const sides = files.flatMap((file) => sidesToRead(file, sizes)).values();
  let base: Uint8Array | undefined;
  const names = files.flatMap((file) => sidesToRead(file, sizes).map(({ name }) => name));
  await objects.blobs(names, (name, bytes) => {
    const { value: side } = sides.next();
    if (bytes === undefined) throw objectMissing(name);
    if (side?.last !== true) {
      base = bytes;
      return;
    }
    const text = asText(side.file, side.isHead ? { base, head: bytes } : { base: bytes });
    if (text !== undefined) found.set(side.file, text);
    base = undefined;
  });
  return found;
}

interface Side {
  readonly file: ParsedFile;
  readonly name: string;
  readonly isHead: boolean;
  /** The file's last side in the stream. */
  readonly last: boolean;
}

/** Base before head. A base that is too big is left out, as if it had been binary; such a head leaves the file as it is. */
function sidesToRead(file: ParsedFile, sizes: ReadonlyMap<string, number>): readonly Side[] {
  const { baseBlob, headBlob } = file;
  const fits = (name: string): boolean => (sizes.get(name) ?? 0) <= READ_LIMIT_BYTES;
  if (headBlob !== undefined && !fits(headBlob)) {
    if (!isSourceName(file.uri)) return [];
    throw new ExternalError("change-too-large", `${oneLine(file.uri, 200)} holds NUL bytes and is over 64 MiB.`, {
      fix: "Take it out of the change, or rename it if it is not source code.",
    });
  }
  const sides: Side[] = [];
  if (baseBlob !== undefined && fits(baseBlob))
    sides.push({ file, name: baseBlob, isHead: false, last: headBlob === undefined });
  if (headBlob !== undefined) sides.push({ file, name: headBlob, isHead: true, last: true });
  return sides;
}

/** Head decides, or base where the file is gone: text that replaces a binary is new from its first line. */
function asText(
  file: ParsedFile,
  { base, head }: { base?: Uint8Array | undefined; head?: Uint8Array },
): ParsedFile | undefined {
  const baseIsText = base !== undefined && isText(file.baseUri ?? file.uri, base);
  if (head === undefined ? !baseIsText : !isText(file.uri, head)) return undefined;
  const before = decode(baseIsText ? base : new Uint8Array());
  const after = decode(head ?? new Uint8Array());
  return {
    ...file,
    binary: false,
    invalidUtf8: before.invalidUtf8 || after.invalidUtf8,
    hunks: [hunkBetween(before.lines, after.lines)],
  };
}
