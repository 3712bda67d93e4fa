import { describe, expect, test } from "@jest/globals";
import { confidenceWords, pathOf } from "../../src/publish/claude.ts";
import { planComments } from "../../src/publish/comments.ts";
import { toHtml } from "../../src/publish/html.ts";
import { toJson } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { reviewText, unsaid } from "../../src/publish/review-body.ts";
import { ReviewSchema } from "../../src/publish/review-schema.ts";
import { toText } from "../../src/publish/text.ts";
import { redactReview } from "../../src/publish/redacted.ts";
import type { Review } from "../../src/records.ts";
import { toSarif } from "../../src/sarif/index.ts";
import { aClaudeFinding, aModelReview } from "../fixtures/model-review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const FLOW = [3, 7].map((line, n) => ({
  location: { uri: `src/step-${String(n)}.ts`, startLine: line, endLine: line },
  message: `what happens ${String(n)}`,
}));

function reviewWith(over: { summary?: string; note?: string; message?: string } = {}): Review {
  const review = aModelReview();
  const { summary = "It adds a route.", note = "Name it well.", message } = over;
  const codeFlow = FLOW.map((step) => ({ ...step, message: message ?? step.message }));
  return {
    ...review,
    findings: [...review.findings.slice(0, 3), aClaudeFinding(0, { codeFlow })],
    model: { ...review.model!, summary, qualityNotes: [note] },
  };
}

/** On one line, without the escapes of Markdown and HTML. */
const asRead = (text: string) =>
  text
    .replaceAll("&#39;", "'")
    .replace(/\\(?=[.,:])|<[^>]{1,200}>/gu, "")
    .replace(/\s+/gu, " ");

describe("what Claude says beside its findings, in every output", () => {
  test.each([
    ["text", (review: Review) => toText(review)],
    ["Markdown", (review: Review) => toMarkdown(review)],
    ["a comment", (review: Review) => toMarkdown(review, { comment: true })],
    ["the page", (review: Review) => toHtml(review)],
  ])(
    "%s has the summary before everything else, labelled; remarks that do not gate; path and confidence",
    (_name, render) => {
      const text = asRead(render(reviewWith()));
      expect(text.indexOf("in Claude's words:")).toBeGreaterThan(0);
      expect(text.indexOf("It adds a route.")).toBeLessThan(text.indexOf("Open findings") + 1000);
      expect(text.indexOf("It adds a route.")).toBeLessThan(text.indexOf("What to do", text.indexOf("<main>") + 1));
      expect(text).toMatch(/Claude's remarks on quality.*They never gate\..*Name it well\./u);
      expect(text).toMatch(/Path, from source to sink:.*src\/step-0\.ts:3.*what happens 0.*src\/step-1\.ts:7/u);
      expect(text).toContain("confidence medium");
    },
  );

  test("a summary of the part that was asked about, the rest being carried, does not speak for the whole change", () => {
    const review = reviewWith();
    const carriedFrom = { runId: "1", head: "c".repeat(40) };
    const [first, ...others] = review.coverage;
    const reviewed = { ...first!, state: { state: "reviewed" } as const };
    const carried = { ...first!, state: { state: "reviewed", carriedFrom } as const };
    const part = { ...review, coverage: [reviewed, carried, ...others] };
    for (const render of [toText, toMarkdown, toHtml])
      expect(asRead(render(part))).toContain("What the part of the change that this run asked about does for security");
    for (const coverage of [[reviewed], [carried]])
      expect(asRead(toMarkdown({ ...review, coverage }))).toContain("What the change does for security");
  });

  test("the page shows names in the summary and the remarks as code", () => {
    const page = toHtml(reviewWith({ summary: "It adds `run`.", note: "`x` is unused." }));
    expect(page).toContain("It adds <code>run</code>.");
    expect(page).toContain("<li><code>x</code> is unused.</li>");
  });

  test("in Markdown the steps of a path are numbered from 1, and only a long one is counted", () => {
    const long = Array.from({ length: 12 }, () => FLOW[0]!);
    const withPath = (codeFlow?: typeof FLOW) =>
      toMarkdown({ ...reviewWith(), findings: [aClaudeFinding(0, codeFlow && { codeFlow })] });
    expect(withPath(FLOW)).toContain("sink:\n\n1. `src/step-0.ts:3` what happens 0\n2. `src/step-1.ts:7`");
    expect(withPath(FLOW)).not.toMatch(/\(and \d+ more\)/u);
    expect(withPath(long)).toContain("(and 2 more)");
    expect(withPath()).not.toContain("Path,");
  });

  test("the text of a review opens with the summary", () => {
    const plan = planComments(reviewWith(), aWorkflowRun());
    const { body } = reviewText(unsaid(plan!, new Set()), "b".repeat(40), 0);
    expect(body).toMatch(/^\*What the change does for security, in Claude's words:\* It adds a route\\\.\n\n\*\*/u);
  });

  test("the report for programs and a plan's review have them whole", () => {
    const review = redactReview(reviewWith(), (text) => text);
    expect(JSON.parse(toJson(review))).toMatchObject({
      model: { summary: "It adds a route.", qualityNotes: ["Name it well."] },
      findings: [{}, {}, {}, { codeFlow: FLOW }],
    });
    expect(ReviewSchema.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
  });

  test("SARIF has the path as one thread of one code flow", () => {
    const { runs } = JSON.parse(toSarif(reviewWith()).text) as { runs: { results?: { codeFlows?: unknown }[] }[] };
    const flows = runs.flatMap(({ results = [] }) => results.flatMap(({ codeFlows }) => codeFlows ?? []));
    expect(flows).toEqual([
      {
        threadFlows: [
          {
            locations: FLOW.map(({ location: { uri, startLine, endLine }, message }) => ({
              location: {
                physicalLocation: { artifactLocation: { uri }, region: { startLine, endLine } },
                message: { text: message },
              },
            })),
          },
        ],
      },
    ]);
  });

  test("L2 none of it is markup, a mention, a link or a command of the runner", () => {
    const hostile = "\n::error::x\n##[error]y @octocat <img src=x> ![a](https://evil.example/) </p><script>";
    const review = reviewWith({ summary: hostile, note: hostile, message: hostile });
    for (const text of [toMarkdown(review), toText(review), toHtml(review)]) {
      expect(text).not.toMatch(/^\s*::error|##\[error/mu);
    }
    expect(toHtml(review)).not.toMatch(/<img|<script/u);
    expect(toMarkdown(review)).not.toMatch(/(?<!`[^`\n]*)@octocat/u);
    expect(toMarkdown(review)).not.toMatch(/(?<!`[^`\n]*)!\[a\]\(/u);
  });
});

describe("a path", () => {
  test("that is no more than the finding's own line is not shown", () => {
    const finding = aClaudeFinding(0);
    expect(pathOf({ ...finding, codeFlow: [{ location: finding.location!, message: "here" }] }).steps).toEqual([]);
    expect(pathOf(finding)).toEqual({ steps: [], stepsLeftOut: 0 });
  });

  test("of many steps is cut, and the rest counted", () => {
    const codeFlow = Array.from({ length: 14 }, () => FLOW[0]!);
    expect(pathOf(aClaudeFinding(0, { codeFlow }))).toMatchObject({ stepsLeftOut: 4 });
  });
});

test("confidence is said of what Claude alone says", () => {
  expect(confidenceWords(aClaudeFinding(0, { confidence: "low" }))).toBe("confidence low");
  expect(confidenceWords(aModelReview().findings[0]!)).toBeUndefined();
});
