/** What a ticket says, in Markdown: where, what, by when, what to do. No code and no secret is in it, and it holds no mention. */

import { SEVERITIES, type TriagedFinding } from "../finding.ts";
import { canonical, sha256 } from "../ledger/index.ts";
import { blobUrl, code, cweUrl, prose, proseLines, type RunAddress } from "../publish/index.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";
import { DUE_WORDS } from "./due.ts";
import { kindOf, PLAYBOOKS } from "./playbooks.ts";
import type { Accepted, WantedTicket } from "./ticket.ts";

/** What all tickets of ours begin with: enough to ask lists with. */
export const TICKET_MARKER = "<!-- claude-code-review:ticket ";

const FIRST_LINE =
  /^<!-- claude-code-review:ticket (?<key>[\w:/]{1,100})(?: by (?<scanner>[a-z0-9-]{1,40}))? says (?<says>[0-9a-f]{16}) (?<standing>found|gone|overdue) -->$/u;

/** What the first line of a ticket of ours says. Whoever edits it may close the ticket as well. */
export interface TicketMark {
  readonly key: string;
  readonly scanner?: string;
  readonly says: string;
  /** `gone`: we closed it. */
  readonly standing: "found" | "gone" | "overdue";
}

export function ticketMark({ key, scanner, says, standing }: TicketMark): string {
  return `${ticketMarker(key)}${scanner === undefined ? "" : `by ${scanner} `}says ${says} ${standing} -->`;
}

/** By which the ticket of one finding is found. */
export function ticketMarker(key: string): string {
  return `${TICKET_MARKER}${key} `;
}

/** Only the first line counts: below it stand words of others. */
export function ticketMarkIn(body: string): TicketMark | undefined {
  const { key, scanner, says, standing } = FIRST_LINE.exec(body.split(/\r?\n/u, 1)[0]?.trimEnd() ?? "")?.groups ?? {};
  if (key === undefined || says === undefined) return undefined;
  if (standing !== "found" && standing !== "gone" && standing !== "overdue") return undefined;
  return { key, says, standing, ...(scanner !== undefined && { scanner }) };
}

/** The same ticket with another standing: everything below the first line stays as it is. */
export function withMark(body: string, mark: TicketMark): string {
  return body.replace(/^[^\r\n]*/u, () => ticketMark(mark));
}

const FINGERPRINT = /^(?:ccr\/)?v\d{1,9}:[0-9a-f]{32}$/u;

/** The fingerprint as markers hold it; of another form than ours its digest stands for it. */
export function keyOf(fingerprint: string): string {
  return FINGERPRINT.test(fingerprint) ? fingerprint : `other:${sha256(fingerprint).slice(0, 32)}`;
}

/** Digest of what makes a ticket be written anew: severity, place, rule, and what was accepted. */
export function saysOf({ finding, accepted }: WantedTicket): string {
  const { severity, rule, location } = finding;
  const place = location === undefined ? null : [location.uri, location.startLine, location.endLine];
  const risk = accepted === undefined ? null : [accepted.decision, accepted.by.id, accepted.until ?? null];
  return sha256(canonical([severity, rule.id, place, risk])).slice(0, 16);
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

/** Without the first line. */
export function ticketText(
  wanted: WantedTicket,
  { audience, due }: { readonly audience: TicketAudience; readonly due: string },
): string {
  const { finding, accepted } = wanted;
  const { rule, severity } = finding;
  const playbook = PLAYBOOKS[kindOf(rule)];
  const said = audience.public ? rule.fullDescription : finding.message;
  const parts = [
    `**${severity}** ${code(rule.id, 200)} ${rule.cwe.slice(0, 5).map(weakness).join(", ")}`.trim(),
    `Where: ${whereText(wanted, audience)}`,
    proseLines(said, 1000),
    `Due on **${due}**: ${DUE_WORDS}.`,
    ...(accepted === undefined ? [] : [acceptedText(accepted)]),
    "### What to do",
    playbook.steps.map((step, index) => `${String(index + 1)}. ${step}`).join("\n"),
    ...(audience.public || rule.help === "" ? [] : [proseLines(rule.help, 3000)]),
    `More: ${code(playbook.page)} of claude-code-review.`,
    `*${wanted.scanner === undefined ? NOBODY_CLOSES : CLOSES} The text above is written anew when severity or place change: write into comments. Closing this as "not planned" leaves it closed and decides nothing: a decision is a ${code("/ccr")} command on a pull request, or in the policy.*`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const CLOSES =
  "claude-code-review keeps this ticket: it is closed when the finding is gone from the default branch in a complete run of the scanner that reported it, and opened again when it returns.";
const NOBODY_CLOSES =
  "claude-code-review keeps this ticket, and no scan of the branch can tell that it is done: whoever has dealt with it closes it, and says in a comment how.";

function whereText({ finding: { location }, commit }: WantedTicket, { run }: TicketAudience): string {
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
function acceptedText({ by, decision, reason, until, pullRequest }: Accepted): string {
  const last = until === undefined ? "" : ` until **${/^\d{4}-\d\d-\d\d$/u.test(until) ? until : "?"}**`;
  return `The risk was accepted${last}: ${code(decision)} by ${code(by.login)} on pull request ${code(`#${String(pullRequest)}`)}, because: ${prose(reason, 500)}`;
}

/** Severities that advisories have. */
export function advisorySeverity({
  severity,
}: Pick<TriagedFinding, "severity">): "critical" | "high" | "medium" | "low" {
  const [, lowest, ...higher] = SEVERITIES;
  return severity === "none" ? lowest : (higher.find((one) => one === severity) ?? lowest);
}
