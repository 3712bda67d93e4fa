/** GitHub's comparison of a change's dependencies, asked once for all who want it, and what it means when it does not come. */

import type { DependencyComparison } from "../dependency.ts";
import type { GitHub, GitHubRefusal } from "../ports.ts";
import type { Change, ScannerState, Unscanned } from "../records.ts";
import { manifestOf } from "./manifest.ts";

type Graph = Pick<GitHub, "dependencyChanges">;

const asked = new WeakMap<Graph, Map<string, Promise<DependencyComparison>>>();

/** @throws GitHubRefusal: the same for everybody who asks in this run */
export function readComparison(graph: Graph, { mergeBase, head }: Change): Promise<DependencyComparison> {
  const known = asked.get(graph) ?? new Map<string, Promise<DependencyComparison>>();
  asked.set(graph, known);
  const key = `${mergeBase}...${head}`;
  const answer = known.get(key) ?? graph.dependencyChanges(mergeBase, head);
  known.set(key, answer);
  return answer;
}

/** Whether the change touches a file that names dependencies; of a whole tree only what the push changed counts. */
export function changesManifests({ files }: Change): boolean {
  return files.some(
    ({ uri, baseUri = uri, hunks }) =>
      hunks.length > 0 && (manifestOf(uri) !== undefined || manifestOf(baseUri) !== undefined),
  );
}

const NOT_TO_BE_HAD: ReadonlySet<GitHubRefusal["reason"]> = new Set(["permission", "sso", "notEnabled", "notFound"]);

/** "The API did not answer" is never "no vulnerabilities" (L5). */
export function withoutComparison({ reason, message }: GitHubRefusal): ScannerState {
  return NOT_TO_BE_HAD.has(reason)
    ? { status: "unavailable", reason: `${message} ${ENABLE}` }
    : { status: "failed", reason: `${message} Run again; if it stays so, see https://www.githubstatus.com.` };
}

const ENABLE =
  "Enable the dependency graph in the repository's settings (a private repository also needs GitHub Code Security) and give the job `contents: read`; or name the scanners to run without it, like `scanners: secrets,semgrep,zizmor,osv-scanner`.";

/** Where there is no workflow job. */
export const NOT_ASKED =
  "Dependencies were not checked: skipped, because GitHub's dependency review is asked in a workflow job only. osv-scanner, when it is on PATH, checks lock files here.";

/** What is in the change and may not be in the comparison. */
export function comparisonGaps(change: Change, { snapshotWarnings }: DependencyComparison): readonly Unscanned[] {
  const missing =
    snapshotWarnings === undefined
      ? []
      : [
          {
            uri: "dependencies",
            concerns: "change" as const,
            reason: `GitHub says: ${snapshotWarnings} The list may lack dependencies. Submit a snapshot for the head of the pull request, before or beside this job, and run again.`,
          },
        ];
  // On a branch the upload's scope is the whole tree: with the findings of one push it would close those of earlier ones.
  const rest = change.files.some(({ hunks }) => hunks.length === 0)
    ? [{ uri: "dependencies that this push left alone", reason: "dependency review compares two commits" }]
    : [];
  return [...missing, ...rest];
}
