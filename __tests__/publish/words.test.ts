import { expect, test } from "@jest/globals";
import { toHtml } from "../../src/publish/html.ts";
import { toJson } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { toText } from "../../src/publish/text.ts";
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
