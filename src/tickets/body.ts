/** What a ticket says, in Markdown: where, what, by when, what to do. No code and no secret is in it, and it holds no mention. */

import { canonical, sha256 } from "../ledger/index.ts";
import { blobUrl, code, commentUrl, cweUrl, fingerprintKey, proseLines, type RunAddress } from "../publish/index.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";
import { ACCEPTED_DUE_WORDS, DUE_WORDS } from "./due.ts";
import { playbookFor } from "./playbooks.ts";
import type { Accepted, Ticket, WantedTicket } from "./ticket.ts";

/** What all tickets of ours begin with: enough to ask lists with. */
export const TICKET_MARKER = "<!-- claude-code-review:ticket ";

const FIRST_LINE =
  /^<!-- claude-code-review:ticket (?<key>[\w:/]{1,100})(?: by (?<scanner>[a-z0-9-]{1,40}))? says (?<says>[0-9a-f]{16}) (?<standing>found|gone|overdue)(?: (?<accepted>[^>]{1,200}))? -->$/u;
const ACCEPTED =
  /^accepted (?<decision>[a-z-]{1,20}) by (?<by>[\w-]{1,100}) until (?<until>\d{4}-\d\d-\d\d) on (?<pull>\d{1,10}) (?<comment>\d{1,15})$/u;

/** What the first line of a ticket of ours says. Whoever edits it may close the ticket as well. */
export interface TicketMark {
  readonly key: string;
  readonly scanner?: string;
  readonly says: string;
  /** `gone`: we closed it. */
  readonly standing: "found" | "gone" | "overdue";
  readonly accepted?: Accepted;
}

export function ticketMark({ key, scanner, says, standing, accepted }: TicketMark): string {
  const by = scanner === undefined ? "" : `by ${scanner} `;
  return `${ticketMarker(key)}${by}says ${says} ${standing}${accepted === undefined ? "" : acceptedMark(accepted)} -->`;
}

/** Nothing of it can end the comment, or keep the mark from being read again. */
function acceptedMark({ decision, by, until, pullRequest, comment }: Accepted): string {
  return ` accepted ${decision} by ${by.replace(/[^\w-]|-+(?=-|$)/gu, "").slice(0, 100) || "-"} until ${until} on ${String(pullRequest)} ${String(comment)}`;
}

/** By which the ticket of one finding is found. */
export function ticketMarker(key: string): string {
  return `${TICKET_MARKER}${key} `;
}

/** Only the first line counts: below it stand words of others. */
export function ticketMarkIn(body: string): TicketMark | undefined {
  const first = FIRST_LINE.exec(body.split(/\r?\n/u, 1)[0]?.trimEnd() ?? "")?.groups ?? {};
  const { key, scanner, says, standing } = first;
  if (key === undefined || says === undefined) return undefined;
  if (standing !== "found" && standing !== "gone" && standing !== "overdue") return undefined;
  const accepted = acceptedIn(first["accepted"]);
  return { key, says, standing, ...(scanner !== undefined && { scanner }), ...(accepted && { accepted }) };
}

function acceptedIn(text: string | undefined): Accepted | undefined {
  const { decision, by, until, pull, comment } = ACCEPTED.exec(text ?? "")?.groups ?? {};
  if (decision === undefined || by === undefined || until === undefined) return undefined;
  return { decision, by, until, pullRequest: Number(pull), comment: Number(comment) };
}

/** The same ticket with another standing: everything below the first line stays as it is. */
export function withMark(body: string, mark: TicketMark): string {
  return body.replace(/^[^\r\n]*/u, () => ticketMark(mark));
}

/** Digest of what every run knows and a ticket is written anew for: severity, place, rule, day. */
export function saysOf({ finding: { severity, rule, location } }: WantedTicket, due: string): string {
  const place = location === undefined ? null : [location.uri, location.startLine, location.endLine];
  return sha256(canonical([severity, rule.id, place, due])).slice(0, 16);
}

export interface TicketAudience {
  readonly run: RunAddress;
  /** Anybody may read it: then a scanner's words, which may quote the code, stay out. */
  readonly public: boolean;
}

/** One line of plain text. */
export function ticketTitle({ finding }: WantedTicket): string {
  const at = finding.location === undefined ? "" : ` in ${oneLine(finding.location.uri.split("/").at(-1) ?? "", 80)}`;
  return withoutRunnerCommands(`[${finding.severity}] ${oneLine(finding.rule.name, 120)}${at}`);
}

/** The whole of it. */
export function ticketBody(
  wanted: WantedTicket,
  about: { readonly audience: TicketAudience; readonly due: string; readonly standing: TicketMark["standing"] },
): string {
  const { finding, scanner, accepted } = wanted;
  const mark = ticketMark({
    ...{ key: fingerprintKey(finding.fingerprint), says: saysOf(wanted, about.due), standing: about.standing },
    ...(scanner !== undefined && { scanner }),
    ...(accepted && { accepted }),
  });
  return `${mark}\n\n${ticketText(wanted, about)}`;
}

/** What the mark says of the ticket. */
export function toldIn({
  key,
  scanner,
  says,
  standing,
  accepted,
}: TicketMark): Pick<Ticket, "key" | "scanner" | "says" | "escalated" | "accepted" | "until"> {
  return {
    key,
    says,
    escalated: standing === "overdue",
    ...(scanner !== undefined && { scanner }),
    ...(accepted && { accepted, until: accepted.until }),
  };
}

/** Without the first line. */
export function ticketText(
  wanted: WantedTicket,
  { audience, due }: { readonly audience: TicketAudience; readonly due: string },
): string {
  const { finding, accepted } = wanted;
  const { rule, severity } = finding;
  const playbook = playbookFor(rule);
  const said = audience.public ? rule.fullDescription : finding.message;
  const parts = [
    `**${severity}** ${code(rule.id, 200)} ${rule.cwe.slice(0, 5).map(weakness).join(", ")}`.trim(),
    `Where: ${whereText(wanted, audience)}`,
    proseLines(said, 1000),
    `Due on **${due}**: ${accepted === undefined ? DUE_WORDS : ACCEPTED_DUE_WORDS}.`,
    ...(accepted === undefined ? [] : [acceptedText(accepted, audience.run)]),
    "### What to do",
    playbook.steps.map((step, index) => `${String(index + 1)}. ${step}`).join("\n"),
    ...(audience.public || rule.help === "" ? [] : [proseLines(rule.help, 3000)]),
    `More: ${code(playbook.page)} of claude-code-review.`,
    `*${wanted.scanner === undefined ? NOBODY_CLOSES : CLOSES} The text above is written anew when severity, place or day change: write into comments. Closing this as "not planned" leaves it closed and decides nothing: a decision is a ${code("/ccr")} command on a pull request, or in the policy.*`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const CLOSES =
  "claude-code-review keeps this ticket: it is closed when the finding is gone from the default branch in a complete run of the scanner that reported it, and opened again when it returns.";
const NOBODY_CLOSES =
  "claude-code-review keeps this ticket, and no scan of the branch can tell that it is done: whoever has dealt with it closes it, and says in a comment how.";

function whereText({ finding: { location }, commit, said }: WantedTicket, { run }: TicketAudience): string {
  if (said !== undefined) return commentLink(run, said);
  if (location === undefined) return "no place in the newest commit (an earlier commit, or the change as a whole).";
  const lines = location.endLine > location.startLine ? `-${String(location.endLine)}` : "";
  const shown = code(`${location.uri}:${String(location.startLine)}${lines}`, 300);
  const url = blobUrl(run, commit, location);
  return url === undefined ? shown : `[${shown}](${url})`;
}

function weakness(cwe: string): string {
  const url = cweUrl(cwe);
  return url === undefined ? code(cwe, 50) : `[${cwe}](${url})`;
}

/** In a code span nobody is mentioned. */
function acceptedText(accepted: Accepted, run: RunAddress): string {
  const { by, decision, until } = accepted;
  return `The risk was accepted until **${until}**: ${code(decision)} by ${code(by)} on ${commentLink(run, accepted)}, where the reason stands.`;
}

function commentLink(run: RunAddress, { pullRequest, comment }: NonNullable<WantedTicket["said"]>): string {
  const url = commentUrl(run, { pullRequest, comment });
  const where = `pull request ${String(pullRequest)}`;
  return url === undefined ? where : `[${where}](${url})`;
}
