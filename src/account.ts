/** What left the building, on the record: each request, what it held, what it cost. */

export type Side = "head" | "base";

export interface Usage {
  /** Not counting what was read from or written to the cache. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/** What became of a question. Only `answered` carries text worth parsing; all of it is untrusted (L2). */
export type Reply =
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "refused"; readonly category: string }
  /** `reason` is one sentence with the way out; `split` says that a smaller question may do better (413, max_tokens). */
  | { readonly kind: "failed"; readonly reason: string; readonly split: boolean }
  /** Nothing left: the guard found something that looks like a secret. `place` names a part, never the value. */
  | { readonly kind: "guarded"; readonly rule: string; readonly place: string }
  | { readonly kind: "overBudget" };

/** What one question was before and after redaction, in numbers. */
export interface RedactionProof {
  /** UTF-8 bytes of its text with every secret still in it. */
  readonly bytesBefore: number;
  /** The same text as it was prepared to leave; the body that left holds it, the prompt and the schema. */
  readonly bytesAfter: number;
  /** Secrets taken out, by type. */
  readonly redactions: Readonly<Record<string, number>>;
}

/** One request on the account, answered or not. */
export interface RequestRecord {
  readonly question: string;
  readonly questionSha256: string;
  readonly promptSha256: string;
  readonly schemaSha256?: string;
  readonly kind: Reply["kind"];
  /** As the API says which model answered; absent when nothing came back. */
  readonly model?: string;
  readonly requestId?: string;
  /** Where the model ran, as the API says; absent when it does not. */
  readonly inferenceGeo?: string;
  readonly usage?: Usage;
  /** Bytes and SHA-256 of the serialised body that left; absent when nothing left. */
  readonly bytes?: number;
  readonly bodySha256?: string;
  /** What redaction did to it. */
  readonly redaction?: RedactionProof;
  /** Tries, the first included. */
  readonly attempts: number;
  /** Tries of which nobody said what they cost: the connection broke after the body had left. Absent: none. */
  readonly unmetered?: number;
  readonly seconds: number;
  /** Undefined: the price is unknown. */
  readonly costUsd?: number;
}

/** Bytes are on the record when a body left; an answer or refusal proves that one did, even when nobody counted it. */
export function hasLeft({ bytes, kind }: Pick<RequestRecord, "bytes" | "kind">): boolean {
  return bytes !== undefined || kind === "answered" || kind === "refused";
}

/** A range of code that left. */
export interface Disclosure {
  readonly uri: string;
  readonly side: Side;
  readonly startLine: number;
  readonly endLine: number;
  readonly question: string;
}

/** What left the building, and what it cost. */
export interface Account {
  readonly provider: string;
  readonly model: string;
  readonly requests: readonly RequestRecord[];
  readonly disclosures: readonly Disclosure[];
  /** What was looked for: the built-in rules. */
  readonly ruleSet?: { readonly version: string; readonly sha256: string };
  /** How often each type of secret was replaced in what was prepared to leave. */
  readonly redactions: Readonly<Record<string, number>>;
  readonly guardHits: number;
  /** Undefined: some price is unknown. */
  readonly costUsd?: number;
}
