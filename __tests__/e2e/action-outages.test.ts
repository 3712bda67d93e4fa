/** Days on which GitHub breaks, or asks to wait: what is tried again, what is not, and what happens only once. */

import { describe, expect, test } from "@jest/globals";
import { SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { BOT, REFUSALS, WORKFLOW_TOKEN, type Answer, type Misdeed } from "../servers/github.ts";
import type { ActionScene } from "./action-scene.ts";
import { expectSettled, isFor, onBothVerdicts, onScene, PASSING, FOREIGN, foreignSarif } from "./bad-day.ts";

const UPLOAD = /\/code-scanning\/sarifs$/u;
const REVIEW = /\/pulls\/1\/reviews$/u;
const COMMENT = /\/issues\/1\/comments$/u;
const UPDATE = /\/issues\/comments\/\d+$/u;
const COMPARE = /\/compare\//u;
const PULL = /\/pulls\/1$/u;

const PLACES = [
  ["GET", COMPARE],
  ["GET", PULL],
  ["POST", UPLOAD],
  ["POST", REVIEW],
  ["POST", COMMENT],
  ["PATCH", UPDATE],
] as const;

/** Each of them goes wrong once. */
const onceEach = ({ gitHub }: ActionScene, as: Misdeed): void => {
  for (const [method, path] of PLACES) gitHub.misbehave({ method, path, as });
};
const asked = ({ gitHub }: ActionScene, method: string, path: RegExp): number =>
  gitHub.requests.filter(isFor(method, path)).length;
const ourBot = { ...BOT, token: WORKFLOW_TOKEN, permissions: {} };

// The longest first: five tests of a file run at a time.
describe("a limit without a word how long", () => {
  test.concurrent("is waited for a minute", () =>
    onScene(PASSING, async (at) => {
      foreignSarif(at, [{}]);
      at.gitHub.misbehave({ method: "POST", path: COMMENT, as: REFUSALS.secondaryLimit() });
      const ended = await at.review({ inputs: FOREIGN });
      const said = [/secondary rate limit.*Trying again in 60 s/u, /summaryComment: Created/u];
      expectSettled(at, ended, { outcome: "pass", code: 0, said });
    }),
  );
});

describe("what stays broken is given up, by name", () => {
  test.concurrent("502 to every write, before the effect: three parts failed, the runner's own are there", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => {
        for (const path of [UPLOAD, REVIEW, COMMENT])
          gitHub.misbehave({ method: "POST", path, as: "502-before", times: Infinity });
      },
      undelivered: true,
      said: [
        /codeScanning failed: GitHub would not take the SARIF upload \(502\)\. \(4 tries\)/u,
        /reviewComments failed: GitHub would not create the review \(502\)/u,
        /summaryComment failed: GitHub would not create the comment \(502\)/u,
        /\| Review comments \| ❌ failed \|/u,
      ],
      done: ["outputs", "annotations", "artifact", "jobSummary"],
    }),
  );

  test.concurrent("500 to the question where head stands: nothing is posted, since it may be about an old commit", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) =>
        gitHub.misbehave({ method: "GET", path: PULL, as: REFUSALS.serverError(), times: Infinity }),
      undelivered: true,
      said: [/codeScanning failed: It is not known whether the pull request still stands/u],
      settled: ({ gitHub: { state } }) => {
        expect([state.comments(), state.reviews(), state.uploads()]).toEqual([[], [], []]);
      },
    }),
  );

  test.concurrent("an answer that never comes is waited for 30 s, and what it was about is there once", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) => gitHub.misbehave({ method: "POST", path: COMMENT, as: "hang-after" }),
      undelivered: false,
      said: [/GitHub did not create the comment: the request took too long\. Trying again in 1 s/u],
      settled: ({ gitHub }) => expect(gitHub.state.comments()).toHaveLength(1),
    }),
  );

  test.concurrent("the artifact service is down", () =>
    onBothVerdicts({
      prepare: ({ gitHub }) =>
        gitHub.misbehave({ path: /CreateArtifact$/u, as: { status: 500, body: { msg: "down" } }, times: Infinity }),
      undelivered: true,
      said: [/artifact failed: The artifact could not be uploaded/u, /codeScanning: Uploaded and processed/u],
    }),
  );
});

describe("what breaks once is done once", () => {
  const DAYS: readonly (readonly [string, Misdeed])[] = [
    ["500 before the effect", REFUSALS.serverError(500)],
    ["502 before the effect", "502-before"],
    ["502 after the effect", "502-after"],
    ["a reset before the effect", "reset-before"],
    ["a reset after the effect", "reset-after"],
    ["an answer cut in half", "truncated"],
  ];
  test.concurrent.each(DAYS)("%s: every part is there once, a new comment and an updated one", (_, as) =>
    onBothVerdicts({
      prepare: (at, outcome) => {
        if (outcome === "pass") at.gitHub.commentAs(ourBot, `${SUMMARY_MARKER}\n\nof an earlier head`);
        onceEach(at, as);
      },
      undelivered: false,
      said: [/Trying again in 1 s\./u, /codeScanning: Uploaded and processed/u, /reviewComments: 1 comment on lines/u],
      done: ["reviewComments", "summaryComment", "artifact", "jobSummary"],
      settled: (at, outcome) => {
        const { state } = at.gitHub;
        const [comments, inline, reviews] = [state.comments(), state.reviewComments(), state.reviews()];
        expect([comments.length, inline.length, reviews.length]).toEqual([1, 1, 1]);
        expect(comments[0]?.body).not.toContain("earlier head");
        expect(asked(at, "PATCH", UPDATE)).toBe(outcome === "pass" ? 2 : 0);
      },
    }),
  );
});

describe("limits are waited for as GitHub asks, and not longer than two minutes in all", () => {
  const NOON = 1_795_348_800;
  /** By GitHub's own clock, which the answer tells. */
  const primary = (secondsFromNow: number): Answer => {
    const limit = REFUSALS.primaryLimit(NOON + secondsFromNow);
    return { ...limit, headers: { ...limit.headers, date: new Date(NOON * 1000).toUTCString() } };
  };
  const everywhere =
    (as: Answer, times: number) =>
    ({ gitHub }: ActionScene) => {
      for (const path of [UPLOAD, REVIEW, COMMENT]) gitHub.misbehave({ method: "POST", path, as, times });
    };

  test.concurrent.each([
    ["429 with retry-after: 1", REFUSALS.tooMany(1), /\(429\): Too Many Requests\. Trying again in 1 s/u],
    ["a secondary limit with retry-after: 2", REFUSALS.secondaryLimit(2), /secondary rate limit.*Trying again in 2 s/u],
    ["a primary limit that is over in 2 s", primary(2), /API rate limit exceeded.*Trying again in 3 s/u],
  ])("%s, once at each write", (_, as, said) =>
    onBothVerdicts({
      prepare: everywhere(as, 1),
      undelivered: false,
      said: [said],
      done: ["codeScanning", "reviewComments", "summaryComment"],
      settled: ({ gitHub: { state } }) =>
        expect([state.comments().length, state.reviewComments().length, state.uploads().length]).toEqual([1, 1, 1]),
    }),
  );

  test.concurrent.each([
    ["429 with retry-after: 3600", REFUSALS.tooMany(3600), 3600],
    ["a primary limit that is over in an hour", primary(3600), 3601],
  ])("%s is not waited for: what it is about failed", (_, as, seconds) =>
    onBothVerdicts({
      prepare: everywhere(as, Infinity),
      undelivered: true,
      said: ["codeScanning", "reviewComments", "summaryComment"].map(
        (feature) =>
          new RegExp(
            `${feature} failed: .*The next try would be in ${seconds} s, which is longer than this run waits`,
            "u",
          ),
      ),
      settled: (at) => {
        for (const path of [UPLOAD, REVIEW, COMMENT]) expect(asked(at, "POST", path)).toBe(1);
      },
    }),
  );
});
