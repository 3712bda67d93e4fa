/** HTML that escapes by default: whatever a template interpolates is text, unless a template made it. */

import { visible } from "../untrusted.ts";

/** Markup that a template of ours made. */
export class Html {
  readonly #markup: string;
  constructor(parts: readonly string[]) {
    this.#markup = parts.join("");
  }
  toString(): string {
    return this.#markup;
  }
}

export type Interpolated = string | number | Html | undefined | readonly Interpolated[];

/** Strings are escaped for text and for attributes in quotes; a list is joined; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Html {
  return new Html(
    strings.flatMap((piece, n) => (n === 0 ? [unindented(piece)] : [markupOf(values[n - 1]), unindented(piece)])),
  );
}

/** The source's indentation would be a third of a long page. */
function unindented(piece: string): string {
  return piece.replace(/\n\s+/gu, "\n");
}

/** Text with `code` in backticks, as rules write it. */
export function withCode(text: string): readonly Html[] {
  return text.split(/`([^`\n]+)`/u).map((piece, n) => (n % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}

function markupOf(value: Interpolated): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  return value.map(markupOf).join("");
}

const ENTITY: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return (
    visible(text)
      .replace(/[&<>"']/gu, (character) => ENTITY[character] ?? "")
      // The page may be printed where the runner reads its log (governance.md A9).
      .replaceAll("::", "&#58;&#58;")
      .replaceAll("##[", "##&#91;")
  );
}
