/** A question as a request of the Messages API. */

import type { Effort } from "../policy.ts";
import type { Question } from "../records.ts";

/** The version whose shapes this adapter reads. */
export const ANTHROPIC_VERSION = "2026-10-21";

const BREAKPOINT = { cache_control: { type: "ephemeral" } };

export interface RequestSettings {
  readonly model: string;
  readonly effort?: Effort | undefined;
  readonly inferenceGeo?: "global" | "us" | undefined;
}

/**
 * The body of `POST /v1/messages`. Without sampling parameters and without `thinking`: models refuse different values of
 * them, and each has a sensible default. System and `shared` are the cached prefix.
 */
export function requestBody(
  { system, shared, text, schema, maxTokens }: Question,
  { model, effort, inferenceGeo }: RequestSettings,
): Record<string, unknown> {
  // The API refuses empty text blocks.
  const prefix = shared === "" ? [] : [{ type: "text", text: shared, ...BREAKPOINT }];
  return {
    model,
    max_tokens: maxTokens,
    stream: true,
    system: [{ type: "text", text: system, ...(shared === "" && BREAKPOINT) }],
    messages: [{ role: "user", content: [...prefix, { type: "text", text }] }],
    ...(inferenceGeo !== undefined && { inference_geo: inferenceGeo }),
    output_config: { format: { type: "json_schema", schema }, ...(effort !== undefined && { effort }) },
  };
}
