import type { Issue, Issues } from "../../src/ports-github.ts";
import { GitHubRefusal } from "../../src/ports.ts";

export interface FakeIssues extends Issues {
  readonly all: readonly (Issue & { readonly title: string })[];
  readonly comments: readonly { readonly issue: number; readonly body: string }[];
  /** Somebody does it in the browser. */
  edit(number: number, change: Partial<Issue>): void;
  /** The next call of a method is refused, and has no effect. */
  refuse(method: keyof Issues, refusal: GitHubRefusal): void;
}

/** Issues in memory, all of them ours; numbers grow from 1. */
export function fakeIssues({ isPrivate = true }: { readonly isPrivate?: boolean } = {}): FakeIssues {
  const all: (Issue & { readonly title: string })[] = [];
  const comments: { issue: number; body: string }[] = [];
  const refusals = new Map<keyof Issues, GitHubRefusal>();
  const may = (method: keyof Issues): void => {
    const refusal = refusals.get(method);
    refusals.delete(method);
    if (refusal !== undefined) throw refusal;
  };
  const edit = (number: number, change: Partial<Issue>): void => {
    const issue = all[number - 1];
    if (issue === undefined) throw new GitHubRefusal("notFound", "GitHub has no such issue (404).", 404);
    all[number - 1] = { ...issue, ...change };
  };
  return {
    ...{ all, comments, edit },
    refuse: (method, refusal) => void refusals.set(method, refusal),
    issues: async (marker) => {
      may("issues");
      return all.filter(({ body }) => body.startsWith(marker));
    },
    createIssue: async ({ title, body, labels }) => {
      may("createIssue");
      const number = all.length + 1;
      const url = `https://github.com/octo/app/issues/${number}`;
      const issue = { number, state: "open", title, body, labels, url, createdAt: "2026-11-22T12:00:00Z" } as const;
      all.push(issue);
      return issue;
    },
    updateIssue: async (number, change) => {
      may("updateIssue");
      edit(number, change);
    },
    commentOnIssue: async (issue, body) => {
      may("commentOnIssue");
      comments.push({ issue, body });
    },
    repository: async () => ({ private: isPrivate }),
  };
}
