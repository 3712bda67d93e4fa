/** The one `fetch` that every client gets (L1): nothing leaves that the guard has not seen as it leaves. */

import { createHash } from "node:crypto";
import { isAllowedBaseUrl } from "../base-url.ts";
import type { Reply } from "../records.ts";
import type { Guard } from "../secrets/index.ts";

/** What left: bytes and SHA-256 of the serialised body. */
export interface Sent {
  readonly bytes: number;
  readonly bodySha256: string;
}

export interface GuardedFetchOptions {
  readonly guard: Guard;
  /** Our own parts of this request. */
  readonly own: readonly string[];
  /** Where requests may go: this scheme, host and port, at or below this path. */
  readonly baseUrl: string;
  /** The request's headers, all of them: what a client adds does not leave (it merges ANTHROPIC_CUSTOM_HEADERS in). */
  readonly headers: Readonly<Record<string, string>>;
  /** Except these, by small name, as the client makes them: credentials over the body. */
  readonly signed?: readonly string[];
  /** Called before the body leaves. */
  readonly onBody: (sent: Sent) => void;
}

/** Nothing left, or nothing more will. The message says nothing on purpose: the SDK looks for words in it. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly reply: Extract<Reply, { kind: "guarded" | "failed" }>;
  /** Another try may do better. */
  readonly retry: boolean;
  constructor(reply: Extract<Reply, { kind: "guarded" | "failed" }>, retry = false) {
    super("The request was refused.");
    this.reply = reply;
    this.retry = retry;
  }
}

/** Any model's answer is far smaller; a server that goes on and on is cut. */
const MOST_RESPONSE_BYTES = 32_000_000;

export const GUARD_BROKEN =
  "The guard did not find the canaries of its self-test: redaction is broken, so nothing was sent. Report this as a bug of claude-code-review.";

/** @throws RequestRefused also for redirects, other hosts, plain http beyond loopback, and bodies that are no string. */
export function guardedFetch(fetch: typeof globalThis.fetch, options: GuardedFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const url = urlOf(input, options.baseUrl);
    const body = init?.body;
    if (typeof body !== "string") throw refusal("The request has a body that the guard cannot read.");
    inspect(body, options);
    options.onBody({
      bytes: Buffer.byteLength(body),
      bodySha256: createHash("sha256").update(body).digest("hex"),
    });
    return send(fetch, url, {
      method: "POST",
      headers: { ...signedHeaders(init?.headers, options.signed), ...options.headers },
      body,
      ...(init?.signal ? { signal: init.signal } : {}),
    });
  };
}

/** Asks for something by its address, at or below the base URL: the address is all that leaves, and the guard has seen it. @throws RequestRefused */
export async function guardedGet(
  fetch: typeof globalThis.fetch,
  address: URL,
  { signal, ...options }: Omit<GuardedFetchOptions, "onBody" | "own" | "signed"> & { readonly signal: AbortSignal },
): Promise<Response> {
  const url = urlOf(address, options.baseUrl);
  inspect(JSON.stringify(decodeURIComponent(url.pathname + url.search)), { ...options, own: [] });
  return send(fetch, url, { method: "GET", headers: { ...options.headers }, signal });
}

function inspect(text: string, { guard, own }: Pick<GuardedFetchOptions, "guard" | "own">): void {
  if (!guard.selfTest()) throw refusal(GUARD_BROKEN);
  const hit = guard.inspect(text, own);
  if (hit !== undefined) throw new RequestRefused({ kind: "guarded", ...hit });
}

async function send(fetch: typeof globalThis.fetch, url: URL, request: RequestInit): Promise<Response> {
  // The body must not follow to wherever the other side says.
  const response = await fetch(url, { ...request, redirect: "manual" });
  if (response.status >= 300 && response.status < 400)
    throw refusal(`${url.host} answers with a redirect, which is not followed: set the base URL to the final address.`);
  return capped(response);
}

function signedHeaders(given: RequestInit["headers"], signed: readonly string[] = []): Record<string, string> {
  const headers = new Headers(given);
  return Object.fromEntries(
    signed.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function refusal(reason: string): RequestRefused {
  return new RequestRefused({ kind: "failed", reason, split: false });
}

function urlOf(input: unknown, baseUrl: string): URL {
  const given = input instanceof URL ? input.href : input;
  if (typeof given !== "string" || !URL.canParse(given) || !URL.canParse(baseUrl))
    throw refusal("The base URL is no URL: give it as https://host/path.");
  const [url, base] = [new URL(given), new URL(baseUrl)];
  if (!isAllowedBaseUrl(base)) throw refusal(`The base URL must begin with https:// (http:// only on this machine).`);
  const path = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  if (url.origin !== base.origin || !url.pathname.startsWith(path) || url.username !== "" || url.password !== "")
    throw refusal(`A request to somewhere other than the base URL on ${base.host} was stopped.`);
  return url;
}

/** The same answer, broken off when it is longer. */
export function capped(response: Response, most = MOST_RESPONSE_BYTES): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > most) controller.error(refusal("The answer was cut: it is longer than any answer can be."));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}
