/** A Messages API on this machine: checks requests as the real one does (November 2026), streams as it does, and misbehaves by script. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { problemsOf } from "./messages-request.ts";

export { problemsOf } from "./messages-request.ts";

/** A request as the model would read it. */
export interface ModelRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage["headers"];
  readonly model: string;
  readonly system: string;
  /** All text of the user turn. */
  readonly user: string;
  readonly schema: unknown;
}

export type Behaviour =
  /** A whole message. `answer` is written as JSON. Default stop reason: `end_turn`. */
  | {
      readonly kind: "answer";
      readonly answer?: unknown;
      readonly text?: string;
      readonly thinking?: boolean;
      readonly stopReason?: string;
      readonly stopDetails?: unknown;
      readonly model?: string;
      readonly usage?: Readonly<Record<string, unknown>> | null;
    }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly type?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Instead of an error of the API, as a gateway in between sends. */
      readonly html?: string;
    }
  /** The connection breaks: before the headers, or after some of the text. */
  | { readonly kind: "reset" }
  | { readonly kind: "cut"; readonly text?: string }
  /** The stream ends in good order without its last events. */
  | { readonly kind: "short" }
  /** Nothing ever comes: no headers, or nothing after the first events. */
  | { readonly kind: "hang"; readonly after?: "headers" }
  /** An `error` event in the stream. */
  | { readonly kind: "errorEvent"; readonly type: string; readonly message?: string }
  /** Bytes of one's own with status 200. */
  | { readonly kind: "raw"; readonly contentType: string; readonly body: string };

export interface MessagesServer {
  readonly url: string;
  /** Every byte that came in, headers included, in the order of arrival. */
  readonly received: readonly Buffer[];
  readonly requests: readonly ModelRequest[];
  close(): Promise<void>;
}

/** What `behave` says about the n-th request (from 1) happens, unless the request is one that the API refuses. */
export async function messagesServer(
  behave: (request: ModelRequest, n: number) => Behaviour = () => ({ kind: "answer", answer: {} }),
  { key = "test-key", absent = [], about = {} }: Partial<Catalogue> = {},
): Promise<MessagesServer> {
  const received: Buffer[] = [];
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const said = aboutModels(request, { key, absent, about });
      if (said !== undefined) return perform(response, said, undefined);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const body: unknown = tryParse(Buffer.concat(chunks).toString("utf8"));
      const refused = refusalOf(request, { body, key });
      if (refused !== undefined) return perform(response, refused, undefined);
      const asked = toRequest(body as Record<string, unknown>, request.headers);
      requests.push(asked);
      return perform(response, behave(asked, requests.length), asked);
    })().catch(() => response.destroy());
  });
  server.on("connection", (socket) => socket.on("data", (bytes: Buffer) => received.push(bytes)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Catalogue {
  readonly key: string;
  readonly absent: readonly string[];
  /** What the catalogue says of every model, beside or instead of the usual. */
  readonly about: object;
}

/** `GET /v1/models` and `/v1/models/{id}`: every model exists but those that the test says are gone. */
function aboutModels(
  { method, url = "", headers }: IncomingMessage,
  { key, absent, about }: Catalogue,
): Behaviour | undefined {
  const id = /^\/v1\/models\/([\w.-]+)$/u.exec(url)?.[1];
  if (method !== "GET" || (id === undefined && !url.startsWith("/v1/models?"))) return undefined;
  if (headers.authorization !== `Bearer ${key}`)
    return { kind: "status", status: 401, type: "authentication_error", message: "invalid bearer token" };
  if (id !== undefined && absent.includes(id))
    return { kind: "status", status: 404, type: "not_found_error", message: `model: ${id}` };
  const usual = { type: "model", id: id ?? "claude-sonnet-5-5", max_input_tokens: 1_000_000, max_tokens: 128_000 };
  const model = { ...usual, ...about };
  return {
    kind: "raw",
    contentType: "application/json",
    body: JSON.stringify(id === undefined ? { data: [model], has_more: false } : model),
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(
  request: IncomingMessage,
  { body, key }: { body: unknown; key: string },
): (Behaviour & { kind: "status" }) | undefined {
  if (request.url !== "/v1/messages" || request.method !== "POST")
    return { kind: "status", status: 404, type: "not_found_error", message: "Not found" };
  if (request.headers.authorization !== `Bearer ${key}`)
    return { kind: "status", status: 401, type: "authentication_error", message: "invalid bearer token" };
  const problem = problemsOf(body, request.headers)[0];
  return problem === undefined
    ? undefined
    : { kind: "status", status: 400, type: "invalid_request_error", message: problem };
}

function toRequest(body: Record<string, unknown>, headers: IncomingMessage["headers"]): ModelRequest {
  const given = body as {
    model: string;
    system?: string | { text: string }[];
    messages: { content: string | { text: string }[] }[];
    output_config?: { format?: { schema?: unknown } };
  };
  const textOf = (content: string | { text: string }[] = ""): string =>
    typeof content === "string" ? content : content.map(({ text }) => text).join("");
  return {
    body,
    headers,
    model: given.model,
    system: textOf(given.system),
    user: given.messages.map(({ content }) => textOf(content)).join(""),
    schema: given.output_config?.format?.schema,
  };
}

const IDS = { "request-id": "req_011TestRequest" };

function perform(response: ServerResponse, behaviour: Behaviour, asked: ModelRequest | undefined): void {
  const stream = (): void =>
    void response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", ...IDS });
  const send = (type: string, data: object = {}): void =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  const begin = (usage: object | null = { input_tokens: 1200, output_tokens: 1 }, model = asked?.model): void => {
    stream();
    send("message_start", {
      message: { id: "msg_1", type: "message", role: "assistant", content: [], model, stop_reason: null, usage },
    });
    send("ping");
  };
  switch (behaviour.kind) {
    case "status": {
      response.writeHead(behaviour.status, {
        "content-type": behaviour.html === undefined ? "application/json" : "text/html",
        ...IDS,
        ...behaviour.headers,
      });
      const error = { type: behaviour.type ?? "api_error", message: behaviour.message ?? "it says why" };
      response.end(behaviour.html ?? JSON.stringify({ type: "error", error, request_id: IDS["request-id"] }));
      return;
    }
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
      if (behaviour.after === "headers") begin();
      return;
    case "raw":
      response.writeHead(200, { "content-type": behaviour.contentType, ...IDS }).end(behaviour.body);
      return;
    case "errorEvent":
      begin();
      send("error", { error: { type: behaviour.type, message: behaviour.message ?? "it says why" } });
      response.end();
      return;
    case "cut":
    case "short":
      begin();
      send("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
      send("content_block_delta", {
        index: 0,
        delta: { type: "text_delta", text: behaviour.kind === "cut" ? (behaviour.text ?? '{"reviewed":') : "{}" },
      });
      if (behaviour.kind === "short") response.end();
      // Once what was written has left.
      else response.write(": \n", () => response.socket?.destroy());
      return;
    case "answer":
      answer(behaviour, { begin, send });
      response.end();
  }
}

function answer(
  behaviour: Behaviour & { kind: "answer" },
  {
    begin,
    send,
  }: { begin: (usage?: object | null, model?: string) => void; send: (type: string, data?: object) => void },
): void {
  const { text = JSON.stringify(behaviour.answer ?? {}), thinking, stopReason = "end_turn", usage } = behaviour;
  const known = { input_tokens: 1200, cache_read_input_tokens: 0, cache_creation_input_tokens: 0, ...usage };
  begin(usage === null ? null : { ...known, output_tokens: 1 }, behaviour.model);
  if (thinking === true) {
    send("content_block_start", { index: 0, content_block: { type: "thinking", thinking: "", signature: "" } });
    send("content_block_delta", { index: 0, delta: { type: "thinking_delta", thinking: "let me see" } });
    send("content_block_delta", { index: 0, delta: { type: "signature_delta", signature: "c2ln" } });
    send("content_block_stop", { index: 0 });
  }
  const index = thinking === true ? 1 : 0;
  if (text !== "") {
    send("content_block_start", { index, content_block: { type: "text", text: "" } });
    // In pieces, as tokens come.
    for (let at = 0; at < text.length; at += 1000)
      send("content_block_delta", { index, delta: { type: "text_delta", text: text.slice(at, at + 1000) } });
    send("content_block_stop", { index });
  }
  send("message_delta", {
    delta: { stop_reason: stopReason, stop_sequence: null, stop_details: behaviour.stopDetails ?? null },
    ...(usage !== null && { usage: { ...known, output_tokens: 350, ...usage } }),
  });
  send("message_stop");
}
