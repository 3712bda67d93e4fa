/** `/ccr fix`, once the person is known to have the right: scanners see head, the finding is looked up, a fix is drafted. Composes. */

import { randomBytes } from "node:crypto";
import type { TriagedFinding } from "../finding.ts";
import { fixFinding, type FixJob, type FixOutcome, type Patches } from "../fixes/index.ts";
import type { Branches } from "../ports-github.ts";
import type { GitHub } from "../ports.ts";
import type { HunkState, ScanReport } from "../records.ts";
import { fixPrompt, withBudget } from "../review/index.ts";
import { scanned, scanPorts, type Job, type JobPorts } from "./job.ts";
import { chooseModel, limitsOf } from "./review-model.ts";
import { scannersFor } from "./review-policy.ts";

/** What the command said, and about what. */
export interface FixCommand extends Pick<FixJob, "target" | "askedBy" | "token" | "run" | "ownersOf"> {
  /** The beginning of a fingerprint's digest, as typed. */
  readonly finding: string;
  /** What a review of this head found, Claude's findings among it; absent: scanners run now, and only theirs are known. */
  readonly known?: { readonly findings: readonly TriagedFinding[]; readonly report: ScanReport };
}

export interface FixCommandPorts extends JobPorts {
  readonly gitHub: Pick<GitHub, "branchTip">;
  readonly branches: Branches;
  readonly patches: Patches;
}

/** `job.change` is the pull request's, or for a ticket the whole tree of the default branch. */
export async function fix(command: FixCommand, job: Job, ports: FixCommandPorts): Promise<FixOutcome> {
  const { findings, report } = command.known ?? (await scannedNow(job, ports));
  const named = findings.filter(({ fingerprint }) => digestOf(fingerprint).startsWith(command.finding));
  const [finding] = named;
  if (finding === undefined || new Set(named.map(({ fingerprint }) => fingerprint)).size > 1)
    return unknown(command.finding, named.length);
  const chosen = await chooseModel(job, ports);
  const { context, policy, settings, change } = job;
  const prompt = await fixPrompt({ files: ports.files, folder: context.prompts });
  const asked = "spec" in chosen ? chosen : undefined;
  const limits = asked === undefined ? { inputTokens: 0, maxTokens: 0 } : limitsOf(asked);
  const { target, askedBy, token, run, ownersOf } = command;
  return fixFinding(
    {
      ...{ finding, change, report, target, askedBy, token, run, ownersOf },
      policy: policy.policy,
      scanners: scannersFor(job, ports),
      form: { prompt, limits, nonce: randomBytes(16).toString("hex") },
    },
    {
      ...{ objects: ports.objects, branches: ports.branches, patches: ports.patches, gitHub: ports.gitHub },
      redactor: context.redactor,
      scan: scanPorts(job, ports),
      prices: asked?.prices,
      model:
        "spec" in chosen
          ? withBudget(ports.createModel(chosen.spec, context.redactor), {
              // A local program has no price list: what it costs is its owner's affair.
              maxCostUsd: chosen.spec.provider === "command" ? "unlimited" : settings.maxCostUsd,
              prices: chosen.prices,
            })
          : { nobody: nobodyBecause(chosen.nobody) },
    },
  );
}

async function scannedNow(job: Job, ports: JobPorts): Promise<NonNullable<FixCommand["known"]>> {
  const { report, found } = await scanned(job, ports);
  return { report, findings: found };
}

function digestOf(fingerprint: string): string {
  return fingerprint.split(":").at(-1) ?? "";
}

function unknown(id: string, several: number): FixOutcome {
  const why =
    several > 0 ? "several findings begin so: give more of the id" : "this head has no such finding of a scanner";
  return {
    kind: "refused",
    answer: `No fix for \`${id.replace(/[^0-9a-f]/gu, "")}\`, and nothing was pushed: ${why}.`,
  };
}

function nobodyBecause(state: HunkState): string {
  return state.state === "failed" ? state.reason : state.state === "excluded" ? state.rule : "nobody is configured";
}
