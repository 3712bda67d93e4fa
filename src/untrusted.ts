/**
 * Text that somebody else wrote (L2): a scanner, a pull request, a file name. It becomes plain text here, once, on its
 * way in; each output then escapes for its own syntax.
 */

/** Everything that shows nothing or moves what is shown: controls, bidi, zero width, tags, fillers. `\n` and `\t` stay. */
// `\p{Cf}` alone misses Hangul fillers and variation selectors (governance.md A4).
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Terminal sequences: CSI, OSC (also unterminated), two-character escapes. Removed before anything else is escaped. */

const TERMINAL = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b./gu;

/** A character by its number, `⟦U+202E⟧`. */
export function numbered(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}

/** What `numbered` writes, with the hexadecimal digits as the group `code`. */
export const NUMBERED = /⟦U\+(?<code>[0-9A-F]{4,6})⟧/gu;

/** The same text with every invisible or controlling character made visible as `⟦U+202E⟧`. Line structure is kept. */
export function visible(text: string): string {
  return text
    .replace(TERMINAL, "")
    .replace(/\r\n/gu, "\n")
    .replace(INVISIBLE, (character) => (character === "\n" || character === "\t" ? character : numbered(character)));
}

/** The same text without them, for text in which none has a reason to stand: a model's, where one may split a secret (A7). */
export function withoutInvisible(text: string): string {
  return text
    .replace(TERMINAL, "")
    .replace(/\r\n?/gu, "\n")
    .replace(INVISIBLE, (character) => (character === "\n" || character === "\t" ? character : ""));
}

/** One line of plain text of at most `limit` UTF-16 units: for names, paths, titles and log lines. */
export function oneLine(text: string, limit = 1000): string {
  return truncate(
    visible(text.slice(0, limit * 4))
      .replace(/\s+/gu, " ")
      .trim(),
    limit,
  );
}

/** Plain text of at most `limit` UTF-16 units, line breaks kept. */
export function plainText(text: string, limit = 10_000): string {
  return truncate(visible(text.slice(0, limit * 4)), limit);
}

/**
 * The same text with no command for the GitHub runner in it, which reads stdout and stderr alike: `::command::` at the
 * start of a trimmed line and `##[command]` anywhere become `: :` and `# #[` (governance.md A9). Strip first, call this last.
 */
export function withoutRunnerCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gmu, "$1: ").replaceAll("##[", "# #[");
}

function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  // Never half a surrogate pair.
  const cut = /[\uD800-\uDBFF]/u.test(text.charAt(end - 1)) ? end - 1 : end;
  return `${text.slice(0, cut)}…`;
}
