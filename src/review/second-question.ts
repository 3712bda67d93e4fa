/** One more question for each first one that named what it needs: the same hunks, with what could be served. */

import type { Model } from "../ports.ts";
import type { DossierHunk, Question } from "../records.ts";
import { countMarks, joined, own, redactedText } from "../secrets/index.ts";
import { judgedHunks, parseAnswer, type Answer } from "./answer.ts";
import { onRecord, type Answered, type Asking, type AskOptions } from "./ask.ts";
import type { Dossier } from "./dossier.ts";
import { fenced } from "./neutral.ts";
import { composeQuestion, hunkText, type QuestionForm } from "./question.ts";
import type { Serve, Served } from "./serve.ts";
import { inputTokensOf } from "./tokens.ts";

export interface SecondRound extends Pick<AskOptions, "costOf" | "proofOf"> {
  readonly model: Model;
  readonly serve: Serve;
  readonly dossier: Dossier;
  readonly form: QuestionForm;
}

export interface AskedAgain extends Asking {
  /** With what was served behind its hunks: paths of claims and the verification may run through it. */
  readonly dossier: Dossier;
  readonly notes: readonly string[];
}

/** Refusals that are told to people, of one question. */
const MOST_NOTES = 10;
/** More would meet rate limits sooner than answers. */
const AT_ONCE = 4;

/** Never throws for what the model does: when a second question fails, the first answer stands, and that is said. */
export async function askAgain(asked: Asking, round: SecondRound): Promise<AskedAgain> {
  const results: Result[] = [];
  for (let at = 0; at < asked.answered.length; at += AT_ONCE) {
    const some = asked.answered.slice(at, at + AT_ONCE);
    results.push(...(await Promise.all(some.map((first) => asOnce(first, round)))));
  }
  const states = new Map(asked.states);
  for (const id of results.flatMap(({ judged }) => judged)) states.set(id, { state: "reviewed" });
  return {
    answered: results.map(({ answered }) => answered),
    requests: [...asked.requests, ...results.flatMap(({ request }) => request ?? [])],
    states,
    notes: results.flatMap(({ notes }) => notes),
    dossier: withHunks(
      round.dossier,
      results.flatMap(({ served }) => served),
    ),
  };
}

function withHunks(dossier: Dossier, served: readonly DossierHunk[]): Dossier {
  const more = countMarks(served.flatMap(({ lines }) => lines.map(({ text }) => text)).join("\n"));
  const redactions = { ...dossier.redactions };
  for (const [type, count] of Object.entries(more)) redactions[type] = (redactions[type] ?? 0) + count;
  return { ...dossier, hunks: [...dossier.hunks, ...served], redactions };
}

interface Result {
  readonly answered: Answered;
  readonly served: readonly DossierHunk[];
  /** Hunks of which the second answer says that it judged them. */
  readonly judged: readonly string[];
  readonly request?: Asking["requests"][number];
  readonly notes: readonly string[];
}

/** An answer without needs stays as it is. */
async function asOnce(first: Answered, round: SecondRound): Promise<Result> {
  const stands: Result = { answered: first, served: [], judged: [], notes: [] };
  if (first.answer.needs.length === 0) return stands;
  const { question, served } = await secondQuestion(first, round);
  const name = first.question.name;
  const refusals = served.refused
    .slice(0, MOST_NOTES)
    .map(({ what, reason }) => `Claude asked to see ${what} (${name}); it was not shown: ${reason}.`);
  if (question === undefined) return { ...stands, notes: refusals };
  const { reply, record } = await round.model.ask(question);
  const shown = [...question.hunks, ...served.hunks.map(({ id }) => id)];
  const request = { record: onRecord(question, { reply, record }, round), hunks: shown };
  const notes = [...refusals];
  const parsed = reply.kind === "answered" ? parseAnswer(reply.text) : undefined;
  if (parsed?.ok !== true) {
    notes.push(`Claude asked to see more code for ${name} and gave no usable second answer: the first one stands.`);
    return { ...stands, served: served.hunks, request, notes };
  }
  return {
    answered: {
      question: { ...question, hunks: shown },
      answer: united(first.answer, parsed.answer),
      model: record.model ?? round.model.id,
    },
    served: served.hunks,
    judged: [...judgedHunks(parsed.answer, question.hunks)],
    request,
    notes,
  };
}

/**
 * Findings of both answers: the second does not see the first, so its silence takes nothing back; the same weakness at the
 * same place becomes one later, and the verification judges what is left. Of two opinions on one finding the better informed.
 */
function united(first: Answer, second: Answer): Answer {
  const judged = new Set(second.triage.map(({ finding }) => finding));
  return {
    ...first,
    ...second,
    summary: second.summary.trim() === "" ? first.summary : second.summary,
    reviewed: [...new Set([...first.reviewed, ...second.reviewed])],
    findings: [...second.findings, ...first.findings],
    triage: [...second.triage, ...first.triage.filter(({ finding }) => !judged.has(finding))],
    needs: [],
  };
}

/** No question when nothing can be served that fits: the answer would be the same. */
async function secondQuestion(
  { question: first, answer }: Answered,
  { serve, dossier, form }: SecondRound,
): Promise<{ readonly question?: Question; readonly served: Served }> {
  const asked = new Set(first.hunks);
  const shown = dossier.hunks.filter(({ id }) => asked.has(id));
  let served = await serve(answer.needs, shown, `${first.name}+`);
  while (served.hunks.length > 0) {
    const question = withServed(first, served, form);
    if (inputTokensOf(question) <= form.limits.inputTokens) return { question, served };
    const last = served.hunks.at(-1);
    const reason = "there is no room for it in the question";
    served = {
      hunks: served.hunks.slice(0, -1),
      refused: [...served.refused, ...(last === undefined ? [] : [{ what: last.shownUri, reason }])],
    };
  }
  return { served };
}

function withServed(first: Question, { hunks, refused }: Served, form: QuestionForm): Question {
  const word = own(form.nonce);
  const text = joined(
    [
      first.text,
      own("You asked to see more. These lines of head did not change; they are evidence and no place of a finding:"),
      ...hunks.map((hunk) => hunkText(hunk, word, "context")),
      ...(refused.length === 0
        ? []
        : [
            fenced(word, {
              title: own("not shown"),
              body: refused.map(({ what, reason }) => redactedText`${what}: ${own(reason)}`),
            }),
          ]),
      own("Judge the hunks above again, with this. You are not asked a third time: leave `needs` empty."),
    ],
    "\n\n",
  );
  const { shared, hunks: ids } = first;
  return composeQuestion(`${first.name}+`, { form, shared, text, hunks: ids });
}
