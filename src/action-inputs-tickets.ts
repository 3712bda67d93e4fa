/** Inputs of the review that say where tickets go beside issues: all of them are secrets. */

import { InvalidArgumentError } from "commander";
import { isAllowedBaseUrl } from "./base-url.ts";

export const TICKET_INPUTS = ["ticket-webhook-url", "ticket-webhook-secret", "advisory-token"] as const;

export interface TicketCredentials {
  /** https, or http on loopback; it may hold a token in its path. */
  readonly ticketWebhookUrl?: string;
  readonly ticketWebhookSecret?: string;
  /** May write repository security advisories. */
  readonly advisoryToken?: string;
}

type Read = <Value>(name: (typeof TICKET_INPUTS)[number], parse: (text: string) => Value) => Value | undefined;

/** @throws ConfigurationError `input-invalid` */
export function ticketCredentials(inputs: Read): TicketCredentials {
  const ticketWebhookUrl = inputs("ticket-webhook-url", webhookUrl);
  const ticketWebhookSecret = inputs("ticket-webhook-secret", long);
  const advisoryToken = inputs("advisory-token", String);
  return {
    ...(ticketWebhookUrl !== undefined && { ticketWebhookUrl }),
    ...(ticketWebhookSecret !== undefined && { ticketWebhookSecret }),
    ...(advisoryToken !== undefined && { advisoryToken }),
  };
}

function webhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isAllowedBaseUrl(url) || url.username !== "" || url.password !== "")
    throw new InvalidArgumentError("An https URL (http only on this machine) without a user or a password.");
  return text;
}

/** Who sees messages can try keys. */
function long(text: string): string {
  if (text.length < 32) throw new InvalidArgumentError("At least 32 characters, at random: `openssl rand -hex 32`.");
  return text;
}
