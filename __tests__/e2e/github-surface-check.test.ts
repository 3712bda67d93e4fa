/** Bad days of the check run: it says the verdict, and must never move it. */

import { describe, expect, test } from "@jest/globals";
import { REFUSALS, type Misdeed } from "../servers/github.ts";
import { expectDay, onSurface, OURS, PERMISSIONS, type SurfaceScene } from "./surface-scene.ts";

const CREATE = { method: "POST", path: /\/check-runs$/u } as const;
/** What the check run takes from the job, and the job says where there is no check run. */
const ANNOTATED = /^annotations: 1 annotation;/mu;
const QUIET = { comments: "summary", "upload-sarif": "never" } as const;
const PARTS = { codeScanning: undefined, reviewComments: undefined } as const;

const checks = ({ gitHub }: SurfaceScene) =>
  gitHub.state.checkRuns().map(({ head, status, conclusion, annotations }) => ({
    ...{ head, status, conclusion, annotations: annotations.length },
  }));
const whole = ({ head }: SurfaceScene) => ({ head, status: "completed", conclusion: "success", annotations: 1 });

describe("a check run that GitHub refuses is skipped by name, the job says its annotations, and the verdict stands", () => {
  test.concurrent("403 permission: no checks: write", () =>
    onSurface(async (at) => {
      at.gitHub.account({ ...OURS, permissions: { ...PERMISSIONS, checks: "read" } });
      const checkRun = /checkRun skipped: .*Resource not accessible by integration.*`checks: write`/u;
      expectDay(at, await at.review({ inputs: QUIET }), { ...PARTS, checkRun, said: [ANNOTATED] });
      expect(checks(at)).toEqual([]);
    }),
  );

  test.concurrent.each<readonly [string, Misdeed, RegExp]>([
    ["403 single sign-on", REFUSALS.sso(), /checkRun skipped: .*SAML enforcement.*Authorise the token/u],
    ["404", REFUSALS.notFound(), /checkRun skipped: .*\(404\).*the token may not see it/u],
  ])("%s", (_, as, checkRun) =>
    onSurface(async (at) => {
      at.gitHub.misbehave({ ...CREATE, as, times: Infinity });
      expectDay(at, await at.review({ inputs: QUIET }), { ...PARTS, checkRun, said: [ANNOTATED] });
      expect(checks(at)).toEqual([]);
    }),
  );
});

describe("a check run that GitHub does not take is a verdict not delivered: a pass ends with 3, a fail stays 1", () => {
  const ROWS: readonly (readonly [string, Misdeed, RegExp])[] = [
    ["422, without annotations too", REFUSALS.invalid("no reason"), /checkRun failed: .*\(422\).*no reason/u],
    ["429 for an hour", REFUSALS.tooMany(3600), /checkRun failed: .*\(429\).*longer than this run waits/u],
    ["500 for good", REFUSALS.serverError(), /checkRun failed: .*\(500\)/u],
  ];
  test.concurrent.each(ROWS)("%s", (_, as, checkRun) =>
    Promise.all(
      [true, false].map((decided) =>
        onSurface(
          async (at) => {
            at.gitHub.misbehave({ ...CREATE, as, times: Infinity });
            const day = decided ? ({ outcome: "pass", code: 3 } as const) : ({ outcome: "fail" } as const);
            expectDay(at, await at.review({ inputs: QUIET }), { ...PARTS, ...day, checkRun });
            expect(checks(at)).toEqual([]);
          },
          { decided },
        ),
      ),
    ).then(() => undefined),
  );
});

describe("what breaks once is there once", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["429 with retry-after: 1", REFUSALS.tooMany(1)],
    ["502 after the effect", "502-after"],
    ["a reset after the effect", "reset-after"],
    ["half an answer", "truncated"],
  ])("%s", (_, as) =>
    onSurface(async (at) => {
      at.gitHub.misbehave({ ...CREATE, as });
      expectDay(at, await at.review({ inputs: QUIET }), { ...PARTS, said: [/check run.*Trying again in 1 s/u] });
      expect(checks(at)).toEqual([whole(at)]);
    }),
  );

  test.concurrent("422 for an annotation: the verdict stands there without them, and the job annotates", () =>
    onSurface(async (at) => {
      at.gitHub.misbehave({ ...CREATE, as: REFUSALS.invalid("path is not a file of the repository") });
      const checkRun = /checkRun: success; GitHub did not take the annotations/u;
      expectDay(at, await at.review({ inputs: QUIET }), { ...PARTS, checkRun, said: [ANNOTATED] });
      expect(checks(at)).toEqual([{ ...whole(at), annotations: 0 }]);
    }),
  );
});
