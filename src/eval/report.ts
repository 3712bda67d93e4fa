/** The report of a run of `eval`: a record, its JSON, and what is said about it in every format. */

import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { driftOf, type Drift } from "./drift.ts";
import { DIMENSIONS, groupsOf, measure, type Dimension, type Group, type Measure } from "./measure.ts";
import { CaseResult, type ResultSource } from "./result.ts";
import type { AnswerSource } from "./recording.ts";

/** Whose answers, and when: the first and last of one kind, provider and model. */
const AnsweredBy = z.strictObject({
  kind: z.enum(["live", "command", "synthetic"]),
  provider: z.string(),
  model: z.string(),
  /** Absent of synthetic ones, which have no date. */
  from: z.string().optional(),
  to: z.string().optional(),
  answers: z.int().min(0),
});
export type AnsweredBy = z.output<typeof AnsweredBy>;

const Run = z.strictObject({
  version: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  seconds: z.number().min(0),
  /** Cases of the corpus that were to be run, whatever became of them. */
  cases: z.int().min(0),
  seed: z.int(),
  scanners: z.string(),
  /** Answers came from recordings alone. */
  replayed: z.boolean(),
  /** Stopped before the end. */
  interrupted: z.boolean(),
  /** Questions of which there was no recording. */
  notRecorded: z.int().min(0),
  answeredBy: z.array(AnsweredBy),
});
export type Run = z.output<typeof Run>;

const SCHEMA = "claude-code-review/eval";

/** Version 1 of the JSON: what a `--baseline` is. Measures are left out of it: they follow from the results. */
const ReportFile = z.object({
  schema: z.literal(SCHEMA),
  version: z.literal(1),
  run: Run,
  results: z.array(CaseResult),
});

export interface Report {
  readonly run: Run;
  readonly results: readonly CaseResult[];
  /** Of all of them. Only `live` is accuracy. */
  readonly source: ResultSource;
  readonly all: Measure;
  readonly groups: Readonly<Record<Dimension, readonly Group[]>>;
  readonly drift?: Drift;
}

export function reportOf(run: Run, results: readonly CaseResult[], baseline?: readonly CaseResult[]): Report {
  const groups = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, groupsOf(results, dimension)]));
  return {
    run,
    results,
    source: sourceOf(results),
    all: measure(results),
    groups: groups as Report["groups"],
    ...(baseline !== undefined && { drift: driftOf(results, baseline) }),
  };
}

function sourceOf(results: readonly CaseResult[]): Report["source"] {
  const [first, ...others] = new Set(results.map(({ source }) => source));
  return first === undefined ? "none" : others.length > 0 ? "mixed" : first;
}

/** Sorted by kind, provider and model. */
export function answeredBy(sources: readonly AnswerSource[]): readonly AnsweredBy[] {
  const groups = new Map<string, AnswerSource[]>();
  for (const source of sources) {
    const key = JSON.stringify([source.kind, source.provider, source.model]);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) => {
      const dates = members.flatMap(({ date }) => date ?? []).toSorted();
      const [from, to] = [dates[0], dates.at(-1)];
      const [first] = members;
      if (first === undefined) return [];
      const { kind, provider, model } = first;
      const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return [{ kind, provider, model, ...days, answers: members.length }];
    });
}

/** 1: drift; 5: a case without an answer, or none at all. */
export function evalExitCode({ drift, all, run, results }: Report): 0 | 1 | 5 {
  if ((drift?.reasons.length ?? 0) > 0) return 1;
  return all.incomplete > 0 || run.interrupted || results.length === 0 ? 5 : 0;
}

export function toEvalJson({ run, results, source, all, groups, drift }: Report): string {
  return `${JSON.stringify({ schema: SCHEMA, version: 1, run, source, all, groups, drift, results }, null, 2)}\n`;
}

/** The results of an earlier report. @throws ConfigurationError `eval-invalid` */
export function parseBaseline(text: string, where: string): readonly CaseResult[] {
  try {
    return ReportFile.parse(JSON.parse(text)).results;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : "not JSON";
    throw new ConfigurationError(
      "eval-invalid",
      `${where} is not a report of eval: ${oneLine(why, 300)}`,
      "Make one with --format json --output FILE.",
    );
  }
}
