/** The advisories that a comparison names, each asked for once. What is missing is said; the comparison's own words then stand. */

import type { Advisory, DependencyChange } from "../dependency.ts";
import { compareSeverity } from "../finding.ts";
import { GitHubRefusal, type GitHub } from "../ports.ts";
import { count } from "../words.ts";

/** A change that brings more has other problems, and the limit of a workflow's token is 1,000 requests an hour. */
export const MOST_ADVISORIES = 50;
const AT_ONCE = 5;

export interface Advisories {
  readonly byGhsa: ReadonlyMap<string, Advisory>;
  readonly notes: readonly string[];
}

/** Never throws for what GitHub does. */
export async function readAdvisories(
  graph: Pick<GitHub, "advisory">,
  changes: readonly DependencyChange[],
): Promise<Advisories> {
  const all = mostSevereFirst(changes);
  const [byGhsa, failures]: [Map<string, Advisory>, string[]] = [new Map(), []];
  for (let at = 0; at < Math.min(all.length, MOST_ADVISORIES); at += AT_ONCE) {
    const some = all.slice(at, Math.min(at + AT_ONCE, MOST_ADVISORIES));
    const refused = await Promise.all(
      some.map(async (ghsa) => {
        try {
          byGhsa.set(ghsa, await graph.advisory(ghsa));
          return undefined;
        } catch (error) {
          if (!(error instanceof GitHubRefusal)) throw error;
          failures.push(error.message);
          return error.reason;
        }
      }),
    );
    // Limits and outages hold for the next ones too, and patience is for the whole run.
    if (refused.some((reason) => reason !== undefined && reason !== "notFound")) break;
  }
  const lacking = all.length - byGhsa.size;
  if (lacking === 0) return { byGhsa, notes: [] };
  const why = failures[0] ?? `This program asks for the ${String(MOST_ADVISORIES)} most severe.`;
  return { byGhsa, notes: [`dependency-review: no details of ${count(lacking, "advisory", "advisories")}. ${why}`] };
}

function mostSevereFirst(changes: readonly DependencyChange[]): readonly string[] {
  const known = changes
    .filter(({ change }) => change === "added")
    .flatMap(({ vulnerabilities }) => vulnerabilities)
    .sort((a, b) => compareSeverity(b.severity, a.severity));
  return [...new Set(known.map(({ ghsa }) => ghsa))];
}
