import { describe, expect, test } from "@jest/globals";
import { planAnnotations } from "../../src/publish/annotations.ts";
import { aShownModelReview, aShownReview } from "../fixtures/commentable-review.ts";
import { aReview, aTroubledReview } from "../fixtures/review.ts";
import { attackedReviews, INVISIBLE } from "./attacks.ts";

describe("annotations", () => {
  test("blocking findings are errors, other open ones warnings, Claude's advice a notice", () => {
    const annotations = planAnnotations(aShownModelReview());
    expect(annotations.map(({ level }) => level)).toEqual([
      "error",
      "warning",
      "warning",
      "notice",
      "notice",
      "notice",
    ]);
    expect(annotations[0]).toEqual({
      level: "error",
      title: "high semgrep/javascript.command-injection",
      message:
        "A shell command is built from data that a caller controls. The value of parameter 0 reaches the call without a check.",
      uri: "src/service-0/handlers/request-0.ts",
      startLine: 10,
      endLine: 10,
    });
    expect(annotations[3]!.title).toMatch(/\(Claude, advisory\)$/u);
  });

  test("there are at most ten of a level, the worst", () => {
    const annotations = planAnnotations(aShownReview(4000));
    expect(annotations.map(({ level }) => level)).toEqual([
      ...Array<string>(10).fill("error"),
      ...Array<string>(10).fill("warning"),
    ]);
    expect(annotations.slice(0, 10).every(({ title }) => title.startsWith("critical"))).toBe(true);
  });

  test("a finding outside the change is on the run, not on lines, and its words say where it is", () => {
    const elsewhere = planAnnotations(aReview({ findings: 3, files: 0 }));
    expect(elsewhere).toHaveLength(3);
    for (const annotation of elsewhere) {
      expect(annotation).not.toHaveProperty("uri");
      expect(annotation.message).toMatch(/^src\/service-\d\/handlers\/request-\d\.ts:\d+(?:-\d+)?: \S/u);
    }
  });

  test("L5 what had to run and did not is an error", () => {
    expect(planAnnotations(aTroubledReview())).toContainEqual({
      level: "error",
      title: "zizmor did not run",
      message: "zizmor is not to be had: no Python. Install Python 3 with venv.",
    });
  });

  test("L2 every text is one line of plain text of bounded length", () => {
    for (const { review } of attackedReviews())
      for (const { title, message } of planAnnotations(review)) {
        expect(`${title}${message}`).not.toMatch(INVISIBLE);
        expect(`${title}${message}`).not.toContain("\n");
        expect([title.length <= 200, message.length <= 500]).toEqual([true, true]);
      }
  });
});
