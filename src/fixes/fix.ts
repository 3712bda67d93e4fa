/** `/ccr fix`: what is asked of Claude, what becomes of it, and what whoever asked is told. The only effects are a branch and a draft. */

import type { TriagedFinding } from "../finding.ts";
import type { Branches, FixPull } from "../ports-github.ts";
import { GitHubRefusal, type GitHub, type Model } from "../ports.ts";
import type { RunAddress } from "../publish/index.ts";
import type { Prices } from "../review/index.ts";
import type { Person } from "../sign-off.ts";
import { visible } from "../untrusted.ts";
import {
  commitMessage,
  draftAnswer,
  draftBody,
  playbookAnswer,
  refusedAnswer,
  suggestionAnswer,
  titleOf,
  type DraftWords,
  type PushToken,
} from "./body.ts";
import { checkFix, patchedFile, type CheckJob, type CheckPorts } from "./check.ts";
import { draftFix, type AskedFix, type Draft, type DraftJob } from "./draft.ts";
import type { PlacePorts } from "./places.ts";
import { playbookOf } from "./playbook.ts";
import { refusedBecause } from "./refusals.ts";

/** What the draft goes into: the branch of a pull request, or a branch by name (a ticket's: the default branch). */
export type FixTarget =
  { readonly kind: "pullRequest"; readonly number: number } | { readonly kind: "branch"; readonly branch: string };

export interface Reviewers {
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

export interface FixJob extends DraftJob, CheckJob {
  readonly target: FixTarget;
  readonly askedBy: Person;
  readonly token: PushToken;
  readonly run: RunAddress;
  /** Code owners of these paths, as CODEOWNERS at base names them. */
  readonly ownersOf: (uris: readonly string[]) => Reviewers;
}

export interface FixPorts extends PlacePorts, CheckPorts {
  /** With its budget around it; or a clause that says why nobody is asked. */
  readonly model: Model | { readonly nobody: string };
  readonly prices?: Prices | undefined;
  readonly branches: Branches;
  readonly gitHub: Pick<GitHub, "branchTip">;
}

export interface FixOutcome {
  readonly kind: "draft" | "suggestion" | "playbook" | "refused";
  /** Markdown, for the comment that answers. */
  readonly answer: string;
  /** `commit` is absent when the draft was there already. */
  readonly draft?: FixPull & { readonly branch: string; readonly commit?: string };
  /** What left for it (L8); absent when no question was put. */
  readonly asked?: AskedFix;
}

/** Where the draft would go, as GitHub has it now. */
interface Place {
  readonly baseBranch: string;
  /** A sentence: nothing may be pushed there. */
  readonly suggestOnly?: string;
}

/** Never throws `GitHubRefusal`: that is an answer. */
export async function fixFinding(job: FixJob, ports: FixPorts): Promise<FixOutcome> {
  const id = idOf(job.finding);
  const playbook = playbookOf(job.finding, id);
  if (playbook !== undefined) return { kind: "playbook", answer: playbookAnswer(playbook) };
  let asked: AskedFix | undefined;
  try {
    const place = await placeOf(job, ports);
    if ("refused" in place) return refused(id, place.refused);
    const existing = place.suggestOnly === undefined ? await findDraft(job, ports) : undefined;
    if (existing !== undefined) return existing;
    const { model } = ports;
    if ("nobody" in model) return refused(id, `Claude is not asked (${model.nobody})`);
    const drafted = await draftFix(job, { ...ports, model });
    asked = drafted.asked;
    if ("refused" in drafted)
      return {
        kind: "refused",
        answer: refusedAnswer(id, drafted.refused, drafted.explanation),
        ...(asked && { asked }),
      };
    const outcome = await concluded(drafted.draft, { job, place, id }, ports);
    return { ...outcome, ...(asked && { asked }) };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return { ...refused(id, refusedBecause(error)), ...(asked && { asked }) };
  }
}

function refused(id: string, why: string): FixOutcome {
  return { kind: "refused", answer: refusedAnswer(id, why) };
}

/** The beginning of the fingerprint's digest: what people type. */
function idOf({ fingerprint }: TriagedFinding): string {
  return (fingerprint.split(":").at(-1) ?? "").slice(0, 12);
}

function branchOf({ finding, change }: FixJob): string {
  return `ccr/fix/${idOf(finding)}-${change.head.slice(0, 12)}`;
}

/** Of the same finding and head there is one draft, whatever its state. */
function markerOf({ finding, change }: FixJob): string {
  const digest = /^[0-9a-f]{32}$/u.exec(finding.fingerprint.split(":").at(-1) ?? "")?.[0] ?? "unknown";
  return `<!-- claude-code-review:fix ${digest} ${change.head} -->`;
}

async function placeOf(
  { target, change }: FixJob,
  { branches, gitHub }: FixPorts,
): Promise<Place | { readonly refused: string }> {
  if (target.kind === "branch") {
    const tip = await gitHub.branchTip(target.branch);
    return tip === change.head ? { baseBranch: target.branch } : { refused: MOVED };
  }
  const source = await branches.source(target.number);
  if (source.state !== "open") return { refused: "the pull request is closed" };
  if (source.head !== change.head) return { refused: MOVED };
  return { baseBranch: source.branch, ...(source.fork && { suggestOnly: FORK }) };
}

const MOVED = "the branch has moved on; ask again when its new head is reviewed";
const FORK = "The pull request comes from a fork, into which nothing is pushed.";
const WORKFLOW = "It edits a workflow, which the token must not push.";

async function findDraft(job: FixJob, { branches }: FixPorts): Promise<FixOutcome | undefined> {
  const branch = branchOf(job);
  const found = await branches.findDraft(branch, markerOf(job));
  if (found === undefined) return undefined;
  const words = { id: idOf(job.finding), token: job.token, existing: true, notes: [] };
  return { kind: "draft", answer: draftAnswer(found, words), draft: { ...found, branch } };
}

interface Concluding {
  readonly job: FixJob;
  readonly place: Place;
  readonly id: string;
}

async function concluded(draft: Draft, { job, place, id }: Concluding, ports: FixPorts): Promise<FixOutcome> {
  const checked = await checkFix(draft, job, ports);
  if ("refused" in checked) return { kind: "refused", answer: refusedAnswer(id, checked.refused, draft.explanation) };
  const words: DraftWords = {
    ...job,
    ...{ id, head: job.change.head, model: draft.model, explanation: draft.explanation, evidence: checked.evidence },
    // Made visible first, as outputs show it: what is taken out there could put a secret together.
    patch: ports.redactor.redact(visible(checked.patch)),
  };
  const suggest = (why: string): FixOutcome => ({ kind: "suggestion", answer: suggestionAnswer(words, why) });
  const why = suggestOnly(draft, place) ?? (checked.unproved && `It is not proved: ${checked.unproved}.`);
  if (why !== undefined) return suggest(why);
  // Minutes lie between: nothing is pushed for a head that is not the head any more.
  const now = await placeOf(job, ports);
  if ("refused" in now) return refused(id, now.refused);
  if (now.suggestOnly !== undefined) return suggest(now.suggestOnly);
  return pushed(draft, { job, words, baseBranch: now.baseBranch }, ports);
}

function suggestOnly({ files }: Draft, place: Place): string | undefined {
  // GitHub refuses them without the permission `workflows`, which no `GITHUB_TOKEN` has.
  const workflow = files.some(({ file }) => /^\.github\/workflows\//iu.test(file.uri));
  return place.suggestOnly ?? (workflow ? WORKFLOW : undefined);
}

async function pushed(
  { files }: Draft,
  { job, words, baseBranch }: { readonly job: FixJob; readonly words: DraftWords; readonly baseBranch: string },
  { branches }: FixPorts,
): Promise<FixOutcome> {
  const [branch, marker] = [branchOf(job), markerOf(job)];
  const commit = await branches.commitOnBranch({
    branch,
    parent: job.change.head,
    message: commitMessage(words),
    files: files.map(patchedFile).map(({ path, mode, after }) => ({ path, mode, text: after })),
  });
  const { token } = job;
  const body = draftBody({ ...words, token, marker });
  const pull = await branches.openDraft({ title: titleOf(job.finding), body, branch, baseBranch, marker });
  const notes = await requestOwners(pull.number, job.ownersOf(files.map(({ file }) => file.uri)), branches);
  const answer = draftAnswer(pull, { id: words.id, token, existing: false, notes });
  return { kind: "draft", answer, draft: { ...pull, branch, commit } };
}

/** One who may not review refuses them all (422): then each alone. A draft without reviewers is a draft all the same. */
async function requestOwners(
  number: number,
  { people, teams }: Reviewers,
  branches: Branches,
): Promise<readonly string[]> {
  if (people.length + teams.length === 0) return ["No code owner is named for its files: ask somebody to review it."];
  try {
    await branches.requestReviewers(number, { people, teams });
    return [];
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    if (error.reason !== "invalid" || people.length + teams.length === 1) return [notRequested(error)];
  }
  const missed: GitHubRefusal[] = [];
  for (const one of [
    ...people.map((person) => ({ people: [person], teams: [] })),
    ...teams.map((team) => ({ people: [], teams: [team] })),
  ])
    try {
      await branches.requestReviewers(number, one);
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      missed.push(error);
    }
  return missed.map(notRequested);
}

function notRequested({ message }: GitHubRefusal): string {
  return `A code owner was not asked to review it: ${message}`;
}
