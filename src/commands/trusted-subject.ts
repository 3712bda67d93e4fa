/** From the id of a run that strangers could start to the one pull request that it stands for: everything by GitHub's API. */

import { ConfigurationError } from "../errors.ts";
import type { Forks, OpenPull, TriggeringRun } from "../ports-forks.ts";
import type { GitHub } from "../ports.ts";
import { checkName, claimOf } from "../publish/index.ts";
import type { ActionTrustedRequest } from "../request.ts";
import type { Subject, UntrustedRun } from "../subject.ts";
import { oneLine } from "../untrusted.ts";

export interface TrustedSubject {
  readonly subject: Extract<Subject, { readonly kind: "pullRequest" }>;
  /** What it stands for. */
  readonly of: UntrustedRun;
  /** On the head commit. */
  readonly check: { readonly name: string; readonly externalId: string };
}

/** A sentence: why there is nothing to do. It is no fault of the job's. */
export interface Nothing {
  readonly nothing: string;
}

export interface LookupPorts {
  readonly forks: Pick<Forks, "artifactsSha256" | "openPulls" | "checksOf">;
  readonly gitHub: Pick<GitHub, "branchTip">;
}

/**
 * @throws ConfigurationError `event-unsupported` when more than one pull request fits
 * @throws GitHubRefusal
 */
export async function trustedSubject(
  request: ActionTrustedRequest,
  run: TriggeringRun,
  { forks, gitHub }: LookupPorts,
): Promise<TrustedSubject | Nothing> {
  const from = originOf(run, request.workflow);
  if ("nothing" in from) return from;
  const pull = thePull((await forks.openPulls(from)).filter((open) => isOf(open, run, from)));
  if (pull === undefined) return { nothing: `No open pull request has ${shown(run.head)} as its head any more.` };
  const { head, labels } = pull;
  if (request.label !== undefined && !labels.includes(request.label))
    return { nothing: `Pull request ${String(pull.number)} does not have the label ${oneLine(request.label, 50)}.` };
  const subject = subjectOf(pull, run);
  const name = checkName(subject);
  const claim = claimOf(pull);
  // Only people with the right to write can have a run run again; by closing and opening a pull request nobody spends twice.
  const isWanted = run.attempt > 1 || request.run.runAttempt > 1;
  if (!isWanted && (await forks.checksOf(head, name)).some((id) => id.startsWith(claim)))
    return {
      nothing: `${shown(head)} was reviewed before, or is being reviewed: see its check ${name}. To review it again, run this job again.`,
    };
  return {
    of: await untrusted(run, from, forks),
    check: { name, externalId: `${claim}${request.run.runId}.${String(request.run.runAttempt)}` },
    // Not the commit that the pull request was opened on: the policy of today decides.
    subject: { ...subject, base: await gitHub.branchTip(pull.baseBranch) },
  };
}

function subjectOf(
  { number, head, headRepositoryId, baseBranch, defaultBranch }: OpenPull,
  { repository, dependabot }: TriggeringRun,
): Omit<TrustedSubject["subject"], "base"> {
  const fork = headRepositoryId !== repository.id;
  return { kind: "pullRequest", number, head, baseBranch, defaultBranch, fork, dependabot };
}

async function untrusted(
  { id, attempt, head, conclusion }: TriggeringRun,
  { repositoryId: headRepositoryId }: Origin,
  forks: Pick<Forks, "artifactsSha256">,
): Promise<UntrustedRun> {
  return {
    ...{ id, attempt, head, headRepositoryId },
    ...(conclusion !== undefined && { conclusion: oneLine(conclusion, 50) }),
    artifactsSha256: await forks.artifactsSha256(id),
  };
}

/** Where the run's commit lives. */
interface Origin {
  readonly owner: string;
  readonly branch: string;
  readonly repositoryId: number;
}

/** Or why the run is none of ours. */
function originOf(run: TriggeringRun, workflow: string): Origin | Nothing {
  const { event, path, headRepository, headBranch, repository, conclusion } = run;
  if (event !== "pull_request")
    return { nothing: `The run that ended was not for pull_request but for ${oneLine(event, 50)}.` };
  // Any pull request can bring a workflow of the same name, and `on: workflow_run` goes by the name.
  if (fileOf(path) !== workflow)
    return { nothing: `The run that ended was of ${oneLine(path, 200)} and not of ${workflow}.` };
  if (headRepository === undefined || headBranch === undefined)
    return { nothing: "The fork that the run was for is gone." };
  if (headRepository.id === repository.id && !run.dependabot)
    return { nothing: "The pull request comes from this repository, so its own run had all that it needs." };
  // GitHub calls such a run completed before it has begun.
  if (conclusion === "action_required")
    return { nothing: "The run waits for a maintainer's approval, and so does this review." };
  return { owner: headRepository.owner, branch: headBranch, repositoryId: headRepository.id };
}

/** A ref may stand behind it (GitHub's description: `octocat/octo-repo/.github/workflows/ci.yml@main`). */
function fileOf(path: string): string {
  return path.replace(/@.*$/su, "");
}

function isOf({ head, headBranch, headRepositoryId }: OpenPull, run: TriggeringRun, from: Origin): boolean {
  return head === run.head && headBranch === from.branch && headRepositoryId === from.repositoryId;
}

function thePull(fits: readonly OpenPull[]): OpenPull | undefined {
  if (fits.length <= 1) return fits[0];
  const numbers = fits.map(({ number }) => `#${String(number)}`).join(", ");
  throw new ConfigurationError(
    "event-unsupported",
    `The pull requests ${numbers} have the same head branch and commit, and the run does not tell which it was for.`,
    "Close all but one of them, and run this job again.",
  );
}

function shown(commit: string): string {
  return commit.slice(0, 12);
}
