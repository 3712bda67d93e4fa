/** The words of tickets: what a finding asks of people by when, and what a place for tickets knows of it. */

import type { TriagedFinding } from "../finding.ts";
import type { GitHubRefusal } from "../ports.ts";

/** Who accepted a risk, and until when: a ticket is where it is looked at again. Why stands in the comment, which is the record. */
export interface Accepted {
  /** Login. */
  readonly by: string;
  readonly decision: string;
  /** The last day on which it holds, `YYYY-MM-DD` in UTC: the ticket is due then. */
  readonly until: string;
  readonly pullRequest: number;
  /** Id of the comment. */
  readonly comment: number;
}

/** A finding that has to have a ticket. */
export interface WantedTicket {
  readonly finding: TriagedFinding;
  /** Commit that the finding's place is of. */
  readonly commit: string;
  /** Whose complete run over the whole branch can say that it is gone; absent: nobody's, a person closes the ticket. */
  readonly scanner?: string;
  readonly accepted?: Accepted;
  /** The comment that it is about, where it is about no file. */
  readonly said?: Pick<Accepted, "pullRequest" | "comment">;
}

/** A ticket as its place has it now. */
export interface Ticket {
  /** For people and for changes: `#12`, `GHSA-…`. */
  readonly id: string;
  /** What `TicketPlace.keyOf` makes of the fingerprint. */
  readonly key: string;
  /** `TicketPlace.scannerKey` of the scanner that can close it. */
  readonly scanner?: string;
  /** Digest of what it says (`saysOf`). */
  readonly says: string;
  readonly state: "open" | "closed";
  /** A person closed it for a reason of their own (not planned, published): it is left alone. */
  readonly decided: boolean;
  /** A person opened it again after we had closed it: no run closes it until the finding has been there again. */
  readonly kept?: boolean;
  /** ISO 8601: when the finding was first seen. */
  readonly since: string;
  /** That it is overdue has been said. */
  readonly escalated: boolean;
  /** The last day of what an earlier run was told is accepted: due then, and not by severity. */
  readonly until?: string;
  /** All of it, where the place keeps it. */
  readonly accepted?: Accepted;
}

export type TicketChange =
  | { readonly kind: "create"; readonly wanted: WantedTicket; readonly due: string }
  | {
      readonly kind: "update" | "reopen" | "escalate";
      readonly ticket: Ticket;
      readonly wanted: WantedTicket;
      readonly due: string;
      /** It is, and that has been said before. */
      readonly overdue: boolean;
    }
  | { readonly kind: "close"; readonly ticket: Ticket; readonly commit: string }
  /** Two runs at once made two: the older one stays. */
  | { readonly kind: "closeDuplicate"; readonly ticket: Ticket; readonly of: Ticket };

/** What became of one change. `refused`: it did not happen. `uncertain`: it may have. */
export interface Applied {
  readonly change: TicketChange;
  readonly status: "done" | "refused" | "uncertain";
  /** Cleaned: why it is not done. */
  readonly detail?: string;
  /** Instead of it where GitHub refused it, or the change before it. */
  readonly refusal?: GitHubRefusal;
}

/** Where tickets are kept. */
export interface TicketPlace {
  /** After "tickets as": "issues". */
  readonly name: string;
  /** As the place knows a fingerprint; not everywhere may it be read. */
  keyOf(fingerprint: string): string;
  scannerKey(scanner: string): string;
  /** As `Ticket.says` is kept there. */
  saysOf(wanted: WantedTicket, due: string): string;
  /** All of ours, open and closed, oldest first. @throws GitHubRefusal */
  tickets(): Promise<readonly Ticket[]>;
  /** In order; what one change is refused does not keep the next from being tried, unless it would be refused as well. */
  apply(changes: readonly TicketChange[]): Promise<readonly Applied[]>;
}
