import { describe, expect, jest, test } from "@jest/globals";
import { createPatience } from "../../src/adapters/github-client.ts";
import {
  BOT,
  STRANGER,
  inTurn,
  isGraphql,
  ok,
  onServer,
  PULL,
  refusal,
  SHA,
  STANDING,
  TOKEN,
  viewer,
  type Answer,
} from "./github-script.ts";

const pull = ok(PULL);
const failing = (status: number, headers?: Record<string, string>): Answer => ({
  status,
  json: { message: "Server Error" },
  ...(headers && { headers }),
});

describe("a read", () => {
  test.each<[string, Answer]>([
    ["a 500", failing(500)],
    ["a 502 with a page of HTML", { status: 502, text: "<html><title>502</title></html>" }],
    ["a 503", failing(503)],
    ["a reset", "reset"],
    ["half a JSON text", "half"],
    ["an answer that breaks off", "cut"],
    ["a hang", "hang"],
  ])("is repeated after %s, and answers in the end", async (_, bad) => {
    await onServer(
      inTurn(bad, bad, pull),
      async ({ github, asked, waits, log }) => {
        expect(await github.pullRequest(7)).toEqual(STANDING);
        expect(asked).toHaveLength(3);
        expect(waits).toEqual([1000, 4000]);
        expect(log.lines.join("\n")).toContain("Trying again in 1 s.");
      },
      { limits: { requestMs: 500 } },
    );
  });

  test.each<[string, Answer, RegExp]>([
    ["fails", failing(502), /^GitHub would not show the pull request \(502\): Server Error\. \(4 tries\)$/u],
    [
      "resets",
      "reset",
      /^GitHub did not show the pull request: the request broke off \(UND_ERR_SOCKET\)\. \(4 tries\)$/u,
    ],
    ["answers by halves", "half", /brought half an answer\. \(4 tries\)$/u],
    ["hangs", "hang", /took too long\. \(4 tries\)$/u],
  ])("of a GitHub that always %s ends after four tries", async (_, bad, message) => {
    await onServer(
      inTurn(bad),
      async ({ github, asked }) => {
        const { reason, message: said } = await refusal(github.pullRequest(7));
        expect([reason, asked.length]).toEqual(["unavailable", 4]);
        expect(said).toMatch(message);
      },
      { limits: { requestMs: 1500 } },
    );
  });

  test("that hangs costs patience as a wait does", async () => {
    const patience = { leftMs: 1000 + 4000 };
    await onServer(
      inTurn("hang"),
      async ({ github, asked, waits }) => {
        expect((await refusal(github.pullRequest(7))).message).toContain("longer than this run waits");
        expect([asked.length, waits]).toEqual([2, [1000]]);
      },
      { patience, limits: { requestMs: 300 } },
    );
  });

  test("of a GitHub that nobody answers for is refused too", async () => {
    const { github } = await onServer(inTurn(pull), async (bench) => bench);
    expect(await refusal(github.pullRequest(7))).toMatchObject({ reason: "unavailable", status: undefined });
  });
});

describe("a limit", () => {
  const SECONDARY = { message: "You have exceeded a secondary rate limit. Please wait a few minutes." };
  const now = { date: "Sun, 22 Nov 2026 12:00:00 GMT" };
  const reset = (seconds: number) => String(Date.parse(now.date) / 1000 + seconds);
  test.each<[string, Answer, number]>([
    ["429 with retry-after", { status: 429, json: SECONDARY, headers: { "retry-after": "7" } }, 7000],
    ["403 secondary with retry-after", { status: 403, json: SECONDARY, headers: { "retry-after": "9" } }, 9000],
    ["429 with a date", { status: 429, headers: { ...now, "retry-after": "Sun, 22 Nov 2026 12:00:20 GMT" } }, 20_000],
    ["403 secondary without a word", { status: 403, json: SECONDARY }, 60_000],
    ["429 without a word", { status: 429 }, 60_000],
    ["retry-after 0", { status: 429, headers: { "retry-after": "0" } }, 1000],
    [
      "403 primary with its reset",
      {
        status: 403,
        json: { message: "API rate limit exceeded for installation ID 1." },
        headers: { ...now, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset(30) },
      },
      31_000,
    ],
  ])("is waited for as GitHub says: %s", async (_, limited, ms) => {
    await onServer(inTurn(limited, pull), async ({ github, waits }) => {
      expect(await github.pullRequest(7)).toMatchObject({ head: SHA.head });
      expect(waits).toEqual([ms]);
    });
  });

  test("that lasts longer than we wait is said, not waited for", async () => {
    await onServer(inTurn({ status: 429, headers: { "retry-after": "3600" } }), async ({ github, asked, waits }) => {
      const { reason, status, message } = await refusal(github.pullRequest(7));
      expect([reason, status, asked.length, waits]).toEqual(["rateLimited", 429, 1, []]);
      expect(message).toBe(
        "GitHub would not show the pull request (429). The next try would be in 3600 s, which is longer than this run waits.",
      );
    });
  });

  test("is waited for two minutes at most, all questions together", async () => {
    await onServer(inTurn({ status: 429, headers: { "retry-after": "50" } }), async ({ github, waits }) => {
      expect((await refusal(github.pullRequest(7))).reason).toBe("rateLimited");
      expect((await refusal(github.pullRequest(8))).reason).toBe("rateLimited");
      expect(waits).toEqual([50_000, 50_000]);
    });
  });

  test("is waited for two minutes at most, all clients of a run together", async () => {
    const limited = inTurn({ status: 429, headers: { "retry-after": "50" } });
    const patience = createPatience();
    const waited = () =>
      onServer(
        limited,
        async ({ github, waits }) => {
          expect((await refusal(github.pullRequest(7))).message).toContain("longer than this run waits");
          return waits;
        },
        { patience },
      );
    expect([await waited(), await waited()]).toEqual([[50_000, 50_000], []]);
  });

  test("that asks to come back at once, for ever, is not asked for ever", async () => {
    await onServer(inTurn({ status: 429, headers: { "retry-after": "0" } }), async ({ github, asked }) => {
      expect((await refusal(github.pullRequest(7))).reason).toBe("rateLimited");
      expect(asked).toHaveLength(5);
    });
  });
});

describe("an interruption", () => {
  test("ends a request that hangs", async () => {
    const stop = new AbortController();
    await onServer(
      () => {
        setImmediate(() => {
          stop.abort();
        });
        return "hang";
      },
      async ({ github, asked }) => {
        expect((await refusal(github.pullRequest(7))).message).toContain("the run was interrupted");
        expect(asked).toHaveLength(1);
      },
      { signal: stop.signal },
    );
  });

  test("ends a wait, and nothing more is asked", async () => {
    const stop = new AbortController();
    await onServer(
      inTurn(failing(500)),
      async ({ github, asked }) => {
        expect((await refusal(github.pullRequest(7))).message).toContain("The run was interrupted");
        expect((await refusal(github.pullRequest(7))).reason).toBe("unavailable");
        expect(asked).toHaveLength(1);
      },
      {
        signal: stop.signal,
        wait: async () => {
          stop.abort();
        },
      },
    );
  });
});

describe("a list", () => {
  const comment = (id: number) => ({ id, body: "marker", user: BOT });

  test("is complete: every page of 100 is read", async () => {
    await onServer(
      (asked) => {
        if (isGraphql(asked)) return viewer;
        const page = Number(new URL(asked.path, "http://x").searchParams.get("page") ?? "1");
        const next = `<http://${asked.headers.host!}/repositories/1/issues/7/comments?per_page=100&page=${page + 1}>; rel="next"`;
        return ok([comment(page)], page < 3 ? { link: next } : {});
      },
      async ({ github, asked }) => {
        expect((await github.comments(7, "marker")).map(({ id }) => id)).toEqual([1, 2, 3]);
        expect(asked.filter((one) => !isGraphql(one)).map(({ path }) => path)).toEqual([
          "/repos/octo/shop/issues/7/comments?per_page=100",
          "/repositories/1/issues/7/comments?per_page=100&page=2",
          "/repositories/1/issues/7/comments?per_page=100&page=3",
        ]);
      },
    );
  });

  test("is read no further than to our oldest comment, where that is all that is wanted", async () => {
    await onServer(
      (asked) => {
        if (isGraphql(asked)) return viewer;
        const page = Number(new URL(asked.path, "http://x").searchParams.get("page") ?? "1");
        const next = `<http://${asked.headers.host!}/repositories/1/issues/7/comments?page=${page + 1}>; rel="next"`;
        return ok([{ ...comment(page), user: page < 2 ? STRANGER : BOT }], page < 9 ? { link: next } : {});
      },
      async ({ github, asked }) => {
        expect((await github.oldestComment(7, "marker"))?.id).toBe(2);
        expect(asked.filter((one) => !isGraphql(one))).toHaveLength(2);
        expect(await github.oldestComment(7, "another")).toBeUndefined();
      },
    );
    await onServer(
      (asked) => (isGraphql(asked) ? viewer : ok([comment(1)])),
      async ({ github }) => {
        expect((await github.oldestComment(7, "marker"))?.id).toBe(1);
      },
    );
  });

  test("that fails on its last page is refused, not shortened", async () => {
    await onServer(
      (asked, n) =>
        n > 1 ? { status: 409 } : ok([comment(1)], { link: `<http://${asked.headers.host!}/next>; rel="next"` }),
      async ({ github }) => {
        expect((await refusal(github.comments(7, "marker"))).reason).toBe("invalid");
      },
    );
  });

  test("whose pages do not end is refused", async () => {
    await onServer(
      (asked) => ok([], { link: `<http://${asked.headers.host!}/again>; rel="next"` }),
      async ({ github }) => {
        expect((await refusal(github.comments(7, "marker"))).message).toContain("the pages do not end");
      },
    );
  });

  test("whose next page is on another host is not followed there: the token stays", async () => {
    await onServer(
      () => "hang",
      async (other) => {
        await onServer(inTurn(ok([], { link: `<${other.url}/next>; rel="next"` })), async ({ github }) => {
          expect((await refusal(github.comments(7, "marker"))).message).toContain("which is not GitHub's API");
        });
        expect(other.asked).toEqual([]);
      },
    );
  });
});

describe("the token", () => {
  test("is in the authorization header and nowhere else", async () => {
    await onServer(inTurn(pull), async ({ github, asked }) => {
      await github.pullRequest(7);
      const { headers, path, body } = asked[0]!;
      expect(headers.authorization).toBe(`token ${TOKEN}`);
      expect(JSON.stringify([{ ...headers, authorization: "" }, path, body])).not.toContain(TOKEN);
      expect(headers["user-agent"]).toMatch(/^claude-code-review\/1\.2\.3 /u);
      expect(headers["x-github-api-version"]).toBe("2022-11-28");
    });
  });

  test.each([301, 302, 307, 308])("does not follow a %i redirect", async (status) => {
    await onServer(inTurn(pull), async (other) => {
      await onServer(inTurn({ status, headers: { location: `${other.url}/x` } }), async ({ github, asked }) => {
        expect(await refusal(github.pullRequest(7))).toMatchObject({ reason: "notFound", status: undefined });
        expect(asked).toHaveLength(1);
      });
      expect(other.asked).toEqual([]);
    });
  });

  test("that GitHub says back is in no message", async () => {
    await onServer(inTurn({ status: 422, json: { message: `no ${TOKEN} here` } }), async ({ github }) => {
      expect((await refusal(github.pullRequest(7))).message).toContain("no *** here");
    });
  });
});

describe("Octokit's own words", () => {
  test("reach no console: a deprecation is a warning of ours, without the query", async () => {
    const spies = (["debug", "info", "log", "warn", "error"] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation(() => undefined),
    );
    try {
      const headers = { deprecation: "true", sunset: "soon", link: '<https://docs/x?key=1>; rel="deprecation"' };
      await onServer(inTurn({ ...(pull as object), status: 200, headers }), async ({ github, log }) => {
        await github.pullRequest(7);
        expect(log.warnings.join("\n")).toMatch(/deprecated/u);
        expect(log.warnings.join("\n")).not.toContain("key=1");
      });
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});
