/** On a branch the record of a decision is the dismissed alert: GitHub keeps who, when, why, and who approved it. */

import { dayOf } from "../day.ts";
import { compareSeverity, type TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { GitHubRefusal } from "../ports.ts";
import type { ApprovedDismissal, DismissedAlert, People } from "../ports-github.ts";
import type { CountedDismissal, Decision, Decisions, Person, RefusedDismissal } from "../sign-off.ts";
import { AFTER_LOOKUP, firstObjection, rolesFor } from "./authority.ts";
import { blobAt, type BlobPorts } from "./blob.ts";
import { createLookups, once, type LookupPorts, type Lookups } from "./lookups.ts";
import { NO_DECISIONS } from "./read.ts";
import { headAt, isSecret, needsTwo, rowOf, termOf } from "./sign-off.ts";

export interface DismissalsRequest {
  /** `refs/heads/main`. */
  readonly ref: string;
  readonly findings: readonly TriagedFinding[];
  readonly policy: Policy;
  /** The commit that policy and CODEOWNERS are read at, and that the change starts from. */
  readonly base: string;
  readonly head: string;
  readonly now: Date;
}

export interface DismissalsPorts extends LookupPorts {
  readonly people: LookupPorts["people"] &
    Pick<People, "dismissals" | "approvedDismissals" | "branchPushes" | "authorsBetween">;
  readonly objects: BlobPorts;
}

/** GitHub's own words (REST, "dismissed_reason"). */
const MEANS: ReadonlyMap<string, Decision> = new Map([
  ["false positive", "fp"],
  ["won't fix", "wont-fix"],
  ["used in tests", "used-in-tests"],
]);

/** Never throws `GitHubRefusal`: what cannot be read decides nothing, and the notes say so (L5). */
export async function readDismissals(request: DismissalsRequest, ports: DismissalsPorts): Promise<Decisions> {
  if (request.policy.roles === undefined) return NO_DECISIONS;
  try {
    const matches = matching(request.findings, await ports.people.dismissals(request.ref));
    if (matches.length === 0) return NO_DECISIONS;
    const reading = readingOf(request, ports);
    const counted: CountedDismissal[] = [];
    const refused: RefusedDismissal[] = [];
    for (const match of matches) {
      const answer = await check(match, reading);
      const { alert, by } = match.dismissed;
      if ("objection" in answer)
        refused.push({ alert, by, fingerprint: match.finding.fingerprint, reason: answer.objection });
      else counted.push(answer);
    }
    return { ...NO_DECISIONS, dismissals: counted, ...(refused.length > 0 && { dismissalsRefused: refused }) };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const note = `Dismissed alerts could not be read, so none of them counts: ${error.message} Run the review again when they can be; docs/permissions.md has what that takes.`;
    return { ...NO_DECISIONS, notes: [note] };
  }
}

interface Match {
  readonly dismissed: DismissedAlert;
  readonly finding: TriagedFinding;
  readonly secret: boolean;
}

/** GitHub's API shows no fingerprint: the same tool, rule and place, and one finding alone that has them. */
function matching(findings: readonly TriagedFinding[], alerts: readonly DismissedAlert[]): readonly Match[] {
  const secrets = new Set(findings.filter(isSecret).map(rowOf));
  const open = findings.filter(({ disposition }) => disposition.status === "open");
  return alerts.flatMap((dismissed) => {
    const here = open.filter((finding) => isOf(dismissed, finding));
    const exact = here.length > 1 ? here.filter(({ location }) => location?.startColumn === dismissed.column) : here;
    const [finding, ...others] = exact;
    if (finding === undefined || others.length > 0) return [];
    return [{ dismissed, finding, secret: isSecret(finding) || secrets.has(finding.fingerprint) }];
  });
}

function isOf({ tool, rule, path, line }: DismissedAlert, { source, rule: { id }, location }: TriagedFinding): boolean {
  const isIts = source.kind === "scanner" && source.tool === tool && id === rule;
  return isIts && location?.uri === path && location.startLine === line;
}

interface Reading extends DismissalsRequest {
  readonly lookups: Lookups;
  readonly objects: BlobPorts;
  readonly pushes: () => ReturnType<People["branchPushes"]>;
  readonly authors: () => ReturnType<People["authorsBetween"]>;
  readonly approved: () => ReturnType<People["approvedDismissals"]>;
}

function readingOf(request: DismissalsRequest, { people, objects }: DismissalsPorts): Reading {
  const { ref, base, head } = request;
  return {
    ...request,
    objects,
    lookups: createLookups(request, { people, objects }),
    pushes: once(() => people.branchPushes(ref, head)),
    authors: once(() => people.authorsBetween(base, head)),
    approved: once(() => people.approvedDismissals()),
  };
}

type Objection = { readonly objection: string };

async function check(match: Match, reading: Reading): Promise<CountedDismissal | Objection> {
  const { dismissed, finding } = match;
  const decision = MEANS.get(dismissed.reason);
  if (decision === undefined) return { objection: "Its reason is none that this program knows." };
  const today = dayOf(reading.now);
  const { severity, fingerprint } = finding;
  const term = termOf({ decision, severity, until: undefined, createdAt: dismissed.at }, { ...reading, today });
  if ("objection" in term) return term;
  const place = await placeOf(match, reading);
  if ("objection" in place) return place;
  const found = await deciders(match, decision, reading);
  if ("objection" in found) return found;
  const [first, second] = found.people;
  const { alert, reason, at, comment } = dismissed;
  return {
    ...{ alert, reason, at, comment, decision, fingerprint, until: term.until, ...place, ...first },
    ...(second !== undefined && { second }),
  };
}

/** The file was the same when the alert was dismissed, where the alert stands, and here: nothing else was dismissed. */
async function placeOf(
  { dismissed, finding }: Match,
  { head: now, pushes, objects }: Reading,
): Promise<Pick<CountedDismissal, "head" | "blob"> | Objection> {
  const uri = finding.location?.uri;
  const head = headAt(dismissed.at, (await pushes()).pushes);
  if (head === undefined || uri === undefined)
    return {
      objection:
        "GitHub does not say what the branch pointed at when the alert was dismissed: the token needs `contents: read`; or dismiss it again.",
    };
  const blob = await blobAt(now, uri, objects);
  for (const commit of new Set([head, dismissed.commit]))
    if (blob === undefined || (commit !== now && (await blobAt(commit, uri, objects)) !== blob))
      return {
        objection: "The file has changed since the alert was dismissed: the dismissal was about an earlier commit.",
      };
  return blob === undefined ? { objection: "The file is not in head." } : { head, blob };
}

type Decider = NonNullable<CountedDismissal["second"]>;

/** As many people with the right as the finding takes: who dismissed it, and who approved that. */
async function deciders(
  match: Match,
  decision: Decision,
  reading: Reading,
): Promise<{ readonly people: readonly [Decider, ...Decider[]] } | Objection> {
  const needed = needsTwo(match, reading.policy) ? 2 : 1;
  const people: Decider[] = [];
  const objections: string[] = [];
  const asked = new Set<number>();
  const ask = async (candidates: readonly Person[]): Promise<void> => {
    for (const by of candidates) {
      if (people.length >= needed || asked.has(by.id)) continue;
      asked.add(by.id);
      const answer = await decider(by, { match, decision }, reading);
      if ("objection" in answer) objections.push(`${by.login}: ${answer.objection}`);
      else people.push(answer);
    }
  };
  const { by, approvedBy } = match.dismissed;
  await ask([by, ...(approvedBy === undefined ? [] : [approvedBy])]);
  if (people.length < needed) await ask(peopleOf(match.dismissed, await reading.approved()));
  const [first, ...others] = people;
  if (first !== undefined && people.length >= needed) return { people: [first, ...others] };
  const two = needed === 2 ? ["This finding takes two people, and GitHub shows no second one who approved it."] : [];
  return { objection: [...two, ...objections].join(" ") };
}

/** GitHub carries out what was approved at once; an approval of another time was of another dismissal. */
const AT_ONCE_MS = 60_000;

function peopleOf(dismissed: DismissedAlert, approved: readonly ApprovedDismissal[]): readonly Person[] {
  return approved
    .filter(
      ({ alert, reason, at }) =>
        alert === dismissed.alert &&
        reason === dismissed.reason &&
        Math.abs(Date.parse(dismissed.at) - Date.parse(at)) <= AT_ONCE_MS,
    )
    .flatMap(({ requester, reviewer }) => [requester, reviewer]);
}

async function decider(
  by: Person,
  { match: { dismissed, finding, secret }, decision }: { readonly match: Match; readonly decision: Decision },
  { lookups, pushes, authors }: Reading,
): Promise<Decider | Objection> {
  const command = { kind: "decide", decision, finding: "", reason: dismissed.comment } as const;
  const roles = await lookups.roles(by.login);
  const mayHave = roles.roles.some((role) => rolesFor(command)?.includes(role));
  const permission = mayHave ? await lookups.permission(by.login) : undefined;
  const objection = firstObjection(AFTER_LOOKUP, { command, comment: { author: by }, ...roles, permission });
  if (objection !== undefined || permission === undefined)
    return { objection: objection ?? "The account is not known." };
  if (secret || compareSeverity(finding.severity, "high") >= 0) {
    const { lastPusher } = await pushes();
    const written = await authors();
    if (lastPusher === undefined || written === undefined)
      return { objection: "GitHub does not say whose commits these are, who must not be the one that decides." };
    if ([lastPusher, ...written].some(({ id }) => id === by.id))
      return { objection: "Who wrote or pushed the change does not decide this one." };
  }
  return { by, roleName: permission.roleName, roles: roles.roles };
}
