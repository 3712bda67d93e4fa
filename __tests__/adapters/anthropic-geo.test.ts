import { describe, expect, test } from "@jest/globals";
import { ask } from "../servers/ask.ts";

const answered = (geo: unknown) => ({ kind: "answer", usage: { inference_geo: geo } }) as const;

describe("review.inference-geo", () => {
  test("is asked for, and what the answer says is on the record", async () => {
    const { asked, server } = await ask(answered("us"), { inferenceGeo: "us" });
    expect(server.requests[0]!.body).toMatchObject({ inference_geo: "us" });
    expect(asked).toMatchObject({ reply: { kind: "answered" }, record: { inferenceGeo: "us" } });
  });

  test.each([["global"], [null], [undefined], [7]])("an answer that says %p is none, and is paid", async (geo) => {
    const { asked } = await ask(answered(geo), { inferenceGeo: "us" });
    expect(asked).toMatchObject({
      reply: { kind: "failed", reason: expect.stringContaining("review.inference-geo") },
      record: { attempts: 1, usage: { outputTokens: 350 } },
    });
  });

  test("that is not set asks for nothing, and records what was said all the same", async () => {
    const { asked, server } = await ask(answered("global"));
    expect(server.requests[0]!.body).not.toHaveProperty("inference_geo");
    expect(asked).toMatchObject({ reply: { kind: "answered" }, record: { inferenceGeo: "global" } });
  });
});
