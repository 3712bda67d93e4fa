import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createWebhook } from "../../src/adapters/webhook.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
});

async function listening(answer: RequestListener): Promise<string> {
  server = createServer(answer);
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
    [400, "refused"],
    [401, "refused"],
    [408, "uncertain"],
    [429, "refused"],
    [500, "uncertain"],
    [502, "uncertain"],
    [503, "refused"],
  ] as const)("%d means %s, and is asked once", async (code, status) => {
    let asked = 0;
    const url = await listening((_, response) => {
      asked += 1;
      response.writeHead(code, { location: "/elsewhere" }).end();
    });
    expect([(await post(url)).status, asked]).toEqual([status, 1]);
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
