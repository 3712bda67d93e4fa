/** A pull request on the local GitHub that is reviewed push by push, and a review that says what the test wants. */

import { createGitHub } from "../../src/adapters/github.ts";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import { createThreads } from "../../src/adapters/github-threads.ts";
import type { TriagedFinding } from "../../src/finding.ts";
import { planComments } from "../../src/publish/comments.ts";
import { deliver } from "../../src/publish/deliver.ts";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import type { Review } from "../../src/records.ts";
import type { Threads } from "../../src/ports-github.ts";
import type { Delivery } from "../../src/subject.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeRunner } from "../fakes/runner.ts";
import { shownWhole } from "../fixtures/commentable-review.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { aFinding, aReview, aScannerRun } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { BOT, startGitHub, WORKFLOW_TOKEN, type GitHubServer, type RecordedRequest } from "../servers/github.ts";

export const URI = "src/a.txt";

/** Commits of a file of 60 lines; each is the base with other lines, in a repository of their own. */
export interface History {
  readonly repository: Repository;
  readonly base: string;
  /** Lines 10 and 40 are changed. */
  readonly first: string;
  /** Line 10 is changed once more, 40 stays, 50 is new. */
  readonly second: string;
  /** As the second, with three lines more at the top. */
  readonly shifted: string;
  /** Line 40 stands on line 5 now. */
  readonly moved: string;
}

const LINES = Array.from({ length: 60 }, (_, n) => `line ${String(n + 1)}`);
const text = (changes: Readonly<Record<number, string>>): string =>
  `${LINES.map((line, n) => changes[n + 1] ?? line).join("\n")}\n`;

export function history(): History {
  const repository = makeRepository({ bare: true });
  const commit = (content: string, name: string): string => {
    repository.write({ [URI]: content });
    return repository.commit(name);
  };
  const base = commit(text({}), "base");
  repository.branch("topic", base);
  const first = commit(text({ 10: "eval(a)", 40: "eval(b)" }), "first");
  const second = commit(text({ 10: "call(a)", 40: "eval(b)", 50: "eval(c)" }), "second");
  const shifted = commit(`1\n2\n3\n${text({ 10: "call(a)", 40: "eval(b)", 50: "eval(c)" })}`, "shifted");
  const moved = commit(text({ 5: "eval(b)", 10: "call(a)", 50: "eval(c)" }), "moved");
  return { repository, base, first, second, shifted, moved };
}

/** The n-th finding, on a line; its fingerprint does not depend on that. */
export function on(n: number, line: number, over: Partial<TriagedFinding> = {}): TriagedFinding {
  const given = aFinding(n, { location: { uri: URI, startLine: line, endLine: line }, ...over });
  const { rule, source } = aFinding(0);
  return { ...given, rule, source, message: `Number ${String(n)}.` };
}

export const print = (n: number): string => aFinding(n).fingerprint;

export function reviewOf(head: string, findings: readonly TriagedFinding[], over: Partial<Review> = {}): Review {
  const { source } = aFinding(0);
  const tool = source.kind === "scanner" ? source.tool : "";
  const runs = [aScannerRun("semgrep", { tool, findings, state: { status: "completed" }, unscanned: [] })];
  const verdict = { outcome: "pass", blocking: [], missing: [], failOn: "high", sentence: "Nothing" } as const;
  const review = shownWhole({ ...aReview({ findings: 0 }), findings, scan: { runs }, verdict });
  return { ...review, change: { ...review.change, head }, ...over };
}

export interface World {
  readonly gitHub: GitHubServer;
  readonly log: ReturnType<typeof fakeLog>;
  /** Milliseconds of every wait between two tries; none takes time. */
  readonly waits: readonly number[];
  /** Pushes, reviews and publishes, in a process of its own as far as GitHub can tell. */
  run(review: Review, how?: { readonly annotated?: boolean }): Promise<Delivery>;
  /** The same for a run that does not know that the head has moved. */
  late(review: Review): Promise<Delivery>;
  /** Fingerprints of all comments on lines, in order, then those in the texts of reviews. */
  said(): readonly string[];
  threads(): Threads;
  /** Requests since the last call of this. */
  requests(): readonly RecordedRequest[];
}

export interface Given {
  /** `write`, unless told: the token may resolve threads. */
  readonly contents?: "read" | "write";
  /** Of a server that is there already. */
  readonly gitHub?: GitHubServer;
  /** Of the pull request; 1 unless told. */
  readonly number?: number;
}

export async function world({ repository, base, first }: History, over: Given = {}): Promise<World> {
  const { contents = "write", number = 1, gitHub = await startGitHub({ bare: repository.path }) } = over;
  gitHub.account({ token: WORKFLOW_TOKEN, ...BOT, permissions: { contents, pull_requests: "write" } });
  gitHub.pull({ number, base, head: first });
  const [log, waits] = [fakeLog(), Array<number>()];
  let counted = gitHub.requests.length;
  const late: World["late"] = (review) => publish(review, false);
  return {
    ...{ gitHub, log, waits, late },
    run: (review, { annotated = false } = {}) => {
      if (gitHub.state.pull(number).head.sha !== review.change.head) gitHub.moveHead(review.change.head, number);
      return publish(review, annotated);
    },
    said: () =>
      [...gitHub.state.reviewComments(number), ...gitHub.state.reviews(number)].flatMap(({ body }) => [
        ...fingerprintsIn(body),
      ]),
    threads: () => createThreads(createGitHubClient(options()), options().run),
    requests: () => gitHub.requests.slice(counted, (counted = gitHub.requests.length)),
  };

  function options() {
    const run = { owner: "octo", repo: "app", apiUrl: gitHub.url };
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    const { signal } = new AbortController();
    return { run, token: WORKFLOW_TOKEN, log, signal, wait, version: "1.2.3", limits: { pace: false } };
  }

  async function publish(review: Review, annotated: boolean): Promise<Delivery> {
    const given = options();
    const pullRequest = { number, head: review.change.head };
    const plan = planComments(review, aWorkflowRun());
    const before = annotated ? ([{ feature: "codeScanning", status: "done", detail: "Uploaded." }] as const) : [];
    const deliveries = await deliver(
      [{ kind: "reviewComments", pullRequest, plan }],
      {
        gitHub: createGitHub(given),
        threads: createThreads(createGitHubClient(given), given.run),
        checks: { putCheckRun: () => Promise.reject(new Error("no check run here")) },
        runner: fakeRunner(),
        ...{ wait: given.wait, signal: given.signal },
      },
      before,
    );
    return deliveries.at(-1)!;
  }
}
