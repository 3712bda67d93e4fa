/** The text of a review: what it says beyond the comments on lines. */

import { count } from "../words.ts";
import { budgetOf } from "./budget.ts";
import { MOST_INLINE, type CommentPlan, type InlineComment, type ListedFinding } from "./comments.ts";
import { list } from "./markdown-parts.ts";
import { withPullRequest } from "./links.ts";
import { FINDING_MARKER, findingMarker, fingerprintKey, reviewMarker } from "./markers.ts";

/** GitHub takes 65,536 characters; in bytes, with room for the sentences and the markers of 60 findings. */
const LIST_BYTES = 45_000;

/** What of a plan is still to be said. */
export interface Unsaid extends CommentPlan {
  /** Had a line of their own in our diff, and GitHub does not show it. */
  readonly unshown: readonly ListedFinding[];
  /** Code scanning says on these lines what we would. */
  readonly annotated: readonly ListedFinding[];
}

/** Leaves out what one of our texts already speaks about. */
export function unsaid(plan: CommentPlan, said: ReadonlySet<string>): Unsaid {
  const isNew = ({ fingerprints }: { readonly fingerprints: readonly string[] }): boolean =>
    fingerprints.some((fingerprint) => !said.has(fingerprintKey(fingerprint)));
  return { ...plan, inline: plan.inline.filter(isNew), listed: plan.listed.filter(isNew), unshown: [], annotated: [] };
}

/** The same with comments in the text instead of on lines, for those that `isShown` says no to. */
export function withoutUnshown(plan: Unsaid, isShown: (comment: InlineComment) => boolean): Unsaid {
  return {
    ...plan,
    inline: plan.inline.filter(isShown),
    unshown: [...plan.unshown, ...plan.inline.filter((comment) => !isShown(comment))],
  };
}

/**
 * The same for a pull request whose results code scanning took: its annotations stand for comments that say no more, and
 * the others lead to the alerts.
 */
export function besideAlerts(plan: Unsaid, number: number): Unsaid {
  return {
    ...plan,
    inline: plan.inline.filter(({ alert }) => alert?.adds !== false).map((comment) => linked(comment, number)),
    annotated: plan.inline.filter(({ alert }) => alert?.adds === false),
    ...(plan.alerts === undefined ? {} : { alerts: withPullRequest(plan.alerts, number) }),
  };
}

function linked(comment: InlineComment, number: number): InlineComment {
  if (comment.alert === undefined) return comment;
  // The markers end the text, each but the first on the line after the one before.
  const end = comment.body.lastIndexOf(`\n\n${FINDING_MARKER}`);
  const link = `[Alerts of this rule](${withPullRequest(comment.alert.url, number)})`;
  return { ...comment, body: `${comment.body.slice(0, end)}\n\n${link}${comment.body.slice(end)}` };
}

export interface ReviewText {
  readonly body: string;
  readonly marker: string;
}

/**
 * The findings in the text carry their markers even where the text has no room for them: what was said once is not said twice.
 * @param earlier how many reviews of ours are there
 */
export function reviewText(plan: Unsaid, commit: string, earlier: number): ReviewText {
  const { headline, summary, inline, unshown, annotated, notMentioned } = plan;
  const listed = [...unshown, ...plan.listed];
  const prints = [...listed, ...annotated].flatMap(({ fingerprints }) => fingerprints);
  const marker = reviewMarker(commit, [...inline.flatMap(({ fingerprints }) => fingerprints), ...prints], earlier);
  const briefs = budgetOf(LIST_BYTES).fit(listed.map(({ brief }) => `- ${brief}`));
  return {
    body: [
      ...(summary === undefined ? [] : [summary]),
      [headline, ...sentences(plan)].join(" "),
      ...(listed.length > 0 ? [list(briefs)] : []),
      ...(notMentioned > 0
        ? [`*${count(notMentioned, "more open finding")}: see the job summary and the report.*`]
        : []),
      [marker, ...prints.map((print) => findingMarker(print))].join("\n"),
    ].join("\n\n"),
    marker,
  };
}

function sentences({ inline, listed, unshown, annotated, alerts }: Unsaid): readonly string[] {
  const are = (n: number): string => `${count(n, "new finding")} ${n === 1 ? "is" : "are"} listed here`;
  return [
    ...(inline.length > 0 ? [`${count(inline.length, "new comment")} on the lines.`] : []),
    ...(listed.length > 0
      ? [`${are(listed.length)}: without a line in this diff, or beyond the first ${MOST_INLINE}.`]
      : []),
    ...(unshown.length > 0 ? [`${are(unshown.length)}, whose lines GitHub's diff does not show.`] : []),
    ...(annotated.length > 0
      ? [`${count(annotated.length, "new finding")} on lines that code scanning annotates: [alerts](${alerts ?? ""}).`]
      : []),
  ];
}
