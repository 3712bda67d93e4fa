import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { stagedFiles } from "../../src/adapters/staged.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ccr-staged-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  PATH: process.env["PATH"],
  HOME: folder,
  GIT_DIR: join(folder, ".git"),
  GIT_WORK_TREE: folder,
  GIT_CONFIG_NOSYSTEM: "1",
});
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...args], {
    cwd: folder,
    env: environment(),
  });
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

async function staged(env: Record<string, string | undefined> = environment()) {
  const files: { name: string; text: string; before: string[] }[] = [];
  for await (const { name, bytes, linesBefore } of stagedFiles(env))
    files.push({ name, text: Buffer.from(bytes).toString(), before: [...(await linesBefore())] });
  return files;
}

test("before the first commit everything in the index is new", async () => {
  git("init", "-q");
  write("a b\nc.txt", "one\n");
  git("add", ".");
  expect(await staged()).toEqual([{ name: "a b\nc.txt", text: "one\n", before: [""] }]);
});

test("what is in the index counts, and not the work tree; deleted files do not", async () => {
  git("init", "-q");
  write("a.txt", "old\n");
  write("gone.txt", "x\n");
  git("add", ".");
  git("commit", "-qm", "first");
  write("a.txt", "old\nstaged\n");
  git("rm", "-q", "gone.txt");
  git("add", "a.txt");
  write("a.txt", "not staged\n");
  expect(await staged()).toEqual([{ name: "a.txt", text: "old\nstaged\n", before: ["old", ""] }]);
});

test("the hook's own index is read: git names it in GIT_INDEX_FILE", async () => {
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  write("a.txt", "x\n");
  const index = join(folder, "other-index");
  execFileSync("git", ["add", "a.txt"], { cwd: folder, env: { ...environment(), GIT_INDEX_FILE: index } });
  expect(await staged()).toEqual([]);
  expect(await staged({ ...environment(), GIT_INDEX_FILE: index })).toMatchObject([{ name: "a.txt", text: "x\n" }]);
});

test("no program of the repository's configuration is started", async () => {
  git("init", "-q");
  write(".gitattributes", "* diff=evil filter=evil\n");
  write("a.txt", "x\n");
  git("add", ".");
  const marker = join(folder, "started");
  for (const key of ["diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor"])
    git("config", key, `touch ${marker}; false`);
  expect((await staged()).map(({ name }) => name)).toEqual([".gitattributes", "a.txt"]);
  expect(() => execFileSync("test", ["-e", marker])).toThrow();
});

test("outside of a repository it says so", async () => {
  await expect(staged({ PATH: process.env["PATH"], GIT_DIR: join(folder, "none") })).rejects.toMatchObject({
    code: "not-a-repository",
  });
});
