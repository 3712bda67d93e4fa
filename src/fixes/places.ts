/** Which lines of head Claude is shown about a finding: its file, and what its path runs through, all files of the change (L1). */

import { isUtf8 } from "node:buffer";
import type { Location, TriagedFinding } from "../finding.ts";
import type { Objects } from "../ports.ts";
import type { Policy } from "../policy.ts";
import type { Change, ChangedFile, DossierHunk } from "../records.ts";
import { hunkOf, pathRules, readLines } from "../review/index.ts";
import type { Redactor } from "../secrets/index.ts";

export interface PlacePorts {
  readonly objects: Objects;
  readonly redactor: Redactor;
}

/** A file of head that an edit may touch. */
export interface ShownFile {
  readonly file: ChangedFile;
  /** As it is: never to be shown or stored. */
  readonly text: string;
  readonly hunk: DossierHunk;
}

/** `refused` ends a sentence. */
export type Shown = { readonly files: readonly ShownFile[] } | { readonly refused: string };

const LARGEST_FILE = 1_000_000;
const MOST_FILES = 5;
/** A finding over more lines is about a file, and no small edit repairs it. */
const MOST_FINDING_LINES = 200;
/** Lines on either side of the finding, of other lines that it names, and at the top, where imports stand. */
const AROUND = { finding: 150, other: 20, top: 40 } as const;

export async function showPlaces(
  finding: TriagedFinding,
  { change, policy }: { readonly change: Change; readonly policy: Policy },
  { objects, redactor }: PlacePorts,
): Promise<Shown> {
  const { location } = finding;
  if (location === undefined) return { refused: "it has no place in head" };
  if (location.endLine - location.startLine >= MOST_FINDING_LINES) return { refused: "it is about too many lines" };
  const steps = [...(finding.codeFlow ?? []).map((step) => step.location), ...finding.relatedLocations];
  const uris = [...new Set([location, ...steps].map(({ uri }) => uri))].slice(0, MOST_FILES);
  const files: ShownFile[] = [];
  for (const uri of uris) {
    const found = await editable(uri, { change, policy, objects });
    // What a path runs through is context; without the finding's own file there is nothing to repair.
    if ("refused" in found && uri === location.uri) return found;
    if ("refused" in found) continue;
    const numbers = linesFor(uri, { location, steps });
    files.push({
      ...found,
      hunk: await shownHunk(`fix-${String(files.length + 1)}`, { ...found, numbers }, { objects, redactor }),
    });
  }
  return { files };
}

async function editable(
  uri: string,
  { change, policy, objects }: { change: Change; policy: Policy; objects: Objects },
): Promise<Omit<ShownFile, "hunk"> | { readonly refused: string }> {
  const file = change.files.find((candidate) => candidate.uri === uri);
  if (file?.headBlob === undefined) return { refused: "its file is not in this change" };
  if (file.kind !== "regular") return { refused: "its file is a link or a submodule" };
  if (file.headSize > LARGEST_FILE) return { refused: "its file is larger than 1 MB" };
  const rule = pathRules(policy)(file);
  if (rule !== undefined) return { refused: `its file is not for Claude: ${rule}` };
  if (uri.includes("\u{fffd}")) return { refused: "the name of its file is not UTF-8" };
  let bytes: Uint8Array | undefined;
  await objects.blobs([file.headBlob], (_, found) => {
    bytes = found;
  });
  if (bytes === undefined) return { refused: "its file is not to be had" };
  // What is not text of one encoding cannot be put back together byte by byte.
  if (bytes.includes(0) || !isUtf8(bytes)) return { refused: "its file is no text in UTF-8" };
  return { file, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

function linesFor(
  uri: string,
  { location, steps }: { readonly location: Location; readonly steps: readonly Location[] },
): readonly number[] {
  const numbers = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let line = Math.max(1, from); line <= to; line++) numbers.add(line);
  };
  add(1, AROUND.top);
  if (uri === location.uri) add(location.startLine - AROUND.finding, location.endLine + AROUND.finding);
  for (const step of steps) if (step.uri === uri) add(step.startLine - AROUND.other, step.startLine + AROUND.other);
  return [...numbers].sort((a, b) => a - b);
}

async function shownHunk(
  id: string,
  { file, numbers }: { readonly file: ChangedFile; readonly numbers: readonly number[] },
  { objects, redactor }: PlacePorts,
): Promise<DossierHunk> {
  const wanted = numbers.map((line) => ({ side: "head", line, kind: "context" }) as const);
  const sides = await readLines([{ file, lines: wanted }], { objects, redactor });
  return hunkOf(file, { id, wanted, text: sides.get(file) }, redactor).hunk;
}
