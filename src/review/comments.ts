/**
 * What of a text is a comment, told by marks alone: for languages without a grammar, and beside one. On the side of taking
 * code for a comment: what is none is then no evidence, and a claim that it would have refuted stays. Pure.
 */

import { basename, extname } from "node:path/posix";

interface Marks {
  /** At the beginning of a line. */
  readonly line: RegExp;
  /** Behind code, with a blank before it. */
  readonly trailing: RegExp;
  readonly blocks: readonly (readonly [open: string, close: string])[];
  /** What begins and ends a text of several lines, wherever it stands. */
  readonly fences: readonly string[];
  /** HTML stands around the code, and the grammar does not read it. */
  readonly mixed?: true;
}

const SLASH: Marks = {
  line: /^\/\//u,
  trailing: /(?<=\s)\/\/|(?<=[;{}),])\/\//u,
  blocks: [["/*", "*/"]],
  fences: [],
};
const HASH: Marks = { line: /^#/u, trailing: /(?<=\s)#/u, blocks: [], fences: [] };
const FAMILIES: readonly (readonly [string, Marks])[] = [
  [
    "cjs cs css cts dart go gradle groovy java js jsx kt kts less mjs mts proto rs scala scss sol swift ts tsx zig",
    SLASH,
  ],
  // What the preprocessor takes out; the first end counts, whatever is nested.
  ["c cc cpp cxx h hh hpp m mm", { ...SLASH, blocks: [...SLASH.blocks, ["#if 0", "#endif"]] }],
  ["py pyi pyw", { ...HASH, fences: ['"""', "'''"] }],
  ["rb rake ru", { ...HASH, blocks: [["=begin", "=end"]] }],
  [
    "php phtml",
    {
      line: /^(?:\/\/|#(?!\[))/u,
      trailing: /(?<=\s)(?:\/\/|#)/u,
      blocks: [
        ["/*", "*/"],
        ["<!--", "-->"],
      ],
      fences: [],
      mixed: true,
    },
  ],
];
/** Stands in no line. */
const NEVER = "\n";
/** Any other: the marks of all. */
const ANY: Marks = {
  line: /^(?:\/\/|#|--|\*|%|;|::|rem\b|dnl\b)/iu,
  trailing: /(?<=\s)(?:\/\/|#|--|;)(?=\s|$)/u,
  blocks: [
    ["/*", "*/"],
    ["<!--", "-->"],
    ["{-", "-}"],
    ["--[[", "]]"],
    ["<#", "#>"],
    ["(*", "*)"],
    ["#|", "|#"],
    ["{#", "#}"],
    ["<%#", "%>"],
    ["<%--", "--%>"],
    ["{{!", "}}"],
    ["{{--", "--}}"],
    ["@*", "*@"],
    // perlpod: any command paragraph begins one.
    ...["begin", "encoding", "for", "head", "item", "over", "pod"].map((word) => [`=${word}`, "=cut"] as const),
    // perldata: code ends there.
    ["__END__", NEVER],
    ["__DATA__", NEVER],
  ],
  fences: ['"""', "'''"],
};
const BY_EXTENSION: ReadonlyMap<string, Marks> = new Map(
  FAMILIES.flatMap(([extensions, marks]) =>
    extensions.split(" ").map((extension) => [`.${extension}`, marks] as const),
  ),
);

const PROSE = new Set([".md", ".mdx", ".markdown", ".txt", ".rst", ".adoc", ".asciidoc", ".org", ".text"]);
/** Lists and build files that end like prose. */
const NO_PROSE = /^(?:requirements|constraints|cmakelists)\b[^/]*\.txt$/iu;

/** `README`, `SECURITY`, `LICENSE-MIT`; Bazel's are code. */
const PROSE_NAME = /^(?!(?:BUILD|WORKSPACE|MODULE)$)[A-Z]{3,}(?:[-_][A-Z0-9]+)*$/u;

/** Words for people: none of its lines is code. */
export function isProse(uri: string): boolean {
  const name = basename(uri);
  return (PROSE.has(extname(uri).toLowerCase()) && !NO_PROSE.test(name)) || PROSE_NAME.test(name);
}

/** The same lines, as long, with spaces for comments. */
export function withoutComments(uri: string, lines: readonly string[]): readonly string[] {
  const marks = BY_EXTENSION.get(extname(uri).toLowerCase()) ?? ANY;
  const lastClose = new Map(
    marks.blocks.map(([, close]) => [close, lines.findLastIndex((line) => line.includes(close))]),
  );
  let inside: string | undefined;
  return lines.map((line, index) => {
    const stripped = strip(line, { marks, inside, closes: (close) => (lastClose.get(close) ?? -1) >= index });
    inside = stripped.inside;
    return stripped.code;
  });
}

/** What a grammar left over, with spaces for what marks alone tell for sure: lines that begin with one. */
export function withoutMarkedLines(uri: string, lines: readonly string[]): readonly string[] {
  const { line: mark, mixed } = BY_EXTENSION.get(extname(uri).toLowerCase()) ?? ANY;
  if (mixed) return withoutComments(uri, lines);
  return lines.map((line) => (mark.test(line.trimStart()) ? blank(line) : line));
}

interface Where {
  readonly marks: Marks;
  /** What ends the comment that the line begins in. */
  readonly inside: string | undefined;
  /** Whether such an end comes at all, in this line or later. */
  readonly closes: (close: string) => boolean;
}

function strip(line: string, { marks, closes, ...before }: Where): { code: string; inside: string | undefined } {
  let { inside } = before;
  let [code, at] = ["", 0];
  while (at < line.length) {
    if (inside !== undefined) {
      const end = line.indexOf(inside, at);
      const upTo = end < 0 ? line.length : end + inside.length;
      if (end >= 0) inside = undefined;
      code += blank(line.slice(at, upTo));
      at = upTo;
      continue;
    }
    const next = nextComment(line, at, { marks, closes });
    code += line.slice(at, next.from) + blank(line.slice(next.from, next.upTo));
    [at, inside] = [next.upTo, next.inside];
  }
  return { code, inside };
}

/** The comment that begins first; at the end of the line when there is none. */
function nextComment(
  line: string,
  at: number,
  { marks, closes }: Omit<Where, "inside">,
): { readonly from: number; readonly upTo: number; readonly inside: string | undefined } {
  const rest = line.slice(at);
  const first = line.length - line.trimStart().length;
  const found: { from: number; upTo: number; inside: string | undefined }[] = [];
  const toEnd = (from: number): number => found.push({ from, upTo: line.length, inside: undefined });
  for (const [open, close] of marks.blocks) {
    const from = line.indexOf(open, Math.max(at, first));
    // In the middle of a line only behind a blank (`src/*` is a pattern), and only what ends.
    const begins = from === first || (from > 0 && /[\s;{}(),]/u.test(line.charAt(from - 1)) && closes(close));
    if (from >= 0 && begins) found.push({ from, upTo: from + open.length, inside: close });
  }
  for (const fence of marks.fences) {
    const from = line.indexOf(fence, at);
    if (from >= 0) found.push({ from, upTo: from + fence.length, inside: fence });
  }
  if (at <= first && marks.line.test(line.slice(first))) toEnd(first);
  const trailing = marks.trailing.exec(rest);
  if (trailing !== null) toEnd(at + trailing.index);
  const nearest = found.sort((a, b) => a.from - b.from)[0];
  return nearest ?? { from: line.length, upTo: line.length, inside: undefined };
}

function blank(text: string): string {
  return text.replace(/\S/gu, (character) => " ".repeat(character.length));
}
