/** The first stage: two commits become a `Change`. */

import { ConfigurationError, objectMissing } from "../errors.ts";
import type { Objects } from "../ports.ts";
import type { Change } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { readHidden } from "./hidden-text.ts";
import { hunkNamer } from "./hunk.ts";
import { becameSource, readNewSource } from "./new-source.ts";
import { nearest } from "../nearest.ts";
import { parseDiff, type ParsedFile } from "./parse-diff.ts";

export interface ChangeRequest {
  /** Anything that git resolves to a commit: a name, `HEAD~1`, an object name. */
  readonly base: string;
  readonly head: string;
  /** Without `refs/heads/`. */
  readonly baseBranch?: string;
  /** Full name of the commit that the change starts from, when somebody knows who sees more of the history; used if it is there. */
  readonly mergeBase?: string;
}

/**
 * Reads what head changes since it left base.
 * @throws ConfigurationError `commit-not-found`, `history-cut`, `histories-unrelated`
 * @throws ExternalError `object-missing`, `change-too-large`, `git-failed`
 */
export async function readChange(request: ChangeRequest, objects: Objects): Promise<Change> {
  const base = await resolve("base", request.base, objects);
  const head = await resolve("head", request.head, objects);
  const known = request.mergeBase === undefined ? undefined : await objects.commit(request.mergeBase);
  const mergeBase = known ?? (await objects.mergeBase(base, head));
  if (mergeBase === undefined) throw nothingInCommon(request, objects.shallow);
  const { raw, patch } = await objects.diff(mergeBase, head);
  const files = parseDiff(raw, patch);
  const sizes = await sizesOf(files, objects);
  const hidden = await readHidden(
    files.filter((file) => file.binary),
    { objects, sizes },
  );
  const renamed = await readNewSource(files.filter(becameSource), objects);
  const named = hunkNamer();
  return {
    base,
    head,
    mergeBase,
    ...(request.baseBranch === undefined ? {} : { baseBranch: request.baseBranch }),
    files: files.map((parsed) => {
      const file = renamed.get(parsed) ?? hidden.get(parsed) ?? parsed;
      return {
        ...file,
        headSize: file.headBlob === undefined ? 0 : sizeOf(file.headBlob, sizes),
        hunks: file.hunks.map((hunk) => named(file.uri, hunk)),
      };
    }),
  };
}

async function resolve(side: "base" | "head", ref: string, objects: Objects): Promise<string> {
  const commit = await objects.commit(ref);
  if (commit !== undefined) return commit;
  const name = oneLine(ref, 200);
  if (objects.shallow) throw historyCut(`The ${side} ${name} is not in this clone, which is shallow.`);
  const similar = nearest(ref, await objects.branches()).map((branch) => oneLine(branch, 100));
  throw new ConfigurationError(
    "commit-not-found",
    `The ${side} ${name} is not a commit of this repository.`,
    similar.length === 0
      ? `Name a branch, a tag or a commit with --${side}.`
      : `Name another with --${side}; there are ${similar.join(", ")}.`,
  );
}

function nothingInCommon({ base, head }: ChangeRequest, shallow: boolean): ConfigurationError {
  const sides = `${oneLine(base, 200)} and ${oneLine(head, 200)}`;
  if (shallow) return historyCut(`This clone is too shallow to hold the commit at which ${sides} parted.`);
  // A diff of the two trees would show the base's own work as removed, and one against nothing is a sweep, not a change.
  return new ConfigurationError(
    "histories-unrelated",
    `${sides} have no commit in common, so there is no change between them.`,
    "Name a base that head was made from.",
  );
}

function historyCut(message: string): ConfigurationError {
  return new ConfigurationError(
    "history-cut",
    message,
    "Give actions/checkout `fetch-depth: 0`; in a clone, run `git fetch --unshallow`.",
  );
}

async function sizesOf(files: readonly ParsedFile[], objects: Objects): Promise<ReadonlyMap<string, number>> {
  const names = files.flatMap((file) => [file.headBlob, file.binary ? file.baseBlob : undefined]);
  return objects.sizes([...new Set(names.filter((name) => name !== undefined))]);
}

/** @throws ExternalError `object-missing`: a partial clone has the tree and not the blob. */
function sizeOf(name: string, sizes: ReadonlyMap<string, number>): number {
  const size = sizes.get(name);
  if (size === undefined) throw objectMissing(name);
  return size;
}
