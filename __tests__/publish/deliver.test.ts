import { describe, expect, test } from "@jest/globals";
import { ExternalError } from "../../src/errors.ts";
import type { RefusalReason } from "../../src/ports.ts";
import { deliver } from "../../src/publish/deliver.ts";
import { findingMarker, fingerprintsIn, SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { aShownReview } from "../fixtures/commentable-review.ts";
import { aFinding } from "../fixtures/review.ts";
import { aPullRequest } from "../fixtures/workflow-run.ts";
import { bodyText } from "./github-markdown.ts";
import { ALL_DONE, aWorld, HEAD, planned, refusal, upload } from "./github-world.ts";

describe("delivery", () => {
  test("does everything, one delivery for each effect, and the job summary tells of it", async () => {
    const { statuses, runner, state } = aWorld();
    expect(await statuses()).toEqual(ALL_DONE);
    expect([state.reviewComments.length, state.reviews.length, state.comments.length]).toEqual([3, 1, 1]);
    expect(state.uploads).toEqual([
      { commit: HEAD, ref: "refs/pull/7/head", sarif: "{}", startedAt: "2026-05-04T09:30:00.000Z" },
    ]);
    expect([...runner.outputs]).toEqual([
      ["outcome", "fail"],
      ["high", "1"],
    ]);
    expect(runner.annotations).toHaveLength(3);
    expect([...runner.artifacts]).toEqual([["review", ["/run/review.sarif"]]]);
    const text = bodyText(runner.text());
    expect(text).toContain("FAIL: 1 finding at or over high");
    expect(text.slice(text.indexOf("Delivered"))).toContain("Review comments\n✅ done\n3 comments on lines");
  });

  test("L9 the whole run again creates nothing twice, on the same head or a later one", async () => {
    const { statuses, state, ports } = aWorld();
    await statuses();
    await statuses();
    state.pull.head = "c".repeat(40);
    const later = planned(aShownReview(3), { subject: aPullRequest({ head: state.pull.head }) });
    expect((await deliver(later, ports)).find(({ feature }) => feature === "reviewComments")?.detail).toBe(
      "Nothing new to say.",
    );
    expect([state.reviewComments.length, state.reviews.length, state.comments.length]).toEqual([3, 1, 1]);
  });

  test("L9 with 400 findings too: what was listed, or only counted, is not said again", async () => {
    const { statuses, state } = aWorld();
    await statuses(planned(aShownReview(400)));
    expect([state.reviewComments.length, state.reviews.length]).toEqual([30, 1]);
    await statuses(planned(aShownReview(400)));
    expect([state.reviewComments.length, state.reviews.length]).toEqual([30, 1]);
  });

  test("only what is new is said about a later head", async () => {
    const { statuses, state } = aWorld();
    await statuses(planned(aShownReview(2)));
    await statuses(planned(aShownReview(3)));
    expect(state.reviewComments).toHaveLength(3);
    expect(bodyText(state.reviews[1]!.body)).toContain("1 new comment on the lines.");
  });
});

describe("a refusal", () => {
  test.each<readonly [RefusalReason, "skipped" | "failed"]>([
    ["permission", "skipped"],
    ["sso", "skipped"],
    ["notEnabled", "skipped"],
    ["notFound", "skipped"],
    ["invalid", "failed"],
    ["rateLimited", "failed"],
    ["unavailable", "failed"],
  ])("%s: each part alone is %s by name, the others are done, and the summary says why", async (reason, status) => {
    for (const [method, feature] of [
      ["uploadSarif", "codeScanning"],
      ["reviewComments", "reviewComments"],
      ["createComment", "summaryComment"],
    ] as const) {
      const { statuses, gitHub, runner } = aWorld();
      gitHub.refuse(method, refusal(reason));
      expect(await statuses()).toEqual({ ...ALL_DONE, [feature]: status });
      expect(bodyText(runner.text())).toContain(`GitHub says ${reason}.`);
    }
  });

  test("names the permission that the part wants", async () => {
    const { details, gitHub } = aWorld();
    for (const method of ["uploadSarif", "reviewComments", "comments"] as const)
      gitHub.refuse(method, refusal("permission"));
    const said = await details();
    expect(said["codeScanning"]).toContain("`security-events: write`");
    expect(said["reviewComments"]).toContain("`pull-requests: write`");
    expect(said["summaryComment"]).toContain("`pull-requests: write`");
  });

  test("of an upload that must be is a failure under upload-sarif: always, whatever the reason", async () => {
    const { statuses, gitHub } = aWorld();
    gitHub.refuse("uploadSarif", refusal("permission"));
    const always = planned(aShownReview(3), { upload: { ...upload, mode: "always" } });
    expect(await statuses(always)).toEqual({ ...ALL_DONE, codeScanning: "failed" });
  });

  test("of the artifact service, or a full disk under the summary, is a failure with its way out", async () => {
    const { details, statuses, runner } = aWorld();
    const broken = new ExternalError("artifact-failed", "The service says no.", { fix: "Set evidence: none." });
    runner.refuse("uploadArtifact", broken);
    runner.refuse("summary", new Error("no space"));
    expect(await details()).toMatchObject({
      artifact: "The service says no. Set evidence: none.",
      jobSummary: "A bug in claude-code-review: no space.",
    });
    runner.refuse("output", broken);
    expect(await statuses()).toEqual({ ...ALL_DONE, outputs: "failed" });
  });
});

describe("the head of the pull request", () => {
  test("that has moved leaves nothing to say: comments and upload are skipped as superseded", async () => {
    const { statuses, details, gitHub } = aWorld({ pull: { state: "open", merged: false, head: "c".repeat(40) } });
    const skipped = { codeScanning: "skipped", reviewComments: "skipped", summaryComment: "skipped" };
    expect(await statuses()).toEqual({ ...ALL_DONE, ...skipped });
    expect(gitHub.called()).toEqual(["pullRequest"]);
    expect((await details())["codeScanning"]).toBe(
      "Superseded: head is now cccccccccccc; the newer run speaks about it.",
    );
  });

  test("A6 that moves while GitHub processes the upload leaves the newer run's words as they are", async () => {
    const { statuses, gitHub, state } = aWorld();
    gitHub.before("sarifProcessing", (now) => {
      now.pull.head = "c".repeat(40);
    });
    const newer = gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\nof the newer head` });
    expect(await statuses()).toEqual({ ...ALL_DONE, reviewComments: "skipped", summaryComment: "skipped" });
    expect(state.comments.map(({ body }) => body)).toEqual([newer.body]);
    expect([state.reviews, state.reviewComments]).toEqual([[], []]);
  });

  test.each([true, false])(
    "of one that is closed (merged: %s) takes no comments, and its alerts all the same",
    async (merged) => {
      const { statuses, details } = aWorld({ pull: { state: "closed", merged, head: HEAD } });
      expect(await statuses()).toEqual({ ...ALL_DONE, reviewComments: "skipped", summaryComment: "skipped" });
      expect((await details())["summaryComment"]).toBe(`The pull request is ${merged ? "merged" : "closed"}.`);
    },
  );

  test("L5 that is not known gets nothing said: failed when GitHub fails, skipped by name when it may not be asked", async () => {
    for (const [reason, status] of [
      ["unavailable", "failed"],
      ["permission", "skipped"],
    ] as const) {
      const { ports, gitHub } = aWorld();
      gitHub.refuse("pullRequest", refusal(reason));
      const deliveries = await deliver(planned(), ports);
      const remote = deliveries.filter(({ feature }) => /codeScanning|Comment/u.test(feature));
      expect(remote.map((delivery) => delivery.status)).toEqual([status, status, status]);
      expect(remote[0]!.detail).toContain(
        `not known whether the pull request still stands at bbbbbbbbbbbb. GitHub says`,
      );
      expect(gitHub.called()).toEqual(["pullRequest"]);
    }
  });

  test("is not asked for a push", async () => {
    const { statuses, gitHub } = aWorld();
    const branch = { kind: "branch", head: HEAD, ref: "refs/heads/main", defaultBranch: "main" } as const;
    await statuses(planned(aShownReview(3), { subject: branch }));
    expect(gitHub.called()).toEqual(["uploadSarif", "sarifProcessing"]);
  });
});

describe("one bad comment", () => {
  const LINES = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `src/service-${n}/handlers/request-${n}.ts`,
      n === 7 ? [] : Array.from({ length: 100 }, (_line, line) => line + 1),
    ]),
  );

  test("among 30 goes into the text, and the others stand on their lines", async () => {
    const { details, state } = aWorld({ shown: LINES });
    expect((await details(planned(aShownReview(30))))["reviewComments"]).toBe(
      "29 comments on lines, 1 finding in the review's text, since not all lines take one: GitHub refused the review (422): line must be part of the diff.",
    );
    expect([state.reviews.length, state.reviewComments.length]).toEqual([1, 29]);
    expect(state.reviews[0]!.body).toContain(findingMarker(aFinding(7).fingerprint));
    await details(planned(aShownReview(30)));
    expect([state.reviews.length, state.reviewComments.length]).toEqual([1, 29]);
  });

  test("refused again, everything goes into the text; refused even so, the part has failed", async () => {
    const again = aWorld({ shown: LINES });
    again.gitHub.refuse("createReview", refusal("invalid"), 2);
    expect((await again.details(planned(aShownReview(30))))["reviewComments"]).toBe(
      "0 comments on lines, 30 findings in the review's text, since not all lines take one: GitHub says invalid.",
    );
    // Nothing is shown: without comments the second try is the last.
    for (const [shown, tries] of [
      [LINES, 3],
      [{}, 2],
    ] as const) {
      const { statuses, gitHub } = aWorld({ shown });
      gitHub.refuse("createReview", refusal("invalid"), 9);
      expect(await statuses(planned(aShownReview(30)))).toEqual({ ...ALL_DONE, reviewComments: "failed" });
      expect(gitHub.called().filter((method) => method === "createReview")).toHaveLength(tries);
    }
  });

  test("costs GitHub's own diff only when there is one", async () => {
    const { statuses, gitHub } = aWorld();
    await statuses();
    expect(gitHub.called()).not.toContain("commentableLines");
  });
});

describe("L9 two runs at once", () => {
  test("comment once: the older comment of each finding stays, and what was there before is left alone", async () => {
    const { statuses, gitHub, state } = aWorld();
    // The other run posts between our look and our review.
    gitHub.before("createReview", (now) => {
      const [first] = planned().flatMap((effect) => (effect.kind === "reviewComments" ? effect.plan.inline : []));
      now.reviewComments.push({ id: 0, pull: 7, body: first!.body, ours: true });
    });
    expect((await statuses())["reviewComments"]).toBe("done");
    const said = state.reviewComments.flatMap(({ body }) => [...fingerprintsIn(body)]);
    expect(said).toHaveLength(new Set(said).size);
    expect(state.reviewComments.map(({ id }) => id)).toContain(0);
    await statuses();
    expect(gitHub.called().filter((method) => method === "deleteReviewComment")).toHaveLength(1);
  });
});

describe("a run that is being stopped", () => {
  test("skips by name what goes over the network, and still sets outputs and writes the summary", async () => {
    const { statuses, stop, gitHub, runner } = aWorld();
    stop.abort();
    const skipped = {
      codeScanning: "skipped",
      reviewComments: "skipped",
      summaryComment: "skipped",
      artifact: "skipped",
    };
    expect(await statuses()).toEqual({ ...ALL_DONE, ...skipped });
    expect(gitHub.called()).toEqual([]);
    expect(bodyText(runner.text())).toContain("The run was stopped before it.");
  });
});
