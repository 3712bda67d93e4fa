import { describe, expect, test } from "@jest/globals";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Policy } from "../../src/policy.ts";
import type { Subject } from "../../src/subject.ts";
import { aReview, aScannerRun } from "../fixtures/review.ts";
import { aPullRequest } from "../fixtures/workflow-run.ts";
import { MAIN, comments, day, edit, found, HEAD, issues, states, useServer } from "./tickets-scene.ts";

useServer();

describe("the life of a ticket", () => {
  test("one for each finding of the default branch, with labels, owners that are people, and a day", async () => {
    const result = await day({ findings: [found(0), found(1, { severity: "critical" })] });
    expect(result).toEqual({ feature: "tickets", status: "done", detail: "Tickets: 2 opened." });
    expect(issues().map(({ title, labels, assignees }) => [title, labels, assignees])).toEqual([
      ["[critical] Command built from input in request-4.ts", ["security", "severity: critical"], ["ada"]],
      ["[high] Command built from input in request-0.ts", ["security", "severity: high"], ["ada"]],
    ]);
    expect(issues()[0]!.body).toContain("Due on **2026-11-25**");
  });

  test("a second run says nothing twice; a person's words in the text and the title stay", async () => {
    await day({ findings: [found(0)] });
    edit({ body: `${issues()[0]!.body}\n\nada: looking into it`, title: "My title" });
    expect(await day({ findings: [found(0)] })).toMatchObject({ status: "done", detail: "No ticket changed." });
    expect([issues().length, issues()[0]!.title, comments()]).toEqual([1, "My title", []]);
    expect(issues()[0]!.body).toContain("ada: looking into it");
  });

  test("another severity is written and other people's labels stay", async () => {
    await day({ findings: [found(0)] });
    edit({ labels: [...issues()[0]!.labels, "team-a"] });
    await day({ findings: [found(0, { severity: "critical" })] });
    expect(issues()[0]!.labels).toEqual(["security", "team-a", "severity: critical"]);
  });

  test("closed when gone in a complete run, opened again when it returns, one issue ever", async () => {
    await day({ findings: [found(0)] });
    await day();
    expect([states(), comments().length]).toEqual([[["closed", "completed"]], 1]);
    await day({ findings: [found(0)] });
    expect([states(), comments().length]).toEqual([[["open", "reopened"]], 2]);
  });

  test.each([
    ["did not complete", { state: { status: "failed", reason: "It crashed." } }],
    ["left a file out", { unscanned: [{ uri: "a.ts", reason: "time-out" }] }],
    ["had nothing to scan", { state: { status: "notApplicable" } }],
  ] as const)("L5 nothing is closed when the scanner %s", async (_, scan) => {
    await day({ findings: [found(0)] });
    await day({ scan });
    expect(states()).toEqual([["open", null]]);
  });

  test("L5 nothing is closed by a run that looked at the change alone", async () => {
    await day({ findings: [found(0)] });
    await day({ request: { wholeTree: false } });
    expect(states()).toEqual([["open", null]]);
  });

  test("L5 dependency review, which sees changes, closes nothing by seeing none", async () => {
    const tool = { source: { kind: "scanner", tool: "dependency-review", version: "1" } } as const;
    const one = [found(0, tool)];
    const run = (findings: readonly TriagedFinding[]) =>
      aReview({}, { findings, scan: { runs: [aScannerRun("dependency-review", { findings })] } });
    await day({ request: { review: run(one) } });
    await day({ request: { review: run([]) } });
    expect(states()).toEqual([["open", null]]);
  });

  test("overdue is said once, by a label and a comment, whatever becomes of the label", async () => {
    const now = "2027-03-01T00:00:00Z";
    await day({ findings: [found(0)] });
    await day({ findings: [found(0)], now });
    expect([issues()[0]!.labels.includes("overdue"), comments().length]).toEqual([true, 1]);
    edit({ labels: [] });
    await day({ findings: [found(0)], now });
    expect(comments().length).toBe(1);
  });

  test("what a person closed as not planned stays closed and is named", async () => {
    await day({ findings: [found(0)] });
    edit({ state: "closed", stateReason: "not_planned" });
    const result = await day({ findings: [found(0)] });
    expect(states()).toEqual([["closed", "not_planned"]]);
    expect(result?.detail).toContain(
      `Closed by a person although the finding is there, and left so: #${issues()[0]!.number}.`,
    );
  });

  test("what was closed as completed while the finding is there was not", async () => {
    await day({ findings: [found(0)] });
    edit({ state: "closed", stateReason: "completed" });
    await day({ findings: [found(0)] });
    expect(states()).toEqual([["open", "reopened"]]);
  });
});

describe("for whom there are tickets", () => {
  test.each([
    ["an open pull request", { subject: aPullRequest() }],
    ["a merge queue", { subject: { kind: "mergeGroup", base: HEAD, head: HEAD, baseBranch: "main" } as const }],
    ["another branch", { subject: { ...MAIN, ref: "refs/heads/topic", branch: "topic" } as Subject }],
    ["a tag", { subject: { ...MAIN, ref: "refs/tags/main" } as Subject }],
    ["a policy without `tickets`", { policy: {} }],
    ["`tickets.from: none`", { policy: { tickets: { from: "none" } } as Policy }],
  ])("none for %s", async (_, request) => {
    expect(await day({ findings: [found(0)], request })).toBeUndefined();
    expect(issues()).toEqual([]);
  });

  test.each([
    ["low, under the default", found(0, { severity: "low" })],
    ["Claude's alone", found(0, { source: { kind: "model", model: "m", promptSha256: "0" } })],
    ["suppressed by the policy", found(0, { disposition: { status: "suppressed", by: "policy", justification: "x" } })],
    ["another's twin", found(0, { disposition: { status: "merged", into: "v1:0" } })],
    ["about the push and not the branch", found(0, { concerns: "change" })],
  ])("none for a finding that is %s", async (_, finding) => {
    await day({ findings: [finding] });
    expect(issues()).toEqual([]);
  });

  test("an older run that ends after the branch has moved touches nothing", async () => {
    expect(await day({ findings: [found(0)], tip: "c".repeat(40) })).toMatchObject({ status: "skipped" });
    expect(issues()).toEqual([]);
  });

  test("a run never makes more than its limit; the next ones go on, worst first", async () => {
    const many = Array.from({ length: 23 }, (_, n) => found(n, n === 22 ? { severity: "critical" } : {}));
    const result = await day({ findings: many });
    expect([issues().length, issues()[0]!.title.startsWith("[critical]")]).toEqual([20, true]);
    expect(result?.detail).toContain("3 findings without a ticket yet");
    await day({ findings: many });
    expect(issues().length).toBe(23);
  });
});
