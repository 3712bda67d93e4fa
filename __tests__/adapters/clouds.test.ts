import { afterEach, describe, expect, test } from "@jest/globals";
import { createBedrock } from "../../src/adapters/bedrock.ts";
import { createFoundry } from "../../src/adapters/foundry.ts";
import { createVertex } from "../../src/adapters/vertex.ts";
import type { Model } from "../../src/ports.ts";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeLog } from "../fakes/log.ts";
import { QUESTION } from "../fixtures/question.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { cloudServer, signatureOf, type CloudAnswer, type CloudServer } from "../servers/clouds.ts";

const CREDENTIALS = { accessKeyId: "AKIDTEST", secretAccessKey: "not-a-real-secret", sessionToken: "session-of-test" };
const TOKEN = "token-of-test";

let server: CloudServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Cloud = "bedrock" | "vertex" | "foundry";

async function model(cloud: Cloud, behave?: (n: number) => CloudAnswer): Promise<Model> {
  server = await cloudServer(cloud === "bedrock" ? "amazon" : "events", behave);
  const common = {
    model: cloud === "bedrock" ? "eu.anthropic.claude-sonnet-5-5-v1:0" : "claude-sonnet-5-5",
    effort: "medium" as const,
    guard: createGuard({}),
    redact: createRedactor().redact,
    log: fakeLog(),
    clock: fakeClock(),
    retry: { sleep: async () => {}, elapsedMs: () => 0 },
    fetch: server.fetch,
  };
  switch (cloud) {
    case "bedrock":
      return createBedrock({ ...common, region: "eu-central-1", credentials: CREDENTIALS });
    case "vertex":
      return createVertex({ ...common, region: "europe-west1", project: "project-1", accessToken: TOKEN });
    case "foundry":
      return createFoundry({ ...common, resource: "resource-1", accessToken: TOKEN });
  }
}

const ALL: readonly Cloud[] = ["bedrock", "vertex", "foundry"];

describe.each(ALL)("%s", (cloud) => {
  test("answers a question, and says what left and what it took", async () => {
    const asked = await (await model(cloud, () => ({ text: '{"reviewed":[]}' }))).ask(QUESTION);
    expect(asked).toMatchObject({
      reply: { kind: "answered", text: '{"reviewed":[]}' },
      record: {
        model: "claude-sonnet-5-5",
        requestId: cloud === "bedrock" ? "amzn-1" : "req-1",
        usage: { inputTokens: 12, outputTokens: 7 },
        bytes: Buffer.byteLength(server!.requests[0]!.raw),
        attempts: 1,
      },
    });
    expect(server!.requests[0]!.body).toMatchObject({
      max_tokens: 1000,
      system: [{ text: "You review." }],
      output_config: { effort: "medium", format: { type: "json_schema" } },
    });
  });

  test("L1 the guard looks at what leaves as it leaves", async () => {
    const { reply } = await (await model(cloud)).ask({ ...QUESTION, text: `a ${GITHUB_TOKEN}` as never });
    expect(reply).toMatchObject({ kind: "guarded", rule: "github-pat" });
    expect(server!.requests).toEqual([]);
  });

  test("L5 a refusal is one", async () => {
    const { reply } = await (await model(cloud, () => ({ text: "", stopReason: "refusal" }))).ask(QUESTION);
    expect(reply.kind).toBe("refused");
  });

  test("is asked again when it is busy, and a third time", async () => {
    const busy: CloudAnswer = { status: 429, body: { message: "slow down" } };
    const { reply, record } = await (await model(cloud, (n) => (n < 3 ? busy : { text: "{}" }))).ask(QUESTION);
    expect([reply.kind, record.attempts]).toEqual(["answered", 3]);
  });

  test("that refuses the credentials says where they come from, and is not asked again", async () => {
    const { reply, record } = await (
      await model(cloud, () => ({ status: 403, body: { message: "no right" } }))
    ).ask(QUESTION);
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("It says: no right") });
    expect(JSON.stringify(reply)).not.toContain("anthropic-api-key");
    expect(record.attempts).toBe(1);
  });
});

describe("where it goes, and with what", () => {
  test("bedrock: the stream of the model, in the region, signed over the headers that leave", async () => {
    await (await model("bedrock")).ask(QUESTION);
    const [request] = server!.requests;
    expect(server!.hosts).toEqual(["https://bedrock-runtime.eu-central-1.amazonaws.com"]);
    expect(request!.path).toBe("/model/eu.anthropic.claude-sonnet-5-5-v1:0/invoke-with-response-stream");
    expect(request!.body).toMatchObject({ anthropic_version: "2026-10-21" });
    expect(Object.keys(request!.body)).not.toContain("model");
    expect(request!.headers["x-amz-security-token"]).toBe(CREDENTIALS.sessionToken);
    const host = "bedrock-runtime.eu-central-1.amazonaws.com";
    const signature = signatureOf(request!, { host, region: "eu-central-1", secret: CREDENTIALS.secretAccessKey });
    expect(signature.given).toBe(signature.expected);
    expect(signature.signedHeaders).toContain("x-amz-security-token");
    expect(request!.raw).not.toContain(CREDENTIALS.secretAccessKey);
  });

  test.each([
    ["throttlingException", 3],
    ["validationException", 1],
  ])("bedrock: %s in the middle of the stream: so many tries: %i", async (exception, tries) => {
    const { reply, record } = await (await model("bedrock", () => ({ exception }))).ask(QUESTION);
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("it says why") });
    expect(record.attempts).toBe(tries);
  });

  test.each([
    ["europe-west1", "https://europe-west1-aiplatform.googleapis.com"],
    ["global", "https://aiplatform.googleapis.com"],
    ["eu", "https://aiplatform.eu.rep.googleapis.com"],
  ])("vertex: in %s", async (region, host) => {
    server = await cloudServer("events");
    const vertex = createVertex({
      model: "claude-sonnet-5-5",
      guard: createGuard({}),
      redact: createRedactor().redact,
      log: fakeLog(),
      clock: fakeClock(),
      fetch: server.fetch,
      ...{ region, project: "project-1", accessToken: TOKEN },
    });
    expect((await vertex.ask(QUESTION)).reply.kind).toBe("answered");
    expect(server.hosts).toEqual([host]);
    const [{ path, headers, body }] = server.requests as [CloudServer["requests"][number]];
    expect(path).toBe(
      `/v1/projects/project-1/locations/${region}/publishers/anthropic/models/claude-sonnet-5-5:streamRawPredict`,
    );
    expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(body).toMatchObject({ anthropic_version: "2026-10-21", stream: true });
  });

  test("foundry: the resource's own host", async () => {
    await (await model("foundry")).ask(QUESTION);
    expect(server!.hosts).toEqual(["https://resource-1.services.ai.azure.com"]);
    const [{ path, headers }] = server!.requests as [CloudServer["requests"][number]];
    expect(path).toBe("/anthropic/v1/messages");
    expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "anthropic-version": "2026-10-21" });
    expect(headers["x-api-key"]).toBeUndefined();
  });
});
