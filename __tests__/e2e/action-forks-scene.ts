/** A fork's pull request on the local GitHub, and the trusted job that reviews it after the fork's own run has ended. */

import { expect } from "@jest/globals";
import { WORKFLOW_TOKEN, type Permissions } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { expectClean } from "./bad-day.ts";
import type { Event, Step, Stepped } from "./runner.ts";

type SceneOptions = NonNullable<Parameters<typeof actionScene>[0]>;

export interface ForkScene extends ActionScene {
  /** A trusted job, after the run of pull request 1 unless told. */
  trusted(step?: Partial<Step> & { readonly of?: number }): Promise<Stepped>;
  /** A run of the fork's pull request has ended. */
  ended(run?: Partial<Parameters<ActionScene["gitHub"]["workflowRun"]>[0]>): number;
}

export const TRUSTED: Permissions = {
  ...{ actions: "read", checks: "write", contents: "read", pull_requests: "write", security_events: "write" },
};
/** Whatever is written costs a second: GitHub asks for it. */
export const QUIET = { comments: "none", "upload-sarif": "never", evidence: "none" };
export const CLEAN: SceneOptions = {
  after: { "src/config.ts": 'export const region = "eu";\nexport const zone = "b";\n' },
};

export async function onFork(options: SceneOptions, work: (at: ForkScene) => Promise<void>): Promise<void> {
  const scene = await actionScene(options);
  const { gitHub, base, head } = scene;
  gitHub.account({ token: WORKFLOW_TOKEN, permissions: TRUSTED });
  gitHub.pull({ base, head, headRepository: "eve/app" });
  const ended: ForkScene["ended"] = (run = {}) => gitHub.workflowRun({ head, headRepository: "eve/app", ...run }).id;
  const at: ForkScene = {
    ...scene,
    ended,
    trusted: ({ of = ended(), ...step } = {}) => scene.review({ event: workflowRunEvent(scene, of), ...step }),
  };
  try {
    await work(at);
  } finally {
    await scene.dispose();
  }
}

/** On the default branch, as GitHub runs it. What is forged is what the job must not read. */
export function workflowRunEvent({ gitHub, base }: ActionScene, id: number, forged: object = {}): Event {
  const run = { id, event: "pull_request", pull_requests: [], head_sha: base, head_branch: "topic", ...forged };
  const payload = { action: "completed", workflow_run: run, repository: gitHub.json().repository() };
  return { name: "workflow_run", payload, sha: base, ref: "refs/heads/main" };
}

export const checksOf = ({ gitHub }: ActionScene) =>
  gitHub.state.checkRuns().map(({ name, head, status, conclusion }) => ({ name, head, status, conclusion }));
export const titlesOf = ({ gitHub }: ActionScene) => gitHub.state.checkRuns().map(({ title }) => title);

export function expectNothingPosted({ gitHub }: ActionScene): void {
  const { state } = gitHub;
  expect([state.comments(), state.reviews(), state.reviewComments(), state.uploads()]).toEqual([[], [], [], []]);
}

/** Without Markdown's marks. */
export const plain = (markdown: string): string => markdown.replace(/[\\`]/gu, "");

/** It ended well, reviewed nothing, and said why. */
export function expectNothing(at: ForkScene, ended: Stepped, why: RegExp): void {
  expect([ended.code, ended.outputs["outcome"] ?? ""]).toEqual([0, ""]);
  expect(plain(ended.summary)).toMatch(why);
  expect(ended.summary).toContain("No new check was set and nothing was posted.");
  expectNothingPosted(at);
  expect(checksOf(at)).toEqual([]);
  expectClean(at, ended);
}

export const named = (conclusion: string, { head }: ForkScene) => ({
  ...{ name: "claude-code-review", head, status: "completed", conclusion },
});
