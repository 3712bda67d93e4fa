/** The only effects of a fix: a branch, a draft and its reviewers. What GitHub does not take stays in the answer. */

import { GitHubRefusal } from "../ports.ts";
import type { Branches } from "../ports-github.ts";
import { isSkip } from "../publish/index.ts";
import { commitMessage, draftAnswer, draftBody, suggestionAnswer, titleOf, type DraftWords } from "./body.ts";
import { patchedFile } from "./check.ts";
import type { Draft } from "./draft.ts";
import type { FixJob, FixOutcome, Reviewers } from "./fix.ts";
import { refusedBecause } from "./refusals.ts";

export interface Opening {
  readonly job: FixJob;
  readonly words: DraftWords;
  readonly branch: string;
  readonly baseBranch: string;
  readonly marker: string;
}

interface Sought extends Pick<Opening, "branch" | "marker"> {
  readonly job: Pick<FixJob, "token">;
  readonly words: Pick<DraftWords, "id">;
}

type Pushes = { readonly branches: Branches };

/** Never throws `GitHubRefusal`. */
export async function openDraft(draft: Draft, opening: Opening, ports: Pushes): Promise<FixOutcome> {
  const { words, branch } = opening;
  let pushed: FixOutcome["pushed"];
  try {
    pushed = { branch, commit: await commit(draft, opening, ports) };
    return await opened(draft, { ...opening, pushed }, ports);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    // The branch may be another job's, which was asked for the same and is done.
    const theirs = error.reason === "invalid" ? await findDraft(opening, ports).catch(unlessRefused) : undefined;
    if (theirs !== undefined) return theirs;
    const why = pushed === undefined ? notPushed(error, branch) : notOpened(error, branch);
    return {
      ...{ kind: "suggestion", answer: suggestionAnswer(words, why) },
      ...(pushed !== undefined && { pushed }),
      ...(!isSkip(error) && { failed: true }),
    };
  }
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof GitHubRefusal)) throw error;
}

/** The one of this finding and head, if there is one. @throws GitHubRefusal */
export async function findDraft(
  { job: { token }, words: { id }, branch, marker }: Sought,
  { branches }: Pushes,
): Promise<FixOutcome | undefined> {
  const found = await branches.findDraft(branch, marker);
  if (found === undefined) return undefined;
  return { kind: "draft", answer: draftAnswer(found, { id, token, existing: true, notes: [] }), draft: found };
}

function commit({ files }: Draft, { job, words, branch }: Opening, { branches }: Pushes): Promise<string> {
  return branches.commitOnBranch({
    ...{ branch, parent: job.change.head, message: commitMessage(words) },
    files: files.map(patchedFile).map(({ path, mode, after }) => ({ path, mode, text: after })),
  });
}

async function opened(
  { files }: Draft,
  { job, words, branch, baseBranch, marker, pushed }: Opening & Required<Pick<FixOutcome, "pushed">>,
  { branches }: Pushes,
): Promise<FixOutcome> {
  const { token } = job;
  const body = draftBody({ ...words, token, marker });
  const pull = await branches.openDraft({ title: titleOf(job.finding), body, branch, baseBranch, marker });
  const notes = await requestOwners(pull.number, job.ownersOf(files.map(({ file }) => file.uri)), branches);
  const answer = draftAnswer(pull, { id: words.id, token, existing: false, notes });
  return { kind: "draft", answer, draft: pull, pushed };
}

function notPushed(error: GitHubRefusal, branch: string): string {
  const known = isSkip(error) || error.reason === "invalid";
  const what = known ? "Nothing was pushed" : `Whether the branch \`${branch}\` was made is not known: look for it`;
  return `${what}. ${refusedBecause(error)}.`;
}

function notOpened(error: GitHubRefusal, branch: string): string {
  const known = isSkip(error) || error.reason === "invalid";
  const what = known ? "no draft was opened" : "whether a draft was opened is not known";
  return `It is on the branch \`${branch}\`, and ${what}. ${refusedBecause(error)}. Open a pull request from the branch, or delete it before you ask again.`;
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
