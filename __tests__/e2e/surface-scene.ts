/**
 * A pull request after its second push, with the whole surface switched on: a summary and two threads of the first review
 * (one finding is gone now, one stays), a new finding, the check run, and a person who said that the one that stays is none.
 */

import { expect } from "@jest/globals";
import { digestOf } from "../../src/decisions/sign-off.ts";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import { BOT, WORKFLOW_TOKEN, type Account, type Permissions } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { expectClean, expectEvidence, expectNothingTwice, expectSaid, FOREIGN, foreignSarif } from "./bad-day.ts";
import { job, pullRequestEvent, type Job, type Step, type Stepped } from "./runner.ts";

/** A decision holds ten years here: the program has a clock of its own, the local GitHub's stands still. */
const POLICY =
  "version: 1\nroles:\n  responders: [robin]\n  approvers: [robin]\nsign-offs:\n  max-days: { high: 3650, critical: 3650 }\n";
/** `contents: write` is what resolving threads takes. */
export const PERMISSIONS: Permissions = {
  ...{ checks: "write", contents: "write", pull_requests: "write", security_events: "write" },
};
const FILES = { "gone.ts": "let gone;\n", "stays.ts": "let stays;\n" };
const GONE = { uri: "gone.ts", line: 1, level: "error", text: "It is gone." };
const STAYS = { uri: "stays.ts", line: 1, level: "error", text: "It stays." };
const ADDED = { uri: "added.ts", line: 1, level: "note", text: "It is new." };

export const OURS: Account = { ...BOT, token: WORKFLOW_TOKEN, permissions: PERMISSIONS };
const ADA: Account = { token: "ghp_ada", login: "ada", id: 7, type: "User", installation: false, permissions: {} };
export const ROBIN: Account = { ...ADA, token: "ghp_robin", login: "robin", id: 8 };

/** Feature of the log → what became of it, on a day without a fault. */
export const SMOOTH = {
  checkRun: /^checkRun: success, 1 annotation\./mu,
  codeScanning: /^codeScanning: Uploaded and processed/mu,
  reviewComments: /^reviewComments: 1 comment on lines.* 1 thread resolved, whose findings are gone\./mu,
  summaryComment: /^summaryComment: Updated\./mu,
  jobSummary: /^jobSummary: Written\./mu,
} as const;

export interface SurfaceScene extends ActionScene {
  /** Beginning of the fingerprint of the finding that stays, as people write it. */
  readonly id: string;
  /** Another review, in a job of its own. */
  second(step?: Partial<Step>): Promise<Stepped>;
  /** Robin's command about the finding that stays. */
  readonly decision: number;
}

type FirstReview = Readonly<Record<"summary" | "gone" | "stays", string>>;
let first: Promise<FirstReview> | undefined;

/** `decided: false`: nobody has said anything. */
export async function onSurface(
  work: (at: SurfaceScene) => Promise<void>,
  { decided = true }: { readonly decided?: boolean } = {},
): Promise<void> {
  const texts = await (first ??= firstReview());
  const at = await firstPush();
  const others: Job[] = [];
  try {
    at.gitHub.commentAs(OURS, texts.summary);
    at.gitHub.reviewCommentAs(OURS, { path: "gone.ts", line: 1, body: texts.gone });
    at.gitHub.reviewCommentAs(OURS, { path: "stays.ts", line: 1, body: texts.stays });
    at.repository.write({ "added.ts": "let added;\n" });
    const head = at.repository.commit("second");
    at.gitHub.moveHead(head);
    pushed(at, head);
    foreignSarif(at, [STAYS, ADDED]);
    const id = [...fingerprintsIn(texts.stays)].map(digestOf).join().slice(0, 16);
    const decision = decided ? at.gitHub.commentAs(ROBIN, fp(id)).id : 0;
    const review: ActionScene["review"] = (step) => at.runner.run(surfaceStep(at, step));
    const second: ActionScene["review"] = (step) => {
      const runner = job(at.gitHub);
      others.push(runner);
      foreignSarif({ ...at, runner }, [STAYS, ADDED]);
      return runner.run(surfaceStep(at, step));
    };
    await work({ ...at, head, id, decision, review, second });
  } finally {
    for (const runner of others) runner.dispose();
    await at.dispose();
  }
}

export const fp = (id: string): string => `/ccr fp ${id} -- it is a constant of the protocol`;

function surfaceStep(at: ActionScene, { inputs, ...step }: Partial<Step> = {}): Step {
  const everything = { scanners: "secrets", provider: "none", check: "on", evidence: "none", ...FOREIGN };
  return { event: pullRequestEvent(at.gitHub), ...step, inputs: { ...everything, ...inputs } };
}

/** The texts that a review of the first push writes: the same on every scene, since the commits are the same. */
async function firstReview(): Promise<FirstReview> {
  const at = await firstPush();
  try {
    foreignSarif(at, [GONE, STAYS]);
    await at.runner.run(surfaceStep(at));
    const body = (path: string): string =>
      at.gitHub.state.reviewComments().find((comment) => comment.path === path)?.body ?? "";
    return { summary: at.gitHub.state.comments()[0]?.body ?? "", gone: body("gone.ts"), stays: body("stays.ts") };
  } finally {
    await at.dispose();
  }
}

async function firstPush(): Promise<ActionScene> {
  const at = await actionScene({ before: { ".github/claude-review.yml": POLICY }, after: FILES });
  at.gitHub.account(OURS);
  at.gitHub.account(ROBIN);
  at.gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
  pushed(at, at.head);
  return at;
}

/** Before whatever is written from now on. */
function pushed({ gitHub }: ActionScene, after: string): void {
  const { activities } = gitHub.people;
  activities.push({ ref: "refs/heads/topic", after, at: activities.length, actor: ADA });
}

/** What holds after every day: verdict and exit code, nothing lost, nothing twice, the log says what happened. */
export function expectDay(
  at: SurfaceScene,
  ended: Stepped,
  { outcome = "pass", code = outcome === "pass" ? 0 : 1, said = [], ...parts }: Day,
): void {
  const { stdout, summary } = ended;
  expect([ended.outputs["outcome"], ended.code, stdout.slice(-3000)]).toEqual([outcome, code, expect.anything()]);
  expectNothingTwice(at);
  expectEvidence(ended);
  expectSaid(ended, [...said, ...Object.values({ ...SMOOTH, ...parts }).filter((words) => words !== undefined)]);
  expect(summary).not.toBe("");
  expectClean(at, ended);
}

/** A part that is not named went as on a day without a fault; one that is undefined was not asked for. */
export interface Day extends Partial<Record<keyof typeof SMOOTH, RegExp | undefined>> {
  readonly outcome?: "pass" | "fail";
  readonly code?: number;
  readonly said?: readonly RegExp[];
}
