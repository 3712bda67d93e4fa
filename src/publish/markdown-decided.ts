/** What people decided, in Markdown. A login is code: nobody is mentioned. */

import type { Fitted } from "./budget.ts";
import { DECIDED_TITLE, REFUSED_TITLE, type Decided, type DecidedWords, type RefusedWords } from "./decided.ts";
import { alertUrl, commentUrl } from "./links.ts";
import { code, prose } from "./markdown-escape.ts";
import { folded, list, type whereCell } from "./markdown-parts.ts";
import type { RenderOptions } from "./options.ts";

/** Under a table with a column "Id". */
export const HOW_TO_DECIDE =
  "Whoever has a role in the policy decides about a finding in a new comment with its id: `/ccr fp ID -- reason`. Where a workflow answers commands, `/ccr help` lists the others.";

interface Shown {
  readonly where: typeof whereCell;
  readonly options: Pick<RenderOptions, "run" | "pullRequest">;
}

/** Items of a list. */
export function decidedItems(
  { inForce, refused }: Decided,
  { where, options }: Shown,
): { readonly inForce: readonly string[]; readonly refused: readonly string[] } {
  return {
    inForce: inForce.map((one) => decidedItem(one, { where, options })),
    refused: refused.map((one) => refusedItem(one, options)),
  };
}

/** Empty when nobody said anything. */
export function decidedPart({
  inForce,
  refused,
}: Readonly<Record<keyof ReturnType<typeof decidedItems>, Fitted>>): string[] {
  const counted = inForce.kept.length + inForce.dropped;
  const not = refused.kept.length + refused.dropped;
  if (counted + not === 0) return [];
  return [
    `### ${DECIDED_TITLE}`,
    ...(counted === 0 ? [] : [list(inForce)]),
    ...folded(REFUSED_TITLE, not, list(refused)),
  ];
}

function decidedItem(
  { said, until, finding, id, people, record, reason }: DecidedWords,
  { where, options }: Shown,
): string {
  const what = [
    `**${said}**${until === undefined ? "" : ` until ${code(until, 10)}`}`,
    ...(id === undefined ? [] : [code(id)]),
    ...(finding === undefined ? [] : [`${finding.severity} ${where(finding, 100)}`]),
  ];
  const who = people.map(({ login, right }) => `${code(login, 50)} (${prose(right, 200)})`).join(" and ");
  const because = reason === "" ? "" : `, because ${prose(reason, 300)}`;
  return `- ${what.join(", ")}: ${who} in ${recordText(record, options)}${because}`;
}

function refusedItem({ login, record, id, asked, reason }: RefusedWords, options: Shown["options"]): string {
  const what = [
    asked ?? "a command",
    ...(id === undefined ? [] : [`of ${code(id, 32)}`]),
    ...(login === undefined ? [] : [`by ${code(login, 50)}`]),
    `in ${recordText(record, options)}`,
  ];
  return `- ${what.join(" ")}: ${prose(reason, 600)}`;
}

function recordText({ kind, number }: DecidedWords["record"], { run, pullRequest }: Shown["options"]): string {
  // In a code span a number is no commit.
  const words = `${kind} ${code(String(number))}`;
  if (run === undefined) return words;
  const url =
    kind === "alert" ? alertUrl(run, number) : pullRequest && commentUrl(run, { pullRequest, comment: number });
  return url ? `[${words}](${url})` : words;
}
