import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createFiles } from "../../src/adapters/files.ts";
import { openObjects } from "../../src/adapters/git.ts";
import { modelFactory } from "../../src/adapters/models.ts";
import { review } from "../../src/commands/review.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { claiming, CODE, hunksOf, isVerification, KEY, nothingFound, POLICY } from "../e2e/claude.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { gitEnvironment, makeRepository, type Content } from "../fixtures/repository.ts";
import { messagesServer, type Behaviour, type ModelRequest } from "../servers/messages-api.ts";

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

interface Given {
  readonly policy?: string;
  readonly head?: Record<string, Content>;
  readonly absent?: readonly string[];
  /** What the catalogue says of the model. */
  readonly about?: object;
  readonly message?: string;
}

/** A whole review in this process: real git, real files, the real client, a local Messages API. */
async function reviewed(
  behave: (request: ModelRequest, n: number) => Behaviour,
  { policy = "", head = CODE, absent = [], about = {}, message = "Head" }: Given = {},
) {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), "review-")));
  const repository = makeRepository();
  const server = await messagesServer(behave, { key: KEY, absent, about });
  disposals.push(
    () => server.close(),
    () => repository.dispose(),
    () => rmSync(temporary, { recursive: true, force: true }),
  );
  repository.write({ "README.md": "# x\n", [POLICY]: `version: 1\n${policy}` });
  const base = repository.commit("Base");
  repository.write(head);
  const to = repository.commit(message);
  const [clock, log, shell] = [fakeClock(), fakeLog(), fakeShell()];
  const files = createFiles({ temporary });
  const machine = { children: {}, knownSecrets: [KEY] };
  let printed = "";
  const code = await review(
    {
      ...{ command: "review", repo: repository.path, base, head: to, dryRun: false, format: "json" },
      policy: { path: POLICY, chosen: false },
      choices: { scanners: ["secrets"] },
      sarifFiles: [],
      baseUrl: server.url,
      runDir: join(temporary, "run"),
    },
    {
      version: "1.0.0",
      rules: resolve("rules"),
      prompts: resolve("prompts"),
      redactor: createRedactor({ known: [KEY] }),
      environment: {
        ...{ ...machine, packageManager: {}, toolCache: temporary, state: temporary, temporary, columns: 80 },
        ...{ anthropicApiKey: KEY, tlsUnverified: false, colour: false, quiet: false },
      },
    },
    {
      ...{ clock, log, files, shell, provision: fakeProvision() },
      ...modelFactory(machine, { files, shell, log, clock, signal: new AbortController().signal }),
      openObjects: (repo: string) =>
        openObjects({ repo, temporary: join(temporary, "git"), environment: gitEnvironment() }),
      print: async (text) => void (printed += text),
    },
  );
  const sent = Buffer.concat(server.received).toString("utf8");
  return { code, report: JSON.parse(printed) as Record<string, unknown>, server, sent };
}

const STEP = { file: "app.py", side: "head", line: 5, note: "the shell runs it" };

describe("L4 a finding of Claude's", () => {
  test("has its path and the confidence that was checked", async () => {
    const path = [{ ...STEP, line: 4, note: "the request comes in" }, STEP, { ...STEP, line: 99 }];
    const { quote } = { quote: "os.system('ls ' + request.args['d'])" };
    const behave = claiming({ path }, { verdict: "confirmed", quote, path: [{ file: "app.py", line: 5 }], reason: "" });
    const { report, server } = await reviewed(behave);
    expect(report).toMatchObject({
      findings: [
        {
          confidence: "high",
          codeFlow: [
            { location: { uri: "app.py", startLine: 4 }, message: "the request comes in" },
            { location: { uri: "app.py", startLine: 5 }, message: "the shell runs it" },
          ],
        },
      ],
    });
    const verification = server.requests.find(isVerification)?.user ?? "";
    expect(verification).toContain("; path: app.py:4 -> app.py:5\n");
    expect(verification).not.toMatch(/becomes a command|shell runs it|joins `d`/u);
  });

  test("is not verified where the policy says so, and no second question leaves", async () => {
    const { report, server } = await reviewed(claiming({ path: [STEP] }), { policy: "review:\n  verify: off\n" });
    expect(report).toMatchObject({
      findings: [{ confidence: "medium", message: expect.stringContaining("Not verified: The policy at base") }],
    });
    expect(server.requests).toHaveLength(1);
  });

  test("L2 shows no secret that its edit writes", async () => {
    const token = `ghp_${alnum(36)}`;
    const fix = { startLine: 5, endLine: 5, replacement: `    run(request.args['d'], token="${token}")` };
    const { report } = await reviewed(claiming({ fix }));
    expect(JSON.stringify(report)).not.toContain(token);
  });
});

describe("beside findings", () => {
  const saying = (request: ModelRequest): Behaviour => ({
    kind: "answer",
    answer: {
      ...{ reviewed: hunksOf(request), findings: [], triage: [], needs: [] },
      summary: "It adds a command. It checks nothing. It logs nothing. It is fine.",
      ...("qualityNotes" in (request.schema as { properties: object }).properties && {
        qualityNotes: ["Name it well."],
      }),
    },
  });

  test("the summary is the first three sentences, and remarks are asked for only where the policy wants them", async () => {
    const summary = "It adds a command. It checks nothing. It logs nothing.";
    const plain = await reviewed(saying);
    expect(plain.report).toMatchObject({ model: { summary } });
    expect(plain.report["model"]).not.toHaveProperty("qualityNotes");
    const { code, report } = await reviewed(saying, { policy: "review:\n  quality-notes: true\n" });
    expect(report).toMatchObject({ verdict: { outcome: "pass" }, model: { summary, qualityNotes: ["Name it well."] } });
    expect(code).toBe(0);
  });
});

describe("L1 the author's story", () => {
  const message = `cnry-message-${alnum(8)}`;

  test("does not leave: no message, author or branch", async () => {
    const { sent } = await reviewed(nothingFound, { message });
    expect(sent).toContain("app.py");
    expect(sent).not.toContain(message);
    expect(sent).not.toMatch(/what the author says[^"]*>>>/u);
  });

  test("leaves where the policy at base says so, fenced, and without its author", async () => {
    const { server } = await reviewed(nothingFound, { message, policy: "review:\n  story: true\n" });
    const [{ user } = { user: "" }] = server.requests;
    expect(user).toMatch(new RegExp(`^<<<ccr-\\w+ what the author says\\nCommit: ${message}\\nccr-\\w+>>>`, "mu"));
  });
});

describe("L5 a refusal", () => {
  const HEAD = { ...CODE, "b.py": "x = 1\n", "c.py": "y = 2\n" };
  const REFUSED: Behaviour = {
    kind: "answer",
    text: "",
    stopReason: "refusal",
    stopDetails: { type: "refusal", category: "cyber" },
  };

  test("is asked once more, each hunk alone, and what stays refused is counted and incomplete", async () => {
    const { code, report, server } = await reviewed(
      (request) => (request.user.includes("os.system") ? REFUSED : nothingFound(request)),
      { head: HEAD },
    );
    expect(code).toBe(5);
    expect(server.requests.map((request) => hunksOf(request).length)).toEqual([3, 1, 1, 1]);
    const { hunks } = report["coverage"] as { hunks: { uri: string; state: string }[] };
    expect(hunks.map(({ uri, state }) => [uri, state])).toEqual([
      ["app.py", "refused"],
      ["b.py", "reviewed"],
      ["c.py", "reviewed"],
    ]);
  });

  test("of everything ends, and nothing is reviewed", async () => {
    const { code, server, report } = await reviewed(() => REFUSED, { head: HEAD });
    expect([code, server.requests.length]).toEqual([5, 4]);
    expect(report).toMatchObject({ verdict: { outcome: "incomplete" }, coverage: { ratio: 0 } });
  });
});

describe("the model is looked up before anything is asked", () => {
  test("L5 one that is gone: nothing of the change leaves, the run is incomplete, today's models are named", async () => {
    const { code, report, server, sent } = await reviewed(nothingFound, { absent: ["claude-sonnet-5-5"] });
    expect([code, server.requests.length]).toEqual([5, 0]);
    expect(sent).not.toContain("os.system");
    expect(JSON.stringify(report)).toMatch(
      /claude-sonnet-5-5 does not exist or has retired: today's models are claude-/u,
    );
  });

  test.each<[string, object, string, RegExp]>([
    ["has retired", { lifecycle: "retired" }, "", /claude-sonnet-5-5 does not exist or has retired/u],
    [
      "gives no answers with a schema",
      { capabilities: { structured_outputs: { supported: false } } },
      "",
      /claude-sonnet-5-5 gives no answers with a schema: choose another one with --model or review\.model/u,
    ],
    [
      "does not take the effort that the policy wants",
      { capabilities: { effort: { supported: true, max: { supported: false } } } },
      "review:\n  effort: max\n",
      /claude-sonnet-5-5 does not take the effort max: choose another one .*, or leave --effort and review\.effort out/u,
    ],
    [
      "reads next to nothing",
      { max_input_tokens: 20_000 },
      "",
      /claude-sonnet-5-5 reads too few tokens for a question/u,
    ],
  ])("L5 one that %s: nothing of the change leaves, and it is said once", async (_, about, policy, words) => {
    const { code, report, server, sent } = await reviewed(nothingFound, { about, policy });
    expect([code, server.requests.length]).toEqual([5, 0]);
    expect(sent).not.toContain("os.system");
    expect(JSON.stringify(report)).toMatch(words);
  });

  test("one that takes no effort is asked without, one with a small window gets smaller questions, and both are said", async () => {
    const about = {
      ...{ max_input_tokens: 60_000, max_tokens: 8_000, retires_at: "2026-01-20T00:00:00Z" },
      capabilities: { effort: { supported: false } },
    };
    const { code, report, server } = await reviewed(nothingFound, { about });
    expect(code).toBe(0);
    expect(server.requests[0]?.body).toMatchObject({ max_tokens: 8_000 });
    expect(server.requests[0]?.body["output_config"]).not.toHaveProperty("effort");
    expect(JSON.stringify(report["notes"])).toMatch(
      /reads 52000 tokens at once.*takes no effort such as ours.*2026-01-20/u,
    );
  });
});
