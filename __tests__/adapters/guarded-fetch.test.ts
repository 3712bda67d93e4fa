import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { guardedFetch, RequestRefused, type GuardedFetchOptions, type Sent } from "../../src/adapters/guarded-fetch.ts";
import { createGuard } from "../../src/secrets/index.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const left: Request[] = [];
const sent: Sent[] = [];
afterEach(() => {
  left.length = 0;
  sent.length = 0;
});

const network =
  (answer: () => Response = () => new Response("ok")): typeof fetch =>
  async (input, init) => {
    left.push(new Request(input, init));
    return answer();
  };
const make = (more: Partial<GuardedFetchOptions> = {}, answer?: () => Response) =>
  guardedFetch(network(answer), {
    guard: createGuard({}),
    own: [],
    baseUrl: "https://api.example",
    headers: { authorization: "Bearer k", "content-type": "application/json" },
    onBody: (body) => sent.push(body),
    ...more,
  });
const post = (text: string) => ({ method: "POST", body: JSON.stringify({ text }) });
const URL_ = "https://api.example/v1/messages";

async function refusal(asked: Promise<unknown>): Promise<RequestRefused["reply"]> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestRefused)) throw new Error(`no refusal: ${String(error)}`);
  // The SDK reads "timed out" in a message as a time-out, and forgets the error.
  expect(error.message).toBe("The request was refused.");
  return error.reply;
}

describe("L1 the guarded fetch", () => {
  test("sends what the guard has seen, and says how much and what before it leaves", async () => {
    const { body } = post("é");
    const response = await make()(URL_, post("é"));
    expect(await response.text()).toBe("ok");
    expect(await left[0]!.text()).toBe(body);
    expect(sent).toEqual([
      { bytes: Buffer.byteLength(body), bodySha256: createHash("sha256").update(body).digest("hex") },
    ]);
  });

  test("sends nothing when the guard finds a secret, and says rule and place", async () => {
    expect(await refusal(make()(URL_, post(GITHUB_TOKEN)))).toEqual({
      kind: "guarded",
      rule: "github-pat",
      place: "text",
    });
    expect([left, sent]).toEqual([[], []]);
  });

  test("lets our own parts pass", async () => {
    await make({ own: [GITHUB_TOKEN] })(URL_, post(GITHUB_TOKEN));
    expect(left.length).toBe(1);
  });

  test("sends nothing while the guard fails its self-test", async () => {
    const reply = await refusal(make({ guard: createGuard({ look: () => [] }) })(URL_, post("x")));
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("redaction is broken") });
    expect(left).toEqual([]);
  });

  test.each([
    ["bytes", Buffer.from("{}")],
    ["a form", new FormData()],
    ["parameters", new URLSearchParams("a=b")],
    ["a blob", new Blob(["{}"])],
    ["a stream", new Blob(["{}"]).stream()],
    ["nothing", null],
  ])("refuses a body that it cannot read: %s", async (_, body) => {
    expect(await refusal(make()(URL_, { method: "POST", body }))).toMatchObject({ kind: "failed" });
    expect(left).toEqual([]);
  });

  test("refuses a Request, whose body it has not seen", async () => {
    expect((await refusal(make()(new Request(URL_, post("x")), post("x")))).kind).toBe("failed");
  });
});

describe("L6 where it goes", () => {
  test.each([
    ["https://api.example", "https://evil.example/v1/messages"],
    ["https://api.example", "https://api.example.evil.example/v1/messages"],
    ["https://api.example", "http://api.example/v1/messages"],
    ["https://api.example", "https://api.example:8443/v1/messages"],
    ["https://api.example", "https://user:pass@api.example/v1/messages"],
    ["https://api.example", "https://user@api.example/v1/messages"],
    ["https://api.example/team", "https://api.example/teams/v1/messages"],
    ["https://api.example/team", "https://api.example/team/../v1/messages"],
    ["http://api.example", "http://api.example/v1/messages"],
    ["http://127.0.0.1.evil.example", "http://127.0.0.1.evil.example/v1/messages"],
    ["http://localhost.evil.example", "http://localhost.evil.example/v1/messages"],
    ["ftp://127.0.0.1", "ftp://127.0.0.1/v1/messages"],
    ["not a url", "not a url/v1/messages"],
  ])("base %s: nothing goes to %s", async (baseUrl, url) => {
    expect((await refusal(make({ baseUrl })(url, post("x")))).kind).toBe("failed");
    expect(left).toEqual([]);
  });

  test.each([
    ["https://api.example", "https://api.example/v1/messages"],
    ["https://api.example/", "https://api.example/v1/messages"],
    ["https://api.example/team", "https://api.example/team/v1/messages"],
    ["http://localhost:1", "http://localhost:1/v1/messages"],
    ["http://127.8.0.1:1", "http://127.8.0.1:1/v1/messages"],
    ["http://[::1]:1", "http://[::1]:1/v1/messages"],
  ])("base %s: a request goes to %s", async (baseUrl, url) => {
    await make({ baseUrl })(url, post("x"));
    expect(left.map((request) => request.url)).toEqual([url]);
  });

  test("only our own headers leave, whatever a client adds", async () => {
    await make()(URL_, { ...post("x"), headers: { authorization: "Bearer planted", "x-planted": "1" } });
    expect(Object.fromEntries(left[0]!.headers)).toEqual({
      authorization: "Bearer k",
      "content-type": "application/json",
    });
  });

  test("a redirect is not followed, and is no answer", async () => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(request.url ?? "");
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const guarded = guardedFetch(fetch, { guard: createGuard({}), own: [], baseUrl, headers: {}, onBody: () => {} });
    const reply = await refusal(guarded(`${baseUrl}/v1/messages`, post("x")));
    server.closeAllConnections();
    server.close();
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("redirect") });
    expect(hits).toEqual(["/v1/messages"]);
  });
});

test("an answer without end is cut", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
  });
  const response = await make({}, () => new Response(endless))(URL_, post("x"));
  expect(await refusal(response.text())).toMatchObject({ reason: expect.stringContaining("longer") });
});
