import { describe, expect, test } from "@jest/globals";
import { ask, status, type Script } from "../servers/ask.ts";
import type { Behaviour } from "../servers/messages-api.ts";

describe("tries", () => {
  const then =
    (first: Behaviour): Script =>
    (_, n) =>
      n === 1 ? first : { kind: "answer", answer: { n } };

  test("a second one may do better; the record has both", async () => {
    const { asked, waits, log } = await ask(then({ kind: "cut" }));
    expect(asked.reply).toEqual({ kind: "answered", text: '{"n":2}' });
    expect(asked.record).toMatchObject({ attempts: 2, unmetered: 1, usage: { inputTokens: 2400, outputTokens: 351 } });
    expect(waits.length).toBe(1);
    expect(log).toEqual([expect.stringMatching(/^review-1: .*broke off.*Trying again in \d s\.$/u)]);
  });

  test("wait longer each time", async () => {
    const { waits } = await ask(status(500));
    expect(waits.map((ms) => ms >= 2_000 && ms <= 3_000)).toEqual([true, false]);
    expect(waits[1]).toBeGreaterThanOrEqual(8_000);
    expect(waits[1]).toBeLessThanOrEqual(12_000);
  });

  test.each([
    ["7", 7_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
  ])("retry-after: %s is honoured", async (value, ms) => {
    const { asked, waits } = await ask(then(status(429, { headers: { "retry-after": value } })));
    expect(waits).toEqual([ms]);
    expect(asked.reply.kind).toBe("answered");
  });

  test("retry-after: soon is no time, so it is as we see fit", async () => {
    const { waits } = await ask(then(status(429, { headers: { "retry-after": "soon" } })));
    expect(waits[0]).toBeGreaterThanOrEqual(2_000);
  });

  test.each(["3600", "999999999", "Mon, 23 Nov 2026 12:00:00 GMT"])(
    "retry-after: %s is longer than a run waits",
    async (value) => {
      const { asked, waits } = await ask(status(529, { headers: { "retry-after": value } }));
      expect(waits).toEqual([]);
      expect(asked.reply).toMatchObject({ reason: expect.stringMatching(/asks to wait \d+ s/u) });
    },
  );

  test("are bounded in time", async () => {
    const { asked, waits } = await ask(status(429, { headers: { "retry-after": "50" } }), {
      retry: { tries: 99, totalMs: 120_000 },
    });
    expect(waits).toEqual([50_000, 50_000]);
    expect(asked.record.seconds).toBe(100);
    expect(asked.reply).toMatchObject({ reason: expect.stringContaining("no time left") });
  });

  test("end when one that may have cost something could go over the limit", async () => {
    const { asked } = await ask({ kind: "cut" }, { again: () => false });
    expect(asked.reply).toMatchObject({ reason: expect.stringContaining("limit on cost") });
    expect(asked.record.attempts).toBe(1);
  });

  test("go on after one that cost nothing, whatever the limit", async () => {
    const { asked } = await ask(then(status(529)), { again: () => false });
    expect(asked.reply.kind).toBe("answered");
  });

  const interrupted = { kind: "failed", reason: expect.stringContaining("interrupted") };

  test("end with the run, during a request", async () => {
    const run = new AbortController();
    const hang: Script = () => {
      run.abort();
      return { kind: "hang", after: "headers" };
    };
    const { asked, server } = await ask(hang, { signal: run.signal });
    expect(asked.reply).toMatchObject(interrupted);
    expect(server.requests.length).toBe(1);
  });

  test("end with the run, between two requests", async () => {
    const run = new AbortController();
    const { asked, server } = await ask(status(500), {
      signal: run.signal,
      retry: { sleep: async () => run.abort() },
    });
    expect(asked.reply).toMatchObject(interrupted);
    expect(server.requests.length).toBe(1);
  });

  test("do not begin after the run has ended", async () => {
    const { asked, server } = await ask({ kind: "answer" }, { signal: AbortSignal.abort() });
    expect(asked.reply).toMatchObject(interrupted);
    expect(server.received).toEqual([]);
  });
});
