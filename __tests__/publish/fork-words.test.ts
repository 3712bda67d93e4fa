import { describe, expect, test } from "@jest/globals";
import {
  claimOf,
  claimsOf,
  forkNotes,
  isClaimBy,
  nothingMarkdown,
  running,
  withoutSecrets,
} from "../../src/publish/fork-words.ts";
import type { Subject } from "../../src/subject.ts";
import { aPullRequest } from "../fixtures/workflow-run.ts";

const FORK = aPullRequest({ fork: true });
const DEPENDABOT = aPullRequest({ dependabot: true });
const OWN = aPullRequest();
const PUSH: Subject = { kind: "branch", head: "b".repeat(40), ref: "refs/heads/main", defaultBranch: "main" };

describe("a run without secrets", () => {
  test("says why nobody could be asked, and both ways out; Dependabot has a third", () => {
    const reason = withoutSecrets({ subject: FORK, event: "pull_request" });
    expect(reason).toMatch(
      /^no credentials: the pull request comes from a fork, .*no secrets; .*workflow_run.*gate: require: \[scanners\]/u,
    );
    expect(reason).not.toContain("Dependabot");
    expect(withoutSecrets({ subject: DEPENDABOT, event: "pull_request" })).toMatch(
      /is Dependabot's, .*Dependabot secrets/u,
    );
  });

  test("says what was done and what was not", () => {
    const [note = ""] = forkNotes({ subject: FORK, event: "pull_request" });
    expect(note).toMatch(/^The pull request comes from a fork: .*only reads, and no secrets\. Scanners ran/u);
    expect(note).toContain("comments, code scanning, a check, Claude");
  });

  test.each([
    ["the repository's own pull request", OWN],
    ["a push", PUSH],
  ])("is not that of %s, where a missing credential is a mistake", (_, subject) => {
    expect(forkNotes({ subject, event: "pull_request" })).toEqual([]);
    expect(withoutSecrets({ subject, event: "pull_request" })).toBeUndefined();
  });

  test("is not the trusted one, which says in whose place it reviewed", () => {
    expect(withoutSecrets({ subject: FORK, event: "workflow_run" })).toBeUndefined();
    expect(forkNotes({ subject: FORK, event: "workflow_run" })).toEqual([
      expect.stringMatching(
        /^The pull request comes from a fork, so its own run had no secrets\. .*decided nothing\.$/u,
      ),
    ]);
  });
});

test("L2 what a stranger called a workflow is no Markdown in the summary", () => {
  const name = "[x](https://evil.example) @octo ![](https://evil.example/a.png)";
  expect(nothingMarkdown(`The run was of ${name}.`)).toContain(`\`${name}\``);
});

describe("what a trusted run says", () => {
  const of = { id: "99", attempt: 2, head: "b".repeat(40), headRepositoryId: 2, artifactsSha256: [] };

  test("names the run that it stands for", () => {
    const [note] = forkNotes({ subject: FORK, event: "workflow_run", standsFor: of });
    expect(note).toContain("This trusted run stands for run 99, attempt 2; it looked up run, commit and pull request");
    expect(running(of).summary).toContain("for run 99, attempt 2");
  });

  test("in its claims is of one head and one base branch, and found by either name of the check", () => {
    const pull = { head: "b".repeat(40), baseBranch: "release/1" };
    expect(claimsOf(pull)).toEqual({
      names: ["claude-code-review", "claude-code-review (release/1)"],
      start: claimOf(pull),
    });
    const others = [claimOf({ ...pull, baseBranch: "main" }), claimOf({ ...pull, head: "c".repeat(40) })];
    expect(new Set([claimOf(pull), ...others]).size).toBe(3);
  });

  test("in a claim is the run that made it, whatever its attempt, and in nothing that only looks like one", () => {
    const claim = claimOf({ head: "b".repeat(40), baseBranch: "main" });
    expect([`${claim}4711.1`, `${claim}4711.12`].map((id) => isClaimBy("4711", id))).toEqual([true, true]);
    const others = [`${claim}471.1`, `${claim}47110.1`, `${claim}4711`, `x${claim}4711.1`, `${claim}4711.1x`, "4711.1"];
    expect(others.filter((id) => isClaimBy("4711", id))).toEqual([]);
  });
});
