/** Claude on Microsoft Foundry, with an Entra access token. */

import type { Model } from "../ports.ts";
import { createMessagesModel, VERSION_HEADER, type MessagesOptions } from "./anthropic-messages.ts";

export interface FoundryOptions extends MessagesOptions {
  /** The resource's name, the first label of its host. */
  readonly resource: string;
  readonly accessToken: string;
}

export function createFoundry({ resource, accessToken, ...options }: FoundryOptions): Model {
  return createMessagesModel(options, {
    provider: "foundry",
    baseUrl: `https://${resource}.services.ai.azure.com/anthropic`,
    connect: async () => {
      const { AnthropicFoundry } = await import("@anthropic-ai/foundry-sdk");
      return {
        headers: { ...VERSION_HEADER, authorization: `Bearer ${accessToken}` },
        client: (common) =>
          // Said, so that neither resource nor key of the environment is taken, which exclude these.
          new AnthropicFoundry({
            ...common,
            resource: "",
            apiKey: "",
            azureADTokenProvider: async () => accessToken,
          }),
      };
    },
  });
}
