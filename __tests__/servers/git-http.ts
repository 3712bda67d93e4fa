/**
 * git over HTTP on this machine, through git's own `git http-backend` (a CGI program, RFC 3875), read-only.
 *
 *     const git = await startGitHttp({ repositories: new Map([["octo/app", "/path/of/bare.git"]]), authorize? });
 *     git.url                      // "http://127.0.0.1:PORT": clone `${git.url}/octo/app.git`
 *     git.hostUrl                  // the same by the name "github.localhost", which libcurl resolves to loopback by itself
 *     git.requests                 // what came: method, path, query, authorization
 *     await git.close()
 *
 * `authorize` sees the Authorization header; false answers 401, as GitHub does for what needs a login. `basic(token)` is
 * the header of a token. Mounted in another server: `gitHttp(options).serve(request, response, body)`.
 */

import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gitEnvironment } from "../fixtures/repository.ts";

export interface GitHttpOptions {
  /** `owner/name` → folder of a bare repository. */
  readonly repositories: ReadonlyMap<string, string>;
  readonly authorize?: (authorization: string | undefined) => boolean;
  /**
   * GitHub serves any object by its name. False: only what a ref points at, and protocol version 0, since version 2 has
   * no such restriction (git-config(1), uploadpack.allowAnySHA1InWant).
   */
  readonly anySha?: boolean;
}

export interface GitHttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
}

export interface GitHttp {
  readonly url: string;
  readonly hostUrl: string;
  readonly requests: readonly GitHttpRequest[];
  close(): Promise<void>;
}

const REPOSITORY = /^\/(?<name>[^/]+\/[^/]+?)\.git(?<rest>\/(?:info\/refs|git-upload-pack))$/u;
const LARGEST_HEAD = 16_384;

/** Whether a path is git's business. */
export function isGitPath(path: string): boolean {
  return /^\/[^/]+\/[^/]+\.git\//u.test(path);
}

/** What git sends for a token. */
export function basic(token: string, user = "x-access-token"): string {
  return `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
}

export async function startGitHttp(options: GitHttpOptions): Promise<GitHttp> {
  const requests: GitHttpRequest[] = [];
  const git = gitHttp(options);
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const { authorization } = request.headers;
    requests.push({ method: request.method ?? "", path: pathname, query: search.slice(1), authorization });
    void bodyOf(request)
      .then((body) => git.serve(request, response, body))
      .catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    hostUrl: `http://github.localhost:${port}`,
    requests,
    close: () => closed(server),
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

export function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export interface GitHttpHandler {
  serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void>;
}

export function gitHttp({ repositories, authorize = () => true, anySha = true }: GitHttpOptions): GitHttpHandler {
  return {
    serve: async (request, response, body) => {
      const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
      if (!authorize(request.headers.authorization)) {
        response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"', "content-type": "text/plain" });
        response.end("Repository not found.\n");
        return;
      }
      const { name = "", rest = "" } = REPOSITORY.exec(decodeURI(pathname))?.groups ?? {};
      const folder = repositories.get(name);
      if (folder === undefined) {
        response.writeHead(404, { "content-type": "text/plain" }).end("Repository not found.\n");
        return;
      }
      await runCgi(response, body, {
        PATH_TRANSLATED: `${folder}${rest}`,
        PATH_INFO: rest,
        REQUEST_METHOD: request.method ?? "GET",
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: header(request, "content-encoding"),
        ...(anySha && { GIT_PROTOCOL: header(request, "git-protocol") }),
        ...configuration(anySha),
      });
    },
  };
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

function configuration(anySha: boolean): Record<string, string> {
  const entries = [
    ["uploadpack.allowFilter", "true"],
    ["uploadpack.allowAnySHA1InWant", String(anySha)],
    ["safe.directory", "*"],
  ];
  return Object.fromEntries([
    ["GIT_HTTP_EXPORT_ALL", "1"],
    ["GIT_CONFIG_COUNT", String(entries.length)],
    ...entries.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ]);
}

/** RFC 3875 section 6: header lines, an empty line, the body; `Status` is the response's status. */
function runCgi(response: ServerResponse, body: Buffer, variables: Record<string, string>): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn("git", ["http-backend"], {
      env: { ...gitEnvironment(), ...variables },
      stdio: ["pipe", "pipe", "ignore"],
    });
    let head = Buffer.alloc(0);
    child.stdout.on("data", (chunk: Buffer) => {
      if (response.headersSent) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length > LARGEST_HEAD) return void response.destroy();
      if (end < 0) return;
      const { status, headers } = parseHead(head.subarray(0, end).toString("latin1"));
      response.writeHead(status, headers);
      response.write(head.subarray(end + 4));
    });
    child.on("error", failed);
    child.on("close", () => {
      if (response.headersSent) response.end();
      else response.destroy();
      done();
    });
    // A client that hangs up leaves a broken pipe, which is no failure of the server.
    child.stdin.on("error", () => undefined);
    child.stdin.end(body);
    response.on("close", () => child.kill());
  });
}

function parseHead(text: string): { status: number; headers: Record<string, string> } {
  const lines = text.split("\r\n").map((line) => /^(?<name>[^:]+):\s*(?<value>.*)$/u.exec(line)?.groups ?? {});
  const headers = Object.fromEntries(lines.map(({ name = "", value = "" }) => [name.toLowerCase(), value]));
  const { status = "200", ...rest } = headers;
  return { status: Number.parseInt(status, 10), headers: rest };
}
