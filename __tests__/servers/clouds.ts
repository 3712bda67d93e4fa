/** Claude as Amazon, Google and Microsoft serve it, on this machine: each with its own path, body, credentials and stream. */

import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { EventStreamCodec } from "@smithy/eventstream-codec";

export interface CloudRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `exception`: an AWS frame in the middle of the stream. */
export type CloudAnswer =
  | { readonly text: string; readonly stopReason?: string }
  | { readonly status: number; readonly body: unknown }
  | { readonly exception: string };

export interface CloudServer {
  /** Sends what is meant for the cloud here, and remembers for whom it was. */
  readonly fetch: typeof fetch;
  readonly hosts: readonly string[];
  readonly requests: readonly CloudRequest[];
  close(): Promise<void>;
}

export async function cloudServer(
  framing: "events" | "amazon",
  behave: (n: number) => CloudAnswer = () => ({ text: "{}" }),
): Promise<CloudServer> {
  const requests: CloudRequest[] = [];
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const raw = Buffer.concat(chunks).toString("utf8");
      requests.push({ path: request.url ?? "", headers: request.headers, raw, body: JSON.parse(raw) });
      const answer = behave(requests.length);
      if ("status" in answer) {
        response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
        return;
      }
      const amazon = framing === "amazon";
      response.writeHead(200, {
        "content-type": amazon ? "application/vnd.amazon.eventstream" : "text/event-stream",
        ...(amazon ? { "x-amzn-requestid": "amzn-1" } : { "request-id": "req-1" }),
      });
      for (const event of eventsOf(answer)) response.write(amazon ? amazonFrame(event) : sse(event));
      if ("exception" in answer) response.write(amazonException(answer.exception));
      response.end();
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    hosts,
    requests,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      hosts.push(url.origin);
      return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Event = { readonly type: string } & Readonly<Record<string, unknown>>;

function eventsOf(answer: Exclude<CloudAnswer, { status: number }>): Event[] {
  const usage = { input_tokens: 12, cache_read_input_tokens: 0, cache_creation_input_tokens: 0, output_tokens: 1 };
  const message = { id: "msg_1", type: "message", role: "assistant", content: [], model: "claude-sonnet-5-5", usage };
  const start: Event = { type: "message_start", message };
  if ("exception" in answer) return [start];
  return [
    start,
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: answer.text } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: answer.stopReason ?? "end_turn" }, usage: { output_tokens: 7 } },
    { type: "message_stop" },
  ];
}

function sse(event: Event): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);
const word = (value: string) => ({ type: "string" as const, value });

/** Bedrock Runtime API, "ResponseStream": a chunk holds the event as base64. */
function amazonFrame(event: Event): Uint8Array {
  return codec.encode({
    headers: {
      ":event-type": word("chunk"),
      ":message-type": word("event"),
      ":content-type": word("application/json"),
    },
    body: Buffer.from(JSON.stringify({ bytes: Buffer.from(JSON.stringify(event)).toString("base64") })),
  });
}

function amazonException(type: string): Uint8Array {
  return codec.encode({
    headers: {
      ":exception-type": word(type),
      ":message-type": word("exception"),
      ":content-type": word("application/json"),
    },
    body: Buffer.from(JSON.stringify({ message: "it says why" })),
  });
}

/** AWS Signature Version 4 as AWS checks it, over what arrived; `host` is what the client believed to talk to. */
export function signatureOf(
  { path, headers, raw }: CloudRequest,
  { host, region, secret }: { host: string; region: string; secret: string },
): { readonly given: string; readonly expected: string; readonly signedHeaders: readonly string[] } {
  const { names = "", given = "" } =
    /SignedHeaders=(?<names>[^,]+), ?Signature=(?<given>\w+)$/u.exec(headers.authorization ?? "")?.groups ?? {};
  const signedHeaders = names.split(";");
  const date = String(headers["x-amz-date"]);
  const lines = signedHeaders.map((name) => `${name}:${name === "host" ? host : String(headers[name])}\n`).join("");
  // Each part of the path is encoded once more than it is sent.
  const canonicalPath = path.split("/").map(encodeURIComponent).join("/");
  const canonical = ["POST", canonicalPath, "", lines, names, sha256(raw)].join("\n");
  const scope = `${date.slice(0, 8)}/${region}/bedrock/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [date.slice(0, 8), region, "bedrock", "aws4_request"].reduce<string | Buffer>(
    (secretOrKey, part) => createHmac("sha256", secretOrKey).update(part).digest(),
    `AWS4${secret}`,
  );
  return { given, expected: createHmac("sha256", key).update(toSign).digest("hex"), signedHeaders };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
