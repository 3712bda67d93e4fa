import type { Objects } from "../ports.ts";
import type { Change, ChangedFile, FileKind } from "../records.ts";

/**
 * The change with every other file of head beside its own, as scanners see a branch: alerts there are the repository's. The
 * files that are not of the change have no hunks, so that nothing in them counts as changed.
 */
export async function wholeTree(change: Change, objects: Pick<Objects, "tree">): Promise<Change> {
  const changed = new Set(change.files.map(({ uri }) => uri));
  const others = (await objects.tree(change.head))
    .filter(({ uri }) => !changed.has(uri))
    .map(({ uri, mode, name, size }): ChangedFile => ({
      uri,
      status: "modified",
      kind: kindOf(mode),
      baseMode: mode,
      headMode: mode,
      baseBlob: name,
      headBlob: name,
      headSize: size,
      binary: false,
      invalidUtf8: false,
      hunks: [],
    }));
  return { ...change, files: [...change.files, ...others] };
}

function kindOf(mode: string): FileKind {
  if (mode === "160000") return "submodule";
  return mode === "120000" ? "symlink" : "regular";
}
