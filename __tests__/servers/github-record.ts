/** What came in, byte for byte, and how an answer goes out, in good order or not. */

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Answer, Misdeed } from "./github-answers.ts";

export interface RecordedRequest {
  readonly method: string;
  /** Without the query, as it came: percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** As UTF-8. */
  readonly body: string;
  readonly bytes: Buffer;
  /** Login of the account whose token it carried. */
  readonly account: string | undefined;
}

export function recordOf(incoming: IncomingMessage, bytes: Buffer): Omit<RecordedRequest, "account"> {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://localhost");
  const { method = "", headers } = incoming;
  return { method, path: pathname, query: searchParams, headers, body: bytes.toString("utf8"), bytes };
}

/** Without the one header whose business it is to carry a credential. */
export function textOf({ method, path, query, headers, bytes }: RecordedRequest): string {
  const others = { ...headers, authorization: undefined };
  const body = headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
  return [
    `${method} ${decodeURIComponent(path)} ${query.toString()}`,
    JSON.stringify(others),
    body.toString("utf8"),
  ].join("\n");
}

const ALWAYS = {
  "x-github-request-id": "C0DE:1234:5678:9ABC",
  "x-github-media-type": "github.v3; format=json",
  "x-ratelimit-limit": "1000",
  "x-ratelimit-remaining": "987",
  "x-ratelimit-used": "13",
  "x-ratelimit-resource": "core",
};

export function send(response: ServerResponse, answer: Answer): void {
  const { text, headers } = written(answer);
  response.writeHead(answer.status, headers).end(text);
}

function written({ body, headers }: Answer): { text: string; headers: Record<string, string> } {
  const text = body === undefined || typeof body === "string" ? (body ?? "") : JSON.stringify(body);
  const type = { "content-type": "application/json; charset=utf-8", "content-length": String(Buffer.byteLength(text)) };
  return { text, headers: { ...ALWAYS, ...(body !== undefined && type), ...headers } };
}

/** `effect` does what was asked and says what the answer would have been. */
export function misbehave(response: ServerResponse, misdeed: Misdeed, effect: () => Answer): void {
  if (typeof misdeed !== "string") return send(response, misdeed);
  if (/after|truncated/u.test(misdeed)) {
    const answer = effect();
    if (misdeed === "truncated") return truncate(response, answer);
  }
  if (misdeed.startsWith("reset")) response.socket?.resetAndDestroy();
  if (misdeed.startsWith("502"))
    send(response, {
      status: 502,
      body: "<html><body>502 Bad Gateway</body></html>",
      headers: { "content-type": "text/html" },
    });
}

function truncate(response: ServerResponse, answer: Answer): void {
  const { text, headers } = written(answer);
  response.writeHead(answer.status, headers);
  // Once the half has left.
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
}
