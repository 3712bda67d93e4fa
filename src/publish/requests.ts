/** Every request to GitHub's API that this program makes, what for, and what it takes: the second table of docs/permissions.md. */

import type { Feature } from "../subject.ts";
import { PARTS, type Part } from "./parts.ts";
import { NEEDS, type Need } from "./permissions.ts";
import { RESPOND_NEEDS, type RespondFeature } from "./respond-words.ts";

export interface Use {
  readonly part: Feature | Part | RespondFeature;
  /** Of the job's token, unless the part says of which; absent: any token. */
  readonly permission?: string;
  /** Sentences; absent: what the part's own row says. */
  readonly without?: string;
}

type Permission = "actions" | "checks" | "contents" | "issues" | "pull-requests" | "security-events" | "members";

function reads(permission: Permission | "repository-advisories", ...parts: readonly Use["part"][]): readonly Use[] {
  return parts.map((part) => ({ part, permission: `${permission}: read` }));
}

function writes(permission: Permission | "repository-advisories", ...parts: readonly Use["part"][]): readonly Use[] {
  return parts.map((part) => ({ part, permission: `${permission}: write` }));
}

const REPOSITORY = "/repos/{owner}/{repo}";
const COMMENT = `${REPOSITORY}/issues/comments/{comment_id}`;
const CHECK = `${REPOSITORY}/check-runs/{check_run_id}`;
const RUN = `${REPOSITORY}/actions/runs/{run_id}`;
const PULL = `${REPOSITORY}/pulls/{pull_number}`;
const ADVISORIES = `${REPOSITORY}/security-advisories`;

/** By route, as GitHub's description writes it; of GraphQL by the question. */
export const REQUESTS: Readonly<Record<string, readonly Use[]>> = {
  [`GET ${REPOSITORY}/compare/{basehead}`]: reads("contents", "mergeBase", "dismissals"),
  [`GET ${REPOSITORY}/git/ref/{ref}`]: reads("contents", "tip", "decisions", "tickets", "fix"),
  [`GET ${REPOSITORY}/dependency-graph/compare/{basehead}`]: reads("contents", "dependencyReview"),
  "GET /advisories/{ghsa_id}": [
    { part: "dependencyReview", without: "The comparison's own words stand for it, and a note says so." },
  ],
  [`GET ${REPOSITORY}/dependency-graph/sbom`]: [
    {
      part: "dependencyReview",
      permission: "contents: read",
      without: "The evidence has no SBOM, and a note says why.",
    },
  ],
  [`GET ${PULL}`]: reads("pull-requests", "headCheck", "decisions", "authority", "fix", "tickets"),
  [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: reads("checks", "checkRun", "forks", "rerun"),
  [`POST ${REPOSITORY}/check-runs`]: writes("checks", "checkRun", "forks"),
  [`GET ${CHECK}`]: reads("checks", "checkRun"),
  [`PATCH ${CHECK}`]: writes("checks", "checkRun"),
  [`POST ${REPOSITORY}/code-scanning/sarifs`]: writes("security-events", "codeScanning"),
  [`GET ${REPOSITORY}/code-scanning/sarifs/{sarif_id}`]: reads("security-events", "codeScanning"),
  [`GET ${REPOSITORY}/code-scanning/alerts`]: reads("security-events", "dismissals"),
  [`GET ${REPOSITORY}/dismissal-requests/code-scanning`]: [
    {
      part: "dismissals",
      permission: "security-events: read",
      without: "No approval of a dismissal is known: what takes two people does not count.",
    },
  ],
  "POST /graphql query viewer": [{ part: "account" }],
  "POST /graphql query threads": reads("pull-requests", "threads"),
  "POST /graphql mutation resolveReviewThread": writes("contents", "threads"),
  "POST /graphql mutation unresolveReviewThread": writes("contents", "threads"),
  "POST /graphql mutation updatePullRequestReviewComment": writes("pull-requests", "threads"),
  "POST /graphql query edits": reads("pull-requests", "decisions", "authority"),
  "POST /graphql query editors": reads("pull-requests", "decisions"),
  "POST /graphql query deleted": reads("pull-requests", "decisions"),
  [`GET ${PULL}/comments`]: reads("pull-requests", "reviewComments"),
  [`GET ${PULL}/reviews`]: reads("pull-requests", "reviewComments"),
  [`GET ${PULL}/files`]: reads("pull-requests", "reviewComments"),
  [`POST ${PULL}/reviews`]: writes("pull-requests", "reviewComments"),
  [`DELETE ${REPOSITORY}/pulls/comments/{comment_id}`]: writes("pull-requests", "reviewComments"),
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`]: [
    ...reads("pull-requests", "summaryComment", "decisions", "answer"),
    ...reads("issues", "tickets"),
  ],
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`]: [
    ...writes("pull-requests", "summaryComment", "answer"),
    ...writes("issues", "tickets"),
  ],
  [`PATCH ${COMMENT}`]: writes("pull-requests", "summaryComment", "answer"),
  [`DELETE ${COMMENT}`]: writes("pull-requests", "summaryComment", "answer"),
  [`GET ${COMMENT}`]: reads("pull-requests", "authority"),
  [`POST ${COMMENT}/reactions`]: writes("pull-requests", "reaction"),
  [`GET ${REPOSITORY}/collaborators/{username}/permission`]: [
    { part: "decisions" },
    { part: "authority" },
    { part: "dismissals" },
  ],
  [`GET ${REPOSITORY}/activity`]: reads("contents", "pushes"),
  [`GET ${REPOSITORY}/commits/{commit_sha}/pulls`]: reads("pull-requests", "decisions"),
  [`GET ${REPOSITORY}/codeowners/errors`]: reads("contents", "owners"),
  "GET /orgs/{org}/teams/{team_slug}/members": reads("members", "teams"),
  [`GET ${RUN}`]: reads("actions", "forks"),
  [`GET ${REPOSITORY}/pulls`]: reads("pull-requests", "forks", "fix"),
  [`GET ${REPOSITORY}/actions/runs`]: reads("actions", "rerun"),
  [`GET ${RUN}/artifacts`]: reads("actions", "forks", "rerun"),
  [`POST ${RUN}/rerun`]: writes("actions", "rerun"),
  [`POST ${RUN}/rerun-failed-jobs`]: writes("actions", "rerun"),
  [`GET ${REPOSITORY}`]: [{ part: "tickets" }, { part: "incident" }],
  [`GET ${REPOSITORY}/issues`]: reads("issues", "tickets", "incident"),
  [`POST ${REPOSITORY}/issues`]: writes("issues", "tickets", "incident"),
  [`PATCH ${REPOSITORY}/issues/{issue_number}`]: writes("issues", "tickets"),
  [`GET ${ADVISORIES}`]: reads("repository-advisories", "advisories"),
  [`POST ${ADVISORIES}`]: writes("repository-advisories", "advisories"),
  [`PATCH ${ADVISORIES}/{ghsa_id}`]: writes("repository-advisories", "advisories"),
  [`GET ${REPOSITORY}/git/commits/{commit_sha}`]: reads("contents", "fix"),
  [`POST ${REPOSITORY}/git/trees`]: writes("contents", "fix"),
  [`POST ${REPOSITORY}/git/commits`]: writes("contents", "fix"),
  [`POST ${REPOSITORY}/git/refs`]: writes("contents", "fix"),
  [`POST ${REPOSITORY}/pulls`]: writes("pull-requests", "fix"),
  [`POST ${PULL}/requested_reviewers`]: [
    {
      part: "fix",
      permission: "pull-requests: write",
      without: "The draft is open all the same, and says who was not asked.",
    },
  ],
};

/** Rows of the first table: the parts of a review, what it asks beside them, and what answers commands. */
export const ALL_NEEDS: Readonly<Record<Use["part"], Need>> = { ...NEEDS, ...PARTS, ...RESPOND_NEEDS };

/** A row for each request and part. */
export function requestsTable(): string {
  const rows = Object.entries(REQUESTS).flatMap(([route, uses]) =>
    uses.map(({ part, permission, without = ALL_NEEDS[part].without }) => {
      const cells = [
        `\`${route.replace(REPOSITORY, "…")}\``,
        ALL_NEEDS[part].name,
        permission === undefined ? "none" : `\`${permission}\``,
        without,
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  return ["| Request | Part | Permission | Without it |", "|---|---|---|---|", ...rows].join("\n");
}
