/** An environment is exactly what it must be: no file changed, none missing, none more. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, readdir, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Expected } from "./provision-wheels.ts";

/** Read at once as a whole: opening a stream costs more than reading a small file. */
const WHOLE_BYTES = 4_000_000;
/** Two cores hash and the disk reads ahead; more gains nothing (measured). */
const WORKERS = 8;

interface Entry {
  /** Below the root, `/`-separated. */
  readonly path: string;
  readonly kind: "file" | "link" | "other";
}

/** A sentence about the first deviation, or `undefined`. */
export async function deviation(root: string, expected: ReadonlyMap<string, Expected>): Promise<string | undefined> {
  const entries = await walk(root);
  const extra = entries.find(({ path }) => !expected.has(path));
  if (extra !== undefined) return `${extra.path} was added`;
  const present = new Set(entries.map(({ path }) => path));
  const missing = [...expected.keys()].find((path) => !present.has(path));
  if (missing !== undefined) return `${missing} is missing`;
  let changed: string | undefined;
  const queue = entries.values();
  const worker = async (): Promise<void> => {
    for (const entry of queue) {
      if (changed !== undefined) return;
      if (!(await isAs(join(root, entry.path), entry.kind, expected.get(entry.path)))) changed = entry.path;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return changed === undefined ? undefined : `${changed} was changed`;
}

/** Takes away what nothing vouches for (pip itself, scripts that it wrote, compiled files), and puts back what it rewrote. */
export async function reduce(root: string, expected: ReadonlyMap<string, Expected>): Promise<void> {
  for (const { path } of await walk(root)) {
    const wanted = expected.get(path);
    if (wanted === undefined || !("digest" in wanted)) await rm(join(root, path));
  }
  for (const [path, wanted] of expected) {
    if ("digest" in wanted) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    if ("link" in wanted) await symlink(wanted.link, join(root, path));
    else await writeFile(join(root, path), wanted.bytes);
  }
}

async function walk(root: string, below = ""): Promise<Entry[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry): Promise<Entry[]> => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return await walk(root, path);
      return [{ path, kind: entry.isFile() ? "file" : entry.isSymbolicLink() ? "link" : "other" }];
    }),
  );
  return nested.flat();
}

async function isAs(path: string, kind: Entry["kind"], expected: Expected | undefined): Promise<boolean> {
  if (expected === undefined) return false;
  if ("link" in expected) return kind === "link" && (await readlink(path)) === expected.link;
  if (kind !== "file") return false;
  if ("bytes" in expected) return Buffer.compare(await readFile(path), expected.bytes) === 0;
  return (await digestOf(path, expected.algorithm)) === expected.digest;
}

async function digestOf(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm);
  if ((await stat(path)).size <= WHOLE_BYTES) return hash.update(await readFile(path)).digest("base64url");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
  return hash.digest("base64url");
}
