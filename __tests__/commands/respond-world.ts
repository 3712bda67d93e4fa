/** A comment on a pull request, and everything that `respond` asks of the world about it. */

import { actionRespond, type RespondPorts } from "../../src/commands/respond.ts";
import { readCommandEvent } from "../../src/event.ts";
import { readEnvironment } from "../../src/inputs.ts";
import { DEFAULT_POLICY_PATH } from "../../src/policy.ts";
import type { GitHubRefusal, WantedCommit } from "../../src/ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../../src/ports-github.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeRunner } from "../fakes/runner.ts";
import { fakeWorkflowRuns, type FakeRun } from "../fakes/workflow-runs.ts";

export const HEAD = "b".repeat(40);
export const BASE = "a".repeat(40);
export const ADA = { id: 7, login: "ada", type: "User" };
export const ROBIN = { id: 8, login: "robin", type: "User" };
export const POLICY = "version: 1\nroles:\n  responders: [robin]\n  approvers: [robin]\n";

export interface World {
  readonly body?: string;
  readonly author?: { readonly id: number; readonly login: string; readonly type: string };
  /** Over what the event has. */
  readonly event?: Readonly<Record<string, unknown>>;
  /** Over the comment as GitHub has it now; null: it is gone. */
  readonly now?: Partial<IssueComment> | null;
  readonly pull?: Partial<PullRequestFacts>;
  readonly permission?: "none" | "read" | "write";
  readonly policy?: string;
  readonly runs?: readonly FakeRun[];
  readonly workflow?: string;
  readonly ports?: Partial<RespondPorts>;
  readonly attempt?: number;
}

const AT = "2026-01-02T03:00:00Z";
export const RUN = {
  ...{ owner: "octo", repo: "app", apiUrl: "https://api.github.com", serverUrl: "https://github.com" },
  ...{ runId: "4711", event: "issue_comment", isPublic: false, workspace: "/workspace" },
};

/** The event as GitHub sends it, as far as we read it. */
export function eventOf({ body = "/ccr rerun", author = ROBIN, event = {} }: World): unknown {
  return {
    action: "created",
    issue: { number: 1, pull_request: { url: "https://api.github.com/repos/octo/app/pulls/1" } },
    comment: { id: 100, body, user: author, performed_via_github_app: null },
    sender: author,
    ...event,
  };
}

export function readEvent(payload: unknown, name = "issue_comment") {
  return readCommandEvent({ name, payload, sha: BASE, ref: "refs/heads/main" });
}

/** `deliver` is one job: what is on GitHub stays from one to the next. */
export function respondWorld(given: World = {}) {
  const { body = "/ccr rerun", author = ROBIN, now = {}, permission = "write", policy = POLICY } = given;
  const gitHub = fakeGitHub({ pull: { state: "open", merged: false, head: HEAD }, branches: { main: BASE } });
  const runs = fakeWorkflowRuns(given.runs ?? [{ id: "9", head: HEAD, failed: true }]);
  const [reactions, wanted, asked]: [string[], WantedCommit[], string[]] = [[], [], []];
  const refusals = new Map<keyof People, GitHubRefusal>();
  const call = async <Answer>(method: keyof People, answer: () => Answer): Promise<Answer> => {
    asked.push(method);
    const refusal = refusals.get(method);
    if (refusal !== undefined) throw refusal;
    return answer();
  };
  const comment: IssueComment = {
    ...{ id: 100, nodeId: "IC_100", number: 1, body, author, viaApp: false, createdAt: AT, updatedAt: AT },
    ...{ edited: false, ...now },
  };
  const pull: PullRequestFacts = {
    ...{ number: 1, state: "open", merged: false, locked: false, author: ADA, head: HEAD },
    ...{ baseBranch: "main", lastPusher: ADA, ...given.pull },
  };
  const roleName = permission === "none" ? "read" : permission;
  const people: People = {
    issueComments: () => call("issueComments", () => [comment]),
    issueComment: () => call("issueComment", () => (now === null ? undefined : comment)),
    conversationSince: () => call("conversationSince", () => ({ deleted: [], baseChanged: [] })),
    rewrittenComments: () => call("rewrittenComments", () => []),
    permission: () =>
      call("permission", () => (permission === "none" ? undefined : { id: author.id, permission, roleName })),
    isTeamMember: () => call("isTeamMember", () => undefined),
    pullRequestFacts: () => call("pullRequestFacts", () => pull),
    pullRequestsWithHead: () => call("pullRequestsWithHead", () => [1]),
    react: (_, content) => call("react", () => void reactions.push(content)),
    codeOwnersErrors: () => call("codeOwnersErrors", () => []),
    dismissals: () => call("dismissals", () => []),
    approvedDismissals: () => call("approvedDismissals", () => []),
    branchPushes: () => call("branchPushes", () => ({})),
    authorsBetween: () => call("authorsBetween", () => []),
  };
  const [files, log, runner] = [fakeFiles(), fakeLog(), fakeRunner()];
  const deliver = (attempt = 1): Promise<number> => {
    const event = readEvent(eventOf(given));
    const environment = {
      ...readEnvironment({ RUNNER_TEMP: "/temp" }, "linux"),
      colour: false,
      quiet: false,
      columns: 80,
    };
    return actionRespond(
      {
        ...{ command: "actionRespond", run: { ...RUN, runAttempt: attempt } },
        ...{ policy: { path: DEFAULT_POLICY_PATH, chosen: false }, choices: {}, sarifFiles: [] },
        ...(event !== undefined && { comment: event }),
        ...(given.workflow !== undefined && { workflow: given.workflow }),
      },
      { environment, version: "1.2.3", rules: "", prompts: "", redactor: createRedactor() },
      {
        ...{ clock: fakeClock(), log, files, gitHub: () => gitHub, people: () => people, workflowRuns: () => runs },
        runner: () => runner,
        openFetched: async (_, commits) => {
          wanted.push(...commits);
          const at = { [`${BASE}:${DEFAULT_POLICY_PATH}`]: policy };
          return { ...fakeObjects({ commits: { [BASE]: BASE }, files: at }), fetch: async () => [] };
        },
        fix: async () => ({ status: "skipped", detail: "No fix was drafted." }),
        openIncident: async () => ({ status: "done", detail: "This is on the record as an incident." }),
        ...given.ports,
      },
    );
  };
  return {
    ...{ deliver, gitHub, runs, people, reactions, wanted, asked, files, log, runner },
    refuse: (method: keyof People, refusal: GitHubRefusal) => void refusals.set(method, refusal),
    answers: () => gitHub.state.comments.map((text) => text.body),
    ledger: () => new TextDecoder().decode(files.contents.get(runner.outputs.get("ledger-file") ?? "")),
  };
}
