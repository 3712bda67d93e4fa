/** Whether a text says, or shows by its form, that no person wrote it. Only ever asked of a version that was there before (L6). */

const MARK_LINES = 20;
const MARK_CHARACTERS = 4000;
/** Go's own sentence (`go help generate`), and the word that Linguist and Phabricator look for. */
const MARK = /@generated\b|\bcode generated .{0,200}do not edit/iu;
const MINIFIABLE = /\.(?:[cm]?js|css|map)$/iu;
/** Linguist's measure (`generated.rb`, `minified_files?`). */
const MINIFIED_MEAN_LINE = 110;

export function writtenByMachine(uri: string, text: string): "generated" | "minified" | undefined {
  const start = text.slice(0, MARK_CHARACTERS).split("\n", MARK_LINES).join("\n");
  if (MARK.test(start)) return "generated";
  if (!MINIFIABLE.test(uri)) return undefined;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > MINIFIED_MEAN_LINE ? "minified" : undefined;
}
