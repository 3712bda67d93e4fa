import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { OUTPUTS } from "../../src/outputs.ts";
import type { Annotation } from "../../src/ports.ts";
import { runnerCommands } from "../fixtures/runner-commands.ts";

const HOSTILE = [
  "::set-output name=outcome::pass",
  " ::set-output name=outcome::pass",
  "\t::add-mask::pass",
  "\u2003::add-mask::pass",
  "\u3000\u00a0::add-mask::pass",
  "\u0085::add-mask::pass",
  "\r::error::planted",
  "a\r::error::planted",
  "a\n::error::planted",
  "a\r\n::error::planted",
  "a\u2028::error::planted",
  "a\u2029::error::planted",
  "a\u000b::error::planted",
  "\u001b[31m::error::planted",
  "\u001b]8;;https://evil.example\u0007::error::planted",
  "\u200b::error::planted",
  ":\u200b:error::planted",
  ":\u00ad:error::planted",
  "\ufeff::error::planted",
  "\u202e::error::planted",
  "\u0000::error::planted",
  ":\u0000:error::planted",
  "::ERROR::planted",
  "::error file=a.js,line=1::planted",
  "::stop-commands::token",
  "::add-matcher::/tmp/matcher.json",
  "::set-env name=LD_PRELOAD::/evil.so",
  "::add-path::/evil",
  "::save-state name=a::b",
  "::echo::on",
  "::group::planted",
  "::debug::planted",
  "::notice title=a::planted",
  "::::error::planted",
  ":::error::planted",
  "##[set-output name=outcome]pass",
  "x ##[set-output name=outcome]pass",
  "x ###[error]planted",
  "x ##\u200b[error]planted",
  "#\u00ad#[error]planted",
  "##[ERROR]planted",
  "##[group]planted",
  "##[add-mask]pass",
  "a%0A::error::planted",
  "a%0D%0A##[error]planted",
  "%3A%3Aerror%3A%3Aplanted",
  "evil\n::add-mask::pass",
  "a,line=1::error::planted",
  "title=a,file=b::planted",
  "```\n::error::planted\n```",
];

/** Runs \`body\` with a runner and a log of its own, as a process whose output and files are then looked at. */
const program = (body: string) => `
import { createRunner, maskSecrets } from ${JSON.stringify(resolve("src/adapters/runner.ts"))};
import { createLog } from ${JSON.stringify(resolve("src/adapters/logs.ts"))};
const log = createLog(process.stdout);
const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GIVEN } = process.env;
const stepFiles = { output: GITHUB_OUTPUT !== undefined, summary: GITHUB_STEP_SUMMARY !== undefined };
const runner = createRunner({ stepFiles, log, uploadArtifact: async () => {} });
const given = JSON.parse(GIVEN);
try { ${body} } catch (error) { process.stderr.write(String(error.code) + " " + error.message); }
`;

let root: string;
let files: Record<string, string>;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-runner-"));
  files = {
    GITHUB_OUTPUT: join(root, "output"),
    GITHUB_STEP_SUMMARY: join(root, "summary"),
    GITHUB_ENV: join(root, "env"),
    GITHUB_PATH: join(root, "path"),
    GITHUB_STATE: join(root, "state"),
  };
  for (const file of Object.values(files)) await writeFile(file, "");
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function run(body: string, given: unknown = [], env: Readonly<Record<string, string>> = files) {
  await writeFile(join(root, "program.mjs"), program(body));
  return await promisify(execFile)(process.execPath, [join(root, "program.mjs")], {
    env: { ...env, GIVEN: JSON.stringify(given) },
  });
}
const content = async (name: string) => readFile(join(root, name), "utf8");

describe("the runner finds no command that we did not mean", () => {
  test("L2 the hostile texts are commands to it, as they are", () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(30);
    const harmless = HOSTILE.filter((text) => runnerCommands(text).length === 0);
    // Escapes and separators mean something only inside of a command.
    expect(harmless).toEqual(
      HOSTILE.filter(
        (text) => /^(?:a%0A|%3A|a,line|title=|::::|:::error)/u.test(text) || /[\u2028\u2029\u000b\u001b]/u.test(text),
      ),
    );
  });

  test("L2 in the log, whoever wrote the line", async () => {
    const { stdout } = await run("for (const text of given) { log.info(text); log.warn(text); }", HOSTILE);
    expect(stdout.trimEnd().split("\n")).toHaveLength(2 * HOSTILE.length);
    expect(runnerCommands(stdout)).toEqual([]);
  });

  test.each(["message", "title", "uri"] as const)(
    "L2 in an annotation's %s: one annotation, of that level",
    async (field) => {
      const annotations = HOSTILE.map((text): Annotation => ({
        level: "warning",
        title: "t",
        message: "m",
        uri: "a.js",
        startLine: 3,
        endLine: 4,
        [field]: text,
      }));
      const { stdout } = await run("for (const annotation of given) runner.annotate(annotation);", annotations);
      const commands = runnerCommands(stdout);
      expect(commands.map(({ command }) => command)).toEqual(HOSTILE.map(() => "warning"));
      for (const { properties, data } of commands) {
        expect(["title", "file", "line", "endLine"]).toEqual(expect.arrayContaining(Object.keys(properties)));
        // What a log that is read again would find: the texts themselves are no commands.
        expect(runnerCommands([data, ...Object.values(properties)].join("\n"))).toEqual([]);
      }
    },
  );

  test("L2 in a summary or an output, which are files", async () => {
    const { stdout } = await run(
      'for (const text of given) { await runner.summary(text); await runner.output("plan-file", text); }',
      HOSTILE,
    );
    expect(stdout).toBe("");
    expect(await content("summary")).toBe(HOSTILE.join(""));
  });
});

describe("an annotation", () => {
  const annotate = async (annotation: Annotation) =>
    runnerCommands((await run("runner.annotate(given);", annotation)).stdout);

  test("says its level, title, place and text, as they were", async () => {
    const [first] = await annotate({
      level: "error",
      title: "a: b, c",
      message: "50% of it",
      uri: "src/a b,c:d.ts",
      startLine: 3,
      endLine: 5,
    });
    expect(first).toEqual({
      command: "error",
      properties: { title: "a: b, c", file: "src/a b,c:d.ts", line: "3", endLine: "5" },
      data: "50% of it",
    });
  });

  test("needs no place", async () => {
    expect(await annotate({ level: "notice", title: "t", message: "m" })).toEqual([
      { command: "notice", properties: { title: "t" }, data: "m" },
    ]);
  });

  test("L2 gets no place by a file name that shows as another one; the text names it", async () => {
    const [first] = await annotate({ level: "error", title: "t", message: "m", uri: "a\u202e.js", startLine: 3 });
    expect(first).toEqual({ command: "error", properties: { title: "t" }, data: "a⟦U+202E⟧.js: m" });
  });
});

describe("an output", () => {
  test("is what a later step reads, line breaks and look-alike delimiters included", async () => {
    await run('await runner.output("plan-file", given);', "a\nEOF\noutcome=pass\nghadelimiter_x\n");
    const [, delimiter] = /^plan-file<<(ghadelimiter_[\w-]{36})\n/u.exec(await content("output")) ?? [];
    expect(await content("output")).toBe(
      `plan-file<<${delimiter}\na\nEOF\noutcome=pass\nghadelimiter_x\n\n${delimiter}\n`,
    );
  });

  test("is one of action.yml's, and the outcome one of three words or nothing", async () => {
    expect((await run('for (const name of given) await runner.output(name, "");', OUTPUTS)).stderr).toBe("");
    const outcomes = ["pass", "fail", "incomplete"];
    expect((await run('for (const word of given) await runner.output("outcome", word);', outcomes)).stderr).toBe("");
    expect((await run('await runner.output("verdict", "");')).stderr).toContain("no output of action.yml");
    expect((await run('await runner.output("outcome", "passed");')).stderr).toContain("no such outcome");
  });

  test("that cannot be written is a failure of its own, without the value", async () => {
    await rm(join(root, "output"));
    const { stderr } = await run('await runner.output("plan-file", "/a/plan");');
    expect(stderr).toBe("write-failed The runner's file GITHUB_OUTPUT cannot be written.");
  });
});

test("a runner without these files gets one warning for each, and the run goes on", async () => {
  const body = 'for (const _ of [1, 2]) { await runner.output("outcome", "pass"); await runner.summary("# A"); }';
  const { stdout, stderr } = await run(body, [], {});
  expect({ stdout, stderr }).toEqual({
    stdout:
      "warning: This runner gives no GITHUB_OUTPUT: that part is left out.\n" +
      "warning: This runner gives no GITHUB_STEP_SUMMARY: that part is left out.\n",
    stderr: "",
  });
});

test("a summary is added to what is there", async () => {
  await writeFile(join(root, "summary"), "before\n");
  await run('await runner.summary("# One\\n"); await runner.summary("# Two\\n");');
  expect(await content("summary")).toBe("before\n# One\n# Two\n");
});

test("L6 nothing steers later steps: environment, path and state stay empty", async () => {
  const body = `maskSecrets(given); runner.annotate({ level: "error", title: "x\\nLD_PRELOAD=e.so", message: "m", uri: "x\\nLD_PRELOAD=e.so" });
    await runner.output("plan-file", "x\\nLD_PRELOAD=e.so"); await runner.summary("x\\nLD_PRELOAD=e.so");`;
  await run(body, ["x\nLD_PRELOAD=e.so"]);
  expect(await Promise.all(["env", "path", "state"].map(content))).toEqual(["", "", ""]);
});

describe("masks", () => {
  const hidden = async (secrets: readonly string[]) =>
    runnerCommands((await run("maskSecrets(given);", secrets)).stdout).map(({ command, data }) => [command, data]);

  test("L1 hide each line of a secret, whatever is in it", async () => {
    expect(await hidden(["token-of-the-job", "line one of a key\r\nshort\nline two: 50%", "::error::planted"])).toEqual(
      [
        ["add-mask", "token-of-the-job"],
        ["add-mask", "line one of a key"],
        ["add-mask", "line two: 50%"],
        ["add-mask", "::error::planted"],
      ],
    );
  });

  test("L5 never hide a word of ours, which would empty an output", async () => {
    const ours = [
      "pass",
      "fail",
      "incomplete",
      "complete",
      "incomplet",
      '"incomplete"',
      "true",
      "",
      "x\nincomplete\ny",
    ];
    expect(await hidden([...ours, "incompletely"])).toEqual([["add-mask", "incompletely"]]);
  });
});
