/** Check runs on a commit, of one name or of any: all of them, since strangers choose how many there are. */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { GitHubClient } from "./github-client.ts";

const PAGE = 100;
/** Then nobody knows whether ours is among them. */
const MOST_PAGES = 50;

/**
 * Jobs of a fork's own workflow may be called like our check, hundreds of them, and Actions makes a check run for each on
 * the same commit: ours need not be on the first page.
 * @throws GitHubRefusal
 */
export async function checkRunsNamed<Item>(
  ask: GitHubClient["ask"],
  { head, name }: { readonly head: string; readonly name?: string },
  item: z.ZodType<Item>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { check_runs: some } = await ask({
      what: "list the check runs of the commit",
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      parameters: { ref: head, ...(name !== undefined && { check_name: name }), filter: "all", per_page: PAGE, page },
      answer: z.object({ check_runs: z.array(item) }),
    });
    found.push(...some);
    if (some.length < PAGE) return found;
  }
  throw new GitHubRefusal(
    "unavailable",
    "GitHub did not list the check runs of the commit: there are more than this program looks through.",
  );
}
