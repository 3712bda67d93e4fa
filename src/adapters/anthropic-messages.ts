/** Asks Claude one question over the Messages API, whoever serves it: guard, stream, retries, refusals. */

import { setTimeout as wait } from "node:timers/promises";
import type { BaseAnthropic } from "@anthropic-ai/sdk";
import type { Middleware } from "@anthropic-ai/sdk/client";
import { APIError } from "@anthropic-ai/sdk";
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

/** What does not depend on who serves the model. */
export interface MessagesOptions {
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

/** Who serves the model, and how it is reached. */
export interface Transport {
  readonly provider: "anthropic" | "bedrock" | "vertex" | "foundry";
  /** https, or http on loopback; without `/v1/messages`. */
  readonly baseUrl: string;
  readonly inferenceGeo?: "global" | "us";
  /** Before each try, which lasts longer than some credentials. @throws RequestRefused */
  connect(): Promise<Connection>;
}

export interface Connection {
  /** Beside those of every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that the client makes over the body, by small name. */
  readonly signed?: readonly string[];
  client(options: ClientOptions): Pick<BaseAnthropic, "post">;
}

/** What each client of the SDKs is told, since the environment would else say it (governance.md A10, A31). */
export interface ClientOptions {
  readonly baseURL: string;
  readonly fetch: typeof globalThis.fetch;
  readonly maxRetries: 0;
  readonly timeout: number;
  readonly logLevel: "off";
  readonly logger: typeof SILENT;
  readonly openTelemetry: false;
  readonly middleware: Middleware[];
}

/** Waiting that a signal ends early, without an error. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

const DEFAULT_RETRY: Retry = {
  tries: 3,
  requestMs: 600_000,
  totalMs: 1_200_000,
  longestWaitMs: 120_000,
  sleep,
  elapsedMs: () => performance.now(),
};

export function createMessagesModel(options: MessagesOptions, transport: Transport): Model {
  const settled: Settled = {
    ...options,
    transport,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    signal: options.signal ?? new AbortController().signal,
  };
  return {
    provider: transport.provider,
    id: options.model,
    ask: (question, again = () => true): Promise<Asked> =>
      askWithRetries(() => tryOnce(question, settled), { ...settled, name: question.name, again }),
  };
}

type Settled = Omit<MessagesOptions, "retry"> & {
  readonly transport: Transport;
  readonly retry: Retry;
  readonly signal: AbortSignal;
};

async function tryOnce(question: Question, options: Settled): Promise<Try> {
  const { signal, retry, transport } = options;
  const received = nothingReceived();
  let sent: Sent | undefined;
  let requestId: string | undefined;
  const deadline = AbortSignal.timeout(retry.requestMs);
  const finish = (failure: Failure): Try => ({
    ...failure,
    received,
    attempted: sent !== undefined,
    sent: failure.notConnected === true ? undefined : sent,
    requestId,
  });
  try {
    const client = clientFor(question, await transport.connect(), { ...options, onBody: (left) => (sent = left) });
    // Not `messages.create`: that warns about old models on the console, which in an Action takes commands (governance.md A10).
    const { data, response } = await client
      .post<AsyncIterable<unknown>>("/v1/messages", {
        body: requestBody(question, { ...options, inferenceGeo: transport.inferenceGeo }),
        stream: true,
        signal: AbortSignal.any([signal, deadline]),
      })
      .withResponse();
    requestId = requestIdOf(response.headers);
    if (!/^text\/event-stream\b/iu.test(response.headers.get("content-type") ?? "")) return finish(NO_STREAM);
    await readMessage(data, received);
  } catch (error) {
    if (error instanceof APIError && error.headers !== undefined) requestId ??= requestIdOf(error.headers);
    if (!signal.aborted && !deadline.aborted)
      return finish(failureOf(error, { models: [], ...options, ...transport, now: options.clock.now() }));
  }
  if (signal.aborted && !received.complete) return finish(INTERRUPTED);
  // The SDK ends an aborted stream as if it were whole.
  if (deadline.aborted && !received.complete) return finish(timedOut(retry.requestMs));
  const expected = { model: options.model, inferenceGeo: transport.inferenceGeo };
  return finish({ ...replyOf(received, expected), maybeBilled: !received.metered });
}

/** Anthropic's and Google's name, Amazon's, Microsoft's. */
function requestIdOf(headers: Headers): string | undefined {
  return (
    ["request-id", "x-amzn-requestid", "apim-request-id"].map((name) => headers.get(name)).find(Boolean) ?? undefined
  );
}

/** One per try: what leaves is put on the account of the question that it belongs to. */
function clientFor(
  question: Question,
  { headers, signed, client }: Connection,
  { guard, transport, retry, fetch: send = fetch, onBody }: Settled & { onBody: (sent: Sent) => void },
): Pick<BaseAnthropic, "post"> {
  const { baseUrl } = transport;
  return client({
    baseURL: baseUrl,
    maxRetries: 0,
    // Until the headers come; the wall clock of the whole request is ours.
    timeout: retry.requestMs + 60_000,
    logLevel: "off",
    logger: SILENT,
    openTelemetry: false,
    middleware: [onlyOurs],
    fetch: guardedFetch(send, {
      guard,
      own: question.own,
      baseUrl,
      headers: { ...headers, ...COMMON_HEADERS },
      ...(signed !== undefined && { signed }),
      onBody,
    }),
  });
}

const COMMON_HEADERS = {
  accept: "text/event-stream",
  "content-type": "application/json",
  "user-agent": "claude-code-review",
};
export const VERSION_HEADER = { "anthropic-version": ANTHROPIC_VERSION };

/** Before a client signs or moves headers into the body: ANTHROPIC_CUSTOM_HEADERS is merged into every client (tried: sdk 1.12.0). */
const onlyOurs: Middleware = (request, next) =>
  next({ ...request, headers: new Headers({ ...COMMON_HEADERS, ...VERSION_HEADER }) });

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
