/** GitHub's address for identity tokens and the token endpoint of the Claude API, on this machine. */

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface FederationRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FederationAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FederationServer {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` as a runner sets it. */
  readonly identityUrl: string;
  /** Sends what is meant for the Claude API here. */
  readonly fetch: typeof fetch;
  /** Where each request was meant to go: `GET http://…`. */
  readonly meant: readonly string[];
  readonly identities: readonly FederationRequest[];
  readonly exchanges: readonly FederationRequest[];
  close(): Promise<void>;
}

export interface FederationScript {
  readonly identity?: (n: number) => FederationAnswer;
  readonly exchange?: (n: number) => FederationAnswer;
}

/** Identity tokens are `identity-token-of-test-N`, access tokens those of `accessToken`. */
export async function federationServer({ identity, exchange }: FederationScript = {}): Promise<FederationServer> {
  const identities: FederationRequest[] = [];
  const exchanges: FederationRequest[] = [];
  const meant: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const { method = "", url: path = "", headers } = request;
      const isIdentity = path.startsWith("/identity");
      const list = isIdentity ? identities : exchanges;
      list.push({ method, path, headers, body: Buffer.concat(chunks).toString("utf8") });
      const usual = isIdentity ? usualIdentity : usualExchange;
      const answer = ((isIdentity ? identity : exchange) ?? usual)(list.length);
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ identities, exchanges, meant },
    identityUrl: `${local}/identity?api-version=2.0`,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      meant.push(`${init?.method ?? "GET"} ${url.origin}${url.pathname}`);
      return fetch(url.origin === local ? url : `${local}${url.pathname}`, init);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function accessToken(n: number): string {
  return `sk-ant-${"oat01"}-${"0123456789abcdef".repeat(4)}-${String(n)}`;
}

/** Three parts, as a JWT has them. */
export function identityToken(n: number): string {
  return `eyJhbGciOiJub25lIn0.identity-token-of-test.${String(n)}`;
}

const usualIdentity = (n: number): FederationAnswer => ({
  status: 200,
  body: { count: 1, value: identityToken(n) },
});
const usualExchange = (n: number): FederationAnswer => ({
  status: 200,
  body: { access_token: accessToken(n), expires_in: 3600, scope: "workspace:inference", token_type: "Bearer" },
});
