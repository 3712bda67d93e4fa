import { matchesGlob } from "node:path";
import type { Files } from "../../src/ports.ts";

/** Files in memory, by absolute path; `contents` shows what was written. */
export function fakeFiles(
  initial: Readonly<Record<string, string | Uint8Array>> = {},
): Files & { readonly contents: ReadonlyMap<string, Uint8Array> } {
  const contents = new Map(Object.entries(initial).map(([path, bytes]) => [path, Buffer.from(bytes)]));
  let folders = 0;
  return {
    contents,
    read: async (path) => contents.get(path),
    write: async (path, bytes) => void contents.set(path, Buffer.from(bytes)),
    remove: async (path) => {
      for (const name of contents.keys()) if (name === path || name.startsWith(`${path}/`)) contents.delete(name);
    },
    temporary: async (label) => `/temporary/${label}-${(folders += 1)}`,
    glob: async (pattern, cwd) =>
      [...contents.keys()]
        .filter((path) => matchesGlob(path, pattern.startsWith("/") ? pattern : `${cwd}/${pattern}`))
        .sort(),
  };
}
