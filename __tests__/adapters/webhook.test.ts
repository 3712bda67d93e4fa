import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createWebhook } from "../../src/adapters/webhook.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
});

async function listening(answer: RequestListener, made: Server = createServer(answer)): Promise<string> {
  server = made;
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`;
}

const message = { headers: { "X-CCR-Timestamp": "1" }, body: '{"version":1}' };
const post = (url: string, deadlineMs = 5000) =>
  createWebhook({ url, signal: new AbortController().signal, deadlineMs }).post(message);

describe("one message", () => {
  test("arrives whole, once, with its headers", async () => {
    const seen: string[] = [];
    const url = await listening((request, response) => {
      void request.toArray().then((chunks: Buffer[]) => {
        seen.push(`${request.method} ${request.headers["x-ccr-timestamp"]} ${Buffer.concat(chunks).toString()}`);
        response.writeHead(204).end();
      });
    });
    expect(await post(url)).toEqual({ status: "delivered" });
    expect(seen).toEqual(['POST 1 {"version":1}']);
  });

  test.each([
    [200, "delivered"],
    [302, "refused"],
    [400, "refused", true],
    [401, "refused"],
    [408, "uncertain"],
    [413, "refused", true],
    [422, "refused", true],
    [429, "refused"],
    [500, "uncertain"],
    [502, "uncertain"],
    [503, "refused"],
  ] as const)("%d means %s, and is asked once", async (code, status, ofMessage: boolean = false) => {
    let asked = 0;
    const url = await listening((_, response) => {
      asked += 1;
      response.writeHead(code, { location: "/elsewhere" }).end();
    });
    const answer = await post(url);
    expect([answer, asked]).toMatchObject([{ status }, 1]);
    expect("ofMessage" in answer).toBe(ofMessage);
  });

  test("no answer is uncertain: it may have been heard", async () => {
    expect(await post(await listening(() => undefined), 200)).toMatchObject({ status: "uncertain" });
    await new Promise<void>((resolve) => {
      server!.closeAllConnections();
      server!.close(() => resolve());
    });
    const broken = await listening((request) => request.socket.destroy());
    expect(await post(broken)).toMatchObject({ status: "uncertain" });
  });

  test("an answer without an end is not read", async () => {
    const url = await listening((_, response) => void response.writeHead(200).write("x".repeat(1000)));
    expect(await post(url)).toEqual({ status: "delivered" });
  });

  test("nobody there: certainly not heard", async () => {
    const url = await listening(() => undefined);
    await new Promise<void>((resolve) => server!.close(() => resolve()));
    server = undefined;
    expect(await post(url)).toEqual({ status: "refused", detail: "it cannot be reached (ECONNREFUSED)" });
  });

  test("a certificate that is not believed, or no TLS at all: not heard, so the next run says it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "webhook-test-"));
    const [key, cert] = [join(folder, "key"), join(folder, "cert")];
    const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", ...made, "-subj", "/CN=localhost"], { stdio: "ignore" });
    let heard = 0;
    const listener: RequestListener = (_, response) => void response.end(String((heard += 1)));
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener);
    rmSync(folder, { recursive: true });
    const secured = (await listening(listener, tls)).replace("http:", "https:");
    expect(await post(secured)).toMatchObject({ status: "refused" });
    tls.closeAllConnections();
    await new Promise<void>((resolve) => tls.close(() => resolve()));
    expect(await post((await listening(listener)).replace("http:", "https:"))).toMatchObject({ status: "refused" });
    expect(heard).toBe(0);
  });

  test.each(["http://example.org/hook", "ftp://127.0.0.1/", "https://user:pw@127.0.0.1/", "nothing"])(
    "%s is never asked",
    async (url) => {
      expect(await post(url)).toEqual({
        status: "refused",
        detail: expect.stringContaining("must begin with https://"),
      });
    },
  );
});
