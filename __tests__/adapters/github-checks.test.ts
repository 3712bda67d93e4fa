import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createChecks } from "../../src/adapters/github-checks.ts";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createForks } from "../../src/adapters/github-forks.ts";
import type { CheckRun } from "../../src/ports-github.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { WORKFLOW_TOKEN, type Misdeed } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { refusal } from "./github-script.ts";

const APP = `ghs_${"checks00".repeat(4)}`;
const READER = `ghs_${"reader00".repeat(4)}`;
let at: Scene;
beforeAll(async () => {
  at = await scene();
  at.gitHub.account({ token: APP, permissions: { contents: "read", checks: "write" } });
  at.gitHub.account({ token: READER, permissions: { contents: "read", checks: "read" } });
});
afterAll(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  // Every request is one of GitHub's own description.
  expect(violations).toEqual([]);
});

let told = 0;
let before = 0;
afterEach(() => {
  before = at.gitHub.requests.length;
});

const clientOf = (token: string) => createGitHubClient({ ...localOptions(at.gitHub), token });
const checksOf = (token: string) => createChecks(clientOf(token));

const aCheck = (annotations: number, over: Partial<CheckRun> = {}): CheckRun => ({
  name: "claude-code-review",
  head: at.head,
  conclusion: "failure",
  title: "FAIL: 1 finding at or over high",
  summary: "## FAIL",
  annotations: Array.from({ length: annotations }, (_, n) => ({
    path: "src/a.txt",
    startLine: n + 1,
    endLine: n + 1,
    level: "failure",
    title: `finding ${n}`,
    message: "It is wrong.",
  })),
  externalId: `ccr:${(told += 1)}`,
  detailsUrl: "https://github.com/octo/app/actions/runs/1",
  ...over,
});
const made = ({ externalId }: CheckRun) => at.gitHub.state.checkRuns().filter((run) => run.externalId === externalId);
const asked = () => at.gitHub.requests.slice(before).map(({ method }) => method);

describe("a check run", () => {
  test.each([
    [0, ["GET", "POST"]],
    [1, ["GET", "POST"]],
    [50, ["GET", "POST"]],
    [51, ["GET", "POST", "PATCH"]],
    [150, ["GET", "POST", "PATCH", "PATCH"]],
  ])("with %i annotations is made in batches of 50", async (annotations, methods) => {
    const check = aCheck(annotations);
    expect(await checksOf(APP).putCheckRun(check)).toMatch(/^https:\/\/github\.com\/octo\/app\/runs\/\d+$/u);
    const [run, ...others] = made(check);
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      ...{ name: "claude-code-review", head: at.head, status: "completed", conclusion: "failure" },
      ...{ title: check.title, summary: "## FAIL", detailsUrl: check.detailsUrl },
    });
    expect(run!.annotations.map(({ title }) => title)).toEqual(check.annotations.map(({ title }) => title));
    expect(asked()).toEqual(methods);
  });

  test("says nothing of the verdict before the last batch is there", async () => {
    const check = aCheck(120);
    await checksOf(APP).putCheckRun(check);
    expect(made(check)[0]!.seen).toEqual([
      { status: "in_progress", title: "Not complete yet" },
      { status: "in_progress", title: "Not complete yet" },
      { status: "completed", title: check.title },
    ]);
  });

  describe.each<Misdeed & string>(["502-before", "502-after", "reset-before", "reset-after", "truncated"])(
    "with %s",
    (misdeed) => {
      test.each([
        ["at its creation", "POST", 0],
        ["at a batch in the middle", "PATCH", 0],
        ["at the last batch", "PATCH", 1],
      ])("%s is there once, with every annotation once", async (_, method, skip) => {
        at.gitHub.misbehave({ method, path: /check-runs/u, skip, as: misdeed });
        const check = aCheck(150);
        await checksOf(APP).putCheckRun(check);
        expect(made(check)).toHaveLength(1);
        expect(made(check)[0]).toMatchObject({ status: "completed", conclusion: "failure", title: check.title });
        expect(made(check)[0]!.annotations.map(({ title }) => title)).toEqual(
          check.annotations.map(({ title }) => title),
        );
      });
    },
  );

  test("that an earlier try left half done is completed, and one that is whole is left alone", async () => {
    const check = aCheck(120);
    at.gitHub.misbehave({ method: "PATCH", path: /check-runs/u, times: 3, as: "502-before" });
    await refusal(checksOf(APP).putCheckRun(check));
    expect(made(check)[0]).toMatchObject({ status: "in_progress", conclusion: null });
    await checksOf(APP).putCheckRun(check);
    expect(made(check).map(({ annotations, conclusion }) => [annotations.length, conclusion])).toEqual([
      [120, "failure"],
    ]);
    before = at.gitHub.requests.length;
    await checksOf(APP).putCheckRun(check);
    expect(asked()).toEqual(["GET"]);
  });

  test("that GitHub made and has not counted yet has its annotations once", async () => {
    const [earlier, check] = [aCheck(0), aCheck(50)];
    await checksOf(APP).putCheckRun(earlier);
    // The next but one is its time.
    const id = (made(earlier)[0]?.id ?? 0) + 2;
    const late = { id, external_id: check.externalId, conclusion: null, output: { annotations_count: 0 } };
    at.gitHub.misbehave({ method: "POST", path: /check-runs/u, as: "502-after" });
    const body = { total_count: 1, check_runs: [late] };
    at.gitHub.misbehave({ method: "GET", path: /check-runs/u, skip: 1, as: { status: 200, body } });
    await checksOf(APP).putCheckRun(check);
    expect(made(check).map(({ id: own, annotations }) => [own, annotations.length])).toEqual([[id, 50]]);
  });

  test.each([1, 120])("that was claimed before there were findings has all %i annotations", async (annotations) => {
    const check = aCheck(annotations);
    const { name, head, externalId } = check;
    await createForks(clientOf(APP)).claimCheck({ name, head, externalId, title: "running", summary: "" });
    await checksOf(APP).putCheckRun(check);
    expect(made(check)).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(made(check)[0]!.annotations.map(({ title }) => title)).toEqual(check.annotations.map(({ title }) => title));
  });

  test("whose verdict changed has the new one, and its annotations once", async () => {
    const check = aCheck(3);
    await checksOf(APP).putCheckRun(check);
    await checksOf(APP).putCheckRun({ ...check, conclusion: "success", title: "PASS" });
    expect(made(check)).toMatchObject([{ conclusion: "success", title: "PASS" }]);
    expect(made(check)[0]!.annotations).toHaveLength(3);
  });

  test.each([
    ["a token that only reads", READER],
    ["the README's workflow", WORKFLOW_TOKEN],
  ])("is refused for %s, for want of a permission", async (_, token) => {
    const check = aCheck(1);
    expect(await refusal(checksOf(token).putCheckRun(check))).toMatchObject({ reason: "permission", status: 403 });
    expect(made(check)).toEqual([]);
  });

  test("with a place that GitHub does not take is refused as invalid", async () => {
    const check = aCheck(1);
    const annotations = check.annotations.map((one) => ({ ...one, startLine: 5, endLine: 4 }));
    expect(await refusal(checksOf(APP).putCheckRun({ ...check, annotations }))).toMatchObject({ reason: "invalid" });
  });

  test("that GitHub takes without its conclusion is a refusal, and no endless loop", async () => {
    const answer = {
      ...{ id: 5, external_id: null, html_url: null, conclusion: null },
      output: { annotations_count: 0 },
    };
    at.gitHub.misbehave({ method: "POST", path: /check-runs/u, as: { status: 201, body: answer } });
    expect(await refusal(checksOf(APP).putCheckRun(aCheck(0)))).toMatchObject({ reason: "invalid" });
  });
});
