/** Tries, bounded in number and in time, and the one record of them all. */

import type { Asked, Log } from "../ports.ts";
import type { Usage } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import type { Failure } from "./anthropic-failures.ts";
import type { Received } from "./anthropic-stream.ts";
import type { Sent } from "./guarded-fetch.ts";

export interface Retry {
  /** The first included. */
  readonly tries: number;
  /** Wall clock of one try. */
  readonly requestMs: number;
  /** No try begins later than this after the first began. */
  readonly totalMs: number;
  /** A server that asks for a longer wait is not asked again. */
  readonly longestWaitMs: number;
  /** Ends early when the signal does. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly elapsedMs: () => number;
}

/** What one try came to. */
export interface Try extends Failure {
  readonly received: Received;
  /** The guard let it pass. */
  readonly attempted: boolean;
  readonly sent: Sent | undefined;
  readonly requestId: string | undefined;
}

export interface RetryOptions {
  readonly name: string;
  readonly retry: Retry;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Whether a further try may cost something, after one that may have. */
  readonly again: () => boolean;
}

const FIRST_WAIT_MS = 2_000;

export async function askWithRetries(once: () => Promise<Try>, options: RetryOptions): Promise<Asked> {
  const { retry, signal, log, name } = options;
  const began = retry.elapsedMs();
  const tries: Try[] = [];
  for (;;) {
    const last = await once();
    tries.push(last);
    const waitMs = last.retryAfterMs ?? backoff(tries.length);
    const stop = whyStop(tries, { ...options, elapsedMs: retry.elapsedMs() - began, waitMs });
    if (stop !== undefined) return asked(tries, { why: stop, seconds: (retry.elapsedMs() - began) / 1000 });
    if (last.reply.kind === "failed")
      log.info(`${name}: ${last.reply.reason} Trying again in ${String(Math.ceil(waitMs / 1000))} s.`);
    await retry.sleep(waitMs, signal);
  }
}

/** Four times as long each time; spread, so that questions in flight do not come back together. */
function backoff(tries: number): number {
  return FIRST_WAIT_MS * 4 ** (tries - 1) * (1 + Math.random() / 2);
}

/** What to add to the reason; empty: nothing. Undefined: try again. */
function whyStop(
  tries: readonly Try[],
  { retry, again, elapsedMs, waitMs }: RetryOptions & { elapsedMs: number; waitMs: number },
): string | undefined {
  const last = tries.at(-1);
  if (last === undefined || !last.retry) return "";
  if (tries.length >= retry.tries) return ` (${String(tries.length)} tries)`;
  if (waitMs > retry.longestWaitMs)
    return ` The server asks to wait ${String(Math.ceil(waitMs / 1000))} s, which is longer than this run waits.`;
  if (elapsedMs + waitMs > retry.totalMs) return " There was no time left for another try.";
  if (last.maybeBilled && !again()) return " Another try could have gone over the limit on cost.";
  return undefined;
}

function asked(tries: readonly Try[], { why, seconds }: { why: string; seconds: number }): Asked {
  const last = tries.at(-1);
  if (last === undefined) throw new Error("there is always a first try");
  const { reply } = last;
  const newest = <Value>(pick: (one: Try) => Value | undefined): Value | undefined =>
    tries.map(pick).findLast((value) => value !== undefined);
  const model = newest(({ received }) => received.model);
  const requestId = newest((one) => one.requestId);
  const inferenceGeo = newest(({ received }) => received.inferenceGeo);
  const usage = sum(tries.flatMap(({ received }) => received.usage ?? []));
  const unmetered = tries.filter(({ sent, maybeBilled }) => sent !== undefined && maybeBilled).length;
  return {
    reply: reply.kind === "failed" ? { ...reply, reason: reply.reason + why } : reply,
    record: {
      ...(model !== undefined && { model: oneLine(model, 100) }),
      ...(requestId !== undefined && { requestId: oneLine(requestId, 100) }),
      ...(inferenceGeo !== undefined && { inferenceGeo: oneLine(inferenceGeo, 40) }),
      ...(usage !== undefined && { usage }),
      ...newest(({ sent }) => sent),
      attempts: tries.filter(({ attempted }) => attempted).length,
      ...(unmetered > 0 && { unmetered }),
      seconds,
    },
  };
}

/** Every try that was metered is paid. */
function sum(list: readonly Usage[]): Usage | undefined {
  return list.length === 0
    ? undefined
    : list.reduce((a, b) => ({
        inputTokens: a.inputTokens + b.inputTokens,
        outputTokens: a.outputTokens + b.outputTokens,
        cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
        cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
      }));
}
