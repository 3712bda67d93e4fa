/** The licenses of added dependencies, as GitHub's dependency graph tells them, against the policy's `licenses`. */

import {
  changesManifests,
  comparisonGaps,
  LICENSE_RULES,
  licenseFindings,
  placer,
  readComparison,
  withoutComparison,
  type LicensePolicy,
} from "../dependencies/index.ts";
import { GitHubRefusal } from "../ports.ts";
import type { Scanner } from "./scanner.ts";

const NOT_ASKED =
  "The licenses of added dependencies were not checked: GitHub's dependency graph, which knows them, is asked in a workflow job only.";

/** Joins a run whose policy has `licenses`, and no input leaves it out. `version` is this program's. */
export function licenses({ policy, version }: { readonly policy: LicensePolicy; readonly version: string }): Scanner {
  const nothing = { tool: "licenses", version, digests: {}, findings: [], unscanned: [] };
  return {
    name: "licenses",
    optional: "inTerminal",
    changeOnly: true,
    applies: changesManifests,
    rules: () => Promise.resolve(Object.values(LICENSE_RULES).map(({ id, cwe }) => ({ id, cwe }))),
    async scan({ change }, { dependencyGraph, objects }) {
      if (dependencyGraph === undefined) return [{ ...nothing, state: { status: "unavailable", reason: NOT_ASKED } }];
      try {
        const comparison = await readComparison(dependencyGraph, change);
        const place = placer(objects, change.head);
        const found = await licenseFindings(comparison.changes, { policy, place, version });
        const unscanned = comparisonGaps(change, comparison);
        return [{ ...nothing, ...found, unscanned, state: { status: "completed" } }];
      } catch (error) {
        if (!(error instanceof GitHubRefusal)) throw error;
        return [{ ...nothing, state: unknown(error) }];
      }
    },
  };
}

/** "The API did not answer" is never "no license problem" (L5). */
function unknown(refusal: GitHubRefusal): ReturnType<typeof withoutComparison> {
  const { status } = withoutComparison(refusal);
  const way =
    status === "unavailable"
      ? "Enable the dependency graph in the repository's settings and give the job `contents: read`, or take `licenses` out of the policy on the base branch."
      : "Run again; if it stays so, see https://www.githubstatus.com.";
  const reason = `The licenses of added dependencies are not known. ${refusal.message} ${way}`;
  return { status: status === "unavailable" ? "unavailable" : "failed", reason };
}
