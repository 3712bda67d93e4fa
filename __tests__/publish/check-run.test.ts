import { describe, expect, test } from "@jest/globals";
import type { Outcome } from "../../src/records.ts";
import { CHECK_NAME, checkName, planCheckRun, type CheckContext } from "../../src/publish/check-run.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { aShownModelReview, aShownReview } from "../fixtures/commentable-review.ts";
import { aFinding, aReview, HOSTILE } from "../fixtures/review.ts";
import { aPullRequest, aWorkflowRun } from "../fixtures/workflow-run.ts";
import { attackedReviews, INVISIBLE } from "./attacks.ts";
import { harmsIn } from "./github-markdown.ts";

const HEAD = "b".repeat(40);
const subject = aPullRequest();
const context: CheckContext = { run: aWorkflowRun(), subject, options: { ledgerRoot: "c".repeat(64), exitCode: 1 } };
const withCode = (exitCode: number): CheckContext => ({ ...context, options: { ...context.options, exitCode } });
const ended = (outcome: Outcome) => {
  const review = aShownReview(1);
  return { ...review, verdict: { ...review.verdict, outcome } };
};
const OWN =
  /^https:\/\/github\.com\/octo-org\/octo\.repo\/(?:actions\/runs\/\d+$|blob\/|pull\/7#issuecomment-\d+$|security\/code-scanning\/\d+$)/u;

describe("the check run of a review", () => {
  test.each<readonly [Outcome, number, string]>([
    ["pass", 0, "success"],
    ["fail", 1, "failure"],
    ["incomplete", 5, "action_required"],
    ["fail", 0, "neutral"],
    ["incomplete", 0, "neutral"],
  ])("L5 of %s, where the program ends with %i, concludes with %s", (outcome, exitCode, conclusion) => {
    expect(planCheckRun(ended(outcome), withCode(exitCode)).conclusion).toBe(conclusion);
  });

  test("without an exit code is no milder than the verdict", () => {
    expect(planCheckRun(ended("incomplete"), { ...context, options: {} }).conclusion).toBe("action_required");
  });

  test("has a name that never changes, the verdict as its title, and leads to the run", () => {
    expect(planCheckRun(aShownReview(3), context)).toMatchObject({
      name: "claude-code-review",
      head: HEAD,
      title: "FAIL: 1 finding at or over high",
      detailsUrl: "https://github.com/octo-org/octo.repo/actions/runs/1658821493",
    });
    expect(CHECK_NAME).toBe("claude-code-review");
  });

  test("L5 a verdict on the way into one branch has another name than one into another: a check stands on a commit", () => {
    const into = { kind: "pullRequest", baseBranch: "main" } as const;
    expect(checkName({ ...into, defaultBranch: "main" })).toBe("claude-code-review");
    expect(checkName({ ...into, baseBranch: "release/1", defaultBranch: "main" })).toBe(
      "claude-code-review (release/1)",
    );
    expect(checkName({ kind: "mergeGroup", baseBranch: "main", defaultBranch: "main" })).toBe("claude-code-review");
    // Nobody told which branch is the default one, so this one is not.
    expect(checkName(into)).toBe("claude-code-review (main)");
  });

  test("L5 of a push, which saw the last commits alone, does not speak for a pull request of the same head", () => {
    expect(checkName({ kind: "branch" })).toBe("claude-code-review on a branch");
  });

  test("names a branch on one line, and two branches that are shown alike still differ", () => {
    const name = (baseBranch: string) => checkName({ kind: "pullRequest", baseBranch, defaultBranch: "main" });
    expect(name("v\u202e1")).toMatch(/^claude-code-review \(v⟦U\+202E⟧1 [0-9a-f]{8}\)$/u);
    const long = "x".repeat(200);
    expect(name(`${long}1`)).not.toBe(name(`${long}2`));
  });

  test("is bound to the run, the try, the commit and the record: another one of them is another check run", () => {
    const ids = [
      context,
      { ...context, run: aWorkflowRun({ runId: "2" }) },
      { ...context, run: aWorkflowRun({ runAttempt: 2 }) },
      { ...context, subject: aPullRequest({ head: "d".repeat(40) }) },
      { ...context, options: { ledgerRoot: "d".repeat(64) } },
    ].map((one) => planCheckRun(aShownReview(1), one).externalId);
    expect(new Set(ids).size).toBe(5);
    expect(planCheckRun(aShownReview(1), context).externalId).toBe(ids[0]);
  });

  test("annotates what blocks as failures, other open findings as warnings, Claude's advice as notices", () => {
    const { annotations } = planCheckRun(aShownModelReview(), context);
    expect(annotations.map(({ level }) => level)).toEqual([
      "failure",
      "warning",
      "warning",
      "notice",
      "notice",
      "notice",
    ]);
    expect(annotations[0]).toEqual({
      path: "src/service-0/handlers/request-0.ts",
      ...{ startLine: 10, endLine: 10, level: "failure" },
      title: "high semgrep/javascript.command-injection",
      message:
        "A shell command is built from data that a caller controls. The value of parameter 0 reaches the call without a check.",
    });
  });

  test.each([0, 1, 40, 4000])("with %i findings stays within 65,535 characters and 150 annotations", (n) => {
    const { annotations, summary } = planCheckRun(aShownReview(n), context);
    expect(Buffer.byteLength(summary)).toBeLessThan(65_535);
    expect(annotations).toHaveLength(Math.min(n, 150));
    if (n === 4000) {
      expect(annotations.every(({ title }) => title.startsWith("critical"))).toBe(true);
      expect(summary).toContain("*3,850 more open findings are not on lines here.*");
    } else expect(summary).not.toContain("not on lines here");
  });

  test("stays within them with the longest texts: title, branch and paths too", () => {
    const text = "x".repeat(5000);
    const long = { message: text, location: { uri: "src/a.ts", startLine: 1, endLine: 1 } };
    const review = aReview({}, { findings: [aFinding(0, { location: { uri: text, startLine: 1, endLine: 1 } })] });
    const { annotations, title } = planCheckRun({ ...review, verdict: { ...review.verdict, sentence: text } }, context);
    expect([annotations, title.length]).toEqual([[], 200]);
    const many = Array.from({ length: 400 }, (_, n) => aFinding(n, long));
    expect(planCheckRun(aReview({}, { findings: many }), context).summary.length).toBeLessThan(65_000);
    expect(checkName({ kind: "pullRequest", baseBranch: text }).length).toBeLessThan(200);
  });

  test("has no annotation without a place, nor in a file whose name is not to be written down", () => {
    const at = (uri: string) => aFinding(0, { location: { uri, startLine: 3, endLine: 2 } });
    const { location, ...placeless } = aFinding(1);
    const findings = [
      placeless,
      ...["", " x", "/etc/x", "a⟦secret:x:1⟧b", "a\uFFFD", "a\u202Eb", "a\nb"].map(at),
      at("ok.ts"),
    ];
    const { annotations, summary } = planCheckRun(aReview({}, { findings }), context);
    expect(location).toBeDefined();
    expect(annotations).toMatchObject([{ path: "ok.ts", startLine: 3, endLine: 3 }]);
    expect(summary).toContain("*8 more open findings are not on lines here.*");
  });

  test("says of one finding what it says of many, in the singular", () => {
    expect(planCheckRun(aShownReview(151), context).summary).toContain("*1 more open finding is not on lines here.*");
  });

  test("does not repeat the title, which GitHub shows above it", () => {
    const { title, summary } = planCheckRun(aShownReview(1), context);
    expect(toMarkdown(aShownReview(1))).toContain(`## ❌ ${title}`);
    expect(summary).not.toContain(title);
    expect(summary).not.toMatch(/^## /mu);
  });

  test("has no pictures, which GitHub may not draw there", () => {
    expect(planCheckRun(aShownReview(40), context).summary).not.toContain("mermaid");
  });

  test.each(HOSTILE.map((attack, n) => [n, JSON.stringify(attack).slice(0, 60)] as const))(
    "L2 attack %i in every text field makes no element, link or mention, and nothing invisible: %s",
    (n) => {
      const { summary, title, annotations } = planCheckRun(attackedReviews()[n]!.review, context);
      expect(harmsIn(summary, OWN)).toEqual([]);
      for (const text of [title, ...annotations.flatMap((one) => [one.path, one.title, one.message])]) {
        expect(text).not.toMatch(INVISIBLE);
        expect(text).not.toContain("\n");
      }
    },
  );
});
