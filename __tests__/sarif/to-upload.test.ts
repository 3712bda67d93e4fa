import { describe, expect, test } from "@jest/globals";
import type { Review, ScannerRun } from "../../src/records.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { toUpload, type UploadScope } from "../../src/sarif/to-upload.ts";
import { aClaudeFinding, aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";

const finding = (n: number, tool: string) => aFinding(n, { source: { kind: "scanner", tool, version: "1" } });
const aRun = (tool: string, over: Partial<ScannerRun> = {}): ScannerRun => ({
  scanner: tool,
  tool,
  version: "1",
  digests: {},
  required: true,
  state: { status: "completed" },
  unscanned: [],
  findings: [],
  seconds: 1,
  ...over,
});
const reviewOf = (...runs: ScannerRun[]): Review => ({
  ...aReview(),
  scan: { runs },
  findings: runs.flatMap((run) =>
    run.findings.map((found) => ({ ...found, disposition: { status: "open" } as const })),
  ),
});
const upload = (review: Review, scope: UploadScope = "change") => {
  const { text, notes } = toUpload(review, scope);
  const log: SarifLog | undefined = text === undefined ? undefined : JSON.parse(text);
  return { tools: log?.runs.map(({ tool }) => tool.driver.name), log, notes };
};

describe("L5 nothing is uploaded that would close an alert", () => {
  const good = aRun("good", { findings: [finding(1, "good")] });

  test("a tool that failed, or was not to be had, is left out by name with all its results; the others go", () => {
    const failed = aRun("bad", { state: { status: "failed", reason: "it crashed" }, findings: [finding(2, "bad")] });
    const absent = aRun("gone", { state: { status: "unavailable", reason: "no Python" } });
    const { tools, log, notes } = upload(reviewOf(good, failed, absent));
    expect(tools).toEqual(["good"]);
    expect(log!.runs[0]!.results).toHaveLength(1);
    expect(notes.join("\n")).toMatch(/Results of bad were not uploaded.*did not complete[^]*Results of gone/u);
  });

  test("a tool that completed and did not scan a part of a file is left out; one that left out a link is not", () => {
    const part = aRun("partly", { unscanned: [{ uri: "a.ts", reason: "time-out" }] });
    const link = aRun("linked", { unscanned: [{ uri: "l", reason: "a link", outOfScope: true }] });
    const { tools, notes } = upload(reviewOf(part, link));
    expect(tools).toEqual(["linked"]);
    expect(notes).toEqual([expect.stringContaining("partly")]);
  });

  test("a tool that the change had nothing for is no tool of the upload, and nobody is told", () => {
    expect(upload(reviewOf(good, aRun("idle", { state: { status: "notApplicable" } })))).toMatchObject({
      tools: ["good"],
      notes: [],
    });
  });

  test("without a tool that completed there is no upload at all", () => {
    const { tools, notes } = upload(reviewOf(aRun("bad", { state: { status: "failed", reason: "it crashed" } })));
    expect(tools).toBeUndefined();
    expect(notes).toHaveLength(1);
  });

  test("every result goes whatever triage said, for code scanning knows what is new; those without a place do not", () => {
    const placed = finding(1, "good");
    const nowhere = without(finding(2, "good"), "location");
    const review = reviewOf(aRun("good", { findings: [placed, nowhere] }));
    const outside = review.findings.map((found) => ({ ...found, disposition: { status: "outsideDiff" } as const }));
    const { log } = upload({ ...review, findings: outside });
    expect(log!.runs[0]!.results!.map(({ properties }) => properties.disposition)).toEqual(["outsideDiff"]);
  });
});

describe("Claude's results", () => {
  test("go with a pull request, as a tool of their own, and never with a branch", () => {
    const review = aModelReview({ findings: [aClaudeFinding(0)] });
    expect(upload(review).tools).toContain("Claude code review (advisory)");
    expect(upload(review, "tree").tools ?? []).not.toContain("Claude code review (advisory)");
  });

  test("L5 stay out when a hunk that was due was not reviewed", () => {
    const { tools, notes } = upload(aTroubledModelReview());
    expect(tools ?? []).not.toContain("Claude code review (advisory)");
    expect(notes.join()).toContain("did not review every hunk");
  });
});

test("what concerns only the change is no alert of a branch", () => {
  const about = { ...finding(1, "policy"), concerns: "change" as const };
  const review = reviewOf(aRun("policy", { findings: [about] }));
  expect(upload(review).log!.runs[0]!.results).toHaveLength(1);
  expect(upload(review, "tree").log!.runs[0]!.results).toHaveLength(0);
});

test("L5 a scanner that looks at changes closes no alert of a branch: it has not seen the pushes before", () => {
  const review = reviewOf(
    aRun("dependency-review", { changeOnly: true, findings: [finding(1, "dependency-review")] }),
    aRun("good", { findings: [finding(2, "good")] }),
  );
  expect(upload(review).tools).toEqual(expect.arrayContaining(["dependency-review", "good"]));
  expect(upload(review, "tree").tools).toEqual(["good"]);
});
