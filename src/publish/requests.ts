/** Every request to GitHub's API that this program makes, and what it takes: the second table of docs/permissions.md. */

import type { Feature } from "../subject.ts";
import { NEEDS } from "./permissions.ts";

/** A part of a run that is no `Feature`: what it is called, and what happens without it. */
interface Part {
  readonly name: string;
  readonly without: string;
}

export interface RequestNeed {
  readonly part: Feature | Part;
  /** Of the job's token; absent: any token. */
  readonly permission?: string;
}

const ACCOUNT: Part = {
  name: "Our own account",
  without: "The token is taken for the workflow's own: comments of `github-actions[bot]` are ours.",
};

const FORKS: Part = {
  name: "Reviews of forks",
  without: "The trusted run cannot tell whose change it was started for, and reviews nothing.",
};
const COMMANDS: Part = { name: "Commands", without: "The command decides nothing, and the answer says why." };
const TEAMS: Part = {
  name: "Teams",
  without: "A role that names a team is nobody's: the workflow's own token cannot see teams.",
};
const AGAIN: Part = {
  name: "Runs again",
  without: "After a decision a person runs the job again; the answer names the permission.",
};
const TICKETS: Part = { name: "Tickets", without: "There is no ticket, and the summary says so." };
const ADVISORIES: Part = {
  name: "Draft advisories",
  without: "In a public repository there is no ticket: the workflow's own token cannot draft advisories.",
};
const FIXES: Part = { name: "Fixes", without: "There is no draft pull request; the answer has the edit." };

const REPOSITORY = "/repos/{owner}/{repo}";
const READ = { permission: "pull-requests: read" } as const;
const WRITE = { permission: "pull-requests: write" } as const;

/** By route, as GitHub's description writes it; reads first where a part has both. */
export const REQUESTS: Readonly<Record<string, RequestNeed>> = {
  [`GET ${REPOSITORY}/compare/{basehead}`]: { part: "mergeBase", permission: "contents: read" },
  [`GET ${REPOSITORY}/git/ref/{ref}`]: { part: "mergeBase", permission: "contents: read" },
  [`GET ${REPOSITORY}/dependency-graph/compare/{basehead}`]: { part: "dependencyReview", permission: "contents: read" },
  "GET /advisories/{ghsa_id}": { part: "dependencyReview" },
  [`GET ${REPOSITORY}/dependency-graph/sbom`]: { part: "dependencyReview", permission: "contents: read" },
  [`GET ${REPOSITORY}/pulls/{pull_number}`]: { part: "headCheck", ...READ },
  [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: { part: "checkRun", permission: "checks: write" },
  [`POST ${REPOSITORY}/check-runs`]: { part: "checkRun", permission: "checks: write" },
  [`GET ${REPOSITORY}/check-runs/{check_run_id}`]: { part: "checkRun", permission: "checks: write" },
  [`PATCH ${REPOSITORY}/check-runs/{check_run_id}`]: { part: "checkRun", permission: "checks: write" },
  [`POST ${REPOSITORY}/code-scanning/sarifs`]: { part: "codeScanning", permission: "security-events: write" },
  [`GET ${REPOSITORY}/code-scanning/sarifs/{sarif_id}`]: { part: "codeScanning", permission: "security-events: write" },
  "POST /graphql": { part: ACCOUNT },
  [`GET ${REPOSITORY}/pulls/{pull_number}/comments`]: { part: "reviewComments", ...READ },
  [`GET ${REPOSITORY}/pulls/{pull_number}/reviews`]: { part: "reviewComments", ...READ },
  [`GET ${REPOSITORY}/pulls/{pull_number}/files`]: { part: "reviewComments", ...READ },
  [`POST ${REPOSITORY}/pulls/{pull_number}/reviews`]: { part: "reviewComments", ...WRITE },
  [`DELETE ${REPOSITORY}/pulls/comments/{comment_id}`]: { part: "reviewComments", ...WRITE },
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`]: { part: "summaryComment", ...READ },
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`]: { part: "summaryComment", ...WRITE },
  [`PATCH ${REPOSITORY}/issues/comments/{comment_id}`]: { part: "summaryComment", ...WRITE },
  [`DELETE ${REPOSITORY}/issues/comments/{comment_id}`]: { part: "summaryComment", ...WRITE },
  [`GET ${REPOSITORY}/pulls`]: { part: FORKS, ...READ },
  [`GET ${REPOSITORY}/actions/runs/{run_id}`]: { part: FORKS, permission: "actions: read" },
  [`GET ${REPOSITORY}/actions/runs/{run_id}/artifacts`]: { part: AGAIN, permission: "actions: read" },
  [`GET ${REPOSITORY}/actions/runs`]: { part: AGAIN, permission: "actions: read" },
  [`POST ${REPOSITORY}/actions/runs/{run_id}/rerun`]: { part: AGAIN, permission: "actions: write" },
  [`POST ${REPOSITORY}/actions/runs/{run_id}/rerun-failed-jobs`]: { part: AGAIN, permission: "actions: write" },
  [`GET ${REPOSITORY}/issues/comments/{comment_id}`]: { part: COMMANDS, ...READ },
  [`GET ${REPOSITORY}/collaborators/{username}/permission`]: { part: COMMANDS },
  [`GET ${REPOSITORY}/commits/{commit_sha}/pulls`]: { part: COMMANDS, ...READ },
  [`GET ${REPOSITORY}/activity`]: { part: COMMANDS, permission: "contents: read" },
  [`GET ${REPOSITORY}/codeowners/errors`]: { part: COMMANDS, permission: "contents: read" },
  [`GET ${REPOSITORY}/code-scanning/alerts`]: { part: COMMANDS, permission: "security-events: read" },
  "GET /orgs/{org}/teams/{team_slug}/memberships/{username}": { part: TEAMS, permission: "members: read" },
  [`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`]: { part: COMMANDS, ...WRITE },
  [`GET ${REPOSITORY}`]: { part: TICKETS },
  [`GET ${REPOSITORY}/issues`]: { part: TICKETS, permission: "issues: read" },
  [`POST ${REPOSITORY}/issues`]: { part: TICKETS, permission: "issues: write" },
  [`PATCH ${REPOSITORY}/issues/{issue_number}`]: { part: TICKETS, permission: "issues: write" },
  [`GET ${REPOSITORY}/security-advisories`]: { part: ADVISORIES, permission: "repository-advisories: read" },
  [`POST ${REPOSITORY}/security-advisories`]: { part: ADVISORIES, permission: "repository-advisories: write" },
  [`PATCH ${REPOSITORY}/security-advisories/{ghsa_id}`]: {
    part: ADVISORIES,
    permission: "repository-advisories: write",
  },
  [`GET ${REPOSITORY}/git/commits/{commit_sha}`]: { part: FIXES, permission: "contents: read" },
  [`POST ${REPOSITORY}/git/trees`]: { part: FIXES, permission: "contents: write" },
  [`POST ${REPOSITORY}/git/commits`]: { part: FIXES, permission: "contents: write" },
  [`POST ${REPOSITORY}/git/refs`]: { part: FIXES, permission: "contents: write" },
  [`POST ${REPOSITORY}/pulls`]: { part: FIXES, ...WRITE },
  [`POST ${REPOSITORY}/pulls/{pull_number}/requested_reviewers`]: { part: FIXES, ...WRITE },
};

export function requestsTable(): string {
  const rows = Object.entries(REQUESTS).map(([route, { part, permission }]) => {
    const { name, without } = typeof part === "string" ? NEEDS[part] : part;
    const cells = [
      `\`${route.replace(REPOSITORY, "…")}\``,
      name,
      permission === undefined ? "none" : `\`${permission}\``,
      without,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| Request | Part | Permission | Without it |", "|---|---|---|---|", ...rows].join("\n");
}
