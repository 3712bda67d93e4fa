/** What people decided about a pull request: its comments, read and checked anew for this gate. Nothing is remembered. */

import type { Severity, TriagedFinding } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import type { Policy } from "../policy.ts";
import { GitHubRefusal, type FetchedObjects } from "../ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../ports-github.ts";
import type { Change } from "../records.ts";
import type { Command, Decisions, Refused, SignOff } from "../sign-off.ts";
import { AFTER_LOOKUP, BEFORE_LOOKUP, firstObjection, rolesFor, tightens, type Claim } from "./authority.ts";
import { blobAt, type BlobPorts } from "./blob.ts";
import { parseCommand, SHORTEST_ID } from "./command.ts";
import { createLookups, type Lookups } from "./lookups.ts";
import {
  digestOf,
  findingOf,
  headAt,
  isSecret,
  needsTwo,
  statesRotation,
  termOf,
  unblocks,
  weigh,
} from "./sign-off.ts";

export interface DecisionsRequest {
  /** Pull request. */
  readonly number: number;
  /** After triage and merging. */
  readonly findings: readonly TriagedFinding[];
  readonly change: Pick<Change, "base" | "head">;
  /** At base. */
  readonly policy: Policy;
  readonly now: Date;
}

export interface DecisionsPorts {
  readonly people: Pick<
    People,
    "issueComments" | "pullRequestFacts" | "pullRequestsWithHead" | "permission" | "isTeamMember" | "codeOwnersErrors"
  >;
  readonly objects: Pick<FetchedObjects, "fileAt" | "commit" | "fetch">;
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
    const note = `What people decided in comments could not be read, so nothing of it counts: ${error.message}`;
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
  readonly objects: BlobPorts;
  /** Findings by the shortest id that may name them: many comments must not each be held against many findings. */
  readonly near: ReadonlyMap<string, readonly TriagedFinding[]>;
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
  if (facts.head !== request.change.head)
    return {
      ...NO_DECISIONS,
      refused,
      notes: ["The pull request moved on meanwhile, so no decision about this head counts."],
    };
  const lookups = createLookups({ policy: request.policy, base: request.change.base }, { people, objects });
  const reading: Reading = { ...request, facts, lookups, objects, near: byStart(request.findings) };
  const signOffs: SignOff[] = [];
  for (const one of written) {
    const answer = await check(one, reading);
    if ("objection" in answer)
      refused.push({
        ...{ command: one.command, by: personOf(one.comment), commentId: one.comment.id },
        reason: answer.objection,
      });
    else signOffs.push(answer);
  }
  const weighed = weighAll(signOffs, request);
  refused.push(...weighed.waiting);
  return alone({ ...NO_DECISIONS, signOffs: weighed.inForce, refused }, reading, people);
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

type Answer = SignOff | { readonly objection: string };

async function check({ comment, command }: Written, reading: Reading): Promise<Answer> {
  const { facts, near: findings, lookups } = reading;
  const named =
    command.kind === "decide" ? findingOf(command.finding, findings.get(startOf(command.finding)) ?? []) : undefined;
  if (named !== undefined && "objection" in named) return named;
  const finding = named?.finding;
  const about = finding && { severity: finding.severity, secret: isSecret(finding) };
  const known: Claim = { command, comment, pullRequest: facts, roles: [], unseen: [], ...(about && { about }) };
  const early = firstObjection(BEFORE_LOOKUP, known);
  if (early !== undefined) return { objection: early };
  const { login } = comment.author;
  const roles = await lookups.roles(login);
  // Strangers cost no request where the policy names logins.
  const asked = [...roles.roles, ...roles.unseen].some((role) => rolesFor(command)?.includes(role));
  const permission = asked ? await lookups.permission(login) : undefined;
  const late = firstObjection(AFTER_LOOKUP, { ...known, ...roles, permission });
  if (late !== undefined || permission === undefined) return { objection: late ?? "The account is not known." };
  const by = { by: personOf(comment), roleName: permission.roleName, roles: roles.roles };
  return bind({ comment, command, ...by }, finding, reading);
}

type Bound = Written & Pick<SignOff, "by" | "roleName" | "roles">;

async function bind(given: Bound, finding: TriagedFinding | undefined, reading: Reading): Promise<Answer> {
  const { comment, command, ...who } = given;
  if (command.kind !== "decide" && command.kind !== "override") return { objection: "It decides nothing." };
  const { head } = reading.change;
  const signOff = {
    ...who,
    command,
    commentId: comment.id,
    commentSha256: sha256(comment.body),
    at: comment.createdAt,
    head,
    ...(finding && { fingerprint: finding.fingerprint }),
  };
  if (tightens(command)) return signOff;
  if (command.kind === "override") {
    if (!head.startsWith(command.head)) return { objection: "The override is for another commit than the head." };
  } else if (finding !== undefined) {
    const objection = await unfit(given, finding, reading);
    if (objection !== undefined) return { objection };
  }
  const term = termOf(termFacts(command, finding, comment), { policy: reading.policy, today: dayOf(reading.now) });
  if ("objection" in term) return term;
  const place = finding === undefined ? { head } : await stillThere(comment, finding, reading);
  return "objection" in place ? place : { ...signOff, ...place, until: term.until };
}

function termFacts(command: SignOff["command"], finding: TriagedFinding | undefined, { createdAt }: IssueComment) {
  const decision = command.kind === "override" ? command.kind : command.decision;
  // What an incomplete run hides may be critical.
  const severity: Severity = finding?.severity ?? "critical";
  return { decision, severity, until: command.until, createdAt };
}

/** What the kind of decision asks of finding and person. */
async function unfit(
  { command, comment }: Bound,
  finding: TriagedFinding,
  { lookups }: Reading,
): Promise<string | undefined> {
  if (command.kind !== "decide") return undefined;
  if (command.decision === "mitigated" && isSecret(finding) && !statesRotation(command.reason))
    return "A secret is mitigated when it is worth nothing any more: the reason must say that it was rotated or revoked.";
  return command.decision === "accept-risk"
    ? lookups.ownership(comment.author.login, finding.location?.uri)
    : undefined;
}

/** The head that the comment was about is this head, or the finding's file is the same in both. */
async function stillThere(
  { createdAt }: IssueComment,
  { location }: TriagedFinding,
  { change, facts, objects }: Reading,
): Promise<Pick<SignOff, "head" | "blob"> | { readonly objection: string }> {
  const head = headAt(createdAt, facts.pushes);
  if (head === undefined)
    return {
      objection:
        "GitHub does not say which commit the comment was about: the token needs `contents: read` of the branch's repository; or write the command again.",
    };
  const blob = location && (await blobAt(change.head, location.uri, objects));
  const before = head === change.head ? blob : location && (await blobAt(head, location.uri, objects));
  if (head !== change.head && (blob === undefined || blob !== before))
    return {
      objection: "The file has changed since, or the finding stands in none: the decision was about an earlier head.",
    };
  return { head, ...(blob !== undefined && { blob }) };
}

function weighAll(
  signOffs: readonly SignOff[],
  { findings, policy }: DecisionsRequest,
): { readonly inForce: readonly SignOff[]; readonly waiting: readonly Refused[] } {
  const inForce: SignOff[] = [];
  const waiting: Refused[] = [];
  for (const fingerprint of new Set(signOffs.map((signOff) => signOff.fingerprint))) {
    const own = signOffs.filter((signOff) => signOff.fingerprint === fingerprint);
    const finding = findings.find((one) => one.fingerprint === fingerprint);
    const weighed = weigh(own, finding !== undefined && needsTwo(finding, policy) ? 2 : 1);
    inForce.push(...weighed.inForce);
    waiting.push(
      ...weighed.waiting.map(({ signOff: { command, by, commentId }, reason }) => ({ command, by, commentId, reason })),
    );
  }
  return { inForce: inForce.toSorted((a, b) => a.commentId - b.commentId), waiting };
}

/** A check stands on a commit: what was decided here would count for another pull request of the same head. */
async function alone(
  decisions: Decisions,
  { number, change }: Reading,
  people: Pick<People, "pullRequestsWithHead">,
): Promise<Decisions> {
  if (!decisions.signOffs.some(unblocks)) return decisions;
  const other = (await people.pullRequestsWithHead(change.head)).find((pull) => pull !== number);
  if (other === undefined) return decisions;
  const reason = `Pull request #${other} has the same head, and a check stands for both: close one of them.`;
  const voided = decisions.signOffs
    .filter(unblocks)
    .map(({ command, by, commentId }) => ({ command, by, commentId, reason }));
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

/** In UTC. */
function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
