/** Days on which GitHub says no, and means it. */

import { describe, expect, test } from "@jest/globals";
import { REFUSALS, WORKFLOW_TOKEN, type Misdeed } from "../servers/github.ts";
import { onBothVerdicts, writes } from "./bad-day.ts";
import type { ActionScene } from "./action-scene.ts";

const WRITES = /^\/repos\/octo\/app\/(?:code-scanning\/sarifs|pulls\/1\/reviews|issues\/1\/comments)$/u;
const RUNNERS_OWN = ["outputs", "annotations", "artifact", "jobSummary"];

const always =
  (as: Misdeed, { method, path }: { method?: string; path: RegExp }) =>
  ({ gitHub }: ActionScene): void =>
    gitHub.misbehave({ ...(method !== undefined && { method }), path, as, times: Infinity });
const everyWrite = (as: Misdeed) => always(as, { method: "POST", path: WRITES });

describe("what GitHub refuses for good is skipped by name, and the verdict stands", () => {
  test.concurrent("401 to every question: the token is not accepted", () =>
    onBothVerdicts({
      prepare: always(REFUSALS.badCredentials(), { path: /^\/(?:repos|graphql)/u }),
      undelivered: false,
      said: [
        /history is fetched until it is there: GitHub would not name the merge base \(401\): Bad credentials/u,
        /codeScanning skipped: It is not known whether the pull request still stands at .{12}\. .*\(401\)/u,
        /summaryComment skipped: .*`pull-requests: read`/u,
      ],
      done: RUNNERS_OWN,
    }),
  );

  test.concurrent("403 permission: the token only reads", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => {
        gitHub.account({ token: WORKFLOW_TOKEN, permissions: { contents: "read" } });
      },
      undelivered: false,
      said: [
        /codeScanning skipped: .*Resource not accessible by integration.*`security-events: write`/u,
        /reviewComments skipped: .*`pull-requests: write`.*The findings are in the job summary/u,
        /summaryComment skipped: .*`pull-requests: write`/u,
        /\| Summary comment \| ➖ skipped \|/u,
      ],
      done: RUNNERS_OWN,
    }),
  );

  test.concurrent("403 not enabled: code scanning is off", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => gitHub.repository({ codeScanning: false }),
      undelivered: false,
      said: [/codeScanning skipped: .*Code Security must be enabled.*Switch on code scanning/u],
      done: [...RUNNERS_OWN, "reviewComments", "summaryComment"],
    }),
  );

  test.concurrent("403 single sign-on: the organisation wants the token authorised", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => {
        gitHub.account({ token: WORKFLOW_TOKEN, sso: true });
      },
      undelivered: false,
      said: [/reviewComments skipped: .*SAML enforcement.*Authorise the token for the organisation's single sign-on/u],
      done: RUNNERS_OWN,
    }),
  );

  test.concurrent("403 archived: the repository is read-only", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => gitHub.repository({ archived: true }),
      undelivered: false,
      said: ["codeScanning", "reviewComments", "summaryComment"].map(
        (feature) => new RegExp(`${feature} skipped: .*archived so is read-only`, "u"),
      ),
      done: RUNNERS_OWN,
    }),
  );

  test.concurrent("403 locked: the conversation is closed", () =>
    onBothVerdicts({
      prepare: always(REFUSALS.locked(), { method: "POST", path: /\/(?:reviews|comments)$/u }),
      undelivered: false,
      said: [/reviewComments skipped: .*locked/u, /summaryComment skipped: .*issue is locked/u],
      done: [...RUNNERS_OWN, "codeScanning"],
    }),
  );

  test.concurrent.each([
    ["404", REFUSALS.notFound()],
    ["410", REFUSALS.gone()],
  ])("%s: what is to be written to is not there, or not to be seen", (status, as) =>
    onBothVerdicts({
      prepare: everyWrite(as),
      undelivered: false,
      said: ["codeScanning", "reviewComments", "summaryComment"].map(
        (feature) =>
          new RegExp(`${feature} skipped: .*\\(${status}\\).*It is not there, or the token may not see it`, "u"),
      ),
      done: RUNNERS_OWN,
    }),
  );
});

describe("what GitHub understood and does not take is a verdict not delivered: a pass ends with 3, a fail stays 1", () => {
  test.concurrent.each([
    ["409", REFUSALS.conflict()],
    ["422", REFUSALS.invalid("no reason that anybody knows")],
  ])("%s to every write, without another try of the same", async (status, as) => {
    let scene: ActionScene | undefined;
    await onBothVerdicts({
      prepare: (at) => {
        scene = at;
        everyWrite(as)(at);
      },
      undelivered: true,
      said: ["codeScanning", "reviewComments", "summaryComment"].map(
        (feature) => new RegExp(`${feature} failed: GitHub would not [^.]+\\(${status}\\)`, "u"),
      ),
      done: RUNNERS_OWN,
    });
    // The review once more without comments on lines, which might have been the reason.
    expect(writes(scene!)).toEqual([
      "POST /repos/octo/app/code-scanning/sarifs",
      "POST /repos/octo/app/pulls/1/reviews",
      "POST /repos/octo/app/pulls/1/reviews",
      "POST /repos/octo/app/issues/1/comments",
    ]);
  });

  test.concurrent("an upload that was asked for by `always` is not skipped but failed", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => gitHub.repository({ codeScanning: false }),
      inputs: { "upload-sarif": "always" },
      undelivered: true,
      said: [/codeScanning failed: .*Code Security must be enabled/u],
      done: [...RUNNERS_OWN, "reviewComments", "summaryComment"],
    }),
  );

  test.concurrent("SARIF that GitHub's processing rejects after some polls, in GitHub's words", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) =>
        gitHub.processing({ polls: 1, errors: ["rejecting SARIF, as there are too many rules"] }),
      undelivered: true,
      said: [
        /codeScanning failed: GitHub could not process the SARIF file: rejecting SARIF, as there are too many rules/u,
      ],
      done: [...RUNNERS_OWN, "reviewComments", "summaryComment"],
    }),
  );

  test.concurrent.each([
    [
      "409: one of that name is there already",
      { status: 409, body: { code: "already_exists", msg: "already exists" } },
      /has one of that name already/u,
    ],
    [
      "401: the job's token is over",
      { status: 401, body: { code: "unauthenticated", msg: "expired" } },
      /artifact could not be uploaded/u,
    ],
  ])("the artifact service refuses with %s", (_, as, said) =>
    onBothVerdicts({
      prepare: always(as, { path: /CreateArtifact$/u }),
      undelivered: true,
      said: [/artifact failed: /u, said, /The files are there all the same/u],
      done: ["outputs", "annotations", "jobSummary", "codeScanning", "reviewComments", "summaryComment"],
    }),
  );
});
