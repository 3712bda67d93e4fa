import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { gitEnvironment, makeRepository, type Repository } from "../fixtures/repository.ts";
import { basic, startGitHttp, type GitHttp } from "./git-http.ts";

let repository: Repository;
let folder: string;
let git: GitHttp | undefined;
let first: string;

const run = async (...argv: string[]): Promise<string> =>
  (await promisify(execFile)("git", argv, { cwd: folder, env: { ...gitEnvironment(), GIT_TERMINAL_PROMPT: "0" } }))
    .stdout;

beforeEach(async () => {
  repository = makeRepository({ bare: true });
  repository.write({ "a.txt": "one\n" });
  first = repository.commit("first");
  repository.write({ "a.txt": "two\n" });
  repository.commit("second");
  folder = mkdtempSync(join(tmpdir(), "git-http-"));
  await run("init", "-q", "--bare", ".");
});
afterEach(async () => {
  await git?.close();
  repository.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (more: Partial<Parameters<typeof startGitHttp>[0]> = {}): Promise<GitHttp> =>
  (git = await startGitHttp({ repositories: new Map([["octo/app", repository.path]]), ...more }));

describe("git over HTTP", () => {
  test("serves a branch, shallow and deepened, to a real git", async () => {
    const { url } = await serve();
    await run("fetch", "-q", "--depth=1", `${url}/octo/app.git`, "main:refs/heads/main");
    expect(await run("log", "--format=%s", "main")).toBe("second\n");
    await run("fetch", "-q", "--deepen=1", `${url}/octo/app.git`, "main");
    expect(await run("log", "--format=%s", "main")).toBe("second\nfirst\n");
  });

  test("serves the same under a name below localhost", async () => {
    const { hostUrl } = await serve();
    expect(await run("ls-remote", `${hostUrl}/octo/app.git`)).toContain("refs/heads/main");
  });

  test("serves any commit by its name, as GitHub does", async () => {
    const { url } = await serve();
    await run("fetch", "-q", "--depth=1", `${url}/octo/app.git`, first);
    expect((await run("rev-parse", "FETCH_HEAD")).trim()).toBe(first);
  });

  test("refuses a commit by its name when that is switched off", async () => {
    const { url } = await serve({ anySha: false });
    await expect(run("fetch", "-q", `${url}/octo/app.git`, first)).rejects.toThrow(/unadvertised|not our ref/u);
    await run("fetch", "-q", `${url}/octo/app.git`, "main");
  });

  test("asks for a login where the header does not convince, and records what came", async () => {
    const { url, requests } = await serve({ authorize: (header) => header === basic("token-1") });
    await expect(run("fetch", "-q", `${url}/octo/app.git`, "main")).rejects.toThrow(/could not read Username/u);
    const header = `http.extraHeader=Authorization: ${basic("token-1")}`;
    await run("-c", header, "fetch", "-q", `${url}/octo/app.git`, "main");
    expect(requests.map(({ authorization }) => authorization)).toContain(basic("token-1"));
  });

  test("takes no push and knows no other repository", async () => {
    const { url } = await serve();
    await run("fetch", "-q", `${url}/octo/app.git`, "main:refs/heads/main");
    await expect(run("push", "-q", `${url}/octo/app.git`, "main:refs/heads/new")).rejects.toThrow();
    await expect(run("fetch", "-q", `${url}/octo/other.git`, "main")).rejects.toThrow(/not found/u);
    await expect(run("fetch", "-q", `${url}/octo/..%2f..%2fapp.git`, "main")).rejects.toThrow(/not found/u);
  });
});
