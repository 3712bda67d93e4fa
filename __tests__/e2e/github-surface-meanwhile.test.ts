/** Bad days on which somebody else acts on the surface of an earlier run: another run, a person, a forger. */

import { describe, expect, test } from "@jest/globals";
import { FINDING_MARKER, goneMarker, SUMMARY_MARKER } from "../../src/publish/markers.ts";
import type { Account } from "../servers/github.ts";
import { isFor, once } from "./bad-day.ts";
import { expectDay, onSurface, ROBIN, type SurfaceScene } from "./surface-scene.ts";

const eve: Account = { ...ROBIN, token: "ghp_eve", login: "eve", id: 666 };
const UPDATE = /\/issues\/comments\/\d+$/u;
const paths = ({ gitHub: { state } }: SurfaceScene) => state.reviewComments().map(({ path }) => path);
const commentOn = ({ gitHub: { state } }: SurfaceScene, path: string) =>
  state.reviewComments().find((comment) => comment.path === path)!;

describe("two runs at once", () => {
  test.concurrent("leave one summary, each thread once, one resolved, and a check run each with the same verdict", () =>
    onSurface(async (at) => {
      const [one, two] = await Promise.all([at.review(), at.second({ env: { GITHUB_RUN_ID: "4712" } })]);
      const any = { reviewComments: /^reviewComments: /mu, summaryComment: /^summaryComment: /mu };
      for (const ended of [one, two]) expectDay(at, ended, any);
      expect(paths(at)).toEqual(["gone.ts", "stays.ts", "added.ts"]);
      const { state } = at.gitHub;
      expect([...state.resolved().keys()]).toEqual([commentOn(at, "gone.ts").id]);
      expect(commentOn(at, "gone.ts").body.match(/No longer found/gu)).toHaveLength(1);
      expect(state.comments().filter(({ body }) => body.startsWith(SUMMARY_MARKER))).toHaveLength(1);
      expect(state.checkRuns().map(({ conclusion }) => conclusion)).toEqual(["success", "success"]);
      expect(new Set(state.checkRuns().map(({ externalId }) => externalId)).size).toBe(2);
    }),
  );
});

describe("our comments", () => {
  test.concurrent("the summary, deleted while we update it, is written again", () =>
    onSurface(async (at) => {
      const [summary] = at.gitHub.state.comments();
      at.gitHub.misbehave({ method: "PATCH", path: UPDATE, as: "502-before" });
      const during = (): void =>
        void once(at, isFor("PATCH", UPDATE)).then(() => at.gitHub.changeComment(summary!.id, null));
      expectDay(at, await at.review({ during }), {
        summaryComment: /summaryComment: Created/u,
      });
      const next = await at.second({ attempt: 2 });
      expectDay(at, next, {
        reviewComments: /Nothing new to say/u,
        summaryComment: /summaryComment: (?:Updated|Unchanged)/u,
      });
      const ours = at.gitHub.state.comments().filter(({ body }) => body.startsWith(SUMMARY_MARKER));
      expect(ours.map(({ body }) => body.includes("PASS"))).toEqual([true]);
    }),
  );

  test.concurrent("on lines: a deleted one is written again, an edited one without its marker is a person's", () =>
    onSurface(
      async (at) => {
        at.gitHub.changeReviewComment(commentOn(at, "stays.ts").id, null);
        at.gitHub.changeReviewComment(commentOn(at, "gone.ts").id, "We know.");
        const ended = await at.review({ inputs: { "upload-sarif": "never" } });
        expectDay(at, ended, {
          outcome: "fail",
          ...{ checkRun: /checkRun: failure, 2/u, codeScanning: undefined },
          reviewComments: /reviewComments: 2 comments on lines, 0 findings in the review's text\.$/mu,
        });
        expect(paths(at).toSorted()).toEqual(["added.ts", "gone.ts", "stays.ts"]);
        expect([commentOn(at, "gone.ts").body, at.gitHub.state.resolved().size]).toEqual(["We know.", 0]);
      },
      { decided: false },
    ),
  );
});

describe("L9 markers by somebody else", () => {
  test.concurrent(
    "in a summary, on lines, and in an answer neither stop a comment nor resolve a thread of theirs",
    () =>
      onSurface(async (at) => {
        const marker = (path: string): string =>
          commentOn(at, path)
            .body.split("\n")
            .filter((line) => line.startsWith(FINDING_MARKER))
            .join("\n");
        at.gitHub.commentAs(eve, `${SUMMARY_MARKER}\n\n## PASS`);
        const forged = at.gitHub.reviewCommentAs(eve, { path: "gone.ts", line: 1, body: `x\n\n${marker("gone.ts")}` });
        at.gitHub.reviewCommentAs(eve, {
          ...{ path: "added.ts", line: 1 },
          body: `x\n\n${marker("stays.ts")}\n${goneMarker("resolved")}`,
        });
        expectDay(at, await at.review({ inputs: { "upload-sarif": "never" } }), { codeScanning: undefined });
        const { state } = at.gitHub;
        expect([...state.resolved().keys()]).toEqual([commentOn(at, "gone.ts").id]);
        expect(state.reviewComments().find(({ id }) => id === forged.id)?.body).toBe(forged.body);
        expect(state.comments().filter(({ user }) => user.id === eve.id)).toHaveLength(1);
      }),
  );
});
