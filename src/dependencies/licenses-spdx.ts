/** SPDX license expressions (SPDX 2.3, annex D), as a tree of terms that can be compared. */

import parseExpression, { type Info } from "spdx-expression-parse";
import exceptionIds from "spdx-exceptions/index.json" with { type: "json" };
import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };
import currentIds from "spdx-license-ids/index.json" with { type: "json" };
import { nearest } from "../nearest.ts";
import { oneLine } from "../untrusted.ts";

/** One license that an expression names. */
export interface LicenseTerm {
  /** As SPDX spells it today: `GPL-2.0-only WITH Classpath-exception-2.0`. */
  readonly text: string;
  /** The id without its version; all of it when it has none. */
  readonly family: string;
  readonly version?: readonly number[];
  /** The named version and every later one. */
  readonly orLater: boolean;
  readonly exception?: string;
}

export interface LicenseChoice {
  readonly conjunction: "and" | "or";
  readonly left: LicenseTree;
  readonly right: LicenseTree;
}
export type LicenseTree = LicenseTerm | LicenseChoice;

/** The parser is recursive; the longest expressions of real packages have some hundred characters. */
const LONGEST = 1000;

const IDS: ReadonlySet<string> = new Set([...currentIds, ...deprecatedIds]);
/** Annex D: ids are matched whatever their case; the parser is stricter. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([...IDS, ...exceptionIds].map((id) => [id.toLowerCase(), id]));

/** Ids that SPDX split into license and exception: "Deprecated License Identifiers" at spdx.org/licenses, list 3.0. */
const SPLIT: ReadonlyMap<string, readonly [license: string, exception: string]> = new Map([
  ["GPL-2.0-with-GCC-exception", ["GPL-2.0-only", "GCC-exception-2.0"]],
  ["GPL-2.0-with-autoconf-exception", ["GPL-2.0-only", "Autoconf-exception-2.0"]],
  ["GPL-2.0-with-bison-exception", ["GPL-2.0-only", "Bison-exception-2.2"]],
  ["GPL-2.0-with-classpath-exception", ["GPL-2.0-only", "Classpath-exception-2.0"]],
  ["GPL-2.0-with-font-exception", ["GPL-2.0-only", "Font-exception-2.0"]],
  ["GPL-3.0-with-GCC-exception", ["GPL-3.0-only", "GCC-exception-3.1"]],
  ["GPL-3.0-with-autoconf-exception", ["GPL-3.0-only", "Autoconf-exception-3.0"]],
]);

/** Undefined: not an SPDX expression, or one too long to be one. */
export function parseLicense(expression: string): LicenseTree | undefined {
  if (expression.length > LONGEST) return undefined;
  try {
    return toTree(parseExpression(respelled(expression)));
  } catch {
    return undefined;
  }
}

/** What is wrong with an entry of `licenses.allow` or `licenses.deny`, in a clause; undefined when it is one license. */
export function licenseMistake(entry: string): string | undefined {
  const tree = parseLicense(entry);
  if (tree !== undefined && !("conjunction" in tree)) return undefined;
  if (tree !== undefined) return "is an expression: give each license an entry of its own";
  const near = nearest(entry.trim().replace(/\s+/gu, "-"), currentIds).slice(0, 3);
  const meant = near.length === 0 ? "see https://spdx.org/licenses" : `did you mean ${near.join(", ")}?`;
  return `"${oneLine(entry, 60)}" is not an SPDX license id, ${meant}`;
}

function respelled(expression: string): string {
  return expression.replace(/[A-Za-z0-9.-]+/gu, (word) =>
    (SPELLINGS.get(word.toLowerCase()) ?? word)
      .replace(/^LicenseRef-/iu, "LicenseRef-")
      .replace(/^DocumentRef-/iu, "DocumentRef-"),
  );
}

function toTree(info: Info): LicenseTree {
  if ("conjunction" in info)
    return { conjunction: info.conjunction, left: toTree(info.left), right: toTree(info.right) };
  const [license, exception] = SPLIT.get(info.license) ?? [info.license, info.exception];
  return toTerm(license, info.plus === true, exception);
}

/** `GPL-2.0`, `GPL-2.0-only` and `GPL-2.0+`, `GPL-2.0-or-later` are two licenses with two spellings each. */
function toTerm(license: string, plus: boolean, exception: string | undefined): LicenseTerm {
  // A `LicenseRef-` means what its author says, whatever it ends in.
  const listed = IDS.has(license);
  const stem = listed ? license.replace(/-(?:only|or-later)$/u, "") : license;
  const orLater = plus || (listed && license.endsWith("-or-later"));
  const suffix = IDS.has(`${stem}-only`) ? (orLater ? "-or-later" : "-only") : orLater ? "+" : "";
  // MIT-0 is no version of MIT: versions have a dot.
  const versioned = listed ? /^(?<family>.+)-(?<version>\d+(?:\.\d+)+)$/u.exec(stem)?.groups : undefined;
  const version = versioned?.["version"]?.split(".").map(Number);
  return {
    text: `${stem}${suffix}${exception === undefined ? "" : ` WITH ${exception}`}`,
    family: (versioned?.["family"] ?? stem).toLowerCase(),
    ...(version !== undefined && { version }),
    orLater,
    ...(exception !== undefined && { exception }),
  };
}

/**
 * Whether an entry of the policy speaks about a term: some version is in both, and an exception, which only adds
 * permissions, is named by the entry or left open by it.
 */
export function covers(entry: LicenseTerm, term: LicenseTerm): boolean {
  if (entry.family !== term.family) return false;
  if (entry.exception !== undefined && entry.exception !== term.exception) return false;
  const order = compareVersions(entry.version ?? [], term.version ?? []);
  return order === 0 || (order < 0 ? entry.orLater : term.orLater);
}

function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
