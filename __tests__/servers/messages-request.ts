/** What the Messages API of November 2026 refuses in a request of ours, each as the sentence of a 400. */

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";

const cacheControl = z.strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() });
const block = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1, "text content blocks must be non-empty"),
  cache_control: cacheControl.optional(),
});
const content = z.union([z.string().min(1), z.array(block).min(1)]);
const Body = z.strictObject({
  model: z.string().startsWith("claude-"),
  max_tokens: z.int().min(1),
  stream: z.literal(true),
  inference_geo: z.enum(["global", "us"]).optional(),
  system: content.optional(),
  // Models of today refuse prefill: the user has the last word.
  messages: z.array(z.strictObject({ role: z.literal("user"), content })).min(1),
  output_config: z.strictObject({
    effort: z.enum(["low", "medium", "high", "xhigh", "max"]).optional(),
    format: z.strictObject({ type: z.literal("json_schema"), schema: z.record(z.string(), z.unknown()) }),
  }),
});

const BOUNDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];

/** Empty: a request that the API takes. */
export function problemsOf(body: unknown, headers: IncomingHttpHeaders): readonly string[] {
  const parsed = Body.safeParse(body);
  const list = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  if (headers["anthropic-version"] !== "2026-10-21") list.push("anthropic-version: unknown");
  if (!headers["content-type"]?.startsWith("application/json")) list.push("content-type: must be application/json");
  if ((JSON.stringify(body ?? null).match(/"cache_control":/gu) ?? []).length > 4)
    list.push("A maximum of 4 blocks with cache_control may be provided");
  if (parsed.success) list.push(...problemsOfSchema(parsed.data.output_config.format.schema, "schema"));
  return list;
}

function problemsOfSchema(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => problemsOfSchema(item, `${path}.${index}`));
  if (typeof node !== "object" || node === null) return [];
  const list = BOUNDS.filter((name) => name in node && !path.endsWith(".properties")).map(
    (name) => `output_config.format.${path}: \`${name}\` is not supported`,
  );
  if (
    "type" in node &&
    node.type === "object" &&
    (!("additionalProperties" in node) || node.additionalProperties !== false)
  )
    list.push(`output_config.format.${path}: \`additionalProperties\` must be false`);
  return [...list, ...Object.entries(node).flatMap(([name, inner]) => problemsOfSchema(inner, `${path}.${name}`))];
}
