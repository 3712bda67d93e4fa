/** Git's two lists as one: names, modes and objects from the raw list, lines from the patch. */

import { isUtf8 } from "node:buffer";
import type { ChangedFile, FileKind } from "../records.ts";
import { LINELESS } from "./hunk.ts";
import { parsePatch, type Section, type UnnamedHunk } from "./patch.ts";
import { notUnderstood, parseRaw, type RawPair } from "./raw.ts";

/** What the lists alone tell. `binary` is still git's opinion (see `hidden-text.ts`), so hunks are not final and have no ids. */
export type ParsedFile = Omit<ChangedFile, "headSize" | "hunks"> & { readonly hunks: readonly UnnamedHunk[] };

const ABSENT = "000000";
const SUBMODULE = "160000";

/**
 * @param raw `git diff-tree -r --raw -z --no-abbrev`
 * @param patch `git diff-tree -r --patch --full-index` with quoted names and the same rename options
 * @throws ExternalError `git-failed` when they are not two views of one diff
 */
export function parseDiff(raw: Uint8Array, patch: Uint8Array): readonly ParsedFile[] {
  const sections = parsePatch(patch).values();
  const pairs = parseRaw(raw);
  const uriOf = uris(pairs.flatMap(({ basePath, headPath }) => [basePath, headPath]));
  const files = pairs.map((pair) => {
    const own = sectionsOf(pair, sections);
    const binary = own.some((section) => section.binary);
    const hunks = binary ? [] : own.flatMap((section) => section.hunks);
    const uri = uriOf(pair.headPath);
    const baseUri = uriOf(pair.basePath);
    return {
      uri,
      ...(baseUri === uri ? {} : { baseUri }),
      status: pair.status,
      kind: kindOf(pair.headMode === ABSENT ? pair.baseMode : pair.headMode),
      baseMode: pair.baseMode,
      headMode: pair.headMode,
      ...blobOf("baseBlob", pair.baseMode, pair.baseObject),
      ...blobOf("headBlob", pair.headMode, pair.headObject),
      binary,
      invalidUtf8: own.some((section) => section.invalidUtf8),
      hunks: hunks.length === 0 ? [LINELESS] : hunks,
    };
  });
  if (sections.next().done !== true) throw notUnderstood("more patches than files");
  return files;
}

/** A change of type is a deletion and an addition in the patch (git-diff, "-p"); any other pair is one section. */
function sectionsOf(pair: RawPair, sections: Iterator<Section>): readonly Section[] {
  const { baseObject: base, headObject: head } = pair;
  const none = "0".repeat(head.length);
  const expected =
    pair.status === "typeChanged"
      ? [
          { base, head: none },
          { base: none, head },
        ]
      : [{ base, head }];
  return expected.map((objects) => {
    const { value: section, done } = sections.next();
    // Without an index line the contents are the same: only name or mode changed.
    const { base: from, head: to } = section?.objects ?? { base: head, head: base };
    if (done === true || section === undefined || from !== objects.base || to !== objects.head) {
      throw notUnderstood("a patch that belongs to another file");
    }
    return section;
  });
}

function kindOf(mode: string): FileKind {
  if (mode === SUBMODULE) return "submodule";
  return mode === "120000" ? "symlink" : "regular";
}

/** A submodule's object is a commit of another repository. */
function blobOf<Key extends string>(key: Key, mode: string, object: string): Partial<Record<Key, string>> {
  const blobs: Partial<Record<Key, string>> = {};
  if (mode !== ABSENT && mode !== SUBMODULE) blobs[key] = object;
  return blobs;
}

/**
 * Paths as text, one uri per path. Two names that differ in invalid bytes only would look the same, and a finding in one
 * would be looked up in the other: the later ones get a number.
 */
function uris(paths: readonly Uint8Array[]): (path: Uint8Array) => string {
  const taken = new Set(paths.filter((path) => isUtf8(path)).map(text));
  const numbered = new Map<string, string>();
  return (path) => {
    if (isUtf8(path)) return text(path);
    const bytes = Buffer.from(path).toString("latin1");
    const known = numbered.get(bytes);
    if (known !== undefined) return known;
    let uri = text(path);
    for (let number = 2; taken.has(uri); number++) uri = text(path).replace("\ufffd", `\ufffd${String(number)}`);
    taken.add(uri);
    numbered.set(bytes, uri);
    return uri;
  };
}

function text(path: Uint8Array): string {
  return Buffer.from(path).toString("utf8");
}
