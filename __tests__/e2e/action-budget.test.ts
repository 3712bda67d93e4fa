import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { REQUESTS } from "../../src/publish/requests.ts";
import type { RecordedRequest } from "../servers/github-record.ts";
import { budgetScene, type BudgetScene, type Run } from "./budget-scene.ts";

const RUNS = [
  "the first",
  "the same commit again, after decisions",
  "the next push, of which fifteen findings are gone",
];

let at: BudgetScene;
const runs: Run[] = [];

beforeAll(async () => {
  at = await budgetScene();
  runs.push(await at.run());
  at.decide();
  runs.push(await at.run({ attempt: 2 }));
  at.push(
    at.gitHub.state
      .reviewComments()
      .slice(0, 15)
      .map(({ path }) => path),
  );
  runs.push(await at.run());
}, 180_000);
afterAll(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

/** GraphQL asks and changes by POST. */
const isWrite = ({ method, path, body }: RecordedRequest) =>
  path === "/graphql" ? body.includes('"query":"mutation') : method !== "GET";

/** As docs/permissions.md names them. */
function named({ method, path, body }: RecordedRequest): string {
  if (path !== "/graphql") return `${method} ${path}`;
  const query = /"query":"query (?<name>\w+)/u.exec(body)?.groups?.["name"];
  const field = /"query":"mutation\([^{]*\{ c0: (?<name>\w+)/u.exec(body)?.groups?.["name"];
  return `POST /graphql ${query === undefined ? `mutation ${field}` : `query ${query}`}`;
}

function expectWithinBudget({ requests }: Run): void {
  const asked = requests.map(named);
  expect(asked.length).toBeGreaterThan(10);
  expect([asked, asked.length <= 40]).toEqual([asked, true]);
  expect([asked, requests.filter(isWrite).length <= 10]).toEqual([asked, true]);
}

function expectListed({ requests }: Run): void {
  const listed = Object.keys(REQUESTS).map((route) => new RegExp(`^${route.replace(/\{\w+\}/gu, "[^/]+")}$`, "u"));
  expect(requests.map(named).filter((request) => !listed.some((route) => route.test(request)))).toEqual([]);
}

describe.each(RUNS.map((name, n) => [name, n] as const))("a review of 300 changed files, everything on: %s", (_, n) => {
  test("ends with its verdict, and everything is published", () => {
    const { step } = runs[n]!;
    expect([step.code, step.outputs["outcome"]]).toEqual([1, "fail"]);
    expect(step.summary).not.toMatch(/[➖❌] (?:skipped|failed)/u);
  });

  test("makes at most 40 requests, ten of which write", () => {
    expectWithinBudget(runs[n]!);
  });

  test("makes none that docs/permissions.md does not list", () => {
    expectListed(runs[n]!);
  });
});

test("strangers cost no request of their own, not where the policy names a team either", () => {
  const { requests, step } = runs[1]!;
  expect(requests.filter(({ path }) => /mallory|stranger|reader/u.test(path))).toEqual([]);
  expect(requests.filter(({ path }) => path.startsWith("/orgs/"))).toHaveLength(1);
  expect(step.summary).not.toContain("could not be read");
});

test("the thirty threads are settled in two requests, and what people said before stays said once", () => {
  expect(runs[2]!.step.stdout).toMatch(
    /15 threads resolved, whose findings are gone\. 15 comments brought up to date\./u,
  );
  expect(runs[2]!.requests.filter((request) => isWrite(request) && request.path === "/graphql")).toHaveLength(2);
  expect(at.gitHub.state.resolved().size).toBe(15);
  expect(at.gitHub.state.comments().filter(({ user }) => user.type === "Bot")).toHaveLength(1);
});

test("the check run of each try holds 150 of the findings", () => {
  const checks = at.gitHub.state.checkRuns();
  expect(checks.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual(
    runs.map(() => ["failure", 150]),
  );
  expect(new Set(checks.map(({ externalId }) => externalId)).size).toBe(runs.length);
});

test("the trusted review of a fork's 300 files stays within the budget, its own look-ups included", async () => {
  const fork = await budgetScene({ headRepository: "eve/app" });
  try {
    const trusted = await fork.runTrusted();
    expect([trusted.step.code, trusted.step.outputs["outcome"]]).toEqual([1, "fail"]);
    expectWithinBudget(trusted);
    expectListed(trusted);
  } finally {
    await fork.dispose();
    expect(fork.gitHub.violations).toEqual([]);
  }
}, 60_000);
