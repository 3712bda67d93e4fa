/** Words on a terminal: colour, display width, wrapping. */

/** SGR codes (ECMA-48 §8.3.117). `util.styleText` would ask stdout, which is not where the text goes. */
const SGR = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof SGR;
export type Paint = (style: Style, text: string) => string;

export function painter(colour: boolean): Paint {
  return colour ? (style, text) => `\u001b[${SGR[style]}m${text}\u001b[0m` : (_style, text) => text;
}

// Unicode TR11: wide and fullwidth blocks that occur in names and prose; the rest counts as one column.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a terminal gives to plain text of one line. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text)
    width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) || /\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
  return width;
}

/** Lines of at most `width` columns, each after `indent`; a word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, width: number, indent = ""): readonly string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(/\s+/u).filter((part) => part !== "")) {
      if (line === "") line = word;
      else if (columns(indent) + columns(line) + 1 + columns(word) <= width) line += ` ${word}`;
      else {
        lines.push(indent + line);
        line = word;
      }
    }
    return line === "" ? lines : [...lines, indent + line];
  });
}

/** One line cut to `width` columns; `…` says that it was. */
export function cut(line: string, width: number): string {
  if (columns(line) <= width) return line;
  let kept = "";
  for (const character of line) {
    if (columns(kept) + columns(character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** A list item whose further lines hang under the first. */
export function bullet(text: string, width: number): readonly string[] {
  return wrap(text, width, "    ").map((line, n) => (n === 0 ? line.replace("    ", "  - ") : line));
}

/** The lines without the indentation that all of them share. */
export function unindented(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== "");
  const shared = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(shared));
}
