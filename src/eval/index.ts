/** Measuring prompts and models on labelled changes: cases, what makes them harder, recorded answers, scores, reports. */

import { toEvalMarkdown } from "./markdown.ts";
import { toEvalHtml } from "./page.ts";
import { toEvalJson, type Report } from "./report.ts";
import { toEvalText } from "./text.ts";

export { readCases, type Case } from "./corpus.ts";
export { readRecordings, recorded, replayed, type AnswerSource, type Recording } from "./recording.ts";
export { answeredBy, evalExitCode, parseBaseline, reportOf } from "./report.ts";
export { variantKey, type CaseResult, type ResultSource } from "./result.ts";
export { isDetected } from "./score.ts";
export { dice } from "./stress.ts";
export { plain, stressed, type Harmless, type Stress, type Stressed } from "./stressed.ts";

const RENDERERS = { text: toEvalText, json: toEvalJson, markdown: toEvalMarkdown, html: toEvalHtml } as const;
export const EVAL_FORMATS = ["text", "json", "markdown", "html"] as const;
export type EvalFormat = (typeof EVAL_FORMATS)[number];

/** The whole output as text, ending in a line feed. */
export function renderEval(report: Report, format: EvalFormat): string {
  return RENDERERS[format](report);
}
