import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messagesServer, type Behaviour } from "../servers/messages-api.ts";
import { CLAIM, claiming, claudeStage, CODE, hunksOf, KEY, nothingFound, POLICY, type ClaudeStage } from "./claude.ts";

let stage: ClaudeStage;
beforeEach(() => {
  stage = claudeStage();
});
afterEach(async () => {
  await stage.dispose();
});

describe("a review with Claude", () => {
  test("every hunk judged and nothing found is a pass with full coverage, and says what left", async () => {
    stage.change({}, CODE);
    const { code, stdout } = await stage.review(nothingFound, ["--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: { outcome: "pass" },
      coverage: { ratio: 1 },
      model: { account: { provider: "anthropic", model: "claude-sonnet-5-5" } },
    });
    expect(stage.box.file("ledger.jsonl")).toContain('"type":"questionAsked"');
  });

  test("L3 a claim that holds is shown as advisory and does not fail the gate", async () => {
    stage.change({}, CODE);
    const { code, stdout } = await stage.review(claiming({}));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PASS[\s\S]*claude\/cwe-78/u);
    const sarif = JSON.parse(stage.box.file("review.sarif")) as {
      runs: { tool: { driver: { name: string } }; results: { level: string }[] }[];
    };
    const run = sarif.runs.find(({ tool }) => tool.driver.name === "Claude code review (advisory)");
    expect(run?.results.map(({ level }) => level)).toEqual(["note"]);
  });

  test("--fail-on-ai fails the run for a finding of Claude's that was confirmed with its path, as an alert of its own severity", async () => {
    stage.change({}, CODE);
    const path = [{ file: "app.py", side: "head", line: 5 }];
    const verdict = { verdict: "confirmed", quote: CLAIM.quote, path, reason: "nothing stops it" };
    const { code, stdout } = await stage.review(claiming({ path }, verdict), ["--fail-on-ai", "high"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL\s+1 finding at or over the threshold \(high, of Claude's high\)/u);
    expect(stage.box.file("review.sarif")).toMatch(/"level": ?"error"/u);
    const { code: unproven } = await stage.review(claiming({ path }), ["--fail-on-ai", "high"]);
    expect(unproven).toBe(0);
  });

  test.each([
    ["a quote that does not stand there", { quote: "subprocess.run(cmd, shell=True)" }, /quote does not stand/u],
    ["a weakness that does not exist", { cwe: "CWE-99999" }, /CWE/u],
    ["lines that were not sent", { startLine: 500, endLine: 500, quote: "os.remove(d)" }, /lines that were not sent/u],
    ["another file", { file: "/etc/passwd" }, /another file/u],
  ])("L4 a claim with %s is rejected with the reason, and never shown as a finding", async (_, claim, reason) => {
    stage.change({}, CODE);
    const { code, stdout } = await stage.review(claiming(claim), ["--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      model: { rejected: [{ reason: expect.stringMatching(reason) }] },
    });
  });

  test("L4 a claim that the second question refutes with a line that stands there is rejected", async () => {
    stage.change({}, { "app.py": `${CODE["app.py"]}    # d comes from a constant table\nd = TABLE["home"]\n` });
    const refuted = async (quote: string) => {
      const verdict = { verdict: "refuted", quote, reason: "it is constant" };
      return JSON.parse((await stage.review(claiming({}, verdict), ["--format", "json"])).stdout);
    };
    expect(await refuted('d = TABLE["home"]')).toMatchObject({
      findings: [],
      model: { rejected: [{ reason: expect.stringMatching(/refuted/u) }] },
    });
    // A comment stops nothing.
    expect(await refuted("# d comes from a constant table")).toMatchObject({
      findings: [{ confidence: "low" }],
      model: { rejected: [] },
    });
  });

  test("L5 a hunk that the answer does not list is not reviewed", async () => {
    stage.change({}, { ...CODE, "b.py": "b = 1\n" });
    const { code, stdout } = await stage.review((request) => ({
      kind: "answer",
      answer: { reviewed: hunksOf(request).slice(1), findings: [], triage: [] },
    }));
    expect(stdout).toMatch(/^INCOMPLETE[\s\S]*1 hunk: not answered/u);
    expect(code).toBe(5);
  });

  test("L5 ids that were never asked about count for nothing", async () => {
    stage.change({}, CODE);
    const { code } = await stage.review(() => ({
      kind: "answer",
      answer: { reviewed: ["h-000000000000", "all", "*"], findings: [], triage: [] },
    }));
    expect(code).toBe(5);
  });

  const FAILURES: readonly [string, Behaviour, RegExp][] = [
    ["a refusal", { kind: "answer", text: "", stopReason: "refusal", stopDetails: { category: "cyber" } }, /refused/u],
    [
      "a refusal in the middle",
      { kind: "answer", text: '{"reviewed":[', stopReason: "refusal", stopDetails: { category: "cyber" } },
      /refused/u,
    ],
    ["max_tokens", { kind: "answer", text: '{"reviewed":[', stopReason: "max_tokens" }, /longer|max|cut|tokens/u],
    ["an empty answer", { kind: "answer", text: "" }, /empty/u],
    ["an answer that is not JSON", { kind: "answer", text: "I found nothing." }, /not JSON/u],
    ["JSON of another form", { kind: "answer", text: '{"findings":"none"}' }, /form asked for/u],
    ["400", { kind: "status", status: 400, type: "invalid_request_error" }, /400|request/u],
    ["401", { kind: "status", status: 401, type: "authentication_error" }, /key/u],
    ["403", { kind: "status", status: 403, type: "permission_error" }, /permission|may not|allowed|403/u],
    [
      "404 for the model",
      { kind: "status", status: 404, type: "not_found_error", message: "model: claude-sonnet-5-5" },
      /claude-opus-5-5/u,
    ],
    ["413", { kind: "status", status: 413, type: "request_too_large" }, /large|big|413/u],
    [
      "429 with retry-after",
      { kind: "status", status: 429, type: "rate_limit_error", headers: { "retry-after": "0" } },
      /rate|limit|429/u,
    ],
    ["500", { kind: "status", status: 500, type: "api_error" }, /500|server|fail/u],
    ["529", { kind: "status", status: 529, type: "overloaded_error" }, /overloaded|529/u],
    ["a reset", { kind: "reset" }, /connection|broke/u],
    ["a cut stream", { kind: "cut", text: '{"reviewed":[' }, /cut|connection|broke/u],
  ];
  test.each(FAILURES)(
    "L5 %s is a named state, incomplete and exit 5, and never no findings",
    async (_, behaviour, words) => {
      stage.change({}, CODE);
      const { code, stdout, stderr } = await stage.review(() => behaviour);
      expect(stdout).toMatch(/^INCOMPLETE/u);
      expect(stdout.split("What was not checked")[1]?.replace(/\s+/gu, " ")).toMatch(words);
      expect(stderr).not.toMatch(/^\s+at /mu);
      expect(code).toBe(5);
      expect(stage.box.file("ledger.jsonl")).toContain("runFinished");
    },
  );

  test("L5 a budget that one question does not fit leaves every hunk over budget, and nothing is sent", async () => {
    stage.change({}, CODE);
    const { code, stdout } = await stage.review(nothingFound, ["--max-cost-usd", "0.001"]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/over budget/u);
    expect(stage.server().requests).toEqual([]);
  });

  test("a class of repositories whose provider is not on its list sends nothing and says so", async () => {
    const policy = "version: 1\nscope: { class: restricted }\ndeployment: { restricted: { providers: [command] } }\n";
    stage.change({ [POLICY]: policy }, CODE);
    const { code, stdout } = await stage.review(nothingFound);
    expect(stdout.replace(/\s+/gu, " ")).toMatch(/class restricted use command, not anthropic; nothing was sent/u);
    expect(code).toBe(5);
    expect(stage.server().received).toEqual([]);
  });

  test("L1 nothing is sent where nobody checks certificates", async () => {
    stage.change({}, CODE);
    const { code, stderr } = await stage.review(nothingFound, [], { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    expect(stderr).toContain("docs/errors.md#tls-unverified");
    expect(code).toBe(2);
    expect(stage.server().received).toEqual([]);
  });

  test("--dry-run prints the exact question, needs no key, and sends nothing", async () => {
    stage.change({}, CODE);
    const { code, stdout } = await stage.review(nothingFound, ["--dry-run"], { ANTHROPIC_API_KEY: "" });
    expect(code).toBe(0);
    expect(stdout).toContain("os.system('ls ' + request.args['d'])");
    expect(stdout).toMatch(/worst cost \d/u);
    expect(stage.server().received).toEqual([]);
  });

  test("--dry-run shows what the model then gets, but for the nonce", async () => {
    stage.change({}, CODE);
    const fixed = (text: string) => text.replace(/ccr-[0-9a-f]{32}/gu, "ccr-NONCE");
    await stage.review(nothingFound);
    const [request] = stage.server().requests;
    const { stdout } = await stage.box.run([
      "review",
      "--repo",
      stage.path,
      "--base",
      "HEAD~1",
      "--scanners",
      "secrets",
      "--dry-run",
      "--format",
      "json",
    ]);
    const { questions } = JSON.parse(stdout) as { questions: { system: string; shared: string; text: string }[] };
    expect(fixed(questions[0]?.system ?? "")).toBe(fixed(request?.system ?? "x"));
    expect(fixed(request?.user ?? "x")).toContain(fixed(questions[0]?.text ?? ""));
  });

  test("provider command: a local program answers, and gets no secret", async () => {
    stage.change({}, CODE);
    const program = join(stage.box.home, "model");
    writeFileSync(
      program,
      `#!/bin/sh\nenv > ${join(stage.box.home, "env.txt")}\nids=$(sed 's/.*"hunks":\\[\\([^]]*\\)\\].*/\\1/' "$1")\nprintf '{"reviewed":[%s],"findings":[],"triage":[]}' "$ids"\n`,
    );
    chmodSync(program, 0o755);
    const { code, stdout } = await stage.review(nothingFound, [
      "--provider",
      "command",
      "--model-command",
      program,
      "--format",
      "json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: { outcome: "pass" },
      coverage: { ratio: 1 },
      model: { account: { provider: "command" } },
    });
    expect(code).toBe(0);
    expect(stage.box.everything()).not.toContain(KEY);
    expect(stage.server().received).toEqual([]);
  });

  test("L6 what an earlier step planted in the environment changes neither where requests go nor how", async () => {
    stage.change({}, CODE);
    const elsewhere = await messagesServer(nothingFound, { key: KEY });
    const planted = {
      ANTHROPIC_BASE_URL: elsewhere.url,
      ANTHROPIC_AUTH_TOKEN: "planted",
      ANTHROPIC_CUSTOM_HEADERS: "Authorization: Bearer planted\nX-Planted: yes",
      ANTHROPIC_LOG: "debug",
    };
    try {
      const { code, stdout, stderr } = await stage.review(nothingFound, [], planted);
      expect(code).toBe(0);
      expect(elsewhere.received).toEqual([]);
      expect(Buffer.concat([...stage.server().received]).toString()).not.toMatch(/planted/iu);
      expect(stdout + stderr).not.toContain("os.system('ls '");
    } finally {
      await elsewhere.close();
    }
  });
});
