import { beforeEach, describe, expect, test } from "@jest/globals";
import { createAdvisories } from "../../src/adapters/github-advisories.ts";
import type { TicketPorts } from "../../src/commands/tickets.ts";
import { fingerprintKey } from "../../src/publish/index.ts";
import { ticketMark } from "../../src/tickets/body.ts";
import { REFUSALS } from "../servers/github-answers.ts";
import { ADVISORY_TOKEN, at, client, day, found, issues, useServer } from "./tickets-scene.ts";

useServer();

describe("a public repository", () => {
  beforeEach(() => at.gitHub.repository({ private: false }));
  const advisories = () => [...at.gitHub.state.issues.advisories.values()];
  const withToken = { ports: {} as Partial<TicketPorts> };
  const run = () => ({ owner: "octo", repo: "app", apiUrl: at.gitHub.url });
  beforeEach(() => {
    withToken.ports = { advisories: createAdvisories(client(ADVISORY_TOKEN), run()) };
  });

  test.each([[{}], [{ sink: "issues" }], [{ sink: "webhook" }]] as const)(
    "without a place that is not public there is a skip with the way out: %j",
    async (policy) => {
      const result = await day({ findings: [found(0)], policy });
      expect(result).toMatchObject({
        status: "skipped",
        detail: expect.stringMatching(/advisory-token|ticket-webhook-url/u),
      });
      expect([issues(), advisories()]).toEqual([[], []]);
    },
  );

  test("`tickets.public: true` makes public issues without a scanner's words", async () => {
    await day({ findings: [found(0, { message: "password_hunter2" })], policy: { public: true } });
    expect(issues()).toHaveLength(1);
    expect(issues()[0]!.body).not.toContain("hunter2");
  });

  test("draft advisories live the same life, and no issue is made", async () => {
    const state = () => advisories().map((one) => [one.state, one.severity, /^\[overdue\]/u.test(one.summary)]);
    await day({ findings: [found(0)], ...withToken });
    await day({ findings: [found(0)], ...withToken });
    expect(state()).toEqual([["draft", "high", false]]);
    await day({ findings: [found(0, { severity: "critical" })], now: "2027-03-01T00:00:00Z", ...withToken });
    expect(state()).toEqual([["draft", "critical", true]]);
    await day(withToken);
    expect(state()).toEqual([["closed", "critical", true]]);
    await day({ findings: [found(0)], ...withToken });
    expect(state()).toEqual([["draft", "high", false]]);
    expect(issues()).toEqual([]);
  });

  test("422: a weakness that GitHub does not take costs the weakness, not the draft", async () => {
    const path = "/repos/{owner}/{repo}/security-advisories";
    const invalid = REFUSALS.invalid({ resource: "RepositoryAdvisory", code: "invalid", field: "cwe_ids" });
    at.gitHub.misbehave({ method: "POST", path, as: invalid });
    expect(await day({ findings: [found(0)], ...withToken })).toMatchObject({ status: "done" });
    expect(advisories()).toMatchObject([{ cwe: [], description: expect.stringContaining("CWE-") }]);
    at.gitHub.misbehave({ method: "PATCH", path: `${path}/{ghsa_id}`, as: invalid });
    expect(
      await day({ findings: [found(0, { severity: "low" })], policy: { from: "low" }, ...withToken }),
    ).toMatchObject({ status: "done" });
    expect(advisories()).toMatchObject([{ severity: "low" }]);
  });

  test("a draft that a person closed, or published, is left alone", async () => {
    await day({ findings: [found(0)], ...withToken });
    for (const state of ["closed", "published"] as const) {
      const [one] = advisories();
      at.gitHub.state.issues.advisories.set(one!.ghsa, { ...one!, state });
      expect((await day({ findings: [found(0)], ...withToken }))?.detail).toContain(`left so: ${one!.ghsa}`);
      expect(advisories().map((advisory) => advisory.state)).toEqual([state]);
    }
  });

  test("L9 another account's advisory with our marker is not ours", async () => {
    const stranger = at.gitHub.account({ token: "ghp_x", login: "eve", id: 66, type: "User", installation: false });
    const mark = ticketMark({ key: fingerprintKey(found(0).fingerprint), says: "0".repeat(16), standing: "found" });
    at.gitHub.state.issues.advisories.set("GHSA-aaaa-bbbb-cccc", {
      ...{ ghsa: "GHSA-aaaa-bbbb-cccc", user: stranger, summary: "x", description: mark, severity: null, cwe: [] },
      ...{ state: "closed", at: 1 },
    });
    await day({ findings: [found(0)], ...withToken });
    expect(advisories()).toHaveLength(2);
  });
});
