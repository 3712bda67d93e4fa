/** Bad days of a command: what GitHub does not say lets nothing be accepted, and what was accepted happens once. */

import { describe, expect, test } from "@jest/globals";
import { BOT, REFUSALS, type Account, type Answer, type Misbehaviour, type Misdeed } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { expectSaid } from "./bad-day.ts";
import { job, type Event, type Stepped } from "./runner.ts";

const POLICY = "version: 1\nroles:\n  responders: [robin]\n";
const TOKEN = ["ghs", "Resp0ndJ0bToken".repeat(3)].join("_");
const ROBIN: Account = {
  ...{ token: "ghp_robin", login: "robin", id: 8, type: "User" as const, installation: false, permissions: {} },
};
const COMMENT = { method: "GET", path: /\/issues\/comments\/\d+$/u } as const;
const EDITS = { method: "POST", path: "/graphql", body: /query edits/u } as const;
const RIGHTS = { method: "GET", path: /\/collaborators\/robin\/permission$/u } as const;
const PULL = { method: "GET", path: /\/pulls\/1$/u } as const;
const ANSWER = { method: "POST", path: /\/issues\/1\/comments$/u } as const;
const REACT = { method: "POST", path: /\/reactions$/u } as const;
const RERUN = { method: "POST", path: /\/rerun-failed-jobs$/u } as const;

interface Command {
  readonly at: ActionScene;
  /** A job that answers it. */
  respond(runner?: ActionScene["runner"]): Promise<Stepped>;
  readonly comment: number;
  /** How often the review was run again. */
  reruns(): number;
  answers(): readonly string[];
}

async function onCommand(
  body: string,
  work: (command: Command) => Promise<void>,
  author: Account = ROBIN,
): Promise<void> {
  const at = await actionScene({ before: { ".github/claude-review.yml": POLICY } });
  try {
    const { gitHub } = at;
    gitHub.account({ token: TOKEN, permissions: { contents: "read", pull_requests: "write", actions: "write" } });
    gitHub.account(author);
    gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
    const review = gitHub.workflowRun({ head: at.head });
    const comment = gitHub.commentAs(author, body);
    const { comment: written, user, repository } = gitHub.json();
    const issue = { number: 1, state: "open", locked: false, pull_request: { url: "https://api.github.com/pulls/1" } };
    const about = { action: "created", issue, comment: written(comment) };
    const payload = { ...about, repository: repository(), sender: user(author) };
    const event: Event = { name: "issue_comment", payload, sha: at.base, ref: "refs/heads/main" };
    const respond: Command["respond"] = (runner = at.runner) => runner.run({ event, action: "respond", token: TOKEN });
    const answers = () =>
      gitHub.state.comments().flatMap(({ user: by, body: text }) => (by.type === "Bot" ? [text] : []));
    const reruns = () => gitHub.state.workflowRun(review.id).attempt - 1;
    await work({ at, respond, comment: comment.id, reruns, answers });
    expect(gitHub.violations).toEqual([]);
    expect(gitHub.received()).not.toContain(TOKEN);
  } finally {
    await at.dispose();
  }
}

const inGraphql = (type: string): Answer => ({
  status: 200,
  body: { data: null, errors: [{ type, message: "It would not." }] },
});

describe("L5 what GitHub does not say lets nothing be accepted", () => {
  test.concurrent.each<readonly [string, Omit<Misbehaviour, "as">, Misdeed, RegExp]>([
    ["the comment: 500", COMMENT, REFUSALS.serverError(), /show the comment \(500\)/u],
    ["the comment: 403", COMMENT, REFUSALS.permission(), /show the comment \(403\)/u],
    ["edits: no GraphQL", EDITS, REFUSALS.notFound(), /which comments were edited \(404\)/u],
    ["edits: FORBIDDEN in a 200", EDITS, inGraphql("FORBIDDEN"), /which comments were edited: It would not/u],
    ["edits: RATE_LIMITED in a 200", EDITS, REFUSALS.graphqlLimit(), /longer than this run waits/u],
    ["the right to write: 429 for an hour", RIGHTS, REFUSALS.tooMany(3600), /longer than this run waits/u],
    ["the pull request: 403 single sign-on", PULL, REFUSALS.sso(), /SAML/u],
  ])("%s: failed, exit 3, no run", (_, where, as, said) =>
    onCommand("/ccr rerun", async ({ at, respond, reruns }) => {
      at.gitHub.misbehave({ ...where, as, times: Infinity });
      const ended = await respond();
      expect([ended.code, ended.outputs["status"], reruns()]).toEqual([3, "failed", 0]);
      expectSaid(ended, [said]);
    }),
  );
});

describe("a comment that is no command, or none any more, runs nothing", () => {
  test.concurrent.each([
    ["in a code block", "```\n/ccr rerun\n```"],
    ["in indented code", "    /ccr rerun"],
    ["in a quote", "> /ccr rerun"],
    ["in an HTML comment", "<!--\n/ccr rerun\n-->"],
  ])("%s: it asks GitHub nothing", (_, body) =>
    onCommand(body, async ({ at, respond, reruns }) => {
      const ended = await respond();
      expect([ended.code, reruns(), at.gitHub.requests]).toEqual([0, 0, []]);
    }),
  );

  test.concurrent("deleted meanwhile", () =>
    onCommand("/ccr rerun", async ({ at, respond, comment, reruns }) => {
      at.gitHub.changeComment(comment, null);
      const ended = await respond();
      expect([ended.outputs["status"] ?? "", reruns()]).toEqual([expect.not.stringMatching("accepted"), 0]);
    }),
  );

  test.concurrent("edited meanwhile, back to the same words", () =>
    onCommand("/ccr rerun", async ({ at, respond, comment, reruns }) => {
      at.gitHub.changeComment(comment, "/ccr rerun");
      const ended = await respond();
      expect([ended.outputs["status"], reruns()]).toEqual(["refused", 0]);
      expectSaid(ended, [/was edited/u]);
    }),
  );

  test.concurrent("by a bot that has robin's name", () =>
    onCommand(
      "/ccr rerun",
      async ({ respond, reruns }) => {
        const ended = await respond();
        expect([ended.outputs["status"] ?? "", reruns()]).toEqual([expect.not.stringMatching("accepted"), 0]);
      },
      { ...ROBIN, ...BOT, login: "robin", id: 8, token: "ghs_robin" },
    ),
  );
});

describe("an accepted command stays accepted, and what GitHub refuses of its answer is named", () => {
  test.concurrent.each<readonly [string, Omit<Misbehaviour, "as">, Misdeed, number, RegExp]>([
    ["a reaction: 403", REACT, REFUSALS.permission(), 0, /reaction skipped: .*\(403\)/u],
    ["a reaction: 422", REACT, REFUSALS.invalid("no"), 3, /reaction failed: .*\(422\)/u],
    ["an answer: the conversation is locked", ANSWER, REFUSALS.locked(), 0, /answer skipped: .*locked/u],
    ["an answer: 500", ANSWER, REFUSALS.serverError(), 3, /answer failed: .*\(500\)/u],
  ])("%s", (_, where, as, code, said) =>
    onCommand("/ccr help", async ({ at, respond }) => {
      at.gitHub.misbehave({ ...where, as, times: Infinity });
      const ended = await respond();
      expect([ended.code, ended.outputs["status"]]).toEqual([code, "accepted"]);
      expectSaid(ended, [said]);
    }),
  );

  test.concurrent.each<readonly [string, Misdeed, number, RegExp]>([
    ["403", REFUSALS.permission(), 0, /rerun skipped: .*`actions: write`/u],
    ["409", REFUSALS.conflict(), 0, /rerun skipped: .*\(409\)/u],
    ["500", REFUSALS.serverError(), 3, /rerun failed: .*\(500\)/u],
  ])("the run: %s", (_, as, code, said) =>
    onCommand("/ccr rerun", async ({ at, respond, reruns, answers }) => {
      at.gitHub.misbehave({ ...RERUN, as, times: Infinity });
      const ended = await respond();
      expect([ended.code, ended.outputs["status"], reruns(), answers().length]).toEqual([code, "accepted", 0, 1]);
      expectSaid(ended, [said]);
    }),
  );
});

describe("once", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["502 after the effect", "502-after"],
    ["a reset after the effect", "reset-after"],
  ])("%s, at reaction and run: one run, one reaction of a kind", (_, as) =>
    onCommand("/ccr rerun", async ({ at, respond, reruns }) => {
      for (const where of [REACT, RERUN]) at.gitHub.misbehave({ ...where, as });
      const ended = await respond();
      expect([ended.outputs["status"], reruns()]).toEqual(["accepted", 1]);
      const reactions = at.gitHub.people.reactions.map(({ content }) => content);
      expect(reactions).toEqual([...new Set(reactions)]);
    }),
  );

  test.concurrent("two jobs of the same event at once leave one answer", () =>
    onCommand("/ccr help", async ({ at, respond, answers }) => {
      const other = job(at.gitHub);
      const ended = await Promise.all([respond(), respond(other)]);
      other.dispose();
      expect(ended.map(({ code, outputs }) => [code, outputs["status"]])).toEqual([
        [0, "accepted"],
        [0, "accepted"],
      ]);
      expect(answers()).toHaveLength(1);
    }),
  );
});
