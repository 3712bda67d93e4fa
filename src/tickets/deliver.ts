/** Performs a plan for tickets (L7), and says in one sentence what came of it. */

import { GitHubRefusal } from "../ports.ts";
import { count, sentence } from "../words.ts";
import { planTickets, TICKET_LIMITS, type TicketInput, type TicketPlan } from "./plan.ts";
import type { Applied, TicketChange, TicketPlace } from "./ticket.ts";

export interface TicketOutcome {
  readonly applied: readonly Applied[];
  /** One sentence or several. */
  readonly detail: string;
}

const NOT_LISTED =
  "Not tried: GitHub does not list the ticket that was just made, and without its list every run would make all of them anew.";

/**
 * Changes first, then what is new. The first ticket that there ever is must be found again before a second one is made, and
 * after new ones everything is listed once more: of two runs at once each keeps the older ticket.
 * @throws GitHubRefusal when the tickets cannot be listed: then nothing is written
 */
export async function settleTickets(
  input: Omit<TicketInput, "tickets" | "place">,
  place: TicketPlace,
): Promise<TicketOutcome> {
  const tickets = await place.tickets();
  const plan = planTickets({ ...input, place, tickets });
  const creates = plan.changes.filter(({ kind }) => kind === "create");
  const others = plan.changes.filter(({ kind }) => kind !== "create");
  const applied = [...(await place.apply(others)), ...(await create(creates, { place, first: tickets.length === 0 }))];
  const made = applied.some(({ change, status }) => change.kind === "create" && status === "done");
  return {
    applied: made ? [...applied, ...(await keepOldest(input, place))] : applied,
    detail: detailOf(applied, plan),
  };
}

async function create(
  changes: readonly TicketChange[],
  { place, first }: { readonly place: TicketPlace; readonly first: boolean },
): Promise<readonly Applied[]> {
  const [one, ...rest] = changes;
  if (one === undefined) return [];
  if (!first || rest.length === 0) return place.apply(changes);
  const applied = await place.apply([one]);
  const { status, refusal } = applied[0] ?? {};
  // The same would happen to all; what GitHub finds wrong with one (422) says nothing of the others.
  if (refusal !== undefined && refusal.reason !== "invalid")
    return [...applied, ...rest.map((change) => ({ change, status: "refused", refusal }) as const)];
  if (status === "done" && !(await isListed(place)))
    return [...applied, ...rest.map((change) => ({ change, status: "refused", detail: NOT_LISTED }) as const)];
  return [...applied, ...(await place.apply(rest))];
}

async function isListed(place: TicketPlace): Promise<boolean> {
  return (await place.tickets()).length > 0;
}

/** What was accepted is in the ticket that stays, whichever run made it. */
async function keepOldest(
  input: Omit<TicketInput, "tickets" | "place">,
  place: TicketPlace,
): Promise<readonly Applied[]> {
  try {
    const tickets = await place.tickets();
    const wanted = input.wanted.filter(({ accepted }) => accepted !== undefined);
    const limits = { ...TICKET_LIMITS, create: 0 };
    const { changes } = planTickets({ ...input, ...{ wanted, complete: new Set(), limits, place, tickets } });
    return await place.apply(changes);
  } catch (error) {
    // The next run sees them as well.
    if (error instanceof GitHubRefusal) return [];
    throw error;
  }
}

const DONE_WORDS = {
  create: "opened",
  update: "updated",
  reopen: "opened again",
  close: "closed",
  escalate: "overdue",
  closeDuplicate: "closed as duplicates",
} as const satisfies Readonly<Record<TicketChange["kind"], string>>;

function detailOf(applied: readonly Applied[], { notCreated, notChanged, decided }: TicketPlan): string {
  const done = Object.entries(DONE_WORDS).flatMap(([kind, words]) => {
    const n = applied.filter(({ change, status }) => status === "done" && change.kind === kind).length;
    return n === 0 ? [] : [`${String(n)} ${words}`];
  });
  const failed = applied.filter(({ status }) => status !== "done");
  const uncertain = failed.filter(({ status }) => status === "uncertain").length;
  const whys = failed.map(({ detail, refusal }) => refusal?.message ?? detail).filter((why) => why !== undefined);
  const why = [...new Set(whys.map(sentence))];
  return [
    done.length === 0 ? "No ticket changed." : `Tickets: ${done.join(", ")}.`,
    ...(failed.length === 0 ? [] : [`${count(failed.length, "change")} not made: ${why.slice(0, 3).join(" ")}`]),
    ...(uncertain === 0 ? [] : [`Of ${String(uncertain)} nobody knows, and they are not told again.`]),
    ...(notCreated.length === 0
      ? []
      : [
          `${count(notCreated.length, "finding")} without a ticket yet, over the limit of one run: the next run goes on with them.`,
        ]),
    ...(notChanged === 0 ? [] : [`${count(notChanged, "change")} left for the next run.`]),
    ...(decided.length === 0
      ? []
      : [
          `Closed by a person although the finding is there, and left so: ${decided
            .slice(0, 10)
            .map(({ id }) => id)
            .join(", ")}${decided.length > 10 ? ` and ${String(decided.length - 10)} more` : ""}.`,
        ]),
  ].join(" ");
}
