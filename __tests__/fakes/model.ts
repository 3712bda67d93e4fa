import type { Asked, Model } from "../../src/ports.ts";
import type { Question, Reply } from "../../src/records.ts";

/** Answers each question by the function, and keeps the questions. An object that is no reply is answered as JSON. */
export function fakeModel(
  answer: (question: Question, n: number) => Reply | Asked | object | Promise<Reply | Asked | object> = () => ({}),
  { provider = "anthropic", id = "claude-sonnet-5-5" }: { readonly provider?: string; readonly id?: string } = {},
): Model & { readonly questions: readonly Question[] } {
  const questions: Question[] = [];
  return {
    provider,
    id,
    questions,
    ask: async (question) => {
      questions.push(question);
      const given = await answer(question, questions.length);
      if (isAsked(given)) return given;
      const reply: Reply = isReply(given) ? given : { kind: "answered", text: JSON.stringify(given) };
      const left = reply.kind !== "guarded" && reply.kind !== "overBudget";
      return {
        reply,
        record: {
          attempts: left ? 1 : 0,
          seconds: 1,
          ...(left && {
            model: id,
            requestId: `req_${questions.length}`,
            usage: { inputTokens: 1000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 },
            bytes: 4000,
            bodySha256: "ab".repeat(32),
          }),
        },
      };
    },
  };
}

const KINDS: Readonly<Record<Reply["kind"], true>> = {
  answered: true,
  refused: true,
  failed: true,
  guarded: true,
  overBudget: true,
};

function isReply(given: object): given is Reply {
  return "kind" in given && typeof given.kind === "string" && given.kind in KINDS;
}

function isAsked(given: object): given is Asked {
  return "reply" in given && "record" in given;
}
