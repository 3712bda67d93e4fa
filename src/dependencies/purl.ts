/** Package URLs (ECMA-427): what the policy names packages by, and what GitHub says of a dependency. */

import { PackageURL } from "packageurl-js";
import type { DependencyChange } from "../dependency.ts";

/** GitHub's word for an ecosystem, as comparison, advisories and registries spell it, and the purl type. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["npm", "npm"],
  ["pip", "pypi"],
  ["pypi", "pypi"],
  ["go", "golang"],
  ["gomod", "golang"],
  ["golang", "golang"],
  ["cargo", "cargo"],
  ["rust", "cargo"],
  ["maven", "maven"],
  ["gradle", "maven"],
  ["rubygems", "gem"],
  ["gem", "gem"],
  ["bundler", "gem"],
  ["composer", "composer"],
  ["nuget", "nuget"],
  ["actions", "githubactions"],
  ["githubactions", "githubactions"],
  ["pub", "pub"],
  ["swift", "swift"],
  ["hex", "hex"],
  ["erlang", "hex"],
]);

/** The purl type of an ecosystem; the ecosystem's own name where none is registered. */
export function purlType(ecosystem: string): string {
  const folded = ecosystem.toLowerCase();
  return TYPES.get(folded) ?? folded;
}

/** What one package is, apart from its spelling. `version` absent: every version. */
export interface PackageName {
  readonly type: string;
  /** With its namespace. */
  readonly name: string;
  readonly version?: string;
}

/** Longer than any registry's names and versions together. */
const LONGEST = 2_000;

/** Undefined: not a package URL. */
export function parsePurl(text: string): PackageName | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const { type, namespace, name, version } = PackageURL.fromString(text);
    if (type === undefined || name === undefined) return undefined;
    const full = namespace === undefined || namespace === null ? name : `${namespace}/${name}`;
    return { type, name: folded(type, full), ...(version ? { version: unprefixed(version) } : {}) };
  } catch {
    return undefined;
  }
}

/** All names by which GitHub's answer tells of the package: a purl that lies does not hide the other. */
export function packageNames({ purl, ecosystem, name, version }: DependencyChange): readonly PackageName[] {
  const type = purlType(ecosystem);
  const spelled = type === "maven" ? name.replace(":", "/") : name;
  const own = { type, name: folded(type, spelled), version: unprefixed(version) };
  const parsed = purl === undefined ? undefined : parsePurl(purl);
  return parsed === undefined ? [own] : [own, { ...parsed, version: parsed.version ?? own.version }];
}

/** Whether an entry of the policy names this package. */
export function isNamedBy(entry: PackageName, change: DependencyChange): boolean {
  return packageNames(change).some(
    ({ type, name, version }) =>
      type === entry.type && name === entry.name && (entry.version === undefined || entry.version === version),
  );
}

/** Two spellings of one package, in ecosystems that do not tell case apart (purl-spec, types; the rest is case-sensitive). */
const FOLDED: ReadonlySet<string> = new Set(
  "npm pypi golang cargo composer nuget githubactions github pub hex swift".split(" "),
);

function folded(type: string, name: string): string {
  const one = type === "pypi" ? name.replace(/[-_.]+/gu, "-") : name;
  return FOLDED.has(type) ? one.toLowerCase() : one;
}

/** `v1.2.3` of Go modules and actions, `=1.2.3` and `==1.2.3` of manifests that pin. */
function unprefixed(version: string): string {
  return version.trim().replace(/^={0,3}\s*v?(?=\d)/u, "");
}
