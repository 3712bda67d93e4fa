/** What we find our own texts on a pull request by (L9): HTML comments, which GitHub stores and does not show. */

import { sha256 } from "../ledger/index.ts";

/** The first line of the summary comment. */
export const SUMMARY_MARKER = "<!-- claude-code-review:summary -->";
/** What the markers of findings begin with: enough to ask GitHub's lists with, not enough to believe. */
export const FINDING_MARKER = "<!-- claude-code-review:finding ";

const FINGERPRINT = /^(?:ccr\/)?v\d{1,9}:[0-9a-f]{32}$/u;
const MARKER_LINE = /^<!-- claude-code-review:(?<kind>finding|review) (?<value>[\w:/]{1,100}) -->$/u;

export function findingMarker(fingerprint: string): string {
  return `${FINDING_MARKER}${known(fingerprint)} -->`;
}

/** Of one review, which says these findings on this commit: a create that may have failed is looked for by it. */
export function reviewMarker(commit: string, fingerprints: readonly string[]): string {
  const digest = sha256([commit, ...fingerprints.map(known).toSorted()].join("\n"));
  return `<!-- claude-code-review:review ${digest.slice(0, 16)} -->`;
}

/**
 * Which findings a text of ours is about. Only the markers that end it count: further up stand words of others, and a
 * code span may hold the text of a marker. Two calls' results compare; they are not always fingerprints.
 */
export function fingerprintsIn(body: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of body.trimEnd().split(/\r?\n/u).reverse()) {
    const marker = MARKER_LINE.exec(line.trimEnd())?.groups;
    if (marker === undefined) break;
    if (marker["kind"] === "finding" && marker["value"] !== undefined) found.add(marker["value"]);
  }
  return found;
}

/** The fingerprint as markers hold it; of another form than ours (redacted, foreign) its digest stands for it. */
export function known(fingerprint: string): string {
  return FINGERPRINT.test(fingerprint) ? fingerprint : `other:${sha256(fingerprint).slice(0, 32)}`;
}
