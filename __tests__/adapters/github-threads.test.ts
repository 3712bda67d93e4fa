import { describe, expect, test } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { graphqlRoute } from "../../src/adapters/github-graphql.ts";
import { createThreads } from "../../src/adapters/github-threads.ts";
import type { Threads } from "../../src/ports-github.ts";
import { BOT, ok, onServer, refusal, TOKEN, type Answer, type Asked, type Script } from "./github-script.ts";

const run = { owner: "octo", repo: "shop" };
const author = (over: object = {}) => ({ databaseId: BOT.id, ...over });
const comment = (over: object = {}) => ({ id: "PRRC_1", databaseId: 1, body: "words", author: author(), ...over });
const thread = (over: object = {}) => ({
  ...{ id: "PRRT_1", isResolved: false, isOutdated: false, path: "a.ts", line: 3, resolvedBy: null },
  comments: { nodes: [comment()] },
  ...over,
});
function listed(nodes: readonly object[], next: string | null) {
  const reviewThreads = { pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes };
  return { data: { viewer: { databaseId: BOT.id }, repository: { pullRequest: { reviewThreads } } } };
}
const page = (nodes: readonly object[], next: string | null = null): Answer => ok(listed(nodes, next));
const whole = listed([thread({ isResolved: true })], null);
/** What GitHub says of so many changes that it made. */
const made = (changes: number) =>
  Object.fromEntries(Array.from({ length: changes }, (_, n) => [`c${String(n)}`, { clientMutationId: null }]));
const bodyOf = ({ body }: Asked) => JSON.parse(body) as { query: string; variables: Record<string, unknown> };

/** @returns what was asked, and what came of `use` */
async function asking<Result>(script: Script, use: (threads: Threads) => Promise<Result>) {
  return onServer(script, async ({ url, log, asked, waits }) => {
    const signal = new AbortController().signal;
    const wait = async () => undefined;
    const options = {
      run: { ...run, apiUrl: url },
      token: TOKEN,
      log,
      signal,
      wait,
      version: "1",
      limits: { pace: false },
    };
    const result = await use(createThreads(createGitHubClient(options), options.run));
    return { result, asked, waits };
  });
}

describe("threads", () => {
  test("are read page by page, and say whose they are and who resolved them", async () => {
    const answers = [
      page(
        [
          thread(),
          thread({ isOutdated: true, line: 9, isResolved: true, resolvedBy: { databaseId: 7, login: "ada" } }),
        ],
        "C1",
      ),
      page([thread({ line: null, resolvedBy: { databaseId: BOT.id, login: "github-actions[bot]" } })]),
    ];
    const { result, asked } = await asking(
      (_, n) => answers[n - 1]!,
      (threads) => threads.reviewThreads(5),
    );
    expect(result).toEqual([
      {
        ...{ id: "PRRT_1", isResolved: false, isOutdated: false, path: "a.ts" },
        comments: [{ nodeId: "PRRC_1", body: "words", ours: true }],
      },
      expect.objectContaining({ isOutdated: true, resolvedByUs: false }),
      expect.objectContaining({ resolvedByUs: true }),
    ]);
    expect(asked.map((one) => bodyOf(one).variables)).toEqual([
      { ...run, number: 5, after: null },
      { ...run, number: 5, after: "C1" },
    ]);
  });

  test.each([
    ["of another account, whatever its name", author({ databaseId: 9 }), false],
    ["of a deleted account", null, false],
    ["of the token's account", author(), true],
  ])("L9 a comment %s is ours only when its author's id is", async (_, by, ours) => {
    const given = page([thread({ comments: { nodes: [comment({ author: by })] } })]);
    const { result } = await asking(
      () => given,
      (threads) => threads.reviewThreads(5),
    );
    expect(result[0]!.comments[0]!.ours).toBe(ours);
  });

  test.each<readonly [string, unknown, string]>([
    [
      "a refusal",
      { data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] },
      "permission",
    ],
    ["no such repository", { data: { repository: null }, errors: [{ type: "NOT_FOUND", message: "x" }] }, "notFound"],
    ["a limit", { data: null, errors: [{ type: "RATE_LIMITED", message: "x" }] }, "rateLimited"],
    [
      "a failure",
      { data: null, errors: [{ message: "Something went wrong while executing your query" }] },
      "unavailable",
    ],
    [
      "who resolved one left out",
      { ...whole, errors: [{ type: "FORBIDDEN", message: "x", path: ["repository", "resolvedBy"] }] },
      "permission",
    ],
    ["nobody's name for us", { data: { ...whole.data, viewer: null } }, "unidentified"],
    ["another form", { data: { repository: { pullRequest: { reviewThreads: 1 } } } }, "unavailable"],
  ])("that GitHub answers with %s", async (_, answer, reason) => {
    const { result } = await asking(
      () => ok(answer),
      (threads) => refusal(threads.reviewThreads(5)),
    );
    expect([result.reason, result.message]).toEqual([
      reason,
      expect.stringMatching(/^GitHub would .*list the threads|^GitHub answered .*list the threads/u),
    ]);
  });
});

describe("changes of threads", () => {
  test("go twenty a request, their values as variables, and each has its own refusal", async () => {
    const errors = [
      { type: "FORBIDDEN", message: "Resource not accessible by integration", path: ["c1"] },
      { type: "NOT_FOUND", message: "Could not resolve to a node", path: ["c2"] },
    ];
    const first20 = { ...made(20), c1: null, c2: null };
    const answers = [ok({ data: first20, errors }), ok({ data: made(5) })];
    const ids = Array.from({ length: 25 }, (_, n) => `"}) { evil } ${String(n)}`);
    const { result, asked } = await asking(
      (_, n) => answers[n - 1]!,
      (threads) => threads.resolveThreads(ids),
    );
    expect(result).toHaveLength(25);
    expect(result.map((one) => one?.reason).filter(Boolean)).toEqual(["permission", "notFound"]);
    expect([result[1]?.reason, result[2]?.reason]).toEqual(["permission", "notFound"]);
    const [first, second] = asked.map(bodyOf);
    expect(first!.query).not.toContain("evil");
    expect(first!.query.match(/: resolveReviewThread\(/gu)).toHaveLength(20);
    expect(second!.variables).toEqual(Object.fromEntries(ids.slice(20).map((id, n) => [`threadId${String(n)}`, id])));
  });

  test("of big comments go in more requests, and none for nothing", async () => {
    const edits = Array.from({ length: 10 }, (_, n) => ({ nodeId: String(n), body: "x".repeat(60_000) }));
    const { asked } = await asking(
      () => ok({ data: made(20) }),
      async (threads) => {
        await threads.updateReviewComments(edits);
        await threads.unresolveThreads([]);
      },
    );
    expect(asked.map((one) => Object.keys(bodyOf(one).variables).length / 2)).toEqual([8, 2]);
  });

  test("that a later request of several stops are done as far as GitHub said so", async () => {
    const ids = Array.from({ length: 45 }, (_, n) => String(n));
    const { result, asked } = await asking(
      (_, n) => (n === 1 ? ok({ data: made(20) }) : { status: 409 }),
      (threads) => threads.resolveThreads(ids),
    );
    expect(result.map((refused) => refused?.status)).toEqual(ids.map((_, n) => (n < 20 ? undefined : 409)));
    expect(asked).toHaveLength(2);
  });

  test("are repeated when GitHub fails: the second time they change nothing", async () => {
    const { result, asked } = await asking(
      (_, n) => (n === 1 ? { status: 502 } : ok({ data: made(1) })),
      (threads) => threads.unresolveThreads(["PRRT_1"]),
    );
    expect([result, asked.length]).toEqual([[undefined], 2]);
  });
});

test.each<readonly [string, object]>([
  ["nothing of it", { data: null }],
  ["nothing of one", { data: { c0: { clientMutationId: null } } }],
  [
    "an error that belongs to none",
    { data: { c0: { clientMutationId: null }, c1: null }, errors: [{ message: "x", path: [1] }] },
  ],
])("a change of which GitHub says %s was not made, and no comment of ours will say so", async (_, answer) => {
  const { result } = await asking(
    () => ok(answer),
    (threads) => threads.resolveThreads(["PRRT_1", "PRRT_2"]),
  );
  expect(result[1]?.reason).toBe("unavailable");
});

test.each<readonly [string, string | null]>([
  ["the same place again and again", "C1"],
  ["no place", null],
])("L5 threads of which more come from %s are a refusal, not a whole list, and cost two requests", async (_, from) => {
  const pageInfo = { hasNextPage: true, endCursor: from };
  const reviewThreads = { pageInfo, nodes: [thread()] };
  const { result, asked } = await asking(
    () => ok({ data: { viewer: { databaseId: BOT.id }, repository: { pullRequest: { reviewThreads } } } }),
    (threads) => refusal(threads.reviewThreads(5)),
  );
  expect(result.message).toMatch(/pages do not end/u);
  expect(asked.length).toBeLessThanOrEqual(2);
});

test("GitHub Enterprise Server has GraphQL beside its REST API", () => {
  expect(graphqlRoute("https://ghe.example/api/v3")).toBe("POST https://ghe.example/api/graphql");
  expect(graphqlRoute("https://api.github.com")).toBe("POST https://api.github.com/graphql");
});
