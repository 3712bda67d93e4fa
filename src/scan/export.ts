/** The files of head that scanners see: written from git objects, never a checkout or `git archive`, which attributes steer (L6). */

import { posix } from "node:path";

import type { Files, Objects } from "../ports.ts";
import type { Change, ChangedFile, Unscanned } from "../records.ts";
import { createExportPaths } from "./export-path.ts";
import { hiddenLines } from "./hidden-lines.ts";
import type { ExportedFile, ScanTarget } from "./scanner.ts";

/** A change can hold a decompression bomb's worth of blobs; what is over a limit is named, never skipped in silence (L5). */
export const EXPORT_LIMITS: ExportLimits = { fileBytes: 50 * 1024 ** 2, totalBytes: 1024 ** 3, files: 20_000 };

interface ExportLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly files: number;
}

interface ExportPorts {
  readonly files: Files;
  readonly objects: Objects;
}

/** Writes the changed regular files of head below a new temporary folder, which the caller removes (`target.root`). */
export async function exportHead(
  change: Change,
  { files, objects }: ExportPorts,
  limits: ExportLimits = EXPORT_LIMITS,
): Promise<ScanTarget> {
  const root = await files.temporary("export");
  const { chosen, withheld } = choose(change, limits);
  const byBlob = new Map<string, ExportedFile[]>();
  for (const entry of chosen) {
    const blob = entry.file.headBlob ?? "";
    const same = byBlob.get(blob);
    if (same === undefined) byBlob.set(blob, [entry]);
    else same.push(entry);
  }
  const exported: ExportedFile[] = [];
  await objects.blobs([...byBlob.keys()], async (name, bytes) => {
    for (const entry of byBlob.get(name) ?? []) {
      if (bytes === undefined) {
        withheld.push({ uri: entry.file.uri, reason: "its git object is missing" });
        continue;
      }
      withheld.push(...hiddenLines(bytes, entry.file.uri).map((part) => ({ uri: entry.file.uri, ...part })));
      await files.write(posix.join(root, entry.path), bytes);
      exported.push(entry);
    }
  });
  // Without one at the root, semgrep falls back on a built-in list that hides `tests/`, `vendor/` and more (tried).
  await files.write(posix.join(root, ".semgrepignore"), "");
  return { change, root, exported, withheld };
}

function choose(change: Change, limits: ExportLimits): { chosen: ExportedFile[]; withheld: Unscanned[] } {
  const pathOf = createExportPaths();
  const chosen: ExportedFile[] = [];
  const withheld: Unscanned[] = [];
  let total = 0;
  for (const file of change.files) {
    if (file.status === "deleted") continue;
    const reason =
      unfit(file) ??
      (file.headSize > limits.fileBytes ? `larger than ${megabytes(limits.fileBytes)}` : undefined) ??
      (chosen.length >= limits.files ? `the change has more than ${String(limits.files)} files` : undefined) ??
      (total + file.headSize > limits.totalBytes
        ? `the change has more than ${megabytes(limits.totalBytes)}`
        : undefined);
    if (reason !== undefined) {
      withheld.push({ uri: file.uri, reason, ...(file.kind === "regular" ? {} : { outOfScope: true as const }) });
      continue;
    }
    total += file.headSize;
    chosen.push({ file, path: pathOf(file.uri) });
  }
  return { chosen, withheld };
}

function unfit(file: ChangedFile): string | undefined {
  if (file.kind === "symlink") return "a symbolic link: what it points at is scanned under its own name";
  if (file.kind === "submodule") return "a submodule: its commit is in another repository";
  return undefined;
}

function megabytes(bytes: number): string {
  return `${String(Math.round(bytes / 1024 ** 2))} MiB`;
}
