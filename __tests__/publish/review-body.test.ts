import { describe, expect, test } from "@jest/globals";
import { planComments } from "../../src/publish/comments.ts";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import { reviewText, unsaid, withoutUnshown } from "../../src/publish/review-body.ts";
import type { Review } from "../../src/records.ts";
import { aShownReview } from "../fixtures/commentable-review.ts";
import { aReview, poisoned } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { bodyText } from "./github-markdown.ts";

const COMMIT = "b".repeat(40);
const plan = (review: Review) => planComments(review, aWorkflowRun())!;
const fresh = (review: Review) => unsaid(plan(review), new Set());
const text = (review: Review) => reviewText(fresh(review), COMMIT, 0).body;

describe("the text of a review", () => {
  test("is the verdict, what stands on lines, what does not and why, and the markers of what it lists", () => {
    // Of these three, GitHub's diff shows the lines of two.
    const body = text(aReview());
    expect(bodyText(body)).toContain(
      "FAIL: 1 finding at or over high. 2 new comments on the lines. 1 new finding is listed here: without a line in this diff, or beyond the first 30.",
    );
    expect(body).toMatch(/^- \*\*low\*\* /mu);
    expect(fingerprintsIn(body).size).toBe(1);
    expect(text(aShownReview(3))).not.toContain("listed");
  });

  test("what GitHub does not show is listed, and the reason given", () => {
    const all = withoutUnshown(fresh(aShownReview(3)), ({ line }) => line !== 10);
    const { body } = reviewText(all, COMMIT, 0);
    expect(bodyText(body)).toContain("2 new comments on the lines. 1 new finding is listed here, whose lines GitHub's");
    expect(fingerprintsIn(body).size).toBe(1);
  });

  test("a finding whose fingerprint is not of our form is not said twice either", () => {
    const long = `v1:${"a b".repeat(200)}`;
    const review = aShownReview(1);
    const given = plan({ ...review, findings: review.findings.map((one) => ({ ...one, fingerprint: long })) });
    const once = { ...given, inline: given.inline.map((comment) => ({ ...comment, fingerprints: [long] })) };
    const { body } = reviewText(
      withoutUnshown(unsaid(once, new Set()), () => false),
      COMMIT,
      0,
    );
    expect(unsaid(once, fingerprintsIn(body)).inline).toEqual([]);
  });

  test("one finding that is not mentioned is counted too, and what was not shown before stays with what is not shown now", () => {
    const all = withoutUnshown(fresh(aShownReview(3)), ({ line }) => line !== 10);
    expect(bodyText(reviewText({ ...all, notMentioned: 1 }, COMMIT, 0).body)).toContain("1 more open finding: see");
    expect(withoutUnshown(all, () => false).unshown).toHaveLength(3);
  });

  test("what was said before is left out; of twins one that is new brings both back", () => {
    const given = plan(aReview());
    const said = new Set(given.inline.flatMap(({ fingerprints }) => fingerprints));
    expect(unsaid(given, said)).toMatchObject({ inline: [], listed: given.listed });
    const [comment] = given.inline;
    const twins = { ...given, inline: [{ ...comment!, fingerprints: [...comment!.fingerprints, "v1:new"] }] };
    expect(unsaid(twins, said).inline).toHaveLength(1);
  });

  test("holds the marker of everything that it lists, also of what it has no room for, below 65,536 characters", () => {
    const hostile = "🧨|`a@b ".repeat(500);
    const review = poisoned(aReview({ findings: 4000, files: 1 }), (given) =>
      given.startsWith("v1:") ? given : hostile,
    );
    const nothingShown = withoutUnshown(fresh(review), () => false);
    const { body } = reviewText(nothingShown, COMMIT, 0);
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(fingerprintsIn(body).size).toBe(nothingShown.listed.length + nothingShown.unshown.length);
    expect(bodyText(body)).toMatch(/and \d+ more in the report/u);
    expect(bodyText(body)).toContain("3,970 more open findings: see the job summary and the report.");
  });

  test("has a marker of its own that stands in it", () => {
    const { body, marker } = reviewText(fresh(aShownReview(2)), COMMIT, 0);
    expect(body).toContain(marker);
    expect(reviewText(fresh(aShownReview(3)), COMMIT, 0).marker).not.toBe(marker);
  });
});
