import { describe, expect, test } from "@jest/globals";
import type { TriagedFinding } from "../../src/finding.ts";
import { planComments } from "../../src/publish/comments.ts";
import { toHtml } from "../../src/publish/html.ts";
import { toJson } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { toText } from "../../src/publish/text.ts";
import { FULL_LENGTH } from "../../src/publish/words.ts";
import { ruleOf, TYPES } from "../../src/secrets/rules.ts";
import { aShownReview, shownWhole } from "../fixtures/commentable-review.ts";
import { aClaudeFinding } from "../fixtures/model-review.ts";
import { aFinding, aReview } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { look } from "./attacks.ts";
import { bodyText } from "./github-markdown.ts";

const plain = (text: string) => text.replace(/\s+/gu, " ");
const shownIn = (page: string) => plain(look(page).elements.find(({ tag }) => tag === "body")?.text ?? "");
const secret = (n: number): TriagedFinding => aFinding(n, { rule: ruleOf("github-pat"), severity: "critical" });
const outputs = (findings: readonly TriagedFinding[]) => {
  const review = shownWhole(aReview({}, { findings }));
  const [comment] = planComments(review, aWorkflowRun()).inline;
  return {
    text: plain(toText(review, { width: 120 })),
    markdown: bodyText(toMarkdown(review)),
    page: shownIn(toHtml(review)),
    comment: bodyText(comment?.body ?? ""),
  };
};

describe("what people see", () => {
  test.each(["text", "markdown", "page", "comment"] as const)(
    "has all steps for a leaked secret, to the last word: %s",
    (output) => {
      expect(outputs([secret(0)])[output]).toMatch(/git filter-repo --replace-text .* until it removes them\./u);
    },
  );

  test("has room for the steps of every type of secret", () => {
    expect(Math.max(...TYPES.map((type) => ruleOf(type).help.length))).toBeLessThan(FULL_LENGTH);
  });

  test("has the whole of what Claude says: the attack stands at the end", () => {
    const message = ["A title", "Why it is so, at length. ".repeat(40), "Attack: somebody reads it."].join("\n\n");
    const { page, ...others } = outputs([aClaudeFinding(0, { message })]);
    for (const shown of Object.values({ page, ...others })) expect(shown).toContain("Attack: somebody reads it.");
  });

  test("says what to do about a rule once in a summary, with its first finding", () => {
    const { markdown } = outputs([secret(0), secret(1), secret(2)]);
    expect(markdown.split("Keep the new value in a secret store")).toHaveLength(2);
  });

  test("and with the next one where the first says it in its message", () => {
    const { rule } = aFinding(0);
    const [first, next] = [aFinding(0, { severity: "high", message: rule.help }), aFinding(4, { severity: "high" })];
    expect(next.rule.help).toBe(rule.help);
    const details = toMarkdown(aReview({}, { findings: [first, next] })).split("and how to fix it")[1]!;
    expect(bodyText(details).split("Pass an array of arguments")).toHaveLength(3);
  });

  test("writes a number in one way", () => {
    const review = aShownReview(4000);
    for (const shown of [toText(review, { width: 120 }), toMarkdown(review), shownIn(toHtml(review))])
      expect(plain(shown)).toContain("500 critical, 1,000 high, 1,000 medium, 1,000 low, 500 without severity;");
  });

  test("names the program with its version", () => {
    const review = { ...aReview(), version: "1.2.3" };
    const { text, markdown, page, json } = {
      text: toText(review),
      markdown: bodyText(toMarkdown(review)),
      page: shownIn(toHtml(review)),
      json: toJson(review),
    };
    expect(text).toContain("\nclaude-code-review 1.2.3, ");
    expect(markdown).toContain("claude-code-review 1.2.3");
    expect(page).toContain("Made by claude-code-review 1.2.3");
    expect(page).toMatch(/claude-code-review 1\.2\.3, 2026-\S+ ?$/u);
    expect(JSON.parse(json)).toMatchObject({ generator: "claude-code-review 1.2.3" });
  });
});

describe("the report", () => {
  test("has the id that a command takes, which the whole fingerprint is not", () => {
    const digest = "0123456789abcdef".repeat(2);
    const page = shownIn(toHtml(aReview({}, { findings: [aFinding(0, { fingerprint: `ccr/v1:${digest}` })] })));
    expect(page).toMatch(/Id ?0123456789abcdef ?Fingerprint/u);
  });

  test("shows code as code, and paragraphs as sentences, where it says what to do", () => {
    const blocking = [aFinding(0, { message: "A query is built\n\nUse `execute(sql, [name])`." })];
    const review = aReview({}, { findings: blocking });
    const missing = [{ what: "review", reason: "set `anthropic-api-key`" }];
    const page = toHtml({ ...review, verdict: { ...review.verdict, blocking, missing } });
    const todo = look(page)
      .elements.filter(({ tag }) => tag === "li")
      .map(({ text }) => plain(text));
    expect(page).toContain("<code>execute(sql, [name])</code>");
    expect(page).toContain("<code>anthropic-api-key</code>");
    expect(todo.join("\n")).toContain("A query is built. Use execute(sql, [name]).");
  });

  test("L2 a path that ends from right to left does not pull the words after it before it", () => {
    expect(toHtml(aReview())).toMatch(/^code, .*unicode-bidi: isolate/mu);
  });
});
