/**
 * Words that may have taken a decision back, and that somebody else took away: whoever may write can delete or rewrite the
 * `reopen` of a person with a role. What it said nobody can know, so what was decided before it must be said again.
 */

import type { IssueComment, People } from "../ports-github.ts";
import type { Refused, SignOff } from "../sign-off.ts";
import type { Lookups } from "./lookups.ts";
import { unblocks } from "./sign-off.ts";

export interface LostRequest {
  readonly number: number;
  readonly comments: readonly IssueComment[];
  readonly signOffs: readonly SignOff[];
}

export interface LostPorts {
  readonly people: Pick<People, "deletedComments" | "rewrittenComments">;
  readonly lookups: Pick<Lookups, "roles">;
}

/** Decisions that still stand, and those that may have been taken back. An override has no word that takes it back. */
export async function withoutLost(
  { number, comments, signOffs }: LostRequest,
  { people, lookups }: LostPorts,
): Promise<{ readonly standing: readonly SignOff[]; readonly refused: readonly Refused[] }> {
  const decided = signOffs.filter((signOff) => unblocks(signOff) && signOff.fingerprint !== undefined);
  const [first] = decided.toSorted((a, b) => a.commentId - b.commentId);
  if (first === undefined) return { standing: signOffs, refused: [] };
  const hasRole = async (login: string): Promise<boolean> => (await lookups.roles(login)).roles.length > 0;
  const edited: IssueComment[] = [];
  for (const comment of comments)
    if (comment.id > first.commentId && isEdited(comment) && (await hasRole(comment.author.login)))
      edited.push(comment);
  const rewritten = edited.length === 0 ? [] : await people.rewrittenComments(edited);
  const deleted: number[] = [];
  for (const { author, at } of await people.deletedComments(number, first.at))
    if (await hasRole(author.login)) deleted.push(Date.parse(at));
  const isLost = ({ commentId, at }: SignOff): boolean =>
    // A time that is none ends everything.
    rewritten.some(({ id }) => id > commentId) || deleted.some((time) => !(time < Date.parse(at)));
  const lost = new Set(decided.filter(isLost));
  return {
    standing: signOffs.filter((signOff) => !lost.has(signOff)),
    refused: [...lost].map(({ command, by, commentId }) => ({ command, by, commentId, reason: REASON })),
  };
}

const REASON =
  "Afterwards somebody deleted or rewrote a comment of another person who may take decisions back: write the command again.";

/** Of comments that are no commands GraphQL is not asked, so REST's times tell. */
function isEdited({ body, edited, createdAt, updatedAt }: IssueComment): boolean {
  return createdAt !== updatedAt || (edited && body.startsWith("/ccr"));
}
