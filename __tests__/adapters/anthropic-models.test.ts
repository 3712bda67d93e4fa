import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { checkAnthropicModel, type ModelCheckOptions } from "../../src/adapters/anthropic-models.ts";
import { modelFactory } from "../../src/adapters/models.ts";
import type { ModelCheck } from "../../src/ports.ts";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeShell } from "../fakes/shell.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
}

let close = (): void => {};
afterEach(() => close());

async function check(answer: (path: string) => Answer, more: Partial<ModelCheckOptions> = {}) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const { status, body, location } = answer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json", ...(location && { location }) });
    response.end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const result = await checkAnthropicModel({
    model: "claude-sonnet-5-5",
    models: ["claude-known"],
    apiKey: async () => "key-of-test",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    guard: createGuard({}),
    signal: new AbortController().signal,
    ...more,
  });
  return { result, seen };
}

const found = { type: "model", id: "claude-sonnet-5-5", max_input_tokens: 1_000_000, max_tokens: 64_000 };
const notFound = { type: "error", error: { type: "not_found_error", message: "model: claude-sonnet-5-5" } };

describe("the check of a model", () => {
  test("says that it exists and what it takes", async () => {
    const { result, seen } = await check(() => ({ status: 200, body: found }));
    expect(result).toEqual({ state: "exists", maxInputTokens: 1_000_000, maxOutputTokens: 64_000 });
    expect(seen).toEqual(["GET /v1/models/claude-sonnet-5-5 Bearer key-of-test"]);
  });

  test("names today's models as the API lists them when it is absent", async () => {
    const list = { data: [{ id: "claude-opus-5-5" }, { id: "claude-haiku-5-5" }] };
    const { result } = await check((path) =>
      path.startsWith("/v1/models?") ? { status: 200, body: list } : { status: 404, body: notFound },
    );
    expect(result).toEqual({ state: "absent", models: ["claude-opus-5-5", "claude-haiku-5-5"] });
  });

  const capabilities = (effort: object, structured = true) => ({
    capabilities: { structured_outputs: { supported: structured }, effort },
  });
  const yes = { supported: true };
  const no = { supported: false };
  test.each<[string, object, object]>([
    ["all of it", capabilities({ ...yes, high: yes }), {}],
    ["no schema", capabilities(yes, false), { lacks: ["structuredOutputs"] }],
    ["no effort", capabilities({ ...no, high: no }), { lacks: ["effort"] }],
    ["another effort", capabilities({ ...yes, high: no, low: yes }), { lacks: ["effort"] }],
    ["an effort of unknown levels", capabilities({ ...yes, high: null }), {}],
    ["nothing known", { capabilities: null }, {}],
    ["another form", { capabilities: { effort: "yes", structured_outputs: [] }, retires_at: "soon" }, {}],
    ["an end", { retires_at: "2026-11-30T00:00:00Z", lifecycle: "deprecated" }, { retires: "2026-11-30" }],
  ])("says what it does not take of what is asked: %s", async (_, said, expected) => {
    const { result } = await check(() => ({ status: 200, body: { ...found, ...said } }), { effort: "high" });
    expect(result).toEqual({ state: "exists", maxInputTokens: 1_000_000, maxOutputTokens: 64_000, ...expected });
  });

  test("is no longer there when the catalogue keeps it as retired, and those beside it are not named", async () => {
    const list = {
      data: [
        { id: "claude-opus-5-5", lifecycle: "active" },
        { id: "claude-old", lifecycle: "retired" },
      ],
    };
    const { result } = await check((path) => ({
      status: 200,
      body: path.startsWith("/v1/models?") ? list : { ...found, lifecycle: "retired" },
    }));
    expect(result).toEqual({ state: "absent", models: ["claude-opus-5-5"] });
  });

  test.each<[string, Answer]>([
    ["no list", { status: 500 }],
    ["L2 ids that are none", { status: 200, body: { data: [{ id: "](http://evil.example)" }] } }],
  ])("names those that we know when there is %s", async (_, list) => {
    const { result } = await check((path) => (path.startsWith("/v1/models?") ? list : { status: 404, body: notFound }));
    expect(result).toEqual({ state: "absent", models: ["claude-known"] });
  });

  test.each<[string, Answer]>([
    ["a gateway that does not have this address", { status: 404, body: "<html>" }],
    ["a key that may not", { status: 403, body: { error: { type: "permission_error", message: "no" } } }],
    ["something else with status 200", { status: 200, body: { id: "x" } }],
    ["a redirect", { status: 302, location: "https://elsewhere.example" }],
    ["a key that is refused", { status: 401, body: { error: { type: "authentication_error", message: "model" } } }],
    ["too many questions", { status: 429 }],
    ["a service that is down", { status: 500, body: "model not found" }],
  ])("L5 does not know with %s", async (_, answer) => {
    const { result, seen } = await check(() => answer);
    expect(result).toMatchObject({ state: "unknown", reason: expect.stringMatching(/was not learned: .*[^.]\.$/u) });
    expect(seen.length).toBe(1);
  });

  test("L5 does not know without a network", async () => {
    const fetch = async () => Promise.reject(new TypeError("fetch failed"));
    const { result } = await check(() => ({ status: 200, body: found }), { fetch });
    expect(result).toEqual({
      state: "unknown",
      reason: "Whether the model exists was not learned: the connection failed.",
    });
  });

  test("L5 knows that it is absent, though the connection breaks before today's models are named", async () => {
    const network: typeof fetch = async (input, init) =>
      (input instanceof URL ? input.href : String(input)).includes("limit=")
        ? Promise.reject(new TypeError())
        : fetch(input, init);
    const { result } = await check(() => ({ status: 404, body: notFound }), { fetch: network });
    expect(result).toEqual({ state: "absent", models: ["claude-known"] });
  });

  test("L1 a name that looks like a secret does not leave", async () => {
    const { result, seen } = await check(() => ({ status: 200, body: found }), { model: GITHUB_TOKEN });
    expect(result.state).toBe("unknown");
    expect(JSON.stringify(result)).not.toContain(GITHUB_TOKEN);
    expect(seen).toEqual([]);
  });

  test("a name cannot lead to another address", async () => {
    const { seen } = await check(() => ({ status: 404 }), { model: "../../admin?x=1" });
    expect(seen).toEqual(["GET /v1/models/..%2F..%2Fadmin%3Fx%3D1 Bearer key-of-test"]);
  });

  test("other providers do not say, and are not asked", async () => {
    const ports = { files: fakeFiles(), shell: fakeShell(() => ({})), log: fakeLog(), clock: fakeClock() };
    const { checkModel } = modelFactory(
      { children: {}, knownSecrets: [] },
      { ...ports, signal: new AbortController().signal },
    );
    const result: ModelCheck = await checkModel({ provider: "command", program: "/bin/model" }, createRedactor());
    expect(result).toMatchObject({ state: "unknown" });
  });
});
