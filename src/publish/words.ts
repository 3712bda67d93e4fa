/** The words that all outputs share, so that text, page and summary say the same thing in the same way. */

import type { Disposition, Location, Severity, TriagedFinding } from "../finding.ts";
import { exitCode } from "../gate.ts";
import type { Outcome, ScannerState } from "../records.ts";
import { oneLine } from "../untrusted.ts";

export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = { pass: "PASS", fail: "FAIL", incomplete: "INCOMPLETE" };

/** Most severe first: the order in which people read. */
export const WORST_FIRST = ["critical", "high", "medium", "low", "none"] as const satisfies readonly Severity[];

const EXIT_MEANING: Readonly<Record<Outcome, string>> = {
  pass: "the gate passed",
  fail: "the gate failed",
  incomplete: "something that had to run did not",
};

/** Code 0 all the same: only a pilot lets a failed gate through, and it or `on-incomplete: warn` an incomplete run. */
const NOT_BLOCKING: Readonly<Record<Outcome, string>> = {
  pass: EXIT_MEANING.pass,
  fail: "the gate failed; the pilot does not block",
  incomplete: "incomplete, and that does not block here",
};

const STRICT = { onIncomplete: "fail", pilot: false } as const;

/** What the exit code says. Without one: the code that the outcome has where nothing softens it. */
export function exitSentence(outcome: Outcome, code: number = exitCode(outcome, STRICT)): string {
  return `exit ${code}: ${(code === 0 ? NOT_BLOCKING : EXIT_MEANING)[outcome]}`;
}

/** Units of a finding's message, and of its rule's help, where they are in full: the steps for a leaked secret take 1,300. */
export const FULL_LENGTH = 2000;

/** `version` is a number alone. */
export function madeBy(version: string): string {
  return `claude-code-review ${oneLine(version, 100)}`;
}

/** The first 12 digits of an object name; anything else is shown as it is. */
export function shortName(objectName: string): string {
  return /^[0-9a-f]{40,64}$/u.test(objectName) ? objectName.slice(0, 12) : oneLine(objectName, 64);
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
  return `${withoutMiddle(oneLine(uri, 10_000), limit)}:${startLine}${endLine > startLine ? `-${endLine}` : ""}`;
}

/** At most `limit` units of one line: of a path or a rule's id the beginning and, longer, the end tell most. */
export function withoutMiddle(line: string, limit: number): string {
  if (line.length <= limit) return line;
  // A cut through a surrogate pair leaves a half, which is no character.
  return `${line.slice(0, limit / 3)}…${line.slice((-limit * 2) / 3 + 1)}`.replace(/\p{Cs}/gu, "");
}

export const SCANNER_STATE_WORD: Readonly<Record<ScannerState["status"], string>> = {
  completed: "completed",
  notApplicable: "nothing for it in this change",
  failed: "failed",
  unavailable: "unavailable",
};

/** Paragraphs as one: a title has no full stop of its own. */
export function asOneParagraph(message: string): string {
  return message.replace(/(?<![\s.,:;!?…])\n\n/gu, ".\n\n");
}

/**
 * What a rule says beside its finding, undefined where that is nothing new: some tools have one text for both, and the
 * help of a model's rule is about the weakness, which the link is for.
 */
export function helpBeside({ rule, message, source }: TriagedFinding): string | undefined {
  return source.kind === "model" || isRepeated(rule.help, message) ? undefined : rule.help;
}

/** Some tools have one text for the rule and for its findings: it is shown once. */
export function isRepeated(help: string, message: string): boolean {
  return oneLine(help, 10_000) === oneLine(message, 10_000);
}

/** "semgrep (`semgrep/x`, high): what it says", for a tool that reports the same weakness. Clean, on one line. */
export function alsoWords({ source, rule, severity, message }: TriagedFinding): {
  readonly by: string;
  readonly rule: string;
  readonly message: string;
} {
  const tool = source.kind === "scanner" ? oneLine(source.tool, 100) : "Claude";
  return { by: `${tool}, ${severity}`, rule: oneLine(rule.id, 200), message: oneLine(asOneParagraph(message), 300) };
}

/** What came of a comment that should have hidden the finding, or undefined. The marker is a text: each output escapes. */
export function suppressionWords({ suppressionAttempt: marker }: TriagedFinding): string | undefined {
  return marker === undefined ? undefined : `tried to suppress (${oneLine(marker, 60)}): hid nothing`;
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
    case "merged":
      return "another tool's finding stands for it";
    case "suppressed":
      return `${disposition.by === "signOff" ? "signed off" : "suppressed by the policy"}: ${disposition.justification}`;
  }
}
