import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { reviewFacts, runFinished, segmentOf, verifySegment, type Fact } from "../../src/ledger/index.ts";
import { toJson } from "../../src/publish/json.ts";
import { aModelReview, anAccount, aRequest, aTroubledModelReview, PROMPT, without } from "../fixtures/model-review.ts";
import { aReview, HOSTILE, poisoned } from "../fixtures/review.ts";

const context = { inputs: {}, finishedAt: "2026-05-04T09:31:00.000Z", files: {} };
const ofType = (facts: readonly Fact[], type: Fact["type"]) => facts.filter((fact) => fact.type === type);
const bodies = (facts: readonly Fact[], type: Fact["type"]) => ofType(facts, type).map(({ body }) => body);

describe("L8 Claude's part on the record", () => {
  const facts = reviewFacts(aModelReview(), context);

  test("each question with what identifies it, what it took and what it cost", () => {
    expect(bodies(facts, "questionAsked")[0]).toEqual({
      name: "review-1",
      provider: "anthropic",
      questionSha256: "2".padStart(64, "0"),
      promptSha256: PROMPT,
      schemaSha256: "5c4e".padStart(64, "0"),
      kind: "answered",
      model: "claude-sonnet-5-5",
      requestId: "req_011CQ1",
      usage: { inputTokens: 4200, outputTokens: 310, cacheReadTokens: 2048, cacheWriteTokens: 512 },
      bytes: 18_311,
      bodySha256: (1001).toString(16).padStart(64, "0"),
      attempts: 1,
      seconds: 6.4,
      costUsd: 0.0123,
    });
    expect(bodies(facts, "questionAsked")).toHaveLength(2);
  });

  test("a question that did not leave has no bytes, and an unknown cost is null and not 0", () => {
    const troubled = bodies(reviewFacts(aTroubledModelReview(), context), "questionAsked");
    expect(troubled).toHaveLength(40);
    expect(troubled[3]).toMatchObject({ kind: "guarded", attempts: 0 });
    expect(troubled[3]).not.toHaveProperty("bytes");
    const unknown = aModelReview();
    const request = without(unknown.model!.account.requests[0]!, "costUsd");
    const model = { ...unknown.model!, account: { ...unknown.model!.account, requests: [request] } };
    expect(bodies(reviewFacts({ ...unknown, model }, context), "questionAsked")[0]).toMatchObject({ costUsd: null });
  });

  test("tries that nobody metered are on the record, and absent when there are none", () => {
    const requests = [aRequest(1, { unmetered: 1 }), aRequest(2)];
    const model = { rejected: [], opinions: [], account: anAccount({ requests }) };
    const [first, second] = bodies(reviewFacts(aModelReview({ model }), context), "questionAsked");
    expect(first).toMatchObject({ unmetered: 1 });
    expect(second).not.toHaveProperty("unmetered");
  });

  test("redactions by type and guard hits", () => {
    expect(bodies(facts, "redactionSummary")).toEqual([
      { redactions: { "private-key": 1, "github-token": 2 }, guardHits: 0 },
    ]);
  });

  test("what was disclosed, in numbers and a digest that the JSON report can be checked against", () => {
    const report: { model: { account: { disclosures: Record<string, unknown>[] } } } = JSON.parse(
      toJson(aModelReview()),
    );
    // RFC 8785 for these records: keys sorted, no white space.
    const canonical = report.model.account.disclosures.map((range) =>
      JSON.stringify(Object.fromEntries(Object.entries(range).toSorted(([a], [b]) => (a < b ? -1 : 1)))),
    );
    const sha256 = createHash("sha256")
      .update(`[${canonical.join(",")}]`)
      .digest("hex");
    expect(bodies(facts, "disclosed")).toEqual([{ ranges: 4, lines: 31 + 16 + 1 + 7, sha256 }]);
  });

  test("which claims stood, how many did not and why by digest, and opinions by value", () => {
    const [claims] = bodies(facts, "claimsChecked");
    expect(claims).toMatchObject({ rejected: 4, opinions: { confirmed: 1, falsePositive: 1, uncertain: 0 } });
    expect(claims!["accepted"]).toEqual(
      aModelReview().findings.flatMap(({ source, fingerprint }) => (source.kind === "model" ? [fingerprint] : [])),
    );
    expect(new Set(Object(claims!["rejectedReasonsSha256"])).size).toBe(2);
  });

  test("L3 Claude's findings are counted apart from the scanners'", () => {
    expect(bodies(facts, "findingsTriaged")[0]).toMatchObject({
      open: { high: 1, medium: 1, low: 1 },
      openAdvisory: { high: 1, medium: 1, low: 1 },
    });
  });

  test("nothing asked is nothing on the record", () => {
    const none = reviewFacts(aReview(), context).map(({ type }) => type);
    for (const type of ["questionAsked", "redactionSummary", "disclosed", "claimsChecked"])
      expect(none).not.toContain(type);
  });

  test("no code, no message, no path and no word of Claude's", () => {
    const { text } = segmentOf(facts);
    for (const word of ["src/", "execFileSync", "KNOWN_REFS", "Path traversal", "query string"])
      expect(text).not.toContain(word);
  });

  test("the segment verifies, also with hostile names in it", () => {
    for (const attack of HOSTILE) {
      const review = { ...poisoned(aTroubledModelReview(), attack), startedAt: "2026-05-04T09:30:00.000Z" };
      const facts = [...reviewFacts(review, context), runFinished(context.finishedAt)];
      expect(verifySegment(segmentOf(facts).text)).toMatchObject({ valid: true });
    }
  });
});
