import { execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createShell } from "../../src/adapters/shell.ts";
import type { Command } from "../../src/ports.ts";

const LAUNCHER = resolve("src/adapters/launcher.ts");
const node = process.execPath;
const env = { PATH: `${dirname(node)}:/usr/local/bin:/usr/bin:/bin` };

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "ccr-shell-"));
});
afterEach(async () => {
  await rm(temporary, { recursive: true, force: true });
});

const command = (argv: Command["argv"], more: Partial<Command> = {}): Command => ({
  argv,
  cwd: temporary,
  env,
  deadlineMs: 60_000,
  outputCapBytes: 1_000_000,
  ...more,
});
const sh = (script: string, more: Partial<Command> = {}) => command(["sh", "-c", script], more);
const shell = (signal?: AbortSignal) =>
  createShell({ launcher: LAUNCHER, temporary, ...(signal === undefined ? {} : { signal }) });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** Numbers of processes that carry this mark in their argv. */
async function alive(mark: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid,stat,args"]);
  return stdout.split("\n").filter((line) => line.includes(mark) && !/^\s*\d+\s+Z/u.test(line));
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
/** Seconds that no other process on the machine sleeps for. */
let marks = 5_000_000 + process.pid * 100;
const mark = () => `${(marks += 1)}`;

describe("a command", () => {
  test("gives its exit code and both streams, byte for byte", async () => {
    const result = await shell().run(sh(String.raw`printf '\377\000a'; printf err >&2; exit 7`));
    expect(result).toMatchObject({ ended: "exit", exitCode: 7 });
    expect([...result.stdout]).toEqual([255, 0, 97]);
    expect(text(result.stderr)).toBe("err");
  });

  test("gets its arguments as they are, without a shell between", async () => {
    const argv = ["", " two  words ", '"', "\\", "$(exit 9)", "*", "日本語\n"] as const;
    const result = await shell().run(command([node, "-p", "JSON.stringify(process.argv.slice(1))", ...argv]));
    expect(JSON.parse(text(result.stdout))).toEqual(argv);
  });

  test("runs in its working directory", async () => {
    const cwd = join(temporary, "a folder");
    await mkdir(cwd);
    expect(text((await shell().run(sh("pwd", { cwd }))).stdout)).toContain("a folder");
  });

  test("has no input to read", async () => {
    expect(await shell().run(sh("cat"))).toMatchObject({ ended: "exit", exitCode: 0 });
  });

  test("L6 has exactly the environment of the allow-list, and the launcher's mark", async () => {
    const { stdout } = await shell().run(command(["/usr/bin/env"], { env: { ONLY: "this" } }));
    expect(
      text(stdout)
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("CLAUDE_CODE_REVIEW_LAUNCH=")),
    ).toEqual(["ONLY=this"]);
  });

  (process.platform === "linux" ? test : test.skip)("L6 finds nothing in the launcher's environment", async () => {
    const { stdout } = await shell().run(sh("cat /proc/$PPID/environ; tr '\\0' ' ' < /proc/$PPID/cmdline"));
    expect(text(stdout)).toMatch(/^\S*node\S* \S*launcher\.ts \S+spec\.json $/u);
  });

  test("L6 leaves no file behind that names its environment", async () => {
    const secret = "pass-2b7d";
    const { stdout } = await shell().run(
      sh(`grep -rl "$SECRET" '${temporary}'; echo looked`, { env: { ...env, SECRET: secret } }),
    );
    expect(text(stdout)).toBe("looked\n");
    expect(await readdir(temporary)).toEqual([]);
  });

  test("prints nothing on our own streams", async () => {
    const program = join(temporary, "program.mts");
    await writeFile(
      program,
      `import { createShell } from ${JSON.stringify(resolve("src/adapters/shell.ts"))};
       const shell = createShell({ launcher: ${JSON.stringify(LAUNCHER)}, temporary: ${JSON.stringify(temporary)} });
       await shell.run(${JSON.stringify(sh("echo ::error::out; echo ::error::err >&2; exit 3"))});`,
    );
    const done = await promisify(execFile)(node, [program], { env: { ...env, RUNNER_DEBUG: "1" } });
    expect(done).toEqual({ stdout: "", stderr: "" });
  });
});

describe("a command that does not start", () => {
  test.each([
    ["there is no such program", ["/no/such/program"] as const, {}],
    ["no folder of PATH has it", ["no-such-program"] as const, {}],
    ["its working directory is absent", ["true"] as const, { cwd: "/no/such/folder" }],
    ["an argument holds NUL", ["echo", "a\0b"] as const, {}],
  ])("is notStarted when %s", async (_, argv, more) => {
    const result = await shell().run(command([...argv], more));
    expect(result.ended).toBe("notStarted");
    expect(result).not.toHaveProperty("exitCode");
    expect(text(result.stderr)).not.toBe("");
  });

  test("is notStarted when the file is not executable", async () => {
    const path = join(temporary, "plain");
    await writeFile(path, "#!/bin/sh\n");
    await chmod(path, 0o644);
    expect(await shell().run(command([path]))).toMatchObject({ ended: "notStarted" });
  });
});

describe("nothing is left behind", () => {
  test("of a child that hangs: its deadline ends it", async () => {
    const mine = mark();
    expect(await shell().run(command(["sleep", mine], { deadlineMs: 200 }))).toMatchObject({ ended: "deadline" });
    expect(await alive(mine)).toEqual([]);
  });

  test("of a child that ignores SIGTERM", async () => {
    const mine = mark();
    const result = await shell().run(
      sh(`trap '' TERM INT HUP; echo up; sleep ${mine}; sleep ${mine}`, { deadlineMs: 500 }),
    );
    expect(result.ended).toBe("deadline");
    expect(text(result.stdout)).toBe("up\n");
    expect(await alive(mine)).toEqual([]);
  });

  test("of a child that can clear up on SIGTERM: it gets the time to", async () => {
    const result = await shell().run(
      sh("trap 'echo cleared; exit 0' TERM; echo up; sleep 60 & wait", { deadlineMs: 500 }),
    );
    expect(result.ended).toBe("deadline");
    expect(text(result.stdout)).toBe("up\ncleared\n");
  });

  test("of a child that forks and hangs", async () => {
    const mine = mark();
    const result = await shell().run(sh(`sleep ${mine} & sleep ${mine} & wait`, { deadlineMs: 300 }));
    expect(result.ended).toBe("deadline");
    expect(await alive(mine)).toEqual([]);
  });

  test("of a child that ends and leaves others that keep its output open", async () => {
    const mine = mark();
    const result = await shell().run(sh(`sleep ${mine} & echo done`));
    expect(result).toMatchObject({ ended: "exit", exitCode: 0 });
    expect(text(result.stdout)).toBe("done\n");
    expect(await alive(mine)).toEqual([]);
  });

  (process.platform === "linux" ? describe : describe.skip)("on Linux", () => {
    test("of a grandchild in a session of its own whose parent is gone", async () => {
      const mine = mark();
      // It has left the group before the child ends: the mark in its environment is all that tells.
      const leave = `(setsid sh -c 'echo > left; sleep ${mine}; true' >/dev/null 2>&1 &)`;
      const result = await shell().run(sh(`${leave}; while ! [ -e left ]; do sleep 0.01; done`));
      expect(result).toMatchObject({ ended: "exit", exitCode: 0 });
      expect(await alive(mine)).toEqual([]);
    });

    test("of a grandchild that also emptied its environment, when it was seen before it hid", async () => {
      const mine = mark();
      // Its parent lives for a while, as a scanner's would.
      const hide = `env -i /usr/bin/setsid /bin/sh -c 'sleep ${mine}; true' >/dev/null 2>&1 & sleep 1`;
      const result = await shell().run(sh(`${hide}; exit 0`));
      expect(result).toMatchObject({ ended: "exit", exitCode: 0 });
      expect(await alive(mine)).toEqual([]);
    });
  });

  test("of a child that prints without end: the cap ends it, and both streams together are at most the cap", async () => {
    const result = await shell().run(sh("yes out & yes err >&2 & wait", { outputCapBytes: 100_000 }));
    expect(result.ended).toBe("outputCap");
    expect(result.stdout.length + result.stderr.length).toBe(100_000);
  });

  test("of a child that prints 100 MB and ends", async () => {
    const result = await shell().run(sh("head -c 100000000 /dev/zero", { outputCapBytes: 5_000_000 }));
    expect(result.ended).toBe("outputCap");
    expect(result.stdout.length).toBe(5_000_000);
  });

  test("of a child that a signal ends, and it has no exit code", async () => {
    const result = await shell().run(sh("kill -SEGV $$"));
    expect(result.ended).toBe("signal");
    expect(result).not.toHaveProperty("exitCode");
  });

  test("of a child that kills the launcher: never an exit code 0", async () => {
    const result = await shell().run(sh("kill -KILL $PPID; exit 0"));
    expect(result.ended).toBe("signal");
  });
});

describe("output up to the cap", () => {
  test("is whole, to the byte", async () => {
    const result = await shell().run(sh("head -c 3000000 /dev/zero", { outputCapBytes: 3_000_000 }));
    expect(result).toMatchObject({ ended: "exit", exitCode: 0 });
    expect(result.stdout.length).toBe(3_000_000);
  });
});

describe("an interruption", () => {
  test("ends running commands, and later ones do not start", async () => {
    const mine = mark();
    const abort = new AbortController();
    const interrupted = shell(abort.signal);
    const running = interrupted.run(command(["sleep", mine]));
    await until(async () => (await alive(mine)).length > 0);
    abort.abort();
    expect(await running).toMatchObject({ ended: "interrupted" });
    expect(await interrupted.run(sh("exit 0"))).toMatchObject({ ended: "interrupted" });
    expect(await alive(mine)).toEqual([]);
  });

  test("that comes while the launcher starts is not lost", async () => {
    const abort = new AbortController();
    const running = shell(abort.signal).run(command(["sleep", "60"]));
    abort.abort();
    expect(await running).toMatchObject({ ended: "interrupted" });
  });

  test.each(["SIGKILL", "SIGTERM"] as const)("of the whole program by %s ends its commands too", async (signal) => {
    const mine = mark();
    const program = join(temporary, "program.mts");
    await writeFile(
      program,
      `import { createShell } from ${JSON.stringify(resolve("src/adapters/shell.ts"))};
       const shell = createShell({ launcher: ${JSON.stringify(LAUNCHER)}, temporary: ${JSON.stringify(temporary)} });
       await shell.run(${JSON.stringify(command(["sleep", mine]))});`,
    );
    const child = spawn(node, [program], { env, stdio: "ignore" });
    await until(async () => (await alive(`sleep ${mine}`)).length > 0);
    child.kill(signal);
    await until(async () => (await alive(mine)).length === 0);
    expect(await alive(mine)).toEqual([]);
  });
});

describe("a disk that is full", () => {
  let full: string;
  const { getuid } = process;
  const canMount = process.platform === "linux" && getuid?.() === 0;
  beforeAll(async () => {
    full = await mkdtemp(join(tmpdir(), "ccr-full-"));
  });
  afterAll(async () => {
    if (canMount) await promisify(execFile)("umount", [full]).catch(() => undefined);
    await rm(full, { recursive: true, force: true });
  });

  (canMount ? test : test.skip)("is an external error that names the folder, and the child is gone", async () => {
    const mine = mark();
    await promisify(execFile)("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", full]);
    const onFull = createShell({ launcher: LAUNCHER, temporary: full });
    const running = onFull.run(sh(`head -c 5000000 /dev/zero; sleep ${mine}`, { outputCapBytes: 10_000_000 }));
    await expect(running).rejects.toMatchObject({ code: "write-failed", message: expect.stringContaining(full) });
    expect(await alive(mine)).toEqual([]);
  });
});

test("twenty commands at once do not disturb each other", async () => {
  const results = await Promise.all(Array.from({ length: 20 }, (_, index) => shell().run(sh(`echo ${index}`))));
  expect(results.map(({ stdout }) => text(stdout).trim())).toEqual(results.map((_, index) => `${index}`));
});
