/** Git's name of a file's content at a commit: what a decision is bound to when the head moves on. */

import { createHash } from "node:crypto";
import type { FetchedObjects } from "../ports.ts";

export type BlobPorts = Pick<FetchedObjects, "fileAt" | "commit" | "fetch">;

/** Undefined: no such regular file, or the commit is not to be had any more. */
export async function blobAt(commit: string, uri: string, objects: BlobPorts): Promise<string | undefined> {
  // A forced push may have left the commit behind, which the server may no longer give.
  if ((await objects.commit(commit)) === undefined && (await objects.fetch([{ commit }])).length > 0) return undefined;
  const bytes = await objects.fileAt(commit, uri);
  return bytes === undefined ? undefined : blobName(bytes, commit.length === 64 ? "sha256" : "sha1");
}

/** As `git hash-object` names it (gitformat-loose: type, size, NUL, content). */
export function blobName(bytes: Uint8Array, algorithm: "sha1" | "sha256"): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
