/** JSON that means nothing but itself where it is printed. */

// Inside JSON strings both are the same text to a parser, and nothing to a terminal or the runner (governance.md A4, A9).
// Line feeds in the serialised text are its own.
const SHOWS_NOTHING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The same JSON for a parser; `json` is what `JSON.stringify` made. */
export function inert(json: string): string {
  return json
    .replaceAll("##[", "#\\u0023[")
    .replace(SHOWS_NOTHING, (character) =>
      Array.from(
        { length: character.length },
        (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, "0")}`,
      ).join(""),
    );
}
