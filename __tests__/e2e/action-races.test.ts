/** Days on which somebody else acts: another run, another push, another person, a stop. */

import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { findingMarker, fingerprintsIn, SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { BOT, WORKFLOW_TOKEN, type Account } from "../servers/github.ts";
import { LEAK, QUICK, type ActionScene } from "./action-scene.ts";
import {
  expectClean,
  expectEvidence,
  expectNoVerdict,
  expectSettled,
  expectNothingTwice,
  FAILING,
  FOREIGN,
  foreignSarif,
  isFor,
  onBothVerdicts,
  onScene,
  once,
  PASSING,
  writes,
} from "./bad-day.ts";
import { job, pullRequestEvent } from "./runner.ts";

const PULL = /\/pulls\/1$/u;
// An artifact's name is taken once in a run; another run has names of its own, which this server does not tell apart.
const AGAIN = { evidence: "none" };
const eve: Account = { token: "ghp_eve", login: "eve", id: 666, type: "User", installation: false, permissions: {} };
const ourBot: Account = { ...BOT, token: WORKFLOW_TOKEN, permissions: {} };

const push = ({ repository, gitHub }: ActionScene, files: Readonly<Record<string, string>>): string => {
  repository.write(files);
  const head = repository.commit("later");
  gitHub.moveHead(head);
  return head;
};

describe("a pull request that is no longer what the event says", () => {
  test.concurrent.each([
    ["closed", false],
    ["merged", true],
  ])("is %s: alerts are uploaded, nobody is talked to", (word, merged) =>
    onBothVerdicts({
      prepare: ({ gitHub }) => gitHub.closePull({ merged }),
      undelivered: false,
      said: [
        new RegExp(`reviewComments skipped: The pull request is ${word}\\.`, "u"),
        new RegExp(`summaryComment skipped: The pull request is ${word}\\.`, "u"),
      ],
      done: ["codeScanning"],
      settled: (at) => expect(writes(at)).toEqual(["POST /repos/octo/app/code-scanning/sarifs"]),
    }),
  );

  test.concurrent("has a new head while we run: nothing is said about the old one", () =>
    onScene(FAILING, async (at) => {
      // The first answer fails, and before the second one somebody has pushed.
      at.gitHub.misbehave({ method: "GET", path: PULL, as: "502-before" });
      const running = at.review();
      await once(at, isFor("GET", PULL));
      const head = push(at, { "README.md": "# More\n" });
      const said = ["codeScanning", "reviewComments", "summaryComment"].map(
        (feature) => new RegExp(`${feature} skipped: Superseded: head is now ${head.slice(0, 12)}`, "u"),
      );
      expectSettled(at, await running, { outcome: "fail", code: 1, said });
      expect(writes(at)).toEqual([]);
    }),
  );
});

describe("the whole run again", () => {
  test.concurrent("on the same head says nothing new, and on a later head only what is new", () =>
    onScene(FAILING, async (at) => {
      await at.review();
      const first = at.gitHub.state.comments().map(({ id, body }) => ({ id, body }));
      const same = await at.review({ attempt: 2, inputs: AGAIN });
      const { state } = at.gitHub;
      expectSettled(at, same, { outcome: "fail", code: 1, said: [/reviewComments: Nothing new to say/u] });
      expect([state.reviews().length, state.reviewComments().length, state.comments().length]).toEqual([1, 1, 1]);

      push(at, { "src/other.ts": LEAK });
      const later = await at.review({ attempt: 3, inputs: AGAIN });
      const said = [/reviewComments: 1 comment on lines/u, /summaryComment: Updated/u];
      expectSettled(at, later, { outcome: "fail", code: 1, said });
      expect(state.reviewComments().map(({ path }) => path)).toEqual(["src/config.ts", "src/other.ts"]);
      expect(state.comments()).toMatchObject([{ id: first[0]?.id, body: expect.stringContaining("src/other.ts") }]);
      expect(state.comments()[0]?.body).not.toBe(first[0]?.body);
    }),
  );

  test.concurrent("after a maintainer edited our comment puts our text back into the same comment", () =>
    onScene(FAILING, async (at) => {
      const { id } = at.gitHub.commentAs(ourBot, `${SUMMARY_MARKER}\n\nAll is well, says a maintainer. PASS`);
      const ended = await at.review();
      expectSettled(at, ended, { outcome: "fail", code: 1, said: [/summaryComment: Updated/u] });
      expect(at.gitHub.state.comments()).toMatchObject([{ id, body: expect.stringContaining("FAIL") }]);
      expect(at.gitHub.state.comments()[0]?.body).not.toContain("says a maintainer");
    }),
  );
});

describe("L9 markers by somebody else", () => {
  test.concurrent("are neither our comment nor our word about a finding: ours are made beside them", () =>
    onScene(FAILING, async (at) => {
      // What an attacker would have to write is no secret: it is in our own comments.
      const spied = await onAnother(at);
      const forged = [`${SUMMARY_MARKER}\n\n## ✅ PASS`, ...spied].join("\n");
      at.gitHub.commentAs(eve, forged);
      at.gitHub.reviewAs(eve, spied.join("\n"));
      at.gitHub.reviewCommentAs(eve, { path: "src/config.ts", line: 2, body: spied.join("\n") });
      const ended = await at.review();
      const said = [/reviewComments: 1 comment on lines/u, /summaryComment: Created/u];
      expectSettled(at, ended, { outcome: "fail", code: 1, said });
      const { state } = at.gitHub;
      expect(state.comments().map(({ user, body }) => [user.login, body === forged])).toEqual([
        ["eve", true],
        [BOT.login, false],
      ]);
      expect(state.reviewComments().map(({ user }) => user.login)).toEqual(["eve", BOT.login]);
    }),
  );
});

/** The markers that a run on the same change writes. */
async function onAnother({ repository }: ActionScene): Promise<readonly string[]> {
  const markers: string[] = [];
  await onScene(FAILING, async (other) => {
    expect(other.head).toBe(repository.git("rev-parse", "topic"));
    await other.review();
    for (const { body } of other.gitHub.state.reviewComments())
      markers.push(...[...fingerprintsIn(body)].map((fingerprint) => findingMarker(fingerprint)));
  });
  expect(markers).toHaveLength(1);
  return markers;
}

describe("two runs at once", () => {
  test.concurrent("leave one summary comment, one comment for each finding, and the same upload", () =>
    onScene(FAILING, async (at) => {
      const other = job(at.gitHub);
      const step = { event: pullRequestEvent(at.gitHub), env: { GITHUB_RUN_ID: "4712" } };
      const [one, two] = await Promise.all([at.review(), other.run({ ...step, inputs: { ...QUICK, ...AGAIN } })]);
      other.dispose();
      expect([one.code, two.code, one.outputs["outcome"], two.outputs["outcome"]]).toEqual([1, 1, "fail", "fail"]);
      expect(at.gitHub.state.comments()).toHaveLength(1);
      expectEvidence(one);
      expectClean(at, one);
      expectNothingTwice(at);
    }),
  );
});

describe("a run that is stopped", () => {
  const stop =
    (at: ActionScene, method: string, path: RegExp) =>
    (child: { kill(signal: "SIGTERM"): void }): void =>
      void once(at, isFor(method, path)).then(() => child.kill("SIGTERM"));

  test.concurrent("while git fetches has no verdict, and says that it was interrupted", () =>
    onScene(FAILING, async (at) => {
      at.gitHub.misbehave({ path: /\.git\//u, as: "hang" });
      const ended = await at.review({ during: stop(at, "GET", /\.git\//u) });
      expectNoVerdict(at, ended, [/Fetching from .* was interrupted/u]);
    }),
  );

  test.concurrent("while it asks about the code is incomplete, tells nobody on GitHub, and leaves its evidence", () =>
    onScene(PASSING, async (at) => {
      const program = join(at.runner.home, "slow.sh");
      const started = join(at.runner.home, "started");
      writeFileSync(program, `#!/bin/sh\n: > '${started}'\nexec sleep 60\n`);
      chmodSync(program, 0o755);
      const inputs = { provider: "command", "model-command": program };
      const during = (child: { kill(signal: "SIGTERM"): void }): void =>
        void exists(started).then(() => child.kill("SIGTERM"));
      const ended = await at.review({ inputs, during });
      const said = [/summaryComment skipped: The run was stopped before it/u, /\| Summary comment \| ➖ skipped \|/u];
      expectSettled(at, ended, { outcome: "incomplete", code: 5, said });
      expect(writes(at)).toEqual([]);
    }),
  );

  test.concurrent.each([
    [
      "in the upload",
      "POST",
      /\/code-scanning\/sarifs$/u,
      /codeScanning failed: GitHub did not take the SARIF upload: the run was interrupted/u,
    ],
    ["in the review", "POST", /\/pulls\/1\/reviews$/u, /reviewComments failed: .*interrupted/u],
  ])("while it publishes, %s, keeps its verdict and names what is missing", (_, method, path, said) =>
    Promise.all(
      (
        [
          ["pass", PASSING, 3],
          ["fail", FAILING, 1],
        ] as const
      ).map(([outcome, options, code]) =>
        onScene(options, async (at) => {
          if (outcome === "pass") foreignSarif(at, [{}]);
          at.gitHub.misbehave({ method, path, as: "hang" });
          const inputs = outcome === "pass" ? FOREIGN : {};
          const ended = await at.review({ inputs, during: stop(at, method, path) });
          const stopped = /summaryComment skipped: The run was stopped before it/u;
          expectSettled(at, ended, { outcome, code, said: [said, stopped] });
        }),
      ),
    ).then(() => undefined),
  );

  test.concurrent("while code scanning never ends processing says that GitHub has the file", () =>
    onScene(FAILING, async (at) => {
      at.gitHub.processing({ never: true });
      const ended = await at.review({ during: stop(at, "GET", /\/code-scanning\/sarifs\/[\w-]+$/u) });
      const said = [
        /codeScanning: Uploaded\. GitHub had not finished processing it/u,
        /artifact skipped: The run was stopped/u,
      ];
      expectSettled(at, ended, { outcome: "fail", code: 1, said });
      expect(at.gitHub.state.uploads()).toHaveLength(1);
    }),
  );
});

async function exists(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("a day that has no fault", () => {
  test.concurrent("is what the others are measured by: nothing of it is repeated", () =>
    onScene(FAILING, async (at) => {
      expectSettled(at, await at.review(), { outcome: "fail", code: 1, said: [] });
      expect(writes(at)).toEqual([
        "POST /repos/octo/app/code-scanning/sarifs",
        "POST /repos/octo/app/pulls/1/reviews",
        "POST /repos/octo/app/issues/1/comments",
      ]);
    }),
  );
});
