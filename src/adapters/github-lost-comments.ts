/**
 * What ends decisions that stand in comments: that others than their authors took comments away or rewrote them, which
 * whoever may write can do to anybody's (docs, "Managing disruptive comments"), and that the base branch became another one.
 */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { IssueComment, LostComment, People } from "../ports-github.ts";
import type { WorkflowRun } from "../subject.ts";
import type { GitHubClient } from "./github-client.ts";
import { askGraphql, graphqlRoute, type GraphqlAnswer } from "./github-graphql.ts";

const ACCOUNT = "{ login ... on User { databaseId } ... on Bot { databaseId } }";
const DELETED = `query deleted($owner: String!, $repo: String!, $number: Int!, $since: DateTime!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      timelineItems(first: 100, after: $after, since: $since, itemTypes: [COMMENT_DELETED_EVENT, BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT]) {
        pageInfo { hasNextPage endCursor }
        nodes {
          __typename
          ... on CommentDeletedEvent { createdAt actor ${ACCOUNT} deletedCommentAuthor ${ACCOUNT} }
          ... on BaseRefChangedEvent { createdAt }
          ... on AutomaticBaseChangeSucceededEvent { createdAt }
        }
      }
    }
  }
}`;
const EDITORS = `query editors($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt editor ${ACCOUNT} } } }`;
/** Nodes of one question (GitHub takes 100). */
const MOST_NODES = 100;
const MOST_PAGES = 30;

const Account = z.object({ databaseId: z.int().nullish(), login: z.string() }).nullish();
const Event = z.discriminatedUnion("__typename", [
  z.object({
    __typename: z.literal("CommentDeletedEvent"),
    ...{ createdAt: z.string(), actor: Account, deletedCommentAuthor: Account },
  }),
  // By a person, or by GitHub when the branch that it was stacked on is deleted after its merge.
  z.object({
    __typename: z.enum(["BaseRefChangedEvent", "AutomaticBaseChangeSucceededEvent"]),
    createdAt: z.string(),
  }),
]);
type Event = z.infer<typeof Event>;
const Timeline = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  nodes: z.array(Event),
});
const Page = z.object({
  repository: z.object({ pullRequest: z.object({ timelineItems: Timeline }) }),
});
const Editors = z.object({
  nodes: z.array(
    z.object({ id: z.string(), lastEditedAt: z.string().nullable(), editor: Account }).nullable().catch(null),
  ),
});

/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function lostComments(
  client: GitHubClient,
  { owner, repo, apiUrl }: Pick<WorkflowRun, "owner" | "repo" | "apiUrl">,
): Pick<People, "conversationSince" | "rewrittenComments"> {
  const route = graphqlRoute(apiUrl);
  return {
    conversationSince: async (number, since) => {
      const events: Event[] = [];
      let after: string | null = null;
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const variables: object = { owner, repo, number, since, after };
        const question = {
          what: "say which comments were deleted and when the base branch changed",
          query: DELETED,
          variables: { ...variables },
        };
        const answer: GraphqlAnswer<z.infer<typeof Page>> = await askGraphql(client, question, { route, answer: Page });
        const { nodes, pageInfo }: z.infer<typeof Timeline> = answer.data.repository.pullRequest.timelineItems;
        // One whom GitHub would not name is not an author who is gone.
        for (const refusal of answer.refused.values()) if (nodes.some(isNobodys)) throw refusal;
        events.push(...nodes);
        if (!pageInfo.hasNextPage)
          return { deleted: events.flatMap(deletedByOthers), baseChanged: events.flatMap(baseChangedAt) };
        after = pageInfo.endCursor ?? null;
      }
      throw new GitHubRefusal("unavailable", "GitHub did not say what happened to the comments: the pages do not end.");
    },
    rewrittenComments: async (comments) => {
      const found: IssueComment[] = [];
      for (let from = 0; from < comments.length; from += MOST_NODES) {
        const some = comments.slice(from, from + MOST_NODES);
        const variables = { ids: some.map(({ nodeId }) => nodeId) };
        const question = { what: "say who edited the comments", query: EDITORS, variables };
        const { nodes } = (await askGraphql(client, question, { route, answer: Editors })).data;
        const told = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
        found.push(...some.filter(({ nodeId, author }) => isByAnother(told.get(nodeId), author.id)));
      }
      return found;
    },
  };
}

/** What GitHub does not tell of may have been anybody's edit. */
function isByAnother(node: z.infer<typeof Editors>["nodes"][number] | undefined, author: number): boolean {
  return node == null || (node.lastEditedAt !== null && node.editor?.databaseId !== author);
}

/** Who deleted it is told to those who may write alone; an author who is gone has no right any more. */
function deletedByOthers(event: Event): readonly LostComment[] {
  if (event.__typename !== "CommentDeletedEvent") return [];
  const { createdAt, actor, deletedCommentAuthor: author } = event;
  if (author?.databaseId == null || author.databaseId === actor?.databaseId) return [];
  return [{ author: { id: author.databaseId, login: author.login }, at: createdAt }];
}

function isNobodys(event: Event): boolean {
  return event.__typename === "CommentDeletedEvent" && event.deletedCommentAuthor?.databaseId == null;
}

function baseChangedAt({ __typename: type, createdAt }: Event): readonly string[] {
  return type === "CommentDeletedEvent" ? [] : [createdAt];
}
