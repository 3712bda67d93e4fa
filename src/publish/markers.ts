/** What we find our own texts on a pull request by (L9): HTML comments, which GitHub stores and does not show. */

import { sha256 } from "../ledger/index.ts";

/** The first line of the summary comment. */
export const SUMMARY_MARKER = "<!-- claude-code-review:summary -->";
/** What the markers of findings begin with: enough to ask GitHub's lists with, not enough to believe. */
export const FINDING_MARKER = "<!-- claude-code-review:finding ";

const FINGERPRINT = /^(?:ccr\/)?v\d{1,9}:[0-9a-f]{32}$/u;
const MARKER_LINE =
  /^<!-- claude-code-review:(?<kind>finding|review|gone) (?<value>[\w:/]{1,100})(?: by (?<source>[a-z0-9:-]{1,60}))? -->$/u;
/** A scanner's name, with a digest where it stands for tools. */
const SOURCE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?::[0-9a-f]{8})?$/u;

/** @param source who found it (`sourceOf` in threads.ts); without it nobody can say later that it is gone */
export function findingMarker(fingerprint: string, source?: string): string {
  const by = source !== undefined && source.length <= 60 && SOURCE.test(source) ? ` by ${source}` : "";
  return `${FINDING_MARKER}${fingerprintKey(fingerprint)}${by} -->`;
}

/** What the markers of our reviews begin with. */
export const REVIEW_MARKER = "<!-- claude-code-review:review ";

/**
 * Of one review, which says these findings on this commit after so many reviews of ours: a create that may have failed is
 * looked for by it. Where people delete our comments the same is said once more, and the earlier review is still there.
 */
export function reviewMarker(commit: string, fingerprints: readonly string[], earlier: number): string {
  const digest = sha256([commit, String(earlier), ...fingerprints.map(fingerprintKey).toSorted()].join("\n"));
  return `${REVIEW_MARKER}${digest.slice(0, 16)} -->`;
}

/** Its finding is gone: we resolved the thread, or could not (`open`). */
export type Gone = "resolved" | "open";

export function goneMarker(gone: Gone): string {
  return `<!-- claude-code-review:gone ${gone} -->`;
}

/** What the markers that end a text of ours say. */
export interface Marked {
  /** By fingerprint, as `fingerprintKey` writes them: who found it, where the marker says so. */
  readonly sources: ReadonlyMap<string, string | undefined>;
  readonly gone?: Gone;
}

/**
 * Only the markers that end a text count: further up stand words of others, and a code span may hold the text of a marker.
 * Whoever edits them in a comment of ours may write to the repository, and so could resolve the thread as well.
 */
export function markedIn(body: string): Marked {
  const sources = new Map<string, string | undefined>();
  let gone: Gone | undefined;
  for (const line of body.trimEnd().split(/\r?\n/u).reverse()) {
    const { kind, value, source } = MARKER_LINE.exec(line.trimEnd())?.groups ?? {};
    if (kind === undefined || value === undefined) break;
    if (kind === "finding") sources.set(value, source);
    if (kind === "gone" && (value === "resolved" || value === "open")) gone = value;
  }
  return { sources, ...(gone !== undefined && { gone }) };
}

/** Which findings a text of ours is about. Two calls' results compare; they are not always fingerprints. */
export function fingerprintsIn(body: string): ReadonlySet<string> {
  return new Set(markedIn(body).sources.keys());
}

/** The fingerprint as markers hold it; of another form than ours (redacted, foreign) its digest stands for it. */
export function fingerprintKey(fingerprint: string): string {
  return FINGERPRINT.test(fingerprint) ? fingerprint : `other:${sha256(fingerprint).slice(0, 32)}`;
}

/** GitHub may keep line ends and the end of a text in its own way. */
export function asStored(body: string): string {
  return body.replaceAll("\r\n", "\n").trim();
}
