import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { changedUris, changeOf, git, twoCommits, withObjects } from "../change/open-change.ts";
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

function everyFile(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, `${readFileSync(path, "latin1")} ${String(statSync(path).mtimeMs)}`];
    }),
  );
}

describe("L6 nothing steers git", () => {
  test("L6 nothing is written to the user's repository", async () => {
    twoCommits(repository);
    const before = everyFile(repository.path);
    await changeOf(repository.path);
    expect(everyFile(repository.path)).toEqual(before);
  });

  test("L6 no program that the repository configures is run", async () => {
    const marker = join(folder, "marker");
    const program = `touch ${marker};false`;
    repository.write({
      ".gitattributes": "* diff=evil filter=evil merge=evil\n",
      ".gitmodules": `[submodule "x"]\n\tpath=x\n\turl=ext::touch ${marker}\n`,
    });
    twoCommits(repository);
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "core.editor",
      "core.askPass",
      "core.sshCommand",
      "core.alternateRefsCommand",
      "diff.external",
      "diff.evil.command",
      "diff.evil.textconv",
      "filter.evil.clean",
      "filter.evil.smudge",
      "filter.evil.process",
      "credential.helper",
      "alias.rev-parse",
      "uploadpack.packObjectsHook",
    ]) {
      repository.git("config", key, key === "alias.rev-parse" ? `!${program}` : program);
    }
    const hooks = join(repository.path, ".git", "hooks");
    mkdirSync(hooks, { recursive: true });
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    }
    repository.git("config", "core.hooksPath", hooks);
    expect(await changedUris(repository.path)).toEqual(["a.js"]);
    await withObjects(repository.path, (objects) => objects.branches());
    expect(existsSync(marker)).toBe(false);
  });

  test("L6 a poisoned environment and the user's own configuration change nothing", async () => {
    twoCommits(repository);
    const marker = join(folder, "marker");
    const expected = await changeOf(repository.path);
    writeFileSync(
      join(folder, ".gitconfig"),
      `[diff]\n\tnoprefix = true\n[init]\n\ttemplateDir = ${folder}\n[core]\n\tattributesFile = ${folder}/attributes\n[url "ext::touch ${marker} "]\n\tinsteadOf = https://\n`,
    );
    mkdirSync(join(folder, "git"));
    writeFileSync(join(folder, "git", "attributes"), "* -diff\n");
    writeFileSync(join(folder, "attributes"), "* -diff\n");
    const poison = {
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      GIT_DIR: folder,
      GIT_WORK_TREE: folder,
      GIT_COMMON_DIR: folder,
      GIT_OBJECT_DIRECTORY: folder,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: folder,
      GIT_NAMESPACE: "evil",
      GIT_SHALLOW_FILE: join(folder, "shallow"),
      GIT_REPLACE_REF_BASE: "refs/evil/",
      GIT_CONFIG_GLOBAL: join(folder, ".gitconfig"),
      GIT_CONFIG_SYSTEM: join(folder, ".gitconfig"),
      GIT_CONFIG_NOSYSTEM: "0",
      GIT_CONFIG_PARAMETERS: "'diff.noprefix=true'",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "diff.external",
      GIT_CONFIG_VALUE_0: `touch ${marker}`,
      GIT_EXTERNAL_DIFF: `touch ${marker}`,
      GIT_DIFF_OPTS: "-u0",
      GIT_TEMPLATE_DIR: folder,
      GIT_DEFAULT_HASH: "sha256",
      GIT_EXEC_PATH: folder,
      GIT_TRACE: join(folder, "trace"),
      GIT_ATTR_SOURCE: "HEAD",
      LANG: "de_DE.UTF-8",
    };
    const change = await withObjects(
      repository.path,
      async (objects) => {
        const { readChange } = await import("../../src/change/index.ts");
        return readChange({ base: "HEAD~1", head: "HEAD" }, objects);
      },
      poison,
    );
    expect(change).toEqual(expected);
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(join(folder, "trace"))).toBe(false);
  });

  test("L6 replace refs and grafts do not change what a commit is", async () => {
    const [first, second] = twoCommits(repository);
    repository.branch("decoy");
    repository.write({ "decoy.js": "nothing to see\n" });
    const decoy = repository.commit();
    repository.git("symbolic-ref", "HEAD", "refs/heads/main");
    const expected = await changeOf(repository.path, first, second);
    repository.git("replace", second, decoy);
    mkdirSync(join(repository.path, ".git", "info"), { recursive: true });
    writeFileSync(join(repository.path, ".git", "info", "grafts"), `${second} ${decoy}\n`);
    expect(await changeOf(repository.path)).toEqual(expected);
  });

  test("L6 a partial clone fetches nothing: what it lacks is an error", async () => {
    twoCommits(repository);
    repository.git("config", "uploadpack.allowFilter", "true");
    const clone = join(folder, "clone");
    git("clone", "-q", "--no-checkout", "--filter=blob:none", `file://${repository.path}`, clone);
    const marker = join(folder, "marker");
    git("-C", clone, "config", "remote.origin.url", `ext::touch ${marker}`);
    git("-C", clone, "config", "protocol.ext.allow", "always");
    await expect(changeOf(clone)).rejects.toMatchObject({
      code: "object-missing",
      fix: expect.stringContaining("--filter"),
    });
    // The name of a commit that is not there would be fetched, too.
    expect(await withObjects(clone, (objects) => objects.commit(`${"1".repeat(40)}~1`))).toBeUndefined();
    expect(existsSync(marker)).toBe(false);
  });
});
