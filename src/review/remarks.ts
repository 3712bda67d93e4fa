/** What answers say beside their findings: what the change does for security, and remarks that never gate. Cleaned (L2). */

import type { Question, Redacted } from "../records.ts";
import type { Answer } from "./answer.ts";
import { oneLine, withoutInvisible } from "../untrusted.ts";
import { modelLine } from "./model-text.ts";

type Redact = (text: string) => Redacted;
export interface Remark {
  readonly question: Pick<Question, "hunks">;
  readonly answer: Pick<Answer, "summary" | "qualityNotes">;
}

const SENTENCES = 3;
const SUMMARY_LENGTH = 600;
const MOST_NOTES = 5;
const NOTE_LENGTH = 300;

/** At most three sentences: of one answer its first ones, of several the first ones of the largest parts. */
export function summaryOf(answered: readonly Remark[], redact: Redact): string | undefined {
  const texts = answered
    .toSorted((a, b) => b.question.hunks.length - a.question.hunks.length)
    .map(({ answer }) => answer.summary.trim())
    .filter((text) => text !== "");
  const each = Math.ceil(SENTENCES / Math.max(1, texts.length));
  const sentences = texts
    .slice(0, SENTENCES)
    .flatMap((text) => sentencesOf(oneLine(withoutInvisible(text), SUMMARY_LENGTH)).slice(0, each));
  // Redacted as one text: a secret may begin in one part and go on in the next.
  const whole = modelLine(sentences.slice(0, SENTENCES).join(" "), SUMMARY_LENGTH, redact);
  return whole === "" ? undefined : whole;
}

export function qualityNotesOf(answered: readonly Remark[], redact: Redact): readonly string[] {
  const notes = answered.flatMap(({ answer }) =>
    answer.qualityNotes.map((note) => modelLine(note, NOTE_LENGTH, redact)),
  );
  return [...new Set(notes)].filter((note) => note !== "").slice(0, MOST_NOTES);
}

const SEGMENTER = new Intl.Segmenter("en", { granularity: "sentence" });

function sentencesOf(text: string): readonly string[] {
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== "");
}
