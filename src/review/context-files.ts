/** The lines beside the hunks that are shown: head read, parsed, and chosen from. */

import type { Objects, Syntax } from "../ports.ts";
import type { ChangedFile } from "../records.ts";
import { chooseContext, type ContextFile, type ContextLines } from "./context.ts";
import { linesAsInDiff } from "./sides.ts";
import { hasContext, plannedLines } from "./window.ts";

export interface ContextSource {
  /** Ids of the hunks that are sent. */
  readonly hunks: ReadonlySet<string>;
  readonly objects: Pick<Objects, "sizes" | "blobs">;
  /** Without it indentation serves. */
  readonly syntax?: Syntax | undefined;
  readonly contextLines?: number | undefined;
  readonly maxContextBytes?: number | undefined;
}

/**
 * About 50,000 tokens by our estimate, so that the largest change stays within the default budget. None of the 15 development
 * cases (up to 467 changed lines) reaches it; larger ones were not measured.
 */
const DEFAULT_CONTEXT_BYTES = 150_000;
/** Lines on either side of the first and the last change of a hunk. */
const AROUND = 10;
/** Bytes that are held at once; files after it are shown without context. */
const MOST_HELD = 64 * 1024 * 1024;

export interface Context {
  readonly lines: ContextLines;
  readonly files: readonly ContextFile[];
}

export async function readContext(files: readonly ChangedFile[], source: ContextSource): Promise<Context> {
  const withHead = files.filter(hasContext);
  const sizes = await source.objects.sizes([...new Set(withHead.map(({ headBlob = "" }) => headBlob))]);
  let held = 0;
  const read = withHead.filter(({ headBlob = "" }) => (held += sizes.get(headBlob) ?? Infinity) <= MOST_HELD);
  const byBlob = new Map<string, ChangedFile[]>();
  for (const file of read) byBlob.set(file.headBlob ?? "", [...(byBlob.get(file.headBlob ?? "") ?? []), file]);
  const found: ContextFile[] = [];
  await source.objects.blobs([...byBlob.keys()], async (name, bytes) => {
    // What is missing is said where the hunks are read.
    if (bytes === undefined) return;
    for (const file of byBlob.get(name) ?? []) found.push(await contextFile(file, bytes, source));
  });
  const order = new Map(files.map((file, index) => [file, index]));
  const sorted = found.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0));
  const limits = { around: source.contextLines ?? AROUND, maxBytes: source.maxContextBytes ?? DEFAULT_CONTEXT_BYTES };
  return { files: sorted, lines: chooseContext(sorted, limits) };
}

async function contextFile(
  file: ChangedFile,
  bytes: Uint8Array,
  { hunks, syntax }: ContextSource,
): Promise<ContextFile> {
  const own = [...plannedLines(file, new Set()).values()].flat().filter(({ side }) => side === "head");
  const lines = linesAsInDiff(bytes, own) ?? [];
  return {
    file,
    hunks: file.hunks.filter(({ id, lines: changed }) => hunks.has(id) && changed.length > 0),
    lines,
    outline: lines.length === 0 ? undefined : await syntax?.outline(file.uri, lines.join("\n")),
  };
}
