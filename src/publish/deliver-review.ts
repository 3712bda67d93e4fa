/** One review with comments on lines: only what no text of ours speaks about yet, and never twice. */

import { GitHubRefusal, type GitHub, type OwnText } from "../ports.ts";
import type { Threads } from "../ports-github.ts";
import { count } from "../words.ts";
import type { InlineComment } from "./comments.ts";
import type { Result } from "./deliver.ts";
import { deliverThreads } from "./deliver-threads.ts";
import type { GitHubEffect } from "./github-effects.ts";
import { FINDING_MARKER, fingerprintsIn, REVIEW_MARKER } from "./markers.ts";
import { besideAlerts, reviewText, unsaid, withoutUnshown, type Unsaid } from "./review-body.ts";

export interface Reviewing {
  readonly gitHub: GitHub;
  readonly threads: Threads;
  /** Code scanning took the upload of this run. */
  readonly annotated: boolean;
}

/** @throws GitHubRefusal */
export async function deliverReview(
  { pullRequest, plan }: Extract<GitHubEffect, { kind: "reviewComments" }>,
  { gitHub, threads, annotated }: Reviewing,
): Promise<Result> {
  const before = await gitHub.reviewComments(pullRequest.number, FINDING_MARKER);
  const said = await post({ pullRequest, plan, annotated, before }, gitHub);
  // Without a comment of ours there is no thread of ours.
  const kept = before.length === 0 ? [] : await deliverThreads(pullRequest, plan.standing, threads);
  return { status: "done", detail: [said, ...kept].join(" ") };
}

interface Posting extends Pick<Extract<GitHubEffect, { kind: "reviewComments" }>, "pullRequest" | "plan"> {
  readonly annotated: boolean;
  readonly before: readonly OwnText[];
}

/** What is new, in one review. */
async function post(
  { pullRequest: { number, head }, plan, annotated, before }: Posting,
  gitHub: GitHub,
): Promise<string> {
  if (plan.inline.length + plan.listed.length === 0) return "Nothing new to say.";
  const earlier = await gitHub.reviews(number, REVIEW_MARKER);
  const unsaidYet = unsaid(plan, fingerprintsOf([...before, ...earlier]));
  if (unsaidYet.inline.length + unsaidYet.listed.length === 0) return "Nothing new to say.";
  const fresh = annotated ? besideAlerts(unsaidYet, number) : unsaidYet;
  const create = (what: Unsaid): Promise<void> =>
    gitHub.createReview(number, {
      ...reviewText(what, head, earlier.length),
      commit: head,
      comments: what.inline.map(({ path, line, startLine, body }) =>
        startLine === undefined ? { path, line, body } : { path, line, startLine, body },
      ),
    });
  const { posted, refused } = await postWhatIsShown(fresh, create, () => gitHub.commentableLines(number));
  if (posted.inline.length > 0) await keepOldest(gitHub, number, before);
  const listed = posted.listed.length + posted.unshown.length;
  const alerts = posted.annotated.length;
  return [
    `${count(posted.inline.length, "comment")} on lines, ${count(listed, "finding")} in the review's text`,
    ...(alerts === 0 ? [] : [`, ${count(alerts, "finding")} left to code scanning's annotations`]),
    ...(refused === undefined ? ["."] : [`, since not all lines take one: ${refused.message}`]),
  ].join("");
}

function fingerprintsOf(texts: readonly OwnText[]): ReadonlySet<string> {
  return new Set(texts.flatMap(({ body }) => [...fingerprintsIn(body)]));
}

/**
 * Two runs that both saw no comment have both made theirs: each lists again, and both keep the older one. What was there
 * before this run is left alone: somebody may have answered it.
 */
async function keepOldest(gitHub: GitHub, number: number, before: readonly OwnText[]): Promise<void> {
  const old = new Set(before.map(({ id }) => id));
  const said = new Set(fingerprintsOf(before));
  for (const { id, body } of await gitHub.reviewComments(number, FINDING_MARKER)) {
    if (old.has(id)) continue;
    const prints = [...fingerprintsIn(body)];
    if (prints.length > 0 && prints.every((fingerprint) => said.has(fingerprint))) await gitHub.deleteReviewComment(id);
    for (const fingerprint of prints) said.add(fingerprint);
  }
}

type ShownLines = Awaited<ReturnType<GitHub["commentableLines"]>>;

interface Posted {
  readonly posted: Unsaid;
  /** Why not all comments stand on their lines. */
  readonly refused?: GitHubRefusal;
}

/**
 * One comment off GitHub's diff refuses them all (422). GitHub's own diff is asked only then, and what it does not show
 * goes into the text; refused again, everything does.
 */
async function postWhatIsShown(
  fresh: Unsaid,
  create: (what: Unsaid) => Promise<void>,
  ask: () => Promise<ShownLines>,
): Promise<Posted> {
  const refused = await refusalOf(create(fresh), fresh);
  if (refused === undefined) return { posted: fresh };
  const lines = await ask();
  const shown = withoutUnshown(fresh, (comment) => isShown(comment, lines));
  if (shown.unshown.length > 0 && (await refusalOf(create(shown), shown)) === undefined)
    return { posted: shown, refused };
  const nothingInline = withoutUnshown(fresh, () => false);
  await create(nothingInline);
  return { posted: nothingInline, refused };
}

/** Of the comments; without any there is nothing to leave out, and the refusal is thrown. */
async function refusalOf(creating: Promise<void>, { inline }: Unsaid): Promise<GitHubRefusal | undefined> {
  try {
    await creating;
    return undefined;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.reason === "invalid" && inline.length > 0) return error;
    throw error;
  }
}

function isShown({ path, line, startLine = line }: InlineComment, lines: ShownLines): boolean {
  const shown = lines.get(path);
  if (shown === undefined) return false;
  for (let number = startLine; number <= line; number++) if (!shown.has(number)) return false;
  return true;
}
