/** CWE as tools write it, and as GitHub reads it. */

/** `CWE-78`, `cwe-078`, `CWE-78: OS Command Injection`, `external/cwe/cwe-078`; ids have one to four digits. */
const CWE = /^(?:external\/cwe\/)?cwe[-_ ]?0{0,3}([1-9]\d{0,3})(?!\d)/iu;

/** `CWE-78`, or undefined when the text does not begin with a CWE id. */
export function parseCwe(text: string): string | undefined {
  const number = CWE.exec(text.slice(0, 40).trim())?.[1];
  return number === undefined ? undefined : `CWE-${number}`;
}

/** The id of a taxon in the CWE taxonomy: `78`, or any spelling of `parseCwe`. */
export function parseCweTaxon(id: string): string | undefined {
  return parseCwe(/^\d{1,4}$/u.test(id) ? `CWE-${id}` : id);
}

/** `external/cwe/cwe-078`: the tag that code scanning shows as a weakness; three digits at least, as CodeQL writes it. */
export function cweTag(cwe: string): string {
  return `external/cwe/cwe-${cweNumber(cwe).padStart(3, "0")}`;
}

/** `78` of `CWE-78`: how MITRE's own taxonomy names its taxa. */
export function cweNumber(cwe: string): string {
  return cwe.replace(/^CWE-/u, "");
}
