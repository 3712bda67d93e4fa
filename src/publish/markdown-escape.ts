/**
 * Hostile text in GitHub-flavoured Markdown (governance.md A8). Backslashes stop markup but not what GitHub makes of the
 * finished text (mentions, references, commits, emoji, links to bare addresses), and that skips code spans: a word stays
 * prose only if it is plainly a word, and is code otherwise.
 */

import { oneLine, plainText, withoutRunnerCommands } from "../untrusted.ts";

// Letters in one script or another, maybe hyphenated, in ordinary punctuation. No digits, no `@`, no dots inside.
const WORD = /^["'(“‘]*\p{L}[\p{L}\p{M}]*(?:['’/-][\p{L}\p{M}]+)*["')”’]*[.,;:!?]*$/u;
const NUMBER = /^\(?\d{1,6}\)?[.,;:]?$/u;
// "defaced" is a word and seven hex digits: GitHub may take it for a commit.
const COMMIT = /(?:^|\P{L})[a-f]{7,40}(?:$|\P{L})/iu;

// cmark-gfm gives up on code spans over 80 backticks and counts fences up to 255 (MAXBACKTICKS, fence_length).
const LONGEST_RUN = 10;

// Around a word that is code: a bracket that it opens and closes with, and what ends a sentence.
const BRACKETED = /^(?<before>\()(?<core>.+?)(?<after>\)?[.,;:!?]*)$/u;
const ENDED = /^(?<before>)(?<core>.+?)(?<after>[.,;:!?]*)$/u;
const PUNCTUATION = /^["'(“‘)”’.,;:!?]+$/u;

interface Part {
  readonly code: boolean;
  readonly text: string;
  /** No blank stands between it and the part before. */
  readonly touches: boolean;
}

/** Prose on one line: words as words, everything else in code spans. */
export function prose(text: string, limit = 600): string {
  const parts: Part[] = [];
  for (const part of partsOf(oneLine(text, limit))) {
    const last = parts.at(-1);
    if (last?.code === part.code)
      parts[parts.length - 1] = { ...last, text: `${last.text}${part.touches && !part.code ? "" : " "}${part.text}` };
    else parts.push(part);
  }
  return parts
    .map((part, n) => {
      const shown = part.code ? code(part.text, limit) : escaped(part.text);
      return n === 0 || isGlued(parts[n - 1], part) ? shown : ` ${shown}`;
    })
    .join("");
}

/** Only punctuation stands right beside code: what GitHub makes of a letter there is not ours to say. */
function isGlued(before: Part | undefined, { code: isCode, text, touches }: Part): boolean {
  return touches && PUNCTUATION.test((isCode ? before?.text.at(-1) : text.at(0)) ?? "");
}

/** The same for text of several lines: an empty line, or one that begins with a number, begins a paragraph. */
export function proseLines(text: string, limit = 1000): string {
  return plainText(text, limit)
    .split(/\n\s*\n|\n(?=\s*\d{1,2}\.\s)/u)
    .map((paragraph) => prose(paragraph, limit))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

function partsOf(text: string): readonly Part[] {
  return text.split(/`([^`]+)`/u).flatMap((piece, n, pieces) => {
    // What stands in backticks is code already; rules write that way.
    if (n % 2 === 1) return [{ code: true, text: piece, touches: !(pieces[n - 1] ?? "").endsWith(" ") }];
    return words(piece).map((part, at) => (at === 0 ? { ...part, touches: !piece.startsWith(" ") } : part));
  });
}

function words(text: string): readonly Part[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .flatMap((word): readonly Part[] => {
      if ((WORD.test(word) || NUMBER.test(word) || PUNCTUATION.test(word)) && !COMMIT.test(word))
        return [{ code: false, text: word, touches: false }];
      const { before = "", core = word, after = "" } = (BRACKETED.exec(word) ?? ENDED.exec(word))?.groups ?? {};
      return [
        { code: false, text: before, touches: false },
        { code: true, text: core, touches: before !== "" },
        { code: false, text: after, touches: true },
      ].filter((part) => part.text !== "");
    });
}

/** A value on one line as a code span; safe in a table cell. */
export function code(text: string, limit = 500): string {
  const clean = shortRuns(withoutRunnerCommands(oneLine(text, limit)));
  if (clean === "") return "(empty)";
  // A pipe ends a table cell even in code, and renderers disagree on a backslash before it: it goes between two spans.
  return clean
    .split("|")
    .map((piece) => (piece === "" ? "" : span(piece)))
    .join("&#124;");
}

/** Lines of code with their numbers, in a fence that the code cannot end. `firstLine` is that of the first line. */
export function fenced(text: string, firstLine: number): string {
  const lines = shortRuns(plainText(text, 1500)).split("\n").slice(0, 5);
  const width = String(firstLine + lines.length - 1).length;
  // The number in front also keeps `::` away from the start of a line of the runner's log.
  const body = lines.map((line, n) => `${String(firstLine + n).padStart(width)}  ${line}`.trimEnd());
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...body, fence].join("\n").replaceAll("##[", "# #[");
}

/** Lines of a diff in a fence that none of them can end. */
export function fencedDiff(lines: readonly string[]): string {
  const body = lines.map((line) => shortRuns(plainText(line, 300)).replaceAll("\n", " "));
  const fence = "`".repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  // A line that stayed begins with a blank: the runner would take `::` after it for a command.
  return withoutRunnerCommands([`${fence}diff`, ...body, fence].join("\n"));
}

/**
 * An edit that GitHub offers to apply to the commented lines: what stands here is what gets committed, so nothing is
 * changed. The caller has made sure that nothing in it needs to be.
 */
export function suggested(replacement: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(replacement) + 1));
  return [`${fence}suggestion`, ...(replacement === "" ? [] : [replacement]), fence].join("\n");
}

function span(piece: string): string {
  const delimiter = "`".repeat(longestRun(piece) + 1);
  // One space on each side is taken off again (GFM §6.3), and keeps a backtick at the edge apart.
  return /^[\s`]|[\s`]$/u.test(piece) ? `${delimiter} ${piece} ${delimiter}` : `${delimiter}${piece}${delimiter}`;
}

function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/gu, "\\$&");
}

function shortRuns(text: string): string {
  return text.replace(/`{11,}/gu, (run) => `⟦${run.length} backticks⟧`);
}

function longestRun(text: string): number {
  return Math.min(LONGEST_RUN, Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)));
}
