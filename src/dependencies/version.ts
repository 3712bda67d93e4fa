/** Versions of every ecosystem, compared as far as all of them agree: enough to choose among an advisory's ranges. */

import type { Advisory, DependencyChange } from "../dependency.ts";
import { packageNames, purlType, type PackageName } from "./purl.ts";

/** Before the release itself: SemVer §11, PEP 440, Maven's ComparableVersion. */
const BEFORE_RELEASE =
  /^(?:dev|a|alpha|b|beta|c|rc|cr|m|milestone|pre|preview|canary|next|snapshot|nightly|insiders)$/u;
/** The release itself, in Maven's words. */
const RELEASE = /^(?:final|ga|release|jre|jre8|android)$/u;

type Part = number | string;

function partsOf(version: string): readonly Part[] {
  const plain = version
    .trim()
    .toLowerCase()
    .replace(/^[\^~<>=!\s]*v?/u, "")
    .replace(/\+.*$/u, "")
    .slice(0, 200);
  return (plain.match(/\d+|[a-z]+/gu) ?? [])
    .filter((part) => !RELEASE.test(part))
    .map((part) => (/^\d/u.test(part) ? Number(part) : part));
}

/** Negative when `a` is before `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePart(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: Part | undefined, b: Part | undefined): number {
  const order = rank(a) - rank(b);
  if (order !== 0 || typeof a !== "string" || typeof b !== "string" || a === b) return order;
  // PEP 440: the only one that is not where the alphabet has it.
  if (a === "dev" || b === "dev") return a === "dev" ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Nothing is a 0; a word is before it or, like `post` and `sp`, just after it. */
function rank(part: Part | undefined): number {
  if (part === undefined) return 0;
  if (typeof part === "number") return part;
  return BEFORE_RELEASE.test(part) ? -0.5 : 0.5;
}

/** `>= 1.0, < 1.2.3`, as GitHub's advisories write it. Undefined: not of that form. */
export function isInRange(version: string, range: string): boolean | undefined {
  const bounds = range.split(",").map((bound) => /^\s*(?<sign>[<>]=?|=)\s*(?<at>\S+)\s*$/u.exec(bound)?.groups);
  if (bounds.some((bound) => bound === undefined)) return undefined;
  return bounds.every((bound) => {
    const order = compareVersions(version, bound?.["at"] ?? "");
    switch (bound?.["sign"]) {
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
      default:
        return order === 0;
    }
  });
}

/** The first version that is not affected, on this version's own line where the advisory has lines. Undefined: none known. */
export function patchedVersion(advisory: Advisory, change: DependencyChange): string | undefined {
  const names = packageNames(change);
  const ours = advisory.affected.filter(({ ecosystem, name }) => isOf({ ecosystem, name }, names));
  const hit = ours.filter(({ range }) => isInRange(change.version, range) === true);
  if (hit.length > 0) {
    // Affected twice: only what mends both will do, and a range without a patch mends nothing.
    const patches = hit.map(({ patched }) => patched);
    return patches.includes(undefined)
      ? undefined
      : patches
          .filter((one) => one !== undefined)
          .sort(compareVersions)
          .at(-1);
  }
  const later = ours.flatMap(({ patched }) => patched ?? []).filter((one) => compareVersions(one, change.version) > 0);
  return later.sort(compareVersions)[0];
}

function isOf(affected: { readonly ecosystem: string; readonly name: string }, names: readonly PackageName[]): boolean {
  const [own] = packageNames({ ...affected, ...NOBODY });
  return names.some(({ type, name }) => type === purlType(affected.ecosystem) && name === own?.name);
}

const NOBODY = { change: "added", manifest: "", version: "", scope: "unknown", vulnerabilities: [] } as const;
