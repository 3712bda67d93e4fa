/** A local GitHub with issues and advisories, and the command on one day after the other. */

import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createIssues } from "../../src/adapters/github-issues.ts";
import { tickets, type TicketPorts, type TicketsRequest } from "../../src/commands/tickets.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import type { Policy } from "../../src/policy.ts";
import type { Subject } from "../../src/subject.ts";
import { fakeLog } from "../fakes/log.ts";
import { aFinding, aReview, aScannerRun } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { editIssue, type IssueRecord } from "../servers/github-issue-state.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import type { Misbehaviour } from "../servers/github.ts";

export const TOKEN = `ghs_${"tickets0".repeat(4)}`;
export const ADVISORY_TOKEN = `ghp_${"advisory".repeat(4)}`;
export const READER = `ghs_${"reader00".repeat(4)}`;
export const HEAD = "b".repeat(40);
export const ISSUES = "/repos/{owner}/{repo}/issues";

export let at: Scene;
/** One server for the tests of a file, empty before each. */
export function useServer(): void {
  beforeAll(async () => {
    at = await scene();
    at.gitHub.account({ token: TOKEN, permissions: { contents: "read", issues: "write" } });
    at.gitHub.account({ token: READER, permissions: { contents: "read" } });
    const security = { login: "sec", id: 70, type: "User", installation: false } as const;
    at.gitHub.account({ token: ADVISORY_TOKEN, ...security, permissions: { repository_advisories: "write" } });
  });
  afterAll(async () => {
    const { violations } = at.gitHub;
    await at.dispose();
    // Every request and answer is one of GitHub's own description.
    expect(violations).toEqual([]);
  });
  beforeEach(() => {
    const { issues } = at.gitHub.state;
    issues.issues.clear();
    issues.advisories.clear();
    issues.enabled = true;
    at.gitHub.repository({ private: true });
  });
}

export const found = (n: number, over: Partial<TriagedFinding> = {}): TriagedFinding =>
  aFinding(4 * n, { severity: "high", disposition: { status: "unchanged" }, ...over });
export const reviewOf = (findings: readonly TriagedFinding[], over: Parameters<typeof aScannerRun>[1] = {}) =>
  aReview({}, { findings, scan: { runs: [aScannerRun("semgrep", { findings, ...over })] } });
export const MAIN: Subject = {
  kind: "branch",
  head: HEAD,
  ref: "refs/heads/main",
  branch: "main",
  defaultBranch: "main",
};

export interface Day {
  readonly findings?: readonly TriagedFinding[];
  readonly scan?: Parameters<typeof aScannerRun>[1];
  readonly policy?: Policy["tickets"];
  readonly token?: string;
  readonly now?: string;
  readonly request?: Partial<TicketsRequest>;
  readonly ports?: Partial<TicketPorts>;
  readonly tip?: string;
  readonly merged?: boolean;
}

export const client = (token: string) =>
  createGitHubClient({
    run: { owner: "octo", repo: "app", apiUrl: at.gitHub.url },
    ...{ token, log: fakeLog(), signal: new AbortController().signal, wait: async () => undefined, version: "1.2.3" },
    limits: { pace: false, requestMs: 2000, patienceMs: 20_000 },
  });

export async function day({ findings = [], scan = {}, policy = {}, token = TOKEN, ...given }: Day = {}) {
  const { now = "2026-11-22T12:30:00Z", tip = HEAD, merged = false } = given;
  return tickets(
    {
      run: aWorkflowRun({ owner: "octo", repo: "app", apiUrl: at.gitHub.url }),
      ...{
        subject: MAIN,
        policy: { tickets: policy },
        review: reviewOf(findings, scan),
        wholeTree: true,
      },
      ownersOf: () => ["@ada", "@acme/security", "grace@example.org"],
      ...given.request,
    },
    {
      gitHub: {
        branchTip: async () => tip,
        pullRequest: async () => ({ state: "closed", merged, head: HEAD }),
      },
      issues: createIssues(client(token), at.gitHub.url),
      clock: { now: () => new Date(now) },
      ...given.ports,
    },
  );
}

export const issues = (): readonly IssueRecord[] => [...at.gitHub.state.issues.issues.values()];
export const comments = (n = 0) => at.gitHub.state.comments(issues()[n]!.number).map(({ body }) => body);
export const edit = (change: Partial<IssueRecord>, n = 0) =>
  editIssue(at.gitHub.state.issues, issues()[n]!.number, change);
export const misbehave = (method: string, path: string, as: Misbehaviour["as"], more: Partial<Misbehaviour> = {}) =>
  at.gitHub.misbehave({ method, path, as, ...more });
export const states = () => issues().map(({ state, stateReason }) => [state, stateReason]);
