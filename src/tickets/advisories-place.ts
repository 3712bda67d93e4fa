/** Tickets as draft security advisories of the repository: for a public one, where an issue would publish an unfixed flaw. */

import { rated } from "../finding.ts";
import { fingerprintKey } from "../publish/index.ts";
import type { Advisories, AdvisoryText, DraftAdvisory } from "../ports-github.ts";
import { GitHubRefusal } from "../ports.ts";
import {
  saysOf,
  TICKET_MARKER,
  ticketBody,
  ticketMarker,
  ticketMarkIn,
  ticketTitle,
  toldIn,
  withMark,
  type TicketAudience,
  type TicketMark,
} from "./body.ts";
import { applyEach } from "./each.ts";
import type { Ticket, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";

const OVERDUE = "[overdue] ";

/** An advisory has no labels, no assignees and no comments: that it is overdue stands in its summary. */
export function advisoriesPlace(advisories: Advisories, run: TicketAudience["run"]): TicketPlace {
  const held = new Map<string, DraftAdvisory>();
  return {
    name: "draft security advisories",
    keyOf: fingerprintKey,
    saysOf,
    scannerKey: (scanner) => scanner,
    tickets: async () => {
      held.clear();
      return (await advisories.advisories(TICKET_MARKER)).flatMap((advisory) => {
        const mark = ticketMarkIn(advisory.description);
        if (mark === undefined) return [];
        held.set(advisory.ghsa, advisory);
        return [ticketOf(advisory, mark)];
      });
    },
    apply: (changes) => applyEach(changes, (change) => applyOne(change, { advisories, held, run })),
  };
}

function ticketOf({ ghsa, state, createdAt }: DraftAdvisory, mark: TicketMark): Ticket {
  return {
    ...toldIn(mark),
    id: ghsa,
    state: state === "open" ? "open" : "closed",
    // GitHub does not say why one was closed: ours say so themselves.
    decided: state === "published" || mark.standing !== "gone",
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

async function applyOne(change: TicketChange, parts: Held): Promise<void> {
  const { advisories, held } = parts;
  switch (change.kind) {
    case "create": {
      const marker = ticketMarker(fingerprintKey(change.wanted.finding.fingerprint));
      const made = await advisories.createAdvisory({ ...textOf(change, parts, "found"), marker });
      held.set(made.ghsa, made);
      return;
    }
    case "update":
    case "escalate":
    case "reopen": {
      const overdue = change.kind === "escalate" || change.overdue;
      const text = textOf(change, parts, overdue ? "overdue" : "found");
      await advisories.updateAdvisory(change.ticket.id, {
        ...text,
        ...(change.kind === "reopen" && { state: "draft" }),
      });
      return;
    }
    case "close":
    case "closeDuplicate": {
      const advisory = held.get(change.ticket.id);
      if (advisory === undefined)
        throw new GitHubRefusal("notFound", `The advisory ${change.ticket.id} is not there any more.`);
      const mark = ticketMarkIn(advisory.description);
      await advisories.updateAdvisory(change.ticket.id, {
        state: "closed",
        ...(mark !== undefined && { description: withMark(advisory.description, { ...mark, standing: "gone" }) }),
      });
    }
  }
}
