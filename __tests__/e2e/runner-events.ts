/** Events as GitHub sends them, as far as a workflow reads them ("Webhook events and payloads", docs.github.com), and the runner's variables that follow. */

import type { Account, GitHubServer } from "../servers/github.ts";

export interface Event {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** `GITHUB_SHA` and `GITHUB_REF`. */
  readonly sha: string;
  readonly ref: string;
  /** `GITHUB_BASE_REF` and `GITHUB_HEAD_REF`: only of pull requests. */
  readonly baseRef?: string;
  readonly headRef?: string;
  readonly actor?: string;
}

type Place = Pick<GitHubServer, "json" | "state" | "repositoryName">;

const ABSENT = "0".repeat(40);
/** Dependabot, as account of `gitHub.pull({ author })` and as sender. */
export const DEPENDABOT: Account = {
  ...{ token: "ghs_dependabot", login: "dependabot[bot]", id: 49_699_333, type: "Bot", installation: true },
  permissions: {},
};

/** GITHUB_SHA is the merge commit that GitHub made, or the head where there is none (a conflict). */
export function pullRequestEvent(
  gitHub: Place,
  { number = 1, action = "synchronize", before }: { number?: number; action?: string; before?: string } = {},
): Event {
  const pull = gitHub.state.pull(number);
  return {
    name: "pull_request",
    payload: {
      ...{ action, number, pull_request: gitHub.json().pull(pull), ...around(gitHub) },
      ...(action === "synchronize" && { before: before ?? pull.base.sha, after: pull.head.sha }),
      sender: gitHub.json().user(pull.user),
    },
    ...{ sha: pull.merge ?? pull.head.sha, ref: `refs/pull/${number}/merge` },
    ...{ baseRef: pull.base.ref, headRef: pull.head.ref, actor: pull.user.login },
  };
}

/** No `before`: the branch is new. */
export function pushEvent(
  gitHub: Place,
  { before = ABSENT, after, ref = "refs/heads/main" }: { before?: string; after: string; ref?: string },
): Event {
  const deleted = after === ABSENT;
  const head = { id: after, message: "Change", timestamp: "2026-11-22T12:00:00Z", ...people() };
  return {
    name: "push",
    payload: {
      ...{ ref, before, after, base_ref: null, created: before === ABSENT, deleted, forced: false },
      ...{ compare: `https://github.com/${gitHub.repositoryName}/compare`, commits: deleted ? [] : [head] },
      ...{ head_commit: deleted ? null : head, pusher: { name: "ada", email: "ada@example.org" }, ...around(gitHub) },
    },
    sha: after,
    ref,
  };
}

export function mergeGroupEvent(
  gitHub: Place,
  { base, head, baseRef = "main" }: { base: string; head: string; baseRef?: string },
): Event {
  const ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-1-${base}`;
  const group = { head_sha: head, head_ref: ref, base_sha: base, base_ref: `refs/heads/${baseRef}` };
  const commit = { id: head, message: "Merge pull request #1", timestamp: "2026-11-22T12:00:00Z", ...people() };
  return {
    name: "merge_group",
    payload: { action: "checks_requested", merge_group: { ...group, head_commit: commit }, ...around(gitHub) },
    sha: head,
    ref,
  };
}

export function dispatchEvent(gitHub: Place, { sha, ref = "refs/heads/main" }: { sha: string; ref?: string }): Event {
  const workflow = ".github/workflows/review.yml";
  return { name: "workflow_dispatch", payload: { inputs: null, ref, workflow, ...around(gitHub) }, sha, ref };
}

export function scheduleEvent(gitHub: Place, { sha, ref = "refs/heads/main" }: { sha: string; ref?: string }): Event {
  const workflow = ".github/workflows/review.yml";
  return { name: "schedule", payload: { schedule: "17 3 * * 1", workflow, ...around(gitHub) }, sha, ref };
}

function around({ json }: Place): { repository: unknown; sender: unknown } {
  return { repository: json().repository(), sender: json().user({ login: "ada", id: 7, type: "User" }) };
}

function people(): object {
  const ada = { name: "Ada", email: "ada@example.org", username: "ada" };
  return { author: ada, committer: ada, distinct: true, added: [], removed: [], modified: [] };
}
