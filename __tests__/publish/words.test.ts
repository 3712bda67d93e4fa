import { expect, test } from "@jest/globals";
import { toHtml } from "../../src/publish/html.ts";
import { toJson } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { toText } from "../../src/publish/text.ts";
import { helpBeside, refusedWords, signOffWords } from "../../src/publish/words.ts";
import type { SignOff } from "../../src/sign-off.ts";
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

test("L2 a sign-off and a refused command are one clean line each", () => {
  const reason = "line one\nline two \u202e";
  const signOff: SignOff = {
    command: { kind: "decide", decision: "fp", finding: "0123abcd", reason },
    ...{ by: { id: 7, login: "ada" }, roleName: "write", roles: [], commentId: 5, commentSha256: "", at: "" },
    ...{ head: "b".repeat(40), until: "2026-12-22" },
  };
  expect(signOffWords(signOff)).toBe("ada: false positive, until 2026-12-22, because line one line two ⟦U+202E⟧");
  const override = { kind: "override", head: "b".repeat(40), reason } as const;
  expect(signOffWords({ ...signOff, command: override })).toMatch(/^ada: lets b{12} pass incomplete, until/u);
  const by = { id: 66, login: "eve" };
  expect(refusedWords({ by, commentId: 8, reason: "It\nwas edited." })).toBe(
    "The command of eve (comment 8) does not count. It was edited.",
  );
  expect(refusedWords({ commentId: 8, reason: "No." })).toBe("The command (comment 8) does not count. No.");
});
