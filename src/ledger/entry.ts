/**
 * The ledger: one JSONL segment per run, each line the canonical JSON (RFC 8785) of an entry, chained by SHA-256
 * (governance.md 2.2). It holds digests and counts, never code.
 */

import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

export const LEDGER_VERSION = 1;
/** Domain separation: a hash of ours is never a hash of something else. */
const DOMAIN = "ccr-ledger-v1\0";
/** `prev` of the first entry. */
export const GENESIS = "0".repeat(64);

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export const ENTRY_TYPES = [
  "runStarted",
  "changeRead",
  "policyRead",
  "scannerFinished",
  "questionAsked",
  "redactionSummary",
  "disclosed",
  "claimsChecked",
  "coverageSettled",
  "signOffCounted",
  "dismissalCounted",
  "dismissalRefused",
  "commandRefused",
  "decisionsUnread",
  "findingsTriaged",
  "gateDecided",
  "filePlanned",
  "publishPlanned",
  "planRead",
  "effectApplied",
  "commandAnswered",
  "fixConcluded",
  "runFinished",
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** What a stage wants on the record. */
export interface Fact {
  readonly type: EntryType;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly body: { readonly [key: string]: Json };
}

export interface Entry extends Fact {
  readonly v: typeof LEDGER_VERSION;
  /** 0, 1, 2, … without gaps. */
  readonly seq: number;
  /** `hash` of the entry before, 64 hex digits. */
  readonly prev: string;
  /** SHA-256 over the domain and the canonical JSON of the entry without this field. */
  readonly hash: string;
}

export interface Segment {
  /** JSON Lines, each ended by LF. */
  readonly text: string;
  /** Hash of the last entry: whoever knows it knows whether the segment was cut or rewritten. */
  readonly root: string;
}

export function entryHash(entry: Omit<Entry, "hash">): string {
  return createHash("sha256").update(DOMAIN).update(canonical(entry)).digest("hex");
}

/** Chains facts in order; the segment ends with `runFinished`, so that a cut tail shows. */
export function segmentOf(facts: readonly Fact[]): Segment {
  let prev = GENESIS;
  const lines = facts.map((fact, seq) => {
    const unsigned = { v: LEDGER_VERSION, seq, ...fact, prev } as const;
    prev = entryHash(unsigned);
    return `${canonical({ ...unsigned, hash: prev })}\n`;
  });
  return { text: lines.join(""), root: prev };
}

/** In hex. */
export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What others name may hold halves of surrogate pairs, which RFC 8785 refuses: they become U+FFFD. */
export function canonical(value: unknown): string {
  const text = canonicalize(wellFormed(value));
  if (text === undefined) throw new TypeError("no canonical JSON for this value");
  return text;
}

function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [keyOf(key), wellFormed(item)]));
}

/** zod leaves `__proto__` out of what it reads, and the entry could not be verified. */
function keyOf(name: string): string {
  return name === "__proto__" ? "__proto__ (renamed)" : name.replace(/\p{Cs}/gu, "\uFFFD");
}
