import { describe, expect, test } from "@jest/globals";
import { planGitHub, type GitHubEffect, type GitHubPlan } from "../../src/publish/github-effects.ts";
import { blobUrl, runUrl } from "../../src/publish/links.ts";
import { SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { aShownModelReview, aShownReview } from "../fixtures/commentable-review.ts";
import { without } from "../fixtures/model-review.ts";
import { aReview, aTroubledReview, HOSTILE, poisoned } from "../fixtures/review.ts";
import { aPullRequest, aWorkflowRun } from "../fixtures/workflow-run.ts";
import { attackedReviews, suffixedReviews } from "./attacks.ts";
import { bodyText, harmsIn, links, rendered } from "./github-markdown.ts";

const given: GitHubPlan = {
  run: aWorkflowRun(),
  subject: aPullRequest(),
  comments: "inline",
  check: "off",
  upload: { sarif: "{}", ref: "refs/pull/7/head", mode: "auto" },
  artifact: { name: "review", files: ["/run/review.sarif"] },
  outputs: { outcome: "fail" },
  options: { ledgerRoot: "f".repeat(64), exitCode: 1, files: { sarif: "/run/review.sarif" } },
};
const kinds = (effects: readonly GitHubEffect[]) => effects.map(({ kind }) => kind);
const only = <K extends GitHubEffect["kind"]>(effects: readonly GitHubEffect[], kind: K) =>
  effects.find((effect): effect is Extract<GitHubEffect, { kind: K }> => effect.kind === kind)!;
const OWN =
  /^https:\/\/github\.com\/octo-org\/octo\.repo\/(?:actions\/runs\/1658821493|blob\/[0-9a-f]{40}\/[\w.%/-]+#L\d+(?:-L\d+)?|pull\/7#issuecomment-\d+|security\/code-scanning\/\d+)$/u;

describe("what a review does on GitHub", () => {
  test("L7 is data that a file can hold: the runner's own parts first, the job summary last", () => {
    const effects = planGitHub(aShownReview(3), given);
    expect(kinds(effects)).toEqual([
      ...(["output", "annotate", "uploadSarif", "reviewComments", "summaryComment"] as const),
      ...(["uploadArtifact", "jobSummary"] as const),
    ]);
    expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
  });

  test("speaks about the commit that was reviewed", () => {
    const effects = planGitHub(aShownReview(3), given);
    const pullRequest = { number: 7, head: "b".repeat(40) };
    expect(only(effects, "uploadSarif")).toMatchObject({ commit: "b".repeat(40), pullRequest });
    expect(only(effects, "reviewComments").pullRequest).toEqual(pullRequest);
    expect(only(effects, "summaryComment").pullRequest).toEqual(pullRequest);
  });

  test("is as much as was asked for", () => {
    const chosen = (over: Partial<GitHubPlan>) => kinds(planGitHub(aShownReview(3), { ...given, ...over }));
    expect(chosen({ comments: "summary" })).not.toContain("reviewComments");
    expect(chosen({ comments: "none" })).not.toContain("summaryComment");
    const less = without(given, "upload", "artifact");
    // Nothing is open: earlier threads may be there to resolve.
    expect(kinds(planGitHub(aReview({ findings: 0 }), less))).toEqual([
      ...["output", "reviewComments", "summaryComment", "jobSummary"],
    ]);
    const branch = { kind: "branch", head: "b".repeat(40), ref: "refs/heads/main", defaultBranch: "main" } as const;
    const onBranch = planGitHub(aShownReview(3), { ...given, subject: branch });
    expect(kinds(onBranch)).toEqual(["output", "annotate", "uploadSarif", "uploadArtifact", "jobSummary"]);
    expect(only(onBranch, "uploadSarif")).not.toHaveProperty("pullRequest");
  });
});

describe("the summary comment", () => {
  const comment = (review: Parameters<typeof planGitHub>[0], over: Partial<GitHubPlan> = {}) =>
    only(planGitHub(review, { ...given, ...over }), "summaryComment").body;

  test("begins with its marker, then says verdict, what to do, what was not checked, what left, which run and commit", () => {
    const body = comment(aTroubledReview());
    expect(body.startsWith(`${SUMMARY_MARKER}\n\n## ❌ FAIL: 1 finding at or over high\n`)).toBe(true);
    expect([...body.matchAll(/^### (.*)$/gmu)].map(([, title]) => title)).toEqual([
      "What to do",
      "In pictures",
      "What was not checked",
      "Notes",
      "What left the building",
      "This run",
    ]);
    const text = bodyText(body);
    expect(text).toContain("cccccccccccc to bbbbbbbbbbbb");
    expect(text).toContain(`ledger root ${"f".repeat(64)}`);
    expect(links(rendered(body).elements)).toContain("https://github.com/octo-org/octo.repo/actions/runs/1658821493");
    expect(text).not.toContain("/run/review.sarif");
  });

  test("links each finding to its lines at the commit", () => {
    expect(links(rendered(comment(aShownModelReview())).elements)).toContain(
      `https://github.com/octo-org/octo.repo/blob/${"b".repeat(40)}/src/service-1/handlers/request-1.ts#L11-L13`,
    );
  });

  test.each([0, 3, 400, 4000])("stays below 65,536 characters with %i findings, and counts what it leaves out", (n) => {
    const body = comment(aShownReview(n));
    expect(Buffer.byteLength(body)).toBeLessThan(65_000);
    expect(body.match(/^\| (?:critical|high|medium|low|none) \|/gmu)?.length ?? 0).toBeLessThanOrEqual(50);
    expect(/more in the report/u.test(body)).toBe(n >= 400);
  });

  test("stays below 65,536 characters with the longest texts", () => {
    const hostile = poisoned(aShownReview(100), "🧨|`a@b ".repeat(1000));
    expect(Buffer.byteLength(comment(hostile))).toBeLessThan(65_536);
  });
});

describe("the job summary", () => {
  const summary = (review: Parameters<typeof planGitHub>[0]) => only(planGitHub(review, given), "jobSummary").markdown;

  test("holds with 4,000 findings and the longest texts within 1 MiB, and leaves room for what was delivered", () => {
    for (const review of [aShownReview(4000), poisoned(aReview({ findings: 600 }), "🧨|`a@b ".repeat(500))])
      expect(Buffer.byteLength(summary(review))).toBeLessThanOrEqual(1_000_000);
    expect(bodyText(summary(aShownReview(4000)))).toContain(`ledger root ${"f".repeat(64)}`);
  });
});

describe("hostile text on GitHub", () => {
  const all = [...attackedReviews(), ...suffixedReviews()].map(({ attack, review }, n) => [n, attack, review] as const);

  test.each(all)("L2 attack %i makes no element, foreign link, mention or reference", (n, attack, review) => {
    const effects = planGitHub(review, { ...given, options: { ledgerRoot: attack, files: { sarif: attack } } });
    expect([n, harmsIn(only(effects, "summaryComment").body, OWN)]).toEqual([n, []]);
    expect([n, harmsIn(only(effects, "jobSummary").markdown, OWN)]).toEqual([n, []]);
  });
});

describe("links to the own repository", () => {
  const head = "b".repeat(40);
  const at = (uri: string, startLine = 3, endLine = startLine) => ({ uri, startLine, endLine });

  test("go to the run, and to lines of a file at a commit", () => {
    expect(runUrl(given.run)).toBe("https://github.com/octo-org/octo.repo/actions/runs/1658821493");
    const of = (uri: string, end = 3) => blobUrl(given.run, head, at(uri, 3, end));
    expect(of("src/a.ts")).toBe(`https://github.com/octo-org/octo.repo/blob/${head}/src/a.ts#L3`);
    expect(of("a b/日(1).ts", 9)).toBe(
      `https://github.com/octo-org/octo.repo/blob/${head}/a%20b/%E6%97%A5%281%29.ts#L3-L9`,
    );
  });

  test("L2 are none when a part is not what it should be, and nothing in one means anything in Markdown", () => {
    for (const text of [...HOSTILE, "../x", "a/../../x", "./a", "/a", "a//b", "⟦secret:x:1⟧", "a\u202Eb"]) {
      expect(runUrl({ ...given.run, runId: `1${text}x` })).toBeUndefined();
      expect(runUrl({ ...given.run, owner: `${text}/` })).toBeUndefined();
      expect(runUrl({ ...given.run, serverUrl: `https://github.com/${text}` })).toBeUndefined();
      expect(blobUrl(given.run, `${head}${text}/`, at("a"))).toBeUndefined();
      expect(blobUrl(given.run, head, at(text)) ?? `https://github.com/octo-org/octo.repo/blob/${head}/a#L3`).toMatch(
        OWN,
      );
    }
    for (const owner of ["..", ".", ""]) expect(runUrl({ ...given.run, owner })).toBeUndefined();
    expect(blobUrl(given.run, head, at("a/../../../settings"))).toBeUndefined();
    expect(blobUrl(given.run, head, at("x".repeat(501)))).toBeUndefined();
  });
});
