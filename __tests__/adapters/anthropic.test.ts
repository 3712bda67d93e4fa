import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { createGuard } from "../../src/secrets/index.ts";
import { QUESTION } from "../fixtures/question.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { ask } from "../servers/ask.ts";

describe("a question", () => {
  test("is one request that the API takes: schema, effort, streamed, the cache breakpoint after what is shared", async () => {
    const { asked, server } = await ask({ kind: "answer", answer: { reviewed: [] } });
    expect(asked.reply).toEqual({ kind: "answered", text: '{"reviewed":[]}' });
    expect(server.requests.map(({ body }) => body)).toEqual([
      {
        model: "claude-sonnet-5-5",
        max_tokens: 1000,
        stream: true,
        system: [{ type: "text", text: "You review." }],
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: "files: a.ts\n", cache_control: { type: "ephemeral" } },
              { type: "text", text: "the hunk" },
            ],
          },
        ],
        output_config: { effort: "medium", format: { type: "json_schema", schema: QUESTION.schema } },
      },
    ]);
  });

  test("without a shared part has the breakpoint after the prompt, and no empty text", async () => {
    const { asked, server } = await ask(
      { kind: "answer" },
      { question: { ...QUESTION, shared: QUESTION.shared.slice(99) as never } },
    );
    expect(asked.reply.kind).toBe("answered");
    expect(server.requests[0]!.body).toMatchObject({
      system: [{ text: "You review.", cache_control: { type: "ephemeral" } }],
      messages: [{ content: [{ text: "the hunk" }] }],
    });
  });

  test("puts on the account what left, who answered, what it took", async () => {
    const { asked, server } = await ask({
      kind: "answer",
      thinking: true,
      text: "{}",
      model: "claude-sonnet-5-5-20260901",
      usage: { input_tokens: 10, cache_read_input_tokens: 20, cache_creation_input_tokens: 30, output_tokens: 40 },
    });
    const body = JSON.stringify(server.requests[0]!.body);
    expect(asked).toEqual({
      reply: { kind: "answered", text: "{}" },
      record: {
        model: "claude-sonnet-5-5-20260901",
        requestId: "req_011TestRequest",
        usage: { inputTokens: 10, outputTokens: 40, cacheReadTokens: 20, cacheWriteTokens: 30 },
        bytes: Buffer.byteLength(body),
        bodySha256: createHash("sha256").update(body).digest("hex"),
        attempts: 1,
        seconds: 0,
      },
    });
  });

  test("L1 with a secret in it does not leave", async () => {
    const question = { ...QUESTION, text: `a\nb ${GITHUB_TOKEN}` as never };
    const { asked, server } = await ask({ kind: "answer" }, { question });
    expect(asked).toEqual({
      reply: { kind: "guarded", rule: "github-pat", place: "messages[0].content[1].text line 2" },
      record: { attempts: 0, seconds: 0 },
    });
    expect(server.received).toEqual([]);
  });

  test("L1 does not leave while redaction is broken", async () => {
    const { asked, server } = await ask({ kind: "answer" }, { guard: createGuard({ look: () => [] }) });
    expect(asked.reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("redaction is broken") });
    expect(server.received).toEqual([]);
  });

  test("L1 nothing but the body and our own headers leaves", async () => {
    const { server } = await ask({ kind: "answer" });
    const names = Object.keys(server.requests[0]!.headers).sort();
    expect(names).toEqual(
      ["accept", "accept-encoding", "accept-language", "anthropic-version", "authorization", "connection"].concat([
        "content-length",
        "content-type",
        "host",
        "sec-fetch-mode",
        "user-agent",
      ]),
    );
  });
});
