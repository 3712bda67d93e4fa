import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createProvision } from "../../src/adapters/provision.ts";
import { createShell } from "../../src/adapters/shell.ts";
import { ToolUnavailable } from "../../src/scan/scanner.ts";
import { fakeLog } from "../fakes/log.ts";

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "ccr-path-")));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function program(folder: string, script: string, name = "tool"): Promise<string> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, folder, name), 0o755);
  return join(root, folder);
}
function provision(path: readonly string[], children: Readonly<Record<string, string>> = {}) {
  const temporary = join(root, "run");
  return createProvision({
    shell: createShell({ launcher: resolve("src/adapters/launcher.ts"), temporary }),
    temporary,
    log: fakeLog(),
    cacheRoot: join(root, "cache"),
    locks: join(root, "locks"),
    untrusted: [join(root, "repository"), process.cwd()],
    environment: {
      children: { PATH: path.join(":"), ...children },
      packageManager: { GOPROXY: "x", PIP_INDEX_URL: "x" },
    },
  });
}

test("answers the first program on PATH, what it says its version is, and the digest of its file", async () => {
  const folder = await program("a", 'echo "tool version v1.2.3-rc1 (linux)"');
  await program("b", "echo 2.0.0");
  const got = await provision([join(root, "absent"), folder, join(root, "b")]).path("tool");
  expect(got).toMatchObject({ version: "1.2.3-rc1", argv: [join(folder, "tool")] });
  expect(got.lockSha256).toBe(
    createHash("sha256")
      .update(await readFile(join(folder, "tool")))
      .digest("hex"),
  );
  expect(Object.keys(got.env).sort()).toEqual(["HOME", "LANG", "PATH", "TMPDIR"]);
});

test("says what is not on PATH; a folder and a file that cannot be run are no programs", async () => {
  await mkdir(join(root, "a", "tool"), { recursive: true });
  await mkdir(join(root, "b"));
  await writeFile(join(root, "b", "tool"), "");
  await expect(provision([join(root, "a"), join(root, "b")]).path("tool")).rejects.toThrow(
    /^tool is not on PATH: install it/u,
  );
});

test("L6 nothing below the repository or the current folder is run, nor what a link leads to there, nor by a relative PATH", async () => {
  const folder = await program("repository/bin", "echo 6.6.6");
  await mkdir(join(root, "links"));
  await symlink(join(folder, "tool"), join(root, "links", "tool"));
  await symlink(folder, join(root, "linked"));
  const path = [
    folder,
    join(root, "links"),
    join(root, "linked"),
    ".",
    "",
    "repository/bin",
    join(root, "links", "..", "repository", "bin"),
  ];
  await expect(provision(path).path("tool")).rejects.toThrow(ToolUnavailable);
  const sound = await program("sound", "echo 1.0.0");
  expect(await provision([...path, sound]).path("tool")).toMatchObject({
    version: "1.0.0",
    env: { PATH: [join(root, "links"), sound].join(":") },
  });
});

test.each([
  ["fails", "echo 1.0.0; exit 3"],
  ["says nothing", "exit 0"],
  ["says no number", "echo '::error::x'"],
])("a program that %s when asked for its version still runs, as unknown", async (_, script) => {
  expect(await provision([await program("a", script)]).path("tool")).toMatchObject({ version: "unknown" });
});

test.each([
  ["gitleaks", "version"],
  ["gosec", "-version"],
  ["go", "version"],
  ["osv-scanner", "--version"],
])("%s is asked with `%s`", async (name, argument) => {
  const folder = await program("a", `[ "$1" = ${argument} ] && echo 3.1.4`, name);
  expect(await provision([folder]).path(name)).toMatchObject({ version: "3.1.4" });
});

test.each(["../sh", "a b", "", "-x"])("a name that is a way is none: %j", async (name) => {
  await expect(provision(["/bin"]).path(name)).rejects.toThrow(/is not a program's name/u);
});
