/** From a review what is said on a pull request: comments on lines, and what has no line. */

import type { Edit, TriagedFinding } from "../finding.ts";
import type { ReviewComment } from "../ports.ts";
import type { Review } from "../records.ts";
import { placeOnDiff, shownLines, suggestionOf, type Lines, type Shown } from "./commentable.ts";
import type { RunAddress } from "./links.ts";
import { prose } from "./markdown-escape.ts";
import { findingMarkdown } from "./markdown-findings.ts";
import { linkedWhere } from "./markdown-parts.ts";
import { summaryText } from "./markdown-account.ts";
import { findingMarker } from "./markers.ts";
import { overview } from "./overview.ts";
import { OUTCOME_WORD } from "./words.ts";

/** More are not read one by one; the rest is in the review's text, the summary and the report. */
const MOST_INLINE = 30;
const MOST_LISTED = 30;

/** A finding, or several that say the same on the same lines, as a comment of its own. */
export interface InlineComment extends ReviewComment {
  readonly fingerprints: readonly string[];
  /** The same in one line of Markdown, for when GitHub does not show the lines. */
  readonly brief: string;
}

/** A finding without a line to comment on. */
export interface ListedFinding {
  readonly fingerprints: readonly string[];
  /** One line of Markdown. */
  readonly brief: string;
}

export interface CommentPlan {
  /** The verdict in one sentence of Markdown. */
  readonly headline: string;
  /** What the change does for security, in Markdown; absent when nobody said. */
  readonly summary?: string;
  /** Blocking first, worst first, as many as people read. */
  readonly inline: readonly InlineComment[];
  readonly listed: readonly ListedFinding[];
  /** Open findings of neither list: the same ones on every repetition of the run. */
  readonly notMentioned: number;
}

/** Undefined when nothing is open: there is nothing to comment on. */
export function planComments(review: Review, run: RunAddress): CommentPlan | undefined {
  const facts = overview(review);
  const as = findingMarkdown(facts, linkedWhere(run, review.change.head));
  const shown = shownLines(review.change);
  const open = [...facts.blocking, ...facts.otherOpen, ...facts.advisory];
  if (open.length === 0) return undefined;
  const inline: InlineComment[] = [];
  const listed: ListedFinding[] = [];
  let notMentioned = 0;
  for (const finding of open) {
    const at = inline.length < MOST_INLINE ? placed(finding, shown) : undefined;
    const fingerprints = [finding.fingerprint];
    if (at !== undefined) {
      const body = [...elsewhere(finding, at), as.comment(finding, at.suggestion)].join("\n\n");
      add(inline, { ...commentLines(at), path: at.uri, body, brief: as.brief(finding), fingerprints });
    } else if (listed.length < MOST_LISTED) listed.push({ fingerprints, brief: as.brief(finding) });
    else notMentioned += 1;
  }
  const headline = `**${OUTCOME_WORD[review.verdict.outcome]}**: ${prose(review.verdict.sentence.replace(/\.$/u, ""))}.`;
  const summary = summaryText(review);
  return {
    headline,
    ...(summary === undefined ? {} : { summary }),
    inline: inline.map(marked),
    listed,
    notMentioned,
  };
}

/** The lines that a suggestion replaces, else the finding's last lines that the diff shows. */
function placed(
  finding: TriagedFinding,
  shown: Shown,
): (Lines & { readonly uri: string; readonly suggestion?: Edit }) | undefined {
  const { location } = finding;
  const suggestion = suggestionOf(finding, shown);
  const lines = suggestion ?? placeOnDiff(location, shown);
  if (location === undefined || lines === undefined) return undefined;
  const { startLine, endLine } = lines;
  return { uri: location.uri, startLine, endLine, ...(suggestion === undefined ? {} : { suggestion }) };
}

function commentLines({ startLine, endLine }: Lines): Pick<ReviewComment, "line" | "startLine"> {
  return startLine < endLine ? { line: endLine, startLine } : { line: endLine };
}

/** Where the finding is, when the comment stands on other lines. */
function elsewhere({ location }: TriagedFinding, { startLine, endLine }: Lines): readonly string[] {
  if (location === undefined || (location.startLine === startLine && location.endLine === endLine)) return [];
  return [`About ${linesWords(location)}:`];
}

function linesWords({ startLine, endLine }: Lines): string {
  return endLine > startLine ? `lines ${startLine} to ${endLine}` : `line ${startLine}`;
}

/** Two of one rule on one line (two secrets, say) read the same: one comment, with a marker for each. */
function add(comments: InlineComment[], comment: InlineComment): void {
  const same = comments.findIndex(
    ({ path, line, startLine, body }) =>
      path === comment.path && line === comment.line && startLine === comment.startLine && body === comment.body,
  );
  const twin = comments[same];
  if (twin === undefined) comments.push(comment);
  else comments[same] = { ...twin, fingerprints: [...twin.fingerprints, ...comment.fingerprints] };
}

function marked(comment: InlineComment): InlineComment {
  return { ...comment, body: [comment.body, comment.fingerprints.map(findingMarker).join("\n")].join("\n\n") };
}
