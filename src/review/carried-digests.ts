/** What identifies a hunk across pushes: what Claude saw of it, whatever lines it stands on by now. */

import { createHmac } from "node:crypto";
import canonicalize from "canonicalize";
import type { Change, ChangedFile, DossierHunk } from "../records.ts";
import type { Dossier } from "./dossier.ts";

/** A hunk as it was sent, and its digest. */
export interface Digested {
  readonly hunk: DossierHunk;
  readonly digest: string;
}

/** One file of the change; no hunks where one of them is not text that was sent. */
export interface DigestedFile {
  readonly uri: string;
  readonly digest: string;
  readonly hunks: readonly Digested[];
}

/** Every file of the change, also those of which nothing is sent. */
export function digestedFiles(change: Change, dossier: Dossier, key: Uint8Array): readonly DigestedFile[] {
  const sent = new Map(dossier.hunks.map((hunk) => [hunk.id, hunk]));
  return change.files.map((file) => {
    const hunks = file.hunks.flatMap(({ id }) => sent.get(id) ?? []);
    // A submodule, a mode or a binary file has no line that would tell one content from another.
    const whole = hunks.length === file.hunks.length && hunks.every(({ lines }) => lines.length > 0);
    return {
      uri: file.uri,
      digest: keyed(key, ["file", file.uri]),
      hunks: whole
        ? hunks.map((hunk, ordinal) => ({ hunk, digest: hunkDigest(file, { hunk, ordinal, dossier, key }) }))
        : [],
    };
  });
}

interface Hunked {
  readonly hunk: DossierHunk;
  /** Equal texts in one file are told apart by it. */
  readonly ordinal: number;
  readonly dossier: Dossier;
  readonly key: Uint8Array;
}

function hunkDigest(file: ChangedFile, { hunk, ordinal, dossier, key }: Hunked): string {
  const { uri, baseUri, status, kind, baseMode, headMode } = file;
  let expected: number | undefined;
  const lines = hunk.lines.map(({ side, line, kind: role, text }) => {
    const follows = side === "base" || expected === undefined || line === expected;
    if (side === "head") expected = line + 1;
    // Findings about removed code name its lines in base.
    return [role, follows, side === "base" ? line : 0, text];
  });
  const findings = dossier.findings.filter(({ hunk: of }) => of === hunk.id).map(({ fingerprint }) => fingerprint);
  return keyed(key, [
    "hunk",
    ...[uri, baseUri ?? "", status, kind, baseMode, headMode, hunk.shownUri, ordinal],
    ...[lines, findings],
  ]);
}

/** 128 bits: without the key nobody can look for two texts with one digest. */
function keyed(key: Uint8Array, value: unknown): string {
  const mac = createHmac("sha256", key).update(canonicalize(value) ?? "");
  return mac.digest().subarray(0, 16).toString("base64url");
}
