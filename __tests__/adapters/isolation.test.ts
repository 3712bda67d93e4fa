import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";

const CANARIES = {
  "INPUT_GITHUB-TOKEN": "canary-github-token",
  "INPUT_ANTHROPIC-API-KEY": "canary-anthropic-key",
  ACTIONS_RUNTIME_TOKEN: "canary-runtime-token",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "canary-id-token",
  MY_TOKEN: "canary of\nthree\nlines",
};
const values = Object.values(CANARIES);

/** Environment, arguments and stdin of every process from here up, as a scanner would look for them. */
const WALK = `p=$$
while [ "$p" -gt 0 ]; do
  cat /proc/$p/environ; cat /proc/$p/cmdline; [ -f /proc/$p/fd/0 ] && cat /proc/$p/fd/0
  p=$(sed -n 's/^PPid:[[:space:]]*//p' /proc/$p/status)
done 2>/dev/null
env`;

/** The program as the runner starts it: \`node index.js\`. \`MODE\` is this test's, not the product's. */
const PROGRAM = `
import { isolate, isolationOf } from ${JSON.stringify(resolve("src/adapters/isolation.ts"))};
import { createShell } from ${JSON.stringify(resolve("src/adapters/shell.ts"))};
import { readEnvironment } from ${JSON.stringify(resolve("src/inputs.ts"))};
const variables = { ...process.env };
if (variables.MODE === "windows") Object.defineProperty(process, "execve", { value: undefined });
try {
  const started = { argv: process.argv.slice(2), variables };
  const start = variables.MODE === "stay" ? started : isolate(started);
  if (start.variables.MODE === "wait") { process.stdout.write("ready"); setInterval(() => {}, 1000); }
  else {
    const shell = createShell({ launcher: ${JSON.stringify(resolve("src/adapters/launcher.ts"))}, temporary: start.variables.RUNNER_TEMP });
    const { stdout } = await shell.run({
      argv: ["/bin/sh", "-c", ${JSON.stringify(WALK)}], cwd: "/", env: readEnvironment(start.variables, "linux").children,
      deadlineMs: 60_000, outputCapBytes: 10_000_000,
    });
    process.stdout.write(JSON.stringify({
      pid: process.pid, parent: process.ppid, argv: start.argv, own: { ...process.env }, variables: start.variables,
      seen: Buffer.from(stdout).toString("latin1"), isolation: isolationOf(JSON.parse(start.variables.SECRETS_OF_TEST)),
    }));
    process.exitCode = 5;
  }
} catch (error) { process.stderr.write(error.code + ": " + error.message); process.exitCode = 2; }
`;

const Report = z.object({
  pid: z.int(),
  parent: z.int(),
  argv: z.array(z.string()),
  own: z.record(z.string(), z.string()),
  variables: z.record(z.string(), z.string()),
  seen: z.string(),
  isolation: z.object({ statement: z.string(), readable: z.int().optional(), exposing: z.int().optional() }),
});

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-isolation-"));
  await writeFile(join(root, "index.mjs"), PROGRAM);
});
afterAll(() => rm(root, { recursive: true, force: true }));

function start(more: Readonly<Record<string, string>> = {}, argv: readonly string[] = [], by: readonly string[] = []) {
  const env = {
    PATH: process.env["PATH"] ?? "",
    RUNNER_TEMP: root,
    GITHUB_ACTIONS: "true",
    GITHUB_OUTPUT: "/output",
    GITHUB_REPOSITORY: "a/b",
    NODE_OPTIONS: "--no-warnings",
    HTTPS_PROXY: "http://planted.example",
    GIT_DIR: "/planted",
    SECRETS_OF_TEST: JSON.stringify(values),
    ...CANARIES,
    ...more,
  };
  const [program = "", ...rest] = [...by, process.execPath, join(root, "index.mjs"), ...argv];
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>((done) => {
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("close", (code, signal) => {
      done({ code, signal, stdout, stderr });
    });
  });
  return { child, ended, env };
}
async function report(more?: Readonly<Record<string, string>>) {
  const { child, ended, env } = start(more);
  const { stdout, ...end } = await ended;
  return { child, env, ...end, ...Report.parse(JSON.parse(stdout)) };
}
const exposed = (seen: string) => values.filter((value) => seen.includes(value));

const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("L6 what a scanner reads of the processes above it", () => {
  test("L6 is no secret of the job: not in any environment, argument or stdin, up to this test", async () => {
    const { seen } = await report();
    // It did read: its own ancestors' arguments are there.
    expect(seen).toContain("index.mjs");
    expect(seen).toContain("launcher");
    expect(exposed(seen)).toEqual([]);
  });

  test("would be every secret, were the program not replaced", async () => {
    const { seen, isolation } = await report({ MODE: "stay", SECRETS_OF_TEST: JSON.stringify(values.slice(0, 1)) });
    expect(exposed(seen)).toEqual(values);
    expect(isolation.exposing).toBe(1);
    expect(isolation.statement).toContain("1 holds a secret of this run");
  });

  test("L6 a scanner itself has PATH, LANG and the launcher's mark, and nothing of the runner", async () => {
    const { seen } = await report();
    const own = seen
      .slice(seen.lastIndexOf("\0") + 1)
      .trim()
      .split("\n");
    expect(
      own
        .map((line) => line.replace(/=.*/u, ""))
        .filter((name) => !/^(?:PWD|SHLVL|OLDPWD|_)$/u.test(name))
        .sort(),
    ).toEqual(["CLAUDE_CODE_REVIEW_LAUNCH", "LANG", "PATH"]);
  });

  test("L8 is measured and stated in a sentence without a name or value", async () => {
    const { isolation } = await report();
    expect(isolation.exposing).toBe(0);
    expect(isolation.readable).toBeGreaterThanOrEqual(2);
    expect(isolation.statement).toMatch(
      /^A scanner could read the environment of \d+ of its ancestor processes and none holds a secret of this run; the memory of processes of the same user is not covered \(kernel\.yama\.ptrace_scope: \w+\)\.$/u,
    );
  });
});

describe("the second program", () => {
  test("gets every variable as it was, and is the same process for the runner: number, parent, streams, exit code", async () => {
    const { child, env, variables, pid, parent, argv, code, stderr } = await report();
    expect(variables).toEqual(env);
    expect({ pid, parent, argv, code, stderr }).toEqual({
      pid: child.pid,
      parent: process.pid,
      argv: [],
      code: 5,
      stderr: "",
    });
  });

  test("L6 has an environment of its own: nothing that steers Node, git or the network", async () => {
    const { own } = await report();
    expect(Object.keys(own).sort()).toEqual(["GITHUB_ACTIONS", "GITHUB_OUTPUT", "PATH", "RUNNER_TEMP"]);
  });

  test("goes through a proxy and trusts a certificate authority when the inputs say so", async () => {
    const { own } = await report({ "INPUT_HTTPS-PROXY": "http://proxy.example:3128", "INPUT_CA-FILE": "/etc/ca.pem" });
    expect(own).toMatchObject({
      HTTPS_PROXY: "http://proxy.example:3128/",
      NODE_USE_ENV_PROXY: "1",
      NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
    });
  });

  test.each(["SIGINT", "SIGTERM"] as const)("ends by %s as the first one would", async (signal) => {
    const { child, ended } = start({ MODE: "wait" });
    await new Promise((ready) => child.stdout.once("data", ready));
    child.kill(signal);
    expect(await ended).toMatchObject({ code: null, signal });
  });

  test("leaves no file behind", async () => {
    await report();
    // Other runs on this machine have files there too: ours holds this test's folder.
    const shared = await readdir("/dev/shm").catch(() => []);
    const texts = shared.map((name) => readFile(join("/dev/shm", name), "latin1").catch(() => ""));
    expect((await Promise.all(texts)).filter((text) => text.includes(root))).toEqual([]);
    expect((await readdir(root)).filter((name) => name.startsWith("claude-code-review-"))).toEqual([]);
  });
});

describe("no second program is started", () => {
  test("in a terminal, and with arguments", async () => {
    const { pid, own, env } = await report({ GITHUB_ACTIONS: "" });
    expect(pid).toBeGreaterThan(0);
    expect(own).toEqual({ ...env });
    const withArguments = await start({}, ["review"]).ended;
    expect(Report.parse(JSON.parse(withArguments.stdout)).argv).toEqual(["review"]);
  });

  test("L6 where that is not possible: the run is refused", async () => {
    expect(await start({ MODE: "windows" }).ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("runner-unsupported"),
    });
  });

  test("where no disk takes a byte: that is said, and is no bug of ours", async () => {
    const full = ["/bin/sh", "-c", 'ulimit -f 0; exec "$@"', "sh"];
    expect(await start({}, [], full).ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^write-failed: .*RUNNER_TEMP/u),
    });
  });

  test("L6 for a proxy with a password, which scanners could read", async () => {
    const { stderr, code } = await start({ "INPUT_HTTPS-PROXY": "http://a:hunter22@proxy.example" }).ended;
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("input-invalid") });
    expect(stderr).not.toContain("hunter22");
  });

  test("by the marker alone: a variable is no argument, and stdin must be a file", async () => {
    const { code, stderr } = await start({}, ["--environment-on-stdin"]).ended;
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("flag-unknown") });
  });
});
