import { randomBytes } from "node:crypto";

import type { Clients } from "./clients.js";
import type { Codes } from "./codes.js";
import { isRegistered } from "./redirect.js";

export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly codeChallenge: string;
  /** The signed-in person, who has consented to this client before. */
  readonly userId: string;
}

export type AuthorizeAnswer = { readonly location: string } | { readonly error: "invalid_client" | "invalid_redirect" };

export async function authorize(
  request: AuthorizeRequest,
  deps: { clients: Clients; codes: Codes },
): Promise<AuthorizeAnswer> {
  const client = await deps.clients.find(request.clientId);
  if (client === undefined) return { error: "invalid_client" };
  if (!isRegistered(client, request.redirectUri)) return { error: "invalid_redirect" };
  const code = randomBytes(32).toString("base64url");
  const { userId, redirectUri, codeChallenge } = request;
  await deps.codes.put(code, { clientId: client.id, userId, redirectUri, codeChallenge });
  const location = new URL(redirectUri);
  location.searchParams.set("code", code);
  location.searchParams.set("state", request.state);
  return { location: location.href };
}
