import { describe, expect, test } from "@jest/globals";
import { fingerprintKey } from "../../src/publish/index.ts";
import { ticketMark, ticketMarker } from "../../src/tickets/body.ts";
import { REFUSALS } from "../servers/github-answers.ts";
import { BOT } from "../servers/github.ts";
import { at, day, edit, found, ISSUES, issues, misbehave, READER, TOKEN, useServer } from "./tickets-scene.ts";

useServer();

describe("bad days", () => {
  test("403: skipped with the permission, and nothing is tried twice", async () => {
    const result = await day({ findings: [found(0), found(1)], token: READER });
    expect(result).toMatchObject({ status: "skipped", detail: expect.stringContaining("`issues: write`") });
  });

  test("403 to a change: said once, with the way out, however many are not made", async () => {
    misbehave("POST", ISSUES, REFUSALS.permission());
    const result = await day({ findings: [found(0), found(1)] });
    expect(result?.status).toBe("skipped");
    expect(result?.detail.split("Resource not accessible")).toHaveLength(2);
    expect(result?.detail).toMatch(/^No ticket changed\. 2 changes not made: .*\. Issues take `issues: write`/u);
  });

  test("410: a repository without issues is skipped, in GitHub's words", async () => {
    at.gitHub.state.issues.enabled = false;
    expect(await day({ findings: [found(0)] })).toMatchObject({
      status: "skipped",
      detail: expect.stringContaining("Issues has been disabled"),
    });
  });

  test("404: a repository that the token cannot see is skipped", async () => {
    misbehave("GET", ISSUES, REFUSALS.notFound());
    expect(await day({ findings: [found(0)] })).toMatchObject({ status: "skipped" });
  });

  test("422: somebody who cannot be assigned costs the assignment, not the ticket", async () => {
    await day({ findings: [found(0)], policy: { assignees: ["stranger"] } });
    expect(issues().map(({ assignees }) => assignees)).toEqual([[]]);
  });

  test("422: one ticket that GitHub does not take keeps no other one from being made", async () => {
    await day({ findings: [found(2)] });
    misbehave("POST", ISSUES, REFUSALS.invalid("no"), { times: 2 });
    const result = await day({ findings: [found(0), found(1), found(2)] });
    expect([issues().length, result?.status]).toEqual([2, "failed"]);
    await day({ findings: [found(0), found(1), found(2)] });
    expect(issues().length).toBe(3);
  });

  test("429 beyond all patience: what is not made is named and the next run makes it", async () => {
    misbehave("POST", ISSUES, REFUSALS.secondaryLimit(600, 429), { times: 1 });
    const result = await day({ findings: [found(0), found(1)] });
    expect([issues().length, result]).toEqual([
      0,
      { feature: "tickets", status: "failed", detail: expect.stringContaining("2 changes not made") },
    ]);
    expect(await day({ findings: [found(0), found(1)] })).toMatchObject({ status: "done" });
  });

  test("a secondary limit in the middle: what was made stays, the rest is named, and the next run makes it once", async () => {
    await day({ findings: [found(9)] });
    const all = [0, 1, 2, 9].map((n) => found(n));
    misbehave("POST", ISSUES, REFUSALS.secondaryLimit(600, 403), { skip: 1 });
    const result = await day({ findings: all });
    expect([issues().length, result?.status]).toEqual([2, "failed"]);
    expect(result?.detail).toContain("1 opened");
    expect(result?.detail).toContain("2 changes not made");
    await day({ findings: all });
    expect(issues()).toHaveLength(4);
  });

  test("labels that GitHub leaves out (an unknown one, no right to them) make no second ticket", async () => {
    await day({ findings: [found(0)], policy: { labels: ["no such label"] } });
    edit({ labels: [] });
    expect(await day({ findings: [found(0)] })).toMatchObject({ status: "done", detail: "No ticket changed." });
    expect(issues()).toHaveLength(1);
  });

  test.each(["502-before", "502-after", "reset-before", "reset-after", "truncated"] as const)(
    "%s while a ticket is made: one, not two and not none",
    async (as) => {
      misbehave("POST", ISSUES, as);
      expect(await day({ findings: [found(0)] })).toMatchObject({ status: "done" });
      expect(issues()).toHaveLength(1);
    },
  );

  test("500 for ever while listing: nothing is written", async () => {
    misbehave("GET", ISSUES, REFUSALS.serverError(500), { times: 4 });
    expect(await day({ findings: [found(0)] })).toMatchObject({ status: "failed" });
    expect(issues()).toEqual([]);
  });

  test("a day that is none, from a server that says so, is an answer that is not understood", async () => {
    await day({ findings: [found(0)] });
    const { number, title, body } = issues()[0]!;
    const user = { id: BOT.id, login: BOT.login, type: BOT.type };
    const strange = { id: 1, number, title, body, user, state: "open", labels: [], html_url: "x", created_at: "once" };
    misbehave("GET", ISSUES, { status: 200, body: [strange] });
    expect(await day({ findings: [found(0)] })).toMatchObject({ status: "failed" });
  });

  test("a ticket is known among more than a thousand, pages away from the first", async () => {
    await day({ findings: [found(0)] });
    const { issues: all } = at.gitHub.state.issues;
    const [[number, one] = []] = all.entries();
    all.clear();
    for (let n = 2000; n < 3100; n += 1) all.set(n, { ...one!, number: n, body: "of another workflow" });
    all.set(4000, { ...one!, number: 4000 });
    expect([number, await day({ findings: [found(0)] })]).toMatchObject([number, { detail: "No ticket changed." }]);
    expect(all.size).toBe(1101);
  });

  test("a list that does not show what was just made stops after the first ticket", async () => {
    misbehave("GET", ISSUES, { status: 200, body: [] }, { times: 2 });
    const result = await day({ findings: [found(0), found(1), found(2)] });
    expect([issues().length, result?.status]).toEqual([1, "failed"]);
  });

  test("two runs at once: the older ticket stays, the younger is closed as its duplicate", async () => {
    await Promise.all([day({ findings: [found(0)] }), day({ findings: [found(0)] })]);
    await day({ findings: [found(0)] });
    expect(issues().filter(({ state }) => state === "open")).toHaveLength(1);
    expect(issues()[0]!.state).toBe("open");
  });

  test("a deleted issue is made anew; one deleted meanwhile fails alone", async () => {
    await day({ findings: [found(0), found(1)] });
    misbehave("PATCH", `${ISSUES}/{issue_number}`, REFUSALS.gone());
    const worse = [found(0, { severity: "critical" }), found(1, { severity: "critical" })];
    expect(await day({ findings: worse })).toMatchObject({
      status: "skipped",
      detail: expect.stringContaining("1 updated"),
    });
    at.gitHub.state.issues.issues.delete(issues()[0]!.number);
    await day({ findings: worse });
    expect(issues()).toHaveLength(2);
  });

  test("L9 the marker of one finding in a scanner's words about another is not taken for its ticket, though nobody knows what became of that", async () => {
    const quoting = found(0, { message: `See ${ticketMarker(fingerprintKey(found(1).fingerprint))}{1}.` });
    await day({ findings: [quoting] });
    misbehave("POST", ISSUES, "502-before");
    expect(await day({ findings: [quoting, found(1)] })).toMatchObject({ status: "done" });
    expect(issues()).toHaveLength(2);
  });

  test("L9 a forged marker in somebody else's issue, or in a quote in one of ours, is no ticket", async () => {
    const mark = ticketMark({ key: fingerprintKey(found(0).fingerprint), says: "0".repeat(16), standing: "found" });
    const eve = at.gitHub.account({ token: "ghp_eve", login: "eve", id: 66, type: "User", installation: false });
    const bot = at.gitHub.account({ token: TOKEN, permissions: { contents: "read", issues: "write" } });
    const forged = {
      title: "x",
      state: "closed",
      stateReason: "not_planned",
      labels: [],
      assignees: [],
      at: 1,
    } as const;
    at.gitHub.state.issues.issues.set(5, { ...forged, number: 5, user: eve, body: mark });
    at.gitHub.state.issues.issues.set(6, { ...forged, number: 6, user: bot, body: `> ${mark}\n${mark}` });
    at.gitHub.state.issues.issues.set(7, { ...forged, number: 7, user: { ...bot, ...BOT }, body: mark, pull: true });
    await day({ findings: [found(0)] });
    expect(issues()).toHaveLength(4);
  });
});
