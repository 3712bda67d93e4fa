import { describe, expect, test } from "@jest/globals";
import {
  NOT_RECORDED,
  readRecordings,
  recorded,
  replayed,
  type Recording,
  type Tape,
} from "../../src/eval/recording.ts";
import { createRedactor, own } from "../../src/secrets/index.ts";
import type { Question } from "../../src/records.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeModel } from "../fakes/model.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const NONCE = "0123456789abcdef0123456789abcdef";
const question: Question = {
  name: "review-1",
  system: own("system"),
  shared: own(`fences ccr-${NONCE}`),
  text: own("text"),
  schema: {},
  maxTokens: 100,
  sha256: "ab".repeat(32),
  promptSha256: "cd".repeat(32),
  schemaSha256: "ef".repeat(32),
  hunks: ["h-000000000001"],
  own: ["system", `ccr-${NONCE}`],
};

function tapeOf(files = fakeFiles(), more: Partial<Tape> = {}) {
  const heard: unknown[] = [];
  const tape: Tape = {
    recordings: new Map<string, Recording>(),
    folder: "/r",
    files,
    clock: fakeClock(),
    redact: createRedactor().redact,
    kind: "live",
    heard: (source) => heard.push(source),
    ...more,
  };
  return { tape, files, heard };
}
const written = (files: ReturnType<typeof fakeFiles>) => Buffer.from([...files.contents.values()][0] ?? "").toString();

describe("a recorded answer", () => {
  test("is found again by the digest of its question, and says whose it is and when", async () => {
    const { tape, files, heard } = tapeOf();
    const asked = await recorded(
      fakeModel(() => ({ a: 1 })),
      tape,
    ).ask(question);
    const recordings = await readRecordings("/r", files);
    const again = await replayed(fakeModel(), { ...tape, recordings }).ask({ ...question, shared: own("ccr-other") });
    expect(again.reply).toEqual(asked.reply);
    const { usage } = asked.record;
    expect(again.record).toMatchObject({ model: "claude-sonnet-5-5", usage, seconds: 1, attempts: 1 });
    const source = { kind: "live", provider: "anthropic", model: "claude-sonnet-5-5" };
    expect(heard).toEqual([expect.objectContaining(source), expect.objectContaining(source)]);
    expect(recordings.get(question.sha256)?.source.date).toBe(fakeClock().now().toISOString());
  });

  test("L1 holds no secret, and not the word of the fences", async () => {
    const { tape, files } = tapeOf();
    await recorded(
      fakeModel(() => ({ quote: `${GITHUB_TOKEN} ccr-${NONCE}` })),
      tape,
    ).ask(question);
    expect(written(files)).toContain("⟦secret:github-pat:1⟧ ccr-NONCE");
    expect(written(files)).not.toContain(NONCE);
    expect(written(files)).not.toContain(GITHUB_TOKEN);
  });

  test.each([
    ["beside a word that asks for one", { explanation: "who sets the password.", attack: "An account is taken over." }],
    ["that is no JSON", `so: "who sets the password."`],
  ])("L1 keeps its form %s", async (_, answer) => {
    const { tape, files } = tapeOf();
    const text = typeof answer === "string" ? answer : JSON.stringify({ findings: [answer] });
    await recorded(
      fakeModel(() => ({ kind: "answered", text })),
      tape,
    ).ask(question);
    expect((await readRecordings("/r", files)).get(question.sha256)?.reply).toEqual({ kind: "answered", text });
  });

  test("L1 holds no secret in a name or deep down in an answer either", async () => {
    const { tape, files } = tapeOf();
    const deep = `${"[".repeat(50_000)}"${GITHUB_TOKEN}"${"]".repeat(50_000)}`;
    for (const text of [
      JSON.stringify({ [GITHUB_TOKEN]: [{ quote: GITHUB_TOKEN }] }),
      deep,
      `{"a": "${GITHUB_TOKEN}`,
    ]) {
      await recorded(
        fakeModel(() => ({ kind: "answered", text })),
        tape,
      ).ask(question);
      expect(written(files)).toContain("⟦secret:github-pat:1⟧");
      expect(written(files)).not.toContain(GITHUB_TOKEN);
    }
  });

  test("that is synthetic has no date and took no time: the same words give the same file", async () => {
    const { tape, files } = tapeOf(undefined, { kind: "synthetic" });
    await recorded(
      fakeModel(() => ({})),
      tape,
    ).ask(question);
    expect(JSON.parse(written(files))).toMatchObject({ source: { kind: "synthetic" }, seconds: 0 });
    expect(written(files)).not.toContain('"date"');
    const undated = written(files).replace('"synthetic"', '"live"');
    await expect(readRecordings("/r", fakeFiles({ "/r/a.json": undated }))).rejects.toMatchObject({
      code: "eval-invalid",
    });
  });

  test("is waited for by name; one that is there is not", async () => {
    const asking: string[] = [];
    const { tape, files } = tapeOf(undefined, { asking: ({ name }) => asking.push(name) });
    const model = fakeModel(() => ({}));
    await recorded(model, tape).ask(question);
    await recorded(model, { ...tape, recordings: await readRecordings("/r", files) }).ask(question);
    expect(asking).toEqual(["review-1"]);
  });

  test("names a local program without its place on the machine", async () => {
    const { tape, files } = tapeOf(undefined, { kind: "command" });
    const model = { ...fakeModel(() => ({}), { provider: "command", id: "/srv/answer.py" }) };
    await recorded(
      { ...model, ask: async (q) => ({ ...(await model.ask(q)), record: { attempts: 1, seconds: 0 } }) },
      tape,
    ).ask(question);
    expect(written(files)).toContain('"model": "answer.py"');
    expect(written(files)).toContain(`"date": "${fakeClock().now().toISOString()}"`);
  });

  test("says which model answered, whatever was asked for; a local program is not asked again", async () => {
    const { tape, files } = tapeOf(undefined, { kind: "command" });
    const model = fakeModel(() => ({}), { provider: "command", id: "/srv/answer.py" });
    await recorded(
      {
        ...model,
        ask: async (q) => ({ ...(await model.ask(q)), record: { attempts: 1, seconds: 0, model: "mine-2" } }),
      },
      tape,
    ).ask(question);
    expect(written(files)).toContain('"model": "mine-2"');
    await recorded(model, { ...tape, recordings: await readRecordings("/r", files) }).ask(question);
    expect(model.questions).toHaveLength(1);
  });

  test("is kept before anybody goes on: what cannot be written stops the run", async () => {
    const files = { write: () => Promise.reject(new Error("disk full")) };
    const { tape } = tapeOf();
    await expect(recorded(fakeModel(), { ...tape, files }).ask(question)).rejects.toThrow("disk full");
  });

  test("is not kept without a folder", async () => {
    const { recordings, clock, redact, kind, heard } = tapeOf().tape;
    const files = fakeFiles();
    await recorded(
      fakeModel(() => ({})),
      { recordings, files, clock, redact, kind, heard },
    ).ask(question);
    expect(files.contents.size).toBe(0);
  });

  test("is not asked for again", async () => {
    const { tape, files } = tapeOf();
    await recorded(
      fakeModel(() => ({})),
      tape,
    ).ask(question);
    const model = fakeModel(() => ({}));
    await recorded(model, { ...tape, recordings: await readRecordings("/r", files) }).ask(question);
    expect(model.questions).toHaveLength(0);
  });

  test.each([
    ["another model's", { id: "claude-opus-5-5" }, "live"],
    ["another provider's", { provider: "bedrock" }, "live"],
    ["of another kind", {}, "synthetic"],
  ] as const)("that is %s is asked for again", async (_, id, kind) => {
    const { tape, files } = tapeOf();
    await recorded(
      fakeModel(() => ({})),
      tape,
    ).ask(question);
    const model = fakeModel(() => ({}), id);
    await recorded(model, { ...tape, kind, recordings: await readRecordings("/r", files) }).ask(question);
    expect(model.questions).toHaveLength(1);
  });

  test.each([
    { kind: "failed", reason: "r", split: false },
    { kind: "overBudget" },
    { kind: "guarded", rule: "r", place: "p" },
  ] as const)("is not kept of what is no answer: $kind", async (reply) => {
    const { tape, files, heard } = tapeOf();
    expect(
      (
        await recorded(
          fakeModel(() => reply),
          tape,
        ).ask(question)
      ).reply,
    ).toEqual(reply);
    expect(files.contents.size).toBe(0);
    expect(heard).toEqual([]);
  });

  test("of a refusal is a refusal", async () => {
    const { tape, files } = tapeOf();
    const refused = { kind: "refused", category: "cyber" } as const;
    await recorded(
      fakeModel(() => refused),
      tape,
    ).ask(question);
    const recordings = await readRecordings("/r", files);
    expect((await replayed(fakeModel(), { ...tape, recordings }).ask(question)).reply).toEqual(refused);
  });
});

test("L5 a question without a recording has failed, and is told", async () => {
  const { tape, heard } = tapeOf();
  const { reply } = await replayed(fakeModel(), tape).ask(question);
  expect(reply).toEqual({ kind: "failed", reason: NOT_RECORDED, split: false });
  expect(heard).toEqual(["notRecorded"]);
});

test.each(["", "{}", "[", '{"version":2}'])("a file that is no recording stops the run: %j", async (text) => {
  await expect(readRecordings("/r", fakeFiles({ "/r/a.json": text }))).rejects.toMatchObject({ code: "eval-invalid" });
});
