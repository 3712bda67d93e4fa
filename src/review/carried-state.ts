/** The record of a complete review that the next one believes when the key vouches for it (L9): read, checked, written. */

import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";
import { deflateSync, inflateSync } from "fflate";
import { z } from "zod";
import { SEVERITIES } from "../finding.ts";
import { OBJECT_NAME } from "../object-name.ts";

/** One secret, and a key of its own for each purpose (RFC 5869 3.2: `info` binds a key to its use). */
export interface StateKeys {
  readonly mac: Uint8Array;
  readonly digest: Uint8Array;
}

export function stateKeys(secret: string): StateKeys {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", secret, "", `claude-code-review/state/v1/${purpose}`, 32));
  return { mac: derive("mac"), digest: derive("digest") };
}

/** What a review depends on besides the code: a difference in any of it makes an earlier one worth nothing. Digests are SHA-256. */
export interface Binding {
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: string;
  readonly program: string;
  readonly policy: string;
  /** Its name, and a digest of where it is reached: a gateway, a region, a program. */
  readonly provider: string;
  readonly model: string;
  readonly effort: string;
  /** Of both prompts, in their order. */
  readonly prompts: string;
  readonly schema: string;
  readonly ruleSet: string;
  /** What the author says, where the policy shows it. */
  readonly story: string;
}

/** In a sentence of ours, behind "because". */
export const BINDING_WORDS: Readonly<Record<keyof Binding, string>> = {
  repository: "it is about another repository",
  pullRequest: "it is about another pull request",
  program: "it was made by another version of this program",
  policy: "the policy has changed",
  provider: "another provider answered, or at another address",
  model: "another model answered",
  effort: "the effort has changed",
  prompts: "the prompts have changed",
  schema: "the form of the answer has changed",
  ruleSet: "the rules of redaction have changed",
  story: "what the author says has changed",
};

const word = z.string().max(1_000);
const text = z.string().max(20_000);
const index = z.int().nonnegative();
/** Keyed, so that who sees them cannot try texts. */
const digest = z.string().regex(/^[\w-]{22}$/u);
/** A line of what was sent of a hunk, by its index there: whatever number it has by now. */
const Place = z.strictObject({ hunk: digest, line: index });
const By = z.strictObject({ runId: z.string().regex(/^\d{1,20}$/u), head: z.string().regex(OBJECT_NAME) });

const Finding = z.strictObject({
  at: Place,
  /** Index of its last line. */
  end: index,
  cwe: word,
  severity: z.enum(SEVERITIES),
  confidence: z.enum(["low", "medium", "high"]),
  model: word,
  message: text,
  concerns: z.literal("change").exactOptional(),
  path: z.array(z.strictObject({ at: Place, message: text })).max(1_000),
  fix: z.strictObject({ from: index, to: index, replacement: text }).exactOptional(),
});
export type CarriedFinding = z.infer<typeof Finding>;

const Opinion = z.strictObject({
  hunk: digest,
  /** Of a scanner's finding. */
  fingerprint: word,
  value: z.enum(["confirmed", "falsePositive", "uncertain"]),
  reason: text,
  mitigation: z.strictObject({ at: Place, quote: text }).exactOptional(),
});
export type CarriedOpinion = z.infer<typeof Opinion>;

const State = z.strictObject({
  version: z.literal(1),
  binding: z.record(z.string(), word),
  /** The run that wrote it, and when. */
  run: By.extend({ base: z.string().regex(OBJECT_NAME), at: z.iso.datetime() }),
  /** Runs in which a hunk was really reviewed. */
  runs: z.array(By).max(10_000),
  /** Every file of the change; `hunks` in their order, empty where the file is asked about again in any case. */
  files: z
    .array(z.strictObject({ file: digest, hunks: z.array(z.strictObject({ hunk: digest, run: index })).max(20_000) }))
    .max(20_000),
  findings: z.array(Finding).max(10_000),
  opinions: z.array(Opinion).max(10_000),
  summary: text.exactOptional(),
  qualityNotes: z.array(text).max(100).exactOptional(),
});
export type CarriedState = z.infer<typeof State>;

/** Characters: the summary comment, in which it is kept, holds 65,536 for people and for this. */
const MOST_STATE_CHARS = 24_000;
const MAC_BYTES = 32;

/** Base64 of MAC and deflated canonical JSON; undefined when that is too much to keep. */
export function sealState(state: CarriedState, { mac }: StateKeys): string | undefined {
  const packed = deflateSync(new TextEncoder().encode(canonicalize(state)));
  const sealed = Buffer.concat([macOf(packed, mac), packed]).toString("base64");
  return sealed.length > MOST_STATE_CHARS ? undefined : sealed;
}

/** Undefined unless the key vouches for all of it. Nothing is unpacked or parsed before. */
export function openState(sealed: string, { mac }: StateKeys): CarriedState | undefined {
  if (sealed.length > MOST_STATE_CHARS) return undefined;
  const bytes = Buffer.from(sealed, "base64");
  const [said, packed] = [bytes.subarray(0, MAC_BYTES), bytes.subarray(MAC_BYTES)];
  if (said.length !== MAC_BYTES || !timingSafeEqual(said, macOf(packed, mac))) return undefined;
  // Ours; an older version of this program may have written another form.
  const parsed = State.safeParse(JSON.parse(new TextDecoder().decode(inflateSync(packed))));
  return parsed.success ? parsed.data : undefined;
}

function macOf(packed: Uint8Array, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update(packed).digest();
}
