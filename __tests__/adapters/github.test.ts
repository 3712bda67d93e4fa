import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { shownLines } from "../../src/adapters/github-lines.ts";
import { BOT, inTurn, isGraphql, ok, onServer, refusal, SHA, STRANGER, viewer, type Answer } from "./github-script.ts";

describe("mergeBase", () => {
  test("asks for as little as can be, and answers a full object name", async () => {
    await onServer(inTurn(ok({ merge_base_commit: { sha: SHA.mergeBase } })), async ({ github, asked }) => {
      expect(await github.mergeBase(SHA.base, SHA.head)).toBe(SHA.mergeBase);
      expect(asked[0]?.path).toBe(`/repos/octo/shop/compare/${SHA.base}...${SHA.head}?per_page=1&page=1`);
    });
  });

  test.each(["main", "--upload-pack=x", "abc1234", SHA.base.toUpperCase(), `${SHA.base}\n`])(
    "takes nothing else for one: %j",
    async (sha) => {
      await onServer(inTurn(ok({ merge_base_commit: { sha } })), async ({ github }) => {
        expect((await refusal(github.mergeBase(SHA.base, SHA.head))).reason).toBe("unavailable");
      });
    },
  );
});

describe("branchTip", () => {
  test("is the commit that exactly this branch names", async () => {
    const ref = { ref: "refs/heads/a/b c", object: { type: "commit", sha: SHA.head } };
    await onServer(inTurn(ok(ref)), async ({ github, asked }) => {
      expect(await github.branchTip("a/b c")).toBe(SHA.head);
      expect(asked[0]?.path).toBe("/repos/octo/shop/git/ref/heads%2Fa%2Fb%20c");
    });
    // What a prefix matches is a list.
    await onServer(inTurn(ok([ref])), async ({ github }) => {
      expect((await refusal(github.branchTip("a"))).reason).toBe("unavailable");
    });
  });
});

describe("L9 what is ours", () => {
  const text = (id: number, body: string | null, user: object | null) => ({ id, body, user });
  const listed = [
    text(5, "newer <m>", BOT),
    text(3, "older <m>", BOT),
    text(4, "no marker", BOT),
    text(1, "forged <m>", STRANGER),
    text(2, "forged <m>", { ...STRANGER, login: "github-actions[bot]" }),
    text(6, "ghost <m>", null),
    text(7, null, BOT),
    text(8, "app <m>", { id: 49699333, login: "dependabot[bot]", type: "Bot" }),
  ];

  test.each(["comments", "reviewComments", "reviews"] as const)(
    "in %s is by our account and holds the marker, oldest first",
    async (method) => {
      await onServer(
        (asked) => (isGraphql(asked) ? viewer : ok(listed)),
        async ({ github, asked }) => {
          const expected = [
            { id: 3, body: "older <m>" },
            { id: 5, body: "newer <m>" },
          ];
          expect(await github[method](7, "<m>")).toEqual(expected);
          expect(await github[method](7, "<m>")).toEqual(expected);
          expect(asked.filter(isGraphql)).toHaveLength(1);
        },
      );
    },
  );

  test.each<[string, Answer]>([
    ["refuses", { status: 403, json: { message: "Resource not accessible by integration" } }],
    ["is not there", { status: 404 }],
    ["says no in a 200", ok({ data: null, errors: [{ type: "FORBIDDEN", message: "no" }] })],
  ])("is nothing when GraphQL %s: whose token this is is not guessed, and the refusal says so", async (_, answer) => {
    await onServer(
      (asked) => (isGraphql(asked) ? answer : ok(listed)),
      async ({ github }) => {
        const refused = await refusal(github.comments(7, "<m>"));
        expect([refused.reason, refused.message]).toEqual([
          "unidentified",
          expect.stringMatching(/^GitHub would not say whose token this is\b/u),
        ]);
      },
    );
  });

  test("is not guessed when GraphQL fails, and is asked for again", async () => {
    let down = true;
    await onServer(
      (asked) => (isGraphql(asked) ? (down ? { status: 502 } : viewer) : ok(listed)),
      async ({ github }) => {
        expect((await refusal(github.comments(7, "<m>"))).reason).toBe("unavailable");
        down = false;
        expect(await github.comments(7, "<m>")).toHaveLength(2);
      },
    );
  });

  test("is another account's when the token is another's", async () => {
    await onServer(
      (asked) => (isGraphql(asked) ? ok({ data: { viewer: { databaseId: 7, login: "mallory" } } }) : ok(listed)),
      async ({ github }) => {
        expect((await github.comments(7, "<m>")).map(({ id }) => id)).toEqual([1, 2]);
      },
    );
  });

  test("GraphQL of GitHub Enterprise Server is beside the REST API", async () => {
    await onServer(
      ({ path }) => (path === "/api/graphql" ? viewer : ok(listed)),
      async ({ url, asked }) => {
        const { createGitHub } = await import("../../src/adapters/github.ts");
        const github = createGitHub({
          run: { owner: "octo", repo: "shop", apiUrl: `${url}/api/v3` },
          token: "t",
          log: { info: () => undefined, warn: () => undefined },
          signal: new AbortController().signal,
          version: "1",
          limits: { pace: false },
        });
        expect(await github.comments(7, "<m>")).toHaveLength(2);
        expect(asked.map(({ path }) => path.replace(/\?.*/u, ""))).toEqual([
          "/api/v3/repos/octo/shop/issues/7/comments",
          "/api/graphql",
        ]);
      },
    );
  });
});

describe("updates and deletes", () => {
  test("are repeated after an uncertain failure", async () => {
    await onServer(inTurn({ status: 502 }, ok({ id: 3 })), async ({ github, asked }) => {
      await github.updateComment(3, "new");
      expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
        "PATCH /repos/octo/shop/issues/comments/3",
        "PATCH /repos/octo/shop/issues/comments/3",
      ]);
      expect(JSON.parse(asked[1]?.body ?? "")).toEqual({ body: "new" });
    });
  });

  test.each(["deleteComment", "deleteReviewComment"] as const)("%s: what is gone is deleted", async (method) => {
    await onServer(inTurn("reset", { status: 404 }), async ({ github, asked }) => {
      await github[method](3);
      expect(asked).toHaveLength(2);
    });
    await onServer(inTurn({ status: 204 }), async ({ github, asked }) => {
      await github[method](3);
      const kind = method === "deleteComment" ? "issues" : "pulls";
      expect(asked.map(({ path }) => path)).toEqual([`/repos/octo/shop/${kind}/comments/3`]);
    });
  });

  test("a delete that is forbidden, or redirected, is not done", async () => {
    for (const status of [403, 301])
      await onServer(inTurn({ status }), async ({ github }) => {
        await refusal(github.deleteComment(3));
      });
  });
});

describe("commentableLines", () => {
  test("are those that a patch shows on head's side: added and context", () => {
    const patch = [
      "@@ -1,4 +1,5 @@ function f() {",
      " one",
      "-two",
      "+2",
      "+++ b/looks-like-a-header",
      " three",
      "\\ No newline at end of file",
      "@@ -20 +22,2 @@",
      "-@@ -1 +90 @@",
      "+@@ -1 +90 @@",
      " x",
    ].join("\n");
    expect([...shownLines(patch)]).toEqual([1, 2, 3, 4, 22, 23]);
    expect(shownLines("").size).toBe(0);
    expect(shownLines("@@ -1,2 +0,0 @@\n-a\n-b").size).toBe(0);
  });

  test("are by path in head, over all pages; a file without a patch has no entry", async () => {
    await onServer(
      (asked, n) =>
        n === 1
          ? ok([{ filename: "a.ts", patch: "@@ -0,0 +1,2 @@\n+a\n+b" }, { filename: "big.bin" }], {
              link: `<http://${asked.headers.host!}/more>; rel="next", <http://x/last>; rel="last"`,
            })
          : ok([{ filename: "b c.ts", patch: "@@ -3 +3 @@\n-a\n+b" }]),
      async ({ github, asked }) => {
        expect(await github.commentableLines(7)).toEqual(
          new Map([
            ["a.ts", new Set([1, 2])],
            ["b c.ts", new Set([3])],
          ]),
        );
        expect(asked[0]?.path).toBe("/repos/octo/shop/pulls/7/files?per_page=100");
      },
    );
  });
});

describe("code scanning", () => {
  const upload = { commit: SHA.head, ref: "refs/pull/7/head", sarif: '{"runs":[]}', startedAt: "2026-11-22T12:00:00Z" };

  test("takes SARIF as gzip in base64", async () => {
    await onServer(inTurn({ status: 202, json: { id: "u1", url: "x" } }), async ({ github, asked }) => {
      expect(await github.uploadSarif(upload)).toBe("u1");
      const sent = JSON.parse(asked[0]?.body ?? "") as Record<string, string>;
      expect(gunzipSync(Buffer.from(sent["sarif"] ?? "", "base64")).toString()).toBe(upload.sarif);
      expect(sent).toMatchObject({ commit_sha: SHA.head, ref: upload.ref, started_at: upload.startedAt });
    });
  });

  test("gets the same upload again after an uncertain failure: it replaces the first", async () => {
    await onServer(inTurn("cut", { status: 502 }, { status: 202, json: { id: "u3" } }), async ({ github, asked }) => {
      expect(await github.uploadSarif(upload)).toBe("u3");
      expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
    });
  });

  test("tells how its processing went, in clean words", async () => {
    const states: Answer[] = [
      { status: 404, json: { message: "Not Found" } },
      ok({ processing_status: "pending" }),
      ok({ processing_status: "failed", errors: ["bad\nrun\u202e", ...Array.from({ length: 40 }, () => "x")] }),
      ok({ processing_status: "complete", errors: null }),
    ];
    await onServer(inTurn(...states), async ({ github }) => {
      expect(await github.sarifProcessing("u1")).toEqual({ status: "pending", errors: [] });
      expect(await github.sarifProcessing("u1")).toEqual({ status: "pending", errors: [] });
      const { status, errors } = await github.sarifProcessing("u1");
      expect([status, errors[0], errors.length]).toEqual(["failed", "bad run⟦U+202E⟧", 20]);
      expect(await github.sarifProcessing("u1")).toEqual({ status: "complete", errors: [] });
    });
  });

  test("whose processing cannot be asked for is refused", async () => {
    await onServer(inTurn({ status: 403 }), async ({ github }) => {
      expect((await refusal(github.sarifProcessing("u1"))).reason).toBe("permission");
    });
  });
});
