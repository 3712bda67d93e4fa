/** Who may do what here, who pushed, which comments were edited, what people dismissed. */

import { z } from "zod";
import { ok, REFUSALS, type Answer } from "./github-answers.ts";
import { graphqlAnswer, type Asked, type GraphqlContext } from "./github-graphql-parts.ts";
import type { Json } from "./github-json.ts";
import type { BaseChange, Deletion } from "./github-lost-comments.ts";
import type { Context, Route } from "./github-routes.ts";
import { timeOf, type Account } from "./github-state.ts";

export interface PeopleState {
  /** By login; others are no collaborators. `id` as of an account that took the name over. */
  readonly permissions: Map<string, { readonly permission: string; readonly roleName: string; readonly id?: number }>;
  /** By `organisation/team`; a team that is not here is not to be seen. */
  readonly teams: Map<string, readonly string[]>;
  /** Oldest first; `at` counts events, as everywhere here. */
  readonly activities: { readonly ref: string; readonly after: string; readonly at: number; readonly actor: Account }[];
  /** `owner/name` of forks that everybody may read: who pushed there. */
  readonly publicForks: Set<string>;
  /** By comment: what GraphQL alone tells. */
  readonly edits: Map<
    number,
    {
      readonly lastEditedAt?: string;
      readonly includesCreatedEdit?: boolean;
      readonly isMinimized?: boolean;
      /** Absent: the author. */
      readonly editor?: Account;
    }
  >;
  readonly deletions: Deletion[];
  readonly baseChanges: BaseChange[];
  /** Undefined: no CODEOWNERS. */
  ownersErrors: readonly { readonly path: string; readonly line: number }[] | undefined;
  readonly alerts: {
    readonly number: number;
    readonly by: Account;
    readonly at: number;
    readonly reason: "false positive" | "won't fix" | "used in tests";
    readonly comment: string;
    readonly rule: string;
    readonly path: string;
    readonly line: number;
    readonly approvedBy?: Account;
    /** The commit of the newest analysis. */
    readonly commit?: string;
    readonly ref?: string;
  }[];
  readonly reactions: {
    readonly id: number;
    readonly comment: number;
    readonly content: string;
    readonly login: string;
  }[];
}

const REPOSITORY = "/repos/{owner}/{repo}";
const CONTENTS = { read: "contents" } as const;

export const PEOPLE_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}/collaborators/{username}/permission`]: { run: permission },
  "GET /orgs/{org}/teams/{team_slug}/members": { run: members },
  [`GET ${REPOSITORY}/activity`]: { scope: CONTENTS, ofForks: true, run: activity },
  [`GET ${REPOSITORY}/commits/{commit_sha}/pulls`]: {
    scope: { read: "pull_requests" },
    run: ({ state, write, parameters, page }) =>
      page([...state.pulls.values()].filter(({ head }) => head.sha === parameters["commit_sha"]).map(write.pull)),
  },
  [`GET ${REPOSITORY}/codeowners/errors`]: { scope: CONTENTS, run: ownersErrors },
  [`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`]: {
    scope: { read: "issues", write: "issues", or: "pull_requests" },
    run: react,
  },
  [`GET ${REPOSITORY}/code-scanning/alerts`]: {
    scope: { read: "security_events" },
    run: (context) =>
      context.query.get("state") === "dismissed"
        ? context.page(context.state.people.alerts.map((alert) => alertOf(alert, context)))
        : context.page([]),
  },
};

function permission({ state, write, parameters }: Context): Answer {
  const login = parameters["username"] ?? "";
  const found = state.people.permissions.get(login);
  if (found === undefined) return REFUSALS.notFound();
  const known = state.accounts.find((account) => account.login === login);
  const user = write.user({ login, id: found.id ?? known?.id ?? 1, type: "User" });
  return ok({ permission: found.permission, role_name: found.roleName, user: { ...user, role_name: found.roleName } });
}

/** A workflow's token sees no team: 404, as for one that does not exist. */
function members({ state, write, parameters, page }: Context): Answer {
  const { org = "", team_slug: slug = "" } = parameters;
  const logins = state.people.teams.get(`${org}/${slug}`);
  if (logins === undefined) return REFUSALS.notFound();
  const idOf = (login: string) => state.accounts.find((account) => account.login === login)?.id ?? 1;
  return page(logins.map((login) => write.user({ login, id: idOf(login), type: "User" })));
}

function activity({ state, write, query, page }: Context): Answer {
  const ref = query.get("ref");
  const shown = state.people.activities.filter((one) => ref === null || one.ref === ref).toReversed();
  return page(
    shown.map(({ ref: on, after, at, actor }, index) => ({
      ...{ id: index + 1, node_id: `PSH_${index}`, before: shown[index + 1]?.after ?? "0".repeat(40), after, ref: on },
      ...{ timestamp: timeOf(at), activity_type: "push", actor: write.user(actor) },
    })),
  );
}

function ownersErrors({ state }: Context): Answer {
  const errors = state.people.ownersErrors;
  if (errors === undefined) return REFUSALS.notFound();
  return ok({
    errors: errors.map(({ path, line }) => ({
      ...{ line, column: 1, source: "* user", kind: "Invalid owner", suggestion: null, path },
      message: `Invalid owner on line ${line}`,
    })),
  });
}

const Reaction = z.object({ content: z.string() });

function react({ state, write, json, id, account }: Context): Answer {
  if (!state.comments.has(id())) return REFUSALS.notFound();
  const { reactions } = state.people;
  const user = account();
  const wanted = { comment: id(), content: Reaction.parse(json).content, login: user.login };
  const there = reactions.find((one) => one.comment === wanted.comment && one.content === wanted.content);
  const made = there ?? { ...wanted, id: state.next() };
  if (there === undefined) reactions.push(made);
  const body = { id: made.id, node_id: `REA_${made.id}`, user: write.user(user), content: made.content };
  return ok({ ...body, created_at: timeOf(made.id) }, there === undefined ? 201 : 200);
}

function alertOf(
  { number, by, at, reason, comment, rule, path, line, approvedBy, commit, ref }: PeopleState["alerts"][number],
  { write, query }: Context,
): Json {
  const url = write.url(`/code-scanning/alerts/${number}`);
  return {
    ...{ number, created_at: timeOf(0), updated_at: timeOf(at), url, html_url: url, instances_url: `${url}/instances` },
    ...{ state: "dismissed", fixed_at: null, dismissed_by: write.user(by), dismissed_at: timeOf(at) },
    ...{ dismissed_reason: reason, dismissed_comment: comment },
    dismissal_approved_by: approvedBy === undefined ? null : write.user(approvedBy),
    rule: { id: rule, severity: "error", description: "A rule.", name: rule },
    tool: { name: "semgrep", guid: null, version: "1" },
    most_recent_instance: {
      ...{ ref: ref ?? query.get("ref") ?? "refs/heads/main", analysis_key: "k", environment: "{}", category: "one" },
      ...{
        state: "dismissed",
        commit_sha: commit ?? "a".repeat(40),
        message: { text: "A text." },
        classifications: [],
      },
      location: { path, start_line: line, end_line: line, start_column: 1, end_column: 2 },
    },
  };
}

const Ids = z.strictObject({ ids: z.array(z.string()).max(100) });

/** `nodes(ids)`: null for what is no comment, or is gone. */
export function commentEdits({ variables }: Asked, { state }: GraphqlContext): Answer {
  const nodes = Ids.parse(variables).ids.map((id) => {
    const number = Number(/^IC_(\d+)$/u.exec(id)?.[1] ?? Number.NaN);
    if (!state.comments.has(number)) return null;
    const {
      lastEditedAt = null,
      includesCreatedEdit = false,
      isMinimized = false,
    } = state.people.edits.get(number) ?? {};
    return { id, lastEditedAt, includesCreatedEdit, isMinimized };
  });
  return graphqlAnswer({ nodes });
}
