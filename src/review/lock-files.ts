/** Lines of lock files that hold nothing but digests: nobody can judge one by reading it, and they are most of such a file. */

import type { ChangedFile, Hunk } from "../records.ts";

/** By name, in lower case: what package managers call them. */
const LOCK_FILE =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|deno\.lock|go\.sum|go\.work\.sum|cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|composer\.lock|gemfile\.lock|mix\.lock|packages\.lock\.json|pubspec\.lock|package\.resolved|requirements[\w.-]*\.txt)$/u;

// Whole lines: what stands beside a digest (a name, a URL) is worth reading, but for go.sum, whose lines are all alike.
const HASH_LINE: readonly RegExp[] = [
  /^\s*"?(?:integrity|checksum|shasum|sha256|sha512|contentHash|content-hash|hash)"?\s*[:= ]\s*"?(?:[\w.+-]{1,12}[-:/])?[A-Za-z0-9+/=_-]{16,200}"?,?\s*$/u,
  /^\s*(?:resolution:\s*)?\{\s*integrity:\s*[A-Za-z0-9+/=_-]{16,200}\s*\}\s*$/u,
  /^\s*"(?:sha\d{1,3})[:-][A-Za-z0-9+/=]{16,200}",?\s*$/u,
  /^\s*--hash=sha\d{1,3}:[0-9a-f]{32,128}\s*\\?\s*$/u,
  /^\S{1,300} v\S{1,100} h1:[A-Za-z0-9+/=]{40,50}$/u,
  /^\s*\{\s*file = "[^"]{1,300}", hash = "sha\d{1,3}:[0-9a-f]{32,128}"\s*\},?\s*$/u,
];

/** By the file's name on both sides: code that is called like a lock file in head alone is sent. */
export function isLockFile({ uri, baseUri = uri, status }: ChangedFile): boolean {
  return status !== "added" && LOCK_FILE.test(uri.toLowerCase()) && LOCK_FILE.test(baseUri.toLowerCase());
}

export function isHashLine(text: string): boolean {
  return text.length <= 700 && HASH_LINE.some((pattern) => pattern.test(text.replace(/\r$/u, "")));
}

/** Every line that it changes is a digest. */
export function changesHashesOnly({ lines }: Hunk): boolean {
  const changed = lines.filter(({ kind }) => kind !== "context");
  return changed.length > 0 && changed.every(({ text }) => isHashLine(text));
}
