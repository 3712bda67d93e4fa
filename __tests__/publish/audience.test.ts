import { describe, expect, test } from "@jest/globals";
import { readable } from "../../src/publish/audience.ts";
import { planGitHub } from "../../src/publish/github-effects.ts";
import { aFinding, aReview } from "../fixtures/review.ts";
import { aPullRequest, aWorkflowRun } from "../fixtures/workflow-run.ts";

const findings = [
  aFinding(0),
  aFinding(1, { disposition: { status: "unchanged" } }),
  aFinding(2, { disposition: { status: "outsideDiff" } }),
  aFinding(3, { disposition: { status: "merged", into: aFinding(1).fingerprint } }),
  aFinding(4, { disposition: { status: "merged", into: aFinding(0).fingerprint } }),
];
const review = aReview({}, { findings });
const [brought, ...others] = findings;

function told(isPublic: boolean): string {
  return planGitHub(review, {
    run: aWorkflowRun({ isPublic }),
    subject: aPullRequest(),
    ...{ comments: "inline", check: "on", outputs: {}, options: {} },
  })
    .map((effect) => ("body" in effect ? effect.body : "markdown" in effect ? effect.markdown : ""))
    .join("\n");
}

describe("who may read what", () => {
  test("what everybody reads of a public repository holds findings of this change only, and counts the others", () => {
    const shown = readable(review, { isPublic: true });
    expect(shown.findings).toEqual([brought, findings[4]]);
    expect(shown.notes.at(-1)).toContain("leaves out 2 findings that this change did not bring");
    expect(shown.verdict).toBe(review.verdict);
  });

  test("a private repository's own people read all of it", () => {
    expect(readable(review, { isPublic: false })).toBe(review);
    expect(told(false)).toContain(others[0]?.location?.uri);
  });

  test("summary and comment of a public repository name none of the others; its threads know of all of them (L5)", () => {
    const text = told(true);
    expect(text).toContain(brought?.location?.uri);
    for (const { location } of others.slice(0, 2)) expect(text).not.toContain(location?.uri);
    const effects = planGitHub(review, {
      run: aWorkflowRun({ isPublic: true }),
      subject: aPullRequest(),
      ...{ comments: "inline", check: "off", outputs: {}, options: {} },
    });
    const comments = effects.find((effect) => effect.kind === "reviewComments");
    expect(comments?.plan.standing.found).toHaveLength(findings.length);
  });
});
