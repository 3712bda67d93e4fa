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
export type EntryType =
  | "runStarted"
  | "changeRead"
  | "policyRead"
  | "scannerFinished"
  | "coverageSettled"
  | "findingsTriaged"
  | "gateDecided"
  | "filePlanned"
  | "runFinished";

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

export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("no canonical JSON for this value");
  return text;
}
