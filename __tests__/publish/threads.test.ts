import { describe, expect, test } from "@jest/globals";
import type { HunkState, Review, ScannerRun } from "../../src/records.ts";
import type { ReviewThread } from "../../src/ports-github.ts";
import { planComments } from "../../src/publish/comments.ts";
import { findingMarker, goneMarker, fingerprintKey } from "../../src/publish/markers.ts";
import { planThreads, sourceOf, standingOf } from "../../src/publish/threads.ts";
import { withStatus } from "../../src/publish/thread-text.ts";
import { shownWhole } from "../fixtures/commentable-review.ts";
import { aClaudeFinding, aModelReview } from "../fixtures/model-review.ts";
import { aFinding, aHunkCoverage, aReview, aScannerRun } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const finding = aFinding(0);
const uri = finding.location!.uri;
const tool = finding.source.kind === "scanner" ? finding.source.tool : "";

/** A complete run of one scanner that found these. */
function reviewed(findings: Review["findings"], over: Partial<ScannerRun> = {}): Review {
  const runs = [aScannerRun("semgrep", { tool, findings, state: { status: "completed" }, unscanned: [], ...over })];
  const verdict = { outcome: "pass", blocking: [], missing: [], failOn: "high", sentence: "" } as const;
  return shownWhole({ ...aReview({ findings: 0 }), findings, scan: { runs }, verdict });
}

/** Its thread, as an earlier run made it. */
function threadOf(review: Review, over: Partial<ReviewThread> & { body?: string; answered?: true } = {}): ReviewThread {
  const { body: given, answered, ...rest } = over;
  const body = given ?? planComments(review, aWorkflowRun()).inline[0]!.body;
  const first = { nodeId: "PRRC_1", ours: true, body };
  const answer = { nodeId: "PRRC_2", ours: false, body: "No, this is fine." };
  const comments = answered === undefined ? [first] : [first, answer];
  return { id: "PRRT_1", isResolved: false, isOutdated: false, path: uri, comments, ...rest };
}

const thread = (over: Parameters<typeof threadOf>[1] = {}) => threadOf(reviewed([finding]), over);
const kinds = (given: ReviewThread, review: Review) => planThreads([given], standingOf(review)).map(({ kind }) => kind);
const suppressed = { status: "suppressed", by: "signOff", justification: "accepted" } as const;
const gone = reviewed([]);

describe("a thread is resolved", () => {
  test("when a complete run does not find its finding, and its scanner read the file", () => {
    expect(kinds(thread(), gone)).toEqual(["resolve"]);
    expect(kinds(thread(), reviewed([finding]))).toEqual([]);
    // The change has nothing for the scanner any more.
    expect(kinds(thread(), reviewed([], { tool: "semgrep", state: { status: "notApplicable" } }))).toEqual(["resolve"]);
  });

  test.each<readonly [string, Review]>([
    ["is incomplete", { ...gone, verdict: { ...gone.verdict, outcome: "incomplete" } }],
    [
      "failed, and also missed a part",
      { ...gone, verdict: { ...gone.verdict, outcome: "fail", missing: [{ what: "zizmor", reason: "It crashed." }] } },
    ],
    ["had its scanner crash", reviewed([], { state: { status: "failed", reason: "It crashed." } })],
    ["could not get its scanner", reviewed([], { state: { status: "unavailable", reason: "No Python." } })],
    ["did not scan its file", reviewed([], { unscanned: [{ uri, reason: "timed out" }] })],
    ["did not scan part of its file", reviewed([], { unscanned: [{ uri, startLine: 1, endLine: 2, reason: "x" }] })],
    ["lacks something of the change", reviewed([], { unscanned: [{ uri: "x", reason: "x", concerns: "change" }] })],
    ["had another tool in its place", reviewed([], { tool: "another" })],
    ["did not run its scanner at all", { ...gone, scan: { runs: [] } }],
    ["found it, and a person accepted it", reviewed([aFinding(0, { disposition: suppressed })])],
    ["found it unchanged from base", reviewed([aFinding(0, { disposition: { status: "unchanged" } })])],
  ])("L5 and not when the run %s", (_, review) => {
    expect(kinds(thread(), review)).toEqual([]);
  });

  test("L5 and not when the file that it stands in has another name, under which it was not scanned", () => {
    const run = reviewed([], { unscanned: [{ uri: "b.ts", reason: "timed out" }] });
    const [file] = reviewed([finding]).change.files;
    const renamed = { ...run, change: { ...run.change, files: [{ ...file!, uri: "b.ts", baseUri: uri }] } };
    expect(kinds(thread(), run)).toEqual(["resolve"]);
    expect(kinds(thread(), renamed)).toEqual([]);
  });

  test("once more when we resolved it and could not write so: else it would not be opened again", () => {
    expect(kinds(thread({ isResolved: true }), gone)).toEqual(["resolve"]);
    expect(kinds(thread({ isResolved: true, resolvedByUs: true }), gone)).toEqual(["resolve"]);
    expect(kinds(thread({ isResolved: true, resolvedByUs: false }), gone)).toEqual([]);
    for (const mark of ["open", "resolved"] as const) {
      const body = withStatus(thread().comments[0]!.body, { kind: "gone", commit: "c".repeat(40), gone: mark });
      expect(kinds(thread({ isResolved: true, body }), gone)).toEqual([]);
    }
  });

  test("and with two findings in one comment only when both are gone", () => {
    const twin = aFinding(0, { fingerprint: aFinding(9).fingerprint });
    const both = threadOf(reviewed([finding, twin]));
    expect(kinds(both, reviewed([twin]))).toEqual([]);
    expect(kinds(both, reviewed([{ ...twin, disposition: suppressed }]))).toEqual([]);
    expect(kinds(both, gone)).toEqual(["resolve"]);
  });

  test("and not when its comment does not say who found it", () => {
    expect(kinds(thread({ body: `words\n\n${findingMarker(finding.fingerprint)}` }), gone)).toEqual([]);
  });
});

describe("a thread about a finding of Claude's", () => {
  const claude = aClaudeFinding(0, { disposition: { status: "open" } });
  const complete = (findings: Review["findings"]): Review => {
    const review = shownWhole({ ...aModelReview(), findings: [claude], scan: { runs: [] }, verdict: gone.verdict });
    const coverage = review.change.files.flatMap(({ hunks }) => hunks.map((hunk) => aHunkCoverage(hunk)));
    return { ...review, findings, coverage };
  };
  const asked = complete([]);
  const given = (over = {}) => threadOf(complete([claude]), { path: claude.location!.uri, ...over });

  test("is resolved only with the lines that it stood on: a model that does not repeat itself proves nothing", () => {
    expect(kinds(given(), asked)).toEqual([]);
    expect(kinds(given({ isOutdated: true }), asked)).toEqual(["resolve"]);
  });

  test("L5 is not resolved where a hunk of its file was not reviewed", () => {
    const coverage = asked.coverage.map((row) => ({
      ...row,
      state: { state: "excluded", rule: "provider none" } as const,
    }));
    expect(kinds(given({ isOutdated: true }), { ...asked, coverage })).toEqual([]);
    // The file left the change.
    expect(kinds(given({ isOutdated: true }), { ...asked, coverage: [] })).toEqual(["resolve"]);
  });

  test("L5 is not resolved by a run out of scope, in which nobody was asked about anything", () => {
    const nothing = { ...without(asked, "model"), coverage: [], scan: { runs: [] } };
    expect(kinds(given({ isOutdated: true }), nothing)).toEqual([]);
  });

  test.each<HunkState>([{ state: "failed", reason: "x" }, { state: "overBudget" }, { state: "refused" }])(
    "L5 is not resolved where another file was to be reviewed and is $state, though the gate wants scanners alone",
    (state) => {
      const [row] = asked.coverage;
      const coverage = [{ ...row!, uri: "src/new-name.ts", state }];
      expect(kinds(given({ isOutdated: true }), { ...asked, coverage })).toEqual([]);
    },
  );

  test("L5 is not resolved where its file was renamed, and is excluded now", () => {
    const [row] = asked.coverage;
    const [file] = asked.change.files;
    const { uri } = row!;
    const renamed = { ...asked.change, files: [{ ...file!, uri: "dist/a.ts", baseUri: uri }] };
    const coverage = (rule: string) => [{ ...row!, uri: rule, state: { state: "excluded", rule: "x" } as const }];
    const outdated = given({ isOutdated: true, path: uri });
    expect(kinds(outdated, { ...asked, change: renamed, coverage: coverage("dist/a.ts") })).toEqual([]);
    expect(kinds(outdated, { ...asked, change: renamed, coverage: coverage("yarn.lock") })).toEqual(["resolve"]);
  });
});

describe("people", () => {
  const resolvedByUs = withStatus(thread().comments[0]!.body, {
    kind: "gone",
    commit: "c".repeat(40),
    gone: "resolved",
  });

  test("who answered in a thread have it to themselves, whatever there would be to do", () => {
    const answered = true as const;
    expect(kinds(thread({ answered }), gone)).toEqual(["leave"]);
    expect(kinds(thread({ answered, isOutdated: true }), reviewed([finding]))).toEqual(["leave"]);
    const returned = thread({ answered, isResolved: true, body: resolvedByUs });
    expect(kinds(returned, reviewed([finding]))).toEqual(["leave"]);
  });

  test("who resolved a thread keep it resolved though the finding is still there", () => {
    for (const body of [undefined, resolvedByUs]) {
      const given = thread({ isResolved: true, resolvedByUs: false, ...(body !== undefined && { body }) });
      expect(kinds(given, reviewed([finding]))).toEqual([]);
    }
    // GitHub names nobody, and nothing says that it was us.
    expect(kinds(thread({ isResolved: true }), reviewed([finding]))).toEqual([]);
  });

  test("who opened again what we resolved keep it open", () => {
    expect(kinds(thread({ body: resolvedByUs }), gone)).toEqual(["leave"]);
  });

  test("L9 who forge our markers, or quote them, change nothing", () => {
    const forged = { ...thread().comments[0]!, ours: false };
    expect(kinds(thread({ comments: [forged] }), gone)).toEqual([]);
    expect(kinds(thread({ body: `${thread().comments[0]!.body}\n\nwords` }), gone)).toEqual([]);
    expect(kinds(thread({ body: "words" }), gone)).toEqual([]);
  });
});

describe("a finding that is back", () => {
  const body = thread().comments[0]!.body;
  const noted = (state: "resolved" | "open") => withStatus(body, { kind: "gone", commit: "c".repeat(40), gone: state });

  test("opens the thread that we resolved: GitHub says so, or our own comment where GitHub names nobody", () => {
    const change = { kind: "reopen", thread: "PRRT_1", comment: "PRRC_1", body };
    const plan = (over: Parameters<typeof thread>[0]) =>
      planThreads([thread({ isResolved: true, ...over })], standingOf(reviewed([finding])));
    expect(plan({ resolvedByUs: true })).toEqual([change]);
    expect(plan({ body: noted("resolved") })).toEqual([change]);
    expect(plan({ body: noted("open") })).toEqual([change]);
  });

  test("takes back what the comment said of a thread that we could not resolve", () => {
    const plan = planThreads([thread({ body: noted("open") })], standingOf(reviewed([finding])));
    expect(plan).toEqual([{ kind: "rewrite", comment: "PRRC_1", body }]);
  });
});

describe("a finding that moved", () => {
  const body = thread().comments[0]!.body;
  const at = (startLine: number, endLine = startLine) =>
    reviewed([aFinding(0, { location: { uri, startLine, endLine } })]);
  const plan = (given: ReviewThread, review: Review) => planThreads([given], standingOf(review));

  test("is left to GitHub, which moves its thread, until that is outdated: then the comment says where it is", () => {
    expect(plan(thread(), at(30))).toEqual([]);
    const moved = `*Now on line 30.*\n\n${body}`;
    expect(plan(thread({ isOutdated: true }), at(30))).toEqual([{ kind: "rewrite", comment: "PRRC_1", body: moved }]);
    expect(plan(thread({ isOutdated: true, body: moved }), at(30))).toEqual([]);
    expect(plan(thread({ isOutdated: true, body: `${moved.replaceAll("\n", "\r\n")}\r\n` }), at(30))).toEqual([]);
    expect(plan(thread({ isOutdated: true, body: moved }), at(31, 33))).toMatchObject([
      { body: `*Now on lines 31 to 33.*\n\n${body}` },
    ]);
  });
});

test("what is said of a thread's finding stands above the comment, and is taken away without a trace", () => {
  const body = thread().comments[0]!.body;
  const noted = withStatus(body, { kind: "gone", commit: "c".repeat(40), gone: "open" });
  expect(noted.split("\n")[0]).toBe("*No longer found: a complete run on cccccccccccc does not report it.*");
  expect(noted.split("\n").at(-1)).toBe(goneMarker("open"));
  expect(withStatus(noted, { kind: "none" })).toBe(body);
  const again = withStatus(noted, { kind: "gone", commit: "d".repeat(40), gone: "resolved" });
  expect(again.match(/No longer found|:gone /gu)).toHaveLength(2);
});

test("who found a finding is a word for a marker, also where a scanner stands for tools of any name", () => {
  const foreign = aFinding(0, { source: { kind: "scanner", tool: "--> <img src=x>", version: "1" } });
  const review = reviewed([foreign], { scanner: "sarif-files", tool: "--> <img src=x>" });
  expect(sourceOf(foreign, review)).toMatch(/^sarif-files:[0-9a-f]{8}$/u);
  expect(sourceOf(finding, review)).toBeUndefined();
  expect(sourceOf(aClaudeFinding(0), review)).toBe("review");
  expect(standingOf(review).open.map(({ fingerprint }) => fingerprint)).toEqual([fingerprintKey(foreign.fingerprint)]);
});
