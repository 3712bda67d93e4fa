import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { changeOf, git, twoCommits, withObjects } from "../change/open-change.ts";
import { type Repository, makeRepository } from "../fixtures/repository.ts";

let repository: Repository;
let folder: string;
beforeEach(() => {
  repository = makeRepository();
  folder = mkdtempSync(join(tmpdir(), "git-test-"));
});
afterEach(() => {
  repository.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe("commits", () => {
  test.each([
    "-x",
    "--upload-pack=touch marker",
    "--help",
    "a;b",
    "$(id)",
    "`id`",
    "{curl,-sSFL,evil}",
    "--end-of-options",
  ])("L6 a branch named %j is a branch", async (name) => {
    const [first] = twoCommits(repository);
    if (name.includes(" "))
      return expect(await withObjects(repository.path, (objects) => objects.commit(name))).toBeUndefined();
    repository.git("update-ref", `refs/heads/${name}`, first);
    expect(await withObjects(repository.path, (objects) => objects.commit(name))).toBe(first);
  });

  test("what is not one commit is none", async () => {
    twoCommits(repository);
    const refs = [
      "",
      "\0",
      "^main",
      "main..HEAD",
      "HEAD:a.js",
      "HEAD^{tree}",
      "absent",
      "1".repeat(40),
      "x".repeat(9999),
      "--all",
    ];
    await withObjects(repository.path, async (objects) => {
      for (const ref of refs) expect([ref, await objects.commit(ref)]).toEqual([ref, undefined]);
    });
  });

  test("a tag, a short name and an expression are resolved in the user's repository", async () => {
    const [first, second] = twoCommits(repository);
    repository.git("tag", "-a", "-m", "x", "v1", first);
    await withObjects(repository.path, async (objects) => {
      expect(await objects.commit("v1")).toBe(first);
      expect(await objects.commit("HEAD~1")).toBe(first);
      expect(await objects.commit(second.slice(0, 10))).toBe(second);
      expect(await objects.branches()).toEqual(["main"]);
    });
  });

  test("a shallow clone without the base, or without a merge base, is an error that names fetch-depth: 0", async () => {
    const [first] = twoCommits(repository);
    repository.git("branch", "other", first);
    repository.branch("other");
    repository.write({ c: "c" });
    repository.commit();
    repository.branch("main");
    const clone = join(folder, "clone");
    git(
      "clone",
      "-q",
      "--no-checkout",
      "--depth=1",
      "--no-single-branch",
      "--branch=main",
      `file://${repository.path}`,
      clone,
    );
    const cut = { name: "ConfigurationError", code: "history-cut", fix: expect.stringContaining("fetch-depth: 0") };
    await expect(changeOf(clone, "HEAD~1")).rejects.toMatchObject(cut);
    await expect(changeOf(clone, "origin/other")).rejects.toMatchObject(cut);
    git("-C", clone, "fetch", "-q", "--unshallow");
    expect((await changeOf(clone, "origin/other")).mergeBase).toBe(first);
  });
});

describe("contents", () => {
  test("blobs come in the order asked for, whole, and absent ones say so", async () => {
    const big = Buffer.alloc(3_000_000, "0123456789\n");
    repository.write({ big, small: "s", empty: "" });
    repository.commit();
    const name = (path: string) => repository.git("rev-parse", `HEAD:${path}`);
    const absent = "1".repeat(40);
    const tree = repository.git("rev-parse", "HEAD^{tree}");
    const names = [name("small"), absent, name("big"), tree, name("empty"), name("small")];
    await withObjects(repository.path, async (objects) => {
      const got: [string, string | undefined][] = [];
      await objects.blobs(names, async (given, bytes) => {
        await Promise.resolve();
        got.push([given, bytes && Buffer.from(bytes).toString()]);
      });
      expect(got).toEqual([
        [names[0], "s"],
        [absent, undefined],
        [names[2], big.toString()],
        [tree, undefined],
        [names[4], ""],
        [names[5], "s"],
      ]);
      expect([...(await objects.sizes(names))]).toEqual([
        [names[0], 1],
        [names[2], 3_000_000],
        [names[4], 0],
      ]);
      expect(await objects.sizes([])).toEqual(new Map());
    });
  });

  test("an error of the reader's ends the reading", async () => {
    repository.write({ big: Buffer.alloc(3_000_000) });
    repository.commit();
    const name = repository.git("rev-parse", "HEAD:big");
    await withObjects(repository.path, async (objects) => {
      const reading = objects.blobs([name, name], () => {
        throw new Error("enough");
      });
      await expect(reading).rejects.toThrow("enough");
    });
  });

  test("L6 what is no object name never becomes an argument or a line", async () => {
    repository.write({ a: "a" });
    repository.commit();
    await withObjects(repository.path, async (objects) => {
      await expect(objects.sizes(["HEAD:a"])).rejects.toThrow(TypeError);
      await expect(objects.diff("--output=x", "HEAD")).rejects.toThrow(TypeError);
    });
  });

  test("a file at a commit is read by its exact path, links are not followed", async () => {
    const strange = 'a "b"\n[*]';
    repository.write({
      [strange]: "strange",
      "-rf": "dash",
      "folder/b": "b",
      link: { mode: "120000", content: "folder" },
    });
    const commit = repository.commit();
    await withObjects(repository.path, async (objects) => {
      const at = async (uri: string) => {
        const bytes = await objects.fileAt(commit, uri);
        return bytes && Buffer.from(bytes).toString();
      };
      expect(await at(strange)).toBe("strange");
      expect(await at("-rf")).toBe("dash");
      expect(await at("folder/b")).toBe("b");
      for (const uri of [
        "",
        "\0",
        "folder",
        "folder/",
        "./folder/b",
        "../x",
        "link",
        "link/b",
        "*",
        ":(glob)*",
        "absent",
      ]) {
        expect([uri, await at(uri)]).toEqual([uri, undefined]);
      }
    });
  });

  test("a broken object is an error", async () => {
    twoCommits(repository);
    const name = repository.git("rev-parse", "HEAD:a.js");
    const path = join(repository.path, ".git", "objects", name.slice(0, 2), name.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, "garbage");
    await expect(changeOf(repository.path)).rejects.toMatchObject({ name: "ExternalError" });
  });
});
