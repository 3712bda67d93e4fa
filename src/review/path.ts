/** The path from source to sink that a claim names, step by step: a step that was not sent is no step (L4). */

import type { FlowStep } from "../finding.ts";
import type { DossierHunk, Redacted, SentLine } from "../records.ts";
import type { ClaimedStep } from "./answer.ts";
import { modelLine } from "./model-text.ts";
import { placeInHead } from "./placement.ts";

const MOST_STEPS = 20;
const NOTE_LENGTH = 200;

/** A step that was sent. */
export interface SentStep {
  readonly hunk: DossierHunk;
  readonly line: SentLine;
  readonly note: string;
}

/** The steps whose lines were sent, in order, each line once in a row. Base lines go by the path that is shown, as in a claim. */
export function sentSteps(path: readonly ClaimedStep[], hunks: readonly DossierHunk[]): readonly SentStep[] {
  const steps: SentStep[] = [];
  const [files, numbers] = [new Set(path.map(({ file }) => file)), new Set(path.map(({ line }) => line))];
  // One look at the lines for all steps: a hundred of them in each of two hundred claims may name the last line of many.
  const named = hunks
    .filter(({ shownUri }) => files.has(shownUri))
    .map((hunk) => ({ hunk, lines: hunk.lines.filter(({ line }) => numbers.has(line)) }));
  for (const { file, side, line, note } of path) {
    for (const { hunk, lines } of named) {
      const sent = hunk.shownUri === file ? lines.find((each) => each.side === side && each.line === line) : undefined;
      if (sent === undefined) continue;
      if (steps.at(-1)?.line !== sent) steps.push({ hunk, line: sent, note });
      break;
    }
  }
  return steps.slice(0, MOST_STEPS);
}

/** As locations of head. A removed line stands at the line of head that is nearest; where head has none the step has no place. */
export function codeFlowOf(steps: readonly SentStep[], redact: (text: string) => Redacted): readonly FlowStep[] {
  return steps.flatMap(({ hunk, line, note }) => {
    const location = placeInHead(hunk, [line]);
    const words = modelLine(note, NOTE_LENGTH, redact);
    const removed = line.side === "base" ? "in code that this change removes" : "";
    const message = [words, removed].filter((part) => part !== "").join(", ");
    return location === undefined ? [] : [{ location, message }];
  });
}
