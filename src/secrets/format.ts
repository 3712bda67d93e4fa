/** What a row of the format tables is: one kind of credential as its provider documents it, beside its own examples. */

import type { Confidence, Severity } from "../finding.ts";

/** Where the engine stands: `scan` may block a merge (precise), `redact` must not leak (wide). */
export type Point = "scan" | "redact";

/** Why a span is believed to be a secret, strongest first. */
export type Why = "checksum" | "format" | "assignment" | "entropy";

/** The type of text that was not read: see `budget.ts`. */
export const UNREAD_TYPE = "unread";

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
