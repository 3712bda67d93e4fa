/** Comments and settings that a change adds to make scanners look away. They hide nothing here, and the attempt is on record (L6). */

import { posix } from "node:path";
import type { Finding } from "../finding.ts";
import type { Change, ChangedFile, Hunk } from "../records.ts";
import { steers } from "./export-path.ts";
import { suppressionsIn, type Suppression } from "./suppression-syntax.ts";

export interface AddedSuppression extends Suppression {
  readonly uri: string;
  /** 1-based line of head. */
  readonly line: number;
}

/** Where people read, a tool's comment is a quotation. */
const PROSE = /\.(?:adoc|asciidoc|markdown|md|mdx|org|rst|tex|txt)$/iu;

/** Not those that moved with their line, nor those that stayed while their line was edited. */
export function addedSuppressions({ files }: Change): readonly AddedSuppression[] {
  return files
    .filter(({ kind, headBlob, uri }) => kind === "regular" && headBlob !== undefined && !PROSE.test(uri))
    .flatMap((file) => {
      const wasLine = tally(file.hunks.flatMap((hunk) => removed(hunk).map(bare)));
      return file.hunks.flatMap((hunk) => addedIn(hunk, wasLine));
    });
}

function addedIn(hunk: Hunk, wasLine: Tally): readonly AddedSuppression[] {
  const { uri } = hunk;
  const wasHere = tally(removed(hunk).flatMap((text) => suppressionsIn(text, uri).map((one) => one.text)));
  return hunk.lines.flatMap(({ kind, text, headLine }) => {
    if (kind !== "added" || headLine === undefined) return [];
    const found = suppressionsIn(text, uri);
    if (found.length === 0) return [];
    const moved = wasLine.take(bare(text));
    return found
      .map((one) => ({ ...one, uri, line: headLine, stayed: wasHere.take(one.text) || moved }))
      .flatMap(({ stayed, ...one }) => (stayed ? [] : [one]));
  });
}

function removed({ lines }: Hunk): readonly string[] {
  return lines.filter(({ kind }) => kind === "removed").map(({ text }) => text);
}

function bare(line: string): string {
  return line.replace(/\s+/gu, "");
}

interface Tally {
  /** Whether one is left; it is then used up. */
  take(text: string): boolean;
}

function tally(texts: readonly string[]): Tally {
  const left = new Map<string, number>();
  for (const text of texts) left.set(text, (left.get(text) ?? 0) + 1);
  return {
    take: (text) => {
      const count = left.get(text) ?? 0;
      if (count > 0) left.set(text, count - 1);
      return count > 0;
    },
  };
}

/** The same findings; those whose lines, or the line above, have got such a comment say which. */
export function markSuppressed(findings: readonly Finding[], change: Change): readonly Finding[] {
  const places = new Set(findings.map(({ location }) => location?.uri));
  const byUri = new Map<string, AddedSuppression[]>();
  for (const one of addedSuppressions({ ...change, files: change.files.filter(({ uri }) => places.has(uri)) }))
    byUri.set(one.uri, [...(byUri.get(one.uri) ?? []), one]);
  if (byUri.size === 0) return findings;
  return findings.map((finding) => {
    const { location, concerns } = finding;
    if (location === undefined || concerns === "change") return finding;
    const attempt = byUri
      .get(location.uri)
      ?.find(({ line }) => location.startLine - 1 <= line && line <= location.endLine);
    return attempt === undefined ? finding : { ...finding, suppressionAttempt: attempt.marker };
  });
}

/** Files beside those that scanners get under another name: they hold settings of tools, of which some hold code as well. */
const SETTINGS: readonly RegExp[] = [
  /^\.?(?:tfsec|trivy|hadolint|kics|bearer|grype|gitguardian|brakeman|semgrep|checkov|dockle)(?:\.config)?\.(?:ya?ml|json|toml)$/u,
  /^\.?(?:bearer|brakeman|gosec|kics)\.(?:ignore|json)$/u,
  /^\.(?:checkov\.baseline|secrets\.baseline|nsprc|retireignore|trufflehogignore|bundler-audit\.yml|audit-ci\.jsonc?|safety-policy\.yml)$/u,
  /^(?:sonar-project\.properties|\.sonarcloud\.properties|audit-ci\.jsonc?|horusec-config\.json|\.?devskim\.json|psalm(?:-baseline)?\.xml)$/u,
  /^\.?(?:dependency-check-)?suppressions?\.xml$/u,
];
const SETTINGS_PATHS =
  /(?:^|\/)\.github\/(?:codeql\/.+|codeql-config\.ya?ml|codeql\.ya?ml|secret_scanning\.ya?ml)$|(?:^|\/)\.cargo\/audit\.toml$/u;
/** Of git itself and of every repository: what they hide from scanners is kept from none of ours, and editing them is no attempt. */
const OF_GIT = /(?:^|\/)(?:\.gitignore|\.ignore|\.gitattributes|\.gitmodules|\.mailmap)$/u;

/** Whether head has other settings for a scanner there than base, in an ignore file or a configuration. */
export function setsScanner({ uri, status, baseBlob, headBlob }: ChangedFile): boolean {
  const path = uri.toLowerCase();
  if (status === "deleted" || (baseBlob === headBlob && status !== "renamed") || OF_GIT.test(path)) return false;
  const name = posix.basename(path);
  return steers(path) || SETTINGS_PATHS.test(path) || SETTINGS.some((pattern) => pattern.test(name));
}
