import type { ClaimedCheck, Forks, OpenPull, PassedCheck, TriggeringRun } from "../../src/ports-forks.ts";

export const HEAD = "b".repeat(40);

/** Of a fork's pull request, as the API tells it. */
export function aRun(over: Partial<TriggeringRun> = {}): TriggeringRun {
  return {
    id: "99",
    event: "pull_request",
    path: ".github/workflows/review.yml",
    head: HEAD,
    headBranch: "topic",
    headRepository: { id: 2, owner: "eve" },
    repository: { id: 1 },
    dependabot: false,
    attempt: 1,
    conclusion: "failure",
    ...over,
  };
}

/** The pull request of that run. */
export function aPull(over: Partial<OpenPull> = {}): OpenPull {
  return {
    number: 7,
    head: HEAD,
    headBranch: "topic",
    headRepositoryId: 2,
    baseBranch: "main",
    defaultBranch: "main",
    labels: [],
    ...over,
  };
}

export interface FakeForks extends Forks {
  readonly claims: readonly ClaimedCheck[];
  /** Arguments of `openPulls`. */
  readonly asked: readonly { readonly owner: string; readonly branch: string }[];
}

/** GitHub with one run and some pull requests. `checks`: external ids by `head name`. */
export function fakeForks({
  run = aRun(),
  pulls = [aPull()],
  checks = new Map(),
  passes = [],
}: {
  readonly run?: TriggeringRun;
  readonly pulls?: readonly OpenPull[];
  readonly checks?: ReadonlyMap<string, readonly string[]>;
  /** On every commit. */
  readonly passes?: readonly PassedCheck[];
} = {}): FakeForks {
  const claims: ClaimedCheck[] = [];
  const asked: { readonly owner: string; readonly branch: string }[] = [];
  return {
    claims,
    asked,
    triggeringRun: (id) =>
      id === run.id ? Promise.resolve(run) : Promise.reject(new Error(`nobody should ask for ${id}`)),
    artifactsSha256: () => Promise.resolve(["e".repeat(64)]),
    openPulls: (from) => {
      asked.push(from);
      return Promise.resolve(pulls);
    },
    checksOf: (head, name) => Promise.resolve(checks.get(`${head} ${name}`) ?? []),
    passesOn: () => Promise.resolve(passes),
    claimCheck: (check) => {
      claims.push(check);
      return Promise.resolve();
    },
  };
}
