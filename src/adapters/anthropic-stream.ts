/** Reads the events of a streamed message. What was read stays when the stream breaks: usage and ids are on the account. */

import { z } from "zod";
import type { Usage } from "../records.ts";

/** One message as far as it came. */
export interface Received {
  text: string;
  model?: string;
  stopReason?: string;
  refusalCategory?: string;
  usage?: Usage;
  /** Where the model ran, as the API says. */
  inferenceGeo?: string;
  /** The API said what the whole message cost. */
  metered: boolean;
  /** The message came to its end. */
  complete: boolean;
}

export function nothingReceived(): Received {
  return { text: "", metered: false, complete: false };
}

/** More than any `max_tokens` gives. */
const MOST_TEXT = 8_000_000;

// A gateway may leave out what it does not know: each field alone is optional, and nonsense is as good as nothing.
const count = z.int().min(0).max(1_000_000_000).nullish().catch(undefined);
const UsageEvent = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  inference_geo: z.string().nullish().catch(undefined),
});
const optional = <Type extends z.ZodType>(type: Type) => type.nullish().catch(undefined);
const Event = z.object({
  type: z.string(),
  message: optional(z.object({ model: optional(z.string()), usage: optional(UsageEvent) })),
  content_block: optional(z.object({ type: z.string(), text: optional(z.string()) })),
  delta: optional(
    z.object({
      type: optional(z.string()),
      text: optional(z.string()),
      stop_reason: optional(z.string()),
      stop_details: optional(z.object({ category: optional(z.string()) })),
    }),
  ),
  usage: optional(UsageEvent),
});

/** Fills `received`. @throws whatever the stream throws. */
export async function readMessage(events: AsyncIterable<unknown>, received: Received): Promise<void> {
  for await (const given of events) {
    const { success, data } = Event.safeParse(given);
    // Events of a later version are skipped, as the API's versioning rules ask of clients.
    if (success) take(data, received);
    if (received.text.length > MOST_TEXT) throw new Error("the answer is longer than any answer can be");
  }
}

function take(event: z.infer<typeof Event>, received: Received): void {
  const geo = (event.message?.usage ?? event.usage)?.inference_geo;
  if (geo) received.inferenceGeo = geo;
  switch (event.type) {
    case "message_start":
      if (event.message?.model) received.model = event.message.model;
      if (event.message?.usage) received.usage = merged(received.usage, event.message.usage);
      break;
    case "content_block_start":
      if (event.content_block?.type === "text") received.text += event.content_block.text ?? "";
      break;
    case "content_block_delta":
      // Thinking comes as other types, and may come first.
      if (event.delta?.type === "text_delta") received.text += event.delta.text ?? "";
      break;
    case "message_delta":
      if (event.delta?.stop_reason) received.stopReason = event.delta.stop_reason;
      if (event.delta?.stop_details?.category) received.refusalCategory = event.delta.stop_details.category;
      if (event.usage) {
        received.usage = merged(received.usage, event.usage);
        received.metered = typeof event.usage.output_tokens === "number";
      }
      break;
    case "message_stop":
      received.complete = true;
      break;
  }
}

/** The counts of `message_delta` are cumulative: each that is given replaces what was known. */
function merged(before: Usage | undefined, given: z.infer<typeof UsageEvent>): Usage {
  return {
    inputTokens: given.input_tokens ?? before?.inputTokens ?? 0,
    outputTokens: given.output_tokens ?? before?.outputTokens ?? 0,
    cacheReadTokens: given.cache_read_input_tokens ?? before?.cacheReadTokens ?? 0,
    cacheWriteTokens: given.cache_creation_input_tokens ?? before?.cacheWriteTokens ?? 0,
  };
}
