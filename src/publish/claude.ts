/** Claude's opinions, edits and wrong claims in words, worked out once for text, Markdown and page. */

import type { Location, TriagedFinding } from "../finding.ts";
import type { Opinion, Review } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";

/** Lines of an edit that an output shows; the SARIF file has all of it. */
const EDIT_LINES = 20;

const OPINION_WORDS: Readonly<Record<Opinion["value"], string>> = {
  confirmed: "confirmed",
  falsePositive: "probably a false positive",
  uncertain: "uncertain",
};

export interface OpinionWords {
  /** "Claude: probably a false positive". Ours. */
  readonly claim: string;
  /** Claude's words. */
  readonly reason: string;
  /** The mitigation that stands there, quoted. */
  readonly quoted?: { readonly uri: string; readonly line: number; readonly quote: string };
  /** What it is worth (L3): an opinion that would take a finding away is never obeyed. Ours. */
  readonly standing?: string;
}

export function opinionWords({ value, reason, mitigation }: Opinion): OpinionWords {
  return {
    claim: `Claude: ${OPINION_WORDS[value]}`,
    reason,
    ...(mitigation === undefined ? {} : { quoted: mitigation }),
    ...(value === "falsePositive" ? { standing: "Shown, not obeyed: a person decides." } : {}),
  };
}

/** In front of the sentences on what the change does, or the part of it that Claude was asked about when the rest is carried. Ours. */
export function summaryLabel({ coverage }: Pick<Review, "coverage">): string {
  const reviewed = coverage.flatMap(({ state }) => (state.state === "reviewed" ? [state.carriedFrom] : []));
  const isPart = reviewed.includes(undefined) && reviewed.some((from) => from !== undefined);
  return `What ${isPart ? "the part of the change that this run asked about" : "the change"} does for security, in Claude's words:`;
}
/** Over the remarks that `review.quality-notes` asks for. Ours. */
export const QUALITY_TITLE = "Claude's remarks on quality";
export const QUALITY_STANDING = "Asked for by the policy. They never gate.";

/** "Claude, advisory" beside what only Claude says; without the second word where it blocks all the same (`fail-on-ai`). */
export function claudeBadge({ source }: TriagedFinding, blocks: boolean): string | undefined {
  if (source.kind === "scanner") return undefined;
  return blocks ? "Claude" : "Claude, advisory";
}

/** Steps of a path that an output shows; the SARIF file has all of them. */
const STEPS = 10;

export interface StepWords {
  readonly location: Location;
  /** Claude's words; may be empty. */
  readonly note: string;
}

/** The way from source to sink; none where the finding has no path or its path is just its own line. */
export function pathOf({ codeFlow = [], location }: TriagedFinding): {
  readonly steps: readonly StepWords[];
  readonly stepsLeftOut: number;
} {
  const [only] = codeFlow;
  const isOwnLine =
    codeFlow.length === 1 && only?.location.uri === location?.uri && only?.location.startLine === location?.startLine;
  const steps = isOwnLine
    ? []
    : codeFlow.map((step) => ({ location: step.location, note: oneLine(step.message, 200) }));
  return { steps: steps.slice(0, STEPS), stepsLeftOut: Math.max(0, steps.length - STEPS) };
}

/** How much was checked; only for what Claude alone says: a scanner's confidence is its rule's. */
export function confidenceWords({ source, confidence }: TriagedFinding): string | undefined {
  return source.kind === "model" ? `confidence ${confidence}` : undefined;
}

/** A suggested edit as a diff, lines without their ends. */
export interface EditDiff {
  /** "Suggested edit, lines 3 to 5". */
  readonly title: string;
  /** Begin with `-` or `+`. The old lines are there when the finding's snippet shows all of them. */
  readonly lines: readonly string[];
  readonly linesLeftOut: number;
}

export function editOf(finding: TriagedFinding): EditDiff | undefined {
  const { fix } = finding;
  if (fix === undefined) return undefined;
  const { startLine, endLine, replacement } = fix;
  const added = replacement === "" ? [] : plainText(replacement).split("\n");
  const lines = [...oldLines(finding, fix).map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  return {
    title: `Suggested edit, ${endLine > startLine ? `lines ${startLine} to ${endLine}` : `line ${startLine}`}${replacement === "" ? ": delete" : ""}`,
    lines: lines.slice(0, EDIT_LINES),
    linesLeftOut: Math.max(0, lines.length - EDIT_LINES),
  };
}

function oldLines(
  { snippet, location }: TriagedFinding,
  { startLine, endLine }: NonNullable<TriagedFinding["fix"]>,
): readonly string[] {
  if (snippet === undefined || location === undefined) return [];
  const shown = plainText(snippet, 1500).split("\n");
  const first = startLine - location.startLine;
  const last = endLine - location.startLine;
  return first >= 0 && last < shown.length ? shown.slice(first, last + 1) : [];
}
