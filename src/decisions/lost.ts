/**
 * What may have taken a decision back without saying so. Whoever may write can delete or rewrite the `reopen` of a person
 * with a role; what it said nobody can know, so what was decided before it must be said again. And what was decided for one
 * base branch is not decided for another.
 */

import type { IssueComment, People } from "../ports-github.ts";
import type { Refused, SignOff } from "../sign-off.ts";
import type { Lookups } from "./lookups.ts";
import { unblocks } from "./sign-off.ts";

export interface LostRequest {
  readonly number: number;
  readonly comments: readonly IssueComment[];
  /** Oldest first. */
  readonly signOffs: readonly SignOff[];
}

export interface LostPorts {
  readonly people: Pick<People, "conversationSince" | "rewrittenComments">;
  readonly lookups: Pick<Lookups, "roles">;
}

/** Decisions that still stand, and those that do not. */
export async function withoutLost(
  { number, comments, signOffs }: LostRequest,
  { people, lookups }: LostPorts,
): Promise<{ readonly standing: readonly SignOff[]; readonly refused: readonly Refused[] }> {
  const decided = signOffs.filter(unblocks);
  const [first] = decided;
  if (first === undefined) return { standing: signOffs, refused: [] };
  const hasRole = async (login: string): Promise<boolean> => (await lookups.roles(login)).roles.length > 0;
  const edited: IssueComment[] = [];
  for (const comment of comments)
    if (comment.id > first.commentId && comment.edited && (await hasRole(comment.author.login))) edited.push(comment);
  const rewritten = edited.length === 0 ? [] : await people.rewrittenComments(edited);
  const since = await people.conversationSince(number, first.at);
  const deleted: string[] = [];
  for (const { author, at } of since.deleted) if (await hasRole(author.login)) deleted.push(at);
  const reasonOf = ({ commentId, at, fingerprint }: SignOff): string | undefined => {
    // A time that is none, and one within the comment's second, comes after it.
    const isAfter = (time: string): boolean => !(Date.parse(time) < Date.parse(at));
    if (since.baseChanged.some(isAfter)) return REBASED;
    // An override has no word that takes it back.
    return fingerprint !== undefined && (rewritten.some(({ id }) => id > commentId) || deleted.some(isAfter))
      ? TAKEN_AWAY
      : undefined;
  };
  const reasons = new Map(decided.map((signOff) => [signOff, reasonOf(signOff)]));
  return {
    standing: signOffs.filter((signOff) => reasons.get(signOff) === undefined),
    refused: [...reasons].flatMap(([{ command, by, commentId }, reason]) =>
      reason === undefined ? [] : [{ command, by, commentId, reason }],
    ),
  };
}

const TAKEN_AWAY =
  "Afterwards somebody deleted or rewrote a comment of another person who may take decisions back: write the command again.";
const REBASED = "The base branch of the pull request was changed afterwards: write the command again.";
