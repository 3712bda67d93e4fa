import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createPeople } from "../../src/adapters/github-people.ts";
import type { People } from "../../src/ports-github.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { REFUSALS, type Account } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { refusal } from "./github-script.ts";

let at: Scene;
let people: People;
let ada: Account;
beforeEach(async () => {
  at = await scene();
  ada = at.gitHub.account({ token: "ada", login: "ada", id: 7, type: "User", installation: false });
  const client = createGitHubClient(localOptions(at.gitHub));
  people = createPeople(client, localOptions(at.gitHub).run);
});
afterEach(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  expect(violations).toEqual([]);
});

describe("dismissed alerts", () => {
  const alert = (number: number, part: object = {}) =>
    void at.gitHub.people.alerts.push({
      ...{ number, by: ada, at: 5, reason: "won't fix", comment: "accepted", rule: "semgrep/x", path: "a.ts", line: 3 },
      ...{ commit: at.head, ...part },
    });

  test("say who, when, why, where, in which commit, and who approved it", async () => {
    const bob = at.gitHub.account({ token: "bob", login: "bob", id: 8, type: "User", installation: false });
    alert(4);
    alert(5, { approvedBy: bob });
    const one = {
      ...{ alert: 4, by: { id: 7, login: "ada" }, at: "2026-11-22T12:00:05Z", reason: "won't fix" },
      ...{ comment: "accepted", rule: "semgrep/x", path: "a.ts", line: 3, column: 1, tool: "semgrep", commit: at.head },
    };
    expect(await people.dismissals("refs/heads/main")).toEqual([
      one,
      { ...one, alert: 5, approvedBy: { id: 8, login: "bob" } },
    ]);
  });

  test("L3 of another ref, or of a commit that is none, tell nothing about this one", async () => {
    alert(4, { ref: "refs/pull/1/merge" });
    expect(await people.dismissals("refs/heads/main")).toEqual([]);
  });
});

/** GitHub Enterprise Cloud's own description, for api.github.com's has no such request. */
function described(): { readonly parameters: string; readonly example: unknown[] } {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/ghec.json");
  const text = readFileSync(file, "utf8");
  const Document = z.object({
    paths: z.record(z.string(), z.unknown()),
    components: z.record(z.string(), z.unknown()),
  });
  const { paths, components } = Document.parse(JSON.parse(text));
  const get = JSON.stringify(paths["/repos/{owner}/{repo}/dismissal-requests/code-scanning"]);
  const all = z.record(z.string(), z.unknown()).parse(components["parameters"]);
  const names = [...get.matchAll(/"#\/components\/parameters\/([\w-]+)"/gu)].map(([, name = ""]) => name);
  const [, name = ""] = /"#\/components\/examples\/([\w-]+)"/u.exec(get) ?? [];
  const examples = z.record(
    z.string(),
    z
      .object({ value: z.array(z.unknown()) })
      .optional()
      .catch(undefined),
  );
  return {
    parameters: JSON.stringify(names.map((name) => all[name])),
    example: examples.parse(components["examples"])[name]?.value ?? [],
  };
}

describe("approved requests to dismiss", () => {
  const ROUTE = /\/dismissal-requests\/code-scanning$/u;

  test("are read from what GitHub describes: who asked, who approved, which alert, why", async () => {
    const { parameters, example } = described();
    expect(example).toHaveLength(2);
    for (const word of ["request_status", "approved", "time_period", "month"])
      expect(parameters).toContain(`"${word}"`);
    // Its examples are both denied.
    const approved = JSON.parse(JSON.stringify(example[0]).replaceAll('"denied"', '"approved"')) as unknown;
    at.gitHub.misbehave({ path: ROUTE, as: { status: 200, body: [approved, example[1]] } });
    expect(await people.approvedDismissals()).toEqual([
      {
        ...{ alert: 1, reason: "won't fix", requester: { id: 12, login: "monalisa" } },
        ...{ reviewer: { id: 4, login: "octocat" }, at: "2024-07-02T08:43:04Z" },
      },
    ]);
    expect(at.gitHub.requests.at(-1)?.query.toString()).toMatch(/request_status=approved&time_period=month/u);
  });

  test("are none where GitHub has none or does not show them, and an outage is no answer", async () => {
    at.gitHub.misbehave({ path: ROUTE, as: REFUSALS.notFound() });
    expect(await people.approvedDismissals()).toEqual([]);
    at.gitHub.misbehave({ path: ROUTE, as: REFUSALS.permission() });
    expect(await people.approvedDismissals()).toEqual([]);
    at.gitHub.misbehave({ path: ROUTE, times: 4, as: REFUSALS.serverError() });
    expect((await refusal(people.approvedDismissals())).reason).toBe("unavailable");
  });
});

describe("a branch", () => {
  test("tells who pushed its head, and nothing when something is missing on top", async () => {
    at.gitHub.people.activities.push({ ref: "refs/heads/main", after: at.base, at: 1, actor: ada });
    expect(await people.branchPushes("refs/heads/main", at.base)).toEqual({
      pushes: [{ head: at.base, at: "2026-11-22T12:00:01Z" }],
      lastPusher: { id: 7, login: "ada" },
    });
    expect(await people.branchPushes("refs/heads/main", at.head)).toEqual({});
  });

  test("tells whose its commits are; unknown where there are more than it lists", async () => {
    expect(await people.authorsBetween(at.base, at.head)).toEqual([]);
    const commit = { author: { id: 7, login: "ada" }, committer: {} };
    const compare = (total: number) =>
      at.gitHub.misbehave({
        path: /\/compare\//u,
        as: { status: 200, body: { total_commits: total, commits: [commit, { author: null, committer: null }] } },
      });
    compare(2);
    expect(await people.authorsBetween(at.base, at.head)).toEqual([{ id: 7, login: "ada" }]);
    compare(3);
    expect(await people.authorsBetween(at.base, at.head)).toBeUndefined();
  });
});
