import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { alnum } from "../../src/secrets/samples.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DIST = join(ROOT, "dist", "index.js");
const TOKEN = `ghp_${alnum(36)}`;
const CANARY = `cnry/${alnum(24)}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ccr-redact-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ PATH: process.env["PATH"] ?? "", HOME: folder, CI_TOKEN: CANARY, GIT_CONFIG_NOSYSTEM: "1" });
const redact = (argv: readonly string[], input: string | Uint8Array = "", cwd = folder) =>
  spawnSync(process.execPath, [DIST, "redact", ...argv], {
    input,
    encoding: "utf8",
    env: env(),
    cwd,
    maxBuffer: 1 << 29,
  });

describe("redact, as it is run", () => {
  test("L1 stdin comes out without its secrets and those of the environment, in any encoding", () => {
    const { stdout, stderr, status } = redact(
      [],
      `t = "${TOKEN}" ${CANARY} ${Buffer.from(CANARY).toString("base64")}\n`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^t = "⟦secret:github-pat:1⟧" ⟦secret:known:2⟧ \S*⟦secret:known:\d+⟧\S*\n$/u);
  });

  test("a line of 20 MB comes out whole", () => {
    const line = "const value = compute(item, other); ".repeat(560_000);
    const { stdout, status } = redact([], `${line}${TOKEN}\nend`);
    expect(status).toBe(0);
    expect(stdout.length).toBe(line.length + "⟦secret:github-pat:1⟧\nend".length);
  });

  test("a reader that goes away is no error", async () => {
    const child = spawn(
      "sh",
      ["-c", '"$0" "$1" redact "$2" | head -n 1', process.execPath, DIST, join(folder, "big")],
      { env: env() },
    );
    writeFileSync(join(folder, "big"), "a line of text\n".repeat(500_000));
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (err += String(chunk)));
    await new Promise((done) => child.on("close", done));
    expect({ out, err }).toEqual({ out: "a line of text\n", err: "" });
  });

  test.each([
    ["a file that is not there", ["none"], "file-not-found"],
    ["a flag that is not there", ["--fix"], "flag-unknown"],
    ["a policy that is not there", ["--policy", "none.yml"], "policy-unreadable"],
  ])("%s is named, with the way out", (_, argv, code) => {
    const { status, stderr, stdout } = redact(argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`docs/errors.md#${code}`);
  });

  test.each(["(a", ".*", "(?=a)b"])("a policy with the pattern %s is refused by its line", (pattern) => {
    const file = join(folder, "policy.yml");
    writeFileSync(file, `version: 1\nredaction:\n  patterns:\n    - name: own\n      pattern: '${pattern}'\n`);
    const { status, stderr } = redact(["--policy", file], "text");
    expect(status).toBe(2);
    expect(stderr).toMatch(/line 5: redaction\.patterns\.0\.pattern: .*docs\/errors\.md#policy-invalid/su);
  });

  test("a bad line of JSON is named, and ends with 2", () => {
    const { status, stderr, stdout } = redact(["--jsonl"], '{"id":"1","text":"x"}\n{\n');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '{"id":"1","spans":[]}\n' });
    expect(stderr).toContain("line 2");
  });

  test("the hook of templates/ stops a commit whose new lines hold a secret, and no other", () => {
    const git = (...args: readonly string[]) =>
      spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...args], {
        cwd: folder,
        env: { ...env(), CLAUDE_CODE_REVIEW: ROOT },
        encoding: "utf8",
      });
    git("init", "-q");
    writeFileSync(join(folder, ".git/hooks/pre-commit"), readFileSync(join(ROOT, "templates/pre-commit")), {
      mode: 0o755,
    });
    writeFileSync(join(folder, "a.txt"), "harmless\n");
    git("add", "a.txt");
    expect(git("commit", "-qm", "one").status).toBe(0);
    writeFileSync(join(folder, "a.txt"), `harmless\nt = "${TOKEN}"\n`);
    const stopped = git("commit", "-qam", "two");
    expect(stopped.status).toBe(1);
    expect(stopped.stdout + stopped.stderr).toContain("a.txt:2:6 github-pat");
    expect(stopped.stdout + stopped.stderr).not.toContain(TOKEN);
  });
});
