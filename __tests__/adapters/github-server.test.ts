import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createGitHub } from "../../src/adapters/github.ts";
import type { GitHub } from "../../src/ports.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { REFUSALS, WORKFLOW_TOKEN, type Misdeed } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { refusal } from "./github-script.ts";

const MARKER = "<!-- claude-code-review:summary -->";
let at: Scene;
let github: GitHub;
beforeEach(async () => {
  at = await scene();
  github = createGitHub(localOptions(at.gitHub));
});
afterEach(async () => {
  const { violations } = at.gitHub;
  const received = at.gitHub.received();
  await at.dispose();
  // Every request is one of GitHub's own description.
  expect(violations).toEqual([]);
  expect(received).not.toContain(WORKFLOW_TOKEN);
});

const review = () => ({ commit: at.head, body: `${MARKER}\ntext`, marker: MARKER });
const upload = () => ({ commit: at.head, ref: "refs/pull/1/head", sarif: SARIF, startedAt: "2026-11-22T12:00:00Z" });
const SARIF = JSON.stringify({
  $schema: "https://json.schemastore.org/sarif-2.1.0.json",
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "x", rules: [] } }, results: [], automationDetails: { id: "x/1" } }],
});

describe("against a GitHub that holds each request against its own description", () => {
  test("a pull request is read, commented, reviewed, cleaned up and scanned", async () => {
    expect(await github.mergeBase(at.base, at.head)).toMatch(/^[0-9a-f]{40}$/u);
    expect(await github.pullRequest(1)).toEqual({ state: "open", merged: false, head: at.head, baseBranch: "main" });
    const lines = await github.commentableLines(1);
    expect(lines.get("src/a.txt")?.has(10)).toBe(true);

    const made = await github.createComment(1, `${MARKER}\none`, MARKER);
    await github.updateComment(made.id, `${MARKER}\ntwo`);
    expect(await github.comments(1, MARKER)).toEqual([{ id: made.id, body: `${MARKER}\ntwo` }]);
    await github.deleteComment(made.id);
    await github.deleteComment(made.id);
    expect(await github.comments(1, MARKER)).toEqual([]);

    await github.createReview(1, {
      ...review(),
      comments: [
        { path: "src/a.txt", line: 10, body: `inline ${MARKER}` },
        { path: "src/a.txt", startLine: 10, line: 11, body: "range" },
      ],
    });
    expect(await github.reviews(1, MARKER)).toHaveLength(1);
    const inline = await github.reviewComments(1, MARKER);
    expect(inline).toHaveLength(1);
    await github.deleteReviewComment(inline[0]!.id);
    expect(await github.reviewComments(1, MARKER)).toEqual([]);

    expect(await github.sarifProcessing(await github.uploadSarif(upload()))).toMatchObject({ errors: [] });
    expect(at.gitHub.state.uploads().map(({ sarif }) => sarif)).toEqual([SARIF]);
  });

  test("one comment off the diff refuses the review, in GitHub's words", async () => {
    const comments = [
      { path: "src/a.txt", line: 10, body: "on" },
      { path: "src/a.txt", line: 9999, body: "off" },
    ];
    const refused = await refusal(github.createReview(1, { ...review(), comments }));
    expect(refused).toMatchObject({ reason: "invalid", status: 422 });
    expect(refused.message).toMatch(/must be part of the diff/u);
    expect(at.gitHub.state.reviews()).toEqual([]);
  });

  test("L9 a comment of somebody else's with our marker is not ours, among 230", async () => {
    const eve = at.gitHub.account({ token: "ghp_person", login: "eve", id: 9, type: "User", installation: false });
    for (let n = 0; n < 229; n += 1) at.gitHub.commentAs(eve, MARKER);
    const made = await github.createComment(1, MARKER, MARKER);
    expect(await github.comments(1, MARKER)).toEqual([{ id: made.id, body: MARKER }]);
  });

  describe.each<Misdeed & string>([
    "502-before",
    "502-after",
    "reset-before",
    "reset-after",
    "truncated",
    "hang",
    "hang-after",
  ])("that misbehaves: %s", (as) => {
    test("there is one comment, one review, and the upload", async () => {
      at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/issues/{issue_number}/comments", as });
      at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", as });
      at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/code-scanning/sarifs", as });
      await github.createComment(1, MARKER, MARKER);
      await github.createReview(1, { ...review(), comments: [] });
      await github.uploadSarif(upload());
      expect(at.gitHub.state.comments()).toHaveLength(1);
      expect(at.gitHub.state.reviews()).toHaveLength(1);
      expect(at.gitHub.state.uploads().length).toBeGreaterThan(0);
    });
  });

  test.each([
    ["permission", REFUSALS.permission()],
    ["permission", REFUSALS.badCredentials()],
    ["permission", REFUSALS.archived()],
    ["permission", REFUSALS.locked()],
    ["notEnabled", REFUSALS.notEnabled()],
    ["sso", REFUSALS.sso()],
    ["notFound", REFUSALS.notFound()],
    ["notFound", REFUSALS.gone()],
    ["invalid", REFUSALS.conflict()],
    ["invalid", REFUSALS.invalid("Body is too long")],
    ["rateLimited", REFUSALS.secondaryLimit()],
    ["rateLimited", REFUSALS.tooMany(1)],
    ["unavailable", REFUSALS.serverError(503)],
  ])("a refusal is %s: %j", async (reason, as) => {
    at.gitHub.misbehave({ path: /sarifs/u, times: Infinity, as });
    expect((await refusal(github.uploadSarif(upload()))).reason).toBe(reason);
    expect(at.gitHub.state.uploads()).toEqual([]);
  });
});
