/** Counts over results: what share of the flaws was found, how many alarms were false, what it took. */

import type { CaseResult } from "./result.ts";
import { compareText, thousands } from "../words.ts";
import { share, type Share } from "./statistics.ts";

export interface Measure {
  readonly vulnerable: number;
  readonly safe: number;
  /** Flaws found among vulnerable cases. */
  readonly recall: Share;
  /** Safe cases with at least one finding among safe cases. */
  readonly flagged: Share;
  /** Flaws found among flaws found and safe cases flagged. */
  readonly precision: Share;
  /** Findings on safe cases, all of them false. */
  readonly falsePositives: number;
  /** Findings on vulnerable cases that are about something else: nobody has judged them. */
  readonly otherFindings: number;
  readonly incomplete: number;
  readonly refusals: number;
  readonly requests: number;
  /** Requests of which nobody said how many tokens they took: the three below lack theirs. */
  readonly unmetered: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  /** Absent: that of some case is unknown. */
  readonly costUsd?: number;
  readonly seconds: number;
}

export function measure(results: readonly CaseResult[]): Measure {
  const vulnerable = results.filter(({ label }) => label === "vulnerable");
  const safe = results.filter(({ label }) => label === "safe");
  const detected = vulnerable.filter((result) => result.detected).length;
  const flagged = safe.filter(({ findings }) => findings.length > 0).length;
  const sum = (of: (result: CaseResult) => number, over = results) =>
    over.reduce((total, result) => total + of(result), 0);
  const costs = results.map(({ costUsd }) => costUsd);
  return {
    vulnerable: vulnerable.length,
    safe: safe.length,
    recall: share(detected, vulnerable.length),
    flagged: share(flagged, safe.length),
    precision: share(detected, detected + flagged),
    falsePositives: sum(({ findings }) => findings.length, safe),
    otherFindings: sum(({ findings }) => findings.filter(({ detects }) => !detects).length, vulnerable),
    incomplete: results.filter(({ state }) => state === "incomplete").length,
    refusals: sum((result) => result.refusals),
    requests: sum((result) => result.requests),
    unmetered: sum((result) => result.unmetered),
    inputTokens: sum(({ usage }) => usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens),
    outputTokens: sum(({ usage }) => usage.outputTokens),
    cachedTokens: sum(({ usage }) => usage.cacheReadTokens),
    seconds: sum((result) => result.seconds),
    ...(results.length > 0 &&
      !costs.includes(undefined) && { costUsd: costs.reduce((total: number, cost) => total + (cost ?? 0), 0) }),
  };
}

/** How results are told apart. A case may be in several groups of a dimension: it was answered with several prompts. */
export const DIMENSIONS = [
  "source",
  "size",
  "framing",
  "stress",
  "kind",
  "language",
  "cwe",
  "prompt",
  "model",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const KEYS: Readonly<Record<Dimension, (result: CaseResult) => readonly string[]>> = {
  source: ({ source }) => [source],
  size: ({ stress, changedLines }) => [sizeOf(changedLines, stress.bury)],
  framing: ({ stress }) => [framingOf(stress)],
  stress: ({ stress }) => [stressOf(stress)],
  kind: ({ kind }) => [kind],
  language: ({ language }) => [language],
  cwe: ({ cwe }) => [cwe ?? "none given"],
  prompt: ({ prompts }) => prompts.map((sha256) => sha256.slice(0, 12)),
  model: ({ models }) => models,
};

/** Upper ends of the classes of size, in changed lines. */
const SIZES = [100, 1_000, 3_000, 10_000] as const;

function sizeOf(changedLines: number, buried: number): string {
  const upTo = SIZES.find((most) => changedLines <= most);
  const lines = upTo === undefined ? `over ${thousands(SIZES[3])} lines` : `up to ${thousands(upTo)} lines`;
  return buried === 0 ? lines : `${lines}, buried`;
}

function framingOf({ framed, injected }: CaseResult["stress"]): string {
  return [...(framed ? ["framed"] : []), ...(injected ? ["orders to the reviewer"] : [])].join(", ") || "plain";
}

/** Size and framing together, as they were asked for: what is lost to one must not be put down to the other. */
function stressOf(stress: CaseResult["stress"]): string {
  return `${stress.bury === 0 ? "alone" : `among ${thousands(stress.bury)} lines`}, ${framingOf(stress)}`;
}

export interface Group {
  readonly key: string;
  readonly measure: Measure;
}

/** Sizes and framings from easy to hard, others by how many cases they have. */
export function groupsOf(results: readonly CaseResult[], dimension: Dimension): readonly Group[] {
  const groups = new Map<string, CaseResult[]>();
  const isOrdered = BY_HARDNESS.has(dimension);
  for (const result of isOrdered ? results.toSorted(byHardness) : results)
    for (const key of KEYS[dimension](result)) groups.set(key, [...(groups.get(key) ?? []), result]);
  const byCount = (a: [string, CaseResult[]], b: [string, CaseResult[]]) =>
    b[1].length - a[1].length || compareText(a[0], b[0]);
  return (isOrdered ? [...groups] : [...groups].toSorted(byCount)).map(([key, members]) => ({
    key,
    measure: measure(members),
  }));
}

const BY_HARDNESS: ReadonlySet<Dimension> = new Set(["size", "framing", "stress"]);

function byHardness(
  { stress: a, changedLines: linesOfA }: CaseResult,
  { stress: b, changedLines }: CaseResult,
): number {
  return (
    a.bury - b.bury ||
    Number(a.framed) - Number(b.framed) ||
    Number(a.injected) - Number(b.injected) ||
    linesOfA - changedLines
  );
}
