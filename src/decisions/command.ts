/** The grammar of what people write to us: one command, on the first line of a comment. Everything in it is hostile text. */

import { isDay } from "../day.ts";
import { DECISIONS, type Command } from "../sign-off.ts";
import { oneLine, withoutInvisible } from "../untrusted.ts";

export type Parsed = { readonly command: Command } | { readonly mistake: string };

/** Digits of a finding's id; `ID` below says the same. */
export const SHORTEST_ID = 8;
/** From here on nobody can make another finding whose id begins alike; of 8 digits a computer finds one in minutes. */
export const CERTAIN_ID = 16;
const ID = /^[0-9A-Fa-f]{8,32}$/u;
/** What a reason must have: enough to be read by somebody a year later. */
const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;
const FORMS =
  "`/ccr fp <id> -- reason` (or confirm, accept-risk, wont-fix, used-in-tests, mitigated, reopen; `until=YYYY-MM-DD` and `sha=<commit>` before the `--`), `/ccr fix <id>`, `/ccr rerun`, `/ccr override sha=<commit> -- reason`, `/ccr incident -- reason`, `/ccr help`";

/**
 * Undefined: the comment is not for us. That is decided by its first characters: a quote, a fence, indented code and an
 * HTML comment begin with others, so what stands in them commands nothing.
 */
export function parseCommand(body: string): Parsed | undefined {
  const [first = "", ...rest] = body.split(/\r\n|\r|\n/u);
  if (!/^\/ccr(?=[\s\u00a0]|$)/u.test(first)) return undefined;
  if (hasAnother(rest)) return mistaken("A comment holds one command, on its first line");
  // A phone's keyboard writes a no-break space where a person meant a space; nothing else is read as what it is not.
  const line = first.slice("/ccr".length).replaceAll("\u00a0", " ");
  const at = /[ \t]--(?:[ \t]|$)/u.exec(line);
  const words = (at === null ? line : line.slice(0, at.index)).split(/[ \t]+/u).filter(Boolean);
  if (words.some((word) => !/^[\x21-\x7e]+$/u.test(word)))
    return mistaken("The command has a character that is not plain ASCII, which may only look like a letter");
  return parseWords(words, at === null ? undefined : line.slice(at.index + at[0].length));
}

const OTHERS: ReadonlySet<string> = new Set(["fix", "rerun", "override", "incident", "help"]);

function parseWords(words: readonly string[], given: string | undefined): Parsed {
  const [name = "", ...operands] = words;
  const decision = DECISIONS.find((known) => known === name);
  if (decision === undefined && !OTHERS.has(name))
    return mistaken(name === "" ? "The command is missing" : `${shown(name)} is no command`);
  const { id, options, mistake } = parseOperands(operands);
  if (mistake !== undefined) return mistaken(mistake);
  const allowed = (wantsId: boolean, ...names: readonly string[]) =>
    (id !== undefined) === wantsId && [...options.keys()].every((key) => names.includes(key));
  const reason = given === undefined ? undefined : cleanReason(given);
  const until = options.get("until");
  const dated = until === undefined ? {} : { until };
  const head = options.get("sha");
  if (name === "help" || name === "rerun")
    return allowed(false) && given === undefined ? { command: { kind: name } } : mistaken(`\`${name}\` takes nothing`);
  if (name === "fix")
    return allowed(true) && id !== undefined && given === undefined
      ? { command: { kind: name, finding: id } }
      : mistaken("`fix` takes the id of one finding and nothing else");
  if (reason === undefined)
    return mistaken(`\`${name}\` needs a reason of at least ${SHORTEST_REASON} characters after two hyphens`);
  if (name === "incident")
    return allowed(false) ? { command: { kind: name, reason } } : mistaken("`incident` takes a reason alone");
  if (decision !== undefined)
    return allowed(true, "until", "sha") && id !== undefined
      ? { command: { kind: "decide", decision, finding: id, ...dated, ...(head !== undefined && { head }), reason } }
      : mistaken(`\`${name}\` takes the id of one finding, and \`until=\` and \`sha=\` if you like`);
  return allowed(false, "sha", "until") && head !== undefined
    ? { command: { kind: "override", head, ...dated, reason } }
    : mistaken("`override` takes `sha=` and `until=`");
}

interface Operands {
  readonly id: string | undefined;
  readonly options: ReadonlyMap<string, string>;
  readonly mistake?: string;
}

function parseOperands(operands: readonly string[]): Operands {
  const options = new Map<string, string>();
  const wrong = (mistake: string): Operands => ({ id: undefined, options, mistake });
  let id: string | undefined;
  for (const operand of operands) {
    const [, key, value = ""] = /^(?<key>[a-z]+)=(?<value>.*)$/u.exec(operand) ?? [];
    if (key !== undefined) {
      if (options.has(key)) return wrong(`${shown(key)} stands there twice`);
      if (key === "until" && !isDay(value)) return wrong("`until` takes a day, as YYYY-MM-DD");
      if (key === "sha" && !/^[0-9a-f]{12,64}$/u.test(value)) return wrong("`sha` takes 12 digits of a commit or more");
      options.set(key, value);
    } else if (id === undefined && ID.test(operand)) id = operand.toLowerCase();
    else return wrong(`${shown(operand)} is no id of a finding (8 to 32 hexadecimal digits)`);
  }
  return { id, options };
}

/** One line of text, or undefined when there is too little: what shows nothing does not count. */
function cleanReason(given: string): string | undefined {
  const shown = withoutInvisible(given).replace(/<!--.*?(?:-->|$)/gu, " ");
  const whole = oneLine(shown, shown.length);
  // Cut where a word ends: half of a secret would not be known for one.
  const reason = whole.length <= LONGEST_REASON ? whole : `${whole.slice(0, LONGEST_REASON - 1).replace(/\S*$/u, "")}…`;
  return [...reason].length >= SHORTEST_REASON && /\p{L}{2}/u.test(reason) ? reason : undefined;
}

/** Whether a later line, that is no code, quote or HTML comment, would be a command: it would be passed over in silence. */
function hasAnother(lines: readonly string[]): boolean {
  let fence: string | undefined;
  let hidden = false;
  for (const line of lines) {
    const mark = /^ {0,3}(?<mark>`{3,}|~{3,})/u.exec(line)?.groups?.["mark"];
    if (hidden) hidden = !line.includes("-->");
    else if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else if (line.trimStart().startsWith("<!--")) hidden = !line.includes("-->");
    else if (/^\/ccr(?=[\s\u00a0]|$)/u.test(line)) return true;
  }
  return false;
}

function mistaken(mistake: string): Parsed {
  return { mistake: `${mistake}. What there is: ${FORMS}.` };
}

/** A short plain word is shown back inside a code span. A longer one may be a secret, of which a piece would be no less. */
function shown(word: string): string {
  return /^[\w.:=*/-]{1,16}$/u.test(word) ? `\`${word}\`` : `A word of ${word.length} characters`;
}
