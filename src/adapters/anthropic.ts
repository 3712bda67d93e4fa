/** Claude over the Messages API. Everything about the request is said here: the environment decides nothing (L6, governance.md A31). */

import { setTimeout as wait } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import type { Effort } from "../policy.ts";
import type { Asked, Clock, Log, Model } from "../ports.ts";
import type { Question, Redacted } from "../records.ts";
import type { Guard } from "../secrets/index.ts";
import { failed, failureOf, type Failure } from "./anthropic-failures.ts";
import { ANTHROPIC_VERSION, requestBody } from "./anthropic-request.ts";
import { nothingReceived, readMessage } from "./anthropic-stream.ts";
import { replyOf } from "./anthropic-reply.ts";
import { askWithRetries, type Retry, type Try } from "./anthropic-retry.ts";
import { guardedFetch, type Sent } from "./guarded-fetch.ts";

export const ANTHROPIC_BASE_URL = "https://api.anthropic.com";

export interface AnthropicOptions {
  readonly apiKey: string;
  /** https, or http on loopback; without `/v1`. */
  readonly baseUrl?: string;
  readonly model: string;
  readonly effort?: Effort;
  /** Model ids that exist today, for the sentence that says that this one does not. */
  readonly models?: readonly string[];
  readonly guard: Guard;
  /** For what the server says: the run's own secrets come out of it. */
  readonly redact: (text: string) => Redacted;
  readonly log: Log;
  readonly clock: Clock;
  /** The run's end: no further byte. */
  readonly signal?: AbortSignal;
  readonly retry?: Partial<Retry>;
  readonly fetch?: typeof globalThis.fetch;
}

/** Waiting that a signal ends early, without an error. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

export const DEFAULT_RETRY: Retry = {
  tries: 3,
  requestMs: 600_000,
  totalMs: 1_200_000,
  longestWaitMs: 120_000,
  sleep,
  elapsedMs: () => performance.now(),
};

export function createAnthropic(options: AnthropicOptions): Model {
  const settled: Settled = {
    ...options,
    baseUrl: options.baseUrl ?? ANTHROPIC_BASE_URL,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    signal: options.signal ?? new AbortController().signal,
  };
  return {
    provider: "anthropic",
    id: options.model,
    ask: (question, again = () => true): Promise<Asked> =>
      askWithRetries(() => tryOnce(question, settled), { ...settled, name: question.name, again }),
  };
}

type Settled = AnthropicOptions & Required<Pick<AnthropicOptions, "baseUrl" | "signal">> & { readonly retry: Retry };

async function tryOnce(question: Question, options: Settled): Promise<Try> {
  const { signal, retry, model, effort } = options;
  const received = nothingReceived();
  let sent: Sent | undefined;
  let requestId: string | undefined;
  const deadline = AbortSignal.timeout(retry.requestMs);
  const client = clientFor(question, options, (left) => (sent = left));
  const finish = (failure: Failure): Try => ({
    ...failure,
    received,
    attempted: sent !== undefined,
    sent: failure.notConnected === true ? undefined : sent,
    requestId,
  });
  try {
    // Not `messages.create`: that warns about old models on the console, which in an Action takes commands (governance.md A10).
    const { data, response, request_id } = await client
      .post<AsyncIterable<unknown>>("/v1/messages", {
        body: requestBody(question, { model, effort }),
        stream: true,
        signal: AbortSignal.any([signal, deadline]),
      })
      .withResponse();
    requestId = request_id ?? undefined;
    if (!/^text\/event-stream\b/iu.test(response.headers.get("content-type") ?? "")) return finish(NO_STREAM);
    await readMessage(data, received);
  } catch (error) {
    if (error instanceof Anthropic.APIError) requestId ??= error.requestID ?? undefined;
    if (!signal.aborted && !deadline.aborted)
      return finish(failureOf(error, { models: [], ...options, now: options.clock.now() }));
  }
  if (signal.aborted && !received.complete) return finish(INTERRUPTED);
  // The SDK ends an aborted stream as if it were whole.
  if (deadline.aborted && !received.complete) return finish(timedOut(retry.requestMs));
  return finish({ ...replyOf(received, model), maybeBilled: !received.metered });
}

/** One per try: what leaves is put on the account of the question that it belongs to. */
function clientFor(question: Question, options: Settled, onBody: (sent: Sent) => void): Anthropic {
  const { apiKey, guard, baseUrl, fetch: send = fetch } = options;
  return new Anthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl,
    maxRetries: 0,
    // Until the headers come; the wall clock of the whole request is ours.
    timeout: options.retry.requestMs + 60_000,
    logLevel: "off",
    logger: SILENT,
    openTelemetry: false,
    fetch: guardedFetch(send, {
      guard,
      own: question.own,
      baseUrl,
      headers: {
        accept: "text/event-stream",
        "content-type": "application/json",
        "anthropic-version": ANTHROPIC_VERSION,
        authorization: `Bearer ${apiKey}`,
        "user-agent": "claude-code-review",
      },
      onBody,
    }),
  });
}

const nothing = (): void => undefined;
const SILENT = { error: nothing, warn: nothing, info: nothing, debug: nothing };

const INTERRUPTED: Failure = { ...failed({ reason: "The run was interrupted: start it again." }), maybeBilled: true };
const NO_STREAM: Failure = {
  ...failed({
    reason: "What answers at the base URL is not the Messages API: it sent no stream of events. Check the base URL.",
  }),
  maybeBilled: true,
};

function timedOut(ms: number): Failure {
  const seconds = String(Math.round(ms / 1000));
  return {
    ...failed({ reason: `No whole answer came within ${seconds} s: run it again later.`, retry: true }),
    maybeBilled: true,
  };
}
