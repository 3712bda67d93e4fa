import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { NOT_WRITTEN, type LaunchSpec } from "../../src/adapters/launcher-protocol.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-launcher-"));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function start(more: Partial<LaunchSpec> = {}) {
  const spec: LaunchSpec = {
    argv: ["sh", "-c", "echo up; sleep 60; true"],
    cwd: root,
    env: { PATH: "/usr/bin:/bin" },
    deadlineMs: 60_000,
    outputCapBytes: 1_000,
    stdoutPath: join(root, "stdout"),
    stderrPath: join(root, "stderr"),
    resultPath: join(root, "result"),
    ...more,
  };
  await writeFile(join(root, "spec"), JSON.stringify(spec));
  const launcher = spawn(process.execPath, [resolve("src/adapters/launcher.ts"), join(root, "spec")], { env: {} });
  const ended = once(launcher, "close");
  await Promise.race([once(launcher.stdout, "data"), ended]);
  return { launcher, ended };
}
const result = async (): Promise<unknown> => JSON.parse(await readFile(join(root, "result"), "utf8"));

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the command as interrupted, and the launcher with 0",
  async (signal) => {
    const { launcher, ended } = await start();
    launcher.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(await result()).toEqual({ ended: "interrupted" });
  },
);

test("the end of its input is the end of its parent: the command ends as interrupted", async () => {
  const { launcher, ended } = await start();
  launcher.stdin.end();
  expect(await ended).toEqual([0, null]);
  expect(await result()).toEqual({ ended: "interrupted" });
});

test("the spec, which holds an environment, is gone before the command starts", async () => {
  const { launcher, ended } = await start({ argv: ["ls", root] });
  await ended;
  expect(launcher.exitCode).toBe(0);
  expect(await readFile(join(root, "stdout"), "utf8")).not.toContain("spec");
  expect((await readdir(root)).sort()).toEqual(["result", "stderr", "stdout"]);
});

test("a result that cannot be written is an exit code of its own, not a result", async () => {
  const { launcher, ended } = await start({ argv: ["true"], resultPath: join(root, "absent", "result") });
  await ended;
  expect(launcher.exitCode).toBe(NOT_WRITTEN);
});
