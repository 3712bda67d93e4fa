/** Files of head that may be shown though they did not change: which they are, and their lines. */

import type { LineRange, Objects, Syntax, TreeEntry } from "../ports.ts";
import type { Policy } from "../policy.ts";
import type { ChangedFile } from "../records.ts";
import { pathRules } from "./exclusions.ts";

/** Bytes of a file that is looked into. */
const LARGEST_FILE = 1_000_000;

export interface Place extends LineRange {
  readonly file: ChangedFile;
  readonly lines: readonly string[];
}

/** `reason` ends a sentence and is ours. */
export type Found = { readonly places: readonly Place[] } | { readonly reason: string };

export interface Head {
  readonly policy: Policy;
  readonly objects: Pick<Objects, "blobs">;
  readonly syntax?: Syntax | undefined;
  readonly tree: readonly TreeEntry[];
  /** Of the change: where a symbol is looked for first, and what its files were called before. */
  readonly changed: readonly Pick<ChangedFile, "uri" | "baseUri">[];
}

/** What the policy keeps is refused whether it exists or not. */
export function readableFile(uri: string, { policy, tree, changed }: Head): ChangedFile | { readonly reason: string } {
  const rule = pathRules(policy)(fileOf({ uri, mode: "100644", name: "", size: 0 }, before(changed)));
  if (rule !== undefined) return { reason: rule };
  const entry = tree.find((candidate) => candidate.uri === uri);
  if (entry === undefined) {
    const isFolder = tree.some((candidate) => candidate.uri.startsWith(`${uri}/`));
    return { reason: isFolder ? "it is a folder: only files are shown" : "head has no such file" };
  }
  if (entry.mode === "120000") return { reason: "it is a symbolic link" };
  if (entry.mode === "160000") return { reason: "it is a submodule" };
  return entry.size > LARGEST_FILE ? { reason: "it is larger than 1 MB" } : fileOf(entry, before(changed));
}

/** Files in which a symbol may be looked for, as the tree has them. */
export function readableFiles({
  policy,
  tree,
  changed,
}: Pick<Head, "policy" | "tree" | "changed">): readonly ChangedFile[] {
  const [rule, names] = [pathRules(policy), before(changed)];
  return tree.flatMap((entry) => {
    const file = fileOf(entry, names);
    return entry.size > LARGEST_FILE || file.kind !== "regular" || rule(file) !== undefined ? [] : [file];
  });
}

/** Paths in base, by path in head: a change gives what is never sent no other name to be sent by (L1, L6). */
function before(changed: Head["changed"]): ReadonlyMap<string, string> {
  return new Map(changed.flatMap(({ uri, baseUri }) => (baseUri === undefined ? [] : [[uri, baseUri] as const])));
}

/** A file of head that need not have changed. */
function fileOf({ uri, mode, name, size }: TreeEntry, names: ReadonlyMap<string, string>): ChangedFile {
  const baseUri = names.get(uri);
  return {
    uri,
    ...(baseUri !== undefined && { baseUri }),
    status: "modified",
    kind: mode === "120000" ? "symlink" : mode === "160000" ? "submodule" : "regular",
    baseMode: mode,
    headMode: mode,
    headBlob: name,
    headSize: size,
    binary: false,
    invalidUtf8: false,
    hunks: [],
  };
}

/** Lines by path, the last one without its end; what is binary has no entry. */
export async function linesOfFiles(
  files: readonly ChangedFile[],
  { objects }: Pick<Head, "objects">,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  await objects.blobs([...new Set(files.map(({ headBlob = "" }) => headBlob))], (name, bytes) => {
    if (bytes === undefined || bytes.includes(0)) return;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    for (const { uri, headBlob } of files) if (headBlob === name) found.set(uri, text.replace(/\n$/u, "").split("\n"));
  });
  return found;
}
