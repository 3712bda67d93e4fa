/** Tickets as issues of the repository. */

import type { TriagedFinding } from "../finding.ts";
import { fingerprintKey } from "../publish/index.ts";
import type { Issue, Issues } from "../ports-github.ts";
import { GitHubRefusal } from "../ports.ts";
import {
  ticketBody,
  ticketMarker,
  ticketMarkIn,
  ticketTitle,
  toldIn,
  saysOf,
  withMark,
  type TicketAudience,
  type TicketMark,
} from "./body.ts";
import { heldItem, markedPlace } from "./marked-place.ts";
import type { Ticket, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";

export interface IssuesPlaceOptions {
  readonly audience: TicketAudience;
  readonly labels: readonly string[];
  /** Logins. */
  assigneesOf(finding: TriagedFinding): readonly string[];
}

export const OVERDUE_LABEL = "overdue";
const SEVERITY_LABEL = "severity: ";
/** GitHub's limit. */
const MOST_ASSIGNEES = 10;

export function issuesPlace(issues: Issues, options: IssuesPlaceOptions): TicketPlace {
  return markedPlace({
    name: "issues",
    list: (marker) => issues.issues(marker),
    bodyOf: ({ body }) => body,
    ticketOf,
    applyOne: (change, held) => applyOne(change, { issues, held, options }),
  });
}

function idOf({ number }: Issue): string {
  return `#${String(number)}`;
}

function ticketOf(issue: Issue, mark: TicketMark): Ticket {
  return {
    ...toldIn(mark),
    id: idOf(issue),
    state: issue.state,
    // "completed" is what a merged fix says, and what we say: where the finding is still there it was not true.
    // As a duplicate we close as well, and write "gone": then the ticket that stayed may have been deleted since.
    decided: issue.stateReason === "not_planned" || (issue.stateReason === "duplicate" && mark.standing !== "gone"),
    kept: issue.state === "open" && mark.standing === "gone",
    since: issue.createdAt,
  };
}

type Rewrite = Extract<TicketChange, { readonly ticket: Ticket; readonly wanted: WantedTicket }>;

interface Held {
  readonly issues: Issues;
  readonly held: Map<string, Issue>;
  readonly options: IssuesPlaceOptions;
}

async function applyOne(change: TicketChange, parts: Held): Promise<void> {
  switch (change.kind) {
    case "create":
      return create(change, parts);
    case "update":
    case "reopen":
      return rewrite(change, parts);
    case "escalate":
      return escalate(change, parts);
    case "close":
    case "closeDuplicate":
      return close(change, parts);
  }
}

function textOf(
  { wanted, due }: { readonly wanted: WantedTicket; readonly due: string },
  { options }: Held,
  standing: TicketMark["standing"],
): string {
  return ticketBody(wanted, { audience: options.audience, due, standing });
}

async function create(change: Extract<TicketChange, { kind: "create" }>, parts: Held): Promise<void> {
  const { issues, held, options } = parts;
  const { finding } = change.wanted;
  const issue = {
    title: ticketTitle(change.wanted),
    body: textOf(change, parts, "found"),
    labels: labelsOf(options.labels, finding),
    marker: ticketMarker(fingerprintKey(finding.fingerprint)),
  };
  const assignees = options.assigneesOf(finding).slice(0, MOST_ASSIGNEES);
  try {
    const made = await issues.createIssue({ ...issue, assignees });
    held.set(idOf(made), made);
  } catch (error) {
    // 422: somebody who cannot be assigned here. A ticket without them is better than none.
    if (!(error instanceof GitHubRefusal && error.reason === "invalid") || assignees.length === 0) throw error;
    const made = await issues.createIssue({ ...issue, assignees: [] });
    held.set(idOf(made), made);
  }
}

function labelsOf(labels: readonly string[], { severity }: Pick<TriagedFinding, "severity">): readonly string[] {
  return [...new Set([...labels.filter((label) => !label.startsWith(SEVERITY_LABEL)), `${SEVERITY_LABEL}${severity}`])];
}

async function rewrite(change: Rewrite, parts: Held): Promise<void> {
  const { issues, held } = parts;
  const issue = heldItem(change.ticket, held);
  const reopens = change.kind === "reopen";
  const text = {
    title: ticketTitle(change.wanted),
    body: textOf(change, parts, change.overdue ? "overdue" : "found"),
    labels: labelsOf(issue.labels, change.wanted.finding).filter((label) => label !== OVERDUE_LABEL || isLate(change)),
  };
  await issues.updateIssue(issue.number, { ...text, ...(reopens && { state: "open" }) });
  held.set(change.ticket.id, { ...issue, ...text });
  if (reopens) {
    const { commit } = change.wanted;
    const said = `The finding is there at ${commit}.`;
    await issues.commentOnIssue(issue.number, ...comment("reopened", commit, said));
  }
}

/** The label is taken away by whoever said that it is late: us. */
function isLate({ ticket, overdue }: Rewrite): boolean {
  return overdue || !ticket.escalated;
}

async function escalate(change: Rewrite, parts: Held): Promise<void> {
  const { issues, held } = parts;
  const issue = heldItem(change.ticket, held);
  const words = `This was due on ${change.due} and the finding is still there. Fix it, or decide about it: a risk is accepted by a person with the right to, for a time.`;
  // The comment first: it is not made twice, and one that was never made would not be missed.
  await issues.commentOnIssue(issue.number, ...comment("overdue", change.due, words));
  const mark = ticketMarkIn(issue.body);
  const said = mark?.says === saysOf(change.wanted, change.due);
  await issues.updateIssue(issue.number, {
    ...(!said && { title: ticketTitle(change.wanted) }),
    labels: [...new Set([...labelsOf(issue.labels, change.wanted.finding), OVERDUE_LABEL])],
    body: said ? withMark(issue.body, { ...mark, standing: "overdue" }) : textOf(change, parts, "overdue"),
  });
}

async function close(
  change: Extract<TicketChange, { kind: "close" | "closeDuplicate" }>,
  { issues, held }: Held,
): Promise<void> {
  const issue = heldItem(change.ticket, held);
  const mark = ticketMarkIn(issue.body);
  const duplicate = change.kind === "closeDuplicate";
  await issues.updateIssue(issue.number, {
    state: "closed",
    stateReason: duplicate ? "duplicate" : "completed",
    ...(mark !== undefined && { body: withMark(issue.body, { ...mark, standing: "gone" }) }),
  });
  const [why, about, said] = duplicate
    ? ["duplicate", change.of.id, `Two runs made a ticket of the same finding; ${change.of.id} stays.`]
    : [
        "gone",
        change.commit,
        `The finding is gone at ${change.commit}, in a complete run of the scanner that reported it. That says nothing about what happened before: a secret that was here has to be revoked.`,
      ];
  await issues.commentOnIssue(issue.number, ...comment(why, about, said));
}

/** Body and marker. */
function comment(why: string, about: string, said: string): readonly [string, string] {
  const marker = `<!-- claude-code-review:ticket-${why} ${about.replace(/[^\w-]/gu, "")} -->`;
  return [`${marker}\n\n${said}`, marker];
}
