/** Who reads what: job summaries, comments and artifacts of a public repository everybody, alerts of code scanning only who may write. */

import type { Review } from "../records.ts";
import type { WorkflowRun } from "../subject.ts";
import { count } from "../words.ts";

/** Kept and not counted: what the change did not bring. */
const NOT_BROUGHT = new Set(["unchanged", "outsideDiff"]);

/** The review as far as all its readers may know it: a flaw that nobody has fixed yet is not told to everybody. */
export function readable(review: Review, { isPublic }: Pick<WorkflowRun, "isPublic">): Review {
  if (!isPublic) return review;
  const hidden = new Set(
    review.findings
      .filter(({ disposition: { status } }) => NOT_BROUGHT.has(status))
      .map(({ fingerprint }) => fingerprint),
  );
  if (hidden.size === 0) return review;
  return {
    ...review,
    findings: review.findings.filter(
      ({ fingerprint, disposition }) =>
        !hidden.has(fingerprint) && !(disposition.status === "merged" && hidden.has(disposition.into)),
    ),
    notes: [...review.notes, noteOf(hidden.size)],
  };
}

function noteOf(hidden: number): string {
  const those = `${count(hidden, "finding")} that this change did not bring`;
  return `This repository is public, so what everybody can read leaves out ${those}; code scanning's alerts show what was uploaded to those who may write.`;
}
