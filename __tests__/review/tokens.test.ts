import { expect, test } from "@jest/globals";
import { estimateTokens, inputTokensOf, OVERHEAD_TOKENS } from "../../src/review/tokens.ts";
import { own } from "../../src/secrets/index.ts";
import { QUESTION } from "../fixtures/question.ts";

test("a token is taken to be three bytes, rounded up", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("abcd")).toBe(2);
  expect(estimateTokens("漢字")).toBe(2);
});

test("a question is all of its texts, its schema, and what the API adds", () => {
  const parts = QUESTION.system + QUESTION.shared + QUESTION.text;
  expect(inputTokensOf(QUESTION)).toBeGreaterThan(OVERHEAD_TOKENS + estimateTokens(parts));
  const longer = { ...QUESTION, text: own("x".repeat(QUESTION.text.length + 300)) };
  expect(inputTokensOf(longer) - inputTokensOf(QUESTION)).toBe(100);
});
