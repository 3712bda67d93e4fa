import { execFileSync } from "node:child_process";
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createProvision, type ProvisionOptions } from "../../src/adapters/provision.ts";
import { createShell } from "../../src/adapters/shell.ts";
import type { Command, Shell } from "../../src/ports.ts";
import { ToolUnavailable } from "../../src/scan/scanner.ts";
import { fakeLog } from "../fakes/log.ts";
import { hostPlatform, makeGoModule, type GoModule } from "../fixtures/go-module.ts";

const PATH = process.env["PATH"] ?? "/usr/bin:/bin";
/** Compiling Go's runtime anew. */
const BUILD_MS = 180_000;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

let root: string;
let module: GoModule;

function options(more: Omit<Partial<ProvisionOptions>, "log"> = {}) {
  const temporary = join(root, "run");
  return {
    shell: createShell({ launcher: resolve("src/adapters/launcher.ts"), temporary }),
    temporary,
    log: fakeLog(),
    cacheRoot: join(root, "cache"),
    locks: module.locks,
    environment: { children: { PATH }, packageManager: { GOPROXY: module.proxy } },
    ...more,
  };
}
async function refusal(more: Parameters<typeof options>[0] = {}, tool = "tiny"): Promise<string> {
  const error: unknown = await createProvision(options(more))
    .go(tool)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ToolUnavailable);
  return error instanceof Error ? error.message : "";
}
const cached = async () => readdir(join(root, "cache", "claude-code-review", "go")).catch(() => []);
const goVersion = () => execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim().replace("go", "");
async function fakeGo(script: string): Promise<string> {
  await mkdir(join(root, "bin"), { recursive: true });
  await writeFile(join(root, "bin", "go"), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, "bin", "go"), 0o755);
  return `${join(root, "bin")}:${PATH}`;
}

/** One build tells what the program's digest is; it, its cache and its refusal are copied. */
let built: { readonly folder: string; readonly refused: string; readonly digest: string };
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-go-"));
  module = await makeGoModule(root, goVersion());
  await module.pin("0".repeat(64));
  const refused = await refusal();
  const digest = /SHA-256 is ([0-9a-f]{64})/u.exec(refused)?.[1] ?? "";
  const left = await cached();
  expect(left).toEqual([]);
  await module.pin(digest);
  built = { folder: root, refused, digest };
}, BUILD_MS);
afterAll(async () => {
  await rm(built.folder, { recursive: true, force: true });
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-go-"));
  module = await makeGoModule(root, goVersion());
  await module.pin(built.digest);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

test("L6 a build that does not come out as pinned is refused, and nothing of it is kept", () => {
  expect(built.refused).toMatch(/tiny 1\.0\.0 was installed and is not what its lock pins .*and 0{64} is pinned/u);
});

test(
  "L6 the same bytes come out in any folder, from Go's own checks only; what an earlier step planted does not count",
  async () => {
    const planted = { GOFLAGS: "-mod=mod", GONOSUMDB: "*", GOINSECURE: "*", GOSUMDB: "off", GOTOOLCHAIN: "go1.21.0" };
    const given = options({
      environment: {
        children: { PATH },
        packageManager: { ...planted, GOPROXY: module.proxy, PIP_INDEX_URL: "https://a:b@mirror.example/" },
      },
    });
    const commands: Command[] = [];
    const shell: Shell = { run: (command) => (commands.push(command), given.shell.run(command)) };
    const got = await createProvision({ ...given, shell }).go("tiny");
    expect(got).toMatchObject({ version: "1.0.0", lockSha256: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect(await readdir(join(got.argv[0], ".."))).toEqual(["tiny"]);

    const [asked, build] = commands;
    expect(asked?.env).not.toHaveProperty("GOPROXY");
    expect(got.env).not.toHaveProperty("GOPROXY");
    expect(build?.env).toMatchObject({
      GOSUMDB: "sum.golang.org",
      GONOSUMDB: "",
      GOFLAGS: "-modcacherw",
      GOENV: "off",
    });
    expect(build?.env).not.toHaveProperty("PIP_INDEX_URL");

    const run = { argv: got.argv, cwd: root, env: got.env, deadlineMs: 60_000, outputCapBytes: 1_000 };
    expect(text((await given.shell.run(run)).stderr)).toBe("tiny\n");

    const again = options({ environment: { children: { PATH: "/nothing" }, packageManager: {} } });
    expect((await createProvision(again).go("tiny")).argv).toEqual(got.argv);
    expect([...again.log.lines, ...again.log.warnings]).toEqual([]);

    await appendFile(got.argv[0], "evil");
    const altered = options({ environment: { children: { PATH: "/nothing" }, packageManager: {} } });
    await expect(createProvision(altered).go("tiny")).rejects.toThrow(/Go, which was not found/u);
    expect(altered.log.warnings).toEqual([
      expect.stringMatching(/tiny 1\.0\.0 in the tool cache is not what was installed/u),
    ]);
  },
  BUILD_MS,
);

describe("a tool that is not to be had says why, and the way out", () => {
  test("L6 a module that was altered on the proxy is not compiled", async () => {
    await module.tamper();
    expect(await refusal()).toMatch(/does not match the sum that this version pins/u);
    expect(await cached()).toEqual([]);
  });

  test("a proxy that cannot be reached, without its password", async () => {
    const packageManager = { GOPROXY: "https://mirror:hunter2hunter2@127.0.0.1:9" };
    const message = await refusal({ environment: { children: { PATH }, packageManager } });
    expect(message).toMatch(/cannot be reached.*GOPROXY/u);
    expect(message).not.toContain("hunter2");
  });

  test("a proxy that does not have the module", async () => {
    await rm(join(root, "proxy"), { recursive: true });
    expect(await refusal()).toMatch(/cannot be reached or does not have it/u);
  });

  test("a Go that has to fetch another one and cannot", async () => {
    await module.want("1.99.1");
    expect(await refusal()).toMatch(/or install Go 1\.99\.1/u);
  });

  test("no Go", async () => {
    const environment = { children: { PATH: join(root, "nothing") }, packageManager: {} };
    expect(await refusal({ environment })).toMatch(/built with Go, which was not found: install Go 1\.21/u);
  });

  test.each([
    ["a Go that is too old", "echo go1.20.14", /Go 1\.20 is too old: install Go 1\.21/u],
    ["a Go that answers nonsense", "echo hello", /does not work here/u],
    [
      "a full disk",
      "case $1 in env) echo go1.26.8;; *) echo 'write x: no space left on device' >&2; exit 1;; esac",
      /disk is full/u,
    ],
    [
      "a failure that nobody foresaw, in its own last words",
      "case $1 in env) echo go1.26.8;; *) echo 'internal: https://a:b@c gone' >&2; exit 2;; esac",
      /could not be built: internal: https:\/\/\*\*\*@c gone/u,
    ],
  ])("%s", async (_, script, message) => {
    const environment = { children: { PATH: await fakeGo(script) }, packageManager: {} };
    expect(await refusal({ environment })).toMatch(message);
  });

  test("a platform for which nothing is pinned", async () => {
    await module.pin(built.digest, "plan9-mips");
    expect(await refusal()).toBe(`tiny is not pinned for ${hostPlatform()}: leave it out with \`scanners\`.`);
  });

  test.each(["absent", "../tiny", ""])("a tool that nothing pins: %j", async (tool) => {
    expect(await refusal({}, tool)).toMatch(/is not a tool that this program pins/u);
  });

  test("a lock that is only half there", async () => {
    await rm(join(module.locks, "tiny", "go.sum"));
    expect(await refusal()).toMatch(/is not a tool that this program pins/u);
  });
});

describe("the locks of this repository", () => {
  test.each(["gitleaks", "gosec"])(
    "%s is pinned for four platforms, by exact versions, naming no host and no machine",
    async (tool) => {
      const read = async (name: string) => await readFile(join("tools", tool, name), "utf8");
      expect(
        [...(await read("SHA256SUMS")).matchAll(/^[0-9a-f]{64} {2}[a-z]+-(\S+)$/gmu)].map(([, name]) => name).sort(),
      ).toEqual(["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64"]);
      expect(await read("go.mod")).not.toMatch(/^\s*(?:replace|exclude)|:\/\//mu);
      expect(await read("go.sum")).not.toMatch(/:\/\//u);
    },
  );

  test("a line that is not understood is a defect, not a smaller lock", async () => {
    await cp("tools/gitleaks", join(root, "locks", "gitleaks"), { recursive: true });
    await appendFile(join(root, "locks", "gitleaks", "SHA256SUMS"), "abc  gitleaks-linux-amd64\n");
    await expect(createProvision(options()).go("gitleaks")).rejects.toThrow(/not a line of SHA256SUMS/u);
  });
});
