import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { messagesServer, type MessagesServer } from "../servers/messages-api.ts";

const HOST = "gateway.example";

/** Asks one question; with NODE_USE_ENV_PROXY as the Action starts itself, without it as a terminal does. */
const CHILD = `
  import { createAnthropic } from ${JSON.stringify(resolve("src/adapters/anthropic.ts"))};
  import { useProxy } from ${JSON.stringify(resolve("src/adapters/proxy.ts"))};
  import { createGuard, createRedactor } from ${JSON.stringify(resolve("src/secrets/index.ts"))};
  import { QUESTION } from ${JSON.stringify(resolve("__tests__/fixtures/question.ts"))};
  const log = { info() {}, warn() {} };
  if (process.env.NODE_USE_ENV_PROXY === undefined) useProxy({ ...process.env }, log);
  process.send(await createAnthropic({
    apiKey: "test-key", baseUrl: "https://${HOST}", model: "claude-sonnet-5-5", guard: createGuard({}),
    headers: { "x-team": "security-of-test", authorization: "Bearer planted" },
    redact: createRedactor().redact, log, clock: { now: () => new Date() }, retry: { tries: 1 },
  }).ask(QUESTION));
`;

const folder = mkdtempSync(join(tmpdir(), "proxy-test-"));
const at = (name: string): string => join(folder, name);
const tunnels: string[] = [];
let api: MessagesServer;
let gateway: Server;
let proxy: Server;

const port = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (server: Server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

/** A certificate authority of the test's own, and a certificate of the gateway's. */
function certificates(): void {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=CA of test");
  openssl("req", ...key, "-keyout", "server.key", "-out", "server.csr", "-subj", `/CN=${HOST}`);
  writeFileSync(at("san"), `subjectAltName=DNS:${HOST}`);
  const sign = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "3650", "-extfile", "san"];
  openssl("x509", "-req", "-in", "server.csr", ...sign, "-out", "server.pem");
}

beforeAll(async () => {
  certificates();
  api = await messagesServer();
  // TLS ends here; what it carried goes on to the API as it is.
  gateway = createTlsServer({ key: readFileSync(at("server.key")), cert: readFileSync(at("server.pem")) });
  gateway.removeAllListeners("secureConnection");
  gateway.on("secureConnection", (socket) => {
    const onward = connect(Number(new URL(api.url).port), "127.0.0.1");
    socket.on("error", () => onward.destroy()).pipe(onward);
    onward.on("error", () => socket.destroy()).pipe(socket);
  });
  await listening(gateway);
  proxy = createHttpServer().on("connect", (request, client) => {
    tunnels.push(request.url ?? "");
    const onward = connect(port(gateway), "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
    client.on("error", () => onward.destroy()).pipe(onward);
    onward.on("error", () => client.destroy()).pipe(client);
  });
  await listening(proxy);
});

afterAll(async () => {
  await api.close();
  gateway.close();
  proxy.close();
  rmSync(folder, { recursive: true });
});

async function asked(environment: Readonly<Record<string, string>>): Promise<unknown> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD], {
    env: { PATH: "/usr/bin:/bin", NODE_NO_WARNINGS: "1", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let answer: unknown;
  child.on("message", (message) => (answer = message));
  await new Promise((done) => child.on("close", done));
  return answer;
}

describe("through a proxy, to a gateway with a certificate authority of one's own", () => {
  test.each([
    ["the inputs https-proxy and ca-file", { NODE_USE_ENV_PROXY: "1" }],
    ["the usual variables of a terminal", {}],
  ])("goes a question by %s", async (_, more) => {
    tunnels.length = 0;
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`, NODE_EXTRA_CA_CERTS: at("ca.pem"), ...more };
    expect(await asked(environment)).toMatchObject({ reply: { kind: "answered" } });
    expect(tunnels).toEqual([`${HOST}:443`]);
    const { headers } = api.requests.at(-1)!;
    expect(headers).toMatchObject({ "x-team": "security-of-test", authorization: "Bearer test-key" });
  });

  test("L1 no byte of a question goes to somebody whose certificate nobody vouches for", async () => {
    const before = api.received.length;
    const answer = await asked({ HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}` });
    expect(answer).toMatchObject({ reply: { kind: "failed", reason: expect.stringContaining("certificate") } });
    expect(api.received.length).toBe(before);
  });
});
