/** The one place that performs what was decided for GitHub and the runner (L7). */

import { ExternalError } from "../errors.ts";
import type { Checks, Threads } from "../ports-github.ts";
import { GitHubRefusal, type Annotation, type GitHub, type Runner } from "../ports.ts";
import type { Delivery } from "../subject.ts";
import { count } from "../words.ts";
import { deliverCheck } from "./deliver-check.ts";
import { deliverReview } from "./deliver-review.ts";
import { deliverSarif } from "./deliver-sarif.ts";
import { deliverSummary } from "./deliver-summary.ts";
import { deliveredMarkdown } from "./delivered.ts";
import { FEATURE_OF, type GitHubEffect } from "./github-effects.ts";
import { isSkip, refusalSentence } from "./permissions.ts";
import { shortName } from "./words.ts";

export interface DeliveryPorts {
  readonly gitHub: GitHub;
  readonly checks: Checks;
  readonly threads: Threads;
  readonly runner: Runner;
  /** Comes back early when the run is stopped. */
  readonly wait: (ms: number) => Promise<void>;
  /** The run is being stopped. */
  readonly signal: AbortSignal;
}

/** What became of it; the feature is the effect's. `unannotated`: a check run stands there without all of its annotations. */
export type Result = Omit<Delivery, "feature"> & { readonly unannotated?: true };

/**
 * Performs effects in order, one delivery each; none that fails keeps the others from being tried. Nothing is said about
 * a commit of a pull request that is not its head, or of which that is not known. Once the run is being stopped only the
 * runner's own parts are done: they take no time, and the job summary names the rest. `before` is what became of earlier
 * effects: the answer begins with it. Never throws.
 */
export async function deliver(
  effects: readonly GitHubEffect[],
  ports: DeliveryPorts,
  before: readonly Delivery[] = [],
): Promise<readonly Delivery[]> {
  const obstacle = obstacles(ports.gitHub);
  const deliveries: Delivered[] = [...before];
  for (const effect of effects) {
    const result = await tryEffect(effect, { ports, obstacle, deliveries });
    deliveries.push({ feature: FEATURE_OF[effect.kind], ...result });
  }
  return deliveries;
}

type Delivered = Delivery & Result;

interface Delivering {
  readonly ports: DeliveryPorts;
  readonly obstacle: (effect: GitHubEffect) => Promise<Result | undefined>;
  readonly deliveries: readonly Delivered[];
}

async function tryEffect(effect: GitHubEffect, delivering: Delivering): Promise<Result> {
  try {
    return await perform(effect, delivering);
  } catch (error) {
    return refused(effect, error);
  }
}

async function perform(effect: GitHubEffect, { ports, obstacle, deliveries }: Delivering): Promise<Result> {
  const { gitHub, runner } = ports;
  switch (effect.kind) {
    case "output":
      for (const [name, value] of Object.entries(effect.values)) await runner.output(name, value);
      return done(`${count(Object.keys(effect.values).length, "output")} set.`);
    case "annotate": {
      const annotations = unsaid(effect.annotations, deliveries);
      for (const annotation of annotations) runner.annotate(annotation);
      return done(`${count(annotations.length, "annotation")}; the runner takes ten of a level.`);
    }
    case "jobSummary":
      await runner.summary([effect.markdown, deliveredMarkdown(deliveries)].join("\n"));
      return done("Written.");
  }
  if (ports.signal.aborted) return { status: "skipped", detail: "The run was stopped before it." };
  const because = await obstacle(effect);
  if (because !== undefined) return because;
  switch (effect.kind) {
    case "checkRun":
      return deliverCheck(effect, ports.checks);
    case "uploadSarif":
      return deliverSarif(effect, ports);
    case "reviewComments":
      return deliverReview(effect, {
        ...{ gitHub, threads: ports.threads },
        annotated: isDone("codeScanning", deliveries),
      });
    case "summaryComment":
      return deliverSummary(effect, gitHub);
    case "uploadArtifact":
      await runner.uploadArtifact(effect.name, effect.files);
      return done(`${count(effect.files.length, "file")}.`);
  }
}

/** GitHub would show a line's twice: the check run's and the job's. */
function unsaid(annotations: readonly Annotation[], deliveries: readonly Delivered[]): readonly Annotation[] {
  const whole = deliveries.filter(({ unannotated }) => unannotated !== true);
  return isDone("checkRun", whole) ? annotations.filter(({ uri }) => uri === undefined) : annotations;
}

function isDone(wanted: Delivery["feature"], deliveries: readonly Delivery[]): boolean {
  return deliveries.some(({ feature, status }) => feature === wanted && status === "done");
}

export function done(detail: string): Result {
  return { status: "done", detail };
}

/** Asks before each effect on a pull request, since minutes may lie between two of them; what stands in the way of one stays in the way. */
function obstacles(gitHub: GitHub): Delivering["obstacle"] {
  const settled = new Map<number, Standing>();
  return async (effect) => {
    if (!("pullRequest" in effect) || effect.pullRequest === undefined) return undefined;
    const { number, head } = effect.pullRequest;
    const standing = settled.get(number) ?? (await standingOf(gitHub, number));
    if (standing instanceof GitHubRefusal || standing.state !== "open" || standing.head !== head)
      settled.set(number, standing);
    return obstacleTo(effect, { head, standing });
  };
}

type Standing = Awaited<ReturnType<GitHub["pullRequest"]>> | GitHubRefusal;

async function standingOf(gitHub: GitHub, number: number): Promise<Standing> {
  try {
    return await gitHub.pullRequest(number);
  } catch (error) {
    if (error instanceof GitHubRefusal) return error;
    throw error;
  }
}

function obstacleTo(
  effect: GitHubEffect,
  { head, standing }: { readonly head: string; readonly standing: Standing },
): Result | undefined {
  if (standing instanceof GitHubRefusal) {
    const why = refusalSentence("headCheck", standing);
    return {
      status: statusOf(effect, standing),
      detail: `It is not known whether the pull request still stands at ${shortName(head)}. ${why}`,
    };
  }
  if (standing.head !== head) {
    const now = shortName(standing.head);
    return { status: "skipped", detail: `Superseded: head is now ${now}; the newer run speaks about it.` };
  }
  // Alerts outlive the pull request, comments on it help nobody any more.
  if (standing.state === "open" || effect.kind === "uploadSarif") return undefined;
  return { status: "skipped", detail: `The pull request is ${standing.merged ? "merged" : "closed"}.` };
}

function refused(effect: GitHubEffect, error: unknown): Result {
  if (error instanceof GitHubRefusal)
    return { status: statusOf(effect, error), detail: refusalSentence(FEATURE_OF[effect.kind], error) };
  return undone(error);
}

/** What no refusal of GitHub's has kept from being done. */
export function undone(error: unknown): Result {
  if (error instanceof ExternalError) return { status: "failed", detail: `${error.message} ${error.fix}` };
  return {
    status: "failed",
    detail: `A bug in claude-code-review: ${error instanceof Error ? error.message : "unknown"}.`,
  };
}

/** `always` wants the upload or a failure. */
function statusOf(effect: GitHubEffect, refusal: GitHubRefusal): "skipped" | "failed" {
  const wanted = effect.kind === "uploadSarif" && effect.mode === "always";
  return isSkip(refusal) && !wanted ? "skipped" : "failed";
}
