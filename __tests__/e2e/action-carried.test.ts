import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { messagesServer, type MessagesServer } from "../servers/messages-api.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { pullRequestEvent } from "./runner.ts";
import { claiming, CODE, isVerification, KEY, nothingFound } from "./claude.ts";

const STATE_KEY = ["state", "T3stStateKeyOfNobody".repeat(3)].join("-");

let at: ActionScene;
let api: MessagesServer;
beforeEach(async () => {
  at = await actionScene({ after: CODE });
});
afterEach(async () => {
  await api.close();
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const ask = () => ({
  ...{ provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url, "state-key": STATE_KEY },
});
const summary = () => at.gitHub.state.comments().at(-1)!.body;
function push(files: Record<string, string>): void {
  at.repository.write(files);
  at.gitHub.moveHead(at.repository.commit("push"));
}

describe("a second push to a pull request, with a state-key", () => {
  test("L9 asks about what is new, and carries Claude's finding forward with the record that the key vouches for", async () => {
    let answer = claiming({});
    api = await messagesServer((request) => answer(request), { key: KEY });
    const first = await at.review({ inputs: ask() });
    expect(first).toMatchObject({ code: 0, outputs: { "carried-hunks": "0" } });
    expect(summary()).toMatch(/<!-- claude-code-review:state [A-Za-z0-9+/=]+ -->\s*$/u);
    const before = api.requests.length;
    push({ "b.py": "print('hello')\n" });
    answer = nothingFound;
    const second = await at.review({ inputs: ask() });
    expect(second).toMatchObject({ code: 0, outputs: { "carried-hunks": "1", coverage: "1" } });
    const asked = api.requests.slice(before);
    expect(asked.filter((request) => !isVerification(request))).toHaveLength(1);
    expect(asked.map(({ user }) => user).join("\n")).not.toContain("os.system");
    expect(summary()).toContain("1 of 2 hunks carried forward from run");
    expect(summary()).toContain("CWE-78");
    const everything = [second.stdout.replace(/^::add-mask::.*$/gmu, ""), second.summary, at.gitHub.received()];
    expect(everything.join("\n")).not.toContain(STATE_KEY);
  });

  test("L9 finds the record again that a later job published, and carries from it", async () => {
    api = await messagesServer(nothingFound, { key: KEY });
    const planned = await at.review({ inputs: { ...ask(), publish: "false" } });
    expect(at.gitHub.state.comments()).toEqual([]);
    const { "plan-file": plan = "", "ledger-root": root = "" } = planned.outputs;
    const inputs = { "plan-file": plan, "ledger-root": root };
    expect(await at.runner.run({ event: pullRequestEvent(at.gitHub), action: "publish", inputs })).toMatchObject({
      code: 0,
    });
    const asked = api.requests.length;
    push({ "b.py": "print('hello')\n" });
    const second = await at.review({ inputs: ask() });
    expect(second).toMatchObject({ code: 0, outputs: { "carried-hunks": "1", coverage: "1" } });
    expect(
      api.requests
        .slice(asked)
        .map(({ user }) => user)
        .join("\n"),
    ).not.toContain("os.system");
  });

  test("L9 asks another gateway about everything: it may be anybody else's model", async () => {
    api = await messagesServer(nothingFound, { key: KEY });
    await at.review({ inputs: ask() });
    const asked = api.requests.length;
    const second = await at.review({ inputs: { ...ask(), "base-url": api.url.replace("127.0.0.1", "localhost") } });
    expect(second.outputs).toMatchObject({ "carried-hunks": "0" });
    expect(api.requests.length).toBeGreaterThan(asked);
    expect(summary()).toContain("another address");
  });

  test("L9 believes nothing of a comment that somebody edited, and says so", async () => {
    api = await messagesServer(nothingFound, { key: KEY });
    await at.review({ inputs: ask() });
    const asked = api.requests.length;
    const comment = at.gitHub.state.comments().at(-1)!;
    const body = comment.body.replace(/(review:state .{50})../u, "$1AA");
    expect(body).not.toBe(comment.body);
    Object.assign(comment, { body });
    push({ "b.py": "print('hello')\n" });
    const second = await at.review({ inputs: ask() });
    expect(second.outputs).toMatchObject({ "carried-hunks": "0" });
    expect(
      api.requests
        .slice(asked)
        .map(({ user }) => user)
        .join("\n"),
    ).toContain("os.system");
    expect(summary()).toContain("does not vouch for its record");
  });
});
