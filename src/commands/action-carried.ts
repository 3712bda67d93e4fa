/** With a state-key: what the last review of a pull request left in our comment, and what this one leaves there. */

import { GitHubRefusal, type GitHub } from "../ports.ts";
import { sealedIn, SUMMARY_MARKER } from "../publish/index.ts";
import type { Review } from "../records.ts";
import type { ActionReviewRequest } from "../request.ts";
import { nextState, stateKeys, type Records } from "../review/index.ts";
import type { Settings } from "../settings.ts";
import type { Job, Judged } from "./job.ts";

/** Undefined without a key, and for what is no pull request: a merge queue reviews the whole. */
export async function readEarlier(
  { run, subject }: Pick<ActionReviewRequest, "run" | "subject">,
  { key, comments }: { readonly key: string | undefined } & Pick<Settings, "comments">,
  gitHub: Pick<GitHub, "oldestComment">,
): Promise<Job["earlier"]> {
  if (key === undefined || subject.kind !== "pullRequest") return undefined;
  const keys = stateKeys(key);
  const read: Pick<Records, "sealed" | "unread"> =
    comments === "none"
      ? { sealed: [], unread: "it is kept in the summary comment, and comments is none" }
      : await readSealed(subject.number, gitHub);
  return {
    records: { keys, ...read },
    repository: `${run.owner}/${run.repo}`,
    pullRequest: subject.number,
    runId: run.runId,
  };
}

async function readSealed(
  number: number,
  gitHub: Pick<GitHub, "oldestComment">,
): Promise<Pick<Records, "sealed" | "unread">> {
  try {
    // Of two the oldest is kept (deliver-summary.ts).
    const summary = await gitHub.oldestComment(number, SUMMARY_MARKER);
    return { sealed: summary === undefined ? [] : sealedIn(summary.body) };
  } catch (error) {
    // Then everything is asked: dearer, and never less.
    if (error instanceof GitHubRefusal) return { sealed: [], unread: error.message };
    throw error;
  }
}

/** What goes into the comment; nothing where nobody was asked or nothing may be believed of it. */
export function leave(
  review: Review,
  { earlier, carried }: Pick<Job, "earlier"> & Pick<Judged, "carried">,
): ReturnType<typeof nextState> {
  if (earlier === undefined || carried === undefined) return { notes: [] };
  const { records, runId } = earlier;
  return nextState(review, { keys: records.keys, carried, dossier: carried.whole, runId });
}
