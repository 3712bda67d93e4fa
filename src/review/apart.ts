/** A refused question once more, smaller and apart: each hunk alone while they are few, so that one costs the others nothing. */

import type { Question } from "../records.ts";
import type { Dossier } from "./dossier.ts";
import { planQuestions, type QuestionForm } from "./question.ts";

/** Each repeats the prompt and the list of files: more would cost more than what they save. */
const MOST_PARTS = 8;

/** Without the scanners' findings, whose words about attacks may be what was refused. Names tell what they are parts of. */
export function apart(question: Question, dossier: Dossier, form: QuestionForm): readonly Question[] {
  const asked = new Set(question.hunks);
  const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
  const size = Math.ceil(hunks.length / MOST_PARTS);
  const groups = Array.from({ length: Math.ceil(hunks.length / Math.max(1, size)) }, (_, index) =>
    hunks.slice(index * size, (index + 1) * size),
  );
  return groups
    .flatMap((group) => planQuestions({ ...dossier, hunks: group, findings: [] }, form).questions)
    .map((part, index) => ({ ...part, name: `${question.name}-apart-${String(index + 1)}` }));
}
