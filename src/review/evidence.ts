/**
 * Whether a quote is evidence: it stands in code, and not in comments alone (L3, L4). A comment says what its author wants
 * to be believed, and who wrote the change wrote its comments too.
 */

import type { Objects, Syntax } from "../ports.ts";
import type { Change, DossierHunk, SentLine } from "../records.ts";
import { rewritten } from "../secrets/index.ts";
import { isProse, withoutMarkedLines, withoutComments } from "./comments.ts";
import { isQuoted } from "./placement.ts";
import { linesAsInDiff } from "./sides.ts";
import { plannedLines } from "./window.ts";

/** Lines of one hunk in which a quote is looked for. */
export interface Passage {
  readonly hunk: DossierHunk;
  readonly lines: readonly SentLine[];
}

/** `comment`: it stands nowhere but in comments or in words for people. */
export type Weight = "code" | "comment" | "absent";

/** Where a quote stands, at best, in any of the passages. */
export type Weigh = (quote: string, passages: readonly Passage[]) => Promise<Weight>;

export interface EvidenceSource {
  readonly change: Pick<Change, "head" | "files">;
  readonly objects: Pick<Objects, "fileAt">;
  /** Without it marks tell what is a comment. */
  readonly syntax?: Syntax | undefined;
}

/** Bytes of a file that is parsed, and of all together; of others the lines that were sent tell. */
const MOST = { file: 2_000_000, all: 32_000_000 } as const;

/** Reads a file of head when a quote stands in it for the first time. Never throws. */
export function createWeigh(source: EvidenceSource): Weigh {
  const files = new Map<string, Promise<FileLines | undefined>>();
  const hunks = new Map<DossierHunk, Promise<ReadonlyMap<SentLine, string>>>();
  let left: number = MOST.all;
  const fileOf = (uri: string): Promise<FileLines | undefined> => {
    const known = files.get(uri) ?? readFile(uri, source, (bytes) => (left -= bytes) >= 0);
    files.set(uri, known);
    return known;
  };
  return async (quote, passages) => {
    let weight: Weight = "absent";
    for (const { hunk, lines } of passages) {
      if (!isQuoted(quote, lines)) continue;
      const known = hunks.get(hunk) ?? fileOf(hunk.uri).then((file) => codeOfHunk(hunk, file));
      hunks.set(hunk, known);
      const code = await known;
      if (standsInCode(quote, lines, (line) => code.get(line) ?? "")) return "code";
      weight = "comment";
    }
    return weight;
  };
}

/** Lines of head by number less one, and the same with spaces for comments. */
interface FileLines {
  readonly lines: readonly string[];
  readonly code: readonly string[];
}

async function readFile(
  uri: string,
  { change, objects, syntax }: EvidenceSource,
  take: (bytes: number) => boolean,
): Promise<FileLines | undefined> {
  const file = change.files.find((each) => each.uri === uri);
  if (isProse(uri) || (file?.headSize ?? 0) > MOST.file) return undefined;
  const bytes = await objects.fileAt(change.head, uri).catch(() => undefined);
  if (bytes === undefined || bytes.length > MOST.file || !take(bytes.length)) return undefined;
  const own = file === undefined ? [] : [...plannedLines(file, new Set()).values()].flat();
  const lines = linesAsInDiff(
    bytes,
    own.filter(({ side }) => side === "head"),
  );
  if (lines === undefined) return undefined;
  const parsed = await syntax?.code(uri, lines.join("\n"));
  // The marks as well: a parser that was led astray takes a comment for a part of a string.
  const code = parsed === undefined ? withoutComments(uri, lines) : withoutMarkedLines(uri, parsed.split("\n"));
  return { lines, code };
}

/** The lines that were sent, with spaces for comments. */
function codeOfHunk(hunk: DossierHunk, file: FileLines | undefined): ReadonlyMap<SentLine, string> {
  if (isProse(hunk.uri)) return new Map();
  const byMarks = (side: SentLine["side"]): readonly (readonly [SentLine, string])[] => {
    const lines = hunk.lines.filter((line) => line.side === side);
    const code = withoutComments(
      hunk.uri,
      lines.map(({ text }) => text),
    );
    return lines.map((line, index) => [line, code[index] ?? ""]);
  };
  const marked = new Map([...byMarks("base"), ...byMarks("head")]);
  if (file === undefined) return marked;
  const ofFile = hunk.lines.flatMap((line): [SentLine, string][] => {
    const [whole, code] = [file.lines[line.line - 1], file.code[line.line - 1]];
    return line.side === "base" || whole === undefined || code === undefined
      ? []
      : [[line, codeOfLine(line.text, whole, code)]];
  });
  return new Map([...marked, ...ofFile]);
}

/**
 * What of a line as it was sent is code, where `code` is what of the line of head is. What redaction and neutralising wrote
 * lies between what both begin and end with; when any of what it replaced is a comment, all of it is.
 */
export function codeOfLine(sent: string, whole: string, code: string): string {
  const most = Math.min(sent.length, whole.length);
  let before = 0;
  while (before < most && sent[before] === whole[before]) before += 1;
  let after = 0;
  while (after < most - before && sent.at(-1 - after) === whole.at(-1 - after)) after += 1;
  const middle = sent.slice(before, sent.length - after);
  const [from, upTo] = [Math.max(0, before - 1), whole.length - after + 1];
  const isCode = whole.slice(from, upTo) === code.slice(from, upTo);
  return [
    code.slice(0, before),
    isCode ? middle : middle.replace(/\S/gu, (character) => " ".repeat(character.length)),
    code.slice(whole.length - after),
  ].join("");
}

/** Less code in a line than this decides nothing: `}`, `);`, `end`. */
const LEAST_CODE = 4;
/** No text that was sent holds it, and it is no blank. */
const MASK = "\u0000";

/** It counts when it stands with all comments masked, or when it does not stand with all code masked: it covers some. */
function standsInCode(quote: string, lines: readonly SentLine[], codeOf: (line: SentLine) => string): boolean {
  const masked = (what: "comments" | "code"): readonly SentLine[] =>
    lines.map((line) => {
      const code = codeOf(line);
      const known = code.replace(/\s/gu, "").length < LEAST_CODE ? "" : code;
      return { ...line, text: rewritten(line.text, (text) => maskedText(text, known, what)) };
    });
  return isQuoted(quote, masked("comments")) || !isQuoted(quote, masked("code"));
}

function maskedText(text: string, code: string, what: "comments" | "code"): string {
  return text.replace(/\S/gu, (character, at: number) => {
    const isCode = (code[at] ?? " ").trim() !== "";
    return isCode === (what === "code") ? MASK.repeat(character.length) : character;
  });
}
