import { describe, expect, test } from "@jest/globals";
import type { RefusalReason } from "../../src/ports.ts";
import { aShownReview } from "../fixtures/commentable-review.ts";
import { aPullRequest } from "../fixtures/workflow-run.ts";
import { ALL_DONE, aWorld, HEAD, planned, refusal } from "./github-world.ts";

const checked = (findings = 3) => planned(aShownReview(findings), { check: "on" });

describe("the check run", () => {
  test("is not made unless somebody asks for it", async () => {
    const { statuses, checks } = aWorld();
    expect(await statuses()).toEqual(ALL_DONE);
    expect(checks.runs).toEqual([]);
  });

  test("stands on the head, and its annotations are not said a second time by the job", async () => {
    const { statuses, details, checks, runner } = aWorld();
    expect(await statuses(checked())).toEqual({ ...ALL_DONE, checkRun: "done" });
    expect(checks.runs.map(({ head, conclusion }) => [head, conclusion])).toEqual([[HEAD, "failure"]]);
    expect(runner.annotations).toEqual([]);
    expect((await details(checked()))["checkRun"]).toBe("failure, 3 annotations.");
  });

  test("L5 leaves the job's annotations of what did not run, which have no line", async () => {
    const { statuses, runner } = aWorld();
    const review = aShownReview(2);
    const missing = [{ what: "zizmor", reason: "no Python" }];
    const verdict = { ...review.verdict, missing };
    await statuses(planned({ ...review, verdict }, { check: "on" }));
    expect(runner.annotations.map(({ title }) => title)).toEqual(["zizmor did not run"]);
  });

  test.each<readonly [RefusalReason, "skipped" | "failed"]>([
    ["permission", "skipped"],
    ["notFound", "skipped"],
    ["rateLimited", "failed"],
    ["unavailable", "failed"],
  ])(
    "that is refused (%s) is %s by name, the rest is done, and the job annotates the lines",
    async (reason, status) => {
      const { statuses, details, checks, runner } = aWorld();
      checks.refuse(refusal(reason));
      expect(await statuses(checked())).toEqual({ ...ALL_DONE, checkRun: status });
      expect(runner.annotations).toHaveLength(3);
      checks.refuse(refusal(reason));
      expect((await details(checked()))["checkRun"]).toContain(`GitHub says ${reason}.`);
    },
  );

  test("whose annotations GitHub does not take has the verdict all the same, and the job has the annotations", async () => {
    const { details, checks, runner } = aWorld();
    checks.refuse(refusal("invalid"));
    expect((await details(checked()))["checkRun"]).toBe(
      "failure; GitHub did not take the annotations, and the job has the worst.",
    );
    expect(runner.annotations).toHaveLength(3);
    expect(checks.runs.map(({ annotations, conclusion }) => [annotations, conclusion])).toEqual([[[], "failure"]]);
  });

  test("that is refused as invalid without annotations is a failure", async () => {
    const { statuses, checks } = aWorld();
    checks.refuse(refusal("invalid"));
    expect((await statuses(checked(0)))["checkRun"]).toBe("failed");
  });

  test("is not made for a commit that is not the head any more", async () => {
    const { details, state, checks } = aWorld();
    state.pull.head = "c".repeat(40);
    expect((await details(checked()))["checkRun"]).toMatch(/^Superseded/u);
    expect(checks.runs).toEqual([]);
  });

  test("is made on a push and in a merge queue too", async () => {
    const { statuses, checks } = aWorld();
    const [base, head] = ["a".repeat(40), "b".repeat(40)];
    const queue = { kind: "mergeGroup", base, head, baseBranch: "main" } as const;
    for (const subject of [queue, aPullRequest()]) await statuses(planned(aShownReview(1), { check: "on", subject }));
    expect(checks.runs).toHaveLength(2);
  });
});
