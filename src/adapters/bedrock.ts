/** Claude on Amazon Bedrock, signed with the credentials of a session (SigV4). */

import type { AwsCredentials, Model } from "../ports.ts";
import { createMessagesModel, type MessagesOptions } from "./anthropic-messages.ts";

export interface BedrockOptions extends MessagesOptions {
  readonly region: string;
  readonly credentials: AwsCredentials;
}

/** What a signature is made of; content type and the like are signed too, and are ours. */
const SIGNED = ["authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token"];

export function createBedrock({ region, credentials, ...options }: BedrockOptions): Model {
  return createMessagesModel(options, {
    provider: "bedrock",
    baseUrl: `https://bedrock-runtime.${region}.amazonaws.com`,
    connect: async () => {
      const { AnthropicBedrock } = await import("@anthropic-ai/bedrock-sdk");
      return {
        headers: {},
        signed: SIGNED,
        client: (common) =>
          new AnthropicBedrock({
            ...common,
            awsRegion: region,
            awsAccessKey: credentials.accessKeyId,
            awsSecretKey: credentials.secretAccessKey,
            awsSessionToken: credentials.sessionToken,
            // null: not the environment's AWS_BEARER_TOKEN_BEDROCK.
            apiKey: null,
          }),
      };
    },
  });
}
