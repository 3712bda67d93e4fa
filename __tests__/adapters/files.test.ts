import { execFile } from "node:child_process";
import { chmod, link, mkdir, mkdtemp, readFile, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createClock } from "../../src/adapters/clock.ts";
import { createFiles, errnoOf, writeFailed } from "../../src/adapters/files.ts";
import type { Files } from "../../src/ports.ts";

let root: string;
let files: Files;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-files-"));
  files = createFiles({ temporary: join(root, "run") });
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("reading", () => {
  test("gives the bytes, and undefined where there is no file", async () => {
    await writeFile(join(root, "a"), new Uint8Array([0, 255]));
    expect([...((await files.read(join(root, "a"))) ?? [])]).toEqual([0, 255]);
    expect(await files.read(join(root, "absent"))).toBeUndefined();
    expect(await files.read(join(root, "a", "below a file"))).toBeUndefined();
  });

  test("a folder is an error that names it", async () => {
    await expect(files.read(root)).rejects.toMatchObject({
      code: "read-failed",
      message: expect.stringContaining(root),
    });
  });
});

test("a file that is too large to be read is an error that says so, and no bug of ours", async () => {
  const path = join(root, "large");
  await writeFile(path, "");
  await truncate(path, 3 * 2 ** 30);
  await expect(files.read(path)).rejects.toMatchObject({ code: "read-failed", fix: expect.stringContaining("2 GiB") });
});

describe("writing", () => {
  test("makes parent folders, replaces what was there and leaves nothing beside it", async () => {
    const path = join(root, "a", "b", "c.json");
    await files.write(path, "long old text");
    await files.write(path, new Uint8Array([1]));
    expect([...(await readFile(path))]).toEqual([1]);
    expect(await readdir(join(root, "a", "b"))).toEqual(["c.json"]);
  });

  test("is a rename: who has the old file open keeps the old text whole", async () => {
    await writeFile(join(root, "a"), "old");
    await link(join(root, "a"), join(root, "reader"));
    await files.write(join(root, "a"), "new");
    expect(await readFile(join(root, "reader"), "utf8")).toBe("old");
  });

  test("does not write through a link that somebody put there", async () => {
    await writeFile(join(root, "target"), "precious");
    await symlink(join(root, "target"), join(root, "out"));
    await files.write(join(root, "out"), "ours");
    expect(await readFile(join(root, "target"), "utf8")).toBe("precious");
  });

  test("to /dev/stdout goes there, whether it is a pipe or a file", async () => {
    const program = join(root, "program.mts");
    const source = JSON.stringify(resolve("src/adapters/files.ts"));
    await writeFile(
      program,
      `import { createFiles } from ${source}; await createFiles({ temporary: "/absent" }).write("/dev/stdout", "text");`,
    );
    const run = promisify(execFile);
    expect((await run(process.execPath, [program])).stdout).toBe("text");
    await run("sh", ["-c", 'exec "$0" "$1" > "$2"', process.execPath, program, join(root, "out")]);
    expect(await readFile(join(root, "out"), "utf8")).toBe("text");
  });

  (process.platform === "linux" ? test : test.skip)(
    "to a full disk is an external error with the way out",
    async () => {
      await expect(files.write("/dev/full", "text")).rejects.toMatchObject({
        name: "ExternalError",
        code: "write-failed",
        message: expect.stringMatching(/\/dev\/full.*ENOSPC/u),
        fix: expect.stringMatching(/Free space/u),
      });
    },
  );

  test("onto a folder is an external error, and the folder stays", async () => {
    await mkdir(join(root, "folder"));
    await expect(files.write(join(root, "folder"), "text")).rejects.toMatchObject({ code: "write-failed" });
    expect(await readdir(root)).toEqual(["folder"]);
  });

  (process.getuid?.() === 0 ? test.skip : test)(
    "where it is not allowed is an external error that names the path",
    async () => {
      await chmod(root, 0o500);
      await expect(files.write(join(root, "a"), "text")).rejects.toMatchObject({
        message: expect.stringMatching(/EACCES/u),
      });
      await chmod(root, 0o700);
    },
  );

  test.each([["EACCES"], ["EROFS"], ["ENOSPC"], ["EIO"]])("%s has a way out", (code) => {
    expect(writeFailed("/a", Object.assign(new Error("no"), { code }))).toMatchObject({
      message: `/a cannot be written (${code}).`,
      fix: expect.stringMatching(/\.$/u),
    });
  });

  test("an error that is not the disk's stays what it is", () => {
    const bug = new TypeError("bug");
    expect(writeFailed("/a", bug)).toBe(bug);
    expect(errnoOf(Object.assign(new Error("no"), { code: "ERR_INVALID_ARG_TYPE" }))).toBeUndefined();
  });
});

describe("temporary folders and removal", () => {
  test("are new, empty, inside the run's folder, whatever the label", async () => {
    const made = await Promise.all(["a", "a", "../../b c"].map((label) => files.temporary(label)));
    expect(new Set(made).size).toBe(3);
    for (const folder of made) expect(folder.startsWith(join(root, "run") + "/")).toBe(true);
    await files.remove(join(root, "run"));
    await files.remove(join(root, "run"));
    expect(await readdir(root)).toEqual([]);
  });
});

describe("a glob", () => {
  const at = (...names: string[]) => names.map((name) => join(root, name));
  beforeEach(async () => {
    await mkdir(join(root, "out", ".hidden"), { recursive: true });
    await mkdir(join(root, ".git"));
    for (const path of at("a.sarif", "out/b.sarif", "out/.hidden/c.sarif", "out/d.json", ".git/e.sarif"))
      await writeFile(path, "");
  });

  test.each([
    ["*.sarif", ["a.sarif"]],
    ["./*.sarif", ["a.sarif"]],
    ["**/*.sarif", ["a.sarif", "out/.hidden/c.sarif", "out/b.sarif"]],
    ["out/*.{sarif,json}", ["out/b.sarif", "out/d.json"]],
    ["out/b.sarif", ["out/b.sarif"]],
    ["absent/*.sarif", []],
    ["out", []],
  ])("%s matches %j", async (pattern, names) => {
    expect(await files.glob(pattern, root)).toEqual(at(...names));
  });

  test("may be absolute", async () => {
    expect(await files.glob(join(root, "out", "*.sarif"), "/")).toEqual(at("out/b.sarif"));
  });

  test("L6 follows no link: not to a file, not to a folder, not in its fixed part", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "ccr-elsewhere-"));
    await writeFile(join(elsewhere, "x.sarif"), "");
    await symlink(join(elsewhere, "x.sarif"), join(root, "x.sarif"));
    await symlink(elsewhere, join(root, "linked"));
    expect(await files.glob("*.sarif", root)).toEqual(at("a.sarif"));
    expect(await files.glob("x.sarif", root)).toEqual([]);
    expect(await files.glob("**/x.sarif", root)).toEqual([]);
    expect(await files.glob("linked/*.sarif", root)).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });
});

test("the clock goes forward", () => {
  const clock = createClock();
  const before = clock.now().getTime();
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
  expect(before).toBeGreaterThan(Date.parse("2025-01-01"));
});
