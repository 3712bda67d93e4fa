/** A lock: pip's requirements format, as `uv pip compile --universal --generate-hashes` writes it (tools/README.md). */

import { createHash } from "node:crypto";

export interface Lock {
  /** SHA-256 of the lock's bytes. */
  readonly sha256: string;
  /** Version of the tool that it is for. */
  readonly version: string;
  /** SHA-256 of every file that any of its packages may come as, with the package's normalised name. */
  readonly files: ReadonlyMap<string, string>;
  /** Normalised names of the packages that no marker makes optional. */
  readonly required: ReadonlySet<string>;
}

/** Throws when a line is not understood or the tool is not in it: a lock that is read in part pins in part. */
export function parseLock(bytes: Uint8Array, tool: string): Lock {
  const files = new Map<string, string>();
  const required = new Set<string>();
  let version: string | undefined;
  for (const line of Buffer.from(bytes).toString().replaceAll("\\\n", " ").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, name, pinned, rest = ""] = /^([\w.-]+)==(\S+)\s(.*)$/u.exec(line) ?? [];
    const hashes = [...rest.matchAll(/--hash=sha256:([0-9a-f]{64})(?=\s|$)/gu)].flatMap(([, hash]) => hash ?? []);
    if (name === undefined || hashes.length === 0) throw new Error(`not a line of a lock: ${line}`);
    const normalised = normalisedName(name);
    for (const hash of hashes) files.set(hash, normalised);
    if (!rest.includes(";")) required.add(normalised);
    if (normalised === tool) version = pinned;
  }
  if (version === undefined) throw new Error(`the lock of ${tool} does not pin it`);
  return { sha256: createHash("sha256").update(bytes).digest("hex"), version, files, required };
}

/** PEP 503. */
export function normalisedName(name: string): string {
  return name.replace(/[-_.]+/gu, "-").toLowerCase();
}
