import { describe, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { helpText, respondTable } from "../../src/publish/index.ts";
import { read } from "../contract/committed.ts";
import { ADA, BASE, eventOf, HEAD, POLICY, readEvent, respondWorld, ROBIN, type World } from "./respond-world.ts";

const MOVED = "c".repeat(40);
const FP = "/ccr fp 0123456789abcdef -- it is a constant of the protocol";
const down = new GitHubRefusal("unavailable", "GitHub did not answer.");
const forbidden = new GitHubRefusal(
  "permission",
  "GitHub would not (403): Resource not accessible by integration.",
  403,
);

describe("what is not for us ends at once: nobody is asked, nothing is said", () => {
  const BOT = { id: 5, login: "renovate[bot]", type: "Bot" };
  const comment = { id: 100, body: "/ccr rerun", user: ROBIN };
  const issue = { number: 1, pull_request: {} };
  test.each<[string, World]>([
    ["another comment", { body: "Looks good" }],
    ["a command in a quote", { body: "> /ccr rerun" }],
    ["a command in a code block", { body: "```\n/ccr rerun\n```" }],
    ["a command in indented code", { body: "    /ccr rerun" }],
    ["a command in an HTML comment", { body: "<!--\n/ccr rerun -->" }],
    ["a command after a character that nobody sees", { body: "\u200b/ccr rerun" }],
    ["a command on the second line", { body: "please\n/ccr rerun" }],
    ["a longer word", { body: "/ccrx rerun" }],
    ["an edited comment", { event: { action: "edited" } }],
    ["a deleted comment", { event: { action: "deleted" } }],
    ["an issue that is no pull request", { event: { issue: { number: 1 } } }],
    ["a bot", { author: BOT }],
    ["a bot that says a person's comment", { event: { sender: BOT } }],
    ["somebody else than the author", { event: { sender: ADA } }],
    ["an app on a person's behalf", { event: { comment: { ...comment, performed_via_github_app: { id: 1 } } } }],
    ["an account that is gone", { event: { comment: { ...comment, user: null }, issue } }],
  ])("%s", async (_, given) => {
    expect(readEvent(eventOf(given))).toBeUndefined();
    const world = respondWorld(given);
    expect(await world.deliver()).toBe(0);
    expect([world.asked, world.gitHub.calls, world.log.lines, [...world.files.contents]]).toEqual([[], [], [], []]);
  });

  test("another event, or a payload that GitHub does not send, is an error of the workflow", () => {
    expect(() => readEvent(eventOf({}), "issues")).toThrow(/no comment/u);
    expect(() => readEvent({ action: "created" })).toThrow(/issue is missing/u);
  });
});

describe("an accepted command", () => {
  test.each([FP, "/ccr rerun", `/ccr override sha=${HEAD.slice(0, 12)} -- the scanner's host is down`])(
    "%s runs the failed review of the head again, and is acknowledged without a word",
    async (body) => {
      const world = respondWorld({ body });
      expect(await world.deliver()).toBe(0);
      expect(world.reactions).toEqual(["eyes", "+1"]);
      expect(world.runs.again).toEqual(["failed 9"]);
      expect(world.answers()).toEqual([]);
      expect(world.runner.outputs.get("status")).toBe("accepted");
    },
  );

  test("L6 is judged by the tip of the base branch, and nothing of the pull request is fetched", async () => {
    const world = respondWorld({ body: FP });
    await world.deliver();
    expect(world.wanted).toEqual([{ commit: BASE, ref: "refs/heads/main" }]);
  });

  test("confirm changes no verdict and runs nothing; reopen runs a review again that has passed", async () => {
    const confirmed = respondWorld({ body: "/ccr confirm 0123456789abcdef -- seen it in the log" });
    await confirmed.deliver();
    expect([confirmed.reactions.at(-1), confirmed.runs.again]).toEqual(["+1", []]);
    const runs = [{ id: "9", head: HEAD, failed: false }];
    const reopened = respondWorld({ body: "/ccr reopen 0123456789abcdef -- that was wrong of me", runs });
    await reopened.deliver();
    expect(reopened.runs.again).toEqual(["all 9"]);
  });

  test("runs only the workflow that the input names, and nothing of an earlier head", async () => {
    const runs = [
      { id: "11", head: HEAD, failed: true, workflow: "deploy.yml" },
      { id: "10", head: MOVED, failed: true, workflow: "review.yml" },
      { id: "9", head: HEAD, failed: true, workflow: "review.yml" },
    ];
    const world = respondWorld({ runs, workflow: "review.yml" });
    await world.deliver();
    expect(world.runs.again).toEqual(["failed 9"]);
  });

  test("on a head that moved meanwhile runs nothing, and says so", async () => {
    const world = respondWorld({ body: FP });
    world.gitHub.state.pull = { state: "open", merged: false, head: MOVED };
    expect(await world.deliver()).toBe(0);
    expect(world.runs.again).toEqual([]);
    expect(world.answers().join()).toContain("moved on");
  });

  test("L5 says when no failed review was found, so that nobody waits for one", async () => {
    const world = respondWorld({ runs: [] });
    await world.deliver();
    expect(world.answers().join()).toContain("No failed review of this commit was found");
  });

  test("names the permission that is missing for running again, and stays accepted", async () => {
    const world = respondWorld({ body: FP });
    world.runs.refuse(forbidden);
    expect(await world.deliver()).toBe(0);
    expect(world.reactions.at(-1)).toBe("+1");
    expect(world.answers().join()).toContain("`actions: write`");
  });

  test("of two events at once both count and one runs the review", async () => {
    const world = respondWorld({ body: FP });
    await Promise.all([world.deliver(), world.deliver()]);
    expect(world.runs.again).toEqual(["failed 9"]);
    expect(world.answers().length).toBeLessThan(2);
  });

  // Nothing but another `reopen` runs a review again that has passed.
  test.each([
    [FP, "`/ccr rerun`"],
    ["/ccr rerun", "`/ccr rerun`"],
    ["/ccr reopen 0123456789abcdef -- that was wrong of me", "`/ccr reopen`"],
  ])("while the review runs already, asks to come back when it has ended: %s", async (body, then) => {
    const runs = [
      { id: "10", head: HEAD, failed: false, running: true as const },
      { id: "9", head: HEAD, failed: true },
    ];
    const world = respondWorld({ body, runs });
    expect(await world.deliver()).toBe(0);
    expect(world.runs.again).toEqual([]);
    expect(world.answers().join()).toContain(then);
    expect(world.answers().join()).not.toContain("actions: write");
  });

  test("an outage while running again ends the job with 3 and takes nothing back", async () => {
    const world = respondWorld({ body: FP });
    world.runs.refuse(down);
    expect(await world.deliver()).toBe(3);
    expect(world.reactions.at(-1)).toBe("+1");
    expect(world.answers().join()).toContain("GitHub did not answer");
  });
});

describe("a refused command runs nothing and gets its reason", () => {
  test.each<[string, string, World]>([
    ["a replay on another pull request", "another pull request", { now: { number: 2 } }],
    ["an edit meanwhile", "edited", { now: { body: "/ccr rerun " } }],
    ["an edit that was undone, which shows in GraphQL alone", "edited", { now: { edited: true } }],
    [
      "an edit of what would only tighten",
      "edited",
      { body: "/ccr confirm 0123456789abcdef -- seen it in the log", now: { edited: true } },
    ],
    ["a comment that is gone", "gone", { now: null }],
    ["a closed pull request", "closed", { pull: { state: "closed" } }],
    ["a locked conversation", "locked", { pull: { locked: true } }],
    ["a policy without roles", "roles", { policy: "version: 1\n" }],
    ["a person whom no role names", "roles", { policy: POLICY.replaceAll("robin", "ada") }],
    [
      "an override of another commit",
      "another commit",
      { body: `/ccr override sha=${MOVED.slice(0, 12)} -- it is down today` },
    ],
    [
      "a finding on a commit that the branch was never at",
      "never at a commit",
      { body: `/ccr fp 0123456789abcdef sha=${MOVED.slice(0, 12)} -- it is internal only` },
    ],
    ["a risk accepted for ever", "critical 7", { body: "/ccr accept-risk 0123456789abcdef -- it is internal only" }],
    [
      "an end that no policy allows",
      "latest",
      { body: "/ccr accept-risk 0123456789abcdef until=2031-01-01 -- it is internal only" },
    ],
    [
      "an override by the author",
      "author",
      { pull: { author: ROBIN }, body: `/ccr override sha=${HEAD} -- it is down today` },
    ],
  ])("%s", async (_, reason, given) => {
    const world = respondWorld(given);
    expect(await world.deliver()).toBe(0);
    expect(world.reactions).toEqual(["eyes", "-1"]);
    expect(world.answers().join()).toContain(reason);
    expect([world.runs.again, world.runner.outputs.get("status")]).toEqual([[], "refused"]);
  });

  test.each(["none", "read"] as const)(
    "a stranger (%s) gets a reaction, no word, and fetches nothing",
    async (permission) => {
      const world = respondWorld({ body: FP, permission });
      expect(await world.deliver()).toBe(0);
      expect(world.reactions).toEqual(["eyes", "-1"]);
      expect([world.answers(), world.wanted, world.runs.again]).toEqual([[], [], []]);
      expect(world.asked).toEqual(["react", "permission", "react"]);
    },
  );

  test.each([
    "/ccr",
    "/ccr approve",
    "/ccr fp",
    "/ccr fp 0123456789abcdef -- no",
    "/ccr ｆｐ 0123456789abcdef -- it is a test",
  ])("%s is not understood, and is told what there is", async (body) => {
    const world = respondWorld({ body });
    expect(await world.deliver()).toBe(0);
    expect(world.reactions.at(-1)).toBe("confused");
    expect(world.answers().join()).toContain("/ccr help");
    expect(world.wanted).toEqual([]);
  });

  test.each(["permission", "issueComment", "pullRequestFacts"] as const)(
    "fails closed when GitHub does not answer: %s",
    async (method) => {
      const world = respondWorld({ body: FP });
      world.refuse(method, down);
      expect(await world.deliver()).toBe(3);
      expect(world.reactions.at(-1)).toBe("confused");
      expect(world.answers().join()).toContain("Nothing was accepted");
      expect(world.runs.again).toEqual([]);
    },
  );

  test("fails closed when the policy at base cannot be read, with exit 2", async () => {
    const world = respondWorld({ policy: "version: 1\nrolls: {}\n" });
    expect(await world.deliver()).toBe(2);
    expect([world.runs.again, world.runner.outputs.get("status")]).toEqual([[], "failed"]);
  });
});

describe("fix and incident", () => {
  test("are handed to who does them, with the commit and the person that were checked", async () => {
    const seen: unknown[] = [];
    const world = respondWorld({
      body: "/ccr fix 0123456789abcdef",
      ports: {
        fix: async ({ command, comment, pullRequest }) => {
          seen.push([command.kind, comment.author.login, pullRequest.head]);
          return { status: "done", detail: "A draft is open.", markdown: "[#5](https://github.com/octo/app/pull/5)" };
        },
      },
    });
    expect(await world.deliver()).toBe(0);
    expect(seen).toEqual([["fix", "robin", HEAD]]);
    expect(world.answers().join()).toContain("pull/5");
  });

  test("an incident is on the record, and the answer says what became of it", async () => {
    const world = respondWorld({ body: "/ccr incident -- the key was used from abroad" });
    await world.deliver();
    expect(world.answers().join()).toContain("This is on the record as an incident");
    expect(world.ledger()).toContain('"command":"incident"');
  });
});

describe("L8 the ledger", () => {
  test("holds who, what, on which commit and whether, and none of the words", async () => {
    const world = respondWorld({ body: FP });
    await world.deliver();
    expect(verifySegment(world.ledger(), world.runner.outputs.get("ledger-root"))).toMatchObject({ valid: true });
    expect(world.ledger()).toContain('"by":{"id":8,"login":"robin"}');
    expect(world.ledger()).toContain(`"command":"fp"`);
    expect(world.ledger()).toContain(HEAD);
    expect(world.ledger()).not.toContain("constant of the protocol");
    expect([...world.runner.artifacts.keys()].join()).toMatch(/^claude-code-review-command-[0-9a-f]{12}$/u);
  });

  test("holds a refusal too, a stranger's included", async () => {
    const world = respondWorld({ body: FP, permission: "none" });
    await world.deliver();
    expect(world.ledger()).toContain('"status":"refused"');
  });
});

test("docs/respond.md has the table of what each part needs, and every command", () => {
  const page = read("docs/respond.md");
  const cells = (text: string) => text.replace(/ +/gu, " ").replace(/-{3,}/gu, "---");
  expect(cells(page)).toContain(cells(respondTable()));
  for (const word of helpText().matchAll(/^\/ccr ([a-z-]+)/gmu)) expect(page).toContain(`/ccr ${word[1]!}`);
});
