import { describe, expect, test } from "@jest/globals";
import {
  BOT,
  isGraphql,
  ok,
  onServer,
  refusal,
  SHA,
  STRANGER,
  viewer,
  type Answer,
  type Script,
} from "./github-script.ts";

const MARKER = "<!-- claude-code-review:summary -->";
const BODY = `${MARKER}\nhello`;
const error502: Answer = { status: 502, json: { message: "Server Error" } };

/** GitHub's memory: what is posted is listed, even where the answer does not say so. */
function memory(bad: readonly (readonly [happens: boolean, answer: Answer])[], author: object = BOT) {
  const made: object[] = [];
  let posts = 0;
  const script: Script = (asked) => {
    if (isGraphql(asked)) return viewer;
    if (asked.method === "GET") return ok(made);
    const [happens, answer] = bad[posts] ?? [true, undefined];
    posts += 1;
    const thing = { id: posts, user: author, commit_id: SHA.head, ...(JSON.parse(asked.body) as object) };
    if (happens) made.push(thing);
    return answer ?? { status: 201, json: thing };
  };
  return { made, script, posts: () => posts };
}

const review = {
  commit: SHA.head,
  body: BODY,
  marker: MARKER,
  comments: [
    { path: "a.ts", line: 3, body: "one" },
    { path: "a.ts", startLine: 2, line: 4, body: "range" },
    { path: "a.ts", startLine: 5, line: 5, body: "one line" },
  ],
};

const UNCERTAIN: readonly [string, Answer][] = [
  ["a 500", { status: 500 }],
  ["a 502", error502],
  ["a reset", "reset"],
  ["half an answer", "half"],
  ["an answer that breaks off", "cut"],
  ["a hang", "hang"],
];

describe.each(UNCERTAIN)("a create that ends with %s", (_, bad) => {
  const limits = { requestMs: 500 };

  test("after the effect is found by its marker, and not made twice", async () => {
    const { script, made, posts } = memory([[true, bad]]);
    await onServer(
      script,
      async ({ github }) => {
        expect(await github.createComment(7, BODY, MARKER)).toEqual({ id: 1, body: BODY });
        expect([made.length, posts()]).toEqual([1, 1]);
      },
      { limits },
    );
  });

  test("before the effect is tried again, once the list shows nothing", async () => {
    const { script, made } = memory([[false, bad]]);
    await onServer(
      script,
      async ({ github, asked, waits }) => {
        expect(await github.createComment(7, BODY, MARKER)).toEqual({ id: 2, body: BODY });
        expect(made).toHaveLength(1);
        expect(asked.filter((one) => !isGraphql(one)).map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
        expect(waits).toEqual([1000]);
      },
      { limits },
    );
  });

  test("is true of a review as of a comment", async () => {
    const after = memory([[true, bad]]);
    await onServer(after.script, ({ github }) => github.createReview(7, review), { limits });
    expect(after.made).toHaveLength(1);
    const before = memory([[false, bad]]);
    await onServer(before.script, ({ github }) => github.createReview(7, review), { limits });
    expect([before.made.length, before.posts()]).toEqual([1, 2]);
  });
});

describe("a create", () => {
  test("that hangs costs patience as a wait does", async () => {
    await onServer(
      ({ method }) => (method === "POST" ? "hang" : ok([])),
      async ({ github, asked, waits }) => {
        const { message } = await refusal(github.createComment(7, BODY, MARKER));
        expect([message, asked.length, waits]).toEqual([expect.stringContaining("longer than this run waits"), 1, []]);
      },
      { patience: { leftMs: 1200 }, limits: { requestMs: 300 } },
    );
  });

  test("is tried three times at most", async () => {
    const { script, posts } = memory([
      [false, error502],
      [false, error502],
      [false, error502],
    ]);
    await onServer(script, async ({ github }) => {
      expect(await refusal(github.createComment(7, BODY, MARKER))).toMatchObject({
        reason: "unavailable",
        status: 502,
      });
      expect(posts()).toBe(3);
    });
  });

  test("whose third try worked, though GitHub said 502, is found", async () => {
    const { script, posts } = memory([
      [false, error502],
      [false, error502],
      [true, error502],
    ]);
    await onServer(script, async ({ github }) => {
      expect(await github.createComment(7, BODY, MARKER)).toMatchObject({ id: 3 });
      expect(posts()).toBe(3);
    });
  });

  test("is not tried again when the list fails: it might be the second", async () => {
    await onServer(
      (asked) => (asked.method === "POST" ? error502 : { status: 503 }),
      async ({ github, asked }) => {
        expect((await refusal(github.createComment(7, BODY, MARKER))).reason).toBe("unavailable");
        expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
      },
    );
  });

  test("L9 is not found in somebody else's comment with our marker", async () => {
    const { script, posts } = memory([[false, error502]]);
    const forged = { id: 99, body: BODY, user: STRANGER };
    await onServer(
      (asked, n) => {
        const answer = script(asked, n);
        return asked.method === "GET" ? ok([forged]) : answer;
      },
      async ({ github }) => {
        expect((await github.createComment(7, BODY, MARKER)).id).toBe(2);
        expect(posts()).toBe(2);
      },
    );
  });

  test("of a review is not found in one of another commit", async () => {
    const { script, made, posts } = memory([[false, error502]]);
    made.push({ id: 50, body: BODY, user: BOT, commit_id: SHA.base });
    await onServer(script, ({ github }) => github.createReview(7, review));
    expect(posts()).toBe(2);
  });

  test("that a limit stopped waits and comes back, since nothing happened", async () => {
    const { script, made } = memory([
      [false, { status: 403, json: { message: "secondary rate limit" }, headers: { "retry-after": "2" } }],
    ]);
    await onServer(script, async ({ github, asked, waits }) => {
      await github.createComment(7, BODY, MARKER);
      expect([made.length, asked.length, waits]).toEqual([1, 2, [2000]]);
    });
  });

  test.each([401, 403, 404, 409, 422])("that is refused with %i is not repeated", async (status) => {
    await onServer(
      () => ({ status }),
      async ({ github, asked }) => {
        expect((await refusal(github.createReview(7, review))).status).toBe(status);
        expect(asked).toHaveLength(1);
      },
    );
  });

  test("of a review says both ends of a range on head's side, and one end of one line", async () => {
    const { script, made } = memory([]);
    await onServer(script, ({ github }) => github.createReview(7, review));
    expect(made[0]).toEqual({
      id: 1,
      user: BOT,
      commit_id: SHA.head,
      event: "COMMENT",
      body: BODY,
      comments: [
        { path: "a.ts", line: 3, side: "RIGHT", body: "one" },
        { path: "a.ts", start_line: 2, start_side: "RIGHT", line: 4, side: "RIGHT", body: "range" },
        { path: "a.ts", line: 5, side: "RIGHT", body: "one line" },
      ],
    });
  });
});
