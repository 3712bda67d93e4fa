/** Money (`max-cost-usd`): the worst case is reserved before each call, so that the limit holds however the calls end. */

import type { Model } from "../ports.ts";
import type { Question, Usage } from "../records.ts";
import { inputTokensOf } from "./tokens.ts";

export interface TokenPrices {
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  /** Absent: the price of input. */
  readonly cacheReadUsdPerMTok?: number | undefined;
  /** Absent: 1.25 times the price of input, what a write for five minutes costs. */
  readonly cacheWriteUsdPerMTok?: number | undefined;
}

/** USD per million tokens, as in `prompts/models.json`. */
export interface Prices extends TokenPrices {
  /** What the whole request costs once its prompt (cached tokens included) is longer than that. */
  readonly above?: (TokenPrices & { readonly promptTokens: number }) | undefined;
}

export interface BudgetOptions {
  /** USD for the whole run; `unlimited` only where somebody said so. */
  readonly maxCostUsd: number | "unlimited";
  /** Of the model that is asked; undefined: unknown. */
  readonly prices?: Prices | undefined;
}

/** USD; undefined when the price or the usage is unknown. */
export function priceOf(usage: Usage | undefined, prices: Prices | undefined): number | undefined {
  if (usage === undefined || prices === undefined) return undefined;
  const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const row = prices.above !== undefined && prompt > prices.above.promptTokens ? prices.above : prices;
  return (
    (usage.inputTokens * row.inputUsdPerMTok +
      usage.outputTokens * row.outputUsdPerMTok +
      usage.cacheReadTokens * (row.cacheReadUsdPerMTok ?? row.inputUsdPerMTok) +
      usage.cacheWriteTokens * cacheWrite(row)) /
    1_000_000
  );
}

/** What one try can cost at most: everything written to the cache, and an answer of full length. Undefined: unknown. */
export function worstCaseOf(question: Question, prices: Prices | undefined): number | undefined {
  if (prices === undefined) return undefined;
  const tokens = inputTokensOf(question);
  // The tier is not known before the tokens are: take the dearer.
  const rows = [prices, ...(prices.above === undefined ? [] : [prices.above])];
  const input = Math.max(...rows.map((row) => Math.max(row.inputUsdPerMTok, cacheWrite(row))));
  const output = Math.max(...rows.map((row) => row.outputUsdPerMTok));
  return (tokens * input + question.maxTokens * output) / 1_000_000;
}

function cacheWrite(row: TokenPrices): number {
  return row.cacheWriteUsdPerMTok ?? row.inputUsdPerMTok * 1.25;
}

/** The same model, which answers `overBudget` to what might not fit, and `failed` when the price is unknown and a limit is set. */
export function withBudget(model: Model, { maxCostUsd, prices }: BudgetOptions): Model {
  /** What is spent and what calls in flight may spend, in USD. */
  let committed = 0;
  const reserve = (usd: number): boolean => {
    if (maxCostUsd !== "unlimited" && !(committed + usd <= maxCostUsd)) return false;
    committed += usd;
    return true;
  };
  let inFlight = 0;
  const waiting: (() => void)[] = [];
  /** What calls in flight reserve and do not use is there once they have settled: worth waiting for. */
  const reserved = async (usd: number): Promise<boolean> => {
    while (!reserve(usd)) {
      if (inFlight === 0) return false;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    inFlight += 1;
    return true;
  };
  return {
    provider: model.provider,
    id: model.id,
    async ask(question, again = () => true) {
      const worst = worstCaseOf(question, prices);
      if (worst === undefined) {
        if (maxCostUsd === "unlimited") return model.ask(question, again);
        return notAsked({ kind: "failed", reason: priceUnknown(model.id), split: false });
      }
      if (!(await reserved(worst))) return notAsked({ kind: "overBudget" });
      let held = worst;
      try {
        const asked = await model.ask(question, () => {
          if (!again() || !reserve(worst)) return false;
          held += worst;
          return true;
        });
        const { usage, unmetered = 0 } = asked.record;
        // A try of unknown price stays on the account at its worst.
        committed += (priceOf(usage, prices) ?? 0) + unmetered * worst - held;
        return asked;
      } finally {
        inFlight -= 1;
        for (const resolve of waiting.splice(0)) resolve();
      }
    },
  };
}

function notAsked(reply: Awaited<ReturnType<Model["ask"]>>["reply"]): Awaited<ReturnType<Model["ask"]>> {
  return { reply, record: { attempts: 0, seconds: 0 } };
}

function priceUnknown(id: string): string {
  return `The price of model ${id} is not in prompts/models.json, so the limit on cost cannot be kept: choose a model with a known price there, or add the price of this one.`;
}
