import { describe, expect, test } from "@jest/globals";
import { createAdvisories } from "../../src/adapters/github-advisories.ts";
import { ADVISORY_TOKEN, at, client, comments, day, edit, found, issues, states, useServer } from "./tickets-scene.ts";

useServer();

describe("what people do to a ticket", () => {
  test("opened again by a person while the finding is gone: left to people, and kept again when the finding returns", async () => {
    await day({ findings: [found(0)] });
    await day();
    edit({ state: "open", stateReason: "reopened" });
    await day();
    expect([states(), comments().length]).toEqual([[["open", "reopened"]], 1]);
    await day({ findings: [found(0)] });
    await day();
    expect(states()).toEqual([["closed", "completed"]]);
  });

  test("the same of a draft advisory", async () => {
    at.gitHub.repository({ private: false });
    const run = { owner: "octo", repo: "app", apiUrl: at.gitHub.url };
    const ports = { advisories: createAdvisories(client(ADVISORY_TOKEN), run) };
    const { advisories } = at.gitHub.state.issues;
    await day({ findings: [found(0)], ports });
    await day({ ports });
    const [closed] = advisories.values();
    expect(closed).toMatchObject({ state: "closed" });
    advisories.set(closed!.ghsa, { ...closed!, state: "draft" });
    await day({ ports });
    expect([...advisories.values()]).toMatchObject([{ state: "draft" }]);
  });

  test("of two the older one is deleted: the younger, which we closed as its duplicate, stands for the finding again", async () => {
    await Promise.all([day({ findings: [found(0)] }), day({ findings: [found(0)] })]);
    await day({ findings: [found(0)] });
    const open = issues().filter(({ state }) => state === "open");
    at.gitHub.state.issues.issues.delete(open[0]!.number);
    await day({ findings: [found(0)] });
    expect(issues().filter(({ state }) => state === "open")).toHaveLength(1);
  });

  test("closed by a person as a duplicate it stays closed, also one that was opened again before", async () => {
    await day({ findings: [found(0)] });
    await day();
    await day({ findings: [found(0)] });
    edit({ state: "closed", stateReason: "duplicate" });
    expect((await day({ findings: [found(0)] }))?.detail).toContain("left so");
    expect(states()).toEqual([["closed", "duplicate"]]);
  });
});

describe("the day in a ticket", () => {
  test("moves with the severity, up and down, and with the policy's days", async () => {
    const due = () => /Due on \*\*(?<day>[\d-]+)\*\*/u.exec(issues()[0]!.body)?.groups?.["day"];
    const days: (string | undefined)[] = [];
    const medium = [found(0, { severity: "medium" })];
    for (const findings of [medium, [found(0, { severity: "critical" })], medium]) {
      await day({ findings });
      days.push(due());
    }
    await day({ findings: medium, policy: { "due-days": { medium: 10 } } });
    days.push(due());
    const written = at.gitHub.requests.filter(({ method }) => method === "PATCH").length;
    await day({ findings: medium, policy: { "due-days": { medium: 10 } } });
    expect(days).toEqual(["2026-12-22", "2026-11-25", "2026-12-22", "2026-12-02"]);
    expect(at.gitHub.requests.filter(({ method }) => method === "PATCH")).toHaveLength(written);
  });
});
