import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openObjects } from "../../src/adapters/git.ts";
import { changedUris, changeOf, git, twoCommits, withObjects } from "../change/open-change.ts";
import { type Repository, gitEnvironment, makeRepository } from "../fixtures/repository.ts";

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

/** A program named `git` that runs `script` before the real one. */
function wrappedGit(script: string): string {
  const real = git("--exec-path").trim();
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${script}\nexec "${real}/git" "$@"\n`);
  chmodSync(join(folder, "git"), 0o755);
  return `${folder}:/usr/bin:/bin`;
}

describe("which repository", () => {
  test("a work tree, a subfolder of it and a linked work tree are found", async () => {
    twoCommits(repository);
    repository.git("reset", "-q", "--hard");
    repository.git("worktree", "add", "-q", "--detach", join(folder, "linked"), "HEAD~1");
    expect(await changedUris(repository.path)).toEqual(["a.js"]);
    expect(await changedUris(join(repository.path, "folder"))).toEqual(["a.js"]);
    const [first] = repository.git("rev-list", "--reverse", "HEAD").split("\n");
    expect(await withObjects(join(folder, "linked"), (objects) => objects.commit("HEAD"))).toBe(first);
  });

  test("a bare repository is found by its own folder and not from inside of it", async () => {
    const bare = makeRepository({ bare: true, folder: "bare\n" });
    try {
      twoCommits(bare);
      expect(await changedUris(bare.path)).toEqual(["a.js"]);
      await expect(withObjects(join(bare.path, "refs"), async () => undefined)).rejects.toMatchObject({
        code: "not-a-repository",
      });
    } finally {
      bare.dispose();
    }
  });

  test.each(['"quoted"', "#hash", "new\nline", "line end\n", "back\\slash", "colon:semi;", "été", "-rf"])(
    "a folder named %j is read",
    async (name) => {
      const strange = makeRepository({ folder: name });
      try {
        twoCommits(strange);
        expect(await changedUris(strange.path)).toEqual(["a.js"]);
      } finally {
        strange.dispose();
      }
    },
  );

  test("a clone that borrows from a clone that borrows is read, also by relative paths", async () => {
    twoCommits(repository);
    git("clone", "-q", "--shared", "--no-checkout", repository.path, join(folder, "one"));
    git("clone", "-q", "--shared", "--no-checkout", join(folder, "one"), join(folder, "two"));
    writeFileSync(join(folder, "two/.git/objects/info/alternates"), "../../../one/.git/objects\n");
    expect(await changedUris(join(folder, "two"))).toEqual(["a.js"]);
  });

  test("a repository of SHA-256 objects is read", async () => {
    const sha256 = makeRepository({ objectFormat: "sha256" });
    try {
      twoCommits(sha256);
      const change = await changeOf(sha256.path);
      expect(change.head).toMatch(/^[0-9a-f]{64}$/u);
      expect(change.files.map(({ uri }) => uri)).toEqual(["a.js"]);
    } finally {
      sha256.dispose();
    }
  });

  test("a repository that belongs to somebody else is read", async () => {
    twoCommits(repository);
    const PATH = wrappedGit("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1");
    expect(await withObjects(repository.path, (objects) => objects.commit("HEAD"), { PATH })).toBe(
      repository.git("rev-parse", "HEAD"),
    );
  });

  test("a folder without a repository, and none at all, are errors with a way out", async () => {
    for (const repo of [folder, join(folder, "absent")]) {
      await expect(withObjects(repo, async () => undefined)).rejects.toMatchObject({
        name: "ConfigurationError",
        code: "not-a-repository",
        fix: expect.stringContaining("--repo"),
      });
    }
  });

  test("no git is a configuration error, a git that dies is not", async () => {
    await expect(withObjects(repository.path, async () => undefined, { PATH: folder })).rejects.toMatchObject({
      code: "git-missing",
    });
    twoCommits(repository);
    const PATH = wrappedGit('case "$*" in *diff-tree*) kill -9 $$;; esac');
    const diff = withObjects(repository.path, async (objects) => objects.diff("1".repeat(40), "2".repeat(40)), {
      PATH,
    });
    await expect(diff).rejects.toMatchObject({ name: "ExternalError", code: "git-failed" });
  });

  test("a temporary folder that cannot be made is an error of the disk", async () => {
    writeFileSync(join(folder, "file"), "");
    const opened = openObjects({
      repo: repository.path,
      temporary: join(folder, "file"),
      environment: gitEnvironment(),
    });
    await expect(opened).rejects.toMatchObject({ code: "write-failed" });
  });
});
