import type { Branches, FixPull } from "../../src/ports-github.ts";
import type { GitHubRefusal } from "../../src/ports.ts";

type Method = keyof Branches;
type Source = Awaited<ReturnType<Branches["source"]>>;
type Committed = Parameters<Branches["commitOnBranch"]>[0];
type Opened = Parameters<Branches["openDraft"]>[0];

export interface FakeBranches extends Branches {
  readonly commits: readonly Committed[];
  readonly drafts: readonly (Opened & FixPull)[];
  readonly requested: readonly Parameters<Branches["requestReviewers"]>[1][];
  /** Where the pull request stands from now on. */
  move(source: Partial<Source>): void;
  /** The next call of a method is refused, and has no effect. */
  refuse(method: Method, refusal: GitHubRefusal): void;
  called(): readonly Method[];
}

export function fakeBranches(source: Source): FakeBranches {
  let now = source;
  const [commits, drafts, requested]: [Committed[], (Opened & FixPull)[], FakeBranches["requested"][number][]] = [
    [],
    [],
    [],
  ];
  const calls: Method[] = [];
  const refusals = new Map<Method, GitHubRefusal[]>();
  const call = async <Answer>(method: Method, answer: () => Answer): Promise<Answer> => {
    calls.push(method);
    const refusal = refusals.get(method)?.shift();
    if (refusal !== undefined) throw refusal;
    return answer();
  };
  return {
    commits,
    drafts,
    requested,
    called: () => calls,
    move: (part) => void (now = { ...now, ...part }),
    refuse: (method, refusal) => void refusals.set(method, [...(refusals.get(method) ?? []), refusal]),
    source: () => call("source", () => now),
    findDraft: (branch, marker) =>
      call("findDraft", () => drafts.find((draft) => draft.branch === branch && draft.body.includes(marker))),
    commitOnBranch: (change) => call("commitOnBranch", () => String(commits.push(change)).padStart(40, "c")),
    openDraft: (pull) =>
      call("openDraft", () => {
        const number = 100 + drafts.length;
        const made = {
          ...pull,
          number,
          url: `https://github.com/octo/app/pull/${String(number)}`,
          state: "open" as const,
        };
        drafts.push(made);
        return made;
      }),
    requestReviewers: (_, reviewers) => call("requestReviewers", () => void requested.push(reviewers)),
  };
}
