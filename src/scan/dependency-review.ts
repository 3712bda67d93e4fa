/** GitHub's dependency review: what is known against the packages that a change adds. GitHub compares; nothing is resolved or run here. */

import { createHash } from "node:crypto";
import {
  changesManifests,
  comparisonGaps,
  dependencyFindings,
  NOT_ASKED,
  placer,
  readAdvisories,
  readComparison,
  withoutComparison,
} from "../dependencies/index.ts";
import { dayOf } from "../day.ts";
import { GitHubRefusal } from "../ports.ts";
import type { Change } from "../records.ts";
import type { DependencyGraph, Scanner, ScanOutcome, ScanPorts } from "./scanner.ts";

const NAME = "dependency-review";
/** The REST API's, which is all of the tool that has a version. */
const VERSION = "2022-11-28";
const nothing = { tool: NAME, version: VERSION, digests: {}, findings: [], unscanned: [] };

export const dependencyReview: Scanner = {
  name: NAME,
  optional: "inTerminal",
  changeOnly: true,
  applies: changesManifests,
  async scan({ change }, ports) {
    const { dependencyGraph } = ports;
    if (dependencyGraph === undefined) return [{ ...nothing, state: { status: "unavailable", reason: NOT_ASKED } }];
    try {
      return [await review(change, { ...ports, dependencyGraph })];
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      return [{ ...nothing, state: withoutComparison(error) }];
    }
  },
};

type Ports = Pick<ScanPorts, "objects" | "clock" | "policy"> & { readonly dependencyGraph: DependencyGraph };

async function review(change: Change, ports: Ports): Promise<ScanOutcome> {
  const { dependencyGraph, objects, clock, policy } = ports;
  const comparison = await readComparison(dependencyGraph, change);
  const { byGhsa, notes } = await readAdvisories(dependencyGraph, comparison.changes);
  const findings = await dependencyFindings(comparison, {
    policy: policy.dependencies,
    today: dayOf(clock.now()),
    advisories: byGhsa,
    place: placer(objects, change.head),
    source: { kind: "scanner", tool: NAME, version: VERSION },
  });
  return {
    ...nothing,
    digests: { comparison: createHash("sha256").update(JSON.stringify(comparison)).digest("hex") },
    state: { status: "completed" },
    findings,
    unscanned: comparisonGaps(change, comparison),
    notes,
  };
}
