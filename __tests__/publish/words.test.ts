import { expect, test } from "@jest/globals";
import { toHtml } from "../../src/publish/html.ts";
import { toJson } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { toText } from "../../src/publish/text.ts";
import { helpBeside } from "../../src/publish/words.ts";
import { aClaudeFinding } from "../fixtures/model-review.ts";
import { aFinding, aReview } from "../fixtures/review.ts";

const plain = (text: string) => text.replace(/\\/gu, "").replace(/[\s*]+/gu, " ");

test.each([
  ["open", aFinding(0, { suppressionAttempt: "nosemgrep" })],
  ["below the threshold", aFinding(2, { suppressionAttempt: "nosemgrep" })],
])("L6 every output says that somebody tried to hide a finding, %s", (_, finding) => {
  const review = aReview({}, { findings: [finding] });
  const words = "tried to suppress (nosemgrep): hid nothing";
  expect(plain(toText(review))).toContain(words);
  expect(plain(toMarkdown(review))).toContain(words);
  expect(plain(toHtml(review))).toContain(words);
  expect(JSON.parse(toJson(review))).toMatchObject({ findings: [{ suppressionAttempt: "nosemgrep" }] });
  expect(plain(toText(aReview({}, { findings: [aFinding(0)] })))).not.toContain("tried to suppress");
});

test("beside a finding stands a rule's help, not what the message said, and none of the rules for a model's findings", () => {
  const finding = aFinding(0);
  expect(helpBeside(finding)).toBe(finding.rule.help);
  expect(helpBeside({ ...finding, message: finding.rule.help })).toBeUndefined();
  expect(helpBeside(aClaudeFinding(0))).toBeUndefined();
});

test("the snippet of a finding is numbered from its first line, and an edit says how much of it is not shown", () => {
  const replacement = Array.from({ length: 30 }, (_, n) => `line ${String(n)}`).join("\n");
  const fix = { startLine: 7, endLine: 7, replacement };
  const location = { uri: "a.ts", startLine: 7, endLine: 7 };
  const long = aClaudeFinding(0, { snippet: "old", location, fix });
  const text = toMarkdown(aReview({}, { findings: [long] }));
  expect(text).toMatch(/^7 +old$/mu);
  expect(text).toContain("Suggested edit, line 7 (and 11 more lines):");
  const short = toMarkdown(aReview({}, { findings: [{ ...long, fix: { ...fix, replacement: "new" } }] }));
  expect(short).toContain("Suggested edit, line 7:");
});
