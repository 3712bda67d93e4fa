/** Changes one by one on GitHub: each is tried, until one is refused for a reason that all would be refused for. */

import { GitHubRefusal, type RefusalReason } from "../ports.ts";
import type { Applied, TicketChange } from "./ticket.ts";

const STOPS: ReadonlySet<RefusalReason> = new Set(["permission", "sso", "notEnabled", "rateLimited", "unavailable"]);

export async function applyEach(
  changes: readonly TicketChange[],
  apply: (change: TicketChange) => Promise<void>,
): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  let stopped: GitHubRefusal | undefined;
  for (const change of changes) {
    if (stopped !== undefined) {
      applied.push({ change, status: "refused", detail: `Not tried: ${stopped.message}`, refusal: stopped });
      continue;
    }
    try {
      await apply(change);
      applied.push({ change, status: "done" });
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      applied.push({ change, status: "refused", detail: error.message, refusal: error });
      // 410 to a create: the repository has no issues; to a change: that one was deleted.
      if (STOPS.has(error.reason) || (error.reason === "notFound" && change.kind === "create")) stopped = error;
    }
  }
  return applied;
}
