/** What people decided about a change, and what they are asked to do about it: comments, dismissed alerts, tickets. */

import { NO_DECISIONS, ownersOf, readCodeOwners, readDecisions, readDismissals } from "../decisions/index.ts";
import type { Clock, FetchedObjects } from "../ports.ts";
import type { People } from "../ports-github.ts";
import type { Subject } from "../subject.ts";
import type { JobPorts } from "./job.ts";
import { tickets, type TicketPorts, type TicketsRequest } from "./tickets.ts";

interface DecidingPorts {
  readonly objects: FetchedObjects;
  readonly people: () => People;
  readonly clock: Clock;
}

/** Comments on a pull request, which a merge queue tries again, and dismissed alerts on a branch. */
export function deciding(
  subject: Subject,
  { objects, people, clock }: DecidingPorts,
): NonNullable<JobPorts["readDecisions"]> {
  return async (findings, { change, policy: { policy } }) => {
    const ports = { people: people(), objects };
    const asked = { findings, policy, now: clock.now() };
    switch (subject.kind) {
      case "pullRequest":
        return readDecisions({ ...asked, change, number: subject.number }, ports);
      case "branch":
        return readDismissals({ ...asked, ref: subject.ref, base: change.base, head: change.head }, ports);
      case "mergeGroup":
        if (subject.pullRequest === undefined) return NO_DECISIONS;
        return readDecisions({ ...asked, change, number: subject.pullRequest, queued: true }, ports);
    }
  };
}

type Ticketing = Omit<TicketPorts, "issues" | "advisories" | "webhook"> & {
  readonly objects: FetchedObjects;
  readonly base: string;
  readonly places: () => Pick<TicketPorts, "issues" | "advisories" | "webhook">;
};

export function ticketing(
  request: Omit<TicketsRequest, "ownersOf">,
  { objects, base, places, ...ports }: Ticketing,
): () => ReturnType<typeof tickets> {
  return async () => {
    const ownersOfPath = await codeOwnersOf(objects, base);
    return tickets({ ...request, ownersOf: ownersOfPath }, { ...ports, ...places() });
  };
}

/** Nobody, where CODEOWNERS cannot be read: a ticket without an assignee is one all the same. */
async function codeOwnersOf(objects: FetchedObjects, base: string): Promise<(path: string) => readonly string[]> {
  const found = await readCodeOwners(objects, base);
  return "unusable" in found ? () => [] : (path) => ownersOf(found.rules, path) ?? [];
}
