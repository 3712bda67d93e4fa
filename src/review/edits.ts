/**
 * Suggested edits: they apply to head, or are refused with the reason while their finding stays. What is kept and shown
 * carries our marks (`⟦secret:…⟧`, `⟦U+202E⟧`) as they were sent; only who writes to head asks for the text behind them.
 */

import type { Edit } from "../finding.ts";
import type { DossierHunk, Redacted } from "../records.ts";
import { MARK } from "../secrets/index.ts";
import { NUMBERED, withoutInvisible } from "../untrusted.ts";
import type { ClaimedEdit } from "./answer.ts";
import { citedLines } from "./placement.ts";

const MOST_CHARACTERS = 20_000;
const ANY_MARK = new RegExp(`${MARK.source}|${NUMBERED.source}`, "gu");

/** The line of head without its line end; undefined where head has none. A CR before LF may be kept. */
export type HeadLine = (uri: string, line: number) => string | undefined;
/** `Redactor.original`. */
export type Original = (mark: string) => string | undefined;

export interface EditContext {
  readonly headLine: HeadLine;
  readonly original: Original;
  readonly redact: (text: string) => Redacted;
}

export type CheckedEdit = { readonly edit: Edit } | { readonly refused: string };

/** `refused` ends a sentence and holds no word of the answer's. */
export function checkEdit(claimed: ClaimedEdit, hunk: DossierHunk, context: EditContext): CheckedEdit {
  const { startLine, endLine } = claimed;
  const sent = citedLines(hunk, { side: "head", startLine, endLine });
  if (sent === undefined) return refused("its lines are not lines of this hunk in head");
  if (claimed.replacement.length > MOST_CHARACTERS) return refused("it is too long");
  const edit = { startLine, endLine, replacement: context.redact(cleaned(claimed.replacement)) };
  const lines = sent.map(({ line }) => context.headLine(hunk.uri, line)).filter((line) => line !== undefined);
  // A line that was cut, or that itself holds what looks like a mark, does not map back.
  const asSent = sent.map(({ text }) => withoutCr(restored(text, context.original)));
  if (asSent.join("\n") !== lines.map(withoutCr).join("\n"))
    return refused("its lines cannot be told from how they were sent");
  const replacement = restoredReplacement(edit, { lines, original: context.original });
  if (replacement === undefined) return refused("a mark in it stands for nothing in the lines that it replaces");
  if (replacement === lines.join("\n")) return refused("it changes nothing");
  return { edit };
}

interface Replaced {
  readonly lines: readonly string[];
  readonly above?: string | undefined;
  readonly original: Original;
}

/**
 * What to write in the place of `lines`, which are head's lines `startLine` to `endLine`: their secrets, invisible
 * characters and line ends restored. Undefined when a mark stands for something that is not in these very lines: an edit
 * moves nothing that it was not shown. Never to be shown or stored.
 * @param above the line before them, to go by where the last line of a file has no end
 */
export function restoredReplacement({ replacement }: Edit, { lines, above, original }: Replaced): string | undefined {
  const there = lines.join("\n");
  const values = replacement.match(ANY_MARK)?.map((mark) => meaning(mark, original)) ?? [];
  if (!values.every((value) => value !== undefined && there.includes(value))) return undefined;
  const text = restored(replacement, original);
  const end = lines.at(-1)?.endsWith("\r") === true ? "\r" : "";
  const ended = end === "" ? [...(above === undefined ? [] : [above]), ...lines.slice(0, -1)] : lines;
  if (text === "" || ended.length === 0 || !ended.every((line) => line.endsWith("\r"))) return text;
  return `${text.split("\n").map(withoutCr).join("\r\n")}${end}`;
}

/** Only a line end of the text's own goes, so that no empty line is added. */
function cleaned(replacement: string): string {
  return withoutInvisible(replacement).replace(/\n$/u, "");
}

function restored(text: string, original: Original): string {
  return text.replace(ANY_MARK, (mark) => meaning(mark, original) ?? mark);
}

/** A value of several lines has its mark on each of them: none of them alone stands for it. */
function meaning(mark: string, original: Original): string | undefined {
  const code = mark.matchAll(NUMBERED).next().value?.groups?.["code"];
  if (code === undefined) {
    const value = original(mark);
    return value === undefined || /[\n\r]/u.test(value) ? undefined : value;
  }
  const point = Number.parseInt(code, 16);
  return point > 0x10_ff_ff ? undefined : String.fromCodePoint(point);
}

function withoutCr(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function refused(reason: string): { refused: string } {
  return { refused: reason };
}
