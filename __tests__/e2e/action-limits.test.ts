/** Days on which there is more to say than GitHub takes, or GitHub sees another diff than we do. */

import { describe, expect, test } from "@jest/globals";
import { SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { parseSarif } from "../../src/sarif/index.ts";
import { harmsIn } from "../publish/github-markdown.ts";
import { REFUSALS } from "../servers/github.ts";
import type { ActionScene } from "./action-scene.ts";
import { expectSettled, FOREIGN, foreignSarif, onScene, PASSING, writes } from "./bad-day.ts";
import { pullRequestEvent } from "./runner.ts";

const OWN_LINK = /^http:\/\/github\.localhost:\d+\/octo\/app\/(?:blob|actions)\//u;
const REVIEW = /\/pulls\/1\/reviews$/u;
/** "Maximum comment length", and the runner's limit of a step's summary (peers.md 5.2). */
const LONGEST_COMMENT = 65_536;
const LARGEST_SUMMARY = 1024 * 1024;

const files = (count: number, text = "let line;\n"): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`src/part-${n}.ts`, text]));

const bodies = ({ gitHub: { state } }: ActionScene): readonly string[] =>
  [...state.comments(), ...state.reviews(), ...state.reviewComments()].map(({ body }) => body);

const expectBounded = (at: ActionScene, summary: string): void => {
  const { state } = at.gitHub;
  // In bytes, so that it holds however GitHub counts characters.
  expect(Math.max(...bodies(at).map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(LARGEST_SUMMARY);
  expect(state.reviewComments().length).toBeLessThanOrEqual(30);
  expect(state.comments()).toMatchObject([{ body: expect.stringMatching(new RegExp(`^${SUMMARY_MARKER}`, "u")) }]);
};
const resultsIn = (sarif: string): number =>
  parseSarif(sarif, { ruleIdPrefix: "", uriOf: (path) => path }).flatMap(({ findings }) => findings).length;
const annotations = (stdout: string): number => (stdout.match(/^::(?:error|warning|notice) /gmu) ?? []).length;

describe("more than GitHub takes", () => {
  test.concurrent("4,000 findings: all are uploaded, comments and job summary are cut and say by how much", () =>
    onScene({ after: files(40, "let line;\n".repeat(100)) }, async (at) => {
      const results = Array.from({ length: 4000 }, (_, n) => ({
        ...{ uri: `src/part-${n % 40}.ts`, line: Math.floor(n / 40) + 1, level: "error" },
        text: `Finding ${n}: ${"what it is about, at some length; ".repeat(20)}`,
      }));
      foreignSarif(at, results, "How to fix it (at length): [read] *this*. ".repeat(500));
      const ended = await at.review({ inputs: FOREIGN });
      const said = [
        /reviewComments: 30 comments on lines, 30 findings in the review's text/u,
        /4,?000/u,
        /\b[\d,]+ more/u,
      ];
      expectSettled(at, ended, { outcome: "fail", code: 1, said });
      expectBounded(at, ended.summary);
      expect(Buffer.byteLength(ended.summary)).toBeGreaterThan(100_000);
      expect(annotations(ended.stdout)).toBeLessThanOrEqual(10);
      expect(at.gitHub.state.uploads().map(({ sarif }) => resultsIn(sarif))).toEqual([4000]);
      expect(at.gitHub.state.reviews()[0]?.body).toMatch(/more open findings/u);
    }),
  );

  test.concurrent("messages of 70,000 hostile characters: every comment is one that GitHub takes", () =>
    onScene({ after: files(40) }, async (at) => {
      const text = "::error::x @everyone ![i](https://evil.example/i.png) \u202E`*_<b>|\n".repeat(1100);
      const results = Object.keys(files(40)).map((uri, n) => ({
        uri,
        line: 1,
        level: n > 20 ? "note" : "error",
        text,
      }));
      foreignSarif(at, results, text);
      const ended = await at.review({ inputs: FOREIGN });
      expectSettled(at, ended, { outcome: "fail", code: 1, said: [/summaryComment: Created/u] });
      expectBounded(at, ended.summary);
      expect(ended.stdout).not.toMatch(/^::error::x/mu);
      for (const body of bodies(at)) expect(harmsIn(body, OWN_LINK)).toEqual([]);
    }),
  );
});

describe("GitHub's diff is not ours", () => {
  test.concurrent("422 for one comment of 30: the others stay on their lines, this one goes into the text", () =>
    onScene(PASSING, async (at) => {
      const { repository, gitHub, head: first } = at;
      const uris = Object.keys(files(29));
      repository.write(files(29));
      const head = repository.commit("second");
      gitHub.moveHead(head);
      const event = pullRequestEvent(gitHub);
      // While we run the base branch takes the first commit: GitHub's diff begins there, ours where the event said.
      repository.git("update-ref", "refs/heads/main", first);
      gitHub.pull({ base: first, head });
      foreignSarif(at, [{}, ...uris.map((uri) => ({ uri, line: 1 }))]);
      const ended = await at.review({ event, inputs: FOREIGN });
      const said = [/reviewComments: 29 comments on lines, 1 finding in the review's text/u];
      expectSettled(at, ended, { outcome: "pass", code: 0, said });
      const { state } = gitHub;
      expect(state.reviewComments().map(({ path }) => path)).toEqual(expect.arrayContaining(uris));
      expect(state.reviews().map(({ body }) => body)).toEqual([
        expect.stringContaining("whose lines GitHub's diff does not show"),
      ]);
    }),
  );

  test.concurrent("a file that is too long for it: its findings are in the text of the review", () =>
    onScene({ after: { "src/config.ts": "let line;\n".repeat(25_000) } }, async (at) => {
      foreignSarif(at, [{ line: 20_500 }, { line: 24_000 }]);
      const ended = await at.review({ inputs: FOREIGN });
      const said = [/reviewComments: 0 comments on lines, 2 findings in the review's text/u];
      expectSettled(at, ended, { outcome: "pass", code: 0, said });
      expect([at.gitHub.state.reviews().length, at.gitHub.state.reviewComments().length]).toEqual([1, 0]);
    }),
  );

  test.concurrent("422 once, for no comment that we can name: all of them go into the text", () =>
    onScene(PASSING, async (at) => {
      foreignSarif(at, [{}]);
      at.gitHub.misbehave({ method: "POST", path: REVIEW, as: REFUSALS.invalid("Line could not be resolved") });
      const ended = await at.review({ inputs: FOREIGN });
      const said = [/reviewComments: 0 comments on lines, 1 finding in the review's text/u];
      expectSettled(at, ended, { outcome: "pass", code: 0, said });
      expect(writes(at).filter((request) => request.endsWith("/reviews"))).toHaveLength(2);
      // And on the next run it is known to have been said.
      const again = await at.review({ inputs: { ...FOREIGN, evidence: "none" }, attempt: 2 });
      expectSettled(at, again, { outcome: "pass", code: 0, said: [/reviewComments: Nothing new to say/u] });
    }),
  );
});
