/** The port `People`: comments as they are now, rights, teams, pushes, owners, dismissals. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import { GitHubRefusal } from "../ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../ports-github.ts";
import type { Dismissal, Person } from "../sign-off.ts";
import { oneLine } from "../untrusted.ts";
import type { GitHubClient } from "./github-client.ts";
import { askGraphql, graphqlRoute } from "./github-graphql.ts";

const Account = z.object({ id: z.int(), login: z.string() });
const ObjectName = z.string().regex(OBJECT_NAME);

/** `apiUrl` as in `GITHUB_API_URL`. Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function createPeople(client: GitHubClient, apiUrl: string): People {
  return { ...comments(client, apiUrl), ...rights(client), ...pulls(client), ...dismissed(client) };
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
      .object({ id: z.string(), lastEditedAt: z.string().nullable(), includesCreatedEdit: z.boolean() })
      .nullable()
      .catch(null),
  ),
});
const EDITS =
  "query edits($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt includesCreatedEdit } } }";
/** Nodes of one query (GitHub takes 100). */
const MOST_NODES = 100;
/** Accounts that are gone are this one. */
const GHOST = { id: 10_137, login: "ghost", type: "User" };

function comments(client: GitHubClient, apiUrl: string): Method<"issueComments" | "issueComment" | "react"> {
  const { ask, list } = client;
  /** REST tells of an edit by the second; only GraphQL tells of each. What it does not tell of counts as edited. */
  const unedited = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for (let from = 0; from < ids.length; from += MOST_NODES) {
      const question = {
        what: "say which comments were edited",
        query: EDITS,
        variables: { ids: ids.slice(from, from + MOST_NODES) },
      };
      const { data } = await askGraphql(client, question, { route: graphqlRoute(apiUrl), answer: Edits });
      for (const node of data.nodes)
        if (node !== null && node.lastEditedAt === null && !node.includesCreatedEdit) found.add(node.id);
    }
    return found;
  };
  const read = async (given: readonly Comment[]): Promise<readonly IssueComment[]> => {
    // Of the others nobody asks whether they are as they were.
    const commands = given.filter(({ body }) => body?.startsWith("/ccr") === true);
    const still = await unedited(commands.map(({ node_id }) => node_id));
    return given.map((comment) => issueComment(comment, still.has(comment.node_id)));
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

function issueComment(given: Comment, unedited: boolean): IssueComment {
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
    edited: !unedited,
  };
}

const Permission = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.int() }).nullable(),
});
const Membership = z.object({ state: z.string() });
const OwnersErrors = z.object({ errors: z.array(z.object({ path: z.string(), line: z.int() })) });

function rights({ ask }: GitHubClient): Method<"permission" | "isTeamMember" | "codeOwnersErrors"> {
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
      try {
        const { state } = await ask({
          what: `say who is in the team ${oneLine(slug, 100)}`,
          route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
          parameters: { org: organization, team_slug: slug, username: login },
          answer: Membership,
        });
        return state === "active";
      } catch (error) {
        // 404 is "no member" and "not to be seen" alike.
        if (error instanceof GitHubRefusal && ["notFound", "permission", "sso"].includes(error.reason))
          return undefined;
        throw error;
      }
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

const PullRequest = z.object({
  number: z.int(),
  state: z.enum(["open", "closed"]),
  merged: z.boolean(),
  locked: z.boolean(),
  draft: z.boolean().nullish(),
  user: Account,
  head: z.object({
    ref: z.string(),
    sha: ObjectName,
    repo: z.object({ id: z.int(), name: z.string(), owner: Account }).nullish(),
  }),
  base: z.object({ ref: z.string(), sha: ObjectName }),
});
type PullRequest = z.infer<typeof PullRequest>;
const Activity = z.object({ after: z.string(), timestamp: z.string(), actor: Account.nullish() });
type Activity = z.infer<typeof Activity>;
const Listed = z.object({ number: z.int(), state: z.string(), head: z.object({ sha: z.string() }) });
/** The newest activities: a comment older than all of them is about a head that nobody knows. */
const MOST_ACTIVITIES = 100;

function pulls({ ask, list }: GitHubClient): Method<"pullRequestFacts" | "pullRequestsWithHead"> {
  /** Of the repository that the branch is in; a deleted or a private fork tells nothing. */
  const activity = async ({ head: { ref, repo } }: PullRequest): Promise<readonly Activity[]> => {
    if (repo == null) return [];
    const parameters = {
      owner: repo.owner.login,
      repo: repo.name,
      ref: `refs/heads/${ref}`,
      per_page: MOST_ACTIVITIES,
    };
    try {
      return await ask({
        what: "tell who pushed",
        route: "GET /repos/{owner}/{repo}/activity",
        parameters,
        answer: z.array(Activity),
      });
    } catch (error) {
      if (error instanceof GitHubRefusal && ["notFound", "permission", "sso"].includes(error.reason)) return [];
      throw error;
    }
  };
  return {
    pullRequestFacts: async (number): Promise<PullRequestFacts> => {
      const pull = await ask({
        what: "show the pull request",
        route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
        parameters: { pull_number: number },
        answer: PullRequest,
      });
      return { ...factsOf(pull), ...pushesOf(pull.head.sha, await activity(pull)) };
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

function factsOf({ number, state, merged, locked, draft, user, head, base }: PullRequest): PullRequestFacts {
  return {
    ...{ number, state, merged, locked, draft: draft ?? false, author: user, head: head.sha },
    ...(head.repo == null ? {} : { headRepositoryId: head.repo.id }),
    ...{ base: base.sha, baseBranch: base.ref },
  };
}

/** Nothing, when the newest activity is not what made the head: then something is missing between. */
function pushesOf(head: string, activities: readonly Activity[]): Pick<PullRequestFacts, "pushes" | "lastPusher"> {
  const [newest] = activities;
  if (newest?.after !== head) return {};
  return {
    pushes: activities.map(({ after, timestamp }) => ({ head: after, at: timestamp })),
    ...(newest.actor != null && { lastPusher: newest.actor satisfies Person }),
  };
}

const Alert = z
  .object({
    number: z.int(),
    dismissed_by: Account.nullish(),
    dismissed_at: z.string().nullish(),
    dismissed_reason: z.string().nullish(),
    dismissed_comment: z.string().nullish(),
    rule: z.object({ id: z.string().nullish() }),
    most_recent_instance: z.object({
      location: z.object({ path: z.string().optional(), start_line: z.int().optional() }).nullish(),
    }),
  })
  .transform((given): readonly (Dismissal & { rule: string; path: string; line: number })[] => {
    const { number: alert, dismissed_by: by, dismissed_at: at, dismissed_reason: reason, dismissed_comment } = given;
    const { path, start_line: line } = given.most_recent_instance.location ?? {};
    const rule = given.rule.id;
    if (!by || !at || !reason || !rule || path === undefined || line === undefined) return [];
    return [{ alert, by, at, reason, comment: dismissed_comment ?? "", rule, path, line }];
  });

function dismissed({ list }: GitHubClient): Method<"dismissals"> {
  return {
    dismissals: async (ref) =>
      (
        await list({
          what: "list the dismissed alerts",
          route: "GET /repos/{owner}/{repo}/code-scanning/alerts",
          parameters: { ref, state: "dismissed" },
          answer: Alert,
        })
      ).flat(),
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
