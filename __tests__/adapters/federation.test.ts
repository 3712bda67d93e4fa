import { afterEach, describe, expect, test } from "@jest/globals";
import { createFederation, TOKEN_ENDPOINT } from "../../src/adapters/federation.ts";
import { RequestRefused } from "../../src/adapters/guarded-fetch.ts";
import { modelFactory } from "../../src/adapters/models.ts";
import type { Federation } from "../../src/ports.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeShell } from "../fakes/shell.ts";
import { QUESTION } from "../fixtures/question.ts";
import {
  accessToken,
  federationServer,
  identityToken,
  type FederationScript,
  type FederationServer,
} from "../servers/federation.ts";
import { messagesServer } from "../servers/messages-api.ts";

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

const federationAt = (url: string): Federation => ({
  ruleId: "fdrl_1",
  organizationId: "org-1",
  serviceAccountId: "svac_1",
  workspaceId: "wrkspc_1",
  audience: "https://api.anthropic.com",
  identity: { url, token: "runner-token-of-test" },
});

interface Running {
  readonly server: FederationServer;
  readonly token: () => Promise<string>;
  readonly learned: readonly string[];
  /** Lets time pass. */
  readonly later: (seconds: number) => void;
}

async function running(script: FederationScript = {}, more: Partial<Federation> = {}): Promise<Running> {
  const server = await federationServer(script);
  closing.push(server);
  const learned: string[] = [];
  let now = Date.parse("2026-11-22T12:00:00Z");
  const token = createFederation({
    federation: { ...federationAt(server.identityUrl), ...more },
    clock: { now: () => new Date(now) },
    learn: (secret) => learned.push(secret),
    redact: createRedactor({ known: ["runner-token-of-test"] }).redact,
    signal: new AbortController().signal,
    fetch: server.fetch,
  });
  return { server, token, learned, later: (seconds) => (now += seconds * 1000) };
}

async function refusal(asked: Promise<unknown>): Promise<RequestRefused> {
  const error = await asked.catch((thrown: unknown) => thrown);
  if (!(error instanceof RequestRefused)) throw new Error(`no refusal: ${String(error)}`);
  expect(JSON.stringify(error.reply)).not.toMatch(/identity-token-of-test|sk-ant-oat01|runner-token-of-test/u);
  return error;
}

describe("a federation", () => {
  test("exchanges GitHub's identity token, asked for with the audience, at the Claude API itself", async () => {
    const { server, token } = await running();
    expect(await token()).toBe(accessToken(1));
    const [identity, exchange] = [server.identities[0]!, server.exchanges[0]!];
    expect(identity.path).toBe("/identity?api-version=2.0&audience=https%3A%2F%2Fapi.anthropic.com");
    expect(identity.headers.authorization).toBe("Bearer runner-token-of-test");
    expect(server.meant[1]).toBe(`POST ${TOKEN_ENDPOINT}`);
    expect(exchange.headers).toMatchObject({
      "content-type": "application/json",
      "anthropic-beta": "oauth-2025-04-20,oidc-federation-2026-04-01",
    });
    expect(exchange.headers.authorization).toBeUndefined();
    expect(JSON.parse(exchange.body)).toEqual({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: identityToken(1),
      federation_rule_id: "fdrl_1",
      organization_id: "org-1",
      service_account_id: "svac_1",
      workspace_id: "wrkspc_1",
    });
  });

  test("L1 makes both tokens known before they are used", async () => {
    const { token, learned } = await running();
    await token();
    expect(learned).toEqual([identityToken(1), accessToken(1)]);
  });

  test("asks once for all questions while the token lasts, and anew before it ends", async () => {
    const { server, token, later } = await running();
    expect(new Set(await Promise.all([token(), token(), token()]))).toEqual(new Set([accessToken(1)]));
    later(3400);
    expect(await token()).toBe(accessToken(1));
    later(100);
    expect(new Set(await Promise.all([token(), token()]))).toEqual(new Set([accessToken(2)]));
    expect([server.identities.length, server.exchanges.length]).toEqual([2, 2]);
    expect(JSON.parse(server.exchanges[1]!.body)).toMatchObject({ assertion: identityToken(2) });
  });

  test("that GitHub handed a used identity token asks for another one, once", async () => {
    const used = { status: 401, body: { error: { type: "authentication_error", message: "jti_reused" } } };
    const good = { status: 200, body: { access_token: accessToken(7), expires_in: 600 } };
    const second = await running({ exchange: (n) => (n === 1 ? used : good) });
    expect(await second.token()).toBe(accessToken(7));
    expect(second.server.identities.length).toBe(2);
    const never = await running({ exchange: () => used });
    expect((await refusal(never.token())).retry).toBe(false);
    expect(never.server.exchanges.length).toBe(2);
  });

  test("after a failure asks again when it is asked again", async () => {
    const { token } = await running({
      exchange: (n) =>
        n === 1 ? { status: 529, body: "" } : { status: 200, body: { access_token: accessToken(n), expires_in: 600 } },
    });
    expect(await refusal(token())).toMatchObject({ retry: true });
    expect(await token()).toBe(accessToken(2));
  });
});

describe("a federation says what is wrong", () => {
  const echo = { error: "invalid_grant", error_description: `no rule for ${accessToken(9)} runner-token-of-test` };
  test.each<[string, FederationScript, string, boolean]>([
    ["no right to a token", { identity: () => ({ status: 403, body: "no" }) }, "permissions: id-token: write", false],
    ["GitHub is down", { identity: () => ({ status: 503, body: "" }) }, "(503)", true],
    ["something else answers", { identity: () => ({ status: 200, body: "<html>" }) }, "identity token", false],
    ["L1 the rule does not match", { exchange: () => ({ status: 401, body: echo }) }, "rule matches", false],
    ["a redirect", { exchange: () => ({ status: 307, body: "", headers: { location: "/x" } }) }, "(307)", false],
    ["no token in it", { exchange: () => ({ status: 200, body: { access_token: "a\nb" } }) }, "no access token", false],
    [
      "an identity too long",
      { identity: () => ({ status: 200, body: { value: `e.e.${"a".repeat(16_384)}` } }) },
      "identity token",
      false,
    ],
  ])("%s", async (_, script, words, retry) => {
    const { token, server } = await running(script);
    const error = await refusal(token());
    expect(error.reply).toMatchObject({ kind: "failed", reason: expect.stringContaining(words) });
    expect(error.retry).toBe(retry);
    expect(server.exchanges.length).toBe(script.exchange === undefined ? 0 : 1);
  });

  test("L6 no word of the code can be made a secret by what is no identity token", async () => {
    const { token, learned, server } = await running({
      identity: () => ({ status: 200, body: { value: "eval(request.body)" } }),
    });
    await refusal(token());
    expect([learned, server.exchanges]).toEqual([[], []]);
  });

  test("L6 nothing is asked of an address that a runner does not give", async () => {
    const { token, server } = await running({}, { identity: { url: "http://evil.example/token", token: "t" } });
    expect((await refusal(token())).reply).toMatchObject({ reason: expect.stringContaining("no https URL") });
    expect(server.meant).toEqual([]);
  });

  test("a connection that fails is tried again by whoever asks", async () => {
    const { token, server } = await running();
    await server.close();
    expect(await refusal(token())).toMatchObject({ retry: true });
  });
});

describe("a model behind a federation", () => {
  // Of no form that a detector knows.
  const OPAQUE = "Zx81-kQ77-of-test-0w9";

  async function asked(question = QUESTION) {
    const granted = { status: 200, body: { access_token: OPAQUE, expires_in: 600 } };
    const exchange = await federationServer({ exchange: () => granted });
    const api = await messagesServer(undefined, { key: OPAQUE });
    closing.push(exchange, api);
    const redactor = createRedactor();
    const ports = {
      ...{ files: fakeFiles(), shell: fakeShell(() => ({})), log: fakeLog(), clock: fakeClock() },
      signal: new AbortController().signal,
      fetch: (async (input, init) =>
        String(input).startsWith(api.url) ? fetch(input, init) : exchange.fetch(input, init)) as typeof fetch,
    };
    const { createModel } = modelFactory({ children: {}, knownSecrets: [] }, ports);
    const federation = federationAt(exchange.identityUrl);
    const claude = { model: "claude-sonnet-5-5", effort: "low" as const, models: [] };
    const model = createModel({ provider: "anthropic", baseUrl: api.url, federation, ...claude }, redactor);
    return { ...(await model.ask(question)), api, exchange, redactor };
  }

  test("L6 uses the access token at the gateway, and never exchanges there", async () => {
    const { reply, api, exchange } = await asked();
    expect(reply.kind).toBe("answered");
    expect(exchange.meant).toContain(`POST ${TOKEN_ENDPOINT}`);
    const seen = Buffer.concat(api.received).toString();
    expect(seen).toContain(`Bearer ${OPAQUE}`);
    expect(seen).not.toMatch(/identity-token-of-test|oauth\/token|svac_1/u);
  });

  test("L1 sends no question that holds the access token, by exact value", async () => {
    const { reply, api } = await asked({ ...QUESTION, text: `see ${OPAQUE} there` as never });
    expect(reply).toMatchObject({ kind: "guarded", rule: "known" });
    expect(api.requests).toEqual([]);
  });

  test("L1 L2 the redactor of the run takes the access token out of every later text", async () => {
    const { redactor } = await asked();
    expect(redactor.redact(`it says ${OPAQUE} here`)).not.toContain(OPAQUE);
  });
});
