/** The words that all outputs share, so that text, page and summary say the same thing in the same way. */

import type { Disposition, Location, Severity } from "../finding.ts";
import type { HunkState, Outcome, ScannerState } from "../records.ts";
import { oneLine } from "../untrusted.ts";

export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = { pass: "PASS", fail: "FAIL", incomplete: "INCOMPLETE" };

/** Most severe first: the order in which people read. */
export const WORST_FIRST = ["critical", "high", "medium", "low", "none"] as const satisfies readonly Severity[];

/** The exit codes of the design, as far as a run with a verdict can end in them. */
export const EXIT_MEANING: Readonly<Record<number, string>> = {
  0: "the gate passed",
  1: "the gate failed",
  2: "the configuration is wrong",
  3: "a verdict exists but could not be delivered",
  4: "a bug in claude-code-review",
  5: "something that had to run did not",
};

const EXIT_OF: Readonly<Record<Outcome, number>> = { pass: 0, fail: 1, incomplete: 5 };

/** What the exit code says. Without one: the code that the outcome has by default (`on-incomplete: fail`). */
export function exitSentence(outcome: Outcome, exitCode = EXIT_OF[outcome]): string {
  const meaning =
    exitCode === 0 && outcome === "incomplete"
      ? "incomplete, and on-incomplete is warn"
      : (EXIT_MEANING[exitCode] ?? "unknown");
  return `exit ${exitCode}: ${meaning}`;
}

/** The first 12 digits of an object name; anything else is shown as it is. */
export function shortName(objectName: string): string {
  return /^[0-9a-f]{40,64}$/u.test(objectName) ? objectName.slice(0, 12) : oneLine(objectName, 64);
}

/** `1 finding`, `2,950 findings`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(n)} ${n === 1 ? noun : plural}`;
}

/** `2950` → `2,950`, the same in every locale. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}

export function seconds(n: number): string {
  return `${n.toFixed(1)} s`;
}

export function percent(ratio: number): string {
  // Rounded down: 99.96 % reviewed must not read as everything reviewed.
  return `${(Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
}

/** `src/a.ts:3` or `src/a.ts:3-7` on one line; of a path over `limit` units the middle goes, never the name or the line. */
export function place(
  { uri, startLine, endLine }: Pick<Location, "uri" | "startLine" | "endLine">,
  limit = 300,
): string {
  const clean = oneLine(uri, 10_000);
  const short = clean.length > limit ? `${clean.slice(0, limit / 3)}…${clean.slice((-limit * 2) / 3 + 1)}` : clean;
  // A cut through a surrogate pair leaves a half, which is no character.
  return `${short.replace(/\p{Cs}/gu, "")}:${startLine}${endLine > startLine ? `-${endLine}` : ""}`;
}

export function hunkStateWords(state: HunkState): string {
  switch (state.state) {
    case "reviewed":
      return "reviewed";
    case "excluded":
      return `excluded (${state.rule})`;
    case "overBudget":
      return "over budget";
    case "refused":
      return "refused by the model";
    case "failed":
      return `failed (${state.reason})`;
  }
}

export const SCANNER_STATE_WORD: Readonly<Record<ScannerState["status"], string>> = {
  completed: "completed",
  notApplicable: "nothing for it in this change",
  failed: "failed",
  unavailable: "unavailable",
};

/** Some tools have one text for the rule and for its findings: it is shown once. */
export function isRepeated(help: string, message: string): boolean {
  return oneLine(help, 10_000) === oneLine(message, 10_000);
}

/** Why a finding does not count, or undefined for an open one. */
export function dispositionWords(disposition: Disposition): string | undefined {
  switch (disposition.status) {
    case "open":
      return undefined;
    case "outsideDiff":
      return "outside the changed lines";
    case "unchanged":
      return "already there before this change";
    case "suppressed":
      return `suppressed by ${disposition.by === "signOff" ? "a sign-off" : "the policy"}: ${disposition.justification}`;
  }
}
