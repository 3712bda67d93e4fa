/** Bad days of the trusted job after a fork's run: whatever happens, the fork's head gets no green check by accident. */

import { describe, expect, test } from "@jest/globals";
import { REFUSALS, WORKFLOW_TOKEN, type Misbehaviour, type Misdeed } from "../servers/github.ts";
import type { ActionScene } from "./action-scene.ts";
import { expectClean, expectSaid, onScene, PASSING } from "./bad-day.ts";
import type { Stepped } from "./runner.ts";

const PERMISSIONS = { actions: "read", checks: "write", contents: "read", pull_requests: "write" } as const;
const QUIET = { comments: "none", "upload-sarif": "never", evidence: "none" };
const RUN = { method: "GET", path: /\/actions\/runs\/\d+$/u } as const;
const PULLS = { method: "GET", path: /\/pulls$/u } as const;
const CLAIM = { method: "POST", path: /\/check-runs$/u } as const;
const CONCLUDE = { method: "PATCH", path: /\/check-runs\/\d+$/u } as const;

interface Ended {
  readonly at: ActionScene;
  readonly ended: Stepped;
  /** Of the check runs on the fork's head. */
  readonly conclusions: readonly (string | null)[];
}

function afterFork(misbehaviours: readonly Misbehaviour[], expectations: (then: Ended) => void): Promise<void> {
  return onScene(PASSING, async (at) => {
    const { gitHub, base, head } = at;
    gitHub.account({ token: WORKFLOW_TOKEN, permissions: PERMISSIONS });
    gitHub.pull({ base, head, headRepository: "eve/app" });
    const { id } = gitHub.workflowRun({ head, headRepository: "eve/app" });
    const payload = { action: "completed", workflow_run: { id }, repository: gitHub.json().repository() };
    for (const misbehaviour of misbehaviours) gitHub.misbehave(misbehaviour);
    const event = { name: "workflow_run", payload, sha: base, ref: "refs/heads/main" };
    const ended = await at.review({ event, inputs: QUIET });
    expectClean(at, ended);
    expectations({ at, ended, conclusions: gitHub.state.checkRuns().map(({ conclusion }) => conclusion) });
  });
}

describe("L5 what cannot be looked up, or claimed, ends without a verdict and without a check", () => {
  test.concurrent.each<readonly [string, Omit<Misbehaviour, "as">, Misdeed, RegExp]>([
    ["the run: 403", RUN, REFUSALS.permission(), /could not be looked up.*\(403\).*`actions: read`/u],
    ["the run: 500", RUN, REFUSALS.serverError(), /could not be looked up.*\(500\)/u],
    ["the pull requests: 403 single sign-on", PULLS, REFUSALS.sso(), /could not be looked up.*SAML/u],
    ["the check: 403", CLAIM, REFUSALS.permission(), /could not be set.*\(403\).*`checks: write`/u],
    ["the check: 429 for an hour", CLAIM, REFUSALS.tooMany(3600), /could not be set.*longer than this run waits/u],
  ])("%s", (_, where, as, said) =>
    afterFork([{ ...where, as, times: Infinity }], ({ at, ended, conclusions }) => {
      expect([ended.code, ended.outputs["outcome"] ?? "", conclusions]).toEqual([3, "", []]);
      expectSaid(ended, [said]);
      expect(at.gitHub.requests.some(({ path }) => path.includes(".git/"))).toBe(false);
    }),
  );
});

describe("L5 a verdict that the check does not take leaves it without a conclusion: it blocks, and the job ends with 3", () => {
  test.concurrent.each<readonly [string, Misdeed, RegExp]>([
    ["500 for good", REFUSALS.serverError(), /checkRun failed: .*\(500\)/u],
    ["409", REFUSALS.conflict(), /checkRun failed: .*\(409\)/u],
  ])("%s", (_, as, said) =>
    afterFork([{ ...CONCLUDE, as, times: Infinity }], ({ ended, conclusions }) => {
      expect([ended.code, ended.outputs["outcome"], conclusions]).toEqual([3, "pass", [null]]);
      expectSaid(ended, [said]);
    }),
  );
});

test.concurrent("a verdict that is refused once is not called superseded: there is none, and the log says why", () =>
  afterFork([{ ...CONCLUDE, as: REFUSALS.conflict() }], ({ at, ended, conclusions }) => {
    expect([ended.code, ended.outputs["outcome"], conclusions]).toEqual([3, "pass", ["action_required"]]);
    expect(at.gitHub.state.checkRuns().map(({ title }) => title)).toEqual(["There is no verdict"]);
  }),
);

describe("what breaks once is there once, with the verdict", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["502 after the effect", "502-after"],
    ["a reset after the effect", "reset-after"],
    ["429 with retry-after: 1", REFUSALS.tooMany(1)],
  ])("%s at every request of its own", (_, as) =>
    afterFork(
      [RUN, PULLS, CLAIM, CONCLUDE].map((where) => ({ ...where, as })),
      ({ ended, conclusions }) => {
        expect([ended.code, ended.outputs["outcome"], conclusions]).toEqual([0, "pass", ["success"]]);
        expectSaid(ended, [/Trying again in 1 s/u]);
      },
    ),
  );
});
