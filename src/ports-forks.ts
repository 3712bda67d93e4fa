/** What the trusted job asks GitHub about the run whose end has started it, and about pull requests. All throw `GitHubRefusal`. */

/** A workflow run, as GitHub's API tells it: names are strangers' words, the rest is GitHub's own. */
export interface TriggeringRun {
  readonly id: string;
  readonly event: string;
  /** As it stands in the API: `.github/workflows/review.yml`, with `@ref` behind it or without. */
  readonly path: string;
  /** Of a pull request's run the head of its branch, not the merge commit. */
  readonly head: string;
  readonly headBranch?: string;
  /** Absent: the fork was deleted. */
  readonly headRepository?: { readonly id: number; readonly owner: string };
  readonly repository: { readonly id: number };
  /** By login and type: the token of such a run only reads, whatever its repository. */
  readonly dependabot: boolean;
  /** 1 until a person with the right to write has it run again. */
  readonly attempt: number;
  /** Absent while it runs. `action_required`: it waits for a maintainer's approval, and has not run. */
  readonly conclusion?: string;
}

export interface OpenPull {
  readonly number: number;
  readonly head: string;
  readonly headBranch: string;
  /** Absent: the fork was deleted. */
  readonly headRepositoryId?: number;
  readonly baseBranch: string;
  readonly defaultBranch: string;
  readonly labels: readonly string[];
}

export interface PassedCheck {
  readonly name: string;
  readonly externalId: string;
}

/** A check run that is there, and has not ended. */
export interface ClaimedCheck {
  readonly name: string;
  readonly head: string;
  readonly externalId: string;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** Page of the workflow run. */
  readonly detailsUrl?: string;
}

export interface Forks {
  triggeringRun(id: string): Promise<TriggeringRun>;
  /** SHA-256 in hex of what the run left (at most 100), in order; an artifact of which GitHub does not tell is left out. */
  artifactsSha256(id: string): Promise<readonly string[]>;
  /** Open pull requests from a branch of an account's repositories. `pull_requests` of a fork's run is empty (actions/runner#3444). */
  openPulls(from: { readonly owner: string; readonly branch: string }): Promise<readonly OpenPull[]>;
  /**
   * External ids of the check runs of that name on a commit, whether they have ended or not. A fork's run may not write
   * checks, and those that Actions makes for its jobs, whatever they are called, have ids of Actions' own.
   */
  checksOf(head: string, name: string): Promise<readonly string[]>;
  /** Checks of all names on a commit that let it through (`success`, `neutral`) and have an external id. */
  passesOn(head: string): Promise<readonly PassedCheck[]>;
  /** `Checks.putCheckRun` ends it. */
  claimCheck(check: ClaimedCheck): Promise<void>;
}
