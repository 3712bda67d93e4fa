import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { BOT, WORKFLOW_TOKEN, type Permissions } from "../servers/github.ts";
import { LEAK } from "./action-scene.ts";
import {
  checksOf,
  CLEAN,
  expectNothing,
  expectNothingPosted,
  named,
  onFork,
  plain,
  QUIET,
  titlesOf,
  TRUSTED,
  workflowRunEvent,
  type ForkScene,
} from "./action-forks-scene.ts";
import { expectClean, isFor, once } from "./bad-day.ts";
import { DEPENDABOT, pullRequestEvent } from "./runner.ts";

describe("L6 the trusted job after a fork's run", () => {
  test.concurrent(
    "reviews the fork's commits by the policy at base, comments, and sets the check on the fork's head",
    () =>
      onFork(
        { after: { "src/config.ts": LEAK, ".github/claude-review.yml": "version: 1\ngate:\n  fail-on: none\n" } },
        async (at) => {
          const ended = await at.trusted();
          expect([ended.code, ended.outputs["outcome"]]).toEqual([1, "fail"]);
          expect(checksOf(at)).toEqual([named("failure", at)]);
          expect(at.gitHub.state.comments().map(({ user }) => user.login)).toEqual([BOT.login]);
          expect(at.gitHub.state.reviewComments().map(({ path }) => path)).toContain("src/config.ts");
          expect(at.gitHub.state.uploads().map(({ commit, ref }) => [commit, ref])).toEqual([
            [at.head, "refs/pull/1/head"],
          ]);
          expect(plain(ended.summary)).toContain("it looked up run, commit and pull request");
          expectClean(at, ended);
        },
      ),
  );

  test.concurrent("makes the check green for a pass and for nothing else", () =>
    onFork(CLEAN, async (at) => {
      const ended = await at.trusted({ inputs: QUIET });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([0, "pass"]);
      expect(checksOf(at)).toEqual([named("success", at)]);
      // Before anything was read: not green.
      expect(at.gitHub.state.checkRuns()[0]?.seen[0]).toEqual({
        status: "in_progress",
        title: "The review is running",
      });
    }),
  );

  test.concurrent("L8 names the run that it stands for: in the ledger, in the summary, on the check", () =>
    onFork(CLEAN, async (at) => {
      const of = at.ended({ attempt: 2, artifacts: ["claude-code-review-0123456789ab"] });
      const ended = await at.trusted({ of, inputs: QUIET });
      const [started = ""] = readFileSync(ended.outputs["ledger-file"] ?? "", "utf8").split("\n");
      expect(JSON.parse(started)).toMatchObject({
        type: "runStarted",
        body: {
          inputs: {
            standsFor: {
              ...{ id: String(of), attempt: 2, head: at.head, headRepositoryId: 2, conclusion: "failure" },
              artifactsSha256: [expect.stringMatching(/^[0-9a-f]{64}$/u)],
            },
          },
        },
      });
      const words = `This trusted run stands for run ${String(of)}, attempt 2;`;
      expect(plain(ended.summary)).toContain(words);
      expect(plain(at.gitHub.state.checkRuns()[0]?.summary ?? "")).toContain(words);
      expect(at.gitHub.requests.some(({ path }) => path.endsWith("/zip"))).toBe(false);
    }),
  );

  test.concurrent("L5 of which Claude's part is missing is no pass, on the check neither", () =>
    onFork(CLEAN, async (at) => {
      const ended = await at.trusted({ inputs: { ...QUIET, provider: "" } });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([5, "incomplete"]);
      expect(checksOf(at)).toEqual([named("action_required", at)]);
    }),
  );

  test.concurrent("takes the run's id from the event and believes nothing else in it", () =>
    onFork(CLEAN, async (at) => {
      const forged = {
        ...{ event: "push", path: "x", head_sha: "e".repeat(40), head_branch: "main", conclusion: "success" },
        ...{ pull_requests: [{ number: 666, head: { sha: at.base } }], head_repository: { id: 1 }, run_attempt: 9 },
      };
      const event = workflowRunEvent(at, at.ended(), forged);
      const ended = await at.trusted({ event, inputs: QUIET });
      expect(ended.outputs["outcome"]).toBe("pass");
      expect(checksOf(at)).toEqual([named("success", at)]);
    }),
  );

  test.concurrent("of two pull requests with the same commit speaks on the run's", () =>
    onFork(CLEAN, async (at) => {
      at.gitHub.pull({ number: 2, base: at.base, head: at.head, headRepository: "mallory/app" });
      await at.trusted({ of: at.ended({ headRepository: "mallory/app" }), inputs: { ...QUIET, comments: "summary" } });
      expect([at.gitHub.state.comments(1).length, at.gitHub.state.comments(2).length]).toEqual([0, 1]);
    }),
  );

  test.concurrent("of two that nobody can tell apart reviews none, and says so", () =>
    onFork(CLEAN, async (at) => {
      at.repository.branch("release", at.base);
      at.gitHub.pull({ number: 2, base: at.base, head: at.head, headRepository: "eve/app", baseRef: "release" });
      const ended = await at.trusted();
      expect([ended.code, ended.outputs["outcome"] ?? ""]).toEqual([2, ""]);
      expect(ended.stdout).toMatch(/have the same head branch and commit/u);
      expectNothingPosted(at);
      expect(checksOf(at)).toEqual([]);
    }),
  );

  test.concurrent("reviews Dependabot's, which are in the repository and have no secrets either", () =>
    onFork(CLEAN, async (at) => {
      at.gitHub.pull({ base: at.base, head: at.head, author: DEPENDABOT });
      const ended = await at.trusted({
        of: at.ended({ headRepository: "octo/app", actor: DEPENDABOT }),
        inputs: QUIET,
      });
      expect(ended.outputs["outcome"]).toBe("pass");
      expect(checksOf(at)).toEqual([named("success", at)]);
    }),
  );
});

describe("nothing is reviewed, and no check is set", () => {
  test.concurrent.each<[string, (at: ForkScene) => number, RegExp]>([
    [
      "for a workflow of the same name that the change brings",
      (at) => at.ended({ path: ".github/workflows/evil.yml" }),
      /was of \.github\/workflows\/evil\.yml/u,
    ],
    [
      "for a head that was pushed over",
      (at) => {
        at.repository.write({ "src/new.ts": "export const a = 1;\n" });
        at.gitHub.moveHead(at.repository.commit("newer"));
        return at.ended();
      },
      /No open pull request has/u,
    ],
    [
      "for a pull request that was closed",
      (at) => {
        at.gitHub.closePull();
        return at.ended();
      },
      /No open pull request has/u,
    ],
  ])("%s", (_, prepare, why) =>
    onFork({}, async (at) => {
      expectNothing(at, await at.trusted({ of: prepare(at) }), why);
    }),
  );
});

describe("while it reviews", () => {
  const meanwhile = (at: ForkScene, happens: () => void) => (): void =>
    void once(at, isFor("POST", /\/check-runs$/u)).then(happens);

  test.concurrent.each<[string, (at: ForkScene, newer: string) => void]>([
    ["the head moves", (at, newer) => at.gitHub.moveHead(newer)],
    ["the pull request is closed", (at) => at.gitHub.closePull()],
    [
      "another base branch is chosen",
      (at) => void at.gitHub.pull({ base: at.base, head: at.head, headRepository: "eve/app", baseRef: "release" }),
    ],
  ])("%s: nothing is posted for what was, and the check is not green", (_, happens) =>
    onFork(CLEAN, async (at) => {
      at.repository.branch("release", at.base);
      at.repository.write({ "src/new.ts": "export const a = 1;\n" });
      const newer = at.repository.commit("newer");
      await at.trusted({ inputs: { "upload-sarif": "never" }, during: meanwhile(at, () => happens(at, newer)) });
      expectNothingPosted(at);
      expect(checksOf(at)).toEqual([named("action_required", at)]);
      expect(titlesOf(at)).toEqual(["Superseded"]);
    }),
  );
});

describe("what it may cost", () => {
  test.concurrent("is spent once a head: another run of it reviews nothing, a person's second attempt does", () =>
    onFork(CLEAN, async (at) => {
      await at.trusted({ inputs: QUIET });
      const fetched = at.gitHub.requests.filter(({ path }) => path.includes(".git/")).length;
      const again = await at.trusted({ of: at.ended() });
      expect([again.code, again.outputs["outcome"] ?? ""]).toEqual([0, ""]);
      expect(again.summary).toMatch(/was reviewed before/u);
      expect(at.gitHub.requests.filter(({ path }) => path.includes(".git/"))).toHaveLength(fetched);
      expect(checksOf(at)).toHaveLength(1);
      const wanted = await at.trusted({ of: at.ended({ attempt: 2 }), attempt: 2, inputs: QUIET });
      expect(wanted.outputs["outcome"]).toBe("pass");
      expect(checksOf(at)).toEqual([named("action_required", at), named("success", at)]);
    }),
  );

  test.concurrent("is nothing where the token may not set the check: that is seen first", () =>
    onFork(CLEAN, async (at) => {
      at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { ...TRUSTED, checks: "read" } });
      const ended = await at.trusted();
      expect([ended.code, ended.outputs["outcome"] ?? ""]).toEqual([3, ""]);
      expect(ended.stdout).toMatch(/The check on the head commit could not be set[^]*checks: write/u);
      expectNothingPosted(at);
      expect(at.gitHub.requests.filter(({ path }) => path.includes(".git/"))).toEqual([]);
    }),
  );

  test.concurrent("L5 without a verdict the check says so: a policy at base that nobody can read", () =>
    onFork({ ...CLEAN, before: { ".github/claude-review.yml": "version: 7\n" } }, async (at) => {
      const ended = await at.trusted();
      expect([ended.code, ended.outputs["outcome"] ?? ""]).toEqual([2, ""]);
      expect(checksOf(at)).toEqual([named("action_required", at)]);
      expect(titlesOf(at)).toEqual(["There is no verdict"]);
    }),
  );
});

test.concurrent("a run that GitHub does not know is no run: exit 3, with the permission that it may want", () =>
  onFork(CLEAN, async (at) => {
    const ended = await at.trusted({ of: 123_456 });
    expect([ended.code, ended.outputs["outcome"] ?? ""]).toEqual([3, ""]);
    expect(ended.stdout).toMatch(/could not be looked up[^]*actions: read/u);
    expect(checksOf(at)).toEqual([]);
  }),
);

test.concurrent("SARIF of others is refused: it may be what the fork's run left", () =>
  onFork(CLEAN, async (at) => {
    const ended = await at.trusted({ inputs: { "sarif-files": "*.sarif" } });
    expect(ended.code).toBe(2);
    expect(ended.stdout).toMatch(/sarif-files is not for workflow_run/u);
    expect(checksOf(at)).toEqual([]);
  }),
);

test.concurrent("L5 of two pull requests of one head the pass into a milder branch does not speak for the other", () =>
  onFork({}, async (at) => {
    at.repository.branch("milder", at.base);
    at.repository.write({ ".github/claude-review.yml": "version: 1\ngate:\n  fail-on: none\n" });
    const milder = at.repository.commit("a milder policy");
    at.gitHub.pull({ base: at.base, head: at.head });
    at.gitHub.pull({ number: 2, base: milder, head: at.head, baseRef: "milder" });
    for (const number of [1, 2])
      await at.review({ event: pullRequestEvent(at.gitHub, { number }), inputs: { ...QUIET, check: "on" } });
    expect(checksOf(at)).toEqual([
      named("failure", at),
      { ...named("success", at), name: "claude-code-review (milder)" },
    ]);
  }),
);

describe("the pull request's own run", () => {
  const READ_ONLY: Permissions = { contents: "read", pull_requests: "read", security_events: "read" };
  const FORKS_TOKEN = "ghs_token-of-a-fork-run-000001";

  test.concurrent.each([
    ["a fork", "comes from a fork", { headRepository: "eve/app" }],
    ["Dependabot", "is Dependabot's", { author: DEPENDABOT }],
  ])("of %s says what did not happen, why, and what a maintainer can do", (_, whose, pull) =>
    onFork(CLEAN, async (at) => {
      at.gitHub.account({ token: FORKS_TOKEN, permissions: READ_ONLY });
      at.gitHub.pull({ base: at.base, head: at.head, ...pull });
      const event = pullRequestEvent(at.gitHub);
      const ended = await at.review({ event, token: FORKS_TOKEN, inputs: { provider: "" } });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([5, "incomplete"]);
      const words = plain(ended.summary);
      for (const said of [whose, "no secrets", "review did not run", "docs/forks.md", "gate: require: [scanners]"])
        expect(words).toContain(said);
      expectNothingPosted(at);
    }),
  );
});
