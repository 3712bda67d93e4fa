/** Asks the questions, several at once, and settles a state for every hunk of them (L5). */

import type { Model } from "../ports.ts";
import {
  hasLeft,
  type HunkState,
  type Question,
  type RedactionProof,
  type Reply,
  type RequestRecord,
} from "../records.ts";
import { judgedHunks, parseAnswer, type Answer } from "./answer.ts";

/** One question that was answered as asked. */
export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
  /** As the reply names it, else the one that was asked. */
  readonly model: string;
}

export interface Asking {
  readonly answered: readonly Answered[];
  readonly states: ReadonlyMap<string, HunkState>;
  /** One per question, in the order in which they were settled, with the hunks that it asked about. */
  readonly requests: readonly { readonly record: RequestRecord; readonly hunks: readonly string[] }[];
}

export interface AskOptions {
  readonly model: Model;
  /** The halves of a question; the question itself when it cannot be cut. */
  readonly split: (question: Question) => readonly Question[];
  /** What is asked once instead of a refused question; absent: a refusal stands. */
  readonly apart?: (question: Question) => readonly Question[];
  readonly costOf: (record: Pick<RequestRecord, "usage" | "model">) => number | undefined;
  /** What redaction did to a question. */
  readonly proofOf?: (question: Question) => RedactionProof;
  readonly progress?: (done: number, known: number) => void;
}

/** More would meet rate limits sooner than answers. */
const AT_ONCE = 4;
/**
 * How often a question is halved. One that is too big for the API until it fits: 2^6 parts are enough for any window. One that
 * the guard stops until what it means stands alone, so that one line costs no other hunk its review: nothing is sent for it.
 */
const MOST_CUTS = { failed: 6, guarded: 14 } as const;
/** Questions that the guard may stop before what it stops is cut no more: each costs a look at the list of all files. */
const MOST_GUARDED = 200;

interface Job {
  readonly question: Question;
  readonly cuts: Readonly<Record<keyof typeof MOST_CUTS, number>>;
  /** Part of a question that was refused: what is refused again stays so. */
  readonly refused: boolean;
}

type Asked = { readonly question: Question } & Awaited<ReturnType<Model["ask"]>>;

export async function askAll(questions: readonly Question[], options: AskOptions): Promise<Asking> {
  const [answered, requests]: [Answered[], Asking["requests"][number][]] = [[], []];
  const states = new Map<string, HunkState>();
  const queue: Job[] = questions.map((question) => ({ question, cuts: { failed: 0, guarded: 0 }, refused: false }));
  let [known, guarded] = [queue.length, 0];
  const worker = async (most = Infinity): Promise<void> => {
    for (let job = queue.shift(), count = 1; job !== undefined; job = count++ < most ? queue.shift() : undefined) {
      const asked = { question: job.question, ...(await options.model.ask(job.question)) };
      requests.push({ record: onRecord(job.question, asked, options), hunks: job.question.hunks });
      if (asked.reply.kind === "guarded") guarded += 1;
      const parts = guarded > MOST_GUARDED && asked.reply.kind === "guarded" ? [] : smaller(job, asked.reply, options);
      queue.unshift(...parts);
      known += parts.length;
      // A refused hunk stays refused unless a part of the question is answered.
      const stands = parts.length === 0 || asked.reply.kind === "refused";
      if (stands && !(job.refused && asked.reply.kind !== "answered"))
        settle(asked, { states, answered, model: options.model.id });
      options.progress?.(requests.length, known);
    }
  };
  // The first alone: it writes the shared part, with the list of all files, to the cache from which the others read it.
  await worker(1);
  // A worker that finds the queue empty may leave while another is about to refill it: that one then does the parts itself.
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, () => worker()));
  return { answered, states, requests };
}

/** What goes on the account about one question; what did not leave cost nothing. */
export function onRecord(
  question: Question,
  { reply, record }: Awaited<ReturnType<Model["ask"]>>,
  { costOf, proofOf }: Pick<AskOptions, "costOf" | "proofOf">,
): RequestRecord {
  // A try whose price nobody knows makes the price of all of it unknown.
  const cost = !hasLeft({ ...record, kind: reply.kind }) ? 0 : (record.unmetered ?? 0) > 0 ? undefined : costOf(record);
  return {
    question: question.name,
    questionSha256: question.sha256,
    promptSha256: question.promptSha256,
    kind: reply.kind,
    ...record,
    ...(proofOf === undefined ? {} : { redaction: proofOf(question) }),
    ...(cost === undefined ? {} : { costUsd: cost }),
  };
}

/** The parts to ask instead, or none: a reply stands. */
function smaller(job: Job, reply: Reply, { split, apart }: Pick<AskOptions, "split" | "apart">): readonly Job[] {
  const { question, cuts, refused } = job;
  if (reply.kind === "refused")
    return refused ? [] : (apart?.(question) ?? []).map((part) => ({ cuts, question: part, refused: true }));
  const why = reply.kind === "guarded" ? "guarded" : reply.kind === "failed" && reply.split ? "failed" : undefined;
  if (why === undefined || cuts[why] >= MOST_CUTS[why]) return [];
  const parts = split(question);
  const counted = { ...cuts, [why]: cuts[why] + 1 };
  return parts.length < 2 ? [] : parts.map((part) => ({ cuts: counted, question: part, refused }));
}

interface Settled {
  readonly states: Map<string, HunkState>;
  readonly answered: Answered[];
  readonly model: string;
}

function settle({ question, reply, record }: Asked, { states, answered, model }: Settled): void {
  const all = (state: HunkState): void => {
    for (const hunk of question.hunks) states.set(hunk, state);
  };
  if (reply.kind !== "answered") {
    all(stateOf(reply));
    return;
  }
  const parsed = parseAnswer(reply.text);
  if (!parsed.ok) {
    all({ state: "failed", reason: parsed.reason });
    return;
  }
  const judged = judgedHunks(parsed.answer, question.hunks);
  for (const hunk of question.hunks)
    states.set(hunk, judged.has(hunk) ? { state: "reviewed" } : { state: "failed", reason: "not answered" });
  answered.push({ question, answer: parsed.answer, model: record.model ?? model });
}

function stateOf(reply: Exclude<Reply, { kind: "answered" }>): HunkState {
  switch (reply.kind) {
    case "refused":
      return { state: "refused", category: reply.category };
    case "overBudget":
      return { state: "overBudget" };
    case "guarded":
      return { state: "failed", reason: `guard: ${reply.rule} at ${reply.place}` };
    case "failed":
      return { state: "failed", reason: reply.reason };
  }
}
