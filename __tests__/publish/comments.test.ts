import { describe, expect, test } from "@jest/globals";
import { planComments, type CommentPlan } from "../../src/publish/comments.ts";
import { findingMarker } from "../../src/publish/markers.ts";
import type { Review } from "../../src/records.ts";
import { aShownModelReview, aShownReview, shownWhole } from "../fixtures/commentable-review.ts";
import { aClaudeFinding, aModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, HOSTILE, poisoned } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { attackedReviews, suffixedReviews } from "./attacks.ts";
import { bodyText, harmsIn, rendered } from "./github-markdown.ts";

const run = aWorkflowRun();
const OWN = /^https:\/\/github\.com\/octo-org\/octo\.repo\/blob\/[0-9a-f]{40}\/[\w.%/-]+#L\d+(?:-L\d+)?$/u;
/** The scanner of the fixtures, and its tool by digest. */
const BY = "semgrep:d4d70e72";
const planned = (review: Review): CommentPlan => planComments(review, run);
const texts = ({ headline, inline, listed }: CommentPlan) => [
  headline,
  ...inline.map(({ body }) => body),
  ...[...inline, ...listed].map(({ brief }) => `- ${brief}`),
];

describe("comments on lines", () => {
  test("there is one for each open finding: blocking first, then the worst, Claude's last", () => {
    const plan = planned(aShownModelReview());
    const first = plan.inline.map(({ body }) => bodyText(body).split("\n")[0]);
    expect(first[0]).toMatch(/^high, blocking /u);
    expect(first.map((line) => /Claude, advisory/u.test(line ?? ""))).toEqual([false, false, false, true, true, true]);
    expect(plan.listed).toEqual([]);
    expect(plan.headline).toBe("**FAIL**: 1 finding at or over high.");
    const said = aShownReview(1);
    const sentence = { ...said, verdict: { ...said.verdict, sentence: "2 findings." } };
    expect(planned(sentence).headline).toBe("**FAIL**: 2 findings.");
  });

  test("each ends in the marker of its finding and says what is wrong and how to fix it, without the code it stands on", () => {
    const [comment] = planned(aShownReview(1)).inline;
    const finding = aFinding(0);
    expect(comment).toMatchObject({ path: finding.location!.uri, line: 10, fingerprints: [finding.fingerprint] });
    expect(comment).not.toHaveProperty("startLine");
    expect(comment!.body.split("\n").at(-1)).toBe(findingMarker(finding.fingerprint, BY));
    const text = bodyText(comment!.body);
    expect(text).toContain("The value of parameter 0 reaches the call without a check.");
    expect(text).toContain("Pass an array of arguments and no shell");
    expect(text).not.toContain("const out");
    expect(comment!.body).not.toMatch(/^\|/mu);
  });

  test("what a model says is paragraphs beside the code and one sentence after the other in a list", () => {
    const message = "Everyone may read it\n\nNobody asks who it is.\n\nAttack: somebody counts up.";
    const review = shownWhole(aReview({}, { findings: [aClaudeFinding(0, { message })] }), 20);
    const [comment] = planned(review).inline;
    expect(comment!.body).toContain(
      "\n\nEveryone may read it\n\nNobody asks who it is\\.\n\nAttack\\: somebody counts up\\.\n\n",
    );
    expect(bodyText(comment!.brief)).toContain("Everyone may read it. Nobody asks who it is. Attack: somebody");
    // The help of its rules is the same for each weakness.
    expect(comment!.body).not.toContain("as data");
  });

  test("a finding of more lines than the hunk shows stands on the last of them, and says which lines it is about", () => {
    const location = { uri: "src/a.ts", startLine: 5, endLine: 40 };
    const [comment] = planned(shownWhole(aReview({}, { findings: [aFinding(0, { location })] }), 20)).inline;
    expect(comment).toMatchObject({ startLine: 5, line: 20 });
    expect(comment!.body).toMatch(/^About lines 5 to 40:\n/u);
  });

  test("what is not open, and what lies outside the change, gets none; the latter is listed if it is open", () => {
    const [open, outside] = [aFinding(0), aFinding(1, { location: { uri: "else.ts", startLine: 1, endLine: 1 } })];
    const closed = aFinding(2, { disposition: { status: "unchanged" } });
    const nowhere = aFinding(3);
    const review = aShownReview(0, { findings: [open, closed] });
    const findings = [open, outside, closed, { ...nowhere, location: undefined }] as Review["findings"];
    const plan = planned({ ...review, findings });
    expect(plan.inline.map(({ fingerprints }) => fingerprints)).toEqual([[open.fingerprint]]);
    expect(plan.listed.flatMap(({ fingerprints }) => fingerprints).toSorted()).toEqual(
      [outside.fingerprint, nowhere.fingerprint].toSorted(),
    );
    const nothing = planned({ ...review, findings: [closed], verdict: { ...review.verdict, blocking: [] } });
    expect([nothing.inline, nothing.listed, nothing.notMentioned]).toEqual([[], [], 0]);
  });

  test("two findings that say the same on the same lines are one comment with two markers", () => {
    const twins = [aFinding(0), aFinding(0, { fingerprint: aFinding(9).fingerprint })];
    const plan = planned(aShownReview(0, { findings: twins }));
    expect(plan.inline.map(({ fingerprints }) => fingerprints)).toEqual([twins.map(({ fingerprint }) => fingerprint)]);
    expect(plan.inline[0]!.body.split("\n").slice(-2)).toEqual(
      twins.map(({ fingerprint }) => findingMarker(fingerprint, BY)),
    );
  });

  test("at most 30 stand on lines and 30 more are listed; the rest is counted", () => {
    const plan = planned(aShownReview(400));
    expect([plan.inline.length, plan.listed.length, plan.notMentioned]).toEqual([30, 30, 340]);
    expect(plan.inline.every(({ body }) => bodyText(body).startsWith("critical, blocking"))).toBe(true);
  });
});

describe("a suggestion in a comment", () => {
  const withFix = (replacement: string, over = {}) => {
    const finding = aClaudeFinding(0, { fix: { startLine: 10, endLine: 10, replacement, ...over } });
    return planned(shownWhole({ ...aModelReview(), findings: [finding], verdict: aReview({ findings: 0 }).verdict }));
  };
  const blocks = (body: string) => rendered(body).elements.filter(({ tag }) => tag === "code");

  test("stands on exactly the lines that it replaces, and holds the edit to the letter", () => {
    const [comment] = withFix("a();\n  b();", { startLine: 8, endLine: 12 }).inline;
    expect(comment).toMatchObject({ startLine: 8, line: 12 });
    expect(blocks(comment!.body).map(({ attributes, text }) => [attributes["class"], text])).toContainEqual([
      "language-suggestion",
      "a();\n  b();\n",
    ]);
    expect(comment!.body).toContain("About line 10:");
    expect(comment!.body).not.toContain("```diff");
  });

  test("that takes lines out is empty, and one that leaves an empty line is not", () => {
    expect(withFix("").inline[0]!.body).toContain("```suggestion\n```\n");
    expect(withFix("\n").inline[0]!.body).toContain("```suggestion\n\n\n```\n");
  });

  test("L2 cannot end its fence, nor forge a marker", () => {
    const forged = findingMarker(aFinding(5).fingerprint);
    const [comment] = withFix(`\`\`\`\`\n<img src=x>\n${forged}`).inline;
    expect(harmsIn(comment!.body)).toEqual([]);
    const suggestion = blocks(comment!.body).find(({ attributes }) => attributes["class"] === "language-suggestion");
    expect(suggestion?.text).toBe(`\`\`\`\`\n<img src=x>\n${forged}\n`);
    expect(comment!.body.split("\n").at(-1)).toBe(findingMarker(aClaudeFinding(0).fingerprint, "review"));
  });

  test("with a placeholder of the redactor is a diff to read, not a button to press", () => {
    const [comment] = withFix("const key = ⟦secret:github-token:1⟧;").inline;
    expect(comment!.body).not.toContain("suggestion\n");
    expect(comment!.body).toContain("+const key = ⟦secret:github-token:1⟧;");
  });
});

describe("hostile text in comments", () => {
  const all = [...attackedReviews(), ...suffixedReviews()].map(({ attack, review }, n) => [n, attack, review] as const);

  test.each(all)("L2 attack %i makes no element, link, mention or reference", (_n, _attack, review) => {
    for (const given of [review, shownWhole(review)])
      for (const text of texts(planned(given))) expect(harmsIn(text, OWN)).toEqual([]);
  });

  test("a comment of the longest texts stays below GitHub's 65,536 characters", () => {
    const hostile = "🧨|`a@b ".repeat(5000);
    const review = poisoned(aShownModelReview(), (text) => (/^(?:src|v1:)/u.test(text) ? text : hostile));
    const plan = planned(review);
    expect(plan.inline.length).toBeGreaterThan(3);
    for (const { body } of plan.inline) expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    const big = aClaudeFinding(0, { fix: { startLine: 10, endLine: 10, replacement: "x".repeat(20_000) } });
    const [comment] = planned(shownWhole({ ...review, findings: [big] })).inline;
    expect(Buffer.byteLength(comment!.body)).toBeLessThan(65_536);
  });

  test("every attack is planned for", () => {
    expect(all).toHaveLength(2 * HOSTILE.length);
  });
});
