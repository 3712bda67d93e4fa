/** Tickets as draft security advisories of the repository: for a public one, where an issue would publish an unfixed flaw. */

import { rated } from "../finding.ts";
import { fingerprintKey } from "../publish/index.ts";
import { GitHubRefusal } from "../ports.ts";
import type { Advisories, AdvisoryText, DraftAdvisory } from "../ports-github.ts";
import {
  ticketBody,
  ticketMarker,
  ticketMarkIn,
  ticketTitle,
  toldIn,
  withMark,
  type TicketAudience,
  type TicketMark,
} from "./body.ts";
import { heldItem, markedPlace } from "./marked-place.ts";
import type { Ticket, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";

const OVERDUE = "[overdue] ";

/** An advisory has no labels, no assignees and no comments: that it is overdue stands in its summary. */
export function advisoriesPlace(advisories: Advisories, run: TicketAudience["run"]): TicketPlace {
  return markedPlace({
    name: "draft security advisories",
    list: (marker) => advisories.advisories(marker),
    bodyOf: ({ description }) => description,
    ticketOf,
    applyOne: (change, held) => applyOne(change, { advisories, held, run }),
  });
}

function ticketOf({ ghsa, state, createdAt }: DraftAdvisory, mark: TicketMark): Ticket {
  return {
    ...toldIn(mark),
    id: ghsa,
    state: state === "open" ? "open" : "closed",
    // GitHub does not say why one was closed: ours say so themselves.
    decided: state === "published" || mark.standing !== "gone",
    kept: state === "open" && mark.standing === "gone",
    since: createdAt,
  };
}

interface Held {
  readonly advisories: Advisories;
  readonly held: Map<string, DraftAdvisory>;
  readonly run: TicketAudience["run"];
}

function textOf(
  { wanted, due }: { readonly wanted: WantedTicket; readonly due: string },
  { run }: Held,
  standing: TicketMark["standing"],
): AdvisoryText {
  const { finding } = wanted;
  return {
    summary: `${standing === "overdue" ? OVERDUE : ""}${ticketTitle(wanted)}`,
    // Who may see drafts may see the code.
    description: ticketBody(wanted, { audience: { run, public: false }, due, standing }),
    severity: rated(finding.severity),
    cwe: finding.rule.cwe.filter((id) => /^CWE-[1-9]\d{0,5}$/u.test(id)).slice(0, 5),
  };
}

/** 422: a weakness that GitHub does not know. It stands in the description as well, and a draft without it is better than none. */
async function withoutUnknown<Done>(text: AdvisoryText, write: (text: AdvisoryText) => Promise<Done>): Promise<Done> {
  try {
    return await write(text);
  } catch (error) {
    if (!(error instanceof GitHubRefusal && error.reason === "invalid") || text.cwe.length === 0) throw error;
    return write({ ...text, cwe: [] });
  }
}

async function applyOne(change: TicketChange, parts: Held): Promise<void> {
  const { advisories, held } = parts;
  switch (change.kind) {
    case "create": {
      const marker = ticketMarker(fingerprintKey(change.wanted.finding.fingerprint));
      const made = await withoutUnknown(textOf(change, parts, "found"), (text) =>
        advisories.createAdvisory({ ...text, marker }),
      );
      held.set(made.ghsa, made);
      return;
    }
    case "update":
    case "escalate":
    case "reopen": {
      const overdue = change.kind === "escalate" || change.overdue;
      await withoutUnknown(textOf(change, parts, overdue ? "overdue" : "found"), (text) =>
        advisories.updateAdvisory(change.ticket.id, { ...text, ...(change.kind === "reopen" && { state: "draft" }) }),
      );
      return;
    }
    case "close":
    case "closeDuplicate": {
      const advisory = heldItem(change.ticket, held);
      const mark = ticketMarkIn(advisory.description);
      await advisories.updateAdvisory(change.ticket.id, {
        state: "closed",
        ...(mark !== undefined && { description: withMark(advisory.description, { ...mark, standing: "gone" }) }),
      });
    }
  }
}
