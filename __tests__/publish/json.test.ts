import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { JsonReport, toJson } from "../../src/publish/json.ts";
import { aModelReview, anAccount, aRequest, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aScannerRun, aTroubledReview, poisoned } from "../fixtures/review.ts";
import { attackedReviews, INVISIBLE, runnerCommands } from "./attacks.ts";

const files = { sarif: "/out/review.sarif" };
const parsed = (...args: Parameters<typeof toJson>) => JsonReport.parse(JSON.parse(toJson(...args)));

describe("json", () => {
  test("it has the documented shape and nothing else, with every kind of gap and finding", () => {
    const report = parsed(aTroubledReview(), { files, ledgerRoot: "f".repeat(64) });
    expect(report).toMatchObject({
      version: 1,
      verdict: { outcome: "fail", failOn: "high", blocking: ["v1:00000000000000000000000000000000"] },
      open: { critical: 0, high: 1, medium: 1, low: 0, none: 0 },
      coverage: { ratio: 0.25, changedLines: 18, reviewedLines: 3, excludedLines: 6 },
      files,
      ledgerRoot: "f".repeat(64),
    });
    expect(report.coverage.hunks.map(({ state, reason }) => [state, reason])).toEqual([
      ["reviewed", undefined],
      ["excluded", "binary"],
      ["excluded", "provider none"],
      ["overBudget", undefined],
      ["refused", undefined],
      ["failed", "not answered"],
    ]);
    expect(report.scanners.map(({ scanner, status }) => [scanner, status])).toEqual([
      ["semgrep", "completed"],
      ["zizmor", "unavailable"],
      ["sarif-files", "notApplicable"],
      ["gitleaks", "failed"],
    ]);
  });

  test("L3 Claude's part is an object of its own: its findings are not in the counts of the scanners'", () => {
    const { open, model, findings } = parsed(aModelReview());
    expect(open).toEqual({ critical: 0, high: 1, medium: 1, low: 1, none: 0 });
    expect(model).toMatchObject({
      open: { critical: 0, high: 1, medium: 1, low: 1, none: 0 },
      opinions: [{ value: "falsePositive", mitigation: { line: 12 } }, { value: "confirmed" }],
      rejected: { length: 4 },
      account: { provider: "anthropic", guardHits: 0, costUsd: 0.0246, totals: { bytes: 36_622 } },
    });
    expect(findings.filter(({ source, fix }) => source.kind === "model" && fix !== undefined)).toHaveLength(3);
    expect(parsed(aReview())).not.toHaveProperty("model");
  });

  test("L8 the account has each request, and no cost when it is unknown", () => {
    const { model } = parsed(aTroubledModelReview());
    expect(model!.account.requests).toHaveLength(40);
    expect(model!.account).not.toHaveProperty("costUsd");
    expect(model!.account.totals.requests).toEqual({ answered: 8, refused: 8, failed: 8, guarded: 8, overBudget: 8 });
  });

  test("where the model ran is there as the API said it", () => {
    const requests = [aRequest(1, { inferenceGeo: "us" })];
    const { model } = parsed(aModelReview({ model: { rejected: [], opinions: [], account: anAccount({ requests }) } }));
    expect(model?.account.requests).toMatchObject([{ inferenceGeo: "us" }]);
  });

  test("L8 a request that broke off says how many of its tries nobody metered", () => {
    const requests = [aRequest(1, { kind: "failed", attempts: 2, unmetered: 1 }), aRequest(2)];
    const { model } = parsed(aModelReview({ model: { rejected: [], opinions: [], account: anAccount({ requests }) } }));
    expect(model!.account.requests.map(({ unmetered }) => unmetered)).toEqual([1, undefined]);
  });

  test("whatever a finding or a scanner may carry is in the documented shape", () => {
    const finding = aFinding(0, { concerns: "change", primaryLocationLineHash: "a:1" });
    const run = aScannerRun("semgrep", { findings: [finding], notes: ["odd"], rules: [{ id: "r", cwe: [] }] });
    const report = parsed(aReview({}, { findings: [finding], scan: { runs: [run] } }));
    expect(report.findings[0]).toMatchObject({ concerns: "change" });
    expect(report.scanners[0]).toMatchObject({ notes: ["odd"], findings: 1 });
  });

  test("the schema refuses a field that is not documented", () => {
    const report: unknown = { ...parsed(aReview()), extra: 1 };
    expect(JsonReport.safeParse(report).success).toBe(false);
  });

  test("no finding is dropped, and each names a rule that is there", () => {
    const report = parsed(aReview({ findings: 3000, files: 3000 }));
    expect(report.findings).toHaveLength(3000);
    const rules = new Set(report.rules.map(({ id }) => id));
    expect(report.findings.filter(({ ruleId }) => !rules.has(ruleId))).toEqual([]);
    expect(report.rules).toHaveLength(4);
  });

  test("L2 hostile text survives as data, and the printed JSON has no invisible character and no runner command", () => {
    for (const { attack, review } of attackedReviews()) {
      const json = toJson(review);
      expect(json).not.toMatch(INVISIBLE);
      expect(runnerCommands(json)).toEqual([]);
      expect(JsonReport.parse(JSON.parse(json)).notes).toEqual([attack]);
    }
  });

  test("L2 any text comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const json = toJson(poisoned(aTroubledModelReview(), text));
        expect(json).not.toMatch(INVISIBLE);
        expect(JsonReport.parse(JSON.parse(json)).findings[0]?.message).toBe(text);
      }),
    );
  });
});
