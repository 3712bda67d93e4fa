/** What went wrong, as a reply with the way out, and whether another try may do better. */

import { APIError } from "@anthropic-ai/sdk";
import { z } from "zod";
import type { Reply } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { RequestRefused } from "./guarded-fetch.ts";

export interface Failure {
  readonly reply: Reply;
  readonly retry: boolean;
  /** As the server asks; absent: as we see fit. */
  readonly retryAfterMs?: number;
  /** The server may have worked, and nobody says what that costs. */
  readonly maybeBilled: boolean;
  /** There was no connection, so that nothing left. */
  readonly notConnected?: boolean;
}

export interface FailureContext {
  readonly model: string;
  /** For the sentence about a model that is none. */
  readonly models: readonly string[];
  readonly provider: Provider;
  readonly baseUrl: string;
  /** The server's words become harmless with it: it may say our key back to us. */
  readonly redact: (text: string) => string;
  readonly now: Date;
}

type Provider = "anthropic" | "bedrock" | "vertex" | "foundry";

/** Where each provider's credentials come from, and what gives them a right. */
const CREDENTIALS: Readonly<Record<Provider, { readonly renew: string; readonly allow: string }>> = {
  anthropic: {
    renew: "set a valid anthropic-api-key (in a terminal ANTHROPIC_API_KEY), and check the base URL",
    allow: "give its workspace access to model",
  },
  bedrock: {
    renew: "log in to AWS anew, and check aws-region",
    allow: "let the role call bedrock:InvokeModelWithResponseStream, and enable in this region model",
  },
  vertex: {
    renew: "get a new access token from Google Cloud",
    allow: "give the account the role Vertex AI User, and enable in the Model Garden model",
  },
  foundry: {
    renew: "get a new access token from Microsoft Entra for https://ai.azure.com/.default",
    allow: "give the account the role Cognitive Services User, and deploy model",
  },
};

interface Sentence {
  readonly reason: string;
  readonly retry?: true;
  readonly split?: true;
}

/** @param error what the SDK threw; cancelled requests and our own deadline are the caller's to tell. */
export function failureOf(error: unknown, context: FailureContext): Failure {
  const refused = causes(error).find((cause) => cause instanceof RequestRefused);
  if (refused !== undefined) return { reply: refused.reply, retry: refused.retry, maybeBilled: false };
  if (error instanceof APIError) {
    const type = typeof error.type === "string" ? error.type : undefined;
    // An error inside a stream has a type and no status.
    const status = error.status ?? (type === undefined ? undefined : STATUS_OF_TYPE[type]);
    if (status !== undefined) {
      const sentence = ofStatus(status, messageOf(error, context), context);
      const retryAfterMs = retryAfter(error.headers?.get("retry-after"), context.now);
      return {
        ...failed(sentence),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        maybeBilled: error.status === undefined,
      };
    }
  }
  return ofConnection(error, context);
}

export function failed({ reason, retry, split }: Sentence): Pick<Failure, "reply" | "retry"> {
  return { reply: { kind: "failed", reason, split: split === true }, retry: retry === true };
}

/** The API's error types (docs, "Errors"), which are all there is when a stream breaks off with one. */
const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
  // Bedrock's exceptions inside a stream (API reference, "InvokeModelWithResponseStream").
  validationException: 400,
  throttlingException: 429,
  internalServerException: 500,
  modelStreamErrorException: 500,
  serviceUnavailableException: 503,
  modelTimeoutException: 504,
};

function ofStatus(status: number, said: string, { model, models, baseUrl, provider }: FailureContext): Sentence {
  const code = String(status);
  const { renew, allow } = CREDENTIALS[provider];
  const quoted = said === "" ? "" : ` It says: ${said}`;
  switch (status) {
    case 400:
      return badRequest(said, model);
    case 401:
      return {
        reason: `The credentials were refused (401): they are revoked, expired, mistyped or for another service; ${renew}.${quoted}`,
      };
    case 402:
      return { reason: `The account cannot be charged (402): check billing in the Claude Console.${quoted}` };
    case 403:
      return {
        reason: `The credentials may not do this (403): ${allow} ${model}, or choose another model.${quoted}`,
      };
    case 404:
      return /model/iu.test(said)
        ? {
            reason: `Model ${model} does not exist or is retired (404); today's models: ${models.join(", ") || "see prompts/models.json"}. Set \`model\` to one of them.`,
          }
        : { reason: `${hostOf(baseUrl)} has no Messages API at that path (404): check the base URL.${quoted}` };
    case 413:
      return {
        reason: "The question is too large for the API (413): make the change smaller.",
        split: true,
      };
    case 429:
      return {
        reason: `The rate limit is reached (429): run it again later, or raise the limits of the workspace.${quoted}`,
        retry: true,
      };
    case 529:
      return { reason: "The API is overloaded (529): run it again later.", retry: true };
    default:
      return status === 408 || status === 409 || status >= 500
        ? { reason: `The API failed (${code}): run it again later.${quoted}`, retry: true }
        : { reason: `The API refused the request with status ${code}: check the base URL and the model.${quoted}` };
  }
}

function badRequest(said: string, model: string): Sentence {
  const quoted = said === "" ? "" : ` It says: ${said}`;
  if (/too long|context (?:window|length)|exceed[^.]{0,30}tokens/iu.test(said))
    return {
      reason: `The question is too long for model ${model} (400): make the change smaller, or choose a \`model\` that reads more.`,
      split: true,
    };
  if (/credit|billing/iu.test(said))
    return { reason: `The account has no credit (400): add some in the Claude Console.${quoted}` };
  if (/effort/iu.test(said))
    return {
      reason: `Model ${model} does not take this \`effort\` (400): choose another one, or leave it out.${quoted}`,
    };
  if (/output_config|schema|format/iu.test(said))
    return { reason: `Model ${model} does not take answers with a schema (400): choose a newer \`model\`.${quoted}` };
  return {
    reason: `The API refused the request as invalid (400): check \`model\` and \`effort\`; if they are right, report it as a bug of claude-code-review.${quoted}`,
  };
}

const ErrorBody = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  // Google wraps the error of a stream in a list; Amazon's has a message alone.
  z.tuple([z.object({ error: z.object({ message: z.string() }) })]).transform(([{ error }]) => error.message),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** The server's own words: one line, redacted. Not those of a body that is no API error: that is a page of HTML. */
function messageOf(error: APIError, { redact }: FailureContext): string {
  const body = ErrorBody.safeParse(error.error);
  return body.success ? oneLine(redact(oneLine(body.data, 2_000)), 300) : "";
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter(value: string | null | undefined, now: Date): number | undefined {
  if (value === null || value === undefined) return undefined;
  const ms = /^\d{1,9}$/u.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Before a byte of the body could leave. */
const NOT_CONNECTED = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/u;
/** Node's codes for what a certificate may have wrong with it (tls, "X509 certificate error codes"), and no TLS at all. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|^ERR_SSL|^ERR_TLS/u;

function ofConnection(error: unknown, { baseUrl }: FailureContext): Failure {
  const code = causes(error)
    .map((cause) => (typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined))
    .find((value) => typeof value === "string");
  const host = hostOf(baseUrl);
  if (code !== undefined && CERTIFICATE.test(code))
    return {
      ...failed({ reason: `The certificate of ${host} was not accepted (${code}): check the base URL and the proxy.` }),
      maybeBilled: false,
      notConnected: true,
    };
  const notConnected = code !== undefined && NOT_CONNECTED.test(code);
  const what = notConnected ? "could not be made" : "broke off before the answer was whole";
  const named = code === undefined ? "" : ` (${oneLine(code, 60)})`;
  return {
    ...failed({
      reason: `The connection to ${host} ${what}${named}: run it again, and check the network.`,
      retry: true,
    }),
    maybeBilled: !notConnected,
    notConnected,
  };
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "the base URL";
}

/** An error and what is behind it, outermost first. */
function causes(error: unknown): unknown[] {
  const list: unknown[] = [];
  let at = error;
  while (at !== undefined && at !== null && list.length < 10) {
    list.push(at);
    at = typeof at === "object" && "cause" in at ? at.cause : undefined;
  }
  return list;
}
