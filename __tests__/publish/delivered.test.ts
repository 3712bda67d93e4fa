import { expect, test } from "@jest/globals";
import { deliveredMarkdown } from "../../src/publish/delivered.ts";
import { HOSTILE } from "../fixtures/review.ts";
import { harmsIn, rendered } from "./github-markdown.ts";

test("each delivery is a row: the part, what became of it, and why", () => {
  const markdown = deliveredMarkdown([
    { feature: "outputs", status: "done", detail: "17 outputs set." },
    { feature: "codeScanning", status: "skipped", detail: "Give the job `security-events: write`." },
    { feature: "summaryComment", status: "failed", detail: "No answer." },
  ]);
  const cells = rendered(markdown).elements.filter(({ tag }) => tag === "td");
  expect(cells.map(({ text }) => text)).toEqual([
    ...["Outputs", "✅ done", "17 outputs set."],
    ...["Code scanning", "➖ skipped", "Give the job security-events: write."],
    ...["Summary comment", "❌ failed", "No answer."],
  ]);
  expect(deliveredMarkdown([])).toBe("");
});

test("L2 GitHub's words are somebody's words", () => {
  for (const detail of HOSTILE)
    expect(harmsIn(deliveredMarkdown([{ feature: "artifact", status: "failed", detail }]))).toEqual([]);
});
