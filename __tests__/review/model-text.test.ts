import { expect, test } from "@jest/globals";
import { modelLine, modelText } from "../../src/review/model-text.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const { redact } = createRedactor();
const SPLIT = `${GITHUB_TOKEN.slice(0, 9)}\u200b${GITHUB_TOKEN.slice(9, 20)}\u001b[31m${GITHUB_TOKEN.slice(20)}`;

test.each([
  ["line", modelLine, "a ⟦secret:github-pat:1⟧ b"],
  ["text", modelText, "a ⟦secret:github-pat:1⟧\nb"],
])("L1 a secret that a model split with invisible characters is redacted in a %s", (_, clean, expected) => {
  expect(clean(` a ${SPLIT}\nb\n`, 500, redact)).toBe(expected);
});

test("L2 a line is one, and both end at their limit", () => {
  expect(modelLine("a\u202e\r\nb", 500, redact)).toBe("a b");
  for (const clean of [modelLine, modelText]) expect(clean("x".repeat(50), 10, redact)).toBe(`${"x".repeat(9)}…`);
});
