/** One review with comments on lines: only what no text of ours speaks about yet, and never twice. */

import { GitHubRefusal, type GitHub, type OwnText } from "../ports.ts";
import { count } from "../words.ts";
import type { InlineComment } from "./comments.ts";
import type { Result } from "./deliver.ts";
import type { GitHubEffect } from "./github-effects.ts";
import { FINDING_MARKER, fingerprintsIn } from "./markers.ts";
import { reviewText, unsaid, withoutUnshown, type Unsaid } from "./review-body.ts";

/** @throws GitHubRefusal */
export async function deliverReview(
  { pullRequest: { number, head }, plan }: Extract<GitHubEffect, { kind: "reviewComments" }>,
  gitHub: GitHub,
): Promise<Result> {
  const before = await gitHub.reviewComments(number, FINDING_MARKER);
  const fresh = unsaid(plan, fingerprintsOf([...before, ...(await gitHub.reviews(number, FINDING_MARKER))]));
  if (fresh.inline.length + fresh.listed.length === 0) return { status: "done", detail: "Nothing new to say." };
  const post = (what: Unsaid): Promise<void> =>
    gitHub.createReview(number, {
      ...reviewText(what, head),
      commit: head,
      comments: what.inline.map(({ path, line, startLine, body }) =>
        startLine === undefined ? { path, line, body } : { path, line, startLine, body },
      ),
    });
  const posted = await postWhatIsShown(fresh, post, () => gitHub.commentableLines(number));
  if (posted.inline.length > 0) await keepOldest(gitHub, number, before);
  const listed = posted.listed.length + posted.unshown.length;
  return {
    status: "done",
    detail: `${count(posted.inline.length, "comment")} on lines, ${count(listed, "finding")} in the review's text.`,
  };
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

/**
 * One comment off GitHub's diff refuses them all (422). GitHub's own diff is asked only then, and what it does not show
 * goes into the text; refused again, everything does.
 */
async function postWhatIsShown(
  fresh: Unsaid,
  post: (what: Unsaid) => Promise<void>,
  ask: () => Promise<ShownLines>,
): Promise<Unsaid> {
  if (await isTaken(post(fresh), fresh)) return fresh;
  const lines = await ask();
  const shown = withoutUnshown(fresh, (comment) => isShown(comment, lines));
  if (shown.unshown.length > 0 && (await isTaken(post(shown), shown))) return shown;
  const nothingInline = withoutUnshown(fresh, () => false);
  await post(nothingInline);
  return nothingInline;
}

/** False when GitHub refuses the comments; without any there is nothing to leave out, and the refusal stands. */
async function isTaken(posting: Promise<void>, { inline }: Unsaid): Promise<boolean> {
  try {
    await posting;
    return true;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.reason === "invalid" && inline.length > 0) return false;
    throw error;
  }
}

function isShown({ path, line, startLine = line }: InlineComment, lines: ShownLines): boolean {
  const shown = lines.get(path);
  if (shown === undefined) return false;
  for (let number = startLine; number <= line; number++) if (!shown.has(number)) return false;
  return true;
}
