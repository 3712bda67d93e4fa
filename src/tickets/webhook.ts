/** Tickets as signed messages to a webhook of the user's, told at most once per change. */

import { createHmac } from "node:crypto";
import { rated } from "../finding.ts";
import { blobUrl, commentUrl, type RunAddress } from "../publish/index.ts";
import { GitHubRefusal, type Clock } from "../ports.ts";
import { saysOf } from "./body.ts";
import { playbookFor } from "./playbooks.ts";
import type { Accepted, Applied, TicketChange, TicketPlace, WantedTicket } from "./ticket.ts";
import { after, type Entry, type Memory } from "./webhook-memory.ts";

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/**
 * `refused`: the receiver did not act on it. `uncertain`: nobody knows. `detail` follows "the webhook: ". `ofMessage`: for
 * what this message says, so that another one may be taken.
 */
export type WebhookAnswer =
  | { readonly status: "delivered" }
  | { readonly status: "refused" | "uncertain"; readonly detail: string; readonly ofMessage?: true };

/** Sends one message, once. Never throws for what the other side does. */
export interface Webhook {
  post(request: WebhookRequest): Promise<WebhookAnswer>;
}

export interface WebhookPlaceOptions {
  readonly webhook: Webhook;
  readonly memory: Memory;
  readonly secret: string;
  readonly run: RunAddress;
  readonly clock: Clock;
}

/** After so many in a row that were not taken, the rest is not tried: it waits for the next run. */
const MOST_FAILURES = 3;
const ACTIONS = {
  create: "opened",
  update: "updated",
  reopen: "reopened",
  escalate: "overdue",
  close: "closed",
  closeDuplicate: "closed",
} as const satisfies Readonly<Record<TicketChange["kind"], string>>;

export function webhookPlace(options: WebhookPlaceOptions): TicketPlace {
  const { memory, secret } = options;
  const named = (kind: string, text: string, digits: number): string =>
    hmac(secret, `${kind}\0${text}`).slice(0, digits);
  const place: TicketPlace = {
    name: "messages to the webhook",
    // The memory is an issue, which may be public: it says nothing to whoever lacks the secret.
    keyOf: (fingerprint) => named("ticket", fingerprint, 32),
    scannerKey: (scanner) => named("scanner", scanner, 16),
    saysOf: (wanted, due) => named("says", saysOf(wanted, due), 16),
    tickets: async () =>
      [...(await memory.read()).entries.values()].map((entry) => ({ ...entry, id: entry.key, decided: false })),
    apply: (changes) => applyAll(changes, { options, place }),
  };
  return place;
}

interface Applying {
  readonly options: WebhookPlaceOptions;
  readonly place: TicketPlace;
}

/**
 * What is about to be said is written down first, and struck out again where it certainly was not heard: so a message is lost
 * rather than said twice.
 */
async function applyAll(changes: readonly TicketChange[], { options, place }: Applying): Promise<readonly Applied[]> {
  if (changes.length === 0) return [];
  const { memory, clock } = options;
  try {
    const { entries: before, generation } = await memory.read();
    const entries = entriesOf(changes, { before, place, now: clock.now() });
    await memory.write(withEntries(before, entries));
    const send = sender({ ...options, generation });
    const applied: Applied[] = [];
    for (const [index, change] of changes.entries())
      applied.push(appliedOf(change, await send(change, entries[index])));
    await strikeOut(applied, { before, entries, memory });
    return applied;
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return changes.map((change) => ({ change, status: "refused", refusal: error }));
  }
}

const NOT_TRIED = { status: "refused", detail: "not tried after the failures before" } as const;

interface Sending extends WebhookPlaceOptions {
  readonly generation: number;
}

/** One after the other, in order: of a ticket nothing is said that comes after what was not heard. */
function sender(options: Sending): (change: TicketChange, entry: Entry | undefined) => Promise<WebhookAnswer> {
  const unheard = new Set<string>();
  let failures = 0;
  return async (change, entry) => {
    if (entry === undefined || failures >= MOST_FAILURES || unheard.has(entry.key)) return NOT_TRIED;
    const answer = await options.webhook.post(messageOf(change, entry, options));
    if (answer.status === "delivered") failures = 0;
    // Three that are never taken would keep all others from ever being told.
    else if (answer.ofMessage !== true) failures += 1;
    if (answer.status === "refused") unheard.add(entry.key);
    return answer;
  };
}

function appliedOf(change: TicketChange, answer: WebhookAnswer): Applied {
  if (answer.status === "delivered") return { change, status: "done" };
  return { change, status: answer.status, detail: `The webhook: ${answer.detail}.` };
}

/** One after the other: a ticket that is opened again may be overdue as well. */
function entriesOf(
  changes: readonly TicketChange[],
  { before, ...given }: Parameters<typeof after>[1],
): readonly (Entry | undefined)[] {
  const now = new Map(before);
  return changes.map((change) => {
    const entry = after(change, { before: now, ...given });
    if (entry !== undefined) now.set(entry.key, entry);
    return entry;
  });
}

function withEntries(
  before: ReadonlyMap<string, Entry>,
  entries: readonly (Entry | undefined)[],
): ReadonlyMap<string, Entry> {
  const map = new Map(before);
  for (const entry of entries) if (entry !== undefined) map.set(entry.key, entry);
  return map;
}

async function strikeOut(
  applied: readonly Applied[],
  {
    before,
    entries,
    memory,
  }: {
    readonly before: ReadonlyMap<string, Entry>;
    readonly entries: readonly (Entry | undefined)[];
    readonly memory: Memory;
  },
): Promise<void> {
  if (applied.every(({ status }) => status !== "refused")) return;
  const kept = new Map(
    withEntries(
      before,
      entries.filter((_, index) => applied[index]?.status !== "refused"),
    ),
  );
  try {
    await memory.write(kept);
  } catch (error) {
    // What was not heard will not be said again: lost, and said in the summary all the same.
    if (!(error instanceof GitHubRefusal)) throw error;
  }
}

/** The body, its signature and the key by which a receiver drops what it has. */
function messageOf(change: TicketChange, entry: Entry, { secret, run, clock, generation }: Sending): WebhookRequest {
  const action = ACTIONS[change.kind];
  // What is told anew, by another memory or after it was forgotten, is not what the receiver already has.
  const told = [generation, entry.since.slice(0, 10), entry.key, entry.n, action].join("\0");
  const key = hmac(secret, `message\0${told}`).slice(0, 32);
  const body = JSON.stringify({
    version: 1,
    key,
    ticket: entry.key,
    change: entry.n,
    action,
    repository: `${run.owner}/${run.repo}`,
    firstSeen: entry.since,
    ...("wanted" in change ? { due: change.due, finding: findingOf(change.wanted, run) } : {}),
    ...(change.kind === "close" ? { commit: change.commit } : {}),
  });
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  return {
    headers: {
      "X-CCR-Timestamp": timestamp,
      "X-CCR-Signature-256": `sha256=${hmac(secret, `${timestamp}.${body}`)}`,
      "Idempotency-Key": key,
    },
    body,
  };
}

/** Redacted before; without the lines themselves. */
function findingOf({ finding, commit, accepted, said }: WantedTicket, run: RunAddress): object {
  const { rule, location, message } = finding;
  const url = location === undefined ? saidUrl(said, run) : blobUrl(run, commit, location);
  return {
    fingerprint: finding.fingerprint,
    rule: rule.id,
    name: rule.name,
    severity: rated(finding.severity),
    cwe: rule.cwe,
    message,
    commit,
    ...(location && { path: location.uri, startLine: location.startLine, endLine: location.endLine }),
    ...(url !== undefined && { url }),
    ...(finding.threat !== undefined && { threat: finding.threat }),
    playbook: playbookFor(rule).steps,
    ...(accepted && { accepted: acceptedOf(accepted, run) }),
  };
}

function saidUrl(said: WantedTicket["said"], run: RunAddress): string | undefined {
  return said && commentUrl(run, said);
}

/** In the message that tells of it; one without it takes nothing back. */
function acceptedOf({ by, decision, until, pullRequest, comment }: Accepted, run: RunAddress): object {
  const url = commentUrl(run, { pullRequest, comment });
  return { by, decision, until, ...(url !== undefined && { url }) };
}

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
