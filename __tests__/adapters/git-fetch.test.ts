import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readChange } from "../../src/change/index.ts";
import { git, twoCommits, withObjects } from "../change/open-change.ts";
import { gitEnvironment, makeRepository, type Repository } from "../fixtures/repository.ts";
import { startGitHttp, type GitHttp, type GitHttpOptions } from "../servers/git-http.ts";
import { withFetched } from "./open-fetched.ts";

let repository: Repository;
let server: GitHttp | undefined;
beforeEach(() => {
  repository = makeRepository({ bare: true });
});
afterEach(async () => {
  await server?.close();
  repository.dispose();
});

async function serve(more: Partial<GitHttpOptions> = {}): Promise<string> {
  server = await startGitHttp({ repositories: new Map([["octo/app", repository.path]]), ...more });
  return `${server.url}/octo/app.git`;
}
const wants = (...commits: string[]) => commits.map((commit) => ({ commit }));
const packs = () => server!.requests.filter(({ method }) => method === "POST").length;
const GONE = "1".repeat(40);

/** A history of `count` commits after HEAD's, one file each; returns the last. */
function longer(count: number): string {
  let last = "";
  for (let index = 0; index < count; index += 1) {
    repository.write({ "count.txt": `${index}\n` });
    last = repository.commit();
  }
  return last;
}

/** The last of `count` empty commits after `parent`, made by one process. */
function farFrom(parent: string, count: number): string {
  const one = (index: number) =>
    [
      "commit refs/heads/far",
      `committer Ada <ada@example.org> ${1_700_000_000 + index} +0000`,
      "data 0",
      ...(index === 0 ? [`from ${parent}`] : []),
      "",
    ].join("\n");
  const input = Array.from({ length: count }, (_, index) => one(index)).join("\n");
  execFileSync("git", ["-C", repository.path, "fast-import", "--quiet"], { input, env: gitEnvironment() });
  return repository.git("rev-parse", "far");
}

describe("commits by name", () => {
  test("base, head and the merge base give the change that a whole clone gives", async () => {
    const [first, second] = twoCommits(repository);
    repository.branch("side", first);
    repository.write({ "c.js": "c\n" });
    const head = repository.commit();
    const url = await serve();
    const request = { base: second, head };
    const expected = await withObjects(repository.path, (objects) => readChange(request, objects));
    await withFetched({ url, commits: wants(second, head, first) }, async (objects) => {
      expect(await readChange({ ...request, mergeBase: first }, objects)).toEqual(expected);
      expect(objects.shallow).toBe(false);
      expect(await objects.branches()).toEqual([]);
      expect(Buffer.from((await objects.fileAt(head, "folder/b.js"))!).toString()).toBe("b\n");
      expect((await objects.tree(head)).map(({ uri }) => uri)).toEqual(["a.js", "c.js", "folder/b.js"]);
    });
    // One pack for all three: what they share is sent once.
    expect(packs()).toBe(1);
  });

  test("only full names are commits: no ref, no expression, no tree", async () => {
    const [first, second] = twoCommits(repository);
    const tree = repository.git("rev-parse", `${second}^{tree}`);
    await withFetched({ url: await serve(), commits: wants(second) }, async (objects) => {
      expect(await objects.commit(second)).toBe(second);
      const others = [first, tree, second.slice(0, 12), `${second}~0`, "HEAD", `refs/fetched/${second}`, "-x", ""];
      for (const name of others) expect([name, await objects.commit(name)]).toEqual([name, undefined]);
      await expect(objects.fetch(wants("--upload-pack=touch x"))).rejects.toThrow(TypeError);
    });
  });

  test("a SHA-256 repository is fetched as one", async () => {
    repository.dispose();
    repository = makeRepository({ bare: true, objectFormat: "sha256" });
    const [first, second] = twoCommits(repository);
    expect(second).toHaveLength(64);
    await withFetched({ url: await serve(), commits: wants(first, second) }, async (objects) => {
      expect(await readChange({ base: first, head: second, mergeBase: first }, objects)).toMatchObject({
        files: [{ uri: "a.js" }],
      });
    });
  });

  test("an annotated tag's name is its commit", async () => {
    const [, second] = twoCommits(repository);
    repository.git("tag", "-a", "-m", "x", "v1", second);
    const tag = repository.git("rev-parse", "v1");
    await withFetched({ url: await serve(), commits: wants(tag) }, async (objects) => {
      expect(tag).not.toBe(second);
      expect(await objects.commit(tag)).toBe(second);
    });
  });

  test("a commit that no branch holds any more is fetched all the same", async () => {
    const [first, second] = twoCommits(repository);
    repository.git("update-ref", "refs/heads/main", first);
    await withFetched({ url: await serve(), commits: wants(first, second) }, async (objects) => {
      expect(await objects.commit(second)).toBe(second);
    });
  });

  test("L5 a commit that the server does not have is an error at first, and an answer later", async () => {
    const [first, second] = twoCommits(repository);
    const url = await serve();
    await expect(withFetched({ url, commits: wants(first, GONE) }, async () => undefined)).rejects.toMatchObject({
      name: "ConfigurationError",
      code: "commit-not-found",
      message: expect.stringContaining(GONE),
    });
    await withFetched({ url, commits: wants(second) }, async (objects) => {
      expect(await objects.fetch(wants(GONE, first))).toEqual([GONE]);
      expect(await objects.commit(first)).toBe(first);
      const before = server!.requests.length;
      expect(await objects.fetch(wants(first, second))).toEqual([]);
      // What is there is not asked for again.
      expect(server!.requests).toHaveLength(before);
    });
  });
});

describe("a server that gives only what its refs name", () => {
  const pull = "refs/pull/7/head";

  test("is asked for the ref instead", async () => {
    const [first, second] = twoCommits(repository);
    repository.git("update-ref", pull, second);
    repository.git("update-ref", "refs/heads/main", first);
    const url = await serve({ anySha: false });
    const commits = [
      { commit: first, ref: "refs/heads/main" },
      { commit: second, ref: pull },
    ];
    await withFetched({ url, commits }, async (objects) => {
      expect(await objects.commit(second)).toBe(second);
    });
  });

  test("A6 is looked through behind the tip when the ref has moved on", async () => {
    const [first, second] = twoCommits(repository);
    repository.git("update-ref", pull, longer(60));
    repository.git("update-ref", "refs/heads/main", first);
    const url = await serve({ anySha: false });
    const commits = [{ commit: second, ref: pull }];
    await withFetched({ url, commits }, async (objects) => {
      expect(await objects.commit(second)).toBe(second);
      expect(await objects.fileAt(second, "count.txt")).toBeUndefined();
      expect(await objects.fetch([{ commit: first, ref: "refs/heads/main" }])).toEqual([]);
      expect(await objects.mergeBase(first, second)).toBe(first);
    });
  });

  test.each([
    ["does not lead there", "refs/heads/other"],
    ["is not there", "refs/heads/absent"],
    ["is none", undefined],
    ["would be an option", "--upload-pack=touch"],
    ["is a pattern", "refs/heads/*"],
    ["is a refspec", "refs/heads/main:refs/heads/x"],
    ["holds a line break", "refs/heads/a\nb"],
  ])("L6 gives nothing when the ref %s", async (_, ref) => {
    const [first, second] = twoCommits(repository);
    repository.git("update-ref", "refs/heads/other", first);
    longer(1);
    const url = await serve({ anySha: false });
    const commits = [{ commit: second, ...(ref === undefined ? {} : { ref }) }];
    await expect(withFetched({ url, commits }, async () => undefined)).rejects.toMatchObject({
      code: "commit-not-found",
    });
  });
});

describe("merge bases", () => {
  test("L5 history is fetched until the answer is certain", async () => {
    const [first, second] = twoCommits(repository);
    const base = longer(70);
    repository.branch("side", second);
    const head = longer(3);
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      expect(await objects.mergeBase(base, head)).toBe(second);
      expect(await objects.mergeBase(base, base)).toBe(base);
      expect((await readChange({ base, head }, objects)).mergeBase).toBe(second);
      expect(first).not.toBe(second);
    });
  });

  test("L5 a merge base beyond 5,000 commits is an error that says what to do", async () => {
    const [, parting] = twoCommits(repository);
    const base = farFrom(parting, 5002);
    repository.branch("side", parting);
    const head = longer(1);
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      await expect(readChange({ base, head }, objects)).rejects.toMatchObject({
        code: "history-cut",
        message: expect.stringContaining("5000"),
        fix: expect.stringContaining("rebase"),
      });
    });
  });

  test("histories without a common commit are unrelated, which is certain only when they are whole", async () => {
    const base = longer(2);
    repository.branch("orphan");
    const head = longer(60);
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      expect(await objects.mergeBase(base, head)).toBeUndefined();
      await expect(readChange({ base, head }, objects)).rejects.toMatchObject({ code: "histories-unrelated" });
    });
  });

  test("the given one is used when it is there, and no history is fetched for it", async () => {
    const [first, second] = twoCommits(repository);
    const head = longer(60);
    await withFetched({ url: await serve(), commits: wants(second, head, first) }, async (objects) => {
      expect((await readChange({ base: second, head, mergeBase: first }, objects)).mergeBase).toBe(first);
      expect(packs()).toBe(1);
      expect((await readChange({ base: second, head, mergeBase: GONE }, objects)).mergeBase).toBe(second);
      expect(packs()).toBeGreaterThan(1);
    });
  });
});

describe("L6 nothing in the repository steers what is fetched", () => {
  test("L6 replace refs of the server's are not taken over", async () => {
    const [first, second] = twoCommits(repository);
    repository.branch("decoy");
    repository.write({ "decoy.js": "nothing to see\n" });
    repository.git("replace", second, repository.commit());
    await withFetched({ url: await serve(), commits: wants(first, second) }, async (objects, temporary) => {
      const change = await readChange({ base: first, head: second, mergeBase: first }, objects);
      expect(change.files.map(({ uri }) => uri)).toEqual(["a.js"]);
      expect(refsOf(temporary)).toEqual([first, second].map((name) => `refs/fetched/${name}`).sort());
    });
  });

  test("L6 submodules, LFS pointers and attributes fetch nothing and hide nothing", async () => {
    const [first] = twoCommits(repository);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 9\n`;
    const url = await serve();
    repository.write({
      ".gitattributes": "* -diff filter=lfs diff=lfs merge=lfs export-ignore\n",
      ".gitmodules": `[submodule "x"]\n\tpath = x\n\turl = ${server!.url}/octo/other.git\n`,
      ".lfsconfig": `[lfs]\n\turl = ${server!.url}/octo/lfs.git\n`,
      x: { mode: "160000", content: GONE },
      "big.bin": pointer,
    });
    const head = repository.commit();
    await withFetched({ url, commits: wants(first, head) }, async (objects) => {
      const { files } = await readChange({ base: first, head, mergeBase: first }, objects);
      const named = new Map(files.map((file) => [file.uri, file]));
      expect([...named.keys()].sort()).toEqual([".gitattributes", ".gitmodules", ".lfsconfig", "a.js", "big.bin", "x"]);
      expect(named.get("big.bin")).toMatchObject({ binary: false, headSize: pointer.length });
      expect(named.get("x")).toMatchObject({ kind: "submodule" });
    });
    expect(new Set(server!.requests.map(({ path }) => path.split(".git/")[0]))).toEqual(new Set(["/octo/app"]));
  });
});

function refsOf(temporary: string): string[] {
  return git(`--git-dir=${temporary}/fetched.git`, "for-each-ref", "--format=%(refname)").trim().split("\n");
}
