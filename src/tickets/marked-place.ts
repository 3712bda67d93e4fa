/** Tickets as texts on GitHub that are ours by author and mark: what issues and draft advisories have in common. */

import { fingerprintKey } from "../publish/index.ts";
import { GitHubRefusal, type RefusalReason } from "../ports.ts";
import { saysOf, TICKET_MARKER, ticketMarkIn, type TicketMark } from "./body.ts";
import type { Applied, Ticket, TicketChange, TicketPlace } from "./ticket.ts";

export interface MarkedTexts<Item> {
  readonly name: string;
  /** Ours that begin with the marker, oldest first. @throws GitHubRefusal */
  list(marker: string): Promise<readonly Item[]>;
  bodyOf(item: Item): string;
  ticketOf(item: Item, mark: TicketMark): Ticket;
  /** @param held by the id of their tickets, as the last list had them. @throws GitHubRefusal */
  applyOne(change: TicketChange, held: Map<string, Item>): Promise<void>;
}

export function markedPlace<Item>({ name, list, bodyOf, ticketOf, applyOne }: MarkedTexts<Item>): TicketPlace {
  const held = new Map<string, Item>();
  return {
    ...{ name, keyOf: fingerprintKey, saysOf, scannerKey: (scanner) => scanner },
    tickets: async () => {
      held.clear();
      return (await list(TICKET_MARKER)).flatMap((item) => {
        const mark = ticketMarkIn(bodyOf(item));
        if (mark === undefined) return [];
        const ticket = ticketOf(item, mark);
        held.set(ticket.id, item);
        return [ticket];
      });
    },
    apply: (changes) => applyEach(changes, (change) => applyOne(change, held)),
  };
}

/** @throws GitHubRefusal when the last list had none of that id */
export function heldItem<Item>({ id }: Ticket, held: ReadonlyMap<string, Item>): Item {
  const item = held.get(id);
  if (item === undefined) throw new GitHubRefusal("notFound", `The ticket ${id} is not there any more.`);
  return item;
}

const STOPS: ReadonlySet<RefusalReason> = new Set(["permission", "sso", "notEnabled", "rateLimited", "unavailable"]);

/** One by one: each is tried, until one is refused for a reason that all would be refused for. */
async function applyEach(
  changes: readonly TicketChange[],
  apply: (change: TicketChange) => Promise<void>,
): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  let stopped: GitHubRefusal | undefined;
  for (const change of changes) {
    if (stopped !== undefined) {
      applied.push({ change, status: "refused", refusal: stopped });
      continue;
    }
    try {
      await apply(change);
      applied.push({ change, status: "done" });
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      applied.push({ change, status: "refused", refusal: error });
      // 410 to a create: the repository has no issues; to a change: that one was deleted.
      if (STOPS.has(error.reason) || (error.reason === "notFound" && change.kind === "create")) stopped = error;
    }
  }
  return applied;
}
