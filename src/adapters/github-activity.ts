/** Who pushed what to a branch, as the repository's activity tells. */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { PullRequestFacts } from "../ports-github.ts";
import type { GitHubClient } from "./github-client.ts";

const Activity = z.object({
  after: z.string(),
  timestamp: z.string(),
  actor: z.object({ id: z.int(), login: z.string(), type: z.string().optional() }).nullish(),
});
type Activity = z.infer<typeof Activity>;
/** The newest activities: a comment older than all of them is about a head that nobody knows. */
const MOST_ACTIVITIES = 100;

/** Owner and name are the client's own, unless given. */
export interface Branch {
  readonly owner?: string;
  readonly repo?: string;
  /** `refs/heads/main`. */
  readonly ref: string;
}

/** Nothing where the repository is not to be seen, or when the newest activity is not what made the head: something is missing between. */
export async function pushesOf(
  { ask }: GitHubClient,
  branch: Branch,
  head: string,
): Promise<Pick<PullRequestFacts, "pushes" | "lastPusher">> {
  // A branch that is deleted after its merge points at nothing: whoever deleted it pushed nothing.
  const activities = (await activitiesOf(ask, branch))
    .filter(({ after }) => !/^0+$/u.test(after))
    // Who decided about what is read off the times, so they say the order; within one GitHub's stays.
    .toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
  if (activities[0]?.after !== head) return {};
  const actors = activities.flatMap(({ actor }) => actor ?? []);
  // Whoever can make a bot push on top of their own commit must not become somebody else by it.
  const last = actors.find(({ type }) => type === "User") ?? activities[0].actor;
  return {
    pushes: activities.map(({ after, timestamp }) => ({ head: after, at: timestamp })),
    ...(last != null && { lastPusher: { id: last.id, login: last.login } }),
  };
}

async function activitiesOf(ask: GitHubClient["ask"], branch: Branch): Promise<readonly Activity[]> {
  try {
    return await ask({
      what: "tell who pushed",
      route: "GET /repos/{owner}/{repo}/activity",
      parameters: { ...branch, per_page: MOST_ACTIVITIES },
      answer: z.array(Activity),
    });
  } catch (error) {
    if (error instanceof GitHubRefusal && ["notFound", "permission", "sso"].includes(error.reason)) return [];
    throw error;
  }
}
