/** Plans for a pull request, a GitHub and a runner in memory, and what came of it. */

import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { deliver, type DeliveryPorts } from "../../src/publish/deliver.ts";
import { planGitHub, type GitHubEffect, type GitHubPlan } from "../../src/publish/github-effects.ts";
import type { Review } from "../../src/records.ts";
import { fakeChecks } from "../fakes/checks.ts";
import { fakeGitHub, type FakeGitHubState } from "../fakes/github.ts";
import { fakeRunner } from "../fakes/runner.ts";
import { fakeThreads } from "../fakes/threads.ts";
import { aShownReview } from "../fixtures/commentable-review.ts";
import { aPullRequest, aWorkflowRun } from "../fixtures/workflow-run.ts";

export const HEAD = "b".repeat(40);
export const refusal = (reason: RefusalReason) => new GitHubRefusal(reason, `GitHub says ${reason}.`);
export const upload = { sarif: "{}", ref: "refs/pull/7/head", mode: "auto" } as const;

export function planned(review: Review = aShownReview(3), over: Partial<GitHubPlan> = {}): readonly GitHubEffect[] {
  const plan = {
    run: aWorkflowRun(),
    subject: aPullRequest(),
    comments: "inline",
    check: "off",
    upload,
    options: {},
  } as const;
  const artifact = { name: "review", files: ["/run/review.sarif"] };
  return planGitHub(review, { ...plan, artifact, outputs: { outcome: "fail", high: "1" }, ...over });
}

export function aWorld(initial: Partial<FakeGitHubState> = {}) {
  const [gitHub, runner, stop, waits] = [fakeGitHub(initial), fakeRunner(), new AbortController(), Array<number>()];
  const checks = fakeChecks();
  const wait = async (ms: number): Promise<void> => void waits.push(ms);
  const ports: DeliveryPorts = { gitHub, checks, threads: fakeThreads(), runner, wait, signal: stop.signal };
  /** "reviewComments done", … */
  const statuses = async (effects: readonly GitHubEffect[] = planned()) =>
    Object.fromEntries((await deliver(effects, ports)).map(({ feature, status }) => [feature, status]));
  const details = async (effects: readonly GitHubEffect[] = planned()) =>
    Object.fromEntries((await deliver(effects, ports)).map(({ feature, detail }) => [feature, detail]));
  return { gitHub, checks, runner, stop, waits, ports, statuses, details, state: gitHub.state };
}

export const ALL_DONE = {
  outputs: "done",
  annotations: "done",
  codeScanning: "done",
  reviewComments: "done",
  summaryComment: "done",
  artifact: "done",
  jobSummary: "done",
};
