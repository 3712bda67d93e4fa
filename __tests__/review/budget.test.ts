import { describe, expect, test } from "@jest/globals";
import { priceOf, withBudget, worstCaseOf, type Prices } from "../../src/review/budget.ts";
import { inputTokensOf } from "../../src/review/tokens.ts";
import type { Question, Redacted, Usage } from "../../src/records.ts";
import { fakeModel } from "../fakes/model.ts";

const redacted = (text: string) => text as Redacted;
const question = (more: Partial<Question> = {}): Question => ({
  name: "review-1",
  system: redacted("s".repeat(3000)),
  shared: redacted(""),
  text: redacted("t".repeat(2994)),
  schema: {},
  maxTokens: 10_000,
  sha256: "",
  promptSha256: "",
  schemaSha256: "",
  hunks: [],
  own: [],
  ...more,
});
const usage = (more: Partial<Usage> = {}): Usage => ({
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  ...more,
});
const PRICES: Prices = {
  inputUsdPerMTok: 2,
  outputUsdPerMTok: 10,
  cacheReadUsdPerMTok: 0.2,
  cacheWriteUsdPerMTok: 2.5,
};
/** One question at worst: 3000 tokens at 2.5, 10,000 at 10. */
const WORST = 0.1075;

describe("a price", () => {
  test("counts each kind of token at its own price", () => {
    const million = 1_000_000;
    expect(priceOf(usage({ inputTokens: million }), PRICES)).toBe(2);
    expect(priceOf(usage({ outputTokens: million }), PRICES)).toBe(10);
    expect(priceOf(usage({ cacheReadTokens: million }), PRICES)).toBe(0.2);
    expect(priceOf(usage({ cacheWriteTokens: million }), PRICES)).toBe(2.5);
  });

  test("takes the dearer row for the whole request above its size, cached tokens included", () => {
    const tiered: Prices = {
      inputUsdPerMTok: 0.1,
      outputUsdPerMTok: 0.5,
      above: { promptTokens: 100_000, inputUsdPerMTok: 0.5, outputUsdPerMTok: 2.5 },
    };
    expect(priceOf(usage({ inputTokens: 100_000 }), tiered)).toBeCloseTo(0.01);
    expect(priceOf(usage({ inputTokens: 100_000, cacheReadTokens: 1 }), tiered)).toBeCloseTo(0.05);
    expect(worstCaseOf(question({ maxTokens: 0 }), tiered)).toBeCloseTo((3000 * 0.5 * 1.25) / 1e6);
  });

  test("without prices or usage is unknown, not nothing", () => {
    expect(priceOf(usage(), undefined)).toBeUndefined();
    expect(priceOf(undefined, PRICES)).toBeUndefined();
    expect(worstCaseOf(question(), undefined)).toBeUndefined();
  });

  test("of the worst case is for everything written to the cache and an answer of full length", () => {
    expect(worstCaseOf(question(), PRICES)).toBeCloseTo(WORST);
  });

  test("of the worst case counts bytes: a script with more tokens per character is not cheaper", () => {
    expect(inputTokensOf(question({ text: redacted("語".repeat(3000)) }))).toBeGreaterThanOrEqual(3000 + 1000);
  });
});

describe("max-cost-usd", () => {
  test("a question whose worst case does not fit is not asked", async () => {
    const model = fakeModel();
    const limited = withBudget(model, { maxCostUsd: WORST - 0.0001, prices: PRICES });
    expect(await limited.ask(question())).toEqual({
      reply: { kind: "overBudget" },
      record: { attempts: 0, seconds: 0 },
    });
    expect(model.questions).toEqual([]);
  });

  test("a question that fits to the cent is asked", async () => {
    const limited = withBudget(fakeModel(), { maxCostUsd: WORST + 1e-9, prices: PRICES });
    expect((await limited.ask(question())).reply.kind).toBe("answered");
  });

  test("questions in flight cannot both take the rest: one waits until the other has settled, and is asked if it fits then", async () => {
    const used = async (outputTokens: number) => {
      let [now, most] = [0, 0];
      const model = fakeModel(async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return {
          reply: { kind: "answered", text: "{}" },
          record: { attempts: 1, seconds: 1, usage: usage({ outputTokens }) },
        };
      });
      const limited = withBudget(model, { maxCostUsd: WORST * 1.9, prices: PRICES });
      const asked = await Promise.all([limited.ask(question()), limited.ask(question()), limited.ask(question())]);
      return { most, kinds: asked.map(({ reply }) => reply.kind) };
    };
    expect(await used(100)).toEqual({ most: 1, kinds: ["answered", "answered", "answered"] });
    expect(await used(10_000)).toEqual({ most: 1, kinds: ["answered", "overBudget", "overBudget"] });
  });

  test("what was reserved and not used is there for the next question", async () => {
    const model = fakeModel();
    const limited = withBudget(model, { maxCostUsd: WORST * 1.9, prices: PRICES });
    await limited.ask(question());
    expect((await limited.ask(question())).reply.kind).toBe("answered");
    expect(model.questions.length).toBe(2);
  });

  test("what was used is not", async () => {
    const dear = { inputTokens: 3000, outputTokens: 10_000, cacheReadTokens: 0, cacheWriteTokens: 0 };
    const model = fakeModel(() => ({
      reply: { kind: "answered", text: "{}" },
      record: { attempts: 1, seconds: 1, usage: dear },
    }));
    const limited = withBudget(model, { maxCostUsd: WORST * 1.9, prices: PRICES });
    await limited.ask(question());
    expect((await limited.ask(question())).reply.kind).toBe("overBudget");
  });

  test("a try of which nobody said what it cost stays on the account at its worst", async () => {
    const cut = {
      reply: { kind: "failed" as const, reason: "cut", split: false },
      record: { attempts: 1, seconds: 1 },
    };
    const limit = { maxCostUsd: WORST * 1.9, prices: PRICES };
    const broken = withBudget(
      fakeModel(() => ({ ...cut, record: { ...cut.record, unmetered: 1 } })),
      limit,
    );
    await broken.ask(question());
    expect((await broken.ask(question())).reply.kind).toBe("overBudget");
    const refused = withBudget(
      fakeModel(() => cut),
      limit,
    );
    await refused.ask(question());
    expect((await refused.ask(question())).reply.kind).toBe("failed");
  });

  test("a further try that may cost something is reserved like the first", async () => {
    const granted: (boolean | undefined)[] = [];
    const model = {
      ...fakeModel(),
      ask: async (_: Question, again?: () => boolean) => {
        granted.push(again?.(), again?.());
        return {
          reply: { kind: "failed" as const, reason: "cut", split: false },
          record: { attempts: 2, seconds: 1, unmetered: 2 },
        };
      },
    };
    const limited = withBudget(model, { maxCostUsd: WORST * 2.5, prices: PRICES });
    await limited.ask(question());
    expect(granted).toEqual([true, false]);
    // 2 of 2.5 are gone, no more: what was reserved is not counted twice.
    expect((await limited.ask(question())).reply.kind).toBe("overBudget");
    expect((await limited.ask(question({ maxTokens: 1 }))).reply.kind).toBe("failed");
  });

  test("without a known price nothing is asked, and the reason says what to do", async () => {
    const model = fakeModel(undefined, { id: "claude-next-9" });
    const { reply } = await withBudget(model, { maxCostUsd: 5 }).ask(question());
    expect(reply).toMatchObject({ kind: "failed", split: false });
    expect(JSON.stringify(reply)).toMatch(/claude-next-9.*known price/u);
    // The setting has no word for "no limit".
    expect(JSON.stringify(reply)).not.toContain("lift");
    expect(model.questions).toEqual([]);
  });

  test("an unknown price is no obstacle once somebody lifted the limit", async () => {
    expect((await withBudget(fakeModel(), { maxCostUsd: "unlimited" }).ask(question())).reply.kind).toBe("answered");
  });

  test.each([NaN, -1, 0])("a limit of %s lets nothing through", async (maxCostUsd) => {
    const { reply } = await withBudget(fakeModel(), { maxCostUsd, prices: PRICES }).ask(question());
    expect(reply.kind).toBe("overBudget");
  });
});
