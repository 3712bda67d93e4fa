import { describe, expect, test } from "@jest/globals";
import { OUTPUTS } from "../../src/outputs.ts";
import { reviewOutputs } from "../../src/publish/outputs.ts";
import { runFiles } from "../../src/publish/plan.ts";
import type { Review } from "../../src/records.ts";
import { aModelReview, anAccount, aRequest } from "../fixtures/model-review.ts";
import { aFinding, aReview } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const ROOT = "e".repeat(64);
const of = (review: Review) => reviewOutputs(review, { files: runFiles("/run"), ledgerRoot: ROOT });

describe("the outputs", () => {
  test("are those of action.yml, each a number, a path of ours or a word of a closed set", () => {
    const outputs = of(aModelReview());
    expect(Object.keys(outputs)).toEqual([...OUTPUTS]);
    for (const value of Object.values(outputs))
      expect(value).toMatch(/^(?:|[\d.]+|\/run\/[\w.-]+|[0-9a-f]{64}|pass|fail|incomplete)$/u);
  });

  test("count open findings by severity; what is not open, and what only Claude says, is not among them", () => {
    const findings = [
      aFinding(0, { severity: "high" }),
      aFinding(1, { severity: "high", disposition: { status: "outsideDiff" } }),
      aFinding(2, { severity: "low" }),
    ];
    expect(of(aReview({}, { findings }))).toMatchObject({ critical: "0", high: "1", medium: "0", low: "1" });
  });

  test("nothing asked cost nothing; a price that nobody knows is empty and not 0", () => {
    const unasked = without(aReview(), "model");
    expect(of(unasked)).toMatchObject({ "cost-usd": "0", "input-tokens": "0", redactions: "0", disclosures: "0" });
    const unknown = without(anAccount({ requests: [aRequest(1), aRequest(2)] }), "costUsd");
    const usage = { inputTokens: 10, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 0 };
    const account = { ...unknown, requests: unknown.requests.map((request) => ({ ...request, usage })) };
    const review = aModelReview({ model: { rejected: [], opinions: [], account } });
    expect(of(review)).toMatchObject({ "cost-usd": "", "input-tokens": "20", "output-tokens": "6" });
  });

  test("tell what the cache held, how long it took, and how many hunks an earlier run reviewed", () => {
    const usage = { inputTokens: 10, outputTokens: 3, cacheReadTokens: 7, cacheWriteTokens: 5 };
    const account = anAccount({ requests: [{ ...aRequest(1), usage }] });
    const carriedFrom = { runId: "12", head: "a".repeat(40) };
    const hunk = { hunk: "h", uri: "a", changedLines: 1 };
    const states = [{ state: "reviewed", carriedFrom } as const, { state: "reviewed" } as const];
    const coverage = states.map((state) => ({ ...hunk, state }));
    const review = { ...aModelReview({ model: { rejected: [], opinions: [], account } }), coverage, seconds: 12.34 };
    expect(of(review)).toMatchObject({ "cache-read-tokens": "7", "cache-write-tokens": "5" });
    expect(of(review)).toMatchObject({ seconds: "12.3", "carried-hunks": "1" });
  });

  test("L5 coverage that is nearly all is not 1", () => {
    const line = (n: number, state: "reviewed" | "overBudget") =>
      ({ hunk: `h${String(n)}`, uri: "a", changedLines: n, state: { state } }) as const;
    expect(of(aReview({}, { coverage: [line(99_999, "reviewed"), line(1, "overBudget")] })).coverage).toBe("0.9999");
  });
});
