/** What is sent about a change: redacted first, as whole files, then made harmless line by line (L1, L2). */

import { createHash } from "node:crypto";
import type { TriagedFinding } from "../finding.ts";
import type { Objects, Syntax } from "../ports.ts";
import type { Change, ChangedFile, DossierFinding, DossierHunk, FileStatus, Redacted, SentLine } from "../records.ts";
import { joined, linesOf, MARK, redactedText, rewritten, type Redactor } from "../secrets/index.ts";
import { oneLine, visible } from "../untrusted.ts";
import { readContext } from "./context-files.ts";
import { isHashLine, isLockFile } from "./lock-files.ts";
import { neutral } from "./neutral.ts";
import { touchedNames } from "./related.ts";
import { readLines, type SideLines } from "./sides.ts";
import { plannedLines, type PlannedLine } from "./window.ts";

export interface DossierFile {
  readonly shownUri: Redacted;
  /** The path before a rename. */
  readonly shownBaseUri?: Redacted;
  readonly status: FileStatus;
  /** What lines do not show: modes that changed, a symbolic link, a submodule, binary contents. */
  readonly about: readonly string[];
}

export interface Dossier {
  /** All files of the change, also those of which no line is sent. */
  readonly files: readonly DossierFile[];
  readonly hunks: readonly DossierHunk[];
  readonly findings: readonly DossierFinding[];
  /** Hunks of which a changed line was too long to be sent whole: they cannot be called reviewed (L5). */
  readonly cut: readonly string[];
  /** Names of functions and classes that a hunk's changes touch, by its id; none of them is sent. */
  readonly touched?: ReadonlyMap<string, readonly string[]>;
  /** How often each type of secret was replaced in the texts above; a key of many lines counts once. */
  readonly redactions: Readonly<Record<string, number>>;
}

export interface DossierSource {
  /** Ids of the hunks to send. */
  readonly hunks: ReadonlySet<string>;
  readonly objects: Pick<Objects, "sizes" | "blobs">;
  readonly redactor: Redactor;
  readonly findings: readonly TriagedFinding[];
  readonly syntax?: Syntax | undefined;
  readonly contextLines?: number;
  /** `review.context.max-bytes`. */
  readonly maxContextBytes?: number | undefined;
}

/** UTF-16 units of a line that are sent. Code behind a screen's width of spaces must not go unread, so a changed line gets far more. */
const SHOWN = { context: 2_000, changed: 20_000 } as const;
const MOST_FINDINGS_PER_HUNK = 20;

/** @throws ExternalError `object-missing`, when the clone does not hold a file's contents */
export async function buildDossier(change: Change, source: DossierSource): Promise<Dossier> {
  const wanted = change.files.filter((file) => file.hunks.some(({ id }) => source.hunks.has(id)));
  const context = await readContext(wanted, source);
  const planned = wanted.map((file) => ({
    file,
    lines: wantedOf(file, plannedLines(file, context.lines.get(file) ?? new Set()), source.hunks),
  }));
  const sides = await readLines(
    planned.map(({ file, lines }) => ({ file, lines: [...lines.values()].flat() })),
    source,
  );
  // Only now does the redactor know every value that any of the files gave away.
  const sent = planned.flatMap(({ file, lines }) =>
    [...lines].map(([id, wanted]) => hunkOf(file, { id, wanted, text: sides.get(file) }, source.redactor)),
  );
  const hunks = sent.map(({ hunk }) => hunk);
  const files = change.files.map((file) => shownFile(file, source.redactor));
  const parts = { files, hunks, findings: findingsOf(hunks, source) };
  return {
    ...parts,
    cut: sent.filter(({ cut }) => cut).map(({ hunk }) => hunk.id),
    touched: new Map(
      context.files.flatMap(({ hunks: own, outline }) =>
        outline === undefined ? [] : own.map((hunk) => [hunk.id, touchedNames(hunk, outline)]),
      ),
    ),
    redactions: redactionsOf(parts),
  };
}

/** The same without what need not be sent. */
export function withoutHunks(dossier: Dossier, without: { has(id: string): boolean }): Dossier {
  const parts = {
    files: dossier.files,
    hunks: dossier.hunks.filter(({ id }) => !without.has(id)),
    findings: dossier.findings.filter(({ hunk }) => !without.has(hunk)),
  };
  return { ...dossier, ...parts, cut: dossier.cut.filter((id) => !without.has(id)), redactions: redactionsOf(parts) };
}

function redactionsOf({
  files,
  hunks,
  findings,
}: Pick<Dossier, "files" | "hunks" | "findings">): Dossier["redactions"] {
  return countMarks([
    ...files.flatMap(({ shownUri, shownBaseUri }) => [[shownUri], [shownBaseUri ?? ""]]),
    ...hunks.map(({ lines }) => lines.map(({ text }) => text)),
    ...findings.map(({ text }) => [text]),
  ]);
}

function wantedOf<Lines>(
  file: ChangedFile,
  lines: ReadonlyMap<string, Lines>,
  hunks: ReadonlySet<string>,
): ReadonlyMap<string, Lines> {
  const ids = new Set(file.hunks.map(({ id }) => id).filter((id) => hunks.has(id)));
  return new Map([...lines].filter(([id]) => ids.has(id)));
}

/** The owners' words from the policy at base, for `QuestionForm.instructions`. */
export function ownersInstructions(text: string, redactor: Redactor): Redacted {
  return neutral(redactor.redact(visible(text.trim())));
}

/** Text of somebody else's, as one neutral line. */
export function shownLine(text: string, redactor: Redactor): Redacted {
  return neutral(redactor.redact(oneLine(text)));
}

function shownFile(file: ChangedFile, redactor: Redactor): DossierFile {
  const modes = file.baseMode !== file.headMode && file.status !== "added" && file.status !== "deleted";
  return {
    shownUri: shownLine(file.uri, redactor),
    ...(file.baseUri === undefined ? {} : { shownBaseUri: shownLine(file.baseUri, redactor) }),
    status: file.status,
    about: [
      ...(file.kind === "regular" ? [] : [file.kind === "symlink" ? "symbolic link" : file.kind]),
      ...(modes ? [`mode ${file.baseMode} to ${file.headMode}`] : file.headMode === "100755" ? ["executable"] : []),
      ...(file.binary ? ["binary"] : []),
    ],
  };
}

interface Wanted {
  readonly id: string;
  readonly wanted: readonly PlannedLine[];
  readonly text: SideLines | undefined;
}

export function hunkOf(
  file: ChangedFile,
  { id, wanted, text }: Wanted,
  redactor: Redactor,
): { hunk: DossierHunk; cut: boolean } {
  const known = wanted.flatMap((line) => {
    const found = text?.get(`${line.side}:${String(line.line)}`);
    return found === undefined ? [] : [{ ...line, ...found }];
  });
  const passage = joined(
    known.map(({ redacted }) => redacted),
    "\n",
  );
  const again = linesOf(redactor.redact(passage, file.uri));
  let cut = false;
  const isLock = isLockFile(file);
  const lines = known.map(({ side, line, kind, redacted }, index): SentLine => {
    const limit = kind === "context" ? SHOWN.context : SHOWN.changed;
    const whole = isLock && isHashLine(redacted) ? HASH : neutral(again[index] ?? redacted);
    cut ||= kind !== "context" && whole.length > limit;
    return { side, line, kind, text: shortened(whole, limit) };
  });
  return {
    hunk: {
      id,
      uri: file.uri,
      shownUri: shownLine(file.uri, redactor),
      baseUri: file.baseUri ?? file.uri,
      lines,
      bytes: known.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    cut,
  };
}

/** In place of a line that is a digest. */
const HASH = redactedText`⟦not sent: a hash⟧`;

function shortened(text: Redacted, limit: number): Redacted {
  if (text.length <= limit) return text;
  return rewritten(text, (whole) => {
    // Never half a surrogate pair.
    const kept = whole.slice(0, limit).replace(/[\uD800-\uDBFF]$/u, "");
    return `${kept}⟦cut: ${String(whole.length - kept.length)} more characters⟧`;
  });
}

/** Findings of scanners whose lines are sent; those that a person or the policy has settled are no question. */
function findingsOf(hunks: readonly DossierHunk[], { findings, redactor }: DossierSource): readonly DossierFinding[] {
  const taken = new Set<string>();
  const byUri = new Map<string, TriagedFinding[]>();
  for (const finding of findings) {
    const uri = finding.location?.uri ?? "";
    const ofFile = byUri.get(uri);
    if (ofFile === undefined) byUri.set(uri, [finding]);
    else ofFile.push(finding);
  }
  return hunks.flatMap((hunk) => {
    const ofHunk = (byUri.get(hunk.uri) ?? []).filter(
      (finding) => isAsked(finding, hunk) && !taken.has(finding.fingerprint) && taken.add(finding.fingerprint),
    );
    return ofHunk.slice(0, MOST_FINDINGS_PER_HUNK).map((finding) => ({
      id: `f-${createHash("sha256").update(finding.fingerprint).digest("hex").slice(0, 8)}`,
      fingerprint: finding.fingerprint,
      hunk: hunk.id,
      text: shownFinding(finding, hunk.shownUri, redactor),
    }));
  });
}

function isAsked({ source, disposition, location }: TriagedFinding, hunk: DossierHunk): boolean {
  if (source.kind !== "scanner" || location === undefined) return false;
  if (disposition.status === "suppressed" || disposition.status === "merged") return false;
  return hunk.lines.some(({ side, line }) => side === "head" && location.startLine <= line && line <= location.endLine);
}

function shownFinding(finding: TriagedFinding, shownUri: Redacted, redactor: Redactor): Redacted {
  const { rule, severity, message, location } = finding;
  const what = shownLine([severity, ...rule.cwe, `${rule.id}:`, message].join(" "), redactor);
  return redactedText`${shownUri}:${location?.startLine ?? 0}-${location?.endLine ?? 0} ${what}`;
}

/** A mark that also stands on the line before is the same key, continued. */
function countMarks(texts: readonly (readonly string[])[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const lines of texts)
    lines.forEach((line, index) => {
      for (const { 0: mark, groups } of line.matchAll(MARK)) {
        const type = groups?.["type"] ?? "";
        if (lines[index - 1]?.includes(mark) !== true) counts.set(type, (counts.get(type) ?? 0) + 1);
      }
    });
  return Object.fromEntries(counts);
}
