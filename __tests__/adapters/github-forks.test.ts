import { describe, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createForks } from "../../src/adapters/github-forks.ts";
import type { Forks } from "../../src/ports-forks.ts";
import { fakeLog } from "../fakes/log.ts";
import { inTurn, ok, onServer, refusal, SHA, TOKEN, type Asked, type Script } from "./github-script.ts";

interface Bench {
  readonly forks: Forks;
  readonly asked: readonly Asked[];
}

/** `below`: where the API is on that host. */
function onForks(script: Script, use: (bench: Bench) => Promise<void>, below = ""): Promise<void> {
  return onServer(script, async ({ url, asked }) => {
    const client = createGitHubClient({
      run: { owner: "octo", repo: "shop", apiUrl: `${url}${below}` },
      ...{ token: TOKEN, log: fakeLog(), signal: new AbortController().signal, version: "1" },
      ...{ wait: () => Promise.resolve(), limits: { pace: false } },
    });
    await use({ forks: createForks(client), asked });
  });
}

const RUN = {
  id: 99,
  event: "pull_request",
  path: ".github/workflows/review.yml",
  head_sha: SHA.head,
  head_branch: "topic",
  head_repository: { id: 2, owner: { login: "eve" } },
  repository: { id: 1 },
  actor: { login: "eve", type: "User" },
  run_attempt: 3,
  conclusion: "success",
};

describe("the run that ended", () => {
  test("is what the API says of it", () =>
    onForks(inTurn(ok(RUN)), async ({ forks, asked }) => {
      expect(await forks.triggeringRun("99")).toEqual({
        ...{ id: "99", event: "pull_request", path: ".github/workflows/review.yml", head: SHA.head, attempt: 3 },
        ...{ headBranch: "topic", headRepository: { id: 2, owner: "eve" }, repository: { id: 1 } },
        ...{ dependabot: false, conclusion: "success" },
      });
      expect(asked[0]?.path).toBe("/repos/octo/shop/actions/runs/99?exclude_pull_requests=true");
    }));

  test("may have lost its fork, its branch and its author", () =>
    onForks(
      inTurn(ok({ ...RUN, head_repository: null, head_branch: null, actor: null, conclusion: null })),
      async ({ forks }) => {
        const run = await forks.triggeringRun("99");
        expect([run.headRepository, run.headBranch, run.conclusion, run.dependabot]).toEqual([
          ...[undefined, undefined, undefined],
          false,
        ]);
      },
    ));

  test.each([
    ["dependabot[bot]", "Bot", true],
    ["dependabot[bot]", "User", false],
    ["renovate[bot]", "Bot", false],
  ])("is Dependabot's by login and type: %s, %s", (login, type, dependabot) =>
    onForks(inTurn(ok({ ...RUN, actor: { login, type } })), async ({ forks }) => {
      expect((await forks.triggeringRun("99")).dependabot).toBe(dependabot);
    }),
  );

  test.each<[string, object]>([
    ["a head that is no full object name", { head_sha: "main" }],
    ["no attempt", { run_attempt: undefined }],
    ["the id 0", { id: 0 }],
    ["half a fork", { head_repository: { id: 2 } }],
    ["a fork without an id", { head_repository: { owner: { login: "eve" } } }],
    ["no repository of its own", { repository: null }],
    ["no file", { path: null }],
  ])("with %s is not believed", (_, over) =>
    onForks(inTurn(ok({ ...RUN, ...over })), async ({ forks }) => {
      expect((await refusal(forks.triggeringRun("99"))).reason).toBe("unavailable");
    }),
  );
});

const PULL = {
  ...{ number: 7, state: "open", labels: [{ name: "ok" }], head: { sha: SHA.head, ref: "topic", repo: { id: 2 } } },
  base: { ref: "release/1", repo: { default_branch: "main" } },
};

test("an open pull request is told with the id of its fork, and with both branches", () =>
  onForks(inTurn(ok([PULL])), async ({ forks }) => {
    expect(await forks.openPulls({ owner: "eve", branch: "topic" })).toEqual([
      {
        ...{ number: 7, head: SHA.head, headBranch: "topic", headRepositoryId: 2, labels: ["ok"] },
        ...{ baseBranch: "release/1", defaultBranch: "main" },
      },
    ]);
  }));

test.each<[string, object]>([
  ["closed", { state: "closed" }],
  ["without labels", { labels: undefined }],
  ["whose default branch is not told", { base: { ref: "main", repo: null } }],
  ["whose head is no full object name", { head: { sha: "abc", ref: "topic", repo: { id: 2 } } }],
])("L5 a list of open pull requests with one %s is not believed: it might lack the one", (_, over) =>
  onForks(inTurn(ok([PULL, { ...PULL, number: 8, ...over }])), async ({ forks }) => {
    expect((await refusal(forks.openPulls({ owner: "eve", branch: "topic" }))).reason).toBe("unavailable");
  }),
);

test("checks that let a commit through are told whatever they are called, and those without an external id are not", () =>
  onForks(
    inTurn(
      ok({
        check_runs: [
          { name: "a", external_id: "1", conclusion: "success" },
          { name: "b", external_id: "2", conclusion: "neutral" },
          { name: "c", external_id: "3", conclusion: "failure" },
          { name: "d", external_id: "4", conclusion: null },
          { name: "e", external_id: null, conclusion: "success" },
        ],
      }),
    ),
    async ({ forks, asked }) => {
      expect(await forks.passesOn(SHA.head)).toEqual([
        { name: "a", externalId: "1" },
        { name: "b", externalId: "2" },
      ]);
      expect(asked[0]?.path).toBe(`/repos/octo/shop/commits/${SHA.head}/check-runs?filter=all&per_page=100&page=1`);
    },
  ));

test("of checks of a name those without an external id are nobody's", () =>
  onForks(inTurn(ok({ check_runs: [{ external_id: null }, { external_id: "x/1" }] })), async ({ forks }) => {
    expect(await forks.checksOf(SHA.head, "one")).toEqual(["x/1"]);
  }));

test("open pull requests are asked for by owner and branch, whatever characters the branch has", () =>
  onForks(
    inTurn(
      ok([
        {
          ...{ number: 7, state: "open", labels: [{ name: "ok" }], head: { sha: SHA.head, ref: "a&b=c", repo: null } },
          base: { ref: "main", repo: { default_branch: "main" } },
        },
      ]),
    ),
    async ({ forks, asked }) => {
      expect(await forks.openPulls({ owner: "eve", branch: "a&b=c" })).toEqual([
        { number: 7, head: SHA.head, headBranch: "a&b=c", baseBranch: "main", defaultBranch: "main", labels: ["ok"] },
      ]);
      const query = new URLSearchParams(asked[0]?.path.split("?")[1]);
      expect(Object.fromEntries(query)).toEqual({ state: "open", head: "eve:a&b=c", per_page: "100" });
    },
  ));

test("of what the run left GitHub's digests are taken, in order, and no name", () =>
  onForks(
    inTurn(
      ok({
        artifacts: [
          { name: "b", digest: `sha256:${"f".repeat(64)}` },
          { name: "a", digest: `sha256:${"0".repeat(64)}` },
          { name: "old", digest: null },
          { name: "evil", digest: "sha256:::warning::x" },
          { name: "longer", digest: `x-sha256:${"1".repeat(64)}` },
        ],
      }),
    ),
    async ({ forks, asked }) => {
      expect(await forks.artifactsSha256("99")).toEqual(["0".repeat(64), "f".repeat(64)]);
      expect(asked[0]?.path).toBe("/repos/octo/shop/actions/runs/99/artifacts?per_page=100");
    },
  ));

describe("a claimed check", () => {
  const check = { name: "claude-code-review", head: SHA.head, externalId: "x/1", title: "Running", summary: "s" };

  test("is in progress, without a conclusion, and leads to the job, which shows on no pull request", () =>
    onForks(inTurn(ok({})), async ({ forks, asked }) => {
      await forks.claimCheck({ ...check, detailsUrl: "https://github.com/octo/shop/actions/runs/5" });
      expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
        ...{ name: "claude-code-review", head_sha: SHA.head, external_id: "x/1", status: "in_progress" },
        details_url: "https://github.com/octo/shop/actions/runs/5",
        output: { title: "Running", summary: "s" },
      });
    }));

  test("is made once, though nobody knows whether the first try did: it is found by its external id", () =>
    onForks(
      ({ method }) =>
        method === "POST" ? "reset" : ok({ check_runs: [{ external_id: "x/1" }, { external_id: null }] }),
      async ({ forks, asked }) => {
        await forks.claimCheck(check);
        expect(asked.map(({ method }) => method)).toEqual(["POST", "GET"]);
      },
    ));

  test("L5 is not found in another one of its name: it is tried again", async () => {
    let posts = 0;
    await onForks(
      ({ method }) => {
        if (method === "GET") return ok({ check_runs: [{ external_id: "x/2" }, { external_id: null }] });
        return (posts += 1) === 1 ? "reset" : ok({});
      },
      async ({ forks, asked }) => {
        await forks.claimCheck(check);
        expect(asked.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
      },
    );
  });
});

test.each([
  ["github.com and data residency, https://api.acme.ghe.com", ""],
  ["GitHub Enterprise Server, below /api/v3", "/api/v3"],
])("every request goes to the API of %s, the second page too", (_, below) =>
  onForks(
    ({ path, headers }) => {
      const next = `<http://${headers.host ?? ""}${below}/repositories/1/pulls?page=2>; rel="next"`;
      if (path.includes("/actions/")) return ok(RUN);
      return path.includes("page=2") ? ok([]) : ok([], { link: next });
    },
    async ({ forks, asked }) => {
      await forks.triggeringRun("99");
      await forks.openPulls({ owner: "eve", branch: "topic" });
      expect(asked.map(({ path }) => path.replace(/\?.*/u, ""))).toEqual([
        `${below}/repos/octo/shop/actions/runs/99`,
        `${below}/repos/octo/shop/pulls`,
        `${below}/repositories/1/pulls`,
      ]);
    },
    below,
  ),
);
