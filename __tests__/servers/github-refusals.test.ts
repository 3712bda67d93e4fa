import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { packed, REPO, run, scene, type Got, type Scene } from "./github-scene.ts";
import { WORKFLOW_TOKEN } from "./github.ts";

let at: Scene;
beforeEach(async () => {
  at = await scene();
});
afterEach(() => at.dispose());

describe("a pull request's files", () => {
  test("come from the real diff of merge base and head, patches as GitHub cuts them", async () => {
    at.repository.branch("main", at.base);
    at.repository.write({ "later.txt": "later\n" });
    at.gitHub.pull({ base: at.repository.commit("later"), head: at.head });
    const { body } = await at.call("GET", `${REPO}/pulls/1/files?per_page=100`);
    const files = new Map(
      (body as { filename: string; status: string; patch?: string }[]).map((file) => [file.filename, file]),
    );
    expect([...files.keys()].sort()).toEqual(["gone.txt", "image.bin", "new name.txt", "src/a.txt", "é\n.txt"]);
    expect(files.get("new name.txt")).toMatchObject({ status: "renamed", previous_filename: "old name.txt" });
    expect(files.get("gone.txt")).toMatchObject({ status: "removed", patch: "@@ -1 +0,0 @@\n-gone" });
    expect(files.get("image.bin")).not.toHaveProperty("patch");
    expect(files.get("src/a.txt")?.patch?.match(/^@@/gmu)).toHaveLength(2);
  });

  test("follow the head when it moves, and so does its ref", async () => {
    at.gitHub.moveHead(at.middle);
    const { body } = await at.call("GET", `${REPO}/pulls/1/files`);
    expect(body).toMatchObject([{ filename: "src/a.txt" }]);
    expect((await at.call("GET", `${REPO}/pulls/1`)).body).toMatchObject({ head: { sha: at.middle }, state: "open" });
    expect(at.repository.git("rev-parse", "refs/pull/1/head")).toBe(at.middle);
  });

  test("a merged pull request says so", async () => {
    at.gitHub.closePull({ merged: true });
    expect((await at.call("GET", `${REPO}/pulls/1`)).body).toMatchObject({ state: "closed", merged: true });
  });
});

describe("what GitHub refuses", () => {
  test.each<[string, object, RegExp]>([
    [
      "a line outside the diff",
      { line: 25 },
      /line must be part of the diff and Pull request review thread diff hunk/u,
    ],
    ["the line after a hunk", { line: 14 }, /line must be part of the diff/u],
    ["a first line outside", { start_line: 2, line: 10 }, /start line must be part of the same hunk/u],
    ["lines of two hunks", { start_line: 10, line: 40 }, /start line must be part of the same hunk/u],
    ["lines in the wrong order", { start_line: 11, line: 10 }, /must precede/u],
    ["no line", {}, /line must be part of the diff/u],
    ["a file that did not change", { path: "other.txt", line: 1 }, /Path could not be resolved/u],
    ["a binary file", { path: "image.bin", line: 1 }, /line must be part of the diff/u],
    ["a removed line on the right", { path: "gone.txt", line: 1 }, /line must be part of the diff/u],
  ])("%s in one comment refuses the whole review", async (_, place, problem) => {
    const good = { path: "src/a.txt", line: 10, body: "good" };
    const { status, body } = await at.review([good, { path: "src/a.txt", body: "bad", ...place }]);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringMatching(problem)]);
    expect([at.gitHub.state.reviews(), at.gitHub.state.reviewComments()]).toEqual([[], []]);
    expect(at.gitHub.violations).toEqual([]);
  });

  test("no place that the diff shows", async () => {
    const places = [{ line: 7 }, { line: 13 }, { line: 10, side: "LEFT" }, { start_line: 37, line: 43, side: "RIGHT" }];
    const { status } = await at.review(places.map((place) => ({ path: "src/a.txt", body: "x", ...place })));
    expect(status).toBe(200);
    expect((await at.review([{ path: "gone.txt", line: 1, side: "LEFT", body: "x" }])).status).toBe(200);
    expect(at.gitHub.state.reviewComments()).toHaveLength(5);
    expect(at.gitHub.state.reviews()[0]).toMatchObject({
      body: "text",
      commit: at.head,
      user: { login: "github-actions[bot]" },
    });
  });

  test("a commit that is not the pull request's", async () => {
    expect((await at.review([], { commit_id: at.base })).status).toBe(422);
    expect((await at.review([], { commit_id: at.middle })).status).toBe(200);
  });

  test("a body of 65,537 characters, and not one of 65,536", async () => {
    const { status, body } = await at.comment("😀".repeat(65_537));
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining("(maximum is 65536 characters)")]);
    expect((await at.comment("😀".repeat(65_536))).status).toBe(201);
    expect((await at.review([], { body: "a".repeat(65_537) })).status).toBe(422);
  });

  test("what the token may not, in GitHub's words", async () => {
    at.gitHub.account({ token: "reader", permissions: { contents: "read", pull_requests: "read" } });
    at.gitHub.account({ token: "sso", sso: true });
    const body = { body: "x" };
    const post = (token: string | null): Promise<Got> => at.call("POST", `${REPO}/issues/1/comments`, { body, token });
    expect(await post("reader")).toMatchObject({
      status: 403,
      body: { message: "Resource not accessible by integration" },
    });
    expect((await at.call("GET", `${REPO}/pulls/1`, { token: "reader" })).status).toBe(200);
    expect((await at.call("GET", `${REPO}/code-scanning/analyses`, { token: "reader" })).status).toBe(403);
    expect((await post("sso")).headers.get("x-github-sso")).toMatch(/^required; url=https:/u);
    expect([(await post("unknown")).status, (await post(null)).status]).toEqual([401, 401]);
    expect((await at.call("GET", "/user")).status).toBe(403);
    at.gitHub.repository({ archived: true });
    expect(await post(WORKFLOW_TOKEN)).toMatchObject({
      status: 403,
      body: { message: /archived/u.exec("archived") && expect.stringContaining("archived") },
    });
    at.gitHub.repository({ archived: false, private: true });
    at.gitHub.account({ token: "stranger", sees: false });
    expect((await at.call("GET", `${REPO}/pulls/1`, { token: "stranger" })).status).toBe(404);
    expect((await at.call("GET", `${REPO}/pulls/1`, { token: null })).status).toBe(404);
    expect((await at.call("GET", `${REPO}/pulls/7`)).status).toBe(404);
    expect(at.gitHub.state.comments()).toEqual([]);
  });
});

describe("code scanning", () => {
  const statusOf = async ({ body }: Got): Promise<unknown> =>
    (await at.call("GET", `${REPO}/code-scanning/sarifs/${(body as { id: string }).id}`)).body;

  test("takes an upload and says when it is done", async () => {
    at.gitHub.processing({ polls: 2 }, { never: true });
    const first = await at.upload();
    expect(first.status).toBe(202);
    expect([await statusOf(first), await statusOf(first)]).toEqual([
      { processing_status: "pending" },
      { processing_status: "pending" },
    ]);
    expect(await statusOf(first)).toMatchObject({ processing_status: "complete" });
    const second = await at.upload();
    expect(await statusOf(second)).toEqual({ processing_status: "pending" });
    expect(at.gitHub.state.uploads()).toMatchObject([
      { commit: at.head, ref: "refs/pull/1/head", polls: 3 },
      { polls: 1 },
    ]);
    expect(JSON.parse(at.gitHub.state.uploads()[0]!.sarif)).toMatchObject({ version: "2.1.0" });
    expect((await at.call("GET", `${REPO}/code-scanning/analyses`)).body).toMatchObject([
      { category: "one", tool: { name: "a" } },
    ]);
  });

  test("processing fails as told, and names what is wrong with a SARIF", async () => {
    at.gitHub.processing({ errors: ["rejecting delivery"] }, {});
    expect(await statusOf(await at.upload())).toEqual({ processing_status: "failed", errors: ["rejecting delivery"] });
    const rule = { id: "r", properties: { "security-severity": 8 } };
    expect(await statusOf(await at.upload({ sarif: packed([run("a"), run("a")]) }))).toMatchObject({
      errors: [expect.stringContaining("multiple runs with the same category")],
    });
    expect(await statusOf(await at.upload({ sarif: packed([run("a"), run("b")]) }))).toMatchObject({ errors: null });
    expect(await statusOf(await at.upload({ sarif: packed([run("a", [rule])]) }))).toMatchObject({
      errors: [expect.stringContaining("not a number")],
    });
    expect(await statusOf(await at.upload({ sarif: gzipSync("{").toString("base64") }))).toMatchObject({
      processing_status: "failed",
    });
  });

  test("refuses what it cannot place or unpack", async () => {
    expect((await at.upload({ sarif: Buffer.from("{}").toString("base64") })).status).toBe(400);
    expect(await at.upload({ commit_sha: "1".repeat(40) })).toMatchObject({
      status: 404,
      body: { message: "commit not found" },
    });
    expect((await at.upload({ ref: "refs/heads/nowhere" })).status).toBe(404);
    expect((await at.upload({ ref: "refs/heads/topic" })).status).toBe(202);
    at.gitHub.repository({ codeScanning: false });
    expect(await at.upload()).toMatchObject({
      status: 403,
      body: { message: expect.stringMatching(/^Code Security must/u) },
    });
    expect(at.gitHub.state.uploads()).toHaveLength(1);
  });

  test("takes 10 MB of gzip and no more", async () => {
    // Stored, not deflated: the size of the gzip is the size of the text.
    const pack = (size: number): string => gzipSync(Buffer.alloc(size, " "), { level: 0 }).toString("base64");
    expect((await at.upload({ sarif: pack(10_000_001) })).status).toBe(413);
    expect((await at.upload({ sarif: pack(9_900_000) })).status).toBe(202);
  });
});
