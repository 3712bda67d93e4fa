/** What a fix must not do, whatever a scanner says of the result: it would pass by hiding or taking away, not by repairing (L6). */

import type { TriagedFinding } from "../finding.ts";
import { suppressionsIn } from "../scan/index.ts";
import type { DraftedFile } from "./draft.ts";

/** More is a rewrite, which nobody reads as a fix. */
const MOST_LINES = { removed: 150, added: 300 } as const;

const TEST_FILE =
  /(?:^|\/)(?:(?:__)?(?:tests?|specs?|e2e)(?:__)?\/|conftest\.py$|test_[^/]*\.py$|[^/]*(?:[._-](?:test|spec)\.\w+|_test\.\w+|Tests?\.(?:java|kt|cs|swift))$)/u;
/** A test as its frameworks begin one; also in files that are no tests, as Rust and D have them. */
const TEST =
  /\b(?:it|test|describe)(?:\.\w+)?\s*[(`]|\bdef\s+test_|\bfunc\s+Test[A-Z_]|@(?:Parameterized)?Test\b|#\[(?:\w+::)?test\b|\[(?:Test|Fact|Theory)/u;

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
    if (count(fresh, isTest) < count(old, isTest)) return "it takes tests out";
    const hides = (line: string): number => suppressionsIn(line, uri).length;
    if (sum(fresh, hides) > sum(old, hides)) return "it tells a scanner to look away";
  }
  return undefined;
}

function linesOf({ before, after, edits }: DraftedFile): {
  readonly old: readonly string[];
  readonly fresh: readonly string[];
} {
  const [from, to] = [before.split("\n"), after.split("\n")];
  return {
    old: edits.flatMap(({ head }) => from.slice(head.startLine - 1, head.endLine)),
    fresh: edits.flatMap(({ edited }) => to.slice(edited.startLine - 1, edited.endLine)),
  };
}

function isTest(line: string): boolean {
  return TEST.test(line);
}

function count(lines: readonly string[], is: (line: string) => boolean): number {
  return lines.filter(is).length;
}

function sum(lines: readonly string[], of: (line: string) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
