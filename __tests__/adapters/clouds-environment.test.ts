import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";

/** Asks each cloud one question over a network that only remembers. */
const CHILD = `
  import { createBedrock } from ${JSON.stringify(resolve("src/adapters/bedrock.ts"))};
  import { createFoundry } from ${JSON.stringify(resolve("src/adapters/foundry.ts"))};
  import { createVertex } from ${JSON.stringify(resolve("src/adapters/vertex.ts"))};
  import { createGuard, createRedactor } from ${JSON.stringify(resolve("src/secrets/index.ts"))};
  import { QUESTION } from ${JSON.stringify(resolve("__tests__/fixtures/question.ts"))};
  const seen = [];
  const common = {
    model: "claude-sonnet-5-5", guard: createGuard({}), redact: createRedactor().redact,
    log: { info() {}, warn() {} }, clock: { now: () => new Date() }, retry: { tries: 1 },
    fetch: async (url, init) => {
      seen.push([String(url), JSON.stringify(init.headers), init.body]);
      return new Response("{}", { status: 418 });
    },
  };
  const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret-of-test", sessionToken: "session-of-test" };
  await createBedrock({ ...common, region: "eu-central-1", credentials }).ask(QUESTION);
  await createVertex({ ...common, region: "eu", project: "p-1", accessToken: "token-of-test" }).ask(QUESTION);
  await createFoundry({ ...common, resource: "r-1", accessToken: "token-of-test" }).ask(QUESTION);
  process.send(seen);
`;

/** All that the SDKs of the clouds read, by `readEnv` or `process.env` (versions of package.json), and what AWS's and Google's own do. */
const PLANTED = {
  ANTHROPIC_API_KEY: "planted-key",
  ANTHROPIC_AUTH_TOKEN: "planted-token",
  ANTHROPIC_BASE_URL: "https://planted.example",
  ANTHROPIC_CUSTOM_HEADERS:
    "authorization: Bearer planted\nx-planted: 1\nx-amz-date: planted\nanthropic-version: planted",
  ANTHROPIC_LOG: "debug",
  ANTHROPIC_OPEN_TELEMETRY: "true",
  ANTHROPIC_PROFILE: "planted",
  ANTHROPIC_BEDROCK_BASE_URL: "https://planted.example",
  ANTHROPIC_BEDROCK_MANTLE_BASE_URL: "https://planted.example",
  ANTHROPIC_VERTEX_BASE_URL: "https://planted.example",
  ANTHROPIC_VERTEX_PROJECT_ID: "planted",
  ANTHROPIC_FOUNDRY_BASE_URL: "https://planted.example",
  ANTHROPIC_FOUNDRY_API_KEY: "planted",
  ANTHROPIC_FOUNDRY_RESOURCE: "planted",
  AWS_BEARER_TOKEN_BEDROCK: "planted",
  AWS_REGION: "planted",
  AWS_DEFAULT_REGION: "planted",
  AWS_PROFILE: "planted",
  AWS_ENDPOINT_URL: "https://planted.example",
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "https://planted.example",
  AWS_ACCESS_KEY_ID: "planted",
  AWS_SECRET_ACCESS_KEY: "planted",
  AWS_SESSION_TOKEN: "planted",
  CLOUD_ML_REGION: "planted",
  GOOGLE_APPLICATION_CREDENTIALS: "/nowhere/planted",
  GOOGLE_CLOUD_PROJECT: "planted",
  GOOGLE_CLOUD_QUOTA_PROJECT: "planted",
  GOOGLE_CLOUD_UNIVERSE_DOMAIN: "planted.example",
  GCE_METADATA_HOST: "planted.example",
};

test("L6 the environment decides nothing about the clouds: not where a request goes, not its headers, not what is printed", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD], {
    env: { PATH: "/usr/bin:/bin", NODE_NO_WARNINGS: "1", ...PLANTED },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let printed = "";
  let seen: unknown;
  child.stdout?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  child.stderr?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  child.on("message", (message) => (seen = message));
  await new Promise((done) => child.on("close", done));
  expect(printed).toBe("");
  const requests = z.array(z.array(z.string())).length(3).parse(seen);
  expect(requests.map(([url]) => url)).toEqual([
    "https://bedrock-runtime.eu-central-1.amazonaws.com/model/claude-sonnet-5-5/invoke-with-response-stream",
    "https://aiplatform.eu.rep.googleapis.com/v1/projects/p-1/locations/eu/publishers/anthropic/models/claude-sonnet-5-5:streamRawPredict",
    "https://r-1.services.ai.azure.com/anthropic/v1/messages",
  ]);
  expect(JSON.stringify(requests)).not.toContain("planted");
  expect(requests.map(([, headers]) => /Credential=AKIDTEST\/|Bearer token-of-test/u.test(headers ?? ""))).toEqual([
    true,
    true,
    true,
  ]);
});
