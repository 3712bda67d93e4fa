/** Claude's opinions, edits and wrong claims in words, worked out once for text, Markdown and page. */

import type { TriagedFinding } from "../finding.ts";
import type { Opinion } from "../records.ts";
import { plainText } from "../untrusted.ts";

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

/** "Claude, advisory" beside what only Claude says; without the second word where it blocks all the same (`fail-on-ai`). */
export function claudeBadge({ source }: TriagedFinding, blocks: boolean): string | undefined {
  if (source.kind === "scanner") return undefined;
  return blocks ? "Claude" : "Claude, advisory";
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
