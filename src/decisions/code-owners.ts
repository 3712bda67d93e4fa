/**
 * CODEOWNERS as GitHub reads it (docs, "About code owners"). Libraries use a gitignore engine, which takes `docs/*` for
 * any depth and knows `[ ]` (governance.md 5): both would make somebody an owner who is none.
 */

import type { Objects } from "../ports.ts";

export interface OwnersRule {
  /** Path segments: `**` any number of them; in the others `*` and `?` stand for characters. */
  readonly segments: readonly string[];
  /** `@login`, `@organisation/team` or an address, as written; empty: nobody owns what matches. */
  readonly owners: readonly string[];
}

/** The first that is there counts, and no other. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;
const LARGEST_BYTES = 3_000_000;

export type CodeOwners =
  | { readonly path: string; readonly rules: readonly OwnersRule[] }
  /** A sentence: there is none, or GitHub would not load it. */
  | { readonly unusable: string };

/** At a commit, which is base: a pull request names no owners of its own (L6). */
export async function readCodeOwners(objects: Pick<Objects, "fileAt">, base: string): Promise<CodeOwners> {
  for (const path of PLACES) {
    const bytes = await objects.fileAt(base, path);
    if (bytes === undefined) continue;
    if (bytes.length > LARGEST_BYTES) return { unusable: `${path} is over 3 MB, and GitHub does not load it` };
    return { path, rules: parseCodeOwners(Buffer.from(bytes).toString("utf8")) };
  }
  return { unusable: "the base branch has no CODEOWNERS" };
}

/** A line that GitHub would not take is skipped, as GitHub does. */
export function parseCodeOwners(text: string): readonly OwnersRule[] {
  return text.split(/\r\n|\r|\n/u).flatMap((line) => parseLine(line) ?? []);
}

const OWNER = /^(?:@[A-Za-z0-9](?:[A-Za-z0-9_-]*)(?:\/[A-Za-z0-9._-]+)?|[^\s@]+@[^\s@]+)$/u;

function parseLine(line: string): OwnersRule | undefined {
  // A space in a path is written `\ `.
  const words = line.replace(/^\ufeff/u, "").match(/(?:\\.|[^\s\\]|\\$)+/gu) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
  if (pattern === undefined || !owners.every((owner) => OWNER.test(owner))) return undefined;
  // No `!`, no `[ ]`, and `\#` begins no pattern (docs, "Syntax exceptions").
  if (/^(?:!|\\#)|[[\]]/u.test(pattern)) return undefined;
  const segments = segmentsOf(pattern.replaceAll("\\ ", " "));
  return segments === undefined ? undefined : { segments, owners };
}

function segmentsOf(pattern: string): readonly string[] | undefined {
  const anchored = pattern.slice(0, -1).includes("/");
  const parts = pattern.replace(/^\//u, "").split("/");
  const folder = parts.at(-1) === "";
  if (folder) parts.pop();
  if (parts.length === 0 || parts.includes("")) return undefined;
  const last = parts.at(-1);
  const whole = [...(anchored || parts[0] === "**" ? [] : ["**"]), ...parts];
  // `apps/` is what lies in it.
  if (folder) return [...whole, "**", "*"];
  // `docs/*` is one level; `/apps/github` is a file or all that lies in a folder of that name.
  return last === "*" ? whole : last === "**" ? [...whole, "*"] : [...whole, BELOW];
}

/** Ends a pattern that may name a folder: nothing, or anything below. No file name holds a NUL. */
const BELOW = "\0";

/** Of a path in the repository. The last rule that matches decides, also when it names nobody; undefined: none matches. */
export function ownersOf(rules: readonly OwnersRule[], uri: string): readonly string[] | undefined {
  const path = uri.split("/");
  return rules.findLast(({ segments }) => matches(segments, path))?.owners;
}

/** Each pair of positions is looked at once: no pattern and no path makes it slow. */
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  // `reached[j]`: the pattern so far takes exactly the first j segments of the path.
  let reached = path.map(() => false);
  reached.unshift(true);
  for (const segment of pattern) {
    if (segment === BELOW) return reached.includes(true);
    let any = false;
    reached = reached.map((here, at, before) => {
      if (segment === "**") return (any ||= here);
      const name = path[at - 1];
      return name !== undefined && before[at - 1] === true && nameMatches(segment, name);
    });
  }
  return reached.at(-1) === true;
}

/** `*` any characters, `?` one; the last `*` is the only place to come back to, so the work is bounded. */
function nameMatches(pattern: string, name: string): boolean {
  let [at, from] = [0, 0];
  let star: { readonly at: number; from: number } | undefined;
  while (from < name.length) {
    const wanted = pattern[at];
    if (wanted === "*") star = { at: at++, from };
    else if (wanted !== undefined && (wanted === "?" || wanted === name[from])) [at, from] = [at + 1, from + 1];
    else if (star !== undefined) [at, from] = [star.at + 1, ++star.from];
    else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
