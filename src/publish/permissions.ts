/** What each effect on GitHub is for, what it takes, and what happens without it: the sentences, and docs/permissions.md. */

import type { GitHubRefusal, RefusalReason } from "../ports.ts";
import type { Feature } from "../subject.ts";
import { sentence } from "../words.ts";

export interface Need {
  /** As people call it, at the start of a sentence. */
  readonly name: string;
  readonly what: string;
  /** Permissions of the job's token; none: it works with any token, or without one. */
  readonly permissions: readonly string[];
  readonly events: string;
  /** Sentences. */
  readonly without: string;
  /** A sentence: the way out where the repository has the feature switched off. */
  readonly off?: string;
  /** A sentence: the way out where it may be another token than the job's that lacks a right. */
  readonly refused?: string;
}

const EVERY_EVENT = "all";
const PULL_REQUEST = "`pull_request`";

export const NEEDS: Readonly<Record<Feature, Need>> = {
  objects: {
    name: "Git objects",
    what: "fetches base, head and merge base into a bare repository of the run's own",
    permissions: ["contents: read"],
    events: EVERY_EVENT,
    without: "Public repositories need no permission; in others the change cannot be read: exit 3.",
  },
  mergeBase: {
    name: "Merge base",
    what: "asks GitHub where head left the base branch",
    permissions: ["contents: read"],
    events: "`pull_request`, `push` of a new branch, by hand or by the clock",
    without: "The history is fetched step by step until the merge base is in it.",
  },
  dependencyReview: {
    name: "Dependency review",
    what: "asks GitHub what the change adds to the dependencies, and what is known against it (no permission for the advisories)",
    permissions: ["contents: read"],
    events: EVERY_EVENT,
    without:
      "Where manifests changed the run is `incomplete`: the scanner `dependency-review` is required in a workflow job.",
  },
  headCheck: {
    name: "Head check",
    what: "asks whether the pull request still stands where the review read it, before anything is posted",
    permissions: ["pull-requests: read"],
    events: PULL_REQUEST,
    without: "Nothing is posted or uploaded for the pull request: it might be about an old commit.",
  },
  checkRun: {
    name: "Check run",
    what: "with `check: on`, a check run on the head commit: the verdict, and at most 150 findings on their lines",
    permissions: ["checks: write"],
    events: EVERY_EVENT,
    without: "The job itself is the check, and its annotations have the worst findings.",
  },
  codeScanning: {
    name: "Code scanning",
    what: "uploads SARIF and waits until GitHub has processed it (`actions: read` in private repositories only)",
    permissions: ["security-events: write", "contents: read", "actions: read"],
    events: "`pull_request`, `push`, by hand or by the clock",
    without:
      "The findings are no alerts (and under `upload-sarif: always` the run ends with exit 3); the SARIF file is in the artifact.",
    off: "Switch on code scanning (Code Security) in the repository's settings, or set `upload-sarif: never`.",
  },
  reviewComments: {
    name: "Review comments",
    what: "one review with comments on the lines of new findings",
    permissions: ["pull-requests: write"],
    events: PULL_REQUEST,
    without: "The findings are in the job summary and in the report.",
  },
  summaryComment: {
    name: "Summary comment",
    what: "one comment with verdict, findings and coverage, kept up to date",
    permissions: ["pull-requests: write"],
    events: PULL_REQUEST,
    without: "The same is in the job summary.",
  },
  tickets: {
    name: "Tickets",
    what: "with `tickets` in the policy, an issue for each finding of the default branch and each accepted risk; draft security advisories take the input `advisory-token` instead",
    permissions: ["issues: write"],
    events: "`push` to the default branch, by hand or by the clock; a merged pull request with accepted risks",
    without: "The findings are alerts and in the report; nobody is given a day by which to deal with them.",
    off: "Switch on issues in the repository's settings, or keep tickets elsewhere (`tickets.sink` in the policy).",
    refused:
      "Issues take `issues: write` among the job's permissions, draft advisories the right to write repository security advisories of the token in `advisory-token`; on pull requests of forks and Dependabot GitHub gives only reading.",
  },
  jobSummary: {
    name: "Job summary",
    what: "the whole review on the page of the workflow run",
    permissions: [],
    events: EVERY_EVENT,
    without: "It needs no permission.",
  },
  annotations: {
    name: "Annotations",
    what: "the worst findings on the page of the workflow run and on the lines of the diff",
    permissions: [],
    events: EVERY_EVENT,
    without: "They need no permission.",
  },
  outputs: {
    name: "Outputs",
    what: "verdict, counts and file names for later steps",
    permissions: [],
    events: EVERY_EVENT,
    without: "They need no permission.",
  },
  artifact: {
    name: "Artifact",
    what: "keeps SARIF, report, summary and ledger with the workflow run",
    permissions: [],
    events: EVERY_EVENT,
    without: "It needs no permission, but GitHub's artifact service; `evidence: none` does without.",
  },
};

/** Stable: the same on every try until a person changes something. What is left is an answer that may be another tomorrow. */
const WAY_OUT: Readonly<Partial<Record<RefusalReason, (need: Need) => string>>> = {
  permission: ({ permissions, refused }) =>
    refused ??
    `It takes ${names(permissions)} among the job's permissions; on pull requests of forks and Dependabot GitHub gives only reading.`,
  sso: () => "Authorise the token for the organisation's single sign-on, or use the workflow's own `github.token`.",
  notEnabled: ({ off }) => off ?? "Switch it on in the repository's settings.",
  unidentified: () =>
    "So none of the texts there is taken for ours, and none is written: give `github-token` a token that may ask GitHub's GraphQL API who it is.",
  notFound: ({ permissions }) =>
    `It is not there, or the token may not see it without ${names(permissions)} in the job.`,
};

function names(permissions: readonly string[]): string {
  return permissions.map((name) => `\`${name}\``).join(" and ");
}

/** Whether a refusal is a matter of rights and settings: then the part is skipped, and the verdict stands. */
export function isSkip({ reason }: GitHubRefusal): boolean {
  return WAY_OUT[reason] !== undefined;
}

/** What GitHub said, the way out, and what happens without. GitHub's words are hostile: each output escapes them. */
export function refusalSentence(feature: Feature, refusal: GitHubRefusal): string {
  return [sentence(refusal.message), ...wayOut(feature, refusal)].join(" ");
}

/** In sentences, with what happens without; none where another try may do. */
export function wayOut(feature: Feature, { reason }: GitHubRefusal): readonly string[] {
  const need = NEEDS[feature];
  const way = WAY_OUT[reason]?.(need);
  return way === undefined ? [] : [way, need.without];
}

export function permissionsTable(needs: readonly Need[]): string {
  const rows = needs.map(
    ({ name, what, permissions, events, without }) =>
      `| ${[name, what, names(permissions) || "none", events, without].join(" | ")} |`,
  );
  return ["| Part | What it does | Permission | Events | Without it |", "|---|---|---|---|---|", ...rows].join("\n");
}
