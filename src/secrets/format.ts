/** What a row of the format tables is: one kind of credential as its provider documents it, beside its own examples. */

import type { Confidence, Severity } from "../finding.ts";

/** Where the engine stands: `scan` may block a merge (precise), `redact` must not leak (wide). */
export type Point = "scan" | "redact";

/** Why a span is believed to be a secret, strongest first. */
export type Why = "checksum" | "format" | "assignment" | "entropy";

/** `[start, end)` in UTF-16 units of the text that was given. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** Kebab-case and stable: the rule's id is `secrets/<type>`. */
  readonly type: string;
  readonly provider?: string;
  readonly why: Why;
  readonly confidence: Confidence;
}

export interface Format {
  readonly type: string;
  readonly provider?: string;
  /** A noun phrase for people: "GitHub personal access token". */
  readonly title: string;
  /** Literals, found without regard to case, without which the pattern cannot match; the pattern is tried where one begins. */
  readonly anchors: readonly string[];
  /** Sticky with indices (`dy`), bounded; the group `secret`, when there is one, is the part that is secret. */
  readonly pattern: RegExp;
  /** `checksum`: proved; `reject`: not this after all. A failed checksum never rejects: test keys have none (corpus, "good ones" 5). */
  readonly check?: (secret: string) => "checksum" | "format" | "reject";
  /** Default `critical`: most rows are keys that work at once. */
  readonly severity?: Severity;
  /** Default `high`. Rows of `low` count at the redact point only. */
  readonly confidence?: Confidence;
  /** True when people choose the value: it is judged as a password is, for the format says nothing of it. */
  readonly chosen?: true;
  /** True for keys of cryptography: CWE-321 instead of CWE-798. */
  readonly key?: true;
  /** The provider's page on revoking. */
  readonly revoke?: string;
  readonly examples: { readonly match: readonly string[]; readonly noMatch: readonly string[] };
}

// A token begins after anything but a letter or digit, after an escape such as \n in a string, or after a %3D.
const LEFT = String.raw`(?<=^|[^A-Za-z0-9]|\\[nrt]|%[0-9A-Fa-f]{2})`;

/** Anchors and pattern of a credential that begins with a fixed text. `body` is a regular expression, bounded. */
export function prefixed(prefixes: readonly string[], body: string): Pick<Format, "anchors" | "pattern"> {
  const escaped = prefixes.map((prefix) => prefix.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return { anchors: prefixes, pattern: new RegExp(`${LEFT}(?:${escaped.join("|")})${body}(?![A-Za-z0-9])`, "dy") };
}

/**
 * Anchors and pattern of a credential without a prefix of its own: `body` after the provider's name and an operator, as in
 * `name_of_key = "…"`. `(?:…)` in between is short so that the name and the value belong together.
 */
export function named(names: readonly string[], body: string): Pick<Format, "anchors" | "pattern"> {
  const operator = String.raw`[\w.-]{0,30}\\{0,2}["'\]]{0,2}[ \t]{0,8}(?:=>|:=|[=:,>(]|[ \t])[ \t]{0,8}\\{0,2}["'\x60]?`;
  return {
    anchors: names,
    pattern: new RegExp(`(?:${names.join("|")})${operator}(?<secret>${body})(?![A-Za-z0-9+/_-])`, "diy"),
  };
}

/** A row for a credential that is documented by its prefix and alphabet alone. `sample` is a made-up body for the examples. */
export function row(
  given: Omit<Format, "anchors" | "pattern" | "examples"> & {
    prefixes: readonly string[];
    body: string;
    sample: string;
  },
): Format {
  const { prefixes, body, sample, ...rest } = given;
  return {
    ...rest,
    ...prefixed(prefixes, body),
    examples: {
      match: prefixes.map((prefix) => `key: "${prefix}${sample}"`),
      noMatch: [...prefixes.map((prefix) => `${prefix}a`), `a${prefixes[0] ?? ""}${sample}`],
    },
  };
}
