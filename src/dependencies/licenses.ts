/** The licenses of dependencies against the policy's `licenses`: a verdict for each, and the terms that decided it. */

import type { Policy } from "../policy.ts";
import { oneLine } from "../untrusted.ts";
import { covers, parseLicense, type LicenseTerm, type LicenseTree } from "./licenses-spdx.ts";

export type LicensePolicy = NonNullable<Policy["licenses"]>;

/** `terms` as SPDX spells them: those that were chosen, or those that stand in the way. */
export type LicenseVerdict =
  | { readonly status: "allowed"; readonly terms: readonly string[] }
  | { readonly status: "denied" | "notAllowed"; readonly terms: readonly string[] }
  /** `reason`: a clause. */
  | { readonly status: "unknown"; readonly reason: string };

/** Judges expressions by one policy, whose entries were checked when it was read. */
export function licenseJudge({ allow, deny }: LicensePolicy): (license: string | undefined) => LicenseVerdict {
  const entries = (allow ?? deny ?? []).flatMap((entry) => {
    const tree = parseLicense(entry);
    return tree === undefined || "conjunction" in tree ? [] : [tree];
  });
  const named = (term: LicenseTerm): boolean => entries.some((entry) => covers(entry, term));
  const passes = allow === undefined ? (term: LicenseTerm) => !named(term) : named;
  return (license) => {
    const tree = license === undefined ? undefined : parseLicense(license);
    if (tree === undefined) return { status: "unknown", reason: whyUnknown(license) };
    const { ok, terms } = decide(tree, passes);
    return { status: ok ? "allowed" : allow === undefined ? "denied" : "notAllowed", terms: distinct(terms) };
  };
}

/** Of `OR` the choice is ours, the first that passes; of `AND` every part must pass. */
function decide(
  tree: LicenseTree,
  passes: (term: LicenseTerm) => boolean,
): { readonly ok: boolean; readonly terms: readonly LicenseTerm[] } {
  if (!("conjunction" in tree)) return { ok: passes(tree), terms: [tree] };
  const [left, right] = [decide(tree.left, passes), decide(tree.right, passes)];
  const both = [...left.terms, ...right.terms];
  if (left.ok === right.ok) return { ok: left.ok, terms: left.ok && tree.conjunction === "or" ? left.terms : both };
  const [good, bad] = left.ok ? [left, right] : [right, left];
  return tree.conjunction === "or" ? good : bad;
}

function distinct(terms: readonly LicenseTerm[]): readonly string[] {
  return [...new Set(terms.map(({ text }) => text))];
}

function whyUnknown(license: string | undefined): string {
  if (license === undefined || license.trim() === "") return "GitHub knows no license of it";
  // SPDX 2.3, 7.13: the two words for "nobody looked" and "there is none".
  if (license === "NOASSERTION") return "nobody has determined its license (NOASSERTION)";
  if (license === "NONE") return "it has no license, so that nobody may use it (NONE)";
  return `its license, "${oneLine(license, 100)}", is not an SPDX expression`;
}

/** A sentence about one dependency, without its name: which term decided, and of what. */
export function licenseSentence(verdict: LicenseVerdict, license: string | undefined): string {
  if (verdict.status === "unknown") return verdict.reason;
  const terms = verdict.terms.join(", ");
  const of = license === undefined || license === terms ? "" : ` in \`${oneLine(license, 300)}\``;
  switch (verdict.status) {
    case "allowed":
      return `${terms}${of} passes`;
    case "denied":
      return `${terms}${of} is in licenses.deny`;
    case "notAllowed":
      return `${terms}${of} is not in licenses.allow`;
  }
}
