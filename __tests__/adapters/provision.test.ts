import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createProvision, type ProvisionOptions } from "../../src/adapters/provision.ts";
import { createShell } from "../../src/adapters/shell.ts";
import type { Command, Shell } from "../../src/ports.ts";
import { BANDIT_START } from "../../src/scan/bandit.ts";
import { CHECKOV_START } from "../../src/scan/checkov.ts";
import { SEMGREP_START } from "../../src/scan/semgrep.ts";
import { ToolUnavailable } from "../../src/scan/scanner.ts";
import { fakeLog } from "../fakes/log.ts";
import { makeTool } from "../fixtures/wheel.ts";

const PATH = process.env["PATH"] ?? "/usr/bin:/bin";
const realShell = (temporary: string, signal?: AbortSignal) =>
  createShell({
    launcher: resolve("src/adapters/launcher.ts"),
    temporary,
    ...(signal === undefined ? {} : { signal }),
  });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** One `python -m venv`, made once and copied: it takes seconds, and "the pinned tools" below makes real ones. */
let template: string;
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "ccr-venv-"));
  const made = await realShell(template).run({
    argv: ["python3", "-I", "-m", "venv", join(template, "venv")],
    cwd: template,
    env: { PATH },
    deadlineMs: 100_000,
    outputCapBytes: 100_000,
  });
  expect(made).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await rm(template, { recursive: true, force: true });
});
function quick(inner: Shell): Shell {
  return {
    run: (command) =>
      inner.run(
        command.argv.includes("venv")
          ? { ...command, argv: ["cp", "-a", join(template, "venv"), command.argv.at(-1) ?? ""] }
          : command,
      ),
  };
}

let root: string;
let tool: Awaited<ReturnType<typeof makeTool>>;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-provision-"));
  tool = await makeTool(root);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

function options(more: Omit<Partial<ProvisionOptions>, "log"> = {}) {
  const log = fakeLog();
  const temporary = join(root, "run");
  return {
    shell: quick(realShell(temporary)),
    temporary,
    log,
    cacheRoot: join(root, "cache"),
    locks: tool.locks,
    environment: { children: { PATH }, packageManager: { PIP_NO_INDEX: "1", PIP_FIND_LINKS: tool.wheels } },
    ...more,
  };
}
const cached = async () => readdir(join(root, "cache", "claude-code-review", "pip")).catch(() => []);
async function environment(): Promise<string> {
  const [name = ""] = await cached();
  return join(root, "cache", "claude-code-review", "pip", name, "environment");
}
async function refusal(more: Parameters<typeof options>[0]): Promise<string> {
  const error: unknown = await createProvision(options(more))
    .pip("zizmor", ["bin/zizmor"])
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ToolUnavailable);
  return error instanceof Error ? error.message : "";
}
async function program(name: string, script: string): Promise<string> {
  const folder = join(root, "bin");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), script);
  await chmod(join(folder, name), 0o755);
  return folder;
}

describe("a first use", () => {
  test("installs the pinned version, says so, and the tool starts; the next use is silent and the same", async () => {
    const first = options();
    const got = await createProvision(first).pip("zizmor", ["bin/zizmor"]);
    expect(first.log.lines[0]).toBe("installing zizmor 1.0.0 (first use, about 30 s)");
    expect(got).toMatchObject({ version: "1.0.0", lockSha256: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    const command = { cwd: root, deadlineMs: 60_000, outputCapBytes: 1_000 };
    const { stdout } = await first.shell.run({ ...command, argv: [...got.argv, "a"], env: got.env });
    expect(text(stdout)).toBe("tool a\n");
    expect(got.env["HOME"]).toContain(join(root, "run"));

    const second = options();
    expect((await createProvision(second).pip("zizmor", ["bin/zizmor"])).argv).toEqual(got.argv);
    expect([...second.log.lines, ...second.log.warnings]).toEqual([]);
    expect(await readdir(join(await environment(), "bin"))).toEqual(["python", "zizmor"]);
  });

  test("L6 shows the package manager's settings to the child that downloads, and to no other", async () => {
    const given = options();
    const commands: Command[] = [];
    const shell: Shell = { run: (command) => (commands.push(command), given.shell.run(command)) };
    const { env } = await createProvision({ ...given, shell }).pip("zizmor", ["bin/zizmor"]);
    expect(commands.map((command) => [command.argv.includes("download"), "PIP_FIND_LINKS" in command.env])).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [false, false],
    ]);
    expect(env).not.toHaveProperty("PIP_FIND_LINKS");
  });

  test("by two runs at once leaves one sound environment, and both can use it", async () => {
    const got = await Promise.all([1, 2].map(() => createProvision(options()).pip("zizmor", ["bin/zizmor"])));
    expect(got[0]).toMatchObject({ argv: got[1]?.argv });
    expect(await cached()).toHaveLength(1);
    const after = options();
    await createProvision(after).pip("zizmor", ["bin/zizmor"]);
    expect(after.log.warnings).toEqual([]);
  });

  test("that is interrupted leaves nothing half done, and takes away what an earlier killed one left", async () => {
    const pip = join(root, "cache", "claude-code-review", "pip");
    await mkdir(join(pip, ".killed"), { recursive: true });
    await utimes(join(pip, ".killed"), 1, 1);
    const abort = new AbortController();
    const inner = quick(realShell(join(root, "run"), abort.signal));
    const shell: Shell = {
      run: (command) => {
        if (command.argv.includes("download")) setImmediate(() => abort.abort());
        return inner.run(command);
      },
    };
    expect(await refusal({ shell })).toMatch(/interrupted/u);
    expect(await cached()).toEqual([]);
  });
});

describe("L6 what is in the cache is not believed", () => {
  test("an altered program, with its wheel altered to match, is named, and the environment is made anew, once", async () => {
    await createProvision(options()).pip("zizmor", ["bin/zizmor"]);
    const wheels = join(await environment(), "..", "wheels");
    await appendFile(join(await environment(), "bin", "zizmor"), "echo evil\n");
    await appendFile(join(wheels, (await readdir(wheels))[0] ?? ""), "x");
    const again = options();
    const { argv } = await createProvision(again).pip("zizmor", ["bin/zizmor"]);
    expect(again.log.warnings).toEqual([expect.stringMatching(/wheels\/zizmor\S+ is not in the lock/u)]);
    expect(await readFile(argv[0], "utf8")).not.toContain("evil");
    expect(await cached()).toHaveLength(1);

    await writeFile(join(await environment(), "lib", "evil.pth"), "import os\n");
    await rm(tool.wheel);
    const third = options();
    await expect(createProvision(third).pip("zizmor", ["bin/zizmor"])).rejects.toThrow(ToolUnavailable);
    expect(third.log.warnings).toEqual([expect.stringMatching(/lib\/evil\.pth was added/u)]);
  });
});

describe("a tool that is not to be had says why, and the way out", () => {
  test("a download that does not match its hash, and nothing of it stays", async () => {
    await appendFile(tool.wheel, "tampered");
    expect(await refusal({})).toMatch(/does not match the hash/u);
    expect(await cached()).toEqual([]);
  });

  test("an index that cannot be reached, without its password", async () => {
    const packageManager = { PIP_INDEX_URL: "http://mirror:hunter2hunter2@127.0.0.1:9/simple", PIP_RETRIES: "1" };
    const message = await refusal({ environment: { children: { PATH }, packageManager } });
    expect(message).toMatch(/cannot be reached.*PIP_INDEX_URL/u);
    expect(message).not.toContain("hunter2");
  });

  test("an index without a build for this system", async () => {
    await rm(tool.wheel);
    expect(await refusal({})).toMatch(/has no build of it for this system/u);
  });

  test("no python3", async () => {
    const children = { PATH: join(root, "nothing") };
    expect(await refusal({ environment: { children, packageManager: {} } })).toMatch(
      /python3 was not found: install Python 3\.10/u,
    );
  });

  test.each([
    ["a python3 that is too old", { minor: 8 }, /python3 is 3\.8, which is too old/u],
    ["a python3 without venv", { minor: 12 }, /apt install python3-venv/u],
  ])("%s", async (_, version, message) => {
    const answer = {
      executable: join(root, "bin", "python3"),
      major: 3,
      abi: "cpython",
      thread: "",
      machine: "x",
      ...version,
    };
    const debian = "The virtual environment was not created successfully because ensurepip is not\navailable.";
    const script = `#!/bin/sh\ncase "$*" in *venv*) echo "${debian}"; exit 1;; *) echo '${JSON.stringify(answer)}';; esac\n`;
    const children = { PATH: `${await program("python3", script)}:${PATH}` };
    const shell = realShell(join(root, "run"));
    expect(await refusal({ shell, environment: { children, packageManager: {} } })).toMatch(message);
  });

  test("a python3 that answers nonsense", async () => {
    const children = { PATH: `${await program("python3", "#!/bin/sh\necho hello\n")}:${PATH}` };
    expect(await refusal({ environment: { children, packageManager: {} } })).toMatch(/python3 does not work here/u);
  });

  test("a cache that cannot be written", async () => {
    await writeFile(join(root, "file"), "");
    expect(await refusal({ cacheRoot: join(root, "file") })).toMatch(/tool cache cannot be written \(ENOTDIR\)/u);
  });

  test("a full disk", async () => {
    const inner = realShell(join(root, "run"));
    const full = { ended: "exit", exitCode: 1, stdout: new Uint8Array() } as const;
    const stderr = Buffer.from(
      "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
    );
    const shell: Shell = {
      run: async (command) => (command.argv.includes("venv") ? { ...full, stderr } : await inner.run(command)),
    };
    expect(await refusal({ shell })).toMatch(/disk is full/u);
  });

  test("a tool that nothing pins", async () => {
    await expect(createProvision(options()).pip("../etc", ["x"])).rejects.toThrow(ToolUnavailable);
  });
});

describe("the pinned tools", () => {
  const cacheRoot = process.env["CCR_TEST_CACHE"] ?? process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const mine = /^(?:PIP_.+|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/iu;
  const packageManager = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && mine.test(name) ? [[name, value]] : [],
    ),
  );

  test.each([
    ["semgrep", "1.182.0", SEMGREP_START, ["--version", "--disable-version-check"]],
    ["zizmor", "1.32.0", ["bin/zizmor"] as const, ["--version"]],
    ["bandit", "1.9.4", BANDIT_START, ["--version"]],
    ["checkov", "3.3.30", CHECKOV_START, ["--version"]],
  ])(
    "%s %s installs from its lock, passes its own check, and starts",
    async (name, version, start, flags) => {
      const shell = realShell(join(root, "run"));
      const given = options({
        shell,
        cacheRoot,
        locks: resolve("tools"),
        environment: { children: { PATH }, packageManager },
      });
      const got = await createProvision(given).pip(name, start);
      expect(got.version).toBe(version);
      const { ended, stdout } = await given.shell.run({
        argv: [...got.argv, ...flags],
        env: got.env,
        cwd: root,
        deadlineMs: 60_000,
        outputCapBytes: 100_000,
      });
      expect(ended).toBe("exit");
      expect(text(stdout)).toContain(version);
      // Running it left the environment as it was: no compiled files.
      const after = options({
        cacheRoot,
        locks: resolve("tools"),
        environment: { children: { PATH }, packageManager: {} },
      });
      await createProvision(after).pip(name, start);
      expect([...after.log.lines, ...after.log.warnings]).toEqual([]);
    },
    300_000,
  );

  test("their locks name no host and no path of a machine", async () => {
    for (const name of await readdir("tools")) {
      if (!name.endsWith(".lock")) continue;
      expect(await readFile(join("tools", name), "utf8")).not.toMatch(/:\/\/|^\s*-(?!-hash)|\/\w/mu);
    }
  });
});
