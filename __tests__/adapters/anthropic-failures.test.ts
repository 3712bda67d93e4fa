import { describe, expect, test } from "@jest/globals";
import { ask, KEY, status } from "../servers/ask.ts";
import { messagesServer, type Behaviour } from "../servers/messages-api.ts";

describe("L5 what is no answer is said, with the way out", () => {
  const table: readonly (readonly [string, Behaviour, RegExp, { split?: true; tries?: number }])[] = [
    [
      "an answer cut at max_tokens",
      { kind: "answer", text: '{"a":', stopReason: "max_tokens" },
      /max_tokens.*smaller/u,
      { split: true },
    ],
    [
      "a full context window",
      { kind: "answer", stopReason: "model_context_window_exceeded" },
      /did not fit/u,
      { split: true },
    ],
    ["empty content", { kind: "answer", text: "" }, /empty answer/u, {}],
    ["white space", { kind: "answer", text: " \n " }, /empty answer/u, {}],
    ["thinking alone", { kind: "answer", thinking: true, text: "" }, /empty answer/u, {}],
    [
      "a stop reason of tomorrow",
      { kind: "answer", stopReason: "moon\u202ephase" },
      /moon⟦U\+202E⟧phase\): update/u,
      {},
    ],
    ["a call of a tool", { kind: "answer", stopReason: "tool_use" }, /\(tool_use\)/u, {}],
    [
      "400",
      status(400, { message: "it\u001b[31m is\nwrong" }),
      /invalid \(400\): check `model`.*says: it is wrong$/u,
      {},
    ],
    ["400 for length", status(400, { message: "prompt is too long: 9 > 8" }), /too long/u, { split: true }],
    ["400 for effort", status(400, { message: "output_config.effort: no" }), /`effort` \(400\): choose/u, {}],
    ["400 for the schema", status(400, { message: "output_config.format: no" }), /schema \(400\): choose/u, {}],
    ["400 for credit", status(400, { message: "Your credit balance is too low" }), /no credit/u, {}],
    ["401", status(401, { type: "authentication_error" }), /credentials were refused \(401\).*set a valid/u, {}],
    ["402", status(402), /billing/u, {}],
    ["403", status(403, { type: "permission_error" }), /may not do this \(403\): give/u, {}],
    [
      "404 for the model",
      status(404, { message: "model: claude-sonnet-5-5" }),
      /claude-sonnet-5-5 does not exist or is retired.*claude-sonnet-5-5, claude-opus-5-5\. Set/u,
      {},
    ],
    ["404 for the path", status(404, { message: "Not found" }), /no Messages API.*check the base URL/u, {}],
    ["413", status(413, { type: "request_too_large" }), /too large/u, { split: true }],
    ["418", status(418), /status 418/u, {}],
    ["408", status(408), /failed \(408\)/u, { tries: 3 }],
    ["409", status(409), /failed \(409\)/u, { tries: 3 }],
    ["429 without retry-after", status(429, { type: "rate_limit_error" }), /rate limit.*\(3 tries\)/u, { tries: 3 }],
    ["500", status(500), /failed \(500\): run it again.*\(3 tries\)/u, { tries: 3 }],
    [
      "502 as a page of HTML",
      status(502, { html: "<h1>Bad gateway" }),
      /failed \(502\): run it again later\. \(3 tries\)$/u,
      { tries: 3 },
    ],
    ["503", status(503), /failed \(503\)/u, { tries: 3 }],
    ["529", status(529, { type: "overloaded_error" }), /overloaded \(529\)/u, { tries: 3 }],
    [
      "an error event: overloaded",
      { kind: "errorEvent", type: "overloaded_error" },
      /overloaded \(529\)/u,
      { tries: 3 },
    ],
    ["an error event: invalid", { kind: "errorEvent", type: "invalid_request_error" }, /invalid \(400\)/u, {}],
    ["an error event of tomorrow", { kind: "errorEvent", type: "moon_error" }, /broke off/u, { tries: 3 }],
    ["a reset connection", { kind: "reset" }, /broke off.*ECONNRESET/u, { tries: 3 }],
    ["a cut stream", { kind: "cut" }, /broke off/u, { tries: 3 }],
    ["a stream that ends early in good order", { kind: "short" }, /cut off in the middle/u, { tries: 3 }],
    ["a stream of no events", { kind: "raw", contentType: "text/event-stream", body: "" }, /cut off/u, { tries: 3 }],
    [
      "a stream that is no JSON",
      { kind: "raw", contentType: "text/event-stream", body: "event: message_start\ndata: {oops\n\n" },
      /broke off/u,
      { tries: 3 },
    ],
    ["a page of HTML with 200", { kind: "raw", contentType: "text/html", body: "<p>hi" }, /not the Messages API/u, {}],
    ["no headers in time", { kind: "hang" }, /within 0 s/u, { tries: 3 }],
    ["no end in time", { kind: "hang", after: "headers" }, /within 0 s/u, { tries: 3 }],
  ];

  test.each(table)("%s", async (_, behaviour, reason, { split, tries = 1 }) => {
    const hangs = behaviour.kind === "hang";
    const { asked, server } = await ask(behaviour, hangs ? { retry: { requestMs: 200 } } : {});
    expect(asked.reply).toEqual({
      kind: "failed",
      reason: expect.stringMatching(reason),
      split: split === true,
    });
    expect(asked.record.attempts).toBe(tries);
    expect(server.requests.length).toBe(tries);
    expect(asked.record.bodySha256).toMatch(/^[0-9a-f]{64}$/u);
    if (behaviour.kind === "answer" || behaviour.kind === "errorEvent" || behaviour.kind === "cut")
      expect(asked.record.usage?.inputTokens).toBe(1200 * tries);
    if (behaviour.kind === "status") expect(asked.record).not.toHaveProperty("unmetered");
    else if (behaviour.kind !== "answer") expect(asked.record.unmetered).toBe(tries);
    if (!(behaviour.kind === "hang" && behaviour.after === undefined) && behaviour.kind !== "reset")
      expect(asked.record.requestId).toBe("req_011TestRequest");
  });

  test.each([
    ["whole", { text: "", stopDetails: { category: "cyber", explanation: "no" } }, "cyber"],
    ["partial, whose text is not used", { text: '{"reviewed":[]}', stopDetails: { category: "bio" } }, "bio"],
    ["without a category", { text: "", stopDetails: null }, "not named"],
    ["with a hostile category", { text: "", stopDetails: { category: "x\n::error::y" } }, "not named"],
  ])("a refusal, %s", async (_, more, category) => {
    const { asked } = await ask({ kind: "answer", stopReason: "refusal", ...more });
    expect(asked.reply).toEqual({ kind: "refused", category });
    expect(asked.record).toMatchObject({ attempts: 1, usage: { inputTokens: 1200, outputTokens: 350 } });
  });

  test("nobody listens", async () => {
    const gone = await messagesServer();
    await gone.close();
    const { asked } = await ask({ kind: "answer" }, { baseUrl: gone.url });
    expect(asked.reply).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/could not be made.*ECONNREFUSED/u),
    });
    // Nothing left.
    expect(asked.record).toEqual({ attempts: 3, seconds: expect.any(Number) });
  });

  test("a wrong key is named as such, and not shown", async () => {
    const { asked } = await ask({ kind: "answer" }, { apiKey: "another-key" });
    expect(asked.reply).toMatchObject({ kind: "failed", reason: expect.stringMatching(/credentials were refused/u) });
    expect(JSON.stringify(asked)).not.toContain("another-key");
  });

  test("L2 a server that says our key back in its message has it redacted", async () => {
    const message = `bad key ${KEY}, in base64 ${Buffer.from(KEY).toString("base64")}`;
    const { asked } = await ask(status(401, { message }));
    expect(JSON.stringify(asked)).toContain("⟦secret:");
    expect(JSON.stringify(asked)).not.toContain(Buffer.from(KEY).toString("base64"));
  });

  test("an answer whose cost nobody said is unmetered, not free", async () => {
    const { asked } = await ask({ kind: "answer", usage: null });
    expect(asked.record).toMatchObject({ attempts: 1, unmetered: 1 });
    expect(asked.record).not.toHaveProperty("usage");
  });
});
