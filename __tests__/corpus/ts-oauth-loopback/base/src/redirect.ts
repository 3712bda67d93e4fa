import type { Client } from "./clients.js";

export function isRegistered(client: Client, redirectUri: string): boolean {
  return client.redirectUris.includes(redirectUri);
}
