import { describe, expect, test } from "@jest/globals";
import { GitHubRefusal } from "../../src/ports.ts";
import { answerMarker, helpText } from "../../src/publish/index.ts";
import { respondWorld, type World } from "./respond-world.ts";

const FP = "/ccr fp 0123456789abcdef -- it is a constant of the protocol";
const forbidden = new GitHubRefusal(
  "permission",
  "GitHub would not (403): Resource not accessible by integration.",
  403,
);

describe("the answer", () => {
  const help: World = { body: "/ccr help" };

  test("is one comment of ours for one comment of theirs, however often the event comes", async () => {
    const world = respondWorld(help);
    await world.deliver();
    await world.deliver(2);
    expect(world.gitHub.called().filter((method) => method === "createComment")).toHaveLength(1);
    expect(world.answers()).toEqual([`${helpText()}\n\n${answerMarker(100)}`]);
  });

  test("of two jobs of one event that both wrote is the older one", async () => {
    const world = respondWorld(help);
    world.gitHub.before(
      "createComment",
      () => void world.gitHub.addComment({ pull: 1, body: `x\n\n${answerMarker(100)}` }),
    );
    await world.deliver();
    expect(world.answers()).toEqual([`${helpText()}\n\n${answerMarker(100)}`]);
    expect(world.gitHub.state.comments[0]?.id).toBe(1);
  });

  test("is never looked for in what others wrote, nor in a quote of the marker", async () => {
    const world = respondWorld(help);
    world.gitHub.addComment({ pull: 1, body: answerMarker(100), ours: false });
    world.gitHub.addComment({ pull: 1, body: `> ${answerMarker(100)}\n\nno` });
    await world.deliver();
    expect(world.answers()).toHaveLength(3);
  });

  test("is taken back when another attempt has nothing to explain any more", async () => {
    const world = respondWorld({ body: FP });
    world.gitHub.addComment({ pull: 1, body: `It needs a permission.\n\n${answerMarker(100)}` });
    await world.deliver(2);
    expect([world.answers(), world.runs.again]).toEqual([[], ["failed 9"]]);
  });

  test("L2 says nothing back of what was written: no mention, no image, no command", async () => {
    const world = respondWorld({ body: "/ccr @everyone![x](https://evil.example/x.png) <b>" });
    await world.deliver();
    const [answer = ""] = world.answers();
    expect(answer.replace(/`[^`]*`/gu, "")).not.toMatch(/@everyone|!\[|evil|<b>|^\/ccr/mu);
  });

  test("that GitHub does not take is in the summary, and the command counts all the same", async () => {
    const world = respondWorld({ body: FP, runs: [] });
    world.gitHub.refuse("createComment", forbidden);
    world.refuse("react", forbidden);
    expect(await world.deliver()).toBe(0);
    expect(world.runner.text()).toContain("No failed review");
    expect(world.log.warnings.join()).toContain("pull-requests: write");
  });
});
