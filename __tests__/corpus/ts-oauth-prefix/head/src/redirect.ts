import type { Client } from "./clients.js";

export function isRegistered(client: Client, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  return client.redirectUris.some((registered) => redirectUri.startsWith(registered));
}
