import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DossierHunk, SentLine } from "../../src/records.ts";
import type { Dossier } from "../../src/review/dossier.ts";
import { neutral } from "../../src/review/neutral.ts";
import { disclosuresOf, planQuestions, splitQuestion, type QuestionForm } from "../../src/review/question.ts";
import { inputTokensOf } from "../../src/review/tokens.ts";
import { createRedactor, detect, own } from "../../src/secrets/index.ts";

const NONCE = "0123456789abcdef";

function form(over: Partial<QuestionForm> = {}): QuestionForm {
  return {
    prompt: { text: own("Find flaws."), sha256: "a".repeat(64) },
    schema: { type: "object" },
    limits: { inputTokens: 100_000, maxTokens: 1000 },
    nonce: NONCE,
    ...over,
  };
}

function hunk(n: number, uri: string, lines: readonly string[] = ["text"]): DossierHunk {
  return {
    id: `h-${n.toString(16).padStart(12, "0")}`,
    uri,
    shownUri: neutral(own(uri)),
    baseUri: uri,
    lines: lines.map((text, index): SentLine => ({
      side: "head",
      line: index + 1,
      kind: "added",
      text: neutral(own(text)),
    })),
    bytes: 0,
  };
}

function dossier(hunks: readonly DossierHunk[], over: Partial<Dossier> = {}): Dossier {
  const uris = [...new Set(hunks.map(({ uri }) => uri))];
  return {
    files: uris.map((uri) => ({ shownUri: neutral(own(uri)), status: "modified", about: [] })),
    hunks,
    findings: hunks.map(({ id, shownUri }, index) => ({
      id: `f-${index.toString(16).padStart(8, "0")}`,
      fingerprint: `v1:${id}`,
      hunk: id,
      text: shownUri,
    })),
    cut: [],
    redactions: {},
    ...over,
  };
}

describe("a question", () => {
  test("reads like this from beginning to end", () => {
    const lines: readonly SentLine[] = [
      { side: "head", line: 11, kind: "context", text: own("try {") },
      { side: "base", line: 12, kind: "removed", text: own("  guard();") },
      { side: "head", line: 12, kind: "added", text: own("  ⟦secret:password:1⟧") },
    ];
    const given = dossier([{ ...hunk(1, "src/a.ts"), lines }, hunk(2, "b.sh", [])], {
      files: [
        { shownUri: own("src/a.ts"), status: "renamed", shownBaseUri: own("src/old.ts"), about: [] },
        { shownUri: own("b.sh"), status: "modified", about: ["mode 100644 to 100755"] },
        { shownUri: own(".env"), status: "deleted", about: [] },
      ],
      findings: [{ id: "f-00000000", fingerprint: "v1:x", hunk: "h-000000000001", text: own("src/a.ts:12-12 high x") }],
    });
    const { questions, unfit } = planQuestions(given, form({ instructions: own("Look at the guards.") }));
    expect(unfit).toEqual([]);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      name: "review-1",
      system: "Find flaws.",
      maxTokens: 1000,
      promptSha256: "a".repeat(64),
      hunks: ["h-000000000001", "h-000000000002"],
    });
    expect(questions[0]!.shared + questions[0]!.text).toBe(
      `The fences of this message are the lines that hold the word ccr-${NONCE}.

<<<ccr-${NONCE} changed files
renamed src/a.ts (from src/old.ts)
modified b.sh [mode 100644 to 100755]
deleted .env
ccr-${NONCE}>>>

<<<ccr-${NONCE} from the owners of the repository
Look at the guards.
ccr-${NONCE}>>>

<<<ccr-${NONCE} hunk h-000000000001 src/a.ts
h11  | try {
b12 -|   guard();
h12 +|   ⟦secret:password:1⟧
ccr-${NONCE}>>>

<<<ccr-${NONCE} hunk h-000000000002 b.sh
(no lines of text)
ccr-${NONCE}>>>

<<<ccr-${NONCE} findings of scanners
f-00000000 src/a.ts:12-12 high x
ccr-${NONCE}>>>

Judge these hunks: h-000000000001 h-000000000002`,
    );
  });

  test("has the same digest in every run, and another one for every other question", () => {
    const given = dossier([hunk(1, "a.ts")]);
    const digest = (over: Partial<QuestionForm>, what = given): string =>
      planQuestions(what, form(over)).questions[0]!.sha256;
    const usual = digest({});
    expect(digest({ nonce: "fedcba9876543210ff" })).toBe(usual);
    const others = [
      digest({ schema: { type: "array" } }),
      digest({ prompt: { text: own("Find more."), sha256: "a".repeat(64) } }),
      digest({ instructions: own("x") }),
      digest({}, dossier([hunk(1, "a.ts", ["other"])])),
    ];
    expect(new Set([usual, ...others]).size).toBe(5);
  });

  test.each(["", "abc", "0123456789ABCDEF", "0123456789abcde\n", "a".repeat(65)])(
    "a nonce like %j is refused",
    (nonce) => {
      expect(() => planQuestions(dossier([hunk(1, "a")]), form({ nonce }))).toThrow("nonce");
    },
  );

  test("knows its own parts by exact value, for the guard", () => {
    const [question] = planQuestions(dossier([hunk(1, "a.ts")]), form()).questions;
    expect(question!.own).toEqual(["Find flaws.", '{"type":"object"}', `ccr-${NONCE}`, "h-000000000001"]);
  });
});

describe("L2 whatever strangers wrote", () => {
  const pieces = fc.constantFrom(
    `ccr-${NONCE}`,
    "<<<",
    ">>>",
    "ccr-",
    NONCE,
    " hunk h-000000000001 a.js",
    "h1 +| ",
    "Judge these hunks:",
    "x",
    " ",
  );
  const attack = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(""));

  test("only our own lines are fences, and each hunk has as many lines as were sent", () => {
    fc.assert(
      fc.property(fc.array(attack, { minLength: 1, maxLength: 6 }), attack, (lines, uri) => {
        const [question] = planQuestions(dossier([hunk(1, uri, lines)]), form()).questions;
        const all = (question!.shared + question!.text).split("\n");
        const fences = all.filter((line) => line.includes(`ccr-${NONCE}`));
        // The sentence about the fences, then a pair each for files, hunk and findings.
        expect(fences).toHaveLength(7);
        for (const line of fences.slice(1))
          expect(line).toMatch(new RegExp(`^(<<<ccr-${NONCE} (changed|hunk|findings) |ccr-${NONCE}>>>$)`, "u"));
        expect(all.filter((line) => /^h\d+ \+\| /u.test(line))).toHaveLength(lines.length);
      }),
      { numRuns: 1_000, seed: 6 },
    );
  });
});

describe("a dossier that is too large for one question", () => {
  const lines = Array.from({ length: 100 }, (_, index) => `some line of code ${String(index)}`);
  const many = dossier(
    ["a/1.ts", "a/2.ts", "b/1.ts", "b/1.ts", "c/1.ts", "c/1.ts", "c/1.ts"].map((uri, index) =>
      hunk(index + 1, uri, lines),
    ),
  );

  test("is split by folder and file; every part fits, and every hunk is in exactly one", () => {
    for (const inputTokens of [2_500, 3_500, 5_000, 9_000]) {
      const { questions, unfit } = planQuestions(many, form({ limits: { inputTokens, maxTokens: 10 } }));
      expect(unfit).toEqual([]);
      expect(questions.flatMap(({ hunks }) => hunks).toSorted()).toEqual(many.hunks.map(({ id }) => id));
      for (const question of questions) expect(inputTokensOf(question)).toBeLessThanOrEqual(inputTokens);
      expect(questions.map(({ name }) => name)).toEqual(questions.map((_, index) => `review-${String(index + 1)}`));
    }
  });

  test("counts the findings of scanners too", () => {
    const hunks = [hunk(1, "a/1"), hunk(2, "a/2")];
    const said = own("x".repeat(3_000));
    const findings = hunks.map(({ id }, n) => ({ id: `f-0000000${String(n)}`, fingerprint: id, hunk: id, text: said }));
    const { questions } = planQuestions(
      dossier(hunks, { findings }),
      form({ limits: { inputTokens: 2_800, maxTokens: 10 } }),
    );
    expect(questions).toHaveLength(2);
    for (const question of questions) expect(inputTokensOf(question)).toBeLessThanOrEqual(2_800);
  });

  test("keeps a folder's files together where they fit", () => {
    const { questions } = planQuestions(many, form({ limits: { inputTokens: 5_200, maxTokens: 10 } }));
    expect(questions.map(({ hunks }) => hunks.length)).toEqual([4, 3]);
  });

  test.each([
    ["folder's files", ["a/1", "b/1", "b/2"], 3_300, [1, 2]],
    ["file's hunks", ["a/1", "a/1", "a/2", "a/2"], 4_300, [2, 2]],
  ])("does not begin a question with half of a %s", (_what, uris, inputTokens, sizes) => {
    const given = dossier(uris.map((uri, index) => hunk(index + 1, uri, lines)));
    const { questions } = planQuestions(given, form({ limits: { inputTokens, maxTokens: 10 } }));
    expect(questions.map(({ hunks }) => hunks.length)).toEqual(sizes);
  });

  test("repeats the list of all changed files word for word, and only the part's own findings", () => {
    const { questions } = planQuestions(many, form({ limits: { inputTokens: 3_500, maxTokens: 10 } }));
    expect(questions.length).toBeGreaterThan(2);
    expect(new Set(questions.map(({ shared, system }) => system + shared)).size).toBe(1);
    for (const { text, hunks } of questions) expect(text.match(/^f-[0-9a-f]{8} /gmu)).toHaveLength(hunks.length);
  });

  test("L5 a hunk that does not fit alone is named, and the others are asked about", () => {
    const given = dossier([hunk(1, "a", lines), hunk(2, "b"), hunk(3, "c", [...lines, ...lines, ...lines])]);
    const { questions, unfit } = planQuestions(given, form({ limits: { inputTokens: 2_500, maxTokens: 10 } }));
    expect(unfit).toEqual(["h-000000000003"]);
    expect(questions.flatMap(({ hunks }) => hunks)).toEqual(["h-000000000001", "h-000000000002"]);
    const none = planQuestions(given, form({ limits: { inputTokens: 10, maxTokens: 10 } }));
    expect(none).toEqual({ questions: [], unfit: given.hunks.map(({ id }) => id) });
  });

  test("halves keep files whole while possible, and one hunk stays as it is", () => {
    const [whole] = planQuestions(many, form()).questions;
    const halves = splitQuestion(whole!, many, form());
    expect(halves.map(({ name, hunks }) => [name, hunks.length])).toEqual([
      ["review-1a", 4],
      ["review-1b", 3],
    ]);
    expect(halves.flatMap(({ hunks }) => hunks)).toEqual(whole!.hunks);
    const [left, right] = splitQuestion(halves[1]!, many, form());
    expect([left!.hunks.length, right!.hunks.length]).toEqual([1, 2]);
    expect(splitQuestion(left!, many, form())).toEqual([left]);
  });

  test("an empty dossier asks nothing", () => {
    expect(planQuestions(dossier([]), form())).toEqual({ questions: [], unfit: [] });
  });
});

test("L1 disclosures are the ranges of each side that a question shows", () => {
  const lines: SentLine[] = [
    { side: "head", line: 4, kind: "context", text: own("a") },
    { side: "base", line: 9, kind: "removed", text: own("b") },
    { side: "base", line: 10, kind: "removed", text: own("b") },
    { side: "head", line: 5, kind: "added", text: own("c") },
    { side: "base", line: 12, kind: "removed", text: own("d") },
  ];
  const given = dossier([{ ...hunk(1, "new.ts"), baseUri: "old.ts", lines }, hunk(2, "other.ts")]);
  const [first] = splitQuestion(planQuestions(given, form()).questions[0]!, given, form());
  expect(disclosuresOf(first!, given)).toEqual([
    { uri: "new.ts", side: "head", startLine: 4, endLine: 5, question: "review-1a" },
    { uri: "old.ts", side: "base", startLine: 9, endLine: 10, question: "review-1a" },
    { uri: "old.ts", side: "base", startLine: 12, endLine: 12, question: "review-1a" },
  ]);
});

test("L1 ordinary code, redacted and asked about, holds nothing that looks like a secret", () => {
  const folder = join(import.meta.dirname, "../../src");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(sources.length).toBeGreaterThan(50);
  const redactor = createRedactor();
  const redacted = sources.map((name) => redactor.redact(readFileSync(join(folder, name), "utf8"), name).split("\n"));
  const { questions } = planQuestions(
    dossier(sources.map((name, index) => hunk(index, name, redacted[index]))),
    form({ limits: { inputTokens: 10_000_000, maxTokens: 1 } }),
  );
  for (const { shared, text } of questions) {
    const looked = `${shared}\n${text}`.replaceAll(/⟦secret:[^⟧]+⟧/gu, (mark) => " ".repeat(mark.length));
    const found = detect(looked, { point: "redact" }).map(
      ({ start, end, type }) => `${type}: ${looked.slice(start, end)}`,
    );
    expect(found).toEqual([]);
  }
});
