/** What encloses a line in a language without a grammar: lines above it that are indented less. Pure. */

import type { Scope } from "../ports.ts";

const MOST_LINES = 60;
/** Lines that are looked at, upwards and downwards. */
const FARTHEST = 2_000;
/** Tabs count as so many spaces. */
const TAB = 4;

/** The headers above a range of lines, the outer one first, and the largest block that is not too long as a function. */
export function indented(
  lines: readonly string[],
  { first, last }: { readonly first: number; readonly last: number },
): readonly Scope[] {
  const own = lines.slice(first - 1, Math.min(last, first + FARTHEST)).filter((line) => line.trim() !== "");
  let depth = Math.min(...own.map(indentation));
  const scopes: Scope[] = [];
  for (let line = first - 1; line > 0 && first - line < FARTHEST && depth > 0; line--) {
    const text = lines[line - 1] ?? "";
    if (text.trim() === "" || indentation(text) >= depth) continue;
    depth = indentation(text);
    scopes.unshift({
      kind: "class",
      startLine: line,
      headerEndLine: line,
      endLine: endOf(lines, { depth, from: last }),
    });
  }
  const whole = scopes.find(({ startLine, endLine }) => endLine - startLine < MOST_LINES);
  return scopes.map((scope) => (scope === whole ? { ...scope, kind: "function" } : scope));
}

/** The last line that is indented more, and the one that closes the block. */
function endOf(lines: readonly string[], { depth, from }: { readonly depth: number; readonly from: number }): number {
  let end = from;
  for (let line = from + 1; line <= lines.length && line - from < FARTHEST; line++) {
    const text = lines[line - 1] ?? "";
    if (text.trim() === "") continue;
    if (indentation(text) <= depth) return /^\s*(?:[)\]}]|end\b)/u.test(text) ? line : end;
    end = line;
  }
  return end;
}

function indentation(line: string): number {
  const blank = /^[\t ]*/u.exec(line)?.[0] ?? "";
  return [...blank].reduce((sum, character) => sum + (character === "\t" ? TAB : 1), 0);
}
