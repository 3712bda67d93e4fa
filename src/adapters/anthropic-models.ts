/** Asks the API about a model before it is asked anything: does it exist, what does it take, what else is there. */

import { z } from "zod";
import { EFFORTS, type Effort } from "../policy.ts";
import type { Lack, ModelCheck } from "../ports.ts";
import type { Guard } from "../secrets/index.ts";
import { VERSION_HEADER } from "./anthropic-messages.ts";
import { ANTHROPIC_BASE_URL } from "./anthropic.ts";
import { guardedGet, RequestRefused } from "./guarded-fetch.ts";
import { tryParseJson } from "./json.ts";

export interface ModelCheckOptions {
  readonly model: string;
  /** What every question will ask for. */
  readonly effort?: Effort;
  readonly models: readonly string[];
  readonly apiKey: () => Promise<string>;
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly guard: Guard;
  readonly signal: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
}

/** The start of a run waits for it. */
const DEADLINE_MS = 15_000;

// What is missing or has another form is not known, and no reason not to try.
const tokens = z.int().positive().nullish().catch(undefined);
const Support = z
  .object({ supported: z.boolean() })
  .transform(({ supported }) => supported)
  .optional()
  .catch(undefined);
const Efforts = z
  .looseObject({ supported: z.boolean() })
  .transform(({ supported, ...levels }) => ({
    supported,
    levels: Object.fromEntries(EFFORTS.map((level) => [level, Support.parse(levels[level])])),
  }))
  .optional()
  .catch(undefined);
const Lifecycle = z.string().optional().catch(undefined);
const Model = z.object({
  type: z.literal("model"),
  lifecycle: Lifecycle,
  // RFC 3339.
  retires_at: z.iso.datetime({ offset: true }).nullish().catch(undefined),
  max_input_tokens: tokens,
  max_tokens: tokens,
  capabilities: z.object({ structured_outputs: Support, effort: Efforts }).nullish().catch(undefined),
});
type Model = z.infer<typeof Model>;
const modelId = z.string().regex(/^[\w.:@-]{1,100}$/u);
const List = z.object({ data: z.array(z.object({ id: modelId, lifecycle: Lifecycle })).min(1) });
const NotFound = z.object({ error: z.object({ type: z.literal("not_found_error"), message: z.string() }) });

/** Never throws: what is not known is said so. */
export async function checkAnthropicModel(options: ModelCheckOptions): Promise<ModelCheck> {
  try {
    const { status, body } = await get(`/v1/models/${encodeURIComponent(options.model)}`, options);
    if (status === 200) return await existing(body, options);
    // A gateway without this address answers 404 as well, in words of its own.
    const absent = NotFound.safeParse(body);
    if (status === 404 && absent.success && /model/iu.test(absent.data.error.message))
      return { state: "absent", models: await listed(options) };
    return unknown(`the API answered ${String(status)}`);
  } catch (error) {
    return unknown(error instanceof RequestRefused ? whyRefused(error) : "the connection failed");
  }
}

async function existing(body: unknown, options: ModelCheckOptions): Promise<ModelCheck> {
  const parsed = Model.safeParse(body);
  if (!parsed.success) return unknown("the API answered something else");
  const model = parsed.data;
  // It stays in the catalogue, and every request that names it fails (ModelInfo.lifecycle, SDK 1.12.0).
  if (model.lifecycle === "retired") return { state: "absent", models: await listed(options) };
  const { max_input_tokens: input, max_tokens: output, retires_at: retires } = model;
  const lacks = lacksOf(model, options);
  return {
    state: "exists",
    ...(typeof input === "number" && { maxInputTokens: input }),
    ...(typeof output === "number" && { maxOutputTokens: output }),
    ...(typeof retires === "string" && { retires: retires.slice(0, 10) }),
    ...(lacks.length > 0 && { lacks }),
  };
}

/** Of what anthropic-request.ts asks for: no `thinking`, since each model has a default of its own. */
function lacksOf({ capabilities }: Model, { effort }: ModelCheckOptions): readonly Lack[] {
  const { structured_outputs: structured, effort: efforts } = capabilities ?? {};
  const level = effort === undefined ? undefined : efforts?.levels[effort];
  return [
    ...(structured === false ? (["structuredOutputs"] as const) : []),
    ...(efforts?.supported === false || level === false ? (["effort"] as const) : []),
  ];
}

async function listed(options: ModelCheckOptions): Promise<readonly string[]> {
  // That there is no such model is known already, whatever becomes of this.
  const { status, body } = await get("/v1/models?limit=100", options).catch(() => ({ status: 0, body: undefined }));
  const list = List.safeParse(body);
  const today = list.success ? list.data.data.filter(({ lifecycle }) => lifecycle !== "retired") : [];
  return status === 200 && today.length > 0 ? today.map(({ id }) => id) : options.models;
}

async function get(
  path: string,
  { apiKey, baseUrl = ANTHROPIC_BASE_URL, headers, guard, signal, fetch: network = fetch }: ModelCheckOptions,
): Promise<{ status: number; body: unknown }> {
  const response = await guardedGet(network, new URL(baseUrl.replace(/\/+$/u, "") + path), {
    guard,
    baseUrl,
    headers: {
      ...headers,
      ...VERSION_HEADER,
      accept: "application/json",
      "user-agent": "claude-code-review",
      authorization: `Bearer ${await apiKey()}`,
    },
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
  });
  return { status: response.status, body: tryParseJson(await response.text()) };
}

function whyRefused({ reply }: RequestRefused): string {
  return reply.kind === "failed" ? reply.reason : `its name looks like a secret (${reply.rule})`;
}

function unknown(why: string): ModelCheck {
  return { state: "unknown", reason: `Whether the model exists was not learned: ${why.replace(/\.$/u, "")}.` };
}
