/** From a review what is said on a pull request: comments on lines, and what has no line. */

import type { Edit, TriagedFinding } from "../finding.ts";
import type { ReviewComment } from "../ports.ts";
import type { Change, Review } from "../records.ts";
import { isUploaded } from "../sarif/index.ts";
import { placeOnDiff, shownLines, suggestionOf, type Lines, type Shown } from "./commentable.ts";
import { alertsUrl, type RunAddress } from "./links.ts";
import { prose } from "./markdown-escape.ts";
import { findingMarkdown } from "./markdown-findings.ts";
import { linkedWhere } from "./markdown-parts.ts";
import { summaryText } from "./markdown-account.ts";
import { findingMarker } from "./markers.ts";
import { overview } from "./overview.ts";
import { sourceOf, standingOf, type Standing } from "./threads.ts";
import { OUTCOME_WORD } from "./words.ts";

/** More are not read one by one; the rest is in the review's text, the summary and the report. */
export const MOST_INLINE = 30;
const MOST_LISTED = 30;

/** A finding, or several that say the same on the same lines, as a comment of its own. */
export interface InlineComment extends ReviewComment {
  readonly fingerprints: readonly string[];
  /** The same in one line of Markdown, for when GitHub does not show the lines. */
  readonly brief: string;
  /** Where code scanning takes the upload of this run, it annotates these lines itself. */
  readonly alert?: Alert;
}

export interface Alert {
  /** The page of the rule's alerts, of all pull requests. */
  readonly url: string;
  /** The comment says what the annotation does not: a suggested edit, or what Claude thinks of it. */
  readonly adds: boolean;
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
  /** The page of the repository's alerts; absent where there is no such page to be sure of. */
  readonly alerts?: string;
  /** For the threads that are there already. */
  readonly standing: Standing;
}

export function planComments(review: Review, run: RunAddress): CommentPlan {
  const facts = overview(review);
  const as = findingMarkdown(facts, linkedWhere(run, review.change.head));
  const shown = shownLines(review.change);
  const open = [...facts.blocking, ...facts.otherOpen, ...facts.advisory];
  const alertOf = alerting(review, run);
  const inline: InlineComment[] = [];
  const listed: ListedFinding[] = [];
  let notMentioned = 0;
  for (const finding of open) {
    const at = inline.length < MOST_INLINE ? placed(finding, shown) : undefined;
    const fingerprints = [finding.fingerprint];
    if (at !== undefined) {
      const body = [...elsewhere(finding, at), as.comment(finding, at.suggestion)].join("\n\n");
      const alert = alertOf(finding, facts.opinions.has(finding.fingerprint));
      const comment = { ...commentLines(at), path: at.uri, body, brief: as.brief(finding), fingerprints };
      add(inline, alert === undefined ? comment : { ...comment, alert });
    } else if (listed.length < MOST_LISTED) listed.push({ fingerprints, brief: as.brief(finding) });
    else notMentioned += 1;
  }
  const headline = `**${OUTCOME_WORD[review.verdict.outcome]}**: ${prose(review.verdict.sentence.replace(/\.$/u, ""))}.`;
  const summary = summaryText(review);
  const alerts = alertsUrl(run);
  const commented = new Set(inline.flatMap(({ fingerprints }) => fingerprints));
  const sources = new Map(
    open
      .filter(({ fingerprint }) => commented.has(fingerprint))
      .map((finding) => [finding.fingerprint, sourceOf(finding, review)]),
  );
  return {
    headline,
    ...(summary === undefined ? {} : { summary }),
    inline: inline.map((comment) => marked(comment, sources)),
    ...{ listed, notMentioned, standing: standingOf(review) },
    ...(alerts === undefined ? {} : { alerts }),
  };
}

/** Code scanning annotates an alert whose lines the change has all added or edited, and none of another tool than those uploaded. */
function alerting(
  { scan, change }: Review,
  run: RunAddress,
): (finding: TriagedFinding, isExplained: boolean) => Alert | undefined {
  const uploaded = new Set(scan.runs.filter(isUploaded).map(({ tool }) => tool));
  const added = addedLines(change);
  return ({ rule, source, location, fix }, isExplained) => {
    const url = alertsUrl(run, rule.id);
    if (url === undefined || location === undefined || source.kind !== "scanner" || !uploaded.has(source.tool))
      return undefined;
    const lines = added.get(location.uri);
    for (let line = location.startLine; line <= location.endLine; line += 1)
      if (lines?.has(line) !== true) return undefined;
    return { url, adds: isExplained || fix !== undefined };
  };
}

function addedLines({ files }: Change): ReadonlyMap<string, ReadonlySet<number>> {
  const ofHunk = ({ lines }: Change["files"][number]["hunks"][number]): readonly number[] =>
    lines.flatMap(({ kind, headLine }) => (kind === "added" && headLine !== undefined ? [headLine] : []));
  return new Map(files.map(({ uri, hunks }) => [uri, new Set(hunks.flatMap(ofHunk))]));
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

function marked(comment: InlineComment, sources: ReadonlyMap<string, string | undefined>): InlineComment {
  const markers = comment.fingerprints.map((fingerprint) => findingMarker(fingerprint, sources.get(fingerprint)));
  return { ...comment, body: [comment.body, markers.join("\n")].join("\n\n") };
}
