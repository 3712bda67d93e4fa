/** Where in head a dependency is named, whether by name or only in a lock, and who manages it. */

import { posix } from "node:path";
import type { DependencyChange } from "../dependency.ts";
import type { Location } from "../finding.ts";
import type { Objects } from "../ports.ts";
import { lineFinder, type NamedDependency } from "./manifest-line.ts";
import { LOCKS_BESIDE, manifestOf, MANIFESTS_OF_LOCK, type PackageManager } from "./manifest.ts";

export interface Placement {
  /** Absent: the manifest is no file of head (a submitted snapshot may name anything). */
  readonly location?: Location;
  readonly manager: PackageManager;
  /** Somebody wrote its name into a manifest; else another dependency brings it. */
  readonly direct: boolean;
  /** Base name of the file that GitHub found it in. */
  readonly file: string;
}

export type Place = (change: DependencyChange) => Promise<Placement>;

interface Text {
  readonly lineOf: (dependency: NamedDependency) => number | undefined;
  lineAt(line: number): string;
}

/** Each file of head is read once. */
export function placer(objects: Pick<Objects, "fileAt">, head: string): Place {
  const texts = new Map<string, Promise<Text | undefined>>();
  const read = (uri: string): Promise<Text | undefined> => {
    const known = texts.get(uri) ?? readText(objects, head, uri);
    texts.set(uri, known);
    return known;
  };
  return async (change) => {
    const uri = change.manifest.replace(/^\/+/u, "");
    const of = manifestOf(uri) ?? { manager: "other", role: "manifest" };
    const file = posix.basename(uri);
    const text = await read(uri);
    const named = of.role === "lock" ? await namedBeside(uri, { change, read, manager: of.manager }) : undefined;
    if (named !== undefined) return { location: named, manager: of.manager, direct: true, file };
    const line = text?.lineOf({ ...change, manifest: uri });
    const direct = of.role === "manifest" && line !== undefined && !/\/\/\s*indirect\b/u.test(text?.lineAt(line) ?? "");
    return {
      ...(text === undefined ? {} : { location: at(uri, line ?? 1) }),
      manager: await managerOf(uri, of.manager, read),
      direct,
      file,
    };
  };
}

async function readText(objects: Pick<Objects, "fileAt">, head: string, uri: string): Promise<Text | undefined> {
  const bytes = await objects.fileAt(head, uri);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  const lines = text.split("\n");
  return { lineOf: lineFinder(text), lineAt: (line) => lines[line - 1] ?? "" };
}

function at(uri: string, line: number): Location {
  return { uri, startLine: line, endLine: line };
}

function beside(uri: string, name: string): string {
  return posix.join(posix.dirname(uri), name);
}

type Read = (uri: string) => Promise<Text | undefined>;

/** The line of a manifest beside the lock that names the package. */
async function namedBeside(
  lock: string,
  { change, read, manager }: { change: DependencyChange; read: Read; manager: PackageManager },
): Promise<Location | undefined> {
  for (const name of MANIFESTS_OF_LOCK[manager] ?? []) {
    const uri = beside(lock, name);
    const text = await read(uri);
    const line = text?.lineOf({ ...change, manifest: uri });
    if (line !== undefined && !/\/\/\s*indirect\b/u.test(text?.lineAt(line) ?? "")) return at(uri, line);
  }
  return undefined;
}

async function managerOf(uri: string, manager: PackageManager, read: Read): Promise<PackageManager> {
  for (const [lock, other] of LOCKS_BESIDE[posix.basename(uri)] ?? [])
    if ((await read(beside(uri, lock))) !== undefined) return other;
  return manager;
}
