import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeRepository, type Content, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { sandbox, type Ended, type RunOptions, type Sandbox } from "./cli.ts";

let box: Sandbox;
let repository: Repository;
beforeEach(() => {
  box = sandbox();
  repository = makeRepository();
});
afterEach(() => {
  box.dispose();
  repository.dispose();
});

const POLICY = ".github/claude-review.yml";
const SECRETS_ONLY = ["--scanners", "secrets", "--provider", "none"];

function change(before: Record<string, Content>, after: Record<string, Content>): void {
  repository.write({ "README.md": "# x\n", ...before });
  repository.commit("before");
  repository.write(after);
  repository.commit("after");
}

function review(flags: readonly string[] = [], options?: RunOptions): Promise<Ended> {
  return box.run(["review", "--repo", repository.path, "--base", "HEAD~1", "--run-dir", box.runDir, ...flags], options);
}

/** A configuration error: exit 2, one sentence, the way out, the section of the docs; nothing on stdout, no stack. */
function expectConfigurationError(ended: Ended, code: string, words: RegExp): void {
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).toContain(`docs/errors.md#${code}`);
  expect(ended.stderr).toMatch(/\n {2}fix: \S/u);
  expect(ended.stderr).not.toMatch(/^\s+at /mu);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
}

/** A zombie has ended; whoever adopted it has not asked yet. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

describe("bad input is a clear error", () => {
  test("an unknown flag", async () => {
    expectConfigurationError(await review(["--fail-at", "low"]), "flag-unknown", /--fail-at/u);
  });

  test("L1 a token pasted in the wrong place is not echoed", async () => {
    for (const argv of [[GITHUB_TOKEN], ["review", `--${GITHUB_TOKEN}`], ["review", "--fail-on", GITHUB_TOKEN]]) {
      const { code, stderr, stdout } = await box.run(argv);
      expect(code).toBe(2);
      expect(stderr + stdout).not.toContain(GITHUB_TOKEN.slice(4));
    }
  });

  test("a bad severity", async () => {
    expectConfigurationError(await review(["--fail-on", "severe"]), "flag-invalid", /critical/u);
  });

  test("an unknown scanner, with the nearest first", async () => {
    change({}, { "a.js": "1\n" });
    expectConfigurationError(await review(["--scanners", "semgrap"]), "scanner-unknown", /semgrap[\s\S]*: semgrep/u);
  });

  test("an unknown policy key, with its line", async () => {
    change({ [POLICY]: "version: 1\ngates: {}\n" }, { "a.js": "1\n" });
    expectConfigurationError(
      await review(SECRETS_ONLY),
      "policy-invalid",
      /claude-review\.yml at [0-9a-f]{12}, line 2: gates/u,
    );
  });

  test("a policy that is not text", async () => {
    change({ [POLICY]: Uint8Array.of(0xff, 0xfe, 0x00) }, { "a.js": "1\n" });
    expectConfigurationError(await review(SECRETS_ONLY), "policy-unreadable", /UTF-8/u);
  });

  test("a policy that was named and is not there", async () => {
    change({}, { "a.js": "1\n" });
    expectConfigurationError(
      await review([...SECRETS_ONLY, "--policy", "none.yml"]),
      "policy-unreadable",
      /none\.yml/u,
    );
  });

  test("a policy that is a symbolic link is not silently no policy", async () => {
    change({ [POLICY]: { mode: "120000", content: "../elsewhere.yml" } }, { "a.js": "1\n" });
    expectConfigurationError(await review(SECRETS_ONLY), "policy-unreadable", /not a regular file/u);
  });

  test("a base that does not exist", async () => {
    change({}, { "a.js": "1\n" });
    expectConfigurationError(await review(["--base", "mian", ...SECRETS_ONLY]), "commit-not-found", /mian[\s\S]*main/u);
  });

  test("a base that begins with a dash is a name and not an option", async () => {
    change({}, { "a.js": "1\n" });
    expectConfigurationError(await review(["--base=--output=x", ...SECRETS_ONLY]), "commit-not-found", /--output=x/u);
  });

  test("not a git repository", async () => {
    expectConfigurationError(await box.run(["review", "--repo", box.home]), "not-a-repository", /repository/u);
  });

  test("a shallow clone without the base names fetch-depth: 0", async () => {
    change({}, { "a.js": "1\n" });
    const clone = join(box.home, "clone");
    execFileSync("git", ["clone", "-q", "--depth=1", `file://${repository.path}`, clone]);
    const ended = await box.run(["review", "--repo", clone, "--base", "HEAD~1", ...SECRETS_ONLY]);
    expectConfigurationError(ended, "history-cut", /fetch-depth: 0/u);
  });

  test("a ledger that does not exist", async () => {
    expectConfigurationError(await box.run(["verify", "none.jsonl"]), "file-not-found", /none\.jsonl/u);
  });

  test("a command that does not exist, with the nearest", async () => {
    expectConfigurationError(await box.run(["revew"]), "command-unknown", /review/u);
  });
});

describe("bad days are named states, and what was found is kept", () => {
  const FINDING = { "config.js": `const t = "${GITHUB_TOKEN}";\n` };

  function expectEvidence(): void {
    expect(box.file("review.sarif")).toContain('"secrets/');
    expect(box.file("ledger.jsonl")).toContain("runFinished");
  }

  test("L5 SARIF that is not SARIF is incomplete, and names the file", async () => {
    change({}, { "a.js": "1\n" });
    writeFileSync(join(box.home, "x.sarif"), "hello");
    const { code, stdout } = await review([...SECRETS_ONLY, "--sarif-files", "../**/x.sarif"]);
    expect(stdout).toMatch(/INCOMPLETE[\s\S]*sarif/u);
    expect(code).toBe(5);
  });

  test("L5 no Python: incomplete, with both ways out", async () => {
    change({}, { "a.js": "eval(req.query.a)\n", ...FINDING });
    const bin = join(box.home, "bin");
    mkdirSync(bin);
    symlinkSync(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), join(bin, "git"));
    const { code, stdout } = await review(["--provider", "none"], { env: { PATH: bin } });
    expect(stdout).toMatch(/semgrep[\s\S]*Python 3/u);
    expect(stdout).toMatch(/secrets/u);
    // A finding beats an incomplete run; both are told.
    expect(code).toBe(1);
    expectEvidence();
  });

  test("L5 no network on first use: incomplete, with the way out", async () => {
    change({}, { "a.js": "1\n" });
    const env = {
      XDG_CACHE_HOME: join(box.home, "cache"),
      PIP_INDEX_URL: "http://127.0.0.1:9/simple",
      PIP_RETRIES: "0",
      PIP_FIND_LINKS: "",
    };
    const { code, stdout } = await review(["--provider", "none"], { env });
    expect(stdout).toMatch(/INCOMPLETE[\s\S]*semgrep[\s\S]*package index cannot be\s+reached/u);
    expect(code).toBe(5);
  });

  test("a full disk under the result: exit 3, and the rest is written", async () => {
    change({}, { "a.js": "1\n" });
    const { code, stderr } = await review([...SECRETS_ONLY, "--output", "/dev/full"]);
    expect(stderr).toMatch(/full|space/iu);
    expect(code).toBe(3);
    expect(box.file("ledger.jsonl")).toContain("runFinished");
  });

  test("a run folder that cannot be made: the verdict is still printed, exit 3, and a failed gate stays 1", async () => {
    writeFileSync(join(box.home, "file"), "");
    const unusable = ["--run-dir", join(box.home, "file", "run")];
    change({}, { "a.js": "1\n" });
    expect(await review([...SECRETS_ONLY, ...unusable])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^PASS/u),
    });
    repository.write(FINDING);
    repository.commit();
    expect(await review([...SECRETS_ONLY, ...unusable])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^FAIL/u),
    });
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "L5 %s in the middle: no process is left, and what was found is kept",
    async (signal) => {
      change({}, { "a.py": "1\n", ...FINDING });
      const bin = join(box.home, "bin");
      mkdirSync(bin);
      // Python that never answers: it is asked for its version first.
      writeFileSync(
        join(bin, "python3"),
        `#!/bin/sh\necho $$ > ${join(box.home, "pid")}\nsleep 600 & echo $! >> ${join(box.home, "pid")}\nwait\n`,
      );
      chmodSync(join(bin, "python3"), 0o755);
      const { code, stdout, stderr } = await review(["--provider", "none"], {
        env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, XDG_CACHE_HOME: join(box.home, "cache") },
        during: (child) => {
          const timer = setInterval(() => {
            if (
              !readdirSync(box.home).includes("pid") ||
              readFileSync(join(box.home, "pid"), "utf8").split("\n").length < 3
            )
              return;
            clearInterval(timer);
            child.kill(signal);
          }, 50);
        },
      });
      expect(stdout).toMatch(/^FAIL[\s\S]*semgrep[\s\S]*interrupted/iu);
      expect(stderr).not.toMatch(/^\s+at /mu);
      expect(code).toBe(1);
      expectEvidence();
      const pids = readFileSync(join(box.home, "pid"), "utf8").trim().split("\n");
      expect(pids.filter(isRunning)).toEqual([]);
    },
  );

  test("a reader that goes away is no error", async () => {
    change({}, FINDING);
    const { code, stderr } = await review([...SECRETS_ONLY, "--format", "html"], {
      during: (child) => {
        child.closeStdout();
      },
    });
    expect(stderr).not.toContain("EPIPE");
    expect(code).toBe(1);
  });

  test("a run leaves nothing in the temporary folder", async () => {
    change({}, FINDING);
    await review(SECRETS_ONLY);
    expect(readdirSync(join(box.home, "tmp"))).toEqual([]);
  });
});
