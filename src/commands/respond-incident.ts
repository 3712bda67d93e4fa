/** `/ccr incident`: one ticket for the comment, where tickets of this repository are kept. */

import type { TriagedFinding } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import { GitHubRefusal, type Clock } from "../ports.ts";
import { isSkip, refusalSentence } from "../publish/index.ts";
import type { WorkflowRun } from "../subject.ts";
import { INCIDENT_TAG, settleTickets, type TicketPlace, type WantedTicket } from "../tickets/index.ts";
import type { ReviewContext } from "./job.ts";
import type { Asked, Handled } from "./respond.ts";
import { placeFor, type TicketPorts } from "./tickets.ts";

export interface IncidentPorts {
  ticketPlaces(run: WorkflowRun): Pick<TicketPorts, "issues" | "advisories" | "webhook">;
  readonly clock: Clock;
}

const LABEL = "incident";

/** Without `tickets` in the policy as well: a person asks for this one. Never throws for what GitHub does. */
export async function openIncident(asked: Asked, context: ReviewContext, ports: IncidentPorts): Promise<Handled> {
  const { tickets = {}, roles } = asked.policy.policy;
  const labels = [LABEL, ...(tickets.labels ?? [])];
  const assignees = roles?.responders ?? tickets.assignees ?? [];
  const request = { run: asked.run, policy: { tickets: { ...tickets, labels, assignees } }, ownersOf: () => [] };
  try {
    const place = await placeFor(request, { ...ports.ticketPlaces(asked.run), clock: ports.clock });
    if (typeof place === "string") return { status: "skipped", detail: `${ON_RECORD} There is no ticket: ${place}` };
    return await openOnce(wantedFor(asked, context), place, {
      now: ports.clock.now(),
      ...(tickets["due-days"] && { dueDays: tickets["due-days"] }),
    });
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const why = `${ON_RECORD} There is no ticket: ${refusalSentence("tickets", error)}`;
    return { status: isSkip(error) ? "skipped" : "failed", detail: why };
  }
}

const ON_RECORD = "This is on the record as an incident.";
const NEXT = "What to do next is in docs/playbooks/incident.md; for a secret, docs/playbooks/leaked-secret.md first.";

type Settling = Pick<Parameters<typeof settleTickets>[0], "now" | "dueDays">;

/** Another attempt of the job finds the ticket of the first, also one that people have closed since. */
async function openOnce(wanted: WantedTicket, place: TicketPlace, settling: Settling): Promise<Handled> {
  const key = place.keyOf(wanted.finding.fingerprint);
  const find = async () => (await place.tickets()).find((ticket) => ticket.key === key);
  const there = await find();
  if (there !== undefined) return opened(there.id, place);
  const nothing = { present: new Set<string>(), complete: new Set<string>(), commit: wanted.commit };
  const { applied, detail } = await settleTickets({ wanted: [wanted], ...nothing, ...settling }, place);
  const failed = applied.find(({ change, status }) => change.kind === "create" && status !== "done");
  if (failed === undefined) return opened((await find())?.id, place);
  const { refusal } = failed;
  const why = refusal === undefined ? detail : refusalSentence("tickets", refusal);
  const status = refusal !== undefined && isSkip(refusal) ? "skipped" : "failed";
  return { status, detail: `${ON_RECORD} There is no ticket: ${why}` };
}

/** The ticket's text is not for everybody who reads the pull request; its number is. */
function opened(id: string | undefined, { name }: TicketPlace): Handled {
  const where = id === undefined ? `among the ${name}` : `${id} among the ${name}`;
  return { status: "done", detail: `${ON_RECORD} Its ticket is ${where}. ${NEXT}` };
}

/** One comment, one incident: the words of the person who may, redacted, are what it says. */
function wantedFor({ command, comment, pullRequest, run }: Asked, { redactor }: ReviewContext): WantedTicket {
  const reason = command.kind === "incident" ? redactor.redact(command.reason) : "";
  const about = `Incident on pull request ${String(pullRequest.number)}`;
  const certain = { severity: "critical", confidence: "high" } as const;
  const words = { name: about, shortDescription: about, fullDescription: `${about}.`, help: "" };
  const finding: TriagedFinding = {
    ...certain,
    rule: { id: "incident", ...words, ...certain, cwe: [], tags: [INCIDENT_TAG] },
    relatedLocations: [],
    disposition: { status: "open" },
    source: { kind: "scanner", tool: "respond", version: "" },
    message: reason,
    // Comments of other repositories have other numbers, and webhooks may hear of several.
    fingerprint: `incident:${sha256(`${run.owner}/${run.repo}#${String(comment.id)}`)}`,
  };
  return { finding, commit: pullRequest.head, said: { pullRequest: pullRequest.number, comment: comment.id } };
}
