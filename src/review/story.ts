/**
 * What the author says about a change (`review.story`): a stranger's words that are known to blind a reviewer, so they stay
 * out unless the policy at base wants them. Only what a person would see of them goes in (governance.md A5).
 */

import type { CommitEntry, Objects } from "../ports.ts";
import type { Change, Redacted } from "../records.ts";
import { joined, linesOf, type Redactor } from "../secrets/index.ts";
import { plainText, withoutInvisible } from "../untrusted.ts";
import { neutral } from "./neutral.ts";

/** As the event says; absent in a terminal. */
export interface Told {
  readonly title: string;
  readonly description: string;
}

const MOST_COMMITS = 20;
const TITLE_LENGTH = 300;
const DESCRIPTION_LENGTH = 4_000;
const MESSAGE_LENGTH = 1_000;

/** No author, no branch, no date. */
export async function authorsStory(
  told: Told | undefined,
  { change, objects, redactor }: { change: Change; objects: Pick<Objects, "commits">; redactor: Redactor },
): Promise<Redacted> {
  const range = { to: change.head, without: [change.mergeBase, change.base], limit: MOST_COMMITS };
  const { commits } = await objects.commits(range);
  const parts = [
    ...(told === undefined ? [] : [`Title: ${plainText(told.title, TITLE_LENGTH)}`, asSeen(told.description)]),
    ...commits.map(messageOf),
  ];
  // Redacted as one text: a secret may begin in one part and go on in the next.
  const text = redactor.redact(withoutInvisible(parts.filter((part) => part.trim() !== "").join("\n\n")));
  return joined(linesOf(text).map(neutral), "\n");
}

function messageOf({ message }: CommitEntry): string {
  // Trailers name people (`Co-authored-by`, `Signed-off-by`, `Reviewed-by`).
  return `Commit: ${plainText(message.replace(/^[A-Za-z-]+-by:.*$/gmu, "").trim(), MESSAGE_LENGTH)}`;
}

const COMMENT = /<!--[^]*?(?:-->|$)/gu;
const DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,1000}\]:[^\n]*$/gmu;
const TAG = /<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])/u;
/** Elements without contents. */
const VOID: ReadonlySet<string> = new Set(["br", "hr", "img", "input", "wbr"]);

/**
 * A description without comments, link definitions and HTML. What stands in an element goes with it, up to the last end of
 * its name or the end of the text: whether a person would see it is not ours to guess.
 */
export function asSeen(description: string): string {
  let text = description
    .slice(0, 4 * DESCRIPTION_LENGTH)
    .replace(COMMENT, "")
    .replace(DEFINITION, "");
  for (let tag = TAG.exec(text); tag !== null; tag = TAG.exec(text)) {
    const name = (tag[1] ?? "").toLowerCase();
    const from = VOID.has(name) ? tag.index : text.toLowerCase().lastIndexOf(`</${name}`);
    const end = from < tag.index ? -1 : text.indexOf(">", from);
    text = text.slice(0, tag.index) + (end < 0 ? "" : text.slice(end + 1));
  }
  return plainText(text.replace(/<\/?[A-Za-z!?][^>]*(?:>|$)/gu, ""), DESCRIPTION_LENGTH);
}
