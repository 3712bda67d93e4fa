import type { Client } from "./clients.js";

export function isRegistered(client: Client, redirectUri: string): boolean {
  return client.redirectUris.some((registered) => registered === redirectUri || isLoopback(registered, redirectUri));
}

/** Native programs listen on whatever port is free (RFC 8252, section 7.3). */
function isLoopback(registered: string, redirectUri: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(redirectUri)) return false;
  const wanted = new URL(registered);
  if (wanted.protocol !== "http:" || wanted.hostname !== "127.0.0.1") return false;
  const asked = new URL(redirectUri);
  asked.port = wanted.port;
  return asked.href === wanted.href;
}
