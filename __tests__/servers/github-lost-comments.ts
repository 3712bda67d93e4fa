/** Who deleted whose comment, and who edited one last: what GraphQL alone tells. */

import { z } from "zod";
import type { Answer } from "./github-answers.ts";
import { graphqlAnswer, type Asked, type GraphqlContext } from "./github-graphql-parts.ts";
import { timeOf, type Account } from "./github-state.ts";

export interface Deletion {
  readonly pull: number;
  readonly author: Account;
  /** Null: not told. */
  readonly actor: Account | null;
  readonly at: number;
}

const Timeline = z.strictObject({
  ...{ owner: z.string(), repo: z.string(), number: z.int(), since: z.iso.datetime() },
  after: z.string().nullable(),
});
/** GitHub's is 100, as the question asks for; smaller here, so that a test sees a second page. */
const PAGE = 3;

/** Of a pull request, when its base became another one; `automatic`: GitHub did it, as the old one was merged and deleted. */
export interface BaseChange {
  readonly pull: number;
  readonly at: number;
  readonly automatic: boolean;
}

export function conversationSince({ variables }: Asked, { state }: GraphqlContext): Answer {
  const { number, since, after } = Timeline.parse(variables);
  const here = ({ pull, at }: { readonly pull: number; readonly at: number }) => pull === number && timeOf(at) >= since;
  const deletions = state.people.deletions.filter(here).map(({ at, actor, author }) => ({
    ...{ __typename: "CommentDeletedEvent", createdAt: timeOf(at) },
    ...{ actor: actor === null ? null : accountOf(actor), deletedCommentAuthor: accountOf(author) },
  }));
  const changes = state.people.baseChanges.filter(here).map(({ at, automatic }) => ({
    __typename: automatic ? "AutomaticBaseChangeSucceededEvent" : "BaseRefChangedEvent",
    createdAt: timeOf(at),
  }));
  const events = [...deletions, ...changes].toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const from = Number(after ?? 0);
  const end = from + PAGE;
  const pageInfo = { hasNextPage: end < events.length, endCursor: String(end) };
  const timelineItems = { pageInfo, nodes: events.slice(from, end) };
  return graphqlAnswer({ repository: { pullRequest: { timelineItems } } });
}

const Ids = z.strictObject({ ids: z.array(z.string()).max(100) });

export function commentEditors({ variables }: Asked, { state }: GraphqlContext): Answer {
  const nodes = Ids.parse(variables).ids.map((id) => {
    const comment = state.comments.get(Number(/^IC_(\d+)$/u.exec(id)?.[1] ?? Number.NaN));
    if (comment === undefined) return null;
    const { lastEditedAt = null, editor = comment.user } = state.people.edits.get(comment.id) ?? {};
    return { id, lastEditedAt, editor: lastEditedAt === null ? null : accountOf(editor) };
  });
  return graphqlAnswer({ nodes });
}

function accountOf({ id, login }: Account): { databaseId: number; login: string } {
  return { databaseId: id, login };
}
