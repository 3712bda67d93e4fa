/** `/ccr fix`, once the person is known to have the right: scanners see head, the finding is looked up, a fix is drafted. Composes. */

import { randomBytes } from "node:crypto";
import { digestOf } from "../decisions/index.ts";
import { kindOf } from "../finding.ts";
import { fixFinding, type FixJob, type FixOutcome, type Patches } from "../fixes/index.ts";
import type { Branches } from "../ports-github.ts";
import { code } from "../publish/index.ts";
import type { ScanReport } from "../records.ts";
import { fixPrompt, withBudget, type Nobody } from "../review/index.ts";
import { scanned, scanPorts, type Job, type JobPorts } from "./job.ts";
import { chooseModel, limitsOf } from "./review-model.ts";
import { scannersFor } from "./review-policy.ts";

/** What the command said, and about what. */
export interface FixCommand extends Pick<FixJob, "pullRequest" | "askedBy" | "token" | "run" | "ownersOf"> {
  /** The beginning of a fingerprint's digest, as typed. */
  readonly finding: string;
}

export interface FixCommandPorts extends JobPorts {
  readonly branches: Branches;
  readonly patches: Patches;
}

export async function fix(command: FixCommand, job: Job, ports: FixCommandPorts): Promise<FixOutcome> {
  const { found, report } = await scanned(job, ports);
  const named = found.filter(({ fingerprint }) => digestOf(fingerprint).startsWith(command.finding));
  const [finding] = named;
  if (finding === undefined || new Set(named.map(({ fingerprint }) => fingerprint)).size > 1)
    return unknown(command.finding, named.length, report);
  // What has a playbook takes nobody's answer, and the provider is not even asked for its models.
  const chosen = kindOf(finding.rule) === "code" ? await chooseModel(job, ports) : NOT_NEEDED;
  const { context, policy, settings, change } = job;
  const prompt = await fixPrompt({ files: ports.files, folder: context.prompts });
  const asked = "spec" in chosen ? chosen : undefined;
  const limits = asked === undefined ? { inputTokens: 0, maxTokens: 0 } : limitsOf(asked);
  const { pullRequest, askedBy, token, run, ownersOf } = command;
  return fixFinding(
    {
      ...{ finding, found, change, report, pullRequest, askedBy, token, run, ownersOf },
      policy: policy.policy,
      policyPath: job.request.policy.path,
      scanners: scannersFor(job, ports),
      form: { prompt, limits, nonce: randomBytes(16).toString("hex") },
    },
    {
      ...{ objects: ports.objects, branches: ports.branches, patches: ports.patches },
      redactor: context.redactor,
      scan: scanPorts(job, ports),
      prices: asked?.prices,
      model:
        "nobody" in chosen
          ? { nobody: nobodyBecause(chosen) }
          : withBudget(ports.createModel(chosen.spec, context.redactor), {
              // A local program has no price list: what it costs is its owner's affair.
              maxCostUsd: chosen.spec.provider === "command" ? "unlimited" : settings.maxCostUsd,
              prices: chosen.prices,
            }),
    },
  );
}

const NOT_NEEDED: Nobody = { nobody: { state: "excluded", rule: "it takes a person" } };

function unknown(id: string, several: number, { runs }: ScanReport): FixOutcome {
  const notRun = runs.filter(({ state }) => state.status === "failed" || state.status === "unavailable");
  const why = several > 0 ? "several findings begin so: give more of the id" : NO_SUCH;
  // A scanner that did not run may be the one that knows it (L5).
  const unseen = notRun.map(({ scanner }) => code(scanner, 50)).join(", ");
  return {
    kind: "refused",
    answer: [
      `No fix for ${code(id, 40)}, and nothing was pushed: ${why}.`,
      ...(several > 0 || unseen === "" ? [] : [`Not every scanner ran for it: ${unseen}. Ask again when they do.`]),
    ].join("\n\n"),
  };
}

/** Comments are no state (L9), and only a new question would tell what Claude found in an earlier run. */
const NO_SUCH =
  "the scanners report no such finding on this head. A finding that only Claude made is not known here: its comment has Claude's edit, where there is one";

function nobodyBecause({ nobody, missing }: Nobody): string {
  if (nobody.state === "failed") return missing === "key" ? NO_CREDENTIALS : nobody.reason;
  return nobody.state === "excluded" ? nobody.rule : "nobody is configured";
}

/** A job that answers commands has no flag and no variable to set. */
const NO_CREDENTIALS =
  "no credentials: give the job that answers commands `anthropic-api-key`, or the inputs of the federation, as the review has them";
