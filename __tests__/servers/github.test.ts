import { execFile } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { getOctokit } from "@actions/github";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { REPO, scene, type Scene } from "./github-scene.ts";
import { REFUSALS, runtimeToken, WORKFLOW_TOKEN, type Misdeed } from "./github.ts";

let at: Scene;
beforeEach(async () => {
  at = await scene();
});
afterEach(() => at.dispose());

describe("GitHub's description", () => {
  test("every endpoint answers as it says, to requests as it says", async () => {
    const made = await at.comment();
    const { id } = made.body as { id: number };
    expect((await at.review([{ path: "src/a.txt", line: 10, body: "inline" }])).status).toBe(200);
    const inline = { commit_id: at.head, path: "src/a.txt", line: 41, side: "RIGHT", body: "one" };
    const one = await at.call("POST", `${REPO}/pulls/1/comments`, { body: inline });
    const { id: inlineId } = one.body as { id: number };
    const { id: sarifId } = (await at.upload({ started_at: "2026-11-22T12:00:00Z" })).body as { id: string };
    at.gitHub.account({ token: "ghp_person", login: "eve", id: 9, type: "User", installation: false });
    const calls: [string, string, object?][] = [
      ["GET", REPO],
      ["GET", `${REPO}/compare/${at.base}...${at.head}`],
      ["GET", `${REPO}/compare/${at.base}...fork:${at.head}`],
      ["GET", `${REPO}/pulls/1`],
      ["GET", `${REPO}/pulls/1/files`],
      ["GET", `${REPO}/issues/1/comments`],
      ["GET", `${REPO}/issues/comments/${id}`],
      ["PATCH", `${REPO}/issues/comments/${id}`, { body: { body: "new" } }],
      ["GET", `${REPO}/pulls/1/comments`],
      ["GET", `${REPO}/pulls/comments/${inlineId}`],
      ["PATCH", `${REPO}/pulls/comments/${inlineId}`, { body: { body: "new" } }],
      ["GET", `${REPO}/pulls/1/reviews`],
      ["GET", `${REPO}/code-scanning/sarifs/${sarifId}`],
      ["GET", `${REPO}/code-scanning/analyses?ref=refs/pull/1/head`],
      ["GET", "/user", { token: "ghp_person" }],
      ["GET", "/rate_limit"],
      ["DELETE", `${REPO}/issues/comments/${id}`],
      ["DELETE", `${REPO}/pulls/comments/${inlineId}`],
    ];
    for (const [method, path, options] of calls)
      expect([path, (await at.call(method, path, options)).status]).toEqual([path, method === "DELETE" ? 204 : 200]);
    expect(at.gitHub.violations).toEqual([]);
    expect(at.gitHub.requests).toHaveLength(calls.length + 4);
  });

  test.each<[string, string, object | undefined, RegExp]>([
    ["POST", `${REPO}/issues/1/comments`, {}, /must have required property 'body'/u],
    ["POST", `${REPO}/issues/1/comments`, { body: 1 }, /must be string/u],
    ["POST", `${REPO}/issues/1/comments`, { body: "a", sticky: true }, /additional properties sticky/u],
    [
      "POST",
      `${REPO}/pulls/1/reviews`,
      { comments: [{ path: "a", body: "b", subject_type: "file" }] },
      /subject_type/u,
    ],
    ["POST", `${REPO}/pulls/1/reviews`, { event: "SHOUT" }, /must be equal to one of/u],
    [
      "POST",
      `${REPO}/code-scanning/sarifs`,
      { commit_sha: "abc", ref: "main", sarif: "" },
      /commit_sha|fewer than 40/u,
    ],
    ["GET", `${REPO}/pulls/1/files?size=100`, undefined, /query parameter size/u],
    ["GET", `${REPO}/pulls/1/files?per_page=1000`, undefined, /per_page is over 100/u],
    ["GET", `${REPO}/pulls/one`, undefined, /pull_number/u],
    ["GET", `${REPO}/pulls/1/secrets`, undefined, /not in GitHub's description/u],
    ["GET", `${REPO}/branches`, undefined, /not served here/u],
    ["POST", "/graphql", { query: "{ repository { id } }" }, /not served here/u],
  ])("%s %s %j is refused and on the record", async (method, path, body, problem) => {
    const { status } = await at.call(method, path, { body });
    expect(path === "/graphql" ? 422 : status).toBeGreaterThanOrEqual(404);
    expect(at.gitHub.violations.join("\n")).toMatch(problem);
  });

  test("a request of Octokit's is one that it knows", async () => {
    const octokit = getOctokit(WORKFLOW_TOKEN, { baseUrl: at.gitHub.url });
    const where = { owner: "octo", repo: "app" };
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...where,
      basehead: `${at.base}...${at.head}`,
    });
    expect(data.merge_base_commit.sha).toBe(at.base);
    for (let n = 0; n < 5; n += 1) await octokit.rest.issues.createComment({ ...where, issue_number: 1, body: `${n}` });
    const list = { ...where, issue_number: 1, per_page: 2 };
    const comments = await octokit.paginate(octokit.rest.issues.listComments, list);
    expect(comments.map(({ body }) => body)).toEqual(["0", "1", "2", "3", "4"]);
    expect(comments[0]?.user).toMatchObject({ login: "github-actions[bot]", id: 41898282, type: "Bot" });
    const me = await octokit.graphql<{ viewer: unknown }>("query { viewer { login databaseId } }");
    expect(me.viewer).toEqual({ login: "github-actions[bot]", databaseId: 41898282 });
    expect(at.gitHub.violations).toEqual([]);
  });
});

describe("misbehaviour", () => {
  const path = `${REPO}/issues/1/comments`;
  const attempt = (misdeed: Misdeed): Promise<number | string> => {
    at.gitHub.misbehave({ method: "POST", path, as: misdeed });
    return at.comment().then(
      ({ status }) => status,
      (error: unknown) => (error as Error).name,
    );
  };

  test.each<[Misdeed & string, number | string, number]>([
    ["502-before", "SyntaxError", 0],
    ["502-after", "SyntaxError", 1],
    ["reset-before", "TypeError", 0],
    ["reset-after", "TypeError", 1],
    ["truncated", "TypeError", 1],
  ])("%s, once, and the effect is there or not", async (misdeed, outcome, effects) => {
    expect(await attempt(misdeed)).toBe(outcome);
    expect(at.gitHub.state.comments()).toHaveLength(effects);
    expect((await at.comment()).status).toBe(201);
    expect(at.gitHub.requests).toHaveLength(2);
    expect(at.gitHub.violations).toEqual([]);
  });

  test.each<[string, Misdeed, number]>([
    ["a secondary limit", REFUSALS.secondaryLimit(0), 403],
    ["too many", REFUSALS.tooMany(1), 429],
    ["the primary limit", REFUSALS.primaryLimit(1_800_000_000), 403],
    ["a conflict", REFUSALS.conflict(), 409],
  ])("%s is an answer without the effect", async (_, misdeed, status) => {
    expect(await attempt(misdeed)).toBe(status);
    expect(at.gitHub.state.comments()).toEqual([]);
  });

  test("limits carry the headers that clients wait for", async () => {
    at.gitHub.misbehave({ path: /./u, as: REFUSALS.secondaryLimit(1) });
    at.gitHub.misbehave({ path: /./u, as: REFUSALS.primaryLimit(1_800_000_000) });
    expect((await at.comment()).headers.get("retry-after")).toBe("1");
    const { headers } = await at.comment();
    expect([headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-reset")]).toEqual(["0", "1800000000"]);
  });

  test("a script counts, skips and knows templates", async () => {
    at.gitHub.misbehave({
      path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
      skip: 1,
      times: 2,
      as: REFUSALS.gone(),
    });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await at.comment()).status);
    expect(statuses).toEqual([201, 410, 410, 201]);
  });

  test.each<[Misdeed & string, number]>([
    ["hang", 0],
    ["hang-after", 1],
  ])("%s never answers, until the server closes", async (misdeed, effects) => {
    at.gitHub.misbehave({ path, as: misdeed });
    const asked = at.comment().then(
      () => "answered",
      () => "broken",
    );
    while (at.gitHub.requests.length === 0) await new Promise(setImmediate);
    await at.gitHub.close();
    expect(await asked).toBe("broken");
    expect(at.gitHub.state.comments()).toHaveLength(effects);
  });

  test("git is not spared", async () => {
    at.gitHub.misbehave({ path: /\.git\//u, as: REFUSALS.serverError(503) });
    const get = (): Promise<number> =>
      fetch(`${at.gitHub.url}/octo/app.git/info/refs?service=git-upload-pack`).then(({ status }) => status);
    expect([await get(), await get()]).toEqual([503, 200]);
    at.gitHub.repository({ private: true });
    expect(await get()).toBe(401);
  });
});

describe("state", () => {
  test("others write as themselves", () => {
    const eve = at.gitHub.account({ token: "eve", login: "eve", id: 9, type: "User", installation: false });
    at.gitHub.commentAs(eve, "mine");
    at.gitHub.reviewCommentAs(eve, { path: "src/a.txt", line: 10, body: "mine too" });
    expect(at.gitHub.state.comments()).toMatchObject([{ body: "mine", user: { id: 9 } }]);
    expect(at.gitHub.state.reviewComments()).toMatchObject([{ body: "mine too", user: { id: 9 } }]);
  });

  test("what was received is there to be searched, unpacked, without the token", async () => {
    await at.upload({ sarif: gzipSync('{"needle":1}').toString("base64") });
    await at.comment("haystack");
    expect(at.gitHub.received()).toMatch(/needle[^]*haystack|haystack[^]*needle/u);
    expect(at.gitHub.received()).not.toContain(WORKFLOW_TOKEN);
    expect(at.gitHub.requests.map(({ account }) => account)).toEqual(["github-actions[bot]", "github-actions[bot]"]);
  });
});

describe("artifacts", () => {
  const SCRIPT = `
    import { DefaultArtifactClient } from "@actions/artifact";
    const client = new DefaultArtifactClient();
    const { id, digest } = await client.uploadArtifact("review", ["package.json", "docs/errors.md"], process.cwd());
    console.log(JSON.stringify({ id, digest }));`;
  const uploadArtifact = (serverUrl: string): Promise<{ stdout: string; failed: boolean }> =>
    new Promise((done) =>
      execFile(
        process.execPath,
        ["--input-type=module", "-e", SCRIPT],
        {
          cwd: join(import.meta.dirname, "..", ".."),
          env: {
            ACTIONS_RUNTIME_TOKEN: runtimeToken(),
            ACTIONS_RESULTS_URL: at.gitHub.url,
            GITHUB_SERVER_URL: serverUrl,
            GITHUB_WORKSPACE: at.repository.path,
          },
        },
        (error, stdout, stderr) => done({ stdout: stdout + stderr, failed: error !== null }),
      ),
    );

  test("the real client uploads files, which are there unpacked", async () => {
    const { stdout, failed } = await uploadArtifact(at.gitHub.serverUrl);
    expect([failed ? stdout : "", at.gitHub.violations]).toEqual(["", []]);
    const files = at.gitHub.state.artifacts.get("review");
    expect([...(files?.keys() ?? [])].sort()).toEqual(["docs/errors.md", "package.json"]);
    expect(at.gitHub.received()).toContain('"name": "claude-code-review"');
    const again = await uploadArtifact(at.gitHub.serverUrl);
    expect([again.failed, again.stdout]).toEqual([true, expect.stringContaining("409")]);
  });
});
