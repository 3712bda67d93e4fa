import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { messagesServer } from "../servers/messages-api.ts";

const CHILD = `
  import { createAnthropic } from ${JSON.stringify(resolve("src/adapters/anthropic.ts"))};
  import { createGuard, createRedactor } from ${JSON.stringify(resolve("src/secrets/index.ts"))};
  import { QUESTION } from ${JSON.stringify(resolve("__tests__/fixtures/question.ts"))};
  const asked = await createAnthropic({
    apiKey: "test-key", baseUrl: process.argv[1], model: process.argv[2], guard: createGuard({}),
    redact: createRedactor().redact, log: { info() {}, warn() {} }, clock: { now: () => new Date() },
    retry: { tries: 1 },
  }).ask(QUESTION);
  process.send(asked);
`;

/** What an earlier step may plant (governance.md A10, A31). */
const planted = (elsewhere: string) => ({
  ANTHROPIC_API_KEY: "planted-key",
  ANTHROPIC_AUTH_TOKEN: "planted-token",
  ANTHROPIC_BASE_URL: elsewhere,
  ANTHROPIC_CUSTOM_HEADERS:
    "authorization: Bearer planted\nx-planted: 1\nanthropic-version: 1\ncontent-type: text/plain",
  ANTHROPIC_LOG: "debug",
  ANTHROPIC_PROFILE: "planted",
  ANTHROPIC_CONFIG_DIR: "/nowhere/planted",
  ANTHROPIC_IDENTITY_TOKEN: "planted",
  ANTHROPIC_FEDERATION_RULE_ID: "planted",
  ANTHROPIC_ORGANIZATION_ID: "planted",
  ANTHROPIC_WORKSPACE_ID: "planted",
  ANTHROPIC_WEBHOOK_SIGNING_KEY: "planted",
  ANTHROPIC_OPEN_TELEMETRY: "true",
  ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE: "content",
});

// An old model: the SDK warns about it on the console.
test.each(["claude-sonnet-5-5", "claude-opus-4-5"])(
  "L6 the environment decides nothing: not where a request to %s goes, not its headers, not what is printed",
  async (model) => {
    const server = await messagesServer();
    const elsewhere = await messagesServer();
    const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD, server.url, model], {
      env: { PATH: "/usr/bin:/bin", NODE_NO_WARNINGS: "1", ...planted(elsewhere.url) },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    let printed = "";
    let asked: unknown;
    child.stdout?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
    child.stderr?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
    child.on("message", (message) => (asked = message));
    await new Promise((done) => child.on("close", done));
    await Promise.all([server.close(), elsewhere.close()]);
    expect(printed).toBe("");
    expect(asked).toMatchObject({ reply: { kind: "answered" } });
    expect(elsewhere.received).toEqual([]);
    expect(Buffer.concat(server.received).toString()).not.toMatch(/planted|text\/plain/u);
  },
);
