import type { CommitList, Objects, TreeEntry } from "../../src/ports.ts";

export interface FakeObjects {
  readonly shallow?: boolean;
  readonly branches?: readonly string[];
  /** Ref or full name → full name. */
  readonly commits?: Readonly<Record<string, string>>;
  readonly mergeBase?: string;
  readonly diff?: { readonly raw: Uint8Array; readonly patch: Uint8Array };
  /** Of every range; none unless given. */
  readonly commitList?: CommitList;
  /** `from..to` → `git diff-tree --raw -z`; without `from` against nothing. */
  readonly rawDiffs?: Readonly<Record<string, string>>;
  /** Object name → contents. */
  readonly blobs?: Readonly<Record<string, string | Uint8Array>>;
  readonly tree?: readonly TreeEntry[];
  /** `commit:uri` → contents. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Git objects from plain data: what is not given does not exist. */
export function fakeObjects(given: FakeObjects = {}): Objects {
  const blobs = new Map(Object.entries(given.blobs ?? {}).map(([name, content]) => [name, Buffer.from(content)]));
  return {
    shallow: given.shallow ?? false,
    branches: async () => given.branches ?? [],
    commit: async (ref) => given.commits?.[ref],
    mergeBase: async () => given.mergeBase,
    diff: async () => given.diff ?? { raw: new Uint8Array(), patch: new Uint8Array() },
    rawDiff: async (from, to) => Buffer.from(given.rawDiffs?.[`${from ?? ""}..${to}`] ?? ""),
    commits: async () => given.commitList ?? { commits: [] },
    sizes: async (names) =>
      new Map(
        names.flatMap((name): [string, number][] => {
          const bytes = blobs.get(name);
          return bytes === undefined ? [] : [[name, bytes.length]];
        }),
      ),
    blobs: async (names, each) => {
      for (const name of names) await each(name, blobs.get(name));
    },
    tree: async () => given.tree ?? [],
    modeAt: async (commit, uri) => (given.files?.[`${commit}:${uri}`] === undefined ? undefined : "100644"),
    fileAt: async (commit, uri) => {
      const content = given.files?.[`${commit}:${uri}`];
      return content === undefined ? undefined : Buffer.from(content);
    },
  };
}
