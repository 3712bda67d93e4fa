/** `git diff-tree --raw -z`: which pairs of files changed. Names are bytes here, and only here (git-diff, "RAW OUTPUT FORMAT"). */

import { ExternalError } from "../errors.ts";
import type { FileStatus } from "../records.ts";

export interface RawPair {
  readonly status: FileStatus;
  readonly baseMode: string;
  readonly headMode: string;
  /** All zeros where the file is not. */
  readonly baseObject: string;
  readonly headObject: string;
  readonly basePath: Uint8Array;
  /** The same bytes as `basePath` unless renamed or copied. */
  readonly headPath: Uint8Array;
}

const STATUS: Readonly<Record<string, FileStatus>> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "typeChanged",
};
const HEADER = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/u;

export function parseRaw(raw: Uint8Array): readonly RawPair[] {
  const fields = fieldReader(raw);
  const pairs: RawPair[] = [];
  for (let field = fields(); field !== undefined; field = fields()) {
    const [, baseMode, headMode, baseObject, headObject, letter = ""] =
      HEADER.exec(Buffer.from(field).toString("latin1")) ?? [];
    const status = STATUS[letter];
    const basePath = fields();
    const headPath = letter === "R" || letter === "C" ? fields() : basePath;
    if (
      status === undefined ||
      baseMode === undefined ||
      headMode === undefined ||
      baseObject === undefined ||
      headObject === undefined ||
      basePath === undefined ||
      headPath === undefined
    ) {
      throw notUnderstood("its list of files");
    }
    pairs.push({ status, baseMode, headMode, baseObject, headObject, basePath, headPath });
  }
  return pairs;
}

/** The next bytes up to a NUL, or undefined at the end. */
function fieldReader(raw: Uint8Array): () => Uint8Array | undefined {
  let position = 0;
  return () => {
    if (position >= raw.length) return undefined;
    const end = raw.indexOf(0, position);
    if (end < 0) throw notUnderstood("its list of files");
    const field = raw.subarray(position, end);
    position = end + 1;
    return field;
  };
}

/** What git printed is not what its manual says: better no review than one of something else. */
export function notUnderstood(what: string): ExternalError {
  return new ExternalError("git-failed", `Git's diff could not be understood (${what}).`, {
    fix: "Use git 2.32 or later; if it is, please report this.",
  });
}
