/** What every endpoint goes through: who asks, whether it may, paging. */

import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { Json, Writer } from "./github-json.ts";
import type { RecordedRequest } from "./github-record.ts";
import type { Account, Pull, Scope, State } from "./github-state.ts";

export interface Context {
  readonly state: State;
  readonly write: Writer;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The request's body, which the description has accepted. */
  readonly json: unknown;
  /** The pull request that the path names, or 404. */
  pull(): Pull;
  /** The number that the path names. */
  id(): number;
  /** Who asks, or 401. */
  account(): Account;
  /** One page of a list, with its `link` header. */
  page(items: readonly Json[]): Answer;
}

export interface Route {
  /** Permission for reading (GET) and writing; `or` does as well. Absent: metadata, which every token has. */
  readonly scope?: { readonly read: Scope; readonly write?: Scope; readonly or?: Scope };
  /** Public forks answer as well. */
  readonly ofForks?: true;
  run(context: Context): Answer;
}

/** Thrown where an answer ends the matter. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super("refused");
    this.answer = answer;
  }
}

/** `Authorization: token …`, `Bearer …`, or git's Basic. */
function tokenOf(authorization: string | undefined): string | undefined {
  const [, scheme = "", credentials = ""] = /^(?<scheme>\w+) (?<credentials>.+)$/u.exec(authorization ?? "") ?? [];
  if (credentials === "") return undefined;
  if (scheme.toLowerCase() !== "basic") return credentials;
  const text = Buffer.from(credentials, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

type WithHeaders = { readonly headers: { readonly authorization?: string | undefined } };

export function accountOf({ accounts }: State, { headers }: WithHeaders): Account | undefined {
  const token = tokenOf(headers.authorization);
  return accounts.find((account) => account.token === token);
}

/** Undefined: go on. The order is GitHub's: login, sight, single sign-on, archive, permission. */
export function refusalOf(
  state: State,
  { request, parameters }: { readonly request: RecordedRequest; readonly parameters: Context["parameters"] },
  { scope, ofForks }: Route,
): Answer | undefined {
  const { repository } = state;
  const account = accountOf(state, request);
  if (request.headers.authorization !== undefined && account === undefined) return REFUSALS.badCredentials();
  const { owner, repo } = parameters;
  const isFork = ofForks === true && state.people.publicForks.has(`${String(owner)}/${String(repo)}`);
  const named = owner === undefined || isFork || isNamed(repository, parameters);
  if (!named || (repository.private && (account === undefined || account.sees === false))) return REFUSALS.notFound();
  if (account?.sso === true) return REFUSALS.sso(repository.owner);
  const reads = request.method === "GET";
  if (!reads && account === undefined) return REFUSALS.requiresAuthentication();
  if (!reads && repository.archived) return REFUSALS.archived();
  return scope === undefined || may(scope, { account, reads, repository })
    ? undefined
    : account?.installation === false
      ? refusal(403, "Resource not accessible by personal access token")
      : REFUSALS.permission();
}

function isNamed({ owner, name }: State["repository"], parameters: Context["parameters"]): boolean {
  return `${parameters["owner"]}/${parameters["repo"]}`.toLowerCase() === `${owner}/${name}`.toLowerCase();
}

function may(
  { read, write = read, or }: NonNullable<Route["scope"]>,
  { account, reads, repository }: { account: Account | undefined; reads: boolean; repository: State["repository"] },
): boolean {
  const scope = reads ? read : write;
  // What everybody can see needs no permission; alerts are not shown to everybody.
  if (reads && !repository.private && scope !== "security_events") return true;
  const given = [scope, ...(or === undefined ? [] : [or])].map((one) => account?.permissions[one]);
  return given.some((permission) => permission === "write" || (reads && permission === "read"));
}

export function contextOf(
  given: Pick<Context, "state" | "write" | "parameters" | "query" | "json">,
  request: RecordedRequest,
): Context {
  const { state, parameters, query } = given;
  return {
    ...given,
    pull: () => {
      const pull = state.pulls.get(Number(parameters["pull_number"] ?? parameters["issue_number"]));
      if (pull === undefined) throw new Refused(REFUSALS.notFound());
      return pull;
    },
    id: () => Number(parameters["comment_id"]),
    account: () => {
      const account = accountOf(state, request);
      if (account === undefined) throw new Refused(REFUSALS.requiresAuthentication());
      return account;
    },
    page: (items) => pageOf(items, query, `${state.origin}${request.path}`),
  };
}

const LARGEST_PAGE = 100;

function pageOf(items: readonly Json[], query: URLSearchParams, address: string): Answer {
  const size = Math.min(Number(query.get("per_page") ?? 30), LARGEST_PAGE);
  const page = Number(query.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (number: number, rel: string): string => {
    const to = new URLSearchParams(query);
    to.set("page", String(number));
    return `<${address}?${to.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev"), link(1, "first")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
  ];
  const shown = items.slice((page - 1) * size, page * size);
  return ok(shown, 200, links.length === 0 ? {} : { link: links.join(", ") });
}
