/** Days on which the change cannot be fetched, or the runner has no place to write: no verdict is no pass. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { REFUSALS } from "../servers/github.ts";
import {
  expectClean,
  expectNoVerdict,
  expectSaid,
  expectSettled,
  FAILING,
  FOREIGN,
  foreignSarif,
  onScene,
  PASSING,
} from "./bad-day.ts";

const GIT = /\.git\//u;

describe("without the commits there is no verdict, exit 3 and an error on the run's page", () => {
  test.concurrent.each([
    ["401", REFUSALS.badCredentials(), /did not accept the token \(401\).*contents: read/u],
    ["403", REFUSALS.permission(), /does not let this run read the repository \(403\)/u],
    ["404", REFUSALS.notFound(), /is no repository that this run can see \(404\)/u],
    ["500, three times", REFUSALS.serverError(500), /failed to answer three times/u],
  ])("git is answered with %s", (_, as, said) =>
    onScene(FAILING, async (at) => {
      at.gitHub.misbehave({ path: GIT, as, times: Infinity });
      const ended = await at.review();
      expectNoVerdict(at, ended, [said, /docs\/errors\.md#fetch-failed/u]);
    }),
  );

  test.concurrent("git is answered with 503 once, or its connection breaks: it is tried again", () =>
    onScene(FAILING, async (at) => {
      at.gitHub.misbehave({ path: GIT, as: REFUSALS.serverError(503) });
      at.gitHub.misbehave({ path: GIT, as: "reset-before" });
      expectSettled(at, await at.review(), { outcome: "fail", code: 1, said: [] });
    }),
  );
});

describe("a runner without a place to write", () => {
  test.concurrent("RUNNER_TEMP cannot be written to: no verdict", () =>
    onScene(FAILING, async (at) => {
      const file = join(at.runner.home, "no-folder");
      writeFileSync(file, "");
      const ended = await at.review({ env: { RUNNER_TEMP: file } });
      expectNoVerdict(at, ended, [/docs\/errors\.md#write-failed/u]);
    }),
  );

  const VERDICTS = [
    ["pass", PASSING, 3],
    ["fail", FAILING, 1],
  ] as const;
  test.concurrent.each(VERDICTS)(
    "the run's folder cannot be made: %s is said on GitHub, and the exit code tells",
    (outcome, options, code) =>
      onScene(options, async (at) => {
        if (outcome === "pass") foreignSarif(at, [{}]);
        const folder = join(at.runner.temporary, "claude-code-review");
        writeFileSync(folder, "a file where a folder should be");
        const ended = await at.review({ inputs: outcome === "pass" ? FOREIGN : {} });
        expect([ended.outputs["outcome"], ended.code]).toEqual([outcome, code]);
        expectSaid(ended, [/ledger\.jsonl/u, /artifact failed/u, /summaryComment: Created/u]);
        expectClean(at, ended);
      }),
  );

  test.concurrent.each(VERDICTS)(
    "the disk is full under the runner's own files: %s stands, and what was lost is named",
    (outcome, options, code) =>
      onScene(options, async (at) => {
        if (outcome === "pass") foreignSarif(at, [{}]);
        const env = { GITHUB_OUTPUT: "/dev/full", GITHUB_STEP_SUMMARY: "/dev/full" };
        const ended = await at.review({ env, inputs: outcome === "pass" ? FOREIGN : {} });
        expect([ended.outputs["outcome"], ended.code]).toEqual([undefined, code]);
        expectSaid(ended, [
          /outputs failed: The runner's file GITHUB_OUTPUT cannot be written/u,
          /jobSummary failed: The runner's file GITHUB_STEP_SUMMARY cannot be written/u,
          /summaryComment: Created/u,
        ]);
        expectClean(at, ended);
      }),
  );
});
