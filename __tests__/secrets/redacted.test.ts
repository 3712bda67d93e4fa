import { expect, test } from "@jest/globals";
import { createRedactor, joined, linesOf, own, redactedText, rewritten } from "../../src/secrets/index.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const secret = createRedactor().redact(`const t = "${GITHUB_TOKEN}";`);

test("L1 text made of redacted parts keeps their marks and holds nothing else of them", () => {
  expect(redactedText`${own("h1")} ${12}| ${secret}`).toBe('h1 12| const t = "⟦secret:github-pat:1⟧";');
  expect(joined([own("a"), secret], "\n")).toBe('a\nconst t = "⟦secret:github-pat:1⟧";');
});

test("the lines of redacted text are redacted, and joined again they are the text", () => {
  const text = joined([own("a"), secret, own("")], "\n");
  expect(linesOf(text)).toEqual(["a", secret, ""]);
  expect(joined(linesOf(text), "\n")).toBe(text);
});

test("a rewritten text is what the change makes of it", () => {
  expect(rewritten(secret, (text) => text.toUpperCase())).toBe('CONST T = "⟦SECRET:GITHUB-PAT:1⟧";');
});
