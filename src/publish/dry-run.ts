/** `--dry-run`: what would be asked, word for word, and what it could cost at most. Nothing is sent. */

import { z } from "zod";
import type { HunkCoverage, Question } from "../records.ts";
import { oneLine, visible, withoutRunnerCommands } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { costWords } from "./account.ts";
import { inert } from "./json-text.ts";
import { coverageOf } from "./overview.ts";

export interface Estimate {
  /** Name of the question. */
  readonly question: string;
  readonly inputTokens: number;
  readonly maxTokens: number;
  /** Undefined: the price is unknown. */
  readonly worstCostUsd?: number;
}

export interface DryRun {
  readonly questions: readonly Question[];
  readonly estimates: readonly Estimate[];
  readonly notes: readonly string[];
  /** States that hunks have already, before anything is asked: what is excluded, and by which rule. */
  readonly coverage?: readonly HunkCoverage[];
}

const text = z.string();
const whole = z.int().nonnegative();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const cost = { inputTokens: whole, maxTokens: whole, worstCostUsd: z.number().optional() };

/** What `--dry-run --format json` prints. */
export const DryRunReport = z.strictObject({
  version: z.literal(1),
  questions: listOf(
    z.strictObject({
      name: text,
      system: text,
      shared: text,
      text,
      schema: z.record(text, z.unknown()),
      sha256: text,
      promptSha256: text,
      schemaSha256: text,
      hunks: listOf(text),
      ...cost,
    }),
  ),
  /** `worstCostUsd` is absent when one price is unknown. */
  total: z.strictObject({ questions: whole, ...cost }),
  notAsked: listOf(z.strictObject({ state: text, hunks: whole, changedLines: whole, uris: listOf(text) })),
  notes: listOf(text),
});
export type DryRunReport = z.infer<typeof DryRunReport>;

/** Ends in a line feed. Each line of a question stands behind `| ` in the text, so that none can pass for ours. */
export function renderDryRun(run: DryRun, format: "text" | "json"): string {
  const report = reportOf(run);
  return format === "json" ? `${inert(JSON.stringify(report, undefined, 2))}\n` : toText(report);
}

function reportOf({ questions, estimates, notes, coverage = [] }: DryRun): DryRunReport {
  const byName = new Map(estimates.map((estimate) => [estimate.question, estimate]));
  const asked = questions.map((question) => {
    const { name, system, shared, text: rest, schema, sha256, promptSha256, schemaSha256, hunks } = question;
    const { inputTokens = 0, maxTokens = question.maxTokens, worstCostUsd } = byName.get(name) ?? {};
    return {
      ...{ name, system, shared, text: rest, schema, sha256, promptSha256, schemaSha256, hunks },
      ...{ inputTokens, maxTokens },
      ...(worstCostUsd === undefined ? {} : { worstCostUsd }),
    };
  });
  const sum = (of: (question: DryRunReport["questions"][number]) => number): number =>
    asked.reduce((total, question) => total + of(question), 0);
  const priced = asked.every(({ worstCostUsd }) => worstCostUsd !== undefined);
  return {
    version: 1,
    questions: asked,
    total: {
      questions: asked.length,
      inputTokens: sum(({ inputTokens }) => inputTokens),
      maxTokens: sum(({ maxTokens }) => maxTokens),
      ...(priced ? { worstCostUsd: sum(({ worstCostUsd }) => worstCostUsd ?? 0) } : {}),
    },
    notAsked: coverageOf(coverage).tallies.map(({ state, hunks, changedLines, uris }) => ({
      state,
      hunks,
      changedLines,
      uris,
    })),
    notes,
  };
}

function toText({ questions, total, notAsked, notes }: DryRunReport): string {
  const printed = new Map<string, string>();
  return `${[
    `Dry run: nothing is sent. ${count(total.questions, "question")}, ${priceWords(total)}.`,
    ...questions.map((question) => questionText(question, printed)),
    ...(notAsked.length === 0 ? [] : [["Not asked about", ...notAsked.map(notAskedLine)].join("\n")]),
    ...(notes.length === 0 ? [] : [["Notes", ...notes.map((note) => `  - ${ourLine(note)}`)].join("\n")]),
  ].join("\n\n")}\n`;
}

function notAskedLine({ state, hunks, changedLines, uris }: DryRunReport["notAsked"][number]): string {
  return `  - ${count(hunks, "hunk")} with ${count(changedLines, "changed line")} ${ourLine(state)}: ${uris.map(ourLine).join(", ")}`;
}

/** A part that an earlier question had word for word is named, not printed again. */
function questionText(question: DryRunReport["questions"][number], printed: Map<string, string>): string {
  const part = (title: string, body: string): string => {
    const key = `${title}\0${body}`;
    const before = printed.get(key);
    printed.set(key, before ?? question.name);
    return before === undefined ? `${title}\n${quoted(body)}` : `${title}: the same as in ${ourLine(before)}`;
  };
  return [
    `Question ${ourLine(question.name)}: ${priceWords(question)}; ${count(question.hunks.length, "hunk")}; SHA-256 ${ourLine(question.sha256)}`,
    part("System", question.system),
    part("User, first part", question.shared),
    part("User, second part", question.text),
    part("Schema of the answer", JSON.stringify(question.schema, undefined, 2)),
  ].join("\n\n");
}

function priceWords({ inputTokens, maxTokens, worstCostUsd }: Omit<DryRunReport["total"], "questions">): string {
  return `about ${thousands(inputTokens)} tokens in, at most ${thousands(maxTokens)} out, worst cost ${costWords(worstCostUsd)}`;
}

/** A question is redacted and visible already; what is not is made so here rather than trusted (L2). */
function quoted(body: string): string {
  const lines = visible(body).split("\n");
  return withoutRunnerCommands(lines.map((line) => `| ${line}`).join("\n"));
}

function ourLine(given: string): string {
  return withoutRunnerCommands(oneLine(given));
}
