/** The sentences that all formats share. No percentage below 100 cases a side, and none without its interval. */

import { count, thousands } from "../words.ts";
import { DIMENSIONS, type Measure } from "./measure.ts";
import type { Report } from "./report.ts";
import type { CaseResult } from "./result.ts";
import { FEWEST_FOR_PERCENT, type Share } from "./statistics.ts";

/** `19 of 20 (0.76 to 0.99)`; with 100 cases a side `95.0 % (190 of 200, 0.91 to 0.97)`. The interval is of 95 %. */
export function shareWords({ k, n, interval }: Share, sides: Pick<Measure, "vulnerable" | "safe">): string {
  if (interval === undefined) return "none to count";
  const between = `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}`;
  const counts = `${thousands(k)} of ${thousands(n)}`;
  const enough = Math.min(sides.vulnerable, sides.safe) >= FEWEST_FOR_PERCENT;
  return enough ? `${((100 * k) / n).toFixed(1)} % (${counts}, ${between})` : `${counts} (${between})`;
}

/** What these numbers are worth. */
export function sourceSentence({ source }: Pick<Report, "source">): string {
  switch (source) {
    case "live":
      return "Answers are live: the numbers are accuracy.";
    case "command":
      return "Not accuracy: answers came from a local program, for development.";
    case "synthetic":
      return "Not accuracy: answers are synthetic, written by hand to test the program.";
    case "scanners":
      return "Scanners alone: no model was asked.";
    case "mixed":
      return "Not accuracy: answers are of several kinds; each kind is counted apart below.";
    case "none":
      return "No case was answered.";
  }
}

/** A dimension in which all cases are alike is a fact about the run and needs no table. */
export function commonFacts({ groups }: Pick<Report, "groups">): readonly (readonly [term: string, value: string])[] {
  return DIMENSIONS.flatMap((dimension) => {
    const [only, ...others] = groups[dimension];
    if (only === undefined || others.length > 0 || dimension === "stress") return [];
    const term = DIMENSION_WORDS[dimension].slice("By ".length);
    return [[term.charAt(0).toUpperCase() + term.slice(1), only.key] as const];
  });
}

/** Whose answers, and when. */
export function answeredSentences({ run }: Pick<Report, "run">): readonly string[] {
  return run.answeredBy.map(({ kind, provider, model, from, to, answers }) => {
    const days = [...new Set([from, to].flatMap((date) => date?.slice(0, 10) ?? []))].join(" to ");
    const facts = [kind, `${model} by ${provider}`, days, run.replayed ? "replayed" : ""].filter((fact) => fact !== "");
    return `${count(answers, "answer")}: ${facts.join(", ")}.`;
  });
}

/** In the order in which people want to know. */
export function headline(all: Measure): readonly (readonly [term: string, value: string])[] {
  const perSafe =
    all.safe === 0 ? "none" : `${count(all.falsePositives, "finding")} on ${count(all.safe, "safe case")}`;
  return [
    ["Flaws found (recall)", shareWords(all.recall, all)],
    ["Safe cases flagged", shareWords(all.flagged, all)],
    ["Precision", shareWords(all.precision, all)],
    ["False positives", perSafe],
    ["Other findings on vulnerable cases, not judged", thousands(all.otherFindings)],
    ["Cases without a whole answer", thousands(all.incomplete)],
    ["Refusals", thousands(all.refusals)],
    ["Tokens", tokenWords(all)],
    ["Cost", costWords(all)],
    ["Seconds of answers", secondsWords(all.seconds)],
  ];
}

export function tokenWords({ inputTokens, cachedTokens, outputTokens, requests, unmetered }: Measure): string {
  if (unmetered > 0 && unmetered === requests) return "unknown";
  const known = unmetered === 0 ? "" : `; ${count(unmetered, "request")} not known`;
  return `${thousands(inputTokens)} in (${thousands(cachedTokens)} cached), ${thousands(outputTokens)} out${known}`;
}

/** USD. */
export function costWords({ costUsd }: Pick<Measure, "costUsd">): string {
  return costUsd === undefined ? "unknown" : `$${costUsd.toFixed(4)}`;
}

export function secondsWords(seconds: number): string {
  return seconds < 100 ? seconds.toFixed(1) : thousands(Math.round(seconds));
}

/** What went wrong, before any number. */
export function problemSentences({ run, all, results }: Report): readonly string[] {
  return [
    ...(run.interrupted ? [`Interrupted: ${count(results.length, "result")} are there.`] : []),
    ...(run.notRecorded > 0
      ? [`${count(run.notRecorded, "question")} not recorded: record again (a prompt or what is sent has changed).`]
      : []),
    ...(all.incomplete > 0
      ? [`${count(all.incomplete, "case")} without a whole answer: what is missing there counts as not found.`]
      : []),
  ];
}

/** Rule and result of the comparison with a baseline. */
export function driftSentences({ drift }: Pick<Report, "drift">): readonly string[] {
  if (drift === undefined) return [];
  const { before, now, reasons, otherSource } = drift;
  if (now.vulnerable + now.safe === 0) return ["The baseline has none of these cases answered: nothing is compared."];
  const ids = (words: string, list: readonly string[]) => (list.length === 0 ? [] : [`${words}: ${list.join(", ")}.`]);
  return [
    reasons.length === 0
      ? "No drift over the cases that both answered: no fewer flaws are found, and no more safe cases flagged, than the baseline's 95 % intervals reach."
      : "Drift, over the cases that both answered:",
    ...reasons,
    `Flaws found: ${shareWords(now.recall, now)}, before ${shareWords(before.recall, before)}.`,
    `Safe cases flagged: ${shareWords(now.flagged, now)}, before ${shareWords(before.flagged, before)}.`,
    ...ids("No longer found", drift.lost),
    ...ids("Newly found", drift.won),
    ...ids("Newly flagged", drift.newlyFlagged),
    ...ids("No longer flagged", drift.noLongerFlagged),
    ...(otherSource ? ["The two have answers of different kinds: what they differ in may be the answerer."] : []),
  ];
}

/** `found`, `missed`, `quiet`, `flagged`, with what is in doubt. */
export function resultWord({ label, detected, findings, state }: CaseResult): string {
  const word = label === "vulnerable" ? (detected ? "found" : "missed") : findings.length > 0 ? "flagged" : "quiet";
  return state === "answered" ? word : `${word}, incomplete`;
}

export function variantWords({ id, stress }: CaseResult): string {
  const more = [
    ...(stress.bury > 0 ? [`buried in ${thousands(stress.bury)}`] : []),
    ...(stress.framed ? ["framed"] : []),
    ...(stress.injected ? ["orders"] : []),
  ];
  return more.length === 0 ? id : `${id} (${more.join(", ")})`;
}

/** Cases that somebody should look at, worst first: missed, flagged, incomplete. */
export function worthALook(results: readonly CaseResult[]): readonly CaseResult[] {
  const missed = results.filter(({ label, detected }) => label === "vulnerable" && !detected);
  const flagged = results.filter(({ label, findings }) => label === "safe" && findings.length > 0);
  const rest = results.filter((result) => result.state === "incomplete" && ![...missed, ...flagged].includes(result));
  return [...missed, ...flagged, ...rest];
}

export const DIMENSION_WORDS = {
  source: "By kind of answer",
  size: "By size of the change",
  framing: "By what the change says about itself",
  stress: "By size and what the change says about itself",
  kind: "By kind of flaw",
  language: "By language",
  cwe: "By weakness",
  prompt: "By prompt (SHA-256)",
  model: "By model",
} as const;
