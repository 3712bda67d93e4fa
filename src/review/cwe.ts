/**
 * The weaknesses that MITRE publishes, so that a CWE which does not exist is told from one that does (L4).
 *
 * `cwe.json` holds ids and names only: version 4.15 as packed in the npm package `cwe-sdk` 1.1.19, deprecated entries by
 * number, and the five weaknesses of 4.16 to 4.18. Categories and views are left out: MITRE forbids mapping to them.
 */

import list from "./cwe.json" with { type: "json" };

export interface Weakness {
  /** `CWE-89`. */
  readonly id: string;
  readonly name: string;
}

/** Text such as `CWE-89: SQL Injection` carries a name of the model's own: only the id counts, so only the id is taken. */
const CWE_ID = /^CWE-0{0,3}([1-9]\d{0,3})$/iu;

const names: ReadonlyMap<string, string> = new Map(Object.entries(list.names));
const deprecated: ReadonlySet<string> = new Set(list.deprecated.map(String));

/** The weakness of an id such as `CWE-89`, or why there is none. */
export function findWeakness(text: string): Weakness | "deprecated" | "unknown" {
  const number = CWE_ID.exec(text.trim())?.[1] ?? "";
  const name = names.get(number);
  if (name !== undefined) return { id: `CWE-${number}`, name };
  return deprecated.has(number) ? "deprecated" : "unknown";
}
