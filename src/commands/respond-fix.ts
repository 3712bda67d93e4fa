/** `/ccr fix` for a pull request: what the stage `fixes` needs of it. The one command for which head is fetched, as git objects. */

import { readChange } from "../change/index.ts";
import { ownersOf, readCodeOwners } from "../decisions/index.ts";
import { ExternalError } from "../errors.ts";
import type { FixOutcome } from "../fixes/index.ts";
import { accountFacts } from "../ledger/index.ts";
import { GitHubRefusal, type FetchedObjects, type GitHub, type WantedCommit } from "../ports.ts";
import type { Branches } from "../ports-github.ts";
import type { ReviewOptions } from "../request.ts";
import { resolveSettings } from "../settings.ts";
import type { Isolation, Subject, WorkflowRun } from "../subject.ts";
import { fetchChange } from "./action-change.ts";
import { fix, type FixCommand, type FixCommandPorts } from "./fix.ts";
import type { JobPorts, ReviewContext } from "./job.ts";
import type { Asked, Handled } from "./respond.ts";

export interface RespondFixPorts extends Omit<JobPorts, "objects" | "dependencyGraph"> {
  gitHub(run: WorkflowRun): GitHub;
  branches(run: WorkflowRun): Branches;
  readonly patches: FixCommandPorts["patches"];
  openFetched(run: WorkflowRun, commits: readonly WantedCommit[]): Promise<FetchedObjects>;
  isolation(): Isolation;
}

/** `options` are those of a review: the model, its budget, the scanners. */
export interface RespondFixOptions {
  readonly options: ReviewOptions;
  readonly context: ReviewContext;
}

/** @throws ConfigurationError: a setting is wrong */
export async function respondFix(asked: Asked, given: RespondFixOptions, ports: RespondFixPorts): Promise<Handled> {
  try {
    return await drafted(asked, given, ports);
  } catch (error) {
    // Before anybody was asked: what fails later `fixes` answers itself.
    if (error instanceof GitHubRefusal) return stopped(error.message);
    if (error instanceof ExternalError) return stopped(`${error.message} ${error.fix}`);
    throw error;
  }
}

function stopped(why: string): Handled {
  return { status: "failed", detail: `${why} No fix was drafted, and nothing was pushed.` };
}

async function drafted(
  asked: Asked,
  { options, context }: RespondFixOptions,
  given: RespondFixPorts,
): Promise<Handled> {
  const { command, comment, pullRequest: pull, run, policy } = asked;
  if (command.kind !== "fix") return { status: "skipped", detail: "The command asks for no fix." };
  const settings = resolveSettings(options.choices, policy.policy);
  for (const input of settings.ignored) given.log.warn(`Ignored input: ${input}.`);
  const token = context.environment.action?.fixToken === undefined ? "workflow" : "own";
  const gitHub = given.gitHub(run);
  const openFetched = (commits: readonly WantedCommit[]) => given.openFetched(run, commits);
  const { objects, request } = await fetchChange(subjectOf(asked), { log: given.log, gitHub, openFetched });
  const outcome = await fix(
    {
      finding: command.finding,
      pullRequest: pull.number,
      askedBy: comment.author,
      ...{ token, run, ownersOf: await reviewersOf(asked) },
    },
    {
      ...{ request: options, context, policy, settings },
      change: await readChange(request, objects),
      ...{ scope: "change", sarifFolder: run.workspace, dryRun: false },
    },
    { ...given, objects, dependencyGraph: gitHub, branches: given.branches(run) },
  );
  given.log.info(given.isolation().statement);
  const { kind, answer, failed } = outcome;
  return {
    status: failed ? "failed" : kind === "refused" ? "skipped" : "done",
    detail: DETAILS[kind],
    markdown: answer,
    facts: factsOf(outcome, asked),
  };
}

const DETAILS = {
  draft: "A draft of a fix is open.",
  suggestion: "A fix is suggested.",
  playbook: "There is a playbook for this; nothing was pushed.",
  refused: "No fix was drafted, and nothing was pushed.",
} as const;

/** What left for it as in a review (L8), and what came of it. */
function factsOf(
  { kind, asked, draft, pushed }: FixOutcome,
  { pullRequest: { head } }: Pick<Asked, "pullRequest">,
): NonNullable<Handled["facts"]> {
  const body = { kind, head, ...(draft && { pullRequest: draft.number }), ...pushed };
  return [...(asked === undefined ? [] : accountFacts(asked)), { type: "fixConcluded", body }];
}

/** The change as it was judged: its head may have moved since, which `fixes` looks at before it pushes. */
function subjectOf({ pullRequest: pull, baseTip }: Asked): Subject {
  const { number, head, baseBranch } = pull;
  // Whether it is a fork `fixes` asks for itself.
  return { kind: "pullRequest", number, base: baseTip, head, baseBranch, fork: false, dependabot: false };
}

/** Code owners as far as CODEOWNERS can be read; that nobody can be asked keeps no draft from being opened. */
async function reviewersOf({ objects, baseTip }: Asked): Promise<FixCommand["ownersOf"]> {
  const found = await readCodeOwners(objects, baseTip);
  if ("unusable" in found) return () => ({ people: [], teams: [] });
  return (uris) => {
    // An address is nobody that a review can be asked of.
    const names = uris.flatMap((uri) => ownersOf(found.rules, uri) ?? []).filter((name) => name.startsWith("@"));
    const unique = [...new Set(names.map((name) => name.slice(1)))];
    return {
      people: unique.filter((name) => !name.includes("/")),
      teams: unique.flatMap((name) => name.split("/").slice(1, 2)),
    };
  };
}
