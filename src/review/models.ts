/** The models that we know, as data: `prompts/models.json`. What it does not say is unknown, never zero. */

import { z } from "zod";
import { ExternalError } from "../errors.ts";
import { EFFORTS } from "../policy.ts";
import type { Prices } from "./budget.ts";
import { readShipped, type PromptFolder } from "./prompt.ts";

const price = z.number().nonnegative();
const rates = {
  inputUsdPerMTok: price,
  outputUsdPerMTok: price,
  cacheReadUsdPerMTok: price.optional(),
  cacheWriteUsdPerMTok: price.optional(),
};
const tokens = z.int().positive();

const Models = z.strictObject({
  default: z.strictObject({
    model: z.string(),
    effort: z.enum(EFFORTS),
    /** The most that a question holds: a limit of ours, below the context window of every model listed. */
    inputTokens: tokens,
    maxTokens: tokens,
  }),
  models: z.record(
    z.string(),
    z.strictObject({
      /** USD per million tokens; absent: unknown. `above` holds once a prompt is longer than its `promptTokens`. */
      prices: z
        .strictObject({ ...rates, above: z.strictObject({ promptTokens: tokens, ...rates }).optional() })
        .optional(),
      /** The day on which it stops answering. */
      retires: z.iso.date().optional(),
    }),
  ),
});

export type Models = z.infer<typeof Models>;

/** @throws ExternalError `read-failed`: the file is missing or damaged */
export async function readModels(folder: PromptFolder): Promise<Models> {
  const text = await readShipped("models.json", folder);
  try {
    return Models.parse(JSON.parse(text));
  } catch (cause) {
    throw new ExternalError("read-failed", "prompts/models.json does not hold what it should.", {
      fix: "Install claude-code-review anew, or take back what was changed in that file.",
      cause,
    });
  }
}

/** Undefined for a model that we do not know, and for one whose price we do not know. */
export function pricesOf(model: string, { models }: Models): Prices | undefined {
  return models[model]?.prices;
}

const NOTICE_MS = 60 * 24 * 60 * 60 * 1000;

/** A sentence about a model that stops answering within 60 days of `now`, or has stopped. */
export function retirementNotes(model: string, { models }: Models, now: Date): readonly string[] {
  const day = models[model]?.retires;
  if (day === undefined) return [];
  const left = Date.parse(day) - now.getTime();
  if (left > NOTICE_MS) return [];
  return [
    `The model ${model} ${left > 0 ? "retires" : "retired"} on ${day}: choose another with --model or review.model.`,
  ];
}
