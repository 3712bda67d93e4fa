/** The port to a model: what is asked of it, and how it is reached: provider, place, credentials. */

import type { Effort } from "./policy.ts";
import type { Question, Reply, RequestRecord } from "./records.ts";

/** What came of one question, and what it took. */
export interface Asked {
  readonly reply: Reply;
  readonly record: Omit<RequestRecord, "question" | "questionSha256" | "promptSha256" | "kind" | "costUsd">;
}

/** Anything that answers a redacted question. Never throws for what the other side does: that is a `Reply`. */
export interface Model {
  /** "anthropic", "command". */
  readonly provider: string;
  /** The model that is asked. */
  readonly id: string;
  /** `again` is asked before a further try, after one that may have cost something; `false`: no further try. */
  ask(question: Question, again?: () => boolean): Promise<Asked>;
}

/** GitHub's identity token for this job, exchanged for an access token of a service account (docs/providers.md). */
export interface Federation {
  readonly ruleId: string;
  readonly organizationId: string;
  readonly serviceAccountId: string;
  readonly workspaceId?: string;
  readonly audience: string;
  /** Where the runner gives the job an identity token, and with what; each is good for one exchange. */
  readonly identity: { readonly url: string; readonly token: string };
}

/** What every provider of Claude is told. */
interface ClaudeSpec {
  readonly model: string;
  /** Absent: the model takes none. */
  readonly effort?: Effort;
  /** Ids that we know, for the sentence that says that one does not exist. */
  readonly models: readonly string[];
}

interface AnthropicSpec extends ClaudeSpec {
  readonly provider: "anthropic";
  readonly baseUrl?: string;
  /** For a gateway: sent beside our own, by small name. Their values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the model may run; an answer that says another place, or none, is no answer. */
  readonly inferenceGeo?: "global" | "us";
}

/** Where the clouds' models are, as inputs and flags say. */
export interface CloudPlaces {
  readonly awsRegion?: string;
  /** A region of Vertex AI, or `global`, `us`, `eu`. */
  readonly googleRegion?: string;
  readonly googleProject?: string;
  /** The first label of the resource's host. */
  readonly foundryResource?: string;
}

/** What a login step of the job, or a person in a terminal, exported. */
export interface CloudCredentials {
  readonly aws?: AwsCredentials;
  readonly googleAccessToken?: string;
  readonly azureAccessToken?: string;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Which model is asked, and what it takes to reach it. Credentials of the clouds are short-lived. */
export type ModelSpec =
  | (AnthropicSpec & ({ readonly apiKey: string } | { readonly federation: Federation }))
  | (ClaudeSpec & { readonly provider: "bedrock"; readonly region: string; readonly credentials: AwsCredentials })
  | (ClaudeSpec & {
      readonly provider: "vertex";
      readonly region: string;
      readonly project: string;
      readonly accessToken: string;
    })
  | (ClaudeSpec & { readonly provider: "foundry"; readonly resource: string; readonly accessToken: string })
  | { readonly provider: "command"; readonly program: string; readonly deadlineMs?: number };

/** What is asked for and the model does not take: answers with a schema, the `effort`. */
export type Lack = "structuredOutputs" | "effort";

/** What the provider itself says about the model, before it is asked anything. */
export type ModelCheck =
  | {
      readonly state: "exists";
      readonly maxInputTokens?: number;
      readonly maxOutputTokens?: number;
      /** The day on which it stops answering, `2026-11-30`. */
      readonly retires?: string;
      readonly lacks?: readonly Lack[];
    }
  /** `models`: those that the credentials may use today, as the provider lists them; else those that we know. */
  | { readonly state: "absent"; readonly models: readonly string[] }
  /** Not asked or not answered: `reason` is a sentence. Never a reason not to try. */
  | { readonly state: "unknown"; readonly reason: string };
