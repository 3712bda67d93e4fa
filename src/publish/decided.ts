/** What people decided about a run, worked out once: text, Markdown and page only lay it out. */

import { CERTAIN_ID, digestOf } from "../decisions/index.ts";
import type { TriagedFinding } from "../finding.ts";
import type { Review } from "../records.ts";
import {
  DECISION_WORD,
  type CountedDismissal,
  type Refused,
  type RefusedDismissal,
  type SignOff,
} from "../sign-off.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import { place } from "./words.ts";

export const DECIDED_TITLE = "What people decided";
/** Over the commands that came to nothing. */
export const REFUSED_TITLE = "Commands that do not count";

/** Where it was said: a comment of the pull request, or an alert of code scanning. */
export interface DecisionRecord {
  readonly kind: "comment" | "alert";
  readonly number: number;
}

export interface DecidingPerson {
  readonly login: string;
  /** "approvers, write access": the roles, and what GitHub calls the account's right. */
  readonly right: string;
}

/** One decision in force. What is not called ours may hold anything: each output escapes. */
export interface DecidedWords {
  /** "risk accepted". Ours. */
  readonly said: string;
  /** The last day; absent for what never unblocks. */
  readonly until?: string;
  /** Absent for an override, and where the run does not hold the finding. */
  readonly finding?: TriagedFinding;
  /** What people type; absent for an override. */
  readonly id?: string;
  /** One, or two who said it together. */
  readonly people: readonly DecidingPerson[];
  readonly record: DecisionRecord;
  readonly reason: string;
}

/** One command that came to nothing. */
export interface RefusedWords {
  readonly login?: string;
  readonly record: DecisionRecord;
  /** Absent where it named none. */
  readonly id?: string;
  /** "false positive", when it was understood. Ours. */
  readonly asked?: string;
  readonly reason: string;
}

export interface Decided {
  readonly inForce: readonly DecidedWords[];
  readonly refused: readonly RefusedWords[];
  /** Findings that do not gate because of it. */
  readonly signedOff: number;
}

/** By which people name a finding in a command: so long that nobody makes a second one; undefined when the fingerprint is of another form than ours. */
export function findingId(fingerprint: string): string | undefined {
  const digest = digestOf(fingerprint);
  return /^[0-9a-f]{32}$/u.test(digest) ? digest.slice(0, CERTAIN_ID) : undefined;
}

export function decidedOf({ decisions, findings }: Pick<Review, "decisions" | "findings">): Decided {
  const known = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const about = (fingerprint: string | undefined): Pick<DecidedWords, "finding" | "id"> => {
    const finding = fingerprint === undefined ? undefined : known.get(fingerprint);
    const id = fingerprint === undefined ? undefined : findingId(fingerprint);
    return { ...(finding && { finding }), ...(id !== undefined && { id }) };
  };
  return {
    inForce: [
      ...(decisions?.signOffs ?? []).map((one) => ({ ...signOffWords(one), ...about(one.fingerprint) })),
      ...(decisions?.dismissals ?? []).map((one) => ({ ...dismissalWords(one), ...about(one.fingerprint) })),
    ],
    refused: [
      ...(decisions?.refused ?? []).map(refusedWords),
      ...(decisions?.dismissalsRefused ?? []).map(refusedDismissalWords),
    ],
    signedOff: findings.filter(({ disposition }) => disposition.status === "suppressed" && disposition.by === "signOff")
      .length,
  };
}

/** "2 findings signed off by people."; nothing when there are none. */
export function signedOffWords({ signedOff }: Decided): readonly string[] {
  return signedOff === 0 ? [] : [`${count(signedOff, "finding")} signed off by people.`];
}

function signOffWords({ command, until, commentId, ...who }: SignOff): DecidedWords {
  return {
    said: command.kind === "decide" ? DECISION_WORD[command.decision] : "this head may pass incomplete",
    ...(until !== undefined && { until }),
    people: [personWords(who)],
    record: { kind: "comment", number: commentId },
    reason: command.reason,
  };
}

function dismissalWords({ decision, until, alert, comment, second, ...who }: CountedDismissal): DecidedWords {
  return {
    ...{ said: DECISION_WORD[decision], until },
    people: [personWords(who), ...(second === undefined ? [] : [personWords(second)])],
    record: { kind: "alert", number: alert },
    reason: comment,
  };
}

function refusedWords({ command, by, commentId, reason }: Refused): RefusedWords {
  const asked = command?.kind === "decide" ? DECISION_WORD[command.decision] : command?.kind;
  return {
    record: { kind: "comment", number: commentId },
    reason,
    ...(command?.kind === "decide" && { id: command.finding }),
    ...(by && { login: by.login }),
    ...(asked !== undefined && { asked }),
  };
}

function refusedDismissalWords({ alert, by, fingerprint, reason }: RefusedDismissal): RefusedWords {
  const id = findingId(fingerprint);
  return {
    ...{ record: { kind: "alert", number: alert }, login: by.login, asked: "dismissal", reason },
    ...(id !== undefined && { id }),
  };
}

function personWords({ by, roles, roleName }: Pick<SignOff, "by" | "roles" | "roleName">): DecidingPerson {
  return { login: by.login, right: [...roles, `${oneLine(roleName, 50)} access`].join(", ") };
}

/** "risk accepted until 2026-12-22, 0123abcd, src/a.ts:3: ada (approvers, write access) in comment 17, because …". */
export function decidedSentence({ said, until, finding, id, people, record, reason }: DecidedWords): string {
  const what = [
    until === undefined ? said : `${said} until ${oneLine(until, 10)}`,
    ...(id === undefined ? [] : [id]),
    ...(finding?.location === undefined ? [] : [place(finding.location, 100)]),
  ];
  const who = people.map(({ login, right }) => `${oneLine(login, 50)} (${oneLine(right, 200)})`).join(" and ");
  return `${what.join(", ")}: ${who} in ${record.kind} ${String(record.number)}${because(reason)}`;
}

/** "false positive of 0123abcd by ada in comment 17: why". */
export function refusedSentence({ login, record, id, asked, reason }: RefusedWords): string {
  const of = id === undefined ? "" : ` of ${oneLine(id, 32)}`;
  const by = login === undefined ? "" : ` by ${oneLine(login, 50)}`;
  return `${asked ?? "a command"}${of}${by} in ${record.kind} ${String(record.number)}: ${oneLine(reason, 600)}`;
}

/** Whoever dismisses an alert need not say why. */
function because(reason: string): string {
  return reason === "" ? "" : `, because ${oneLine(reason, 300)}`;
}
