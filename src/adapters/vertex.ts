/** Claude on Google Cloud's Vertex AI, with an access token. */

import type { Model } from "../ports.ts";
import { createMessagesModel, type MessagesOptions } from "./anthropic-messages.ts";

export interface VertexOptions extends MessagesOptions {
  /** A region, or `global`, `us`, `eu`. */
  readonly region: string;
  readonly project: string;
  readonly accessToken: string;
}

export function createVertex({ region, project, accessToken, ...options }: VertexOptions): Model {
  const baseUrl = `https://${hostOf(region)}/v1`;
  return createMessagesModel(options, {
    provider: "vertex",
    baseUrl,
    connect: async () => {
      const [{ AnthropicVertex }, { OAuth2Client }] = await Promise.all([
        import("@anthropic-ai/vertex-sdk"),
        import("google-auth-library"),
      ]);
      // Without a client of ours the SDK looks for credentials in files, the environment and the metadata server.
      const authClient = new OAuth2Client();
      authClient.setCredentials({ access_token: accessToken });
      return {
        headers: { authorization: `Bearer ${accessToken}` },
        client: (common) => new AnthropicVertex({ ...common, region, projectId: project, authClient }),
      };
    },
  });
}

/** As the SDK has them (vertex-sdk client.ts). */
function hostOf(region: string): string {
  if (region === "global") return "aiplatform.googleapis.com";
  return region === "us" || region === "eu"
    ? `aiplatform.${region}.rep.googleapis.com`
    : `${region}-aiplatform.googleapis.com`;
}
