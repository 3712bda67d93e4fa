import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { commitChange } from "../../src/adapters/git-made.ts";
import { readChange } from "../../src/change/index.ts";
import type { ChangeSource } from "../../src/ports.ts";
import { makeRepository } from "../fixtures/repository.ts";

let temporary: string;
beforeEach(() => {
  temporary = realpathSync(mkdtempSync(`${tmpdir()}/git-made-`));
});
afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
});

const made = (source: ChangeSource) =>
  commitChange(source, { files: createFiles({ temporary }), environment: { PATH: process.env["PATH"] ?? "" } });
const tree = (files: Record<string, string>) => ({ files: new Map(Object.entries(files)) });
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? "").toString();

test("trees become a change, whatever their names and contents; the same one every time", async () => {
  const odd = { 'a "b"\\c\nd.txt': "ü\r\n", "empty.txt": "", "no-end.txt": "x" };
  const source = {
    base: tree({ "gone.txt": "1\n", "a.txt": "1\n" }),
    head: tree({ "a.txt": "2\n", ...odd }),
    message: "Größe\n\nbody",
  };
  const change = await made(source);
  const { files } = await readChange(change, change.objects);
  expect(files.map(({ uri, status }) => [uri, status])).toEqual([
    ['a "b"\\c\nd.txt', "added"],
    ["a.txt", "modified"],
    ["empty.txt", "added"],
    ["gone.txt", "deleted"],
    ["no-end.txt", "added"],
  ]);
  for (const [uri, content] of Object.entries(odd))
    expect(text(await change.objects.fileAt(change.head, uri))).toBe(content);
  const { commits } = await change.objects.commits({ to: change.head, without: [change.base], limit: 5 });
  expect(commits.map(({ message }) => message.trimEnd())).toEqual(["Größe\n\nbody"]);
  const again = await made(source);
  expect([again.base, again.head]).toEqual([change.base, change.head]);
  await Promise.all([change.dispose(), again.dispose()]);
  expect(readdirSync(temporary)).toEqual([]);
});

test("L6 branches of a repository are borrowed, written over, and left as they were", async () => {
  const repository = makeRepository();
  try {
    repository.branch("main");
    repository.write({ "a.txt": "1\n", link: { mode: "120000", content: "a.txt" } });
    const base = repository.commit("Base");
    repository.branch("pr", base);
    repository.write({ "a.txt": "2\n" });
    const head = repository.commit("Head");
    const change = await made({
      repository: repository.path,
      base: { ref: "refs/heads/main", ...tree({ "more/b.txt": "b\n" }) },
      head: { ref: "refs/heads/pr", ...tree({ "more/b.txt": "c\n" }) },
      message: "Title",
    });
    const { files } = await readChange(change, change.objects);
    expect(files.map(({ uri }) => uri)).toEqual(["a.txt", "more/b.txt"]);
    expect(await change.objects.modeAt(change.head, "link")).toBe("120000");
    expect(repository.git("rev-parse", "pr")).toBe(head);
    await change.dispose();
  } finally {
    repository.dispose();
  }
});

test("a branch that is not there is named", async () => {
  const repository = makeRepository();
  try {
    repository.write({ "a.txt": "1\n" });
    repository.commit("Base");
    const sides = { base: { ref: "refs/heads/none", ...tree({}) }, head: { ref: "refs/heads/pr", ...tree({}) } };
    await expect(made({ repository: repository.path, ...sides, message: "x" })).rejects.toMatchObject({
      code: "commit-not-found",
    });
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    repository.dispose();
  }
});
