import { describe, expect, test } from "@jest/globals";
import type { Question, Reply } from "../../src/records.ts";
import { askAll } from "../../src/review/ask.ts";
import { fakeModel } from "../fakes/model.ts";
import { QUESTION } from "../fixtures/question.ts";

const about = (name: string, ...hunks: string[]): Question => ({ ...QUESTION, name, hunks });
const judged = ({ hunks }: Question) => ({ reviewed: hunks, findings: [], triage: [] });
const split = (question: Question): readonly Question[] =>
  question.hunks.length < 2
    ? [question]
    : [
        question.hunks.slice(0, Math.ceil(question.hunks.length / 2)),
        question.hunks.slice(Math.ceil(question.hunks.length / 2)),
      ].map((hunks, index) => ({ ...question, name: `${question.name}${"ab"[index] ?? ""}`, hunks }));

async function asked(questions: readonly Question[], answer: Parameters<typeof fakeModel>[0]) {
  const model = fakeModel(answer);
  const result = await askAll(questions, { model, split, costOf: () => 0.25 });
  return {
    ...result,
    model,
    states: Object.fromEntries(
      [...result.states].map(([hunk, state]) => [hunk, "reason" in state ? state.reason : state.state]),
    ),
  };
}

const TOO_BIG: Reply = { kind: "failed", reason: "413", split: true };
const GUARDED: Reply = { kind: "guarded", rule: "github-pat", place: "messages[0] line 3" };

describe("L5 asking", () => {
  test("every hunk of every question ends in a state, whatever each question came to", async () => {
    const replies: Record<string, Reply | object> = {
      a: judged(about("a", "h-1")),
      b: { kind: "refused", category: "cyber" } satisfies Reply,
      c: { kind: "failed", reason: "500", split: false } satisfies Reply,
      d: { kind: "overBudget" } satisfies Reply,
      e: { reviewed: [], findings: [], triage: [] },
      f: { kind: "answered", text: "no JSON" } satisfies Reply,
    };
    const questions = Object.keys(replies).map((name, index) => about(name, `h-${String(index + 1)}`));
    const { states } = await asked(questions, (question) => replies[question.name] ?? {});
    expect(states).toEqual({
      "h-1": "reviewed",
      "h-2": "refused",
      "h-3": "500",
      "h-4": "overBudget",
      "h-5": "not answered",
      "h-6": "The answer is not JSON, or it is cut short.",
    });
  });

  test("a refusal keeps the category that the API names", async () => {
    const model = fakeModel(() => ({ kind: "refused", category: "cyber" }) satisfies Reply);
    const { states } = await askAll([about("q", "h-1")], { model, split, costOf: () => 0 });
    expect(states.get("h-1")).toEqual({ state: "refused", category: "cyber" });
  });

  test("a question that is too big is halved until it fits", async () => {
    const { states, model } = await asked([about("q", "h-1", "h-2", "h-3", "h-4")], (question) =>
      question.hunks.length > 1 ? TOO_BIG : judged(question),
    );
    expect(new Set(Object.values(states))).toEqual(new Set(["reviewed"]));
    expect(model.questions.map(({ hunks }) => hunks.length).toSorted()).toEqual([1, 1, 1, 1, 2, 2, 4]);
  });

  test("the first is asked alone, since the others read from the cache what it writes", async () => {
    const [began, ended]: [string[], string[]] = [[], []];
    const model = fakeModel(async (question) => {
      began.push(`${question.name} after ${String(ended.length)}`);
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(question.name);
      return judged(question);
    });
    const questions = ["a", "b", "c"].map((name) => about(name, `h-${name}`));
    await askAll(questions, { model, split, costOf: () => 0 });
    expect(began).toEqual(["a after 0", "b after 1", "c after 1"]);
  });

  test("one hunk that is too big alone has failed, and is not asked again", async () => {
    const { states, model } = await asked([about("q", "h-1")], () => TOO_BIG);
    expect(states).toEqual({ "h-1": "413" });
    expect(model.questions).toHaveLength(1);
  });

  test("halving ends, though the answer is always the same", async () => {
    const hunks = Array.from({ length: 1000 }, (_, n) => `h-${String(n)}`);
    const { states, model } = await asked([about("q", ...hunks)], () => TOO_BIG);
    expect(new Set(Object.values(states))).toEqual(new Set(["413"]));
    expect(model.questions).toHaveLength(127);
  });

  test("L1 what the guard stops is cut until the hunk that it means stands alone: that one has failed, with rule and place", async () => {
    const hunks = Array.from({ length: 250 }, (_, n) => `h-${String(n)}`);
    const { states, model } = await asked([about("q", ...hunks)], (question) =>
      question.hunks.includes("h-77") ? GUARDED : judged(question),
    );
    expect(states["h-77"]).toBe("guard: github-pat at messages[0] line 3");
    expect(Object.values(states).filter((state) => state === "reviewed")).toHaveLength(249);
    const left = model.questions.filter(({ hunks: of }) => !of.includes("h-77"));
    expect(left.length).toBeLessThanOrEqual(8);
  });

  test("L1 cutting what the guard stops ends, though it stops everything", async () => {
    const { states, model } = await asked([about("q", "h-1", "h-2", "h-3", "h-4")], () => GUARDED);
    expect(new Set(Object.values(states))).toEqual(new Set(["guard: github-pat at messages[0] line 3"]));
    expect(model.questions).toHaveLength(7);
  });

  test("L1 and soon, though it stops every one of 4,000 hunks", async () => {
    const hunks = Array.from({ length: 4_000 }, (_, n) => `h-${String(n)}`);
    const { states, model } = await asked([about("q", ...hunks)], () => GUARDED);
    expect(Object.keys(states)).toHaveLength(4_000);
    expect(new Set(Object.values(states))).toEqual(new Set(["guard: github-pat at messages[0] line 3"]));
    expect(model.questions.length).toBeLessThanOrEqual(420);
  });

  describe("what is refused", () => {
    const REFUSED: Reply = { kind: "refused", category: "cyber" };
    const apart = (question: Question) =>
      question.hunks.map((hunk, index) => ({ ...question, name: `${question.name}-${String(index)}`, hunks: [hunk] }));
    const askApart = async (questions: readonly Question[], answer: Parameters<typeof fakeModel>[0]) => {
      const model = fakeModel(answer);
      const result = await askAll(questions, { model, split, apart, costOf: () => 0 });
      return { ...result, model, kinds: [...result.states.values()].map(({ state }) => state) };
    };

    test("is asked once more, each hunk alone; what is refused again stays refused", async () => {
      const { model, kinds, answered } = await askApart([about("q", "h-1", "h-2", "h-3")], (question) =>
        question.hunks.includes("h-2") ? REFUSED : judged(question),
      );
      expect(kinds).toEqual(["reviewed", "refused", "reviewed"]);
      expect(model.questions.map(({ name }) => name)).toEqual(["q", "q-0", "q-1", "q-2"]);
      expect(answered).toHaveLength(2);
    });

    test.each<[string, Reply]>([
      ["the budget", { kind: "overBudget" }],
      ["a failure", { kind: "failed", reason: "500", split: false }],
      ["the guard", GUARDED],
    ])("stays refused when %s ends the second try", async (_name, reply) => {
      const { kinds } = await askApart([about("q", "h-1", "h-2")], ({ name }) => (name === "q" ? REFUSED : reply));
      expect(kinds).toEqual(["refused", "refused"]);
    });

    test("is not asked a third time, whatever the parts are cut into", async () => {
      const { model } = await askApart([about("q", "h-1", "h-2")], () => REFUSED);
      expect(model.questions).toHaveLength(3);
    });
  });

  test("every question is on the account, with what it cost, and with nothing when nothing left", async () => {
    const { requests } = await asked([about("a", "h-1"), about("b", "h-2")], (question) =>
      question.name === "a" ? judged(question) : GUARDED,
    );
    expect(requests.map(({ record: { question, kind, costUsd } }) => ({ question, kind, costUsd }))).toEqual([
      { question: "a", kind: "answered", costUsd: 0.25 },
      { question: "b", kind: "guarded", costUsd: 0 },
    ]);
  });

  test("a try whose usage nobody knows makes the cost unknown", async () => {
    const { requests } = await asked([about("a", "h-1")], () => ({
      reply: { kind: "failed", reason: "cut", split: false },
      record: { attempts: 2, seconds: 1, bytes: 10, bodySha256: "ab".repeat(32), unmetered: 1 },
    }));
    expect(requests[0]?.record.costUsd).toBeUndefined();
  });

  test("four questions are in flight at once, and no more", async () => {
    let [inFlight, most] = [0, 0];
    const questions = Array.from({ length: 12 }, (_, n) => about(`q${String(n)}`, `h-${String(n)}`));
    await asked(questions, async (question) => {
      most = Math.max(most, (inFlight += 1));
      await Promise.resolve();
      await Promise.resolve();
      inFlight -= 1;
      return judged(question);
    });
    expect(most).toBe(4);
  });
});
