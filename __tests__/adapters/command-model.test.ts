import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createCommandModel, type CommandModelOptions } from "../../src/adapters/command-model.ts";
import { createFiles } from "../../src/adapters/files.ts";
import { createShell } from "../../src/adapters/shell.ts";
import type { Redacted } from "../../src/records.ts";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeShell } from "../fakes/shell.ts";
import { QUESTION } from "../fixtures/question.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "ccr-command-"));
});
afterEach(async () => {
  await rm(temporary, { recursive: true, force: true });
});

const real = (script: string, more: Partial<CommandModelOptions> = {}) =>
  createCommandModel({
    argv: [process.execPath, "-e", script],
    env: {},
    shell: createShell({ launcher: resolve("src/adapters/launcher.ts"), temporary }),
    files: createFiles({ temporary }),
    guard: createGuard({}),
    redact: createRedactor().redact,
    ...more,
  });

describe("a program as the model", () => {
  test("reads the question from the file that its last argument names, and answers on stdout", async () => {
    const script = `const fs = require("fs"); const path = process.argv.at(-1);
      const q = JSON.parse(fs.readFileSync(path, "utf8"));
      console.log(JSON.stringify({ reviewed: q.hunks, q, env: Object.keys(process.env).filter((name) => name !== "CLAUDE_CODE_REVIEW_LAUNCH") }))`;
    const { reply, record } = await real(script).ask(QUESTION);
    if (reply.kind !== "answered") throw new Error(JSON.stringify(reply));
    expect(JSON.parse(reply.text)).toEqual({
      reviewed: ["h-0123456789ab"],
      q: {
        version: 1,
        name: "review-1",
        system: "You review.",
        user: "files: a.ts\nthe hunk",
        schema: QUESTION.schema,
        maxTokens: 1000,
        sha256: QUESTION.sha256,
        hunks: ["h-0123456789ab"],
      },
      env: [],
    });
    const body = JSON.stringify(JSON.parse(reply.text).q);
    expect(record).toEqual({
      attempts: 1,
      seconds: expect.any(Number),
      bytes: Buffer.byteLength(body),
      bodySha256: createHash("sha256").update(body).digest("hex"),
    });
    expect(await readdir(temporary)).toEqual([]);
  });

  test("may say which model answered and what it took", async () => {
    const { reply, record } = await real(
      `console.log(JSON.stringify({ text: '{"reviewed":[]}', model: "local-\\u0007 7b", usage: { inputTokens: 5, outputTokens: 6 } }))`,
    ).ask(QUESTION);
    expect(reply).toEqual({ kind: "answered", text: '{"reviewed":[]}' });
    expect(record).toMatchObject({
      model: "local-⟦U+0007⟧ 7b",
      usage: { inputTokens: 5, outputTokens: 6, cacheReadTokens: 0, cacheWriteTokens: 0 },
    });
  });

  test("an answer that has a `text` of its own is an answer", async () => {
    const { reply } = await real(`console.log('{"text":"x","reviewed":[]}')`).ask(QUESTION);
    expect(reply).toEqual({ kind: "answered", text: '{"text":"x","reviewed":[]}' });
  });

  test.each([
    ["ends with an error", `console.error("no GPU\\u001b[31m"); process.exit(3)`, /exit code 3.*no GPU/u],
    ["is killed", `process.kill(process.pid, "SIGKILL")`, /was killed/u],
    ["prints nothing", ``, /printed nothing/u],
    ["prints no JSON", `console.log("Sure! {}")`, /one JSON object/u],
    ["prints a list", `console.log("[]")`, /one JSON object/u],
    ["prints null", `console.log("null")`, /one JSON object/u],
    ["prints two objects", `console.log("{}\\n{}")`, /one JSON object/u],
    ["gives an empty text", `console.log('{"text":" "}')`, /empty answer/u],
    ["prints without end", `setInterval(() => process.stdout.write("x".repeat(65536)), 0)`, /more than 1000000 bytes/u],
  ])("L5 a program that %s has not answered", async (_, script, reason) => {
    const { reply } = await real(script, { outputCapBytes: 1_000_000 }).ask(QUESTION);
    expect(reply).toEqual({ kind: "failed", reason: expect.stringMatching(reason), split: false });
    expect(await readdir(temporary)).toEqual([]);
  });

  test("L5 a program that does not end has not answered", async () => {
    const { reply } = await real(`setInterval(() => {}, 1000)`, { deadlineMs: 300 }).ask(QUESTION);
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("within 0.3 s") });
  });

  test("L5 a program that is not there has not answered, and nothing left", async () => {
    const { reply, record } = await real("", { argv: ["no-such-program-here"] }).ask(QUESTION);
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("could not be started") });
    expect(record).toEqual({ attempts: 0, seconds: expect.any(Number) });
  });

  test("L2 what it says on stderr is cleaned and redacted", async () => {
    const { reply } = await real(`console.error("::error::key ${GITHUB_TOKEN}"); process.exit(1)`).ask(QUESTION);
    expect(JSON.stringify(reply)).toContain("⟦secret:github-pat:1⟧");
    expect(JSON.stringify(reply)).not.toContain(GITHUB_TOKEN);
  });
});

describe("L1 a program is asked nothing that Claude would not be", () => {
  test.each([
    ["a secret in it", createGuard({}), { text: `\n${GITHUB_TOKEN}` as Redacted }, "guarded"],
    ["a broken guard", createGuard({ look: () => [] }), {}, "failed"],
  ] as const)("%s: nothing is written and nothing is started", async (_, guard, more, kind) => {
    const shell = fakeShell();
    const files = fakeFiles();
    const model = createCommandModel({ argv: ["m"], env: {}, shell, files, guard, redact: createRedactor().redact });
    const { reply, record } = await model.ask({ ...QUESTION, ...more });
    expect(reply.kind).toBe(kind);
    if (reply.kind === "guarded") expect(reply).toMatchObject({ rule: "github-pat", place: "user line 3" });
    expect(record.attempts).toBe(0);
    expect([shell.commands, [...files.contents]]).toEqual([[], []]);
  });
});
