import { describe, expect, test } from "@jest/globals";
import type { Reply } from "../../src/account.ts";
import type { Model } from "../../src/ports.ts";
import type { DossierHunk, Question } from "../../src/records.ts";
import { parseAnswer } from "../../src/review/answer.ts";
import { disclosuresOf, planQuestions, type QuestionForm } from "../../src/review/question.ts";
import { askAgain } from "../../src/review/second-question.ts";
import type { Served } from "../../src/review/serve.ts";
import { own } from "../../src/secrets/index.ts";
import { CLAIM, HUNK, hunkOf } from "./sent.ts";

const form: QuestionForm = {
  prompt: { text: own("Find flaws."), sha256: "a".repeat(64) },
  schema: { type: "object" },
  limits: { inputTokens: 100_000, maxTokens: 1000 },
  nonce: "0123456789abcdef",
};
const dossier = { files: [], hunks: [HUNK], findings: [], cut: [], redactions: {} };
const CONTEXT: DossierHunk = hunkOf([" 3 def check(user):", " 9 return True"], { id: "review-1+-1", uri: "b.py" });
const SERVED: Served = {
  hunks: [CONTEXT],
  refused: [{ what: own("../x"), reason: "it is no path within the repository" }],
};

const answerOf = (over: object): string =>
  JSON.stringify({ reviewed: [HUNK.id], findings: [], triage: [], needs: [], summary: "", ...over });
const NEEDS = answerOf({ needs: [{ file: "b.py" }], findings: [CLAIM], reviewed: [] });

async function again(reply: Reply, { served = SERVED, first = NEEDS, limit = 100_000 } = {}) {
  const asked: Question[] = [];
  const model: Model = {
    provider: "command",
    id: "m",
    ask: async (question) => {
      asked.push(question);
      return { reply, record: { attempts: 1, seconds: 0 } };
    },
  };
  const [question] = planQuestions(dossier, form).questions;
  const parsed = parseAnswer(first);
  if (!parsed.ok || question === undefined) throw new Error("The test's first answer is none.");
  const states = new Map([[HUNK.id, { state: "failed", reason: "not answered" } as const]]);
  const result = await askAgain(
    { answered: [{ question, answer: parsed.answer, model: "m" }], states, requests: [] },
    {
      model,
      dossier,
      form: { ...form, limits: { ...form.limits, inputTokens: limit } },
      serve: async () => served,
      costOf: () => 0,
    },
  );
  return { ...result, asked, first: question };
}

describe("the second question", () => {
  test("holds the first, what is served, what is not and why; both share the cached prefix", async () => {
    const { asked, first } = await again({ kind: "answered", text: answerOf({}) });
    expect(asked.map(({ name }) => name)).toEqual(["review-1+"]);
    expect([asked[0]!.system, asked[0]!.shared, asked[0]!.hunks]).toEqual([first.system, first.shared, first.hunks]);
    expect(asked[0]!.text.startsWith(first.text)).toBe(true);
    expect(asked[0]!.text.slice(first.text.length)).toContain(
      [
        "<<<ccr-0123456789abcdef context review-1+-1 b.py",
        "h3  | def check(user):",
        "⟦5 lines not shown⟧",
        "h9  | return True",
        "ccr-0123456789abcdef>>>",
        "",
        "<<<ccr-0123456789abcdef not shown",
        "../x: it is no path within the repository",
      ].join("\n"),
    );
  });

  test("is asked once, whatever its answer needs", async () => {
    const { asked } = await again({ kind: "answered", text: NEEDS });
    expect(asked).toHaveLength(1);
  });

  test("is not asked without needs, without anything to show, or without room for it", async () => {
    const ok: Reply = { kind: "answered", text: answerOf({}) };
    expect((await again(ok, { first: answerOf({}) })).asked).toEqual([]);
    expect((await again(ok, { limit: 10 })).asked).toEqual([]);
    const nothing = await again(ok, { served: { ...SERVED, hunks: [] } });
    expect(nothing.asked).toEqual([]);
    expect(nothing.notes).toEqual([
      "Claude asked to see ../x (review-1); it was not shown: it is no path within the repository.",
    ]);
  });
});

describe("L5 nothing of the first answer is lost", () => {
  test("findings of both stand, and a hunk that either judged is reviewed", async () => {
    const other = { ...CLAIM, cwe: "CWE-862" };
    const { answered, states } = await again({ kind: "answered", text: answerOf({ findings: [other] }) });
    expect(answered[0]!.answer.findings.map(({ cwe }) => cwe)).toEqual(["CWE-862", "CWE-89"]);
    expect(states.get(HUNK.id)).toEqual({ state: "reviewed" });
  });

  test.each<[string, Reply]>([
    ["refused", { kind: "refused", category: "cyber" }],
    ["over budget", { kind: "overBudget" }],
    ["no JSON", { kind: "answered", text: "{" }],
  ])("a second question that ends as %s leaves the first answer, and says so", async (_what, reply) => {
    const { answered, notes, requests } = await again(reply);
    expect(answered[0]!.answer.findings).toHaveLength(1);
    expect(notes.at(-1)).toContain("the first one stands");
    expect(requests).toHaveLength(1);
  });
});

test("L8 what is served is a disclosure under the second question's name", async () => {
  const { requests, dossier: after } = await again({ kind: "answered", text: answerOf({}) });
  const [{ record, hunks }] = [requests[0]!];
  expect(disclosuresOf({ name: record.question, hunks }, after).filter(({ uri }) => uri === "b.py")).toEqual([
    { uri: "b.py", side: "head", startLine: 3, endLine: 3, question: "review-1+" },
    { uri: "b.py", side: "head", startLine: 9, endLine: 9, question: "review-1+" },
  ]);
});
