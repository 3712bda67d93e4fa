import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readdirSync, writeFileSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { makeRepository, type Content, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN as TOKEN } from "../fixtures/token.ts";
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

function change(before: Record<string, Content>, after: Record<string, Content>): void {
  repository.write({ "README.md": "# x\n", ...before });
  repository.commit("before");
  repository.write(after);
  repository.commit("after");
}

function review(flags: readonly string[] = [], options?: RunOptions): Promise<Ended> {
  const fixed = ["--repo", repository.path, "--base", "HEAD~1", "--run-dir", box.runDir];
  return box.run(["review", ...fixed, ...flags], options);
}
const SECRETS_ONLY = ["--scanners", "secrets", "--provider", "none"];

describe("review in a terminal", () => {
  test("a harmless change passes, and says where its files are", async () => {
    change({}, { "a.js": "export const a = 1;\n" });
    const { code, stdout } = await review(SECRETS_ONLY);
    expect(stdout).toMatch(/^PASS/u);
    expect(stdout).toContain(join(box.runDir, "review.sarif"));
    expect(code).toBe(0);
    for (const name of ["review.sarif", "report.html", "summary.md", "ledger.jsonl"] as const)
      expect(box.file(name)).not.toBe("");
  });

  test("L1 a planted secret fails the gate and stands in no output, file or log", async () => {
    change({}, { "config.js": `export const token = "${TOKEN}";\n` });
    const { code, stdout, stderr } = await review(SECRETS_ONLY);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL/u);
    expect(stdout).toContain("config.js:1");
    for (const text of [stdout, stderr, box.everything()]) {
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain(TOKEN.slice(4, 20));
    }
  });

  test("L1 a secret that was there before is redacted in every output and not blamed on the change", async () => {
    change(
      { "config.js": `export const token = "${TOKEN}";\n\n\n\n\n\nlet a = 1;\n` },
      { "config.js": `export const token = "${TOKEN}";\n\n\n\n\n\nlet a = 2;\n` },
    );
    const { code, stdout } = await review([...SECRETS_ONLY, "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ disposition: { status: "unchanged" } }] });
    expect(box.everything()).not.toContain(TOKEN);
  });

  test("L5 without credentials the code was not reviewed: incomplete, with both ways out", async () => {
    change({}, { "a.js": "let a = 1;\n" });
    const { code, stdout } = await review(["--scanners", "secrets"]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/^INCOMPLETE/u);
    expect(stdout).toMatch(/ANTHROPIC_API_KEY/u);
    expect(stdout).toMatch(/--provider none/u);
  });

  test("L5 on-incomplete warn changes the exit code and not the outcome", async () => {
    change({}, { "a.js": "let a = 1;\n" });
    const { code, stdout } = await review(["--scanners", "secrets", "--on-incomplete", "warn", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { outcome: "incomplete" } });
  });

  test("gate.require: [scanners] is how a repository goes without the model", async () => {
    change({ [POLICY]: "version: 1\ngate: { require: [scanners] }\n" }, { "a.js": "let a = 1;\n" });
    expect((await review(["--scanners", "secrets"])).code).toBe(0);
  });

  test("an empty diff is a pass that says nothing to review", async () => {
    change({}, {});
    const { code, stdout } = await review(SECRETS_ONLY);
    expect(code).toBe(0);
    expect(stdout).toMatch(/PASS[\s\S]*Nothing to review/u);
    expect(box.file("ledger.jsonl")).toContain("runFinished");
  });

  test("L6 policy is read at base: what the change writes into it does not help the change, and is a finding", async () => {
    change(
      { [POLICY]: "version: 1\n" },
      { [POLICY]: "version: 1\ngate: { fail-on: none }\n", "config.js": `const t = "${TOKEN}";\n` },
    );
    const { code, stdout } = await review(SECRETS_ONLY);
    expect(code).toBe(1);
    expect(stdout).toContain("policy/policy-changed");
  });

  test("L6 a looser input is ignored, named, and a finding", async () => {
    change({ [POLICY]: "version: 1\ngate: { fail-on: high }\n" }, { "config.js": `const t = "${TOKEN}";\n` });
    const { code, stdout } = await review([...SECRETS_ONLY, "--fail-on", "none"]);
    expect(code).toBe(1);
    expect(stdout).toContain("policy/looser-input");
    expect(stdout).toContain("none is looser than the policy's high");
  });

  test("L6 nothing is written into the repository under review, and nothing of it is executed", async () => {
    const marker = join(box.home, "executed");
    change({}, { "a.js": "let a = 1;\n", ".gitattributes": "*.js filter=evil diff=evil -diff\n" });
    repository.git("config", "core.fsmonitor", `touch ${marker}`);
    repository.git("config", "filter.evil.smudge", `touch ${marker}`);
    repository.git("config", "diff.evil.textconv", `touch ${marker}`);
    repository.git("config", "diff.external", `touch ${marker}`);
    mkdirSync(join(repository.path, ".git", "hooks"), { recursive: true });
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
      const path = join(repository.path, ".git", "hooks", hook);
      writeFileSync(path, `#!/bin/sh\ntouch ${marker}\n`);
      chmodSync(path, 0o755);
    }
    const listing = () => readdirSync(repository.path, { recursive: true }).toSorted().join("\n");
    const before = listing();
    expect((await review(SECRETS_ONLY)).code).toBe(0);
    expect(listing()).toBe(before);
    expect(existsSync(marker)).toBe(false);
  });

  test("L8 the ledger verifies, and the first bad entry is named after a change", async () => {
    change({}, { "a.js": "let a = 1;\n" });
    await review(SECRETS_ONLY);
    const ledger = join(box.runDir, "ledger.jsonl");
    const good = await box.run(["verify", ledger]);
    expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/^valid/u) });
    writeFileSync(ledger, box.file("ledger.jsonl").replace('"outcome":"pass"', '"outcome":"fail"'));
    expect(await box.run(["verify", ledger])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/NOT VALID.*line \d+/u),
    });
    expect((await box.run(["verify", join(box.home, "none")])).code).toBe(2);
  });

  test.each(["text", "json", "sarif", "markdown", "html"])(
    "--format %s goes to --output, and stdout stays empty",
    async (format) => {
      change({}, { "config.js": `const t = "${TOKEN}";\n` });
      const output = join(box.home, "out", "result");
      const { code, stdout } = await review([...SECRETS_ONLY, "--format", format, "--output", output]);
      expect(code).toBe(1);
      expect(stdout).toBe("");
      expect(existsSync(output)).toBe(true);
    },
  );

  test("progress goes to stderr, results to stdout, and neither has colours without a terminal", async () => {
    change({}, { "a.js": "let a = 1;\n" });
    const { stdout, stderr } = await review(SECRETS_ONLY);
    expect(stderr).toContain("1 changed file");
    expect(stdout + stderr).not.toContain("\u001b");
    expect((await review([...SECRETS_ONLY, "--quiet"])).stderr).toBe("");
    expect((await review([...SECRETS_ONLY, "--color"])).stdout).toContain("\u001b[");
  });

  test("a pilot reports a failed gate and exits 0", async () => {
    change({ [POLICY]: "version: 1\nscope: { pilot: true }\n" }, { "config.js": `const t = "${TOKEN}";\n` });
    const { code, stdout } = await review(SECRETS_ONLY);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FAIL[\s\S]*pilot/iu);
  });

  test("a branch out of scope passes and says why", async () => {
    repository.branch("release");
    change({ [POLICY]: "version: 1\nscope: { branches: [main] }\n" }, {});
    repository.branch("topic", "release");
    repository.write({ "config.js": `const t = "${TOKEN}";\n` });
    repository.commit();
    const { code, stdout } = await box.run([
      "review",
      "--repo",
      repository.path,
      "--base",
      "release",
      "--head",
      "topic",
      "--run-dir",
      box.runDir,
      ...SECRETS_ONLY,
    ]);
    expect(stdout).toMatch(/release is not in scope\.branches/u);
    expect(code).toBe(0);
  });

  test("a threat names its findings, and one without a check is reported", async () => {
    const threats =
      "threats:\n  - { id: leak, title: Leaked keys, rules: ['secrets/*'] }\n  - { id: none, title: Nobody looks, cwe: [CWE-1] }\n";
    change({ [POLICY]: `version: 1\n${threats}` }, { "config.js": `const t = "${TOKEN}";\n` });
    const { stdout } = await review([...SECRETS_ONLY, "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ threat: "leak" }],
      notes: expect.arrayContaining([expect.stringMatching(/none \(Nobody looks\) has no check/u)]),
    });
    expect(stdout).not.toMatch(/leak \(Leaked keys\) has no check/u);
  });
});
