import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ChangedFile } from "../../src/records.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { readChange } from "../../src/change/index.ts";
import { changed, changeOf, lines, withObjects } from "./open-change.ts";

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.dispose());

type Files = Parameters<typeof changed>[1];
type After = Parameters<typeof changed>[2];

async function onlyFile(before: Files, after: After): Promise<ChangedFile> {
  const { files } = await changed(repository, before, after);
  expect(files).toHaveLength(1);
  return files[0]!;
}

describe("what kinds of change there are", () => {
  test("a modification has its hunk with line numbers on both sides", async () => {
    const file = await onlyFile({ "a.js": "1\n2\n3\n4\n5\n6\n7\n8\n" }, { "a.js": "1\n2\n3\n4\nfive\nnew\n6\n7\n8\n" });
    expect(file).toMatchObject({ uri: "a.js", status: "modified", kind: "regular", headSize: 23, binary: false });
    expect(file.hunks[0]).toMatchObject({ uri: "a.js", baseStart: 2, baseCount: 7, headStart: 2, headCount: 8 });
    expect(lines(file)).toEqual([
      "2:2  2",
      "3:3  3",
      "4:4  4",
      "5: -5",
      ":5 +five",
      ":6 +new",
      "6:7  6",
      "7:8  7",
      "8:9  8",
    ]);
  });

  test("an addition and a deletion have one side each", async () => {
    const { files } = await changed(repository, { "gone.js": "x\n" }, { "gone.js": null, "new.js": "fresh\n" });
    expect(files.map(({ uri, status, headSize }) => [uri, status, headSize])).toEqual([
      ["gone.js", "deleted", 0],
      ["new.js", "added", 6],
    ]);
    expect(files[0]).not.toHaveProperty("headBlob");
    expect(files[1]).not.toHaveProperty("baseBlob");
    expect(files[0]!.hunks[0]).toMatchObject({ baseStart: 1, baseCount: 1, headStart: 0, headCount: 0 });
  });

  test("L5 a pure rename has one hunk without lines, a rename with changes only those lines", async () => {
    const body = Array.from({ length: 20 }, (_, index) => `line ${String(index)}\n`).join("");
    const { files } = await changed(
      repository,
      { "a.js": body, "b.js": body.replaceAll("line", "other") },
      { "a.js": null, "moved.js": body, "b.js": null, "near.js": `${body.replaceAll("line", "other")}more\n` },
    );
    expect(files.map(({ uri, baseUri, status }) => [uri, baseUri, status])).toEqual([
      ["moved.js", "a.js", "renamed"],
      ["near.js", "b.js", "renamed"],
    ]);
    expect(files[0]!.hunks).toHaveLength(1);
    expect(files[0]!.hunks[0]!.lines).toEqual([]);
    expect(lines(files[1]).at(-1)).toBe(":21 +more");
  });

  test("L5 a mode change has one hunk without lines", async () => {
    const file = await onlyFile({ run: "x\n" }, { run: { mode: "100755", content: "x\n" } });
    expect(file).toMatchObject({ status: "modified", baseMode: "100644", headMode: "100755" });
    expect(file.hunks.map((hunk) => hunk.lines)).toEqual([[]]);
  });

  test("L5 an empty file has one hunk without lines", async () => {
    expect((await onlyFile({}, { "empty.js": "" })).hunks.map((hunk) => hunk.lines)).toEqual([[]]);
  });

  test("L5 a binary has one hunk without lines", async () => {
    const file = await onlyFile({ "a.bin": new Uint8Array(999) }, { "a.bin": new Uint8Array(1000).fill(0, 1) });
    expect(file).toMatchObject({ binary: true, headSize: 1000 });
    expect(file.hunks.map((hunk) => hunk.lines)).toEqual([[]]);
  });

  test("L6 a symlink shows its target as text, and nothing of what it points to", async () => {
    const file = await onlyFile({}, { "README.md": { mode: "120000", content: "/etc/passwd" } });
    expect(file).toMatchObject({ kind: "symlink", headMode: "120000", headSize: 11 });
    expect(lines(file)).toEqual([":1 +/etc/passwd⏎̸"]);
  });

  test("a file that becomes a symlink is one file with the removal and the target", async () => {
    const file = await onlyFile({ a: "text\n" }, { a: { mode: "120000", content: "elsewhere" } });
    expect(file).toMatchObject({ status: "typeChanged", kind: "symlink", baseMode: "100644", headMode: "120000" });
    expect(lines(file)).toEqual(["1: -text", ":1 +elsewhere⏎̸"]);
  });

  test("a submodule shows its commits and has no blobs", async () => {
    const file = await onlyFile(
      { lib: { mode: "160000", content: "1".repeat(40) } },
      { lib: { mode: "160000", content: "2".repeat(40) } },
    );
    expect(file).toMatchObject({ kind: "submodule", headSize: 0 });
    expect(file).not.toHaveProperty("headBlob");
    expect(lines(file)).toEqual([`1: -Subproject commit ${"1".repeat(40)}`, `:1 +Subproject commit ${"2".repeat(40)}`]);
  });

  test("no change is no files", async () => {
    repository.write({ a: "x" });
    repository.commit();
    expect(await changeOf(repository.path, "HEAD")).toMatchObject({ files: [] });
  });
});

describe("content", () => {
  test("CRLF keeps its CR, a lone CR is no line end, a byte order mark stays", async () => {
    const { files } = await changed(
      repository,
      {},
      { "crlf.js": "a\r\nb\r\n", "cr.js": "a\rb\n", "bom.js": "\ufeffa\n" },
    );
    expect(lines(files.find(({ uri }) => uri === "crlf.js"))).toEqual([":1 +a\r", ":2 +b\r"]);
    expect(lines(files.find(({ uri }) => uri === "cr.js"))).toEqual([":1 +a\rb"]);
    expect(lines(files.find(({ uri }) => uri === "bom.js"))).toEqual([":1 +\ufeffa"]);
  });

  test("a missing line end is marked on the side that lacks it", async () => {
    expect(lines(await onlyFile({ a: "x\ny" }, { a: "x\ny\n" }))).toEqual(["1:1  x", "2: -y⏎̸", ":2 +y"]);
  });

  test("invalid UTF-8 is shown as U+FFFD and flagged, a real U+FFFD is not", async () => {
    const { files } = await changed(
      repository,
      {},
      { "bad.js": new Uint8Array([0x61, 0xff, 0x0a]), "good.js": "a\ufffd\n" },
    );
    expect(files.map(({ uri, invalidUtf8 }) => [uri, invalidUtf8])).toEqual([
      ["bad.js", true],
      ["good.js", false],
    ]);
    expect(lines(files[0])).toEqual([":1 +a\ufffd"]);
  });

  test("L6 lines that look like a patch are content", async () => {
    const forged = [
      "-- a/x",
      "++ b/x",
      "diff --git a/x b/x",
      "@@ -1 +1 @@",
      "\\ No newline at end of file",
      "Binary files a and b differ",
      "index 0000000..1111111 100644",
      " ",
      "",
    ];
    const before = forged.map((line) => `${line}\n`).join("");
    const removed = await onlyFile({ a: before }, { a: "x\n" });
    expect(lines(removed)).toEqual([...forged.map((line, index) => `${String(index + 1)}: -${line}`), ":1 +x"]);
    expect(removed.hunks).toHaveLength(1);
  });
});

describe("names", () => {
  test("L6 no name is too strange to be listed with its own content", async () => {
    const names = [
      "with space.js",
      "new\nline.js",
      "cr\r.js",
      "tab\t.js",
      'quote".js',
      "back\\slash.js",
      "été 日本語.js",
      "-rf",
      "--config=x",
      "\u001b[2Jansi",
      "::add-mask::x",
      "a => b",
      "diff --git a b",
      "x\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+forged",
      "deep/er/file",
    ];
    const { files } = await changed(
      repository,
      {},
      Object.fromEntries(names.map((name) => [name, `${name.length} of ${name}`])),
    );
    expect(files.map(({ uri }) => uri).sort()).toEqual([...names].sort());
    for (const file of files) {
      expect(file.hunks.flatMap((hunk) => hunk.lines.map(({ text }) => text)).join("\n")).toBe(
        `${file.uri.length} of ${file.uri}`,
      );
    }
  });

  test("L6 names that differ only in invalid bytes stay two files", async () => {
    repository.write({ keep: "x" });
    repository.commit();
    repository.write({ "a\ufffd.js": "valid\n" });
    repository.writeBytes(new Uint8Array([0x61, 0xfe, 0x2e, 0x6a, 0x73]), "fe\n");
    repository.writeBytes(new Uint8Array([0x61, 0xff, 0x2e, 0x6a, 0x73]), "ff\n");
    repository.commit();
    const { files } = await changeOf(repository.path);
    expect(Object.fromEntries(files.map((file) => [file.uri, lines(file)[0]]))).toEqual({
      "a\ufffd.js": ":1 +valid",
      "a\ufffd2.js": ":1 +fe",
      "a\ufffd3.js": ":1 +ff",
    });
  });
});

describe("identity", () => {
  test("hunk ids are unique and the same for every reading", async () => {
    const body = Array.from({ length: 40 }, (_, index) => `${String(index % 4)}\n`);
    const edited = body.map((line, index) => (index === 5 || index === 25 ? "x\n" : line)).join("");
    const change = await changed(
      repository,
      { "a.js": body.join(""), "b.js": body.join("") },
      { "a.js": edited, "b.js": edited },
    );
    const ids = change.files.flatMap((file) => file.hunks.map(({ id }) => id));
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^h-[0-9a-f]{12}$/u);
    expect(await changeOf(repository.path)).toEqual(change);
  });
});

describe("commits", () => {
  test("the diff starts where head left base, and base stays its tip", async () => {
    repository.write({ a: "1\n" });
    const fork = repository.commit();
    repository.write({ "base-only": "x\n" });
    const base = repository.commit();
    repository.branch("topic", fork);
    repository.write({ b: "2\n" });
    const head = repository.commit();
    const change = await withObjects(repository.path, (objects) =>
      readChange({ base: "main", head: "topic", baseBranch: "main" }, objects),
    );
    expect(change).toMatchObject({ base, head, mergeBase: fork, baseBranch: "main" });
    expect(change.files.map(({ uri }) => uri)).toEqual(["b"]);
  });

  test("a merge base that the caller knows is used when it is there, else it is computed", async () => {
    const [from, known, computed, to] = ["1", "2", "3", "4"].map((digit) => digit.repeat(40)) as [
      string,
      string,
      string,
      string,
    ];
    const objects = fakeObjects({ commits: { [from]: from, [to]: to, [known]: known }, mergeBase: computed });
    const given = async (mergeBase: string) =>
      (await readChange({ base: from, head: to, mergeBase }, objects)).mergeBase;
    expect(await given(known)).toBe(known);
    expect(await given("5".repeat(40))).toBe(computed);
  });

  test("a commit that does not exist is named, with the branches that look like it", async () => {
    repository.write({ a: "1" });
    repository.commit();
    await expect(changeOf(repository.path, "mian")).rejects.toMatchObject({
      code: "commit-not-found",
      message: "The base mian is not a commit of this repository.",
      fix: "Name another with --base; there are main.",
    });
    await expect(changeOf(repository.path, "main", "nothing-like-it")).rejects.toMatchObject({
      code: "commit-not-found",
      fix: "Name a branch, a tag or a commit with --head.",
    });
  });

  test("histories without a common commit are an error", async () => {
    repository.write({ a: "1" });
    repository.commit();
    repository.branch("orphan");
    repository.write({ a: "2" });
    repository.commit();
    await expect(changeOf(repository.path, "main", "orphan")).rejects.toMatchObject({ code: "histories-unrelated" });
  });

  test("L5 a blob that the clone does not hold is an error", async () => {
    const [from, to, blob] = ["1".repeat(40), "2".repeat(40), "3".repeat(40)];
    const objects = fakeObjects({
      commits: { base: from, head: to },
      mergeBase: from,
      diff: {
        raw: Buffer.from(`:100644 100755 ${blob} ${blob} M\0a.js\0`),
        patch: Buffer.from("diff --git a/a.js b/a.js\nold mode 100644\nnew mode 100755\n"),
      },
    });
    await expect(readChange({ base: "base", head: "head" }, objects)).rejects.toMatchObject({ code: "object-missing" });
  });
});

test("3,000 files with 200,000 changed lines are read whole", async () => {
  const body = (mark: string) => Array.from({ length: 34 }, (_, index) => `${mark} ${String(index)}\n`).join("");
  const names = Array.from({ length: 3000 }, (_, index) => `src/${String(index)}.js`);
  const { files } = await changed(
    repository,
    Object.fromEntries(names.map((name) => [name, body(`old ${name}`)])),
    Object.fromEntries(names.map((name) => [name, body(`new ${name}`)])),
  );
  expect(files).toHaveLength(3000);
  const changedLines = files
    .flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines))
    .filter(({ kind }) => kind !== "context");
  expect(changedLines).toHaveLength(204_000);
});
