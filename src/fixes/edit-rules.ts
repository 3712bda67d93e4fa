/** What a fix must not do, whatever a scanner says of the result: it would pass by hiding or taking away, not by repairing (L6). */

import type { TriagedFinding } from "../finding.ts";
import type { ChangedFile } from "../records.ts";
import { writtenByMachine } from "../review/index.ts";
import { setsScanner, steers, suppressionsIn } from "../scan/index.ts";
import { withoutInvisible } from "../untrusted.ts";
import { isAmong } from "./among.ts";
import type { DraftedFile } from "./draft.ts";
import { looksAlike } from "./look-alikes.ts";

/** More is a rewrite, which nobody reads as a fix. */
const MOST_LINES = { removed: 150, added: 300 } as const;
/** What stands further to the right is cut in the draft's text, whose lines have a sign before them, and no reader scrolls there. */
const LONGEST_LINE = 299;

const TEST_FILE =
  /(?:^|\/)(?:(?:__)?(?:tests?|specs?|e2e)(?:__)?\/|conftest\.py$|test_[^/]*\.py$|[^/]*(?:[._-](?:test|spec)\.\w+|_test\.\w+|Tests?\.(?:java|kt|cs|swift))$)/u;
/** A test as its frameworks begin one; also in files that are no tests, as Rust and D have them. `pattern.test(text)` is none. */
const TEST =
  /(?<![.\w])(?:it|test|describe)(?:\.\w+)?\s*[(`]|\.(?:it|test|describe)\s*\(\s*["'`]|\bdef\s+test_|\bfunc\s+Test[A-Z_]|@(?:Parameterized)?Test\b|#\[(?:\w+::)?test\b|\[(?:Test\w*|Fact|Theory)\b/u;

/** One that is there and does not run. */
const SKIPPED =
  /\b(?:it|test|describe)\.(?:skip|todo)\b|\bx(?:it|test|describe)\s*\(|@(?:Disabled|Ignore)\b|#\[ignore\b|\bt\.Skip(?:f|Now)?\(|\b(?:mark|unittest)\.(?:skip|xfail)|\[Ignore\b|\[(?:Fact|Theory)\(\s*Skip\b/u;

/** Why an edit is not taken: it ends a sentence. Undefined: nothing is against it. */
export function unwelcome(files: readonly DraftedFile[], { location }: TriagedFinding): string | undefined {
  const all = files.map((file) => ({ file, ...linesOf(file) }));
  const removed = all.reduce((sum, { old }) => sum + old.length, 0);
  const added = all.reduce((sum, { fresh }) => sum + fresh.length, 0);
  if (removed > MOST_LINES.removed || added > MOST_LINES.added) return "it rewrites too many lines for a fix";
  for (const { file, old, fresh } of all) {
    const { uri } = file.file;
    if (file.after.trim() === "") return "it empties a file";
    if (uri !== location?.uri && TEST_FILE.test(uri)) return "it edits a test";
    if (count(fresh, TEST) - count(fresh, SKIPPED) < count(old, TEST) - count(old, SKIPPED))
      return "it takes tests out";
    const hides = (lines: readonly string[]) =>
      lines.flatMap((line) => suppressionsIn(line, uri).map(({ text }) => text));
    if (!isAmong(hides(fresh), hides(old))) return "it tells a scanner to look away";
    // Of a file whose version at base says so, nothing is sent.
    const made = writtenByMachine(uri, file.after);
    if (made !== undefined && made !== writtenByMachine(uri, file.before))
      return "it makes the file look as if it were written by a machine";
    const why = unreadable({ old, fresh }, file.before);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** What a person who reads the draft would take for something else. */
function unreadable({ old, fresh }: Lines, before: string): string | undefined {
  const cut = fresh.filter(({ length }) => length > LONGEST_LINE).map((line) => line.slice(LONGEST_LINE - 1));
  if (!cut.every((end) => old.some((line) => line.endsWith(end)))) return "a line is too long to be read";
  // A mark of a secret is its value again by now: one that is still there stands for nothing, or was made up.
  if (sum(fresh, marks) > sum(old, marks)) return "it writes what looks like a mark of ours";
  if (sum(fresh, unseen) > sum(old, unseen)) return "it adds characters that nobody sees";
  return fresh.some((line) => looksAlike(line, before)) ? "it has letters that look like others" : undefined;
}

function marks(line: string): number {
  return line.match(/[⟦⟧]/gu)?.length ?? 0;
}

function unseen(line: string): number {
  return line.length - withoutInvisible(line).length;
}

/** Where GitHub reads code owners. */
const OWNERS = /^(?:\.github\/|docs\/)?CODEOWNERS$/iu;

/** Whether a file decides who looks at a change, what the review asks for, or what a scanner looks at. */
export function isSteering(file: ChangedFile, policyPath: string): boolean {
  return OWNERS.test(file.uri) || file.uri === policyPath || steers(file.uri) || setsScanner(file);
}

/** Lines that say nothing by themselves: blank, a comment as most languages begin one, a statement that does nothing. */
const IDLE = /^(?:$|#|\/[/*]|\*|<!--|--|;|%|"""|'''|\{-|-\}|=(?:begin|end)\b|pass\b|\.{3}$|[{}()[\];,]+$)/u;

/** Nothing stands there that did not before: no scanner can tell such a repair from a loss. */
export function onlyTakesAway(files: readonly DraftedFile[]): boolean {
  return files.map(linesOf).every(({ old, fresh }) => {
    const said = fresh.map((line) => line.trim()).filter((line) => !IDLE.test(line));
    return isAmong(
      said,
      old.map((line) => line.trim()),
    );
  });
}

interface Lines {
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

function linesOf({ before, after, edits }: DraftedFile): Lines {
  const [from, to] = [before.split("\n"), after.split("\n")];
  return {
    old: edits.flatMap(({ head }) => from.slice(head.startLine - 1, head.endLine)),
    fresh: edits.flatMap(({ edited }) => to.slice(edited.startLine - 1, edited.endLine)),
  };
}

function count(lines: readonly string[], pattern: RegExp): number {
  return lines.filter((line) => pattern.test(line)).length;
}

function sum(lines: readonly string[], of: (line: string) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
