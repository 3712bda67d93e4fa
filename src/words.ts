/** Words that the gate, the outputs and the SARIF share: a state, a number and a place are said in one way. */

import type { HunkState, ReviewedBy, Unscanned } from "./records.ts";

/** `1 finding`, `2,950 findings`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(n)} ${n === 1 ? noun : plural}`;
}

/** `2950` → `2,950`, the same in every locale. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}

export function sentence(words: string): string {
  return /[.!?]$/u.test(words) ? words : `${words}.`;
}

export function hunkStateWords(state: HunkState): string {
  switch (state.state) {
    case "reviewed":
      return state.carriedFrom === undefined ? "reviewed" : `reviewed (${carriedWords(state.carriedFrom)})`;
    case "excluded":
      return `excluded (${state.rule})`;
    case "overBudget":
      return "over budget";
    case "refused":
      return state.category === undefined ? "refused by the model" : `refused by the model (${state.category})`;
    case "failed":
      return `failed (${state.reason})`;
  }
}

function carriedWords({ runId, head }: ReviewedBy): string {
  return `carried forward from run ${runId}, head ${head.slice(0, 12)}`;
}

/** Undefined: the whole file, which is also what one line without the other means; a gap never shrinks by mistake (L5). */
export function unscannedLines({
  startLine,
  endLine,
}: Pick<Unscanned, "startLine" | "endLine">): { readonly startLine: number; readonly endLine: number } | undefined {
  if (startLine === undefined || endLine === undefined) return undefined;
  // SARIF (3.30.7) has no region that ends before it starts.
  return { startLine, endLine: Math.max(startLine, endLine) };
}

/** `src/a.ts`, `src/a.ts:3`, `src/a.ts:3-40`. The path is hostile: each output escapes it. */
export function unscannedPlace(part: Pick<Unscanned, "uri" | "startLine" | "endLine">): string {
  const lines = unscannedLines(part);
  if (lines === undefined) return part.uri;
  const { startLine, endLine } = lines;
  return `${part.uri}:${startLine}${endLine === startLine ? "" : `-${endLine}`}`;
}

/** By UTF-16 units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SLUG_LENGTH = 100;

/** A tool's name as a part of ids and categories; "tool" when nothing of it can stand there. */
export function slug(name: string): string {
  const plain = name.slice(0, SLUG_LENGTH).toLowerCase();
  return plain.replace(/[^a-z0-9._]+/gu, "-").replace(/^[-.]+|[-.]+$/gu, "") || "tool";
}
