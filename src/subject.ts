/** Where a run stands on GitHub, and what its event asks to review. */

/** From the runner's own `GITHUB_*` and `RUNNER_*` variables, which no step can overwrite. */
export interface WorkflowRun {
  readonly owner: string;
  readonly repo: string;
  /** `https://api.github.com`, or a GitHub Enterprise host's; without a last slash. */
  readonly apiUrl: string;
  /** `https://github.com`, without a last slash. */
  readonly serverUrl: string;
  /** Decimal digits. */
  readonly runId: string;
  readonly runAttempt: number;
  /** `owner/repo/.github/workflows/file.yml@ref`; absent where a stand-in for the runner does not say. */
  readonly workflowRef?: string;
  readonly event: string;
  /** Everybody reads its summaries and artifacts. An event that does not say so is taken for one of a public repository. */
  readonly isPublic: boolean;
  /** Absolute path of the workspace: read for `sarif-files`, never written to. */
  readonly workspace: string;
}

/** Full object names throughout; branch names without `refs/heads/`. */
export type Subject =
  | {
      readonly kind: "pullRequest";
      readonly number: number;
      /** Tip of the base branch when the event was made: policy is read there. */
      readonly base: string;
      readonly head: string;
      readonly baseBranch: string;
      /** GitHub refreshes `base` of an event when a pull request is opened or pushed to, and this was another one. */
      readonly baseMayBeOld?: true;
      /** Of the repository; absent where nobody told. */
      readonly defaultBranch?: string;
      /** Head lives in another repository: no secrets, a token that only reads. */
      readonly fork: boolean;
      /** Treated by GitHub like a fork. */
      readonly dependabot: boolean;
      /** It was when the event was made: a run of one that is open has no tickets to make, and need not ask. */
      readonly closed?: true;
      /** The author's words, from the event (governance.md A6); nobody reads them unless the policy says so. */
      readonly told?: { readonly title: string; readonly description: string };
    }
  | {
      readonly kind: "mergeGroup";
      /** That the queue tries; absent where the name of its branch does not say. */
      readonly pullRequest?: number;
      readonly base: string;
      readonly head: string;
      readonly baseBranch: string;
      readonly defaultBranch?: string;
    }
  | {
      /** A push, and what runs by hand or by the clock. */
      readonly kind: "branch";
      /** What a push went on from; absent: the merge base with the default branch. */
      readonly before?: string;
      readonly head: string;
      /** `refs/heads/main`, `refs/tags/v1`. */
      readonly ref: string;
      /** The branch itself, for `scope.branches`; absent for a tag. */
      readonly branch?: string;
      readonly defaultBranch: string;
    };

/** The run without secrets in whose place a trusted one reviews, as GitHub's API tells of it. It decided nothing. */
export interface UntrustedRun {
  /** Decimal digits. */
  readonly id: string;
  readonly attempt: number;
  readonly head: string;
  readonly headRepositoryId: number;
  /** GitHub's word, one line. */
  readonly conclusion?: string;
  /** SHA-256 of each artifact that it left, as GitHub has it; none was read. */
  readonly artifactsSha256: readonly string[];
}

/** What is done on GitHub and on the runner: a row of docs/permissions.md each. */
export const FEATURES = [
  "objects",
  "mergeBase",
  "dependencyReview",
  "headCheck",
  "checkRun",
  "codeScanning",
  "reviewComments",
  "summaryComment",
  "tickets",
  "jobSummary",
  "annotations",
  "outputs",
  "artifact",
] as const;
export type Feature = (typeof FEATURES)[number];

/** What became of one of them. `skipped` leaves the exit code alone; `failed` is a verdict that could not be delivered. */
export interface Delivery {
  readonly feature: Feature;
  readonly status: "done" | "skipped" | "failed";
  /** One sentence; with `skipped` and `failed` it says why and the way out. */
  readonly detail: string;
}

/** What a scanner of this run could still read of the processes above it (L6). */
export interface Isolation {
  /** One sentence; no name and no value of a variable is in it. */
  readonly statement: string;
  /** Environments of this process and its ancestors that its user can read; absent where that was not measured. */
  readonly readable?: number;
  /** Those of them that hold a secret of this run: expected 0. */
  readonly exposing?: number;
}
