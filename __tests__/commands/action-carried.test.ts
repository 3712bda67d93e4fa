import { describe, expect, test } from "@jest/globals";
import { readEarlier } from "../../src/commands/action-carried.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { stateMarker } from "../../src/publish/state-marker.ts";
import { SUMMARY_MARKER } from "../../src/publish/markers.ts";
import type { Subject } from "../../src/subject.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const KEY = "k".repeat(40);
const COMMITS = { base: "a".repeat(40), head: "b".repeat(40), baseBranch: "main" };
const PULL: Subject = { kind: "pullRequest", number: 7, ...COMMITS, fork: false, dependabot: false };
const run = aWorkflowRun();
const SEALED = Buffer.from("sealed").toString("base64");
const withComment = (given: { readonly ours?: boolean } = {}) => {
  const gitHub = fakeGitHub();
  gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\ntext\n\n${stateMarker(SEALED)}`, ...given });
  return gitHub;
};

describe("what the last review left", () => {
  test("L9 is looked for in our own comments only", async () => {
    const read = async (ours: boolean) =>
      (await readEarlier({ run, subject: PULL }, { key: KEY, comments: "inline" }, withComment({ ours })))?.records;
    expect(await read(true)).toMatchObject({ sealed: [SEALED] });
    expect(await read(false)).toMatchObject({ sealed: [] });
  });

  test("is not looked for without a key, and not for a merge queue", async () => {
    const gitHub = withComment();
    const of = (subject: Subject, key: string | undefined) =>
      readEarlier({ run, subject }, { key, comments: "inline" }, gitHub);
    expect(await of(PULL, undefined)).toBeUndefined();
    expect(await of({ kind: "mergeGroup", ...COMMITS }, KEY)).toBeUndefined();
    expect(gitHub.calls).toEqual([]);
  });

  test("that cannot be read, or is kept nowhere, is a reason and no failure", async () => {
    const gitHub = withComment();
    gitHub.refuse("oldestComment", new GitHubRefusal("unavailable", "GitHub did not list the comments.", 502));
    const of = async (comments: "inline" | "none") =>
      (await readEarlier({ run, subject: PULL }, { key: KEY, comments }, gitHub))?.records;
    expect(await of("inline")).toMatchObject({ sealed: [], unread: "GitHub did not list the comments." });
    expect(await of("none")).toMatchObject({ sealed: [], unread: expect.stringMatching(/comments is none/u) });
  });
});
