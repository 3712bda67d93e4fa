/** A folder in the tool cache: made beside its place, checked, and moved there at once. */

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ToolUnavailable } from "../scan/index.ts";
import { errnoOf } from "./files.ts";
import type { Log } from "../ports.ts";

export interface Recipe {
  /** "semgrep 1.182.0". */
  readonly what: string;
  /** What the first use takes: "30 s". */
  readonly takes: string;
  /** Fills an empty folder. Throws ToolUnavailable. */
  make(into: string): Promise<void>;
  /** Undefined when all that this repository pins is there and nothing else runs; or what is wrong, a clause. */
  deviation(folder: string): Promise<string | undefined>;
}

/** Makes sure that `place` holds what the recipe pins: found sound, or made anew. Throws ToolUnavailable. */
export async function ensureSound(place: string, recipe: Recipe, log: Log): Promise<void> {
  const found = await check(place, recipe);
  if (found === "sound") return;
  if (found === "absent") log.info(`installing ${recipe.what} (first use, about ${recipe.takes})`);
  else log.warn(`${recipe.what} in the tool cache is not what was installed (${found}); installing it anew`);
  const parent = dirname(place);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const partial = join(parent, `.${basename(place)}.${randomUUID()}`);
  try {
    await mkdir(partial, { mode: 0o700 });
    await removeStale(parent, partial);
    await recipe.make(partial);
    const made = await check(partial, recipe);
    if (made !== "sound")
      throw new ToolUnavailable(`${recipe.what} was installed and is not what its lock pins (${made}).`);
    await moveInto(place, partial, recipe);
    log.info(`installed ${recipe.what}`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** `sound`, `absent`, or a clause about what is wrong. */
async function check(place: string, recipe: Recipe): Promise<string> {
  try {
    return (await recipe.deviation(place)) ?? "sound";
  } catch (error) {
    const there = await stat(place).catch(() => undefined);
    if (there === undefined) return "absent";
    if (errnoOf(error) === undefined) throw error;
    return `it cannot be read: ${errnoOf(error)}`;
  }
}

/** A rename is atomic: of two runs at once the later one finds the other's and takes it, if it is sound. */
async function moveInto(place: string, partial: string, recipe: Recipe): Promise<void> {
  try {
    await rename(partial, place);
    return;
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(errnoOf(error) ?? "")) throw error;
  }
  if ((await check(place, recipe)) === "sound") return;
  const aside = `${partial}.old`;
  await rename(place, aside);
  await rename(partial, place);
  await rm(aside, { recursive: true, force: true });
}

const DAY_MS = 86_400_000;

/** What a killed run left: no install takes a day. The disk's own clock is the only one that both folders have seen. */
async function removeStale(parent: string, mine: string): Promise<void> {
  const now = (await stat(mine)).mtimeMs;
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    const { mtimeMs } = name.startsWith(".") ? await stat(path).catch(() => ({ mtimeMs: now })) : { mtimeMs: now };
    if (now - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}
