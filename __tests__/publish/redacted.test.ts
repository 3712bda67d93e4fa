import { describe, expect, test } from "@jest/globals";
import { reviewFacts, segmentOf } from "../../src/ledger/index.ts";
import { render, type Format } from "../../src/publish/index.ts";
import { redactReview } from "../../src/publish/redacted.ts";
import type { Review } from "../../src/records.ts";
import { toSarif } from "../../src/sarif/index.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { without } from "../fixtures/model-review.ts";
import { aFinding, aReview, poisoned } from "../fixtures/review.ts";
import { everything } from "./attacks.ts";

// Of 21 bytes: in hexadecimal no shorter than an object name of git's, and no such name.
const SECRET = "zq7Kp+3vW/x9Lm2T~hN4u";
const bytes = Buffer.from(SECRET);
const FORMS: readonly (readonly [string, string])[] = [
  ["plain", SECRET],
  ["reversed", [...SECRET].reverse().join("")],
  ["base64", bytes.toString("base64")],
  ["base64url", bytes.toString("base64url")],
  ["hex", bytes.toString("hex")],
  ["percent", encodeURIComponent(SECRET)],
  ["percent, all of it", bytes.toString("hex").replace(/../gu, "%$&")],
];

const FORMATS: readonly Format[] = ["text", "json", "markdown", "html"];
function outputs(review: Review): string {
  const context = { inputs: {}, finishedAt: "2026-05-04T09:31:00.000Z", files: {} };
  return [
    ...FORMATS.map((format) => render(review, format)),
    toSarif(review).text,
    segmentOf(reviewFacts(review, context)).text,
  ].join("\n");
}

const redactor = () => createRedactor({ known: [SECRET] });
const redacted = (review: Review) => {
  const { redact } = redactor();
  return redactReview(review, (text) => redact(text));
};

/** The same strings but for those that an output could not do without. */
const structure = (value: unknown): unknown =>
  typeof value === "string"
    ? "text"
    : Array.isArray(value)
      ? value.map(structure)
      : typeof value === "object" && value !== null
        ? Object.values(value).map(structure)
        : value;

describe("the last redaction", () => {
  test.each(FORMS)(
    "L1 a secret of the run in every text field is in no output in any form: planted %s",
    (_, planted) => {
      const clean = poisoned(everything(), (text) => `${text} ${planted} `);
      // A folder of that name, and one inside another word.
      const inNames = poisoned(everything(), (text) => `dir/${planted}/x-${text}`);
      for (const review of [clean, inNames, poisoned(everything(), planted)]) {
        const text = outputs(redacted(review));
        for (const [, form] of FORMS) expect(text).not.toContain(form);
        expect(text).toContain("⟦secret:known:");
      }
    },
  );

  test("L1 the plant is seen without the redaction", () => {
    expect(outputs(poisoned(everything(), (text) => `${text} ${SECRET}`))).toContain(SECRET);
  });

  test("L1 a secret in a file name is a placeholder in SARIF's URI too", () => {
    const finding = aFinding(0, { location: { uri: `keys/${SECRET}/a.ts`, startLine: 1, endLine: 1 } });
    const { text } = toSarif(redacted(aReview({}, { findings: [finding] })));
    expect(decodeURIComponent(/"uri": "(keys[^"]*)"/u.exec(text)![1]!)).toBe("keys/⟦secret:known:1⟧/a.ts");
  });

  test("L1 a secret that only shows when terminal sequences are taken out is found", () => {
    const split = `${SECRET.slice(0, 9)}\u001b[0m${SECRET.slice(9)}`;
    const review = aReview({}, { findings: [aFinding(0, { message: split })] });
    expect(outputs(review).includes(SECRET)).toBe(true);
    expect(outputs(redacted(review)).includes(SECRET)).toBe(false);
  });

  test("a name that only looks odd stays as it is", () => {
    const uri = "dir/a\u202Eb\n.ts";
    expect(
      redacted(aReview({}, { findings: [aFinding(0, { location: { uri, startLine: 1, endLine: 1 } })] })).findings[0]!
        .location!.uri,
    ).toBe(uri);
  });

  test("the structure, identities and words of ours stay, even when a secret is such a word", () => {
    const review = everything();
    const { redact } = createRedactor({ known: ["high", "fail", "answered", "confirmed", "base"] });
    const clean = redactReview(review, (text) => redact(text));
    expect(clean.verdict.outcome).toBe("fail");
    expect(clean.findings.map(({ severity, fingerprint }) => [severity, fingerprint])).toEqual(
      review.findings.map(({ severity, fingerprint }) => [severity, fingerprint]),
    );
    expect(clean.coverage.map(({ hunk, state }) => [hunk, state.state])).toEqual(
      review.coverage.map(({ hunk, state }) => [hunk, state.state]),
    );
    expect(clean.model!.account.requests.map(({ kind, questionSha256 }) => [kind, questionSha256])).toEqual(
      review.model!.account.requests.map(({ kind, questionSha256 }) => [kind, questionSha256]),
    );
    expect(structure(without(clean, "change"))).toEqual(structure(without(review, "change")));
    expect(outputs(clean)).toContain("exit 1");
  });

  test("a text in the place of an identity is redacted like any other", () => {
    const review = redacted(aReview({}, { findings: [aFinding(0, { fingerprint: SECRET })] }));
    expect(review.findings[0]!.fingerprint).toBe("⟦secret:known:1⟧");
  });

  test("what blocks is still what was found: shared records stay shared", () => {
    const { findings, verdict } = redacted(aReview());
    expect(verdict.blocking[0]).toBe(
      findings.find(({ fingerprint }) => fingerprint === verdict.blocking[0]!.fingerprint),
    );
  });

  test("L1 no line of code stays in a hunk, and the outputs say the same without", () => {
    const review = everything();
    const clean = redacted(review);
    expect(clean.change.files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines))).toEqual([]);
    expect(clean.change.files.map(({ hunks }) => hunks.length)).toEqual(
      review.change.files.map(({ hunks }) => hunks.length),
    );
    expect(outputs(clean)).toBe(outputs(review));
  });

  test("each text is redacted once, however often it stands there", () => {
    const seen: string[] = [];
    redactReview(aReview({ findings: 3000, files: 3000 }), (text) => {
      seen.push(text);
      return text;
    });
    expect(new Set(seen).size).toBe(seen.length);
  });
});
