/**
 * What the webhook was told, so that nothing is told twice: lines in an issue of ours, which anybody may read and nobody can
 * use without the secret. They are believed only under its HMAC (L9).
 */

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Issue, Issues } from "../ports-github.ts";
import { GitHubRefusal } from "../ports.ts";
import type { Ticket, TicketChange, TicketPlace } from "./ticket.ts";

/** What the webhook knows of one ticket: the state after its last message. */
export interface Entry extends Pick<Ticket, "key" | "scanner" | "says" | "state" | "since" | "escalated" | "until"> {
  /** Messages so far. */
  readonly n: number;
}

/** `generation`: memories before this one, which people closed to have everything told anew. */
export interface Remembered {
  /** By key. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly generation: number;
}

export interface Memory {
  /** @throws GitHubRefusal also for one that cannot be believed */
  read(): Promise<Remembered>;
  write(entries: ReadonlyMap<string, Entry>): Promise<void>;
}

export const MEMORY_MARKER = "<!-- claude-code-review:webhook-memory -->";
const LINE =
  /^(?<key>[0-9a-f]{32}) (?<n>\d{1,6}) (?<scanner>[0-9a-f]{16}|-) (?<says>[0-9a-f]{16}) (?<day>\d{4}-\d\d-\d\d) (?<state>open|closed) (?<escalated>[01])(?: (?<until>\d{4}-\d\d-\d\d))?$/u;
const BLOCK = /\n<!--\n(?<lines>[0-9a-z \n-]*)mac (?<mac>[0-9a-f]{64})\n-->\s*$/u;
/** GitHub takes 65,536 characters; a line has about 100. */
const MOST_LINES = 620;

const TEXT =
  "What was told to the webhook for tickets is kept here, in a form that only claude-code-review can read, so that nothing is told twice. An edited memory is not believed, and then nothing more is sent. **Close this issue to begin anew**: every ticket is told once more.";

export interface MemoryOptions {
  readonly secret: string;
  /** `owner/name`: a memory copied from another repository is not believed. */
  readonly repository: string;
}

export function issueMemory(issues: Issues, options: MemoryOptions): Memory {
  let held: Issue | undefined;
  return {
    read: async () => {
      const ours = await issues.issues(MEMORY_MARKER);
      held = ours.find(({ state }) => state === "open");
      const entries = held === undefined ? new Map<string, Entry>() : parseMemory(held, options);
      return { entries, generation: ours.filter(({ state }) => state === "closed").length };
    },
    write: async (entries) => {
      const body = memoryText(entries, options);
      if (held !== undefined) {
        await issues.updateIssue(held.number, { body });
        return;
      }
      const title = "claude-code-review: what the webhook was told";
      held = await issues.createIssue({ title, body, labels: [], assignees: [], marker: MEMORY_MARKER });
    },
  };
}

export function memoryText(entries: ReadonlyMap<string, Entry>, options: MemoryOptions): string {
  const all = [...entries.values()];
  // Of closed ones the oldest are forgotten first: one that returns is told as a new one.
  const closed = all.filter(({ state }) => state === "closed");
  const forgotten = new Set(closed.slice(0, Math.max(0, all.length - MOST_LINES)));
  const kept = all.filter((entry) => !forgotten.has(entry));
  if (kept.length > MOST_LINES)
    throw new GitHubRefusal(
      "invalid",
      `More than ${String(MOST_LINES)} tickets are open, which is more than the memory holds.`,
    );
  const lines = kept.map(lineOf).join("");
  return `${MEMORY_MARKER}\n\n${TEXT}\n\n<!--\n${lines}mac ${macOf(lines, options)}\n-->`;
}

/** @throws GitHubRefusal: nothing may be said to a webhook of which is not known what it was told */
export function parseMemory(
  { number, body }: Pick<Issue, "number" | "body">,
  options: MemoryOptions,
): Map<string, Entry> {
  const { lines, mac } = BLOCK.exec(body.replaceAll("\r\n", "\n"))?.groups ?? {};
  const known = lines !== undefined && mac !== undefined && isSame(mac, macOf(lines, options));
  const entries = known ? lines.split("\n").slice(0, -1).map(entryOf) : [undefined];
  if (entries.some((entry) => entry === undefined))
    throw new GitHubRefusal(
      "invalid",
      `Issue #${String(number)}, which remembers what the webhook was told, was edited or belongs to another secret: nothing is sent until it is closed.`,
    );
  return new Map(entries.flatMap((entry) => (entry === undefined ? [] : [[entry.key, entry] as const])));
}

function lineOf({ key, n, scanner = "-", says, since, state, escalated, until }: Entry): string {
  const parts = [key, n, scanner, says, since.slice(0, 10), state, escalated ? 1 : 0];
  return `${[...parts, ...(until === undefined ? [] : [until])].join(" ")}\n`;
}

function entryOf(line: string): Entry | undefined {
  const { key, n, scanner, says, day, state, escalated, until } = LINE.exec(line)?.groups ?? {};
  if (key === undefined || says === undefined || day === undefined) return undefined;
  return {
    key,
    n: Number(n),
    says,
    since: `${day}T00:00:00Z`,
    state: state === "closed" ? "closed" : "open",
    escalated: escalated === "1",
    ...(scanner !== undefined && scanner !== "-" && { scanner }),
    ...(until !== undefined && { until }),
  };
}

function macOf(lines: string, { secret, repository }: MemoryOptions): string {
  return createHmac("sha256", secret).update(`memory\0${repository}\0${lines}`).digest("hex");
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** What the webhook knows once it has heard of the change; undefined: it was never told of the ticket. */
export function after(
  change: TicketChange,
  {
    before,
    place,
    now,
  }: {
    readonly before: ReadonlyMap<string, Entry>;
    readonly place: Pick<TicketPlace, "keyOf" | "scannerKey" | "saysOf">;
    readonly now: Date;
  },
): Entry | undefined {
  if (change.kind === "create") {
    const { finding, scanner, accepted } = change.wanted;
    const key = place.keyOf(finding.fingerprint);
    return {
      key,
      n: 1,
      says: place.saysOf(change.wanted, change.due),
      since: now.toISOString(),
      state: "open",
      escalated: false,
      ...(scanner !== undefined && { scanner: place.scannerKey(scanner) }),
      ...(accepted && { until: accepted.until }),
    };
  }
  const entry = before.get(change.ticket.key);
  if (entry === undefined) return undefined;
  const next = { ...entry, n: entry.n + 1 };
  if (change.kind === "close" || change.kind === "closeDuplicate") return { ...next, state: "closed" };
  const { wanted, due, overdue } = change;
  const told = {
    ...{ ...next, says: place.saysOf(wanted, due) },
    ...(wanted.scanner !== undefined && { scanner: place.scannerKey(wanted.scanner) }),
    ...(wanted.accepted && { until: wanted.accepted.until }),
  };
  switch (change.kind) {
    case "update":
    case "reopen":
      return { ...told, state: "open", escalated: overdue };
    case "escalate":
      return { ...told, escalated: true };
  }
}
