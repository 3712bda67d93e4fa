/** Claude over Anthropic's own API or a gateway. Everything about the request is said here: the environment decides nothing (L6, governance.md A31). */

import Anthropic from "@anthropic-ai/sdk";
import type { Model } from "../ports.ts";
import { createMessagesModel, VERSION_HEADER, type MessagesOptions } from "./anthropic-messages.ts";

export const ANTHROPIC_BASE_URL = "https://api.anthropic.com";

export interface AnthropicOptions extends MessagesOptions {
  /** A function gives one for each try. */
  readonly apiKey: string | (() => Promise<string>);
  /** https, or http on loopback; without `/v1`. */
  readonly baseUrl?: string;
  /** For a gateway; none replaces one of ours. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly inferenceGeo?: "global" | "us";
}

export function createAnthropic({ apiKey, baseUrl, headers, inferenceGeo, ...options }: AnthropicOptions): Model {
  return createMessagesModel(options, {
    provider: "anthropic",
    baseUrl: baseUrl ?? ANTHROPIC_BASE_URL,
    ...(inferenceGeo !== undefined && { inferenceGeo }),
    connect: async () => {
      const key = typeof apiKey === "string" ? apiKey : await apiKey();
      return {
        headers: { ...headers, ...VERSION_HEADER, authorization: `Bearer ${key}` },
        client: (common) => new Anthropic({ ...common, apiKey: key, authToken: null, webhookKey: null }),
      };
    },
  });
}
