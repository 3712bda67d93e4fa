/** Letters that look like others (UTS 39): what a person reads in a fix is not what runs. */

/** Scripts with many letters that look like Latin ones. */
const FOREIGN =
  /[\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Lisu}]/u;

/** Whether a new line has what the file had not: a word of two scripts, or of a script that is new here; or a letter of another width or style. */
export function looksAlike(line: string, before: string): boolean {
  const words = line.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  return (
    [...line].some((character) => isDisguised(character) && !before.includes(character)) ||
    words.some(
      (word) => FOREIGN.test(word) && !before.includes(word) && (/[A-Za-z]/u.test(word) || !FOREIGN.test(before)),
    )
  );
}

/** Python reads such letters as ASCII (PEP 3131), other languages as names of their own; `;` and the blank have twins too. */
function isDisguised(character: string): boolean {
  return character > "\u007f" && /^[ -~]$/u.test(character.normalize("NFKC"));
}
