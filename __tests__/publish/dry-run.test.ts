import { describe, expect, test } from "@jest/globals";
import { DryRunReport, renderDryRun, type DryRun } from "../../src/publish/dry-run.ts";
import type { Question } from "../../src/records.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { HOSTILE } from "../fixtures/review.ts";
import { INVISIBLE, runnerCommands } from "./attacks.ts";

const { redact } = createRedactor();

const aQuestion = (n: number, text: string): Question => ({
  name: `review-${n}`,
  system: redact("You judge hunks.\nNothing else."),
  shared: redact("All changed files: a.ts  "),
  text: redact(text),
  schema: { type: "object", additionalProperties: false },
  maxTokens: 8000,
  sha256: "1".repeat(64),
  promptSha256: "2".repeat(64),
  schemaSha256: "3".repeat(64),
  hunks: ["h-000000000001"],
  own: ["NONCE"],
});

const run = (over: Partial<DryRun> = {}): DryRun => ({
  questions: [aQuestion(1, "first\n::error::x"), aQuestion(2, "second")],
  estimates: [
    { question: "review-1", inputTokens: 1200, maxTokens: 8000, worstCostUsd: 0.05 },
    { question: "review-2", inputTokens: 300, maxTokens: 8000, worstCostUsd: 0.04 },
  ],
  notes: ["model: claude-sonnet-5-5"],
  coverage: [
    { hunk: "h-1", uri: "a.png", changedLines: 0, state: { state: "excluded", rule: "binary" } },
    { hunk: "h-2", uri: "b.env", changedLines: 3, state: { state: "excluded", rule: "never send" } },
  ],
  ...over,
});

describe("a dry run", () => {
  test("L1 prints every part of every question word for word, each line behind a bar", () => {
    const text = renderDryRun(run(), "text");
    expect(text).toContain("System\n| You judge hunks.\n| Nothing else.\n");
    expect(text).toContain("| All changed files: a.ts  \n");
    expect(text).toContain("| first\n| ::error::x\n");
    expect(text).toContain('| {\n|   "type": "object",\n|   "additionalProperties": false\n| }');
  });

  test("a part that was printed is named and not repeated", () => {
    const text = renderDryRun(run(), "text");
    expect(text.match(/You judge hunks/gu)).toHaveLength(1);
    expect(text).toContain("System: the same as in review-1");
  });

  test("says tokens and the worst cost for each question and for all", () => {
    const text = renderDryRun(run(), "text");
    expect(text).toMatch(
      /^Dry run: nothing is sent\. 2 questions, about 1,500 tokens in, at most 16,000 out, worst cost 0\.0900 USD\.\n/u,
    );
    expect(text).toContain("Question review-2: about 300 tokens in, at most 8,000 out, worst cost 0.0400 USD; 1 hunk");
  });

  test("one unknown price makes the total unknown, never smaller", () => {
    const { estimates } = run();
    const unknown = run({ estimates: [estimates[0]!, { question: "review-2", inputTokens: 300, maxTokens: 8000 }] });
    expect(renderDryRun(unknown, "text")).toMatch(/worst cost unknown\.\n/u);
    expect(DryRunReport.parse(JSON.parse(renderDryRun(unknown, "json"))).total).not.toHaveProperty("worstCostUsd");
    expect(renderDryRun(run({ estimates: [] }), "text")).toContain("worst cost unknown");
  });

  test("L5 names what is not asked about, and by which rule", () => {
    const text = renderDryRun(run(), "text");
    expect(text).toContain("  - 1 hunk with 0 changed lines excluded (binary): a.png\n");
    expect(text).toContain("  - 1 hunk with 3 changed lines excluded (never send): b.env\n");
    expect(text).toContain("  - model: claude-sonnet-5-5\n");
  });

  test("L1 the JSON has the documented shape, and each text to the byte", () => {
    for (const attack of HOSTILE) {
      const report = DryRunReport.parse(JSON.parse(renderDryRun(run({ questions: [aQuestion(1, attack)] }), "json")));
      expect(report.questions[0]!.text).toBe(redact(attack));
      expect(report.questions[0]!.shared).toBe("All changed files: a.ts  ");
    }
  });

  test("L2 no attack in a question, a name, a file or a note leaves a control character or a runner command", () => {
    for (const attack of HOSTILE) {
      const hostile = run({
        questions: [{ ...aQuestion(1, attack), name: attack }],
        notes: [attack],
        coverage: [{ hunk: attack, uri: attack, changedLines: 1, state: { state: "excluded", rule: attack } }],
      });
      for (const format of ["text", "json"] as const) {
        const text = renderDryRun(hostile, format);
        expect(text).not.toMatch(INVISIBLE);
        expect(runnerCommands(text)).toEqual([]);
      }
    }
  });

  test("nothing to ask is said", () => {
    expect(renderDryRun({ questions: [], estimates: [], notes: [] }, "text")).toBe(
      "Dry run: nothing is sent. 0 questions, about 0 tokens in, at most 0 out, worst cost 0.0000 USD.\n",
    );
  });
});
