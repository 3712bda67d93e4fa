/** Bad days of threads: GitHub has them in GraphQL alone, which refuses with 200, in part, or not at all. */

import { describe, expect, test } from "@jest/globals";
import { REFUSALS, type Answer, type Misbehaviour, type Misdeed } from "../servers/github.ts";
import { expectDay, onSurface, OURS, PERMISSIONS, SMOOTH, type SurfaceScene } from "./surface-scene.ts";

const LIST = /query threads/u;
const RESOLVE = /resolveReviewThread/u;
const EDIT = /updatePullRequestReviewComment/u;

const errors = (...given: readonly object[]): Answer => ({ status: 200, body: { data: null, errors: given } });
const LIMITED = REFUSALS.graphqlLimit();
const FORBIDDEN = errors({
  type: "FORBIDDEN",
  message: "Resource not accessible by integration",
  path: ["repository"],
});
/** An older GitHub Enterprise Server answers without `data` then. */
const NO_FIELD: Answer = {
  status: 200,
  body: { errors: [{ message: "Field 'resolvedBy' doesn't exist on type 'PullRequestReviewThread'" }] },
};
const BROKEN = errors({ message: "Something went wrong while executing your query." });
/** The pull request is there, and one of its threads is not. */
const IN_PART: Answer = {
  status: 200,
  body: {
    data: { viewer: { databaseId: OURS.id }, repository: { pullRequest: { reviewThreads: { nodes: [null] } } } },
    errors: [{ type: "NOT_FOUND", message: "Could not resolve to a node", path: ["repository", "pullRequest"] }],
  },
};

const graphql = (body: RegExp, as: Misdeed, times = Infinity): Misbehaviour => ({
  ...{ method: "POST", path: "/graphql", body, as, times },
});
const gone = ({ gitHub: { state } }: SurfaceScene) => state.reviewComments().find(({ path }) => path === "gone.ts");

function expectThreads(at: SurfaceScene, resolved: 0 | 1): void {
  const { state } = at.gitHub;
  expect(state.reviewComments().map(({ path }) => path)).toEqual(["gone.ts", "stays.ts", "added.ts"]);
  expect([...state.resolved().keys()]).toEqual(resolved === 1 ? [gone(at)?.id] : []);
}

type Row = readonly [string, Misdeed, RegExp];

const left = (why: RegExp): RegExp =>
  new RegExp(
    `^reviewComments: 1 comment on lines.* Earlier threads were left as they are: .*${why.source}`,
    `m${why.flags}`,
  );

describe("threads that cannot be listed are left as they are, and the new comment and the verdict stand", () => {
  test.concurrent.each<Row>([
    ["404, as of a server without GraphQL", REFUSALS.notFound(), /\(404\)/u],
    ["200 with FORBIDDEN", FORBIDDEN, /Resource not accessible by integration/u],
    ["200 with a field that this server does not have", NO_FIELD, /resolvedBy/u],
    ["200 with an error of GitHub's own", BROKEN, /Something went wrong/u],
    ["200 in part", IN_PART, /Could not resolve to a node/u],
    ["200 with RATE_LIMITED", LIMITED, /rate limit.*longer than this run waits/u],
    ["429 for an hour", REFUSALS.tooMany(3600), /longer than this run waits/u],
  ])("%s", (_, as, why) =>
    onSurface(async (at) => {
      at.gitHub.misbehave(graphql(LIST, as));
      expectDay(at, await at.review(), { reviewComments: left(why) });
      expectThreads(at, 0);
      expect(gone(at)?.body).not.toContain("No longer found");
    }),
  );
});

describe("what breaks once is done once", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["429 with retry-after: 1", REFUSALS.tooMany(1)],
    ["502 after the effect", "502-after"],
    ["a reset after the effect", "reset-after"],
    ["half an answer", "truncated"],
  ])("%s at listing, resolving and editing threads", (_, as) =>
    onSurface(async (at) => {
      for (const body of [LIST, RESOLVE, EDIT]) at.gitHub.misbehave(graphql(body, as, 1));
      expectDay(at, await at.review(), { said: [/Trying again in 1 s/u] });
      expectThreads(at, 1);
      expect(gone(at)?.body.match(/No longer found/gu)).toHaveLength(1);
    }),
  );
});

describe("a thread that may not be resolved stays open, and its comment says that the finding is gone", () => {
  test.concurrent("without contents: write, which the log names", () =>
    onSurface(async (at) => {
      at.gitHub.account({ ...OURS, permissions: { ...PERMISSIONS, contents: "read" } });
      expectDay(at, await at.review(), { reviewComments: /1 thread not changed: .*`contents: write`/u });
      expectThreads(at, 0);
      expect(gone(at)?.body).toContain("No longer found");
    }),
  );

  test.concurrent.each<readonly [string, Misdeed, RegExp]>([
    ["502 for good", "502-before", /1 thread not changed: .*\(502\)\. \(4 tries\)/u],
  ])("%s", (_, as, reviewComments) =>
    onSurface(async (at) => {
      at.gitHub.misbehave(graphql(RESOLVE, as));
      expectDay(at, await at.review(), { reviewComments });
      expectThreads(at, 0);
      expect(gone(at)?.body).toContain("No longer found");
    }),
  );
});

describe("L9 who we are is not guessed when GraphQL fails: nothing is written that may be there twice", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["200 with RATE_LIMITED", LIMITED],
    ["502 for good", "502-before"],
  ])("%s", (_, as) =>
    onSurface(async (at) => {
      const before = at.gitHub.state.comments();
      at.gitHub.misbehave(graphql(/viewer \{ databaseId login \}/u, as));
      const failed = (feature: string): RegExp => new RegExp(`${feature} failed: GitHub \\w+ not say whose`, "u");
      expectDay(at, await at.review(), {
        code: 3,
        reviewComments: failed("reviewComments"),
        summaryComment: failed("summaryComment"),
      });
      expect(at.gitHub.state.comments()).toEqual(before);
      expect(at.gitHub.state.reviewComments()).toHaveLength(2);
    }),
  );
});

test("a day without a fault is what the others are measured by: it resolves, comments once and updates", () =>
  onSurface(async (at) => {
    expectDay(at, await at.review(), {});
    expectThreads(at, 1);
    expect(Object.keys(SMOOTH)).toHaveLength(5);
    const again = await at.second({ attempt: 2 });
    const quiet = { reviewComments: /^reviewComments: Nothing new to say\.$/mu };
    expectDay(at, again, { ...quiet, summaryComment: /^summaryComment: Un?[cup]\w+\.$/mu });
    expectThreads(at, 1);
  }));
