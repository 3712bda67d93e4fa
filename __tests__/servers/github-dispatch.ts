/** From a request to its answer: the description first, then the script of misdeeds, then the endpoint itself. */

import { REFUSALS, type Answer, type Misdeed, type Script } from "./github-answers.ts";
import { type ArtifactService } from "./github-artifacts.ts";
import { BRANCH_ROUTES } from "./github-branches.ts";
import { CHECK_ROUTES } from "./github-checks.ts";
import { DEPENDENCY_ROUTES } from "./github-dependencies.ts";
import { CODE_SCANNING_ROUTES } from "./github-code-scanning.ts";
import { FORK_ROUTES } from "./github-forks.ts";
import { graphql } from "./github-graphql.ts";
import { ISSUE_ROUTES } from "./github-issues.ts";
import { writer } from "./github-json.ts";
import { describe, type Match } from "./github-openapi.ts";
import { PEOPLE_ROUTES } from "./github-people.ts";
import { PULL_ROUTES } from "./github-pulls.ts";
import { RUN_ROUTES } from "./github-runs.ts";
import type { RecordedRequest } from "./github-record.ts";
import { accountOf, contextOf, Refused, refusalOf, type Route } from "./github-routes.ts";
import type { State } from "./github-state.ts";
import { USER_ROUTES } from "./github-users.ts";

const ROUTES: Readonly<Record<string, Route>> = {
  ...PULL_ROUTES,
  ...PEOPLE_ROUTES,
  ...CODE_SCANNING_ROUTES,
  ...DEPENDENCY_ROUTES,
  ...CHECK_ROUTES,
  ...RUN_ROUTES,
  ...FORK_ROUTES,
  // Its list of pull requests has their bodies and reviewers as well.
  ...BRANCH_ROUTES,
  ...ISSUE_ROUTES,
  ...USER_ROUTES,
};

export interface Dispatched {
  readonly misdeed: Misdeed | undefined;
  /** Has the effect. */
  answer(): Answer;
}

export interface Parts {
  readonly state: State;
  readonly artifacts: ArtifactService;
  readonly script: Script;
  readonly violations: string[];
}

export function dispatch(request: RecordedRequest, { state, artifacts, script, violations }: Parts): Dispatched {
  const { method, path, body } = request;
  const note = (problem: string): void => void violations.push(`${method} ${path}: ${problem}`);
  if (artifacts.serves(path) || path === "/graphql") {
    const answer = (): Answer =>
      path === "/graphql"
        ? graphql(request, { state, account: accountOf(state, request), violations })
        : artifacts.answer(request);
    return { misdeed: script.next({ method, path, template: undefined, body }), answer };
  }
  const match = describe(
    { ...request, headers: single(request.headers) },
    (template) => `${method} ${template}` in ROUTES,
  );
  for (const problem of match?.problems ?? []) note(problem);
  return {
    misdeed: script.next({ method, path, template: match?.template }),
    answer: () => {
      const answer = rest(request, { match, state, note });
      for (const problem of match?.problemsOfAnswer(answer.status, answer.body) ?? []) note(`our answer: ${problem}`);
      return answer;
    },
  };
}

type Given = { readonly match: Match | undefined; readonly state: State; note(problem: string): void };

function rest(request: RecordedRequest, { match, state, note }: Given): Answer {
  const { method, query } = request;
  const route = match === undefined ? undefined : ROUTES[`${method} ${match.template}`];
  if (match === undefined || route === undefined) {
    note(match === undefined ? "is not in GitHub's description" : "is not served here");
    return REFUSALS.notFound();
  }
  const refused = refusalOf(state, { request, parameters: match.parameters }, route);
  if (refused !== undefined) return refused;
  if (match.problems[0] !== undefined) return REFUSALS.invalid(...match.problems);
  const { parameters, json } = match;
  try {
    return route.run(contextOf({ state, write: writer(state), parameters, query, json }, request));
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

function single(headers: RecordedRequest["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
