/** The port `People`: comments as they are now, rights, teams, owners, the pull request. */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../ports-github.ts";
import type { WorkflowRun } from "../subject.ts";
import { oneLine } from "../untrusted.ts";
import { pushesOf } from "./github-activity.ts";
import type { GitHubClient } from "./github-client.ts";
import { dismissed } from "./github-dismissals.ts";
import { askGraphql, graphqlRoute } from "./github-graphql.ts";
import { lostComments } from "./github-lost-comments.ts";
import { pullRequest, type PullRequest } from "./github-pull-request.ts";

const Account = z.object({ id: z.int(), login: z.string() });

/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function createPeople(client: GitHubClient, run: Pick<WorkflowRun, "owner" | "repo" | "apiUrl">): People {
  return {
    ...{ ...comments(client, run.apiUrl), ...lostComments(client, run), ...rights(client) },
    ...{ ...pulls(client), ...dismissed(client) },
  };
}

type Method<Name extends keyof People> = Pick<People, Name>;

const Comment = z.object({
  id: z.int(),
  node_id: z.string(),
  body: z.string().nullish(),
  /** Null: the account was deleted. */
  user: Account.extend({ type: z.string() }).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  performed_via_github_app: z.unknown(),
  issue_url: z.string(),
});
type Comment = z.infer<typeof Comment>;
const Edits = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        lastEditedAt: z.string().nullable(),
        includesCreatedEdit: z.boolean(),
        isMinimized: z.boolean(),
      })
      .nullable()
      .catch(null),
  ),
});
const EDITS =
  "query edits($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt includesCreatedEdit isMinimized } } }";
/** Nodes of one query (GitHub takes 100). */
const MOST_NODES = 100;
/** Accounts that are gone are this one. */
const GHOST = { id: 10_137, login: "ghost", type: "User" };

function comments(client: GitHubClient, apiUrl: string): Method<"issueComments" | "issueComment" | "react"> {
  const { ask, list } = client;
  /** REST tells of an edit by the second; only GraphQL tells of each. What it does not tell of counts as edited. */
  const unedited = async (ids: readonly string[]): Promise<ReadonlyMap<string, { readonly hidden: boolean }>> => {
    const found = new Map<string, { readonly hidden: boolean }>();
    for (let from = 0; from < ids.length; from += MOST_NODES) {
      const question = {
        what: "say which comments were edited",
        query: EDITS,
        variables: { ids: ids.slice(from, from + MOST_NODES) },
      };
      const { data } = await askGraphql(client, question, { route: graphqlRoute(apiUrl), answer: Edits });
      for (const node of data.nodes)
        if (node !== null && node.lastEditedAt === null && !node.includesCreatedEdit)
          found.set(node.id, { hidden: node.isMinimized });
    }
    return found;
  };
  const read = async (given: readonly Comment[]): Promise<readonly IssueComment[]> => {
    // Of the others nobody asks whether they are as they were.
    const commands = given.filter(({ body }) => body?.startsWith("/ccr") === true);
    const still = await unedited(commands.map(({ node_id }) => node_id));
    return given.map((comment) => issueComment(comment, still.get(comment.node_id)));
  };
  return {
    issueComments: async (number) =>
      read(
        await list({
          what: "list the comments",
          route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
          parameters: { issue_number: number },
          answer: Comment,
        }),
      ),
    issueComment: async (id) => {
      const comment = await orAbsent(
        ask({
          what: "show the comment",
          route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
          parameters: { comment_id: id },
          answer: Comment,
        }),
      );
      return comment && (await read([comment]))[0];
    },
    react: async (commentId, content) => {
      // The same reaction by the same account is one: GitHub answers 200 for the second.
      await ask({
        what: "react to the comment",
        route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        parameters: { comment_id: commentId, content },
        answer: z.unknown(),
      });
    },
  };
}

function issueComment(given: Comment, unedited: { readonly hidden: boolean } | undefined): IssueComment {
  const { id, login, type } = given.user ?? GHOST;
  return {
    id: given.id,
    nodeId: given.node_id,
    number: Number(/\/(\d+)$/u.exec(given.issue_url)?.[1] ?? Number.NaN),
    body: given.body ?? "",
    // Nobody's right: no permission is asked for an account that is gone.
    author: { id, login, type: given.user == null ? "Deleted" : type },
    viaApp: given.performed_via_github_app != null,
    createdAt: given.created_at,
    updatedAt: given.updated_at,
    edited: unedited === undefined,
    hidden: unedited?.hidden ?? false,
  };
}

const Permission = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.int() }).nullable(),
});
const OwnersErrors = z.object({ errors: z.array(z.object({ path: z.string(), line: z.int() })) });

function rights({ ask, list }: GitHubClient): Method<"permission" | "isTeamMember" | "codeOwnersErrors"> {
  const teams = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  /** Once for a team and not for each person: whoever may comment would cost a request. */
  const membersOf = async (organization: string, slug: string): Promise<ReadonlySet<string> | undefined> => {
    try {
      const members = await list({
        what: `say who is in the team ${oneLine(slug, 100)}`,
        route: "GET /orgs/{org}/teams/{team_slug}/members",
        parameters: { org: organization, team_slug: slug },
        answer: Account,
      });
      return new Set(members.map(({ login }) => login.toLowerCase()));
    } catch (error) {
      // 404 is "no team" and "not to be seen" alike.
      if (error instanceof GitHubRefusal && ["notFound", "permission", "sso"].includes(error.reason)) return undefined;
      throw error;
    }
  };
  return {
    permission: async (login) => {
      const found = await orAbsent(
        ask({
          what: `show the permission of ${oneLine(login, 40)}`,
          route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
          parameters: { username: login },
          answer: Permission,
        }),
      );
      if (found?.user == null) return undefined;
      return { id: found.user.id, permission: found.permission, roleName: found.role_name };
    },
    isTeamMember: async ({ organization, slug }, login) => {
      const team = `${organization}/${slug}`.toLowerCase();
      const members = teams.get(team) ?? membersOf(organization, slug);
      teams.set(team, members);
      return (await members)?.has(login.toLowerCase());
    },
    codeOwnersErrors: async (ref) => {
      const { errors } = await ask({
        what: "check CODEOWNERS",
        route: "GET /repos/{owner}/{repo}/codeowners/errors",
        parameters: { ref },
        answer: OwnersErrors,
      });
      return errors;
    },
  };
}

const Listed = z.object({ number: z.int(), state: z.string(), head: z.object({ sha: z.string() }) });

function pulls(client: GitHubClient): Method<"pullRequestFacts" | "pullRequestsWithHead"> {
  const { list } = client;
  return {
    pullRequestFacts: async (number): Promise<PullRequestFacts> => {
      const pull = await pullRequest(client, number);
      return { ...factsOf(pull), ...(await pushesTo(pull, client)) };
    },
    pullRequestsWithHead: async (head) => {
      const found = await list({
        what: "list the pull requests of a commit",
        route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
        parameters: { commit_sha: head },
        answer: Listed,
      });
      return found.filter(({ state, head: { sha } }) => state === "open" && sha === head).map(({ number }) => number);
    },
  };
}

/** Of the repository that the branch is in; a deleted or a private fork tells nothing. */
async function pushesTo({ head: { ref, repo, sha } }: PullRequest, client: GitHubClient) {
  if (repo == null) return {};
  return pushesOf(client, { owner: repo.owner.login, repo: repo.name, ref: `refs/heads/${ref}` }, sha);
}

function factsOf({ number, state, merged, locked, user, head, base }: PullRequest): PullRequestFacts {
  return {
    ...{ number, state, merged, locked, author: user ?? { id: GHOST.id, login: GHOST.login }, head: head.sha },
    baseBranch: base.ref,
  };
}

/** Undefined for 404. */
async function orAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.reason === "notFound" && error.status !== undefined) return undefined;
    throw error;
  }
}
