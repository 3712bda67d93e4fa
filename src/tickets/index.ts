/** Tickets with a deadline: one for each finding of the default branch, and for each accepted risk, in the place that fits. */

export { advisoriesPlace } from "./advisories-place.ts";
export { settleTickets, type TicketOutcome } from "./deliver.ts";
export { issuesPlace } from "./issues-place.ts";
export { INCIDENT_TAG } from "./playbooks.ts";
export { planTickets, TICKET_LIMITS, type TicketInput, type TicketPlan } from "./plan.ts";
export type { Accepted, Applied, Ticket, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";
export { acceptedFrom, notAccepted, wantedFrom, type BranchFindings } from "./wanted.ts";
export { issueMemory } from "./webhook-memory.ts";
export { webhookPlace, type Webhook, type WebhookAnswer, type WebhookRequest } from "./webhook.ts";
