/** What people decided about a change, and what they are asked to do about it: comments, dismissed alerts, tickets. */

import { NO_DECISIONS, ownersOf, readCodeOwners, readDecisions, readDismissals } from "../decisions/index.ts";
import { ConfigurationError, ExternalError } from "../errors.ts";
import type { TriagedFinding } from "../finding.ts";
import { GitHubRefusal, type Clock, type FetchedObjects, type GitHub } from "../ports.ts";
import type { People } from "../ports-github.ts";
import type { ActionReviewRequest } from "../request.ts";
import type { Decisions } from "../sign-off.ts";
import type { Job } from "./job.ts";
import { readPolicy, type ReadPolicy } from "./review-inputs.ts";
import { tickets, type TicketPorts, type TicketsRequest } from "./tickets.ts";

type Deciding = Pick<ActionReviewRequest, "run" | "subject" | "policy">;

interface DecidingPorts {
  readonly gitHub: Pick<GitHub, "branchTip">;
  readonly objects: FetchedObjects;
  readonly people: () => People;
  readonly clock: Clock;
}

/** Comments on a pull request, which a merge queue tries again, and dismissed alerts on a branch. */
export function deciding(
  request: Deciding,
  { gitHub, objects, people, clock }: DecidingPorts,
): (findings: readonly TriagedFinding[], job: Pick<Job, "change" | "policy">) => Promise<Decisions | undefined> {
  const { subject } = request;
  return async (findings, { change, policy: given }) => {
    const now = await baseNow(request, { policy: given, base: change.base }, { gitHub, objects });
    if ("unread" in now) return { ...NO_DECISIONS, notes: [now.unread] };
    const { policy, base } = now;
    // Absent, not empty: where nobody may decide no output tells people how to.
    if (policy.policy.roles === undefined) return undefined;
    const ports = { people: people(), objects };
    const asked = { findings, policy: policy.policy, now: clock.now() };
    if (subject.kind === "branch")
      return readDismissals({ ...asked, ref: subject.ref, base, head: change.head }, ports);
    const queued = subject.kind === "mergeGroup";
    const number = queued ? subject.pullRequest : subject.number;
    if (number === undefined) return undefined;
    const about = { ...asked, number, change: { ...change, base } };
    const decisions = await readDecisions({ ...about, ...(queued && { queued }) }, ports);
    if (policy.sha256 === given.sha256) return decisions;
    return {
      ...decisions,
      notes: [...decisions.notes, `Who may decide is from ${policy.source}, as the base branch has it now.`],
    };
  };
}

interface Base {
  readonly policy: ReadPolicy;
  readonly base: string;
}

/**
 * Where the base branch is now, where the event may be old: run again it is the one of the first attempt (docs.github.com,
 * "Re-running workflows and jobs"), and so would be the roles of somebody who has lost them since.
 */
async function baseNow(
  request: Deciding,
  told: Base,
  { gitHub, objects }: Pick<DecidingPorts, "gitHub" | "objects">,
): Promise<Base | { readonly unread: string }> {
  const { run, subject } = request;
  const mayBeOld = run.runAttempt > 1 || (subject.kind === "pullRequest" && subject.baseMayBeOld === true);
  if (subject.kind === "branch" || !mayBeOld) return told;
  try {
    const base = await gitHub.branchTip(subject.baseBranch);
    if (base === told.base) return told;
    const missing = await objects.fetch([{ commit: base, ref: `refs/heads/${subject.baseBranch}` }]);
    if (missing.length > 0) return unread(`GitHub does not serve its tip, ${base.slice(0, 12)}.`);
    return { base, policy: await readPolicy(request, { objects, base }) };
  } catch (error) {
    if (!isTold(error)) throw error;
    return unread(error.message);
  }
}

function unread(why: string): { readonly unread: string } {
  return { unread: `Who may decide could not be read from the base branch, so no decision counts: ${why}` };
}

function isTold(error: unknown): error is GitHubRefusal | ConfigurationError | ExternalError {
  return error instanceof GitHubRefusal || error instanceof ConfigurationError || error instanceof ExternalError;
}

type Ticketing = Omit<TicketPorts, "issues" | "advisories" | "webhook"> & {
  readonly objects: FetchedObjects;
  readonly base: string;
  readonly places: () => Pick<TicketPorts, "issues" | "advisories" | "webhook">;
};

export function ticketing(
  request: Omit<TicketsRequest, "ownersOf">,
  { objects, base, places, ...ports }: Ticketing,
): () => ReturnType<typeof tickets> {
  return async () => {
    const ownersOfPath = await codeOwnersOf(objects, base);
    return tickets({ ...request, ownersOf: ownersOfPath }, { ...ports, ...places() });
  };
}

/** Nobody, where CODEOWNERS cannot be read: a ticket without an assignee is one all the same. */
async function codeOwnersOf(objects: FetchedObjects, base: string): Promise<(path: string) => readonly string[]> {
  const found = await readCodeOwners(objects, base);
  return "unusable" in found ? () => [] : (path) => ownersOf(found.rules, path) ?? [];
}
