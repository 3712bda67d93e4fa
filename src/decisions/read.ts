/** What people decided about a pull request: its comments, read and checked anew for this gate. Nothing is remembered. */

import { dayOf } from "../day.ts";
import { compareSeverity, type TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { GitHubRefusal } from "../ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../ports-github.ts";
import type { Change } from "../records.ts";
import type { Command, Decisions, Refused, SignOff } from "../sign-off.ts";
import { AFTER_LOOKUP, BEFORE_LOOKUP, firstObjection, rolesFor, tightens, type Claim } from "./authority.ts";
import { bind, type Answer, type Binding, type Row } from "./bind.ts";
import { blobAt, type BlobPorts } from "./blob.ts";
import { parseCommand, SHORTEST_ID } from "./command.ts";
import { createLookups, once, type Lookups } from "./lookups.ts";
import { withoutLost } from "./lost.ts";
import { digestOf, isSecret, namedBy, needsTwo, REPLACED, rowOf, unblocks, weigh } from "./sign-off.ts";

export interface DecisionsRequest {
  /** Pull request. */
  readonly number: number;
  /** After triage and merging. */
  readonly findings: readonly TriagedFinding[];
  readonly change: Pick<Change, "base" | "head" | "baseBranch">;
  /** At base. */
  readonly policy: Policy;
  readonly now: Date;
  /** A merge queue's commit, which is no head of the pull request: what was decided goes along with unchanged files. */
  readonly queued?: true;
}

export interface DecisionsPorts {
  readonly people: Pick<
    People,
    | "issueComments"
    | "conversationSince"
    | "rewrittenComments"
    | "pullRequestFacts"
    | "pullRequestsWithHead"
    | "permission"
    | "isTeamMember"
    | "codeOwnersErrors"
  >;
  readonly objects: BlobPorts;
}

export const NO_DECISIONS: Decisions = { signOffs: [], dismissals: [], refused: [], notes: [] };

/** Never throws `GitHubRefusal`: what cannot be read decides nothing, and the notes say so (L5). */
export async function readDecisions(request: DecisionsRequest, ports: DecisionsPorts): Promise<Decisions> {
  // Without roles nobody may decide, so nobody is asked.
  if (request.policy.roles === undefined) return NO_DECISIONS;
  try {
    return await read(request, ports);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const note = `What people decided in comments could not be read, so nothing of it counts: ${error.message} Run the review again when it can be; docs/permissions.md has what that takes.`;
    return { ...NO_DECISIONS, notes: [note] };
  }
}

interface Written {
  readonly comment: IssueComment;
  readonly command: Command;
}

interface Reading extends DecisionsRequest {
  readonly facts: PullRequestFacts;
  readonly lookups: Lookups;
  readonly binding: Binding;
  /** Findings by the shortest id that may name them: many comments must not each be held against many findings. */
  readonly near: ReadonlyMap<string, readonly TriagedFinding[]>;
  /** By fingerprint. */
  readonly rows: ReadonlyMap<string, Row>;
}

async function read(request: DecisionsRequest, { people, objects }: DecisionsPorts): Promise<Decisions> {
  const comments = (await people.issueComments(request.number)).toSorted((a, b) => a.id - b.id);
  const refused: Refused[] = [];
  const written: Written[] = [];
  for (const comment of comments) {
    const parsed = parseCommand(comment.body);
    if (parsed === undefined) continue;
    if ("mistake" in parsed) refused.push({ by: personOf(comment), commentId: comment.id, reason: parsed.mistake });
    // What asks for something to be done was done, or not, when it was written.
    else if (parsed.command.kind === "decide" || parsed.command.kind === "override")
      written.push({ comment, command: parsed.command });
  }
  if (written.length === 0) return { ...NO_DECISIONS, refused };
  const facts = await people.pullRequestFacts(request.number);
  const moved = movedOn(request, facts);
  if (moved !== undefined) return { ...NO_DECISIONS, refused, notes: [moved] };
  const reading = readingOf(request, facts, { people, objects });
  const judged = await judgeAll(written, reading);
  const lost = await withoutLost(
    { number: request.number, comments, signOffs: judged.signOffs },
    { people, lookups: reading.lookups },
  );
  const weighed = weighAll(lost.standing, reading);
  refused.push(...judged.refused, ...lost.refused, ...weighed.waiting);
  return alone({ ...NO_DECISIONS, signOffs: weighed.inForce, refused }, reading, people);
}

/** Why people no longer look at what this run is about: anybody who may write can run an old one again. */
function movedOn({ queued, change }: DecisionsRequest, now: PullRequestFacts): string | undefined {
  if (queued !== true && now.head !== change.head)
    return "The pull request moved on meanwhile, so no decision about this head counts.";
  return change.baseBranch === undefined || change.baseBranch === now.baseBranch
    ? undefined
    : "The pull request goes into another branch now, so no decision counts for the one that this run is about.";
}

async function judgeAll(
  written: readonly Written[],
  reading: Reading,
): Promise<Pick<Decisions, "signOffs" | "refused">> {
  let signOffs: readonly SignOff[] = [];
  const refused: Refused[] = [];
  for (const one of written)
    for (const named of rowsFor(one, reading)) {
      const answer: Answer = "objection" in named ? named : await check(one, named.row, reading);
      if (!("objection" in answer)) {
        signOffs = [...signOffs, answer];
        continue;
      }
      refused.push(refusedOf(one, answer.objection));
      if (answer.ended !== true || !("row" in named)) continue;
      const isReplaced = replacedBy(one, named.row);
      refused.push(...signOffs.filter(isReplaced).map((earlier) => withdrawn(earlier, REPLACED)));
      signOffs = signOffs.filter((earlier) => !isReplaced(earlier));
    }
  return { signOffs, refused };
}

/** Whoever decides again no longer says what they said before, also when the later word has ended. */
function replacedBy({ comment: { author } }: Written, row: Row | undefined): (earlier: SignOff) => boolean {
  return (earlier) =>
    unblocks(earlier) && earlier.by.id === author.id && earlier.fingerprint === row?.finding.fingerprint;
}

function withdrawn({ command, by, commentId }: SignOff, reason: string): Refused {
  return { command, by, commentId, reason };
}

function readingOf(request: DecisionsRequest, facts: PullRequestFacts, ports: DecisionsPorts): Reading {
  const { policy, change, findings, now } = request;
  const lookups = createLookups({ policy, base: change.base }, ports);
  const blobOf = once((commit: string, uri: string) => blobAt(commit, uri, ports.objects));
  return {
    ...request,
    ...{ facts, lookups, near: byStart(findings), rows: rowsOf(findings) },
    binding: { head: change.head, policy, today: dayOf(now), facts, lookups, blobOf },
  };
}

/** Of reports with one fingerprint the worst: the SARIF file of another step may hold the same one as a milder. */
function rowsOf(findings: readonly TriagedFinding[]): ReadonlyMap<string, Row> {
  const secrets = new Set(findings.filter(isSecret).map(rowOf));
  return new Map(
    findings
      .toSorted((a, b) => compareSeverity(a.severity, b.severity))
      .map((finding) => [finding.fingerprint, { finding, secret: secrets.has(finding.fingerprint) }]),
  );
}

function refusedOf({ command, comment }: Written, reason: string): Refused {
  return { command, by: personOf(comment), commentId: comment.id, reason };
}

type Named = { readonly row: Row | undefined } | { readonly objection: string };

/**
 * The row that the command is about. What only tightens is about all that its id may name, or a second finding whose id
 * begins alike would make a `reopen` count for none.
 */
function rowsFor({ command }: Written, { near, rows }: Reading): readonly Named[] {
  if (command.kind !== "decide") return [{ row: undefined }];
  const named = namedBy(command.finding, near.get(startOf(command.finding)) ?? []);
  if ("objection" in named) return [named];
  const prints = [...new Set(named.findings.map(rowOf))];
  if (tightens(command)) return prints.map((print) => ({ row: rows.get(print) }));
  const [only, ...others] = named.findings;
  if (only === undefined || others.length > 0)
    return [{ objection: `More than one finding has an id that begins with ${command.finding}: write more of it.` }];
  if (only.disposition.status === "merged")
    return [{ objection: `The finding stands in the row of ${digestOf(only.disposition.into)}: decide that one.` }];
  return [{ row: rows.get(only.fingerprint) }];
}

function byStart(findings: readonly TriagedFinding[]): Reading["near"] {
  const near = new Map<string, TriagedFinding[]>();
  for (const finding of findings) {
    const start = startOf(digestOf(finding.fingerprint));
    const others = near.get(start);
    if (others === undefined) near.set(start, [finding]);
    else others.push(finding);
  }
  return near;
}

function startOf(id: string): string {
  return id.slice(0, SHORTEST_ID);
}

async function check({ comment, command }: Written, row: Row | undefined, reading: Reading): Promise<Answer> {
  const { facts, lookups, binding } = reading;
  const about = row && { severity: row.finding.severity, secret: row.secret };
  const known: Claim = { command, comment, pullRequest: facts, roles: [], unseen: [], ...(about && { about }) };
  const early = firstObjection(BEFORE_LOOKUP, known);
  if (early !== undefined) return { objection: early, ...(comment.hidden === true && { ended: true }) };
  const { login } = comment.author;
  const roles = await lookups.roles(login);
  // Strangers cost no request where the policy names logins.
  const asked = roles.roles.some((role) => rolesFor(command)?.includes(role));
  const permission = asked ? await lookups.permission(login) : undefined;
  const late = firstObjection(AFTER_LOOKUP, { ...known, ...roles, permission });
  if (late !== undefined || permission === undefined) return { objection: late ?? "The account is not known." };
  const by = { by: personOf(comment), roleName: permission.roleName, roles: roles.roles };
  return bind({ comment, command, ...by }, row, binding);
}

function weighAll(
  signOffs: readonly SignOff[],
  { rows, policy }: Pick<Reading, "rows" | "policy">,
): { readonly inForce: readonly SignOff[]; readonly waiting: readonly Refused[] } {
  const inForce: SignOff[] = [];
  const waiting: Refused[] = [];
  for (const [fingerprint, own] of byFingerprint(signOffs)) {
    const row = rows.get(fingerprint ?? "");
    const weighed = weigh(own, row !== undefined && needsTwo(row, policy) ? 2 : 1);
    inForce.push(...weighed.inForce);
    waiting.push(...weighed.waiting.map(({ signOff, reason }) => withdrawn(signOff, reason)));
  }
  return { inForce: inForce.toSorted((a, b) => a.commentId - b.commentId), waiting };
}

function byFingerprint(signOffs: readonly SignOff[]): ReadonlyMap<string | undefined, readonly SignOff[]> {
  const groups = new Map<string | undefined, SignOff[]>();
  for (const signOff of signOffs) {
    const group = groups.get(signOff.fingerprint);
    if (group === undefined) groups.set(signOff.fingerprint, [signOff]);
    else group.push(signOff);
  }
  return groups;
}

/** A check stands on a commit: what was decided here would count for another pull request of the same head. */
async function alone(
  decisions: Decisions,
  { number, facts }: Reading,
  people: Pick<People, "pullRequestsWithHead">,
): Promise<Decisions> {
  if (!decisions.signOffs.some(unblocks)) return decisions;
  const other = (await people.pullRequestsWithHead(facts.head)).find((pull) => pull !== number);
  if (other === undefined) return decisions;
  const reason = `Pull request #${other} has the same head, and a check stands for both: close one of them.`;
  const voided = decisions.signOffs.filter(unblocks).map((signOff) => withdrawn(signOff, reason));
  return {
    ...decisions,
    signOffs: decisions.signOffs.filter((signOff) => !unblocks(signOff)),
    refused: [...decisions.refused, ...voided],
  };
}

/** The override that lets an incomplete run of this head pass. It never turns a failed gate. */
export function overrideOf({ signOffs }: Decisions): SignOff | undefined {
  return signOffs.findLast(({ command }) => command.kind === "override");
}

function personOf({ author: { id, login } }: IssueComment): SignOff["by"] {
  return { id, login };
}
