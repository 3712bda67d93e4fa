import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { REQUESTS } from "../../src/publish/requests.ts";
import type { RecordedRequest } from "../servers/github-record.ts";
import { actionScene, LEAK, type ActionScene } from "./action-scene.ts";
import type { Stepped } from "./runner.ts";

const FILES = 300;
const TOKEN = `ghs_${"budget00".repeat(4)}`;
const inputs = { scanners: "secrets,dependency-review", check: "on" };

let at: ActionScene;
/** The same pull request twice: everything is new, and nothing is. */
const runs: { readonly step: Stepped; readonly requests: readonly RecordedRequest[] }[] = [];

beforeAll(async () => {
  const sources = Array.from({ length: FILES - 1 }, (_, n) => [`src/part-${n}/config.ts`, LEAK] as const);
  const manifest = ["package.json", '{"name":"app","version":"1.0.0","dependencies":{"left-pad":"1.3.0"}}\n'] as const;
  at = await actionScene({ after: Object.fromEntries([...sources, manifest]) });
  const permissions = { checks: "write", contents: "read", pull_requests: "write", security_events: "write" } as const;
  at.gitHub.account({ token: TOKEN, permissions });
  for (const attempt of [1, 2]) {
    const before = at.gitHub.requests.length;
    const step = await at.review({ inputs, token: TOKEN, attempt });
    runs.push({ step, requests: at.gitHub.requests.slice(before).filter(isApi) });
  }
}, 120_000);
afterAll(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

/** Not git's own, nor the artifact service's. */
function isApi({ path }: RecordedRequest): boolean {
  return !/^\/(?:octo\/app\.git|twirp|storage)\b/u.test(path);
}

/** GraphQL asks by POST. */
const writes = (requests: readonly RecordedRequest[]) =>
  requests.filter(({ method, path, body }) => method !== "GET" && !(path === "/graphql" && body.includes('"query')));

describe.each([0, 1])("a review of 300 changed files, run %i", (n) => {
  test("ends with its verdict, and everything is published", () => {
    const { step } = runs[n]!;
    expect([step.code, step.outputs["outcome"]]).toEqual([1, "fail"]);
    expect(step.summary).not.toMatch(/[➖❌] (?:skipped|failed)/u);
  });

  test("makes at most 40 requests, ten of which write", () => {
    const { requests } = runs[n]!;
    const asked = requests.map(({ method, path }) => `${method} ${path}`);
    expect(asked.length).toBeGreaterThan(10);
    expect([asked, asked.length <= 40]).toEqual([asked, true]);
    expect([asked, writes(requests).length <= 10]).toEqual([asked, true]);
  });

  test("makes none that docs/permissions.md does not list", () => {
    const listed = Object.keys(REQUESTS).map(
      (route) => new RegExp(`^${route.replace(/\{\w+\}/gu, "[^/]+").replace("{owner}", "")}$`, "u"),
    );
    const unlisted = runs[n]!.requests.map(({ method, path }) => `${method} ${path}`).filter(
      (request) => !listed.some((route) => route.test(request)),
    );
    expect(unlisted).toEqual([]);
  });
});

test("the check run holds 150 of the findings, and the other try made one of its own", () => {
  const checks = at.gitHub.state.checkRuns();
  expect(checks.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
    ["failure", 150],
    ["failure", 150],
  ]);
  expect(new Set(checks.map(({ externalId }) => externalId)).size).toBe(2);
});
